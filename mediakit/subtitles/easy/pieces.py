"""What a long sentence is taken apart and put together with: subjects said again, words put before,
full stops, and the test that a piece stands on its own.
"""

import re

from mediakit.subtitles.easy.parsing import Parsed, is_past, is_plural, main_clause, parsed
from mediakit.subtitles.grammar import ENGLISH
from mediakit.subtitles.tokens import (
    OPENERS,
    Sentence,
    capitalised,
    core,
    ends_sentence,
    plain,
    single_words,
    text_of,
    with_text,
)

Split = tuple[Sentence, Sentence]

FEWEST_WORDS = 3
"""A sentence of fewer words than this is no relief to a reader."""

_LONGEST_REPEAT = 5
"""A subject of more words than this is not said a second time."""

_EARLY = 7
"""Among so many words an order begins, after a name: "My friends, ask ..."."""

_NAMES = frozenset({"NNP", "NNPS"})
_HALF_STOPS = ",;:–—-"
_STOP_IN_QUOTES = re.compile(r"[,;:](['’\"”]+)$")
_PAIRS = (("(", ")"), ("[", "]"), ("“", "”"))


def ended(first: Sentence) -> Sentence:
    """The words as a sentence with a full stop; brackets and quotes stay."""
    while len(first) > 1 and not plain(first[-1].text):
        first = first[:-1]
    last = first[-1]
    bare = _STOP_IN_QUOTES.sub(r"\1", last.text.rstrip(_HALF_STOPS))
    if not ends_sentence(bare) or not bare.endswith((".", "!", "?", "…", '"', "”", "'", "’", ")")):
        bare += "."
    return (*first[:-1], with_text(last, bare))


def begun(rest: Sentence, lead: str = "") -> Sentence:
    """The words as the beginning of a sentence, after `lead` if there is one."""
    text = f"{lead} {rest[0].text}" if lead else rest[0].text
    return (with_text(rest[0], capitalised(text)), *rest[1:])


def uncapitalised(text: str) -> str:
    """Text without its capital, if it begins with a small word that is never a name.

    >>> uncapitalised("The film"), uncapitalised("Siân")
    ('the film', 'Siân')
    """
    first = text.split(maxsplit=1)[0]
    small = plain(first) in ENGLISH.binding and first != "I" and not first.startswith("I'")
    return text[0].lower() + text[1:] if small else text


def lowered(sentence: Sentence) -> Sentence:
    """The words as they stand inside a sentence."""
    return (with_text(sentence[0], uncapitalised(sentence[0].text)), *sentence[1:])


def repeated(parse: Parsed, start: int, end: int, *, past: bool) -> str | None:
    """A subject as it is said again: "a man came" goes on as "The man". None if it is too long to
    be said twice.
    """
    words = [token.text for token in parse.sentence[start:end]]
    words[-1] = words[-1].rstrip(_HALF_STOPS)
    if len(words) > 1 and words[-1].startswith("(") and core(words[-1]).isupper():
        # "The National Health Service (NHS)" is the NHS from then on.
        words = [*(words[:1] if parse.tag(start) == "DT" else ()), core(words[-1])]
    if len(words) > _LONGEST_REPEAT or "," in "".join(words) or not all(words):
        return None
    if parse.word(start) in ("a", "an") and len(words) > 1:
        words[0] = "The" if past else words[0]
    return capitalised(" ".join(words).lstrip(OPENERS))


def is_name(parse: Parsed, start: int, end: int) -> bool:
    """Whether a noun phrase is a name: "Mary Jones", "the Atlanta Falcons"."""
    tags = [tag for tag in parse.tags[start:end] if tag != "DT"]
    return bool(tags) and all(tag in _NAMES for tag in tags)


def be_like(parse: Parsed, start: int, end: int, verb: int) -> str:
    """The form of "be" for the noun phrase from `start` to `end`, in the time of the verb."""
    many = is_plural(parse, start, end)
    if is_past(parse, verb):
        return "were" if many else "was"
    return "are" if many else "is"


def tense(parse: Parsed) -> str:
    """ "was" or "is", like the verb of the sentence."""
    main = main_clause(parse)
    return "was" if main and is_past(parse, main.verb) else "is"


def stands_alone(piece: Sentence, *, words: int = FEWEST_WORDS) -> bool:
    """Whether a piece reads as a sentence: long enough, brackets and quotes closed, a subject with
    a verb to be seen, or an order ("ask what you can do").
    """
    flat = single_words(piece)
    text = text_of(flat)
    closed = all(text.count(a) == text.count(b) for a, b in _PAIRS) and text.count('"') % 2 == 0
    return len(flat) >= words and closed and _has_clause(parsed(flat))


def _has_clause(parse: Parsed) -> bool:
    leads = 1 if parse.word(0) in ("and", "but", "so", "then", "there") else 0
    rest = parsed(parse.sentence[leads:]) if leads and len(parse) > 1 else parse
    ordered = any("," in parse.tail(at - 1) and parse.tag(at) == "VB" for at in range(1, _EARLY))
    clause = main_clause(rest) or main_clause(parse)
    return clause is not None or rest.tag(0) == "VB" or ordered

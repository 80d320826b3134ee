"""What something has or is like, hung on with "with" or "one": "with a long beard", "one showing
red", "with Ann playing the drums".
"""

from collections.abc import Iterator

from mediakit.subtitles.easy.coordination import governed
from mediakit.subtitles.easy.inflection import base_of_going, verb_forms
from mediakit.subtitles.easy.parsing import (
    Clause,
    Parsed,
    is_finite,
    is_past,
    is_plural,
    main_clause,
    noun_phrase_end,
)
from mediakit.subtitles.easy.pieces import FEWEST_WORDS, Split, be_like, begun, ended, repeated
from mediakit.subtitles.easy.tagging import BE, HAVE, MODALS, is_verb
from mediakit.subtitles.tokens import Sentence, with_text, word_set

_OWN = word_set("its their his her")
_PLACES = word_set("in on under above over below behind against between across beside")
_PARTS = word_set("head eyes hands hand arms arm feet legs mouth back hair face ears wings tail")
_PLACED = word_set("up down away apart off out high low")
_COUNTS = frozenset({"CD", "DT", "JJ", "JJR", "NN", "NNS", "RB"})
_DESCRIBING = (
    BE
    | HAVE
    | word_set(
        "show shows showed look looks looked lie lies lay stand stands stood cover covers covered"
    )
)
"""Verbs that tell how something is: what it has can be told in the next sentence."""

_PRONOUNS = {"it": "It", "this": "It", "that": "It", "they": "They", "these": "They"} | {
    word: word.capitalize() for word in ("he", "she", "we", "you", "i", "there")
}
_MIXED = word_set("which whom whose each both all most some many")
""" "With which" and "with each of them" need what they refer to."""

_NOT_HAD = word_set("the this that nobody nothing everybody everything somebody something")
_NOT_HAD_EITHER = word_set(
    "as there luck help support hope care ease pleasure thanks respect regard effect time practice"
)
"""With "a bit of luck" it is good, but it has no luck."""


def belongings(parse: Parsed) -> Iterator[Split]:
    """ "This is a hall, with a small kitchen." becomes "This is a hall. It has a small kitchen."
    Only after a verb that tells how something is; elsewhere "with" may say how it was done.
    """
    main = main_clause(parse)
    for index in _withs(parse, main):
        if main is None or not _describes(parse, main):
            continue
        rest = parse.sentence[index + 1 :]
        lead = _has(parse, main)
        if lead and _is_thing(parse, index + 1):
            yield ended(parse.sentence[:index]), begun(rest, lead)


def own_parts(parse: Parsed) -> Iterator[Split]:
    """ "We saw a bird with its head under a wing." becomes "We saw a bird. Its head was under a
    wing." """
    main = main_clause(parse)
    for index in range(FEWEST_WORDS, len(parse) - FEWEST_WORDS):
        if main is None or parse.word(index) != "with" or parse.word(index + 1) not in _OWN:
            continue
        end = noun_phrase_end(parse, index + 1, links=False)
        if end is None or end >= len(parse) or parse.tail(end - 1) or governed(parse, index):
            continue
        if index > main.verb and _says_how(parse, index, end) and not _more_follows(parse, end):
            be = be_like(parse, index + 1, end, main.verb)
            yield ended(parse.sentence[:index]), _with_verb(parse, index + 1, end, be)


def _says_how(parse: Parsed, index: int, end: int) -> bool:
    """Whether the words from `end` on say how or where something of its own is: "open", "under a
    wing". "With their keys in May" is no such thing: without a comma, only parts of the body are
    somewhere.
    """
    if parse.tag(end) in ("JJ", "JJR") or parse.word(end) in _PLACED:
        return True
    part = parse.word(end - 1) in _PARTS or "," in parse.tail(index - 1)
    return part and parse.word(end) in _PLACES


def goings_on(parse: Parsed) -> Iterator[Split]:
    """ "We sang, with Ann playing the drums." becomes "We sang. Ann played the drums." """
    main = main_clause(parse)
    for index in _withs(parse, main):
        end = noun_phrase_end(parse, index + 1)
        if main is None or end is None or end + 1 >= len(parse) or parse.tail(end - 1):
            continue
        word, tag = parse.word(end), parse.tag(end)
        if parse.word(index + 1) in _MIXED or _more_follows(parse, end):
            continue
        said = None
        if word.endswith("ing"):
            said = _time_of(parse, main, index + 1, end)
        elif tag in ("VBN", "VBD") and _is_shut(parse, index + 1, end):
            said = f"{be_like(parse, index + 1, end, main.verb)} {word}"
        if said is not None:
            rest = _with_verb(parse, index + 1, end, said, instead=True)
            yield ended(parse.sentence[:index]), rest


def _is_shut(parse: Parsed, start: int, end: int) -> bool:
    """Whether something certain is done to what stands from `start` to `end`: "the door shut by
    Ann", but not "arms raised".
    """
    return parse.tag(start) not in ("NN", "NNS") and parse.tag(end + 1) in ("IN", "TO", "RB")


def one_like_this(parse: Parsed) -> Iterator[Split]:
    """ "This is a rare bird, one living by the sea." becomes "This is a rare bird. It is one living
    by the sea." """
    main = main_clause(parse)
    if main is None or parse.word(main.verb) not in ("is", "was"):
        return
    said = _PRONOUNS.get(parse.word(main.start)) if main.end == main.start + 1 else None
    subject = said or repeated(parse, main.start, main.end, past=True)
    for index in range(main.verb + 2, len(parse) - 2):
        if parse.word(index) != "one" or "," not in parse.tail(index - 1) or governed(parse, index):
            continue
        word = parse.word(index + 1)
        told = word in ("that", "which", "who") and is_finite(parse, index + 2)
        # A name right before may be what is one of these: "a film about Bangor, one of ...".
        several = word == "of" and not parse.tag(index - 1).startswith("NNP")
        if subject is not None and (word.endswith("ing") or told or several):
            lead = f"{subject} {parse.word(main.verb)}"
            yield ended(parse.sentence[:index]), begun(parse.sentence[index:], lead)


def _withs(parse: Parsed, main: Clause | None) -> Iterator[int]:
    """Where a comma and "with" stand after the verb."""
    for index in range(FEWEST_WORDS, len(parse) - 2):
        after = main is not None and index > main.verb + 1
        apart = parse.word(index) == "with" and parse.tail(index - 1) == ","
        if after and apart and not governed(parse, index):
            yield index


def _describes(parse: Parsed, main: Clause) -> bool:
    """Whether the main verb tells how its subject is: "is a hall", but not "is going"."""
    after = main.verb + 1
    while parse.tag(after) == "RB" or parse.word(after) in ("first", "last"):
        after += 1
    helped = parse.word(main.verb) in BE | HAVE
    going = helped and parse.tag(after) in ("VBN", "VBG", "VBD", "TO")
    return parse.word(main.verb) in _DESCRIBING and not going


def _has(parse: Parsed, main: Clause) -> str | None:
    """ "It has", "They had", "Ann has"."""
    said = _PRONOUNS.get(parse.word(main.start)) if main.end == main.start + 1 else None
    subject = said or repeated(parse, main.start, main.end, past=True)
    if subject is None or subject == "There":
        return None
    many = subject in ("They", "We", "You", "I") or is_plural(parse, main.start, main.end)
    verb = "had" if is_past(parse, main.verb) else "have" if many else "has"
    return f"{subject} {verb}"


def _is_thing(parse: Parsed, start: int) -> bool:
    """Whether the words from `start` to the end name what somebody can have, and nothing more."""
    words, tags = parse.words[start:], parse.tags[start:]
    verbs = any(is_finite(parse, at) for at in range(start, len(parse)))
    doing = {"VBG", "VBN", "TO"} & set(tags)
    commas = [at for at in range(start, len(parse) - 1) if parse.tail(at)]
    listed = not commas or "and" in parse.words[commas[-1] :]
    starts = parse.tag(start) in _COUNTS and words[0] not in _MIXED | _NOT_HAD
    return starts and listed and not verbs and not doing and not _NOT_HAD_EITHER & set(words)


def _more_follows(parse: Parsed, start: int) -> bool:
    """Whether another clause or aside follows, to which the words may belong."""
    return any(parse.tail(at) or is_finite(parse, at + 1) for at in range(start, len(parse) - 1))


def _time_of(parse: Parsed, main: Clause, start: int, end: int) -> str | None:
    """The verb in -ing at `end`, with the time of the main verb."""
    base = base_of_going(parse.word(end), is_verb)
    if parse.word(end) == "being":
        return be_like(parse, start, end, main.verb)
    if base is None or parse.word(main.verb) in MODALS:
        return None
    if is_past(parse, main.verb):
        return verb_forms(base)["past"]
    return base if is_plural(parse, start, end) else verb_forms(base)["third"]


def _with_verb(
    parse: Parsed, start: int, end: int, verb: str, *, instead: bool = False
) -> Sentence:
    """The words from `start` as a sentence with its verb at `end`, perhaps `instead` of a word."""
    word = parse.sentence[end]
    put = with_text(word, verb if instead else f"{verb} {word.text}")
    return (*begun(parse.sentence[start:end]), put, *parse.sentence[end + 1 :])

"""Making two short sentences of a long one, where that is safe.

Safe means: both halves stand alone, nothing that governs the second half is lost (an "if",
a "that", a question), and all words but "and" and "which" stay.
"""

from mediakit.subtitles.grammar import ENGLISH
from mediakit.subtitles.tokens import (
    CLOSERS,
    Sentence,
    Token,
    capitalised,
    plain,
    tail,
    text_of,
    with_text,
    word_set,
)

_JOINERS = frozenset({"and", "but", "so"})
_SUBJECTS = word_set(
    "i we he she they it you there i'm i've i'll i'd we're we've we'll we'd he's he'll she's"
    " she'll they're they've they'll they'd it's it'll you're you've you'll there's that's"
)
_INDEFINITE = word_set("everybody everyone nobody somebody someone")
_GOVERNORS = word_set(
    "if when whenever while unless until although though whether that which who whose where"
    " why how what because since as than before after either both neither between let's"
)
"""A word that may govern everything up to the next comma or further: after it, no split."""

_SINGULAR = word_set("is was means makes helps has can will would gives takes")
_PLURAL = word_set("are were mean make help have give take")

_FEWEST_WORDS = 3
"""A sentence of fewer words than this is no relief to a reader."""


def short_sentences(sentence: Sentence, most_words: int) -> tuple[Sentence, ...]:
    """The sentence as one or more sentences in the same order; as it was, if it has no more than
    `most_words` words or no safe place to split. Rules are for English.
    """
    if len(sentence) <= most_words or tail(sentence[-1].text).find("?") >= 0:
        return (sentence,)
    for index in range(_FEWEST_WORDS, len(sentence) - _FEWEST_WORDS + 1):
        second = _second_half(sentence, index)
        if second and len(second) >= _FEWEST_WORDS:
            first = _ended(sentence[:index])
            return (first, *short_sentences(second, most_words))
    return (sentence,)


def _second_half(sentence: Sentence, index: int) -> Sentence | None:
    """What follows as a sentence of its own if the sentence is split before the word at `index`;
    None where that is not safe.
    """
    word = sentence[index]
    joint = plain(word.text)
    if tail(word.text) or _is_quoted(sentence) or not _stands_alone(sentence[:index]):
        return None
    if joint in _JOINERS and _is_clause(sentence[index + 1 :]):
        return _after_joiner(sentence, index)
    if joint == "because" and _is_clause(sentence[index + 1 :]):
        return (with_text(word, "This is because"), *sentence[index + 1 :])
    if joint == "which":
        return _after_which(sentence, index)
    return None


def _is_clause(rest: Sentence) -> bool:
    """Whether the words begin with a subject and something that can be its verb: "we went", "then
    we went", "everybody knows", but not "you and me" or "everybody else".
    """
    words = [plain(token.text) for token in rest[:3]]
    if words and words[0] in ("then", "now"):
        words = words[1:]
    if len(words) < 2:
        return False
    subject, verb = words[:2]
    if subject in _INDEFINITE:
        return verb in ENGLISH.auxiliaries or verb.endswith("s")
    return subject in _SUBJECTS and verb not in ENGLISH.prepositions | ENGLISH.conjunctions


def _after_joiner(sentence: Sentence, index: int) -> Sentence:
    word, rest = sentence[index], sentence[index + 1 :]
    if plain(word.text) == "and":
        return (with_text(rest[0], capitalised(rest[0].text)), *rest[1:])
    return (with_text(word, capitalised(word.text)), *rest)


def _after_which(sentence: Sentence, index: int) -> Sentence | None:
    """ ", which is hard." becomes ". This is hard." if the clause is the last of the sentence."""
    word, rest = sentence[index], sentence[index + 1 :]
    verb = plain(rest[0].text)
    closes = not any(tail(token.text) for token in rest[:-1])
    apart = tail(sentence[index - 1].text) == ","
    if not closes or not apart:
        return None
    if verb in _SINGULAR:
        return (with_text(word, "This"), *rest)
    if verb in _PLURAL:
        return (with_text(word, "These"), *rest)
    return None


def _stands_alone(first: Sentence) -> bool:
    # "We wanted that, and": before a comma it is no governor.
    words = [plain(token.text) for token in first if not tail(token.text)]
    return len(first) >= _FEWEST_WORDS and not _GOVERNORS & set(words)


def _is_quoted(sentence: Sentence) -> bool:
    return any(mark in text_of(sentence) for mark in '"“”()')


def _ended(first: Sentence) -> Sentence:
    last: Token = first[-1]
    return (*first[:-1], with_text(last, last.text.rstrip(CLOSERS) + "."))

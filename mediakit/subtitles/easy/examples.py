"""Examples at the end: "other drinks, such as tea and milk"."""

from collections.abc import Iterator

from mediakit.subtitles.easy.coordination import governed
from mediakit.subtitles.easy.parsing import Parsed, is_finite, main_clause
from mediakit.subtitles.easy.pieces import FEWEST_WORDS, Split, begun, ended
from mediakit.subtitles.tokens import word_set

_NEGATIVE = word_set("no not never nobody nothing none neither nor without")
_MANY = frozenset({"NNS", "NNPS"})
_OTHERS = word_set("which that who when where those these")
_COLLECTIONS = word_set("media people food fruit music art furniture equipment")


def examples(parse: Parsed) -> Iterator[Split]:
    """ "We sell other drinks, such as tea and milk." becomes "We sell other drinks. Examples are
    tea and milk." Not where something is denied, and with "like" only before a list: one thing
    alone may be what it is like.
    """
    if main_clause(parse) is None:
        return
    for index in range(FEWEST_WORDS, len(parse) - 2):
        two = parse.words[index : index + 2] == ("such", "as")
        start = index + (2 if two else 1)
        if not (two or parse.word(index) == "like") or parse.tail(index - 1) != ",":
            continue
        if governed(parse, index) or not _of_many(parse, index):
            continue
        rest = parse.words[start:]
        listed = "and" in rest
        verbs = any(is_finite(parse, at) for at in range(start, len(parse)))
        if listed and not verbs and not _OTHERS & set(rest):
            yield ended(parse.sentence[:index]), begun(parse.sentence[start:], "Examples are")


def _of_many(parse: Parsed, index: int) -> bool:
    """Whether several things stand right before the comma, none of them in a list or denied."""
    last = index - 1
    several = parse.tag(last) in _MANY or parse.word(last) in _COLLECTIONS
    before = parse.words[:index]
    denied = _NEGATIVE & set(before) or any(word.endswith("n't") for word in before)
    return several and not denied and not any("," in parse.tail(at) for at in range(last))

"""Taking out what is said twice by mistake, and beginnings that were given up for another.

Nothing goes that would take a name, a number or a "no" with it: the guard sees to that, and what it
holds back is flagged for a person.
"""

from collections.abc import Sequence

from mediakit.subtitles.easy.fillers import begun_as
from mediakit.subtitles.grammar import language_of
from mediakit.subtitles.tokens import Sentence, Token, ends_sentence, plain, tail, word_set

_STAMMERED = {
    "en": word_set(
        "the a an i we you he she it they and but or so to of in on at for with from is are was"
        " were my our your their his its this if when because what there it's i'm we're they're"
        " i've we've you've they've he's she's that's i'll we'll don't can can't would could will"
    ),
    "cy": word_set("y yr yn mae ac ond fy"),
}
"""Words that nobody says twice on purpose; "very very" and "had had" stay."""

_MOST_WORDS = 6
"""Words of a phrase that is said twice by mistake, at most. [own]"""

_CORRECTIONS = (("i", "mean"), ("or", "rather"), ("sorry",), ("no", "sorry"), ("no",), ("well",))
"""What people say before they begin again."""

_LONGEST_START = 6
"""Words of a beginning that is given up, at most. [own]"""


def without_repeats(sentence: Sentence, language: str) -> Sentence:
    """The sentence without words and short phrases said twice in a row by mistake. The last of the
    repeats stays, since the sentence goes on from there.
    """
    stammered = _STAMMERED.get(language_of(language), frozenset())
    tokens = list(sentence)
    index = 0
    while index < len(tokens):
        length = _repeat_at(tokens, index, stammered)
        if length:
            del tokens[index : index + length]
            index = max(index - _MOST_WORDS, 0)
        else:
            index += 1
    return begun_as(tuple(tokens), sentence)


def _repeat_at(tokens: list[Token], index: int, stammered: frozenset[str]) -> int:
    for length in range(_MOST_WORDS, 0, -1):
        first = tokens[index : index + length]
        second = tokens[index + length : index + 2 * length]
        words = [plain(token.text) for token in first]
        same = len(second) == length and words == [plain(token.text) for token in second]
        # "We can, we can do it": a comma between is part of the stammer, a full stop is not.
        whole = same and not any(ends_sentence(token.text) for token in first)
        inside = any(tail(token.text) for token in first[:-1])
        if whole and not inside and words[0] in stammered:
            return length
    return _fragment_at(tokens, index)


def _fragment_at(tokens: list[Token], index: int) -> int:
    """A word broken off and begun again: "we w- we", "be- because"."""
    text = tokens[index].text.rstrip(",")
    broken = text.endswith("-") and index + 1 < len(tokens)
    again = broken and plain(tokens[index + 1].text).startswith(text.rstrip("-").casefold())
    return 1 if again else 0


def without_false_starts(sentence: Sentence) -> Sentence:
    """The sentence without a beginning that was taken back: "We went, sorry, we walked home" is "We
    walked home". Only where the speaker begins again with the same word. Rules are for English.
    """
    tokens = list(sentence)
    index = 0
    while index < len(tokens):
        end = false_start_at(tokens, index)
        if end:
            del tokens[index:end]
        else:
            index += 1
    return begun_as(tuple(tokens), sentence)


def false_start_at(tokens: Sequence[Token], index: int) -> int:
    """Where the beginning that starts at `index`, and the word that takes it back, end; 0 where
    nothing is taken back.
    """
    if index and not tail(tokens[index - 1].text):
        return 0
    for comma in range(index, min(index + _LONGEST_START, len(tokens) - 2)):
        if ends_sentence(tokens[comma].text):
            return 0
        after = tail(tokens[comma].text) and _correction_at(tokens, comma + 1)
        if after and after < len(tokens):
            again = plain(tokens[after].text) == plain(tokens[index].text)
            return after if again else 0
    return 0


def _correction_at(tokens: Sequence[Token], index: int) -> int:
    """Where the words end with which somebody begins again; 0 where there are none. A comma must
    follow them.
    """
    for words in _CORRECTIONS:
        part = tokens[index : index + len(words)]
        said = tuple(plain(token.text) for token in part)
        if said == words and tail(part[-1].text) and not any(tail(t.text) for t in part[:-1]):
            return index + len(words)
    return 0

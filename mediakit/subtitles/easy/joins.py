"""Plain words for what holds sentences together, where only the words beside them tell whether
they fit: "Therefore," is "So" at the start of a sentence, "due to" is "because of" before a thing.
"""

from mediakit.subtitles.easy.numbers import merged
from mediakit.subtitles.easy.parsing import Parsed, parsed
from mediakit.subtitles.easy.pieces import uncapitalised
from mediakit.subtitles.easy.tagging import BE
from mediakit.subtitles.tokens import Sentence, Token, capitalised, single_words, tail, with_text

_STARTS = {
    ("therefore",): "So",
    ("thus",): "So",
    ("as", "a", "result"): "So",
    ("in", "addition"): "Also,",
    ("furthermore",): "Also,",
    ("moreover",): "Also,",
    ("subsequently",): "Later,",
}
"""What a sentence begins with instead, where a comma follows."""

_PLACED = frozenset({"located", "situated"})
_THINGS = frozenset({"DT", "PRP$", "NN", "NNS", "NNP", "NNPS", "JJ", "CD"})
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})


def plainly_joined(sentence: Sentence) -> Sentence:
    """The sentence with plainer words at its joints. Rules are for English."""
    return _joints(_begun_plainly(single_words(sentence)))


def _begun_plainly(sentence: Sentence) -> Sentence:
    parse = parsed(sentence)
    for words, say in _STARTS.items():
        end = len(words)
        if parse.words[:end] == words and parse.tail(end - 1) == "," and len(parse) > end + 1:
            first = merged(sentence[:end], say)
            second = with_text(sentence[end], uncapitalised(sentence[end].text))
            return (first, second, *sentence[end + 1 :])
    return sentence


def _joints(sentence: Sentence) -> Sentence:
    parse = parsed(sentence)
    tokens: list[Token] = []
    index = 0
    while index < len(sentence):
        length, say = _joint_at(parse, index)
        if length:
            part = sentence[index : index + length]
            say = capitalised(say) if part[0].text[:1].isupper() else say
            tokens.append(merged(part, say + tail(part[-1].text)))
        else:
            tokens.append(sentence[index])
        index += length or 1
    return tuple(tokens)


def _joint_at(parse: Parsed, index: int) -> tuple[int, str]:
    """How many words from `index` on have a plainer way to be said, and that; (0, "") for none."""
    words, before = parse.words[index : index + 3], parse.tag(index - 1)
    if any(parse.tail(at) for at in range(index, min(index + 2, len(parse)))):
        return 0, ""
    if words[:1] and words[0] in BE and words[1:2] and words[1] in _PLACED:
        # "Is located in" and "is located 5 miles from", but not "is located by satellite".
        fits = parse.tag(index + 2) in ("IN", "CD") and parse.word(index + 2) != "by"
        return (2, words[0]) if fits else (0, "")
    if words[:2] == ("due", "to") and parse.tag(index + 2) in _THINGS:
        return 2, "because of"
    if words == ("as", "well", "as") and before in _NOUNS and parse.tag(index + 3) in _THINGS:
        return 3, "and"
    return 0, ""

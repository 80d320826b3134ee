"""Where sentences end. Full stops after Dr. or in e.g. end none, which is why a library decides."""

from collections.abc import Callable, Sequence

from mediakit.subtitles.grammar import grammar_of, language_of
from mediakit.subtitles.tokens import Sentence, Token, ends_sentence, plain, word_set

_PYSBD_LANGUAGES = word_set("en de fr es it nl pl ru el da bg sk hi ur fa ar am hy mr my zh ja kk")

_BLOCK = 60
"""Words that are looked at together at most. The library's time grows faster than the text; a block
ends at the first possible sentence end after so many words."""


def sentence_ends(texts: Sequence[str], language: str) -> frozenset[int]:
    """The indexes of the words that end a sentence. The last word always does.

    >>> sorted(sentence_ends(["Hi", "Dr.", "Jones.", "We", "met."], "en"))
    [2, 4]
    """
    candidates = [
        index
        for index, text in enumerate(texts)
        if ends_sentence(text) and plain(text) not in grammar_of(language).titles
    ]
    ends = set(candidates)
    if language_of(language) in _PYSBD_LANGUAGES:
        ends &= _ends_by_library(texts, candidates, language_of(language))
    return frozenset(ends | ({len(texts) - 1} if texts else set()))


def sentences_of(tokens: Sequence[Token], language: str) -> tuple[Sentence, ...]:
    """The tokens as sentences. A new speaker always begins a new one."""
    ends = sentence_ends([token.text for token in tokens], language)
    found: list[Sentence] = []
    first = 0
    for index, token in enumerate(tokens):
        last = index + 1 == len(tokens)
        if last or index in ends or tokens[index + 1].speaker != token.speaker:
            found.append(tuple(tokens[first : index + 1]))
            first = index + 1
    return tuple(found)


def _ends_by_library(texts: Sequence[str], candidates: Sequence[int], language: str) -> set[int]:
    import pysbd

    segmenter = pysbd.Segmenter(language=language, clean=False, char_span=True)

    def segment(text: str) -> list[tuple[int, str]]:
        return [(span.start, span.sent) for span in segmenter.segment(text)]

    ends: set[int] = set()
    first = 0
    edges = [*candidates, len(texts) - 1]
    for edge in edges:
        if edge - first >= _BLOCK or edge == len(texts) - 1:
            ends |= {first + index for index in _block_ends(texts[first : edge + 1], segment)}
            first = edge + 1
    return ends


def _block_ends(texts: Sequence[str], segment: Callable[[str], list[tuple[int, str]]]) -> set[int]:
    if not texts:
        return set()
    place, by_place = 0, {}
    for index, text in enumerate(texts):
        place += len(text)
        by_place[place] = index
        place += 1
    found = {start + len(sentence.rstrip()) for start, sentence in segment(" ".join(texts))}
    return {by_place[end] for end in found if end in by_place}

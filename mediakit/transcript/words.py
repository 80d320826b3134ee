"""From what an engine heard to words: whole, stripped, in order and inside the recording."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from mediakit.clock import Span
from mediakit.transcript.model import Word

SHORTEST_WORD = 20
"""Milliseconds: one step of Whisper's clock (1500 places in 30 s)."""

LATER_MS = 50
"""Whisper's word times lie early: by 72 ms against times set by hand (the median of 102), by 60 ms
where 24 stretches of speech begin. The smaller correction keeps starts from coming late."""

_SOUND_MS = 85
"""Longest that a letter or the breath around a word takes: with this, 95 of 100 starts are within
212 to 225 ms of times set by hand (one recording, as it is, softer, and as MP3), with 100 within
232 to 300, without it 372."""

_DIGIT_MS = 400
"""A digit is a word of its own when it is spoken."""

_ENDINGS = set(".,;:!?…")
_MARKS = set("-–—♪♫*")


@dataclass(frozen=True, slots=True)
class Heard:
    """A piece of text as an engine gives it. Times count milliseconds of the recording.
    `begins` says that a new word begins here; otherwise it continues the one before.
    """

    text: str
    start: int
    end: int
    confidence: float
    begins: bool


def words_of(heard: Iterable[Heard], duration_ms: int) -> tuple[Word, ...]:
    """Whole words in order, without overlap, all inside the recording.

    >>> [word.text for word in words_of([
    ...     Heard(" co", 0, 300, 0.9, True), Heard("-production", 300, 800, 0.8, False),
    ...     Heard(" -", 800, 800, 0.5, True), Heard(" yes", 900, 1200, 1.0, True)], 5000)]
    ['co-production', 'yes']
    """
    return in_order(list(_whole(heard)), duration_ms)


def _whole(heard: Iterable[Heard]) -> Iterator[Word]:
    word: Word | None = None
    for part in heard:
        text = _text(part.text)
        if not text or set(text) <= _MARKS:
            continue
        if set(text) <= _ENDINGS:
            # Stops that stand alone are no word; Whisper also writes them where only music is.
            if word is not None and word.text[-1] not in _ENDINGS:
                word = _grown(word, part, text)
            continue
        if word is not None and not part.begins:
            word = _grown(word, part, text)
            continue
        if word is not None:
            yield word
        word = Word(text, Span(part.start, max(part.start, part.end)), _share(part.confidence))
    if word is not None:
        yield word


def _text(text: str) -> str:
    """Without any space; a dash that stood before the word marks a change of speaker and goes."""
    parts = text.split()
    if len(parts) > 1 and set(parts[0]) <= _MARKS:
        parts = parts[1:]
    return "".join(parts)


def _grown(word: Word, part: Heard, text: str) -> Word:
    end = part.end if any(letter.isalnum() for letter in text) else word.span.end
    # A word is as sure as the least sure part of it.
    confidence = min(word.confidence, _share(part.confidence))
    span = Span(word.span.start, max(word.span.end, end))
    return replace(word, text=word.text + text, span=span, confidence=confidence)


def _share(probability: float) -> float:
    # `max` also turns "not a number" into 0, because every comparison with it is false.
    return round(min(max(0.0, probability), 1.0), 4)


def sharpened(words: Sequence[Word]) -> tuple[Word, ...]:
    """The same words, each where it is really said.

    All lie a little early. And a word after "um", a breath or a pause begins for Whisper with
    those: it is given no longer than its letters can take, counted back from its end.

    >>> [word.span for word in sharpened([Word("I", Span(6180, 7350), 1.0)])]
    [Span(start=7230, end=7400)]
    """
    return tuple(replace(word, span=_sharpened(word)) for word in words)


def _sharpened(word: Word) -> Span:
    digits = sum(letter.isdigit() for letter in word.text)
    letters = sum(letter.isalpha() for letter in word.text)
    longest = _SOUND_MS * (1 + letters) + _DIGIT_MS * digits
    end = word.span.end + LATER_MS
    return Span(max(word.span.start + LATER_MS, end - longest), end)


def in_order(words: Sequence[Word], duration_ms: int) -> tuple[Word, ...]:
    """The same words, each at least `SHORTEST_WORD` long where there is room, none before the end
    of the one before, all inside the recording.
    """
    spans: list[Span] = []
    free = 0
    for word in words:
        start = max(word.span.start, free)
        free = max(word.span.end, start + SHORTEST_WORD)
        spans.append(Span(start, free))
    limit = duration_ms
    for index in range(len(spans) - 1, -1, -1):
        end = min(spans[index].end, limit)
        limit = max(min(spans[index].start, end - SHORTEST_WORD), 0)
        spans[index] = Span(min(limit, end), end)
    return tuple(replace(word, span=span) for word, span in zip(words, spans, strict=True))


def is_ordered(words: Sequence[Word], duration_ms: int) -> bool:
    """Whether words keep what `in_order` promises of their order and place, speaker by speaker."""
    inside = all(word.span.start >= 0 and word.span.end <= duration_ms for word in words)
    ends: dict[str | None, int] = {}
    for word in words:
        if word.span.start < ends.get(word.speaker, 0):
            return False
        ends[word.speaker] = word.span.end
    return inside

"""The words of several channels as one transcript: each word once, and whole turns in order."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import groupby, pairwise

import numpy as np
from numpy.typing import NDArray

from mediakit.transcript.model import Word
from mediakit.transcript.speakers.channels import APART_DB, FRAME
from mediakit.transcript.speakers.names import label
from mediakit.transcript.speech import SPEECH_RATE

NEAR_MS = 300
"""How far the times of one word, heard in two channels, may lie apart."""

SAME_WORD = 0.6
"""Likeness of two words (difflib's ratio) from which one may be the other misheard."""

EDGE_DB = 3.0
"""Difference of level from which a word beside a faint one, in its sentence, counts as faint too:
twice the power. The first word of what is overheard often begins in the last sound of one's own.
"""

UNISON_WORDS = 4
"""Words in a row that nobody says by chance at the same time as somebody else: both microphones
heard one voice, of a jingle or of somebody who sits between them."""

UNISON_MS = 150
"""How far each of these words may lie apart in the two channels."""

TURN_PAUSE_MS = 1000
"""A pause after which the next words are a new turn even inside a sentence."""

_ENDS = (".", "?", "!", "…")

TOGETHER_MS = 250
"""People who begin this close begin together: word times are no more exact."""


def without_bleed(
    parts: Sequence[tuple[Word, ...]], levels: NDArray[np.float32]
) -> tuple[tuple[Word, ...], ...]:
    """The words of each channel, less those that its microphone only overheard.

    `levels` as in `Comparison`. A word goes where another channel is much louder at its time and
    has a word like it there; so do the words right beside it, if they are as faint and at least
    half of them have their double: heard faintly, a word may be understood as quite another. Of
    longer stretches that two channels heard equally loud, the louder one keeps its words.
    """
    clear: list[tuple[Word, ...]] = []
    for number, part in enumerate(parts):
        others = _Others(_all_but(number, parts))
        runs = _faint_runs(number, part, levels)
        kept = (_own(run.words, others) if run.faint else run.words for run in runs)
        clear.append(tuple(word for words in kept for word in words))
    for number in reversed(range(len(clear))):
        others = _Others(_all_but(number, clear))
        clear[number] = _without_unison(number, clear[number], others, levels)
    return tuple(clear)


def together(parts: Sequence[tuple[Word, ...]]) -> tuple[Word, ...]:
    """The words of all channels, each with its speaker, woven by whole turns in order of starts.

    "Speaker 1" is the first to speak; of people who begin together, the one of the first channel.
    A channel without words is nobody.
    """
    spoken = sorted((part for part in parts if part), key=_beginning)
    turns = [
        tuple(replace(word, speaker=label(number)) for word in turn)
        for number, part in enumerate(spoken, 1)
        for turn in _turns(part)
    ]
    return tuple(word for turn in sorted(turns, key=lambda turn: turn[0].span) for word in turn)


def _beginning(part: tuple[Word, ...]) -> int:
    return round(part[0].span.start / TOGETHER_MS)


@dataclass(frozen=True, slots=True)
class _Run:
    """Words that follow each other without a pause, all as faint or none of them."""

    words: tuple[Word, ...]
    faint: bool


def _faint_runs(number: int, part: tuple[Word, ...], levels: NDArray[np.float32]) -> Iterator[_Run]:
    leads = [_lead_of_others(number, (word,), levels) for word in part]
    faint = [lead >= APART_DB for lead in leads]
    for at in (*range(1, len(part)), *range(len(part) - 1, 0, -1)):
        one, other = at - 1, at
        if min(leads[one], leads[other]) >= EDGE_DB and not _breaks(part[one], part[other]):
            faint[one] = faint[other] = faint[one] or faint[other]
    first = 0
    for at in range(1, len(part) + 1):
        if at == len(part) or faint[at] != faint[first] or _breaks(part[at - 1], part[at]):
            yield _Run(part[first:at], faint[first])
            first = at


def _breaks(word: Word, after: Word) -> bool:
    pause = after.span.start - word.span.end >= NEAR_MS
    return pause or word.text.endswith(_ENDS)


def _lead_of_others(number: int, words: Sequence[Word], levels: NDArray[np.float32]) -> float:
    """By how many dB the loudest other channel is above this one while the words are said."""
    first = words[0].span.start * SPEECH_RATE // 1000 // FRAME
    last = words[-1].span.end * SPEECH_RATE // 1000 // FRAME + 1
    frames = levels[:, first:last]
    if not frames.size or len(frames) < 2:
        return 0.0
    # Power, not decibels: a word is as loud as its loud part.
    loudness = 10 * np.log10(np.power(10, frames.astype(np.float64) / 10).mean(axis=1))
    return float(np.delete(loudness, number).max() - loudness[number])


def _without_unison(
    number: int, part: tuple[Word, ...], others: _Others, levels: NDArray[np.float32]
) -> tuple[Word, ...]:
    kept: list[Word] = []
    for doubled, group in groupby(part, key=others.twin):
        words = tuple(group)
        if not (
            doubled and len(words) >= UNISON_WORDS and _lead_of_others(number, words, levels) >= 0
        ):
            kept += words
    return tuple(kept)


def _all_but(number: int, parts: Sequence[tuple[Word, ...]]) -> list[Word]:
    return [word for at, part in enumerate(parts) if at != number for word in part]


class _Others:
    """The words of all other channels, found by their times."""

    def __init__(self, words: list[Word]) -> None:
        self._words = sorted(words, key=lambda word: word.span)
        self._starts = [word.span.start for word in self._words]
        self._longest = max((word.span.duration for word in words), default=0)

    def double(self, word: Word) -> bool:
        """Whether a word like this one is said about when it is."""
        return any(
            other.span.end + NEAR_MS > word.span.start
            and SequenceMatcher(None, _key(word), _key(other)).ratio() >= SAME_WORD
            for other in self._near(word)
        )

    def twin(self, word: Word) -> bool:
        """Whether the very same word is said just when it is."""
        return any(
            abs(other.span.start - word.span.start) <= UNISON_MS and _key(other) == _key(word)
            for other in self._near(word)
        )

    def _near(self, word: Word) -> list[Word]:
        first = bisect_left(self._starts, word.span.start - NEAR_MS - self._longest)
        return self._words[first : bisect_left(self._starts, word.span.end + NEAR_MS)]


def _own(words: tuple[Word, ...], others: _Others) -> tuple[Word, ...]:
    """What is left of a faint run without the words that another channel has too."""
    left = tuple(word for word in words if not others.double(word))
    return left if 2 * len(left) > len(words) else ()


def _key(word: Word) -> str:
    return "".join(letter for letter in word.text if letter.isalnum()).casefold()


def _turns(part: tuple[Word, ...]) -> Iterator[tuple[Word, ...]]:
    """One channel's words, parted at long pauses and at the ends of sentences."""
    breaks = [
        at
        for at, (word, after) in enumerate(pairwise(part), 1)
        if word.text.endswith(_ENDS) or after.span.start - word.span.end >= TURN_PAUSE_MS
    ]
    for first, last in pairwise([0, *breaks, len(part)]):
        yield part[first:last]

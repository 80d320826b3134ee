"""Who spoke, by voice: words in, the same words out with a speaker on each.

Words are joined to utterances, utterances are cut into windows of sound, and each window becomes a
direction (embeddings.py); the directions are grouped (clustering.py); then every word goes to the
speaker whom its windows are most like, and a change of speaker has to be worth its cost.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mediakit.process import StopSignal
from mediakit.transcript.model import Word
from mediakit.transcript.speakers.clustering import Vectors, speakers_of
from mediakit.transcript.speakers.embeddings import BATCH, RATE, Voices
from mediakit.transcript.speakers.names import label

Read = Callable[[int, int], NDArray[np.float32]]

PAUSE_MS = 300
"""A pause from which the next word begins a new utterance: people who take turns leave about 0.2 s
between them, and pauses inside a sentence are mostly shorter than 0.3 s."""

WINDOW = 3 * RATE // 2
"""Samples of sound whose voice is measured at once: 1.5 s, as in 3D-Speaker's own recipe;
shorter ones tell less of the voice, longer ones hold more than one more often."""

HOP = WINDOW // 2
"""Samples from one window to the next at most, so that every moment lies in two windows."""

LONG_ENOUGH = 2 * WINDOW // 3
"""Samples from which a window helps to find the speakers: 1 s. Shorter ones ("Yes.") are only
given to one of them afterwards."""

CHANGE_AT_PAUSE = 0.05
CHANGE_IN_SENTENCE = 0.4
"""What a change of speaker costs, in seconds times cosine. A word votes for a speaker with its
length times the cosine of its sound to that speaker's direction. Two speakers' cosines differ by
about 0.4 on clear speech and by 0.1 or less on a stray window, so after a pause or a full stop a
quarter of a second of clear speech is enough, and inside a sentence it takes two seconds there and
back."""

_SENTENCE_ENDS = (".", "?", "!", "…", '."', '?"', '!"', ".'", "?'", "!'", ".”", "?”", "!”")


@dataclass(frozen=True, slots=True)
class Window:
    """A stretch of sound in samples, from `start` to `stop`, in one utterance."""

    start: int
    stop: int

    @property
    def middle(self) -> float:
        """The sample in the middle."""
        return (self.start + self.stop) / 2


@dataclass(frozen=True, slots=True)
class Utterance:
    """Words from `first` up to before `last` that one person probably says, and its windows."""

    first: int
    last: int
    windows: tuple[Window, ...]


def tell_apart(
    words: Sequence[Word],
    read: Read,
    *,
    number: int | None,
    on_progress: Callable[[float], None],
    stop: StopSignal,
) -> tuple[Word, ...]:
    """The same words with a speaker on each, "Speaker 1" being the first to speak.

    `words` stand in order of time; `read(start, stop)` gives mono samples at `RATE` of the
    recording. `number` is how many people speak; None to estimate that, which is a guess. Fewer
    are told apart where too little is said. Raises `MissingPart` where the extra `speakers` is
    not installed, `Stopped` once `stop` is set.
    """
    if not words or number == 1:
        on_progress(1.0)
        return tuple(replace(word, speaker=label(1)) for word in words)
    utterances = utterances_of(words)
    voices = _measured(utterances, read, on_progress, stop)
    windows = [window for utterance in utterances for window in utterance.windows]
    long = np.array([window.stop - window.start >= LONG_ENOUGH for window in windows])
    trusted = voices[long] if long.sum() >= max(2, number or 2) else voices
    likenesses = voices @ speakers_of(trusted, number).T
    votes = _votes(words, utterances, likenesses)
    return _labelled(words, _cheapest_path(votes, _costs(words)))


def utterances_of(words: Sequence[Word]) -> tuple[Utterance, ...]:
    """The words, parted at pauses and at the ends of sentences, and the windows of each part."""
    parts = [at for at, pair in enumerate(pairwise(words), 1) if _may_change(*pair)]
    edges = [0, *parts, len(words)]
    return tuple(
        Utterance(first, last, _windows(words[first:last])) for first, last in pairwise(edges)
    )


def _may_change(word: Word, after: Word) -> bool:
    pause = after.span.start - word.span.end >= PAUSE_MS
    return pause or word.text.endswith(_SENTENCE_ENDS)


def _windows(words: Sequence[Word]) -> tuple[Window, ...]:
    """Windows over the words, evenly spread, as few as keep within `HOP` of each other."""
    start = words[0].span.start * RATE // 1000
    stop = max(words[-1].span.end * RATE // 1000, start + 1)
    spare = stop - start - WINDOW
    if spare <= 0:
        return (Window(start, stop),)
    count = -(-spare // HOP) + 1
    starts = [start + spare * at // (count - 1) for at in range(count)]
    return tuple(Window(at, at + WINDOW) for at in starts)


@cache
def _voices() -> Voices:
    return Voices()


def _measured(
    utterances: Sequence[Utterance],
    read: Read,
    on_progress: Callable[[float], None],
    stop: StopSignal,
) -> Vectors:
    """One direction for each window, in order; sound is read a few seconds at a time."""
    voices = _voices()
    total = sum(len(utterance.windows) for utterance in utterances)
    found: list[Vectors] = []
    done = 0
    for utterance in utterances:
        for at in range(0, len(utterance.windows), BATCH):
            stop.check()
            windows = utterance.windows[at : at + BATCH]
            first = windows[0].start
            sound = read(first, windows[-1].stop)
            cut = [sound[window.start - first : window.stop - first] for window in windows]
            found.append(voices.embed([_filled(samples) for samples in cut]))
            done += len(windows)
            on_progress(done / total)
    return np.concatenate(found)


def _filled(samples: NDArray[np.float32]) -> NDArray[np.float32]:
    """As long as a window: short sound is repeated, because silence would belong to nobody."""
    return np.resize(samples, WINDOW) if len(samples) else np.zeros(WINDOW, np.float32)


def _votes(
    words: Sequence[Word], utterances: Sequence[Utterance], likenesses: Vectors
) -> NDArray[np.float64]:
    """For each word (row) and speaker (column) the likeness of its sound, times its seconds."""
    votes = np.zeros((len(words), likenesses.shape[1]))
    at = 0
    for utterance in utterances:
        count = len(utterance.windows)
        middles = [window.middle for window in utterance.windows]
        spoken = words[utterance.first : utterance.last]
        places = [(word.span.start + word.span.end) / 2 * RATE / 1000 for word in spoken]
        seconds = np.array([max(word.span.duration, 1) / 1000 for word in spoken])
        for speaker in range(likenesses.shape[1]):
            # Between two windows the likeness goes over evenly from the one to the other.
            heard = np.interp(places, middles, likenesses[at : at + count, speaker])
            votes[utterance.first : utterance.last, speaker] = heard * seconds
        at += count
    return votes


def _costs(words: Sequence[Word]) -> list[float]:
    """What a change of speaker before each word but the first costs."""
    return [
        CHANGE_AT_PAUSE if _may_change(*pair) else CHANGE_IN_SENTENCE for pair in pairwise(words)
    ]


def _cheapest_path(votes: NDArray[np.float64], costs: Sequence[float]) -> list[int]:
    """The speaker of each word such that votes less costs are highest over all words (Viterbi)."""
    best = votes[0]
    came_from: list[NDArray[np.intp]] = []
    stay = np.arange(votes.shape[1])
    for vote, cost in zip(votes[1:], costs, strict=True):
        leader = int(best.argmax())
        changes = best[leader] - cost > best
        came_from.append(np.where(changes, leader, stay))
        best = np.where(changes, best[leader] - cost, best) + vote
    path = [int(best.argmax())]
    for step in reversed(came_from):
        path.append(int(step[path[-1]]))
    return path[::-1]


def _labelled(words: Sequence[Word], speakers: Sequence[int]) -> tuple[Word, ...]:
    numbers: dict[int, int] = {}
    for speaker in speakers:
        numbers.setdefault(speaker, len(numbers) + 1)
    return tuple(
        replace(word, speaker=label(numbers[speaker]))
        for word, speaker in zip(words, speakers, strict=True)
    )

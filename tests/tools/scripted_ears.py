"""An engine that hears what a test wrote down, with the flaws that real models show too seldom."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from mediakit.clock import Span
from mediakit.transcript.engines.base import Asking, Decoded, Encoded
from mediakit.transcript.speech import SPEECH_RATE, STEP_MS, Speech
from mediakit.transcript.words import Heard

MS = SPEECH_RATE // 1000
"""Samples in a millisecond."""


@dataclass(frozen=True)
class Spoken:
    """A word as it was really said; the span counts from the recording's start."""

    text: str
    span: Span


@dataclass(frozen=True)
class Asked:
    """One window as the engine was given it: where it begins and ends in the recording, and how
    many were heard before it.
    """

    number: int
    span: Span
    length_ms: int
    asking: Asking


Flaw = Callable[[Asked, Decoded], Decoded]


@dataclass
class ScriptedEngine:
    """Hears `said` in the sound of `counted`, and then what `flaw` makes of it."""

    said: Sequence[Spoken]
    flaw: Flaw = lambda _asked, decoded: decoded
    name: str = "scripted 1"
    model: str = "script 00000000"
    languages: frozenset[str] = frozenset({"en"})
    workers: int = 1
    asked: list[Asked] = field(default_factory=list)

    def detect(self, sound: NDArray[np.float32]) -> Mapping[str, float]:
        return {"en": 1.0}

    def encode(self, sound: NDArray[np.float32]) -> Encoded:
        return Encoded(sound, len(sound))

    def decode(self, windows: Sequence[Encoded], asking: Asking) -> tuple[Decoded, ...]:
        return tuple(self._decoded(window.values, asking) for window in windows)

    def _decoded(self, sound: NDArray[np.float32], asking: Asking) -> Decoded:
        heard = []
        for word in self.said:
            middle = (word.span.start + word.span.end) // 2 * MS
            if middle in sound:
                start, end = np.searchsorted(sound, [word.span.start * MS, word.span.end * MS])
                heard.append(Heard(f" {word.text}", int(start) // MS, int(end) // MS, 0.9, True))
        span = Span(int(sound[0]) // MS, (int(sound[-1]) + 1) // MS)
        asked = Asked(len(self.asked), span, len(sound) // MS, asking)
        self.asked.append(asked)
        return self.flaw(asked, answer(heard))


def answer(heard: Sequence[Heard], log_probability: float = -0.1) -> Decoded:
    """These words, without doubt."""
    text = "".join(part.text for part in heard).strip()
    return Decoded(tuple(heard), text, log_probability, 0.01)


def looping(asked: Asked) -> Decoded:
    """One sentence again and again, as Whisper writes it when it is lost."""
    step = max(1, asked.length_ms // 100)
    words = ("I", "am", "here", "now.") * 25
    return answer(
        [Heard(f" {word}", at * step, (at + 1) * step, 0.9, True) for at, word in enumerate(words)]
    )


def counted(length_ms: int) -> Callable[[int, int], NDArray[np.float32]]:
    """Sound in which every sample is its own place, so that the engine knows what it hears.

    Whole numbers in 32-bit floats end at 2**24: 17 minutes.
    """

    def read(start: int, stop: int) -> NDArray[np.float32]:
        return np.arange(max(0, start), min(stop, length_ms * MS), dtype=np.float32)

    return read


def sentence(text: str, start: int, step: int = 400) -> list[Spoken]:
    """Words of `step` ms one after the other."""
    return [
        Spoken(word, Span(start + at * step, start + (at + 1) * step))
        for at, word in enumerate(text.split())
    ]


def speech_at(runs: Sequence[Span], length_ms: int) -> Speech:
    """Speech for sure in these stretches, and quiet everywhere else."""
    shares = np.zeros(-(-length_ms // STEP_MS), np.float32)
    for run in runs:
        shares[run.start // STEP_MS : -(-run.end // STEP_MS)] = 0.95
    return Speech(shares, length_ms * MS)

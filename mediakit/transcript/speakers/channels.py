"""Who spoke, by channel: an interview with one microphone a channel needs no guessing.

A wrong "yes" would write every word of an ordinary stereo film twice, a wrong "no" only leaves the
speakers to be told apart by their voices. So `compare` says yes only where each of two channels
has speech of its own that the other hardly hears, and hardly any speech is in both.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mediakit.transcript.speech import SPEECH_RATE

Sound = NDArray[np.float32]

FRAME = 1536
"""Samples that are compared at once: 96 ms, three steps of the finder of speech (Silero) and about
half a syllable, so that even people who talk at once are heard apart in each other's gaps."""

_FRAME_SECONDS = FRAME / SPEECH_RATE

_BLOCK = 300 * FRAME
"""Samples looked at in one go: about 29 s, which need some 30 MB."""

APART_DB = 10.0
"""Difference of level from which a sound is in one channel only. A second microphone at the same
table hears the other person 12 to 20 dB lower; a stereo picture of one room differs by less than 6.
"""

_ALIKE = 0.25
"""Highest correlation of two channels, at any delay, from which they hear the same sound. Measured
on the steps between samples (see `_steps`): 95 of 100 frames of two people who talk at once stay
below 0.22; of one voice in a room 75 of 100 reach 0.23 even where echo is twice as strong as it."""

_DELAY = 160
"""Samples by which one microphone may hear a sound later: 10 ms are 3.4 m."""

FEWEST_SECONDS = 1.0
"""Speech that each channel must have of its own: in it alone, or in both at once and not alike."""

_FEWEST_ALONE = 0.3
"""Seconds of that in which the other channel must be far quieter: a syllable or two. Wind in a
stereo microphone also makes both sides unlike, but seldom one of them that quiet."""

_MOSTLY_ALONE = 0.5
"""Share of all speech that must be in one channel alone; people seldom talk at once for longer."""

MOST_SHARED = 0.2
"""Share of all speech that may be in both channels alike: a jingle, somebody in between, and people
who talk at once and are overheard (15 dB lower, a second at every change of speaker: 0.1).
"""

_CLEARLY_SHARED_SECONDS = 30
"""Speech in both channels from which nothing that follows can matter; reading ends here."""

_SPEECH = 0.5
"""Silero's own limit for speech."""

_QUIET_DB = -70.0
"""Below this, in dB of full scale, there is no sound to compare: digital silence, or dither."""


@dataclass(frozen=True, slots=True, eq=False)
class Comparison:
    """What two channels are to each other.

    `levels` is the level of each channel (row) in each `FRAME` (column), in dB of full scale; it
    covers the whole recording only where the channels are `separate`.
    """

    separate: bool
    levels: NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class _Tally:
    """Frames of speech: in one channel only, in both at once and not alike, in both alike."""

    first: int = 0
    second: int = 0
    at_once: int = 0
    alike: int = 0

    def __add__(self, other: _Tally) -> _Tally:
        return _Tally(
            self.first + other.first,
            self.second + other.second,
            self.at_once + other.at_once,
            self.alike + other.alike,
        )

    @property
    def says_separate(self) -> bool:
        """Whether both channels are heard alone often enough, and seldom alike."""
        alone = min(self.first, self.second) * _FRAME_SECONDS
        own = alone + self.at_once * _FRAME_SECONDS
        total = self.first + self.second + self.at_once + self.alike
        return (
            alone >= _FEWEST_ALONE
            and own >= FEWEST_SECONDS
            and self.first + self.second >= _MOSTLY_ALONE * total
            and self.alike <= MOST_SHARED * total
        )

    @property
    def clearly_shared(self) -> bool:
        return self.alike * _FRAME_SECONDS >= _CLEARLY_SHARED_SECONDS and not self.says_separate


def compare(blocks: Iterable[Sound]) -> Comparison:
    """Whether each channel of a recording is one person's microphone.

    `blocks` are of shape (channels, samples) at `SPEECH_RATE`, of any lengths, one after the other
    from the beginning; they are not kept. Anything but two channels is never separate.
    """
    from faster_whisper.vad import get_vad_model

    finder = get_vad_model()
    tally = _Tally()
    levels: list[NDArray[np.float32]] = []
    for block in _even(blocks):
        if len(block) != 2:
            return Comparison(separate=False, levels=np.empty((len(block), 0), np.float32))
        steps = _steps(block)
        levels.append(_levels(steps))
        speech = np.array([_is_speech(channel, finder) for channel in block])
        tally += _tally(speech & (levels[-1] > _QUIET_DB), levels[-1], steps)
        if tally.clearly_shared:
            break
    whole = np.concatenate(levels, axis=1) if levels else np.empty((2, 0), np.float32)
    return Comparison(separate=tally.says_separate, levels=whole)


def _even(blocks: Iterable[Sound]) -> Iterator[Sound]:
    """The same sound in blocks of `_BLOCK` samples; the last is filled up with silence to whole
    frames.
    """
    waiting: list[Sound] = []
    length = 0
    for block in blocks:
        waiting.append(block)
        length += block.shape[1]
        if length >= _BLOCK:
            sound = np.concatenate(waiting, axis=1)
            whole = length - length % _BLOCK
            yield from np.split(sound[:, :whole], whole // _BLOCK, axis=1)
            waiting, length = [sound[:, whole:].copy()], length - whole
    if length:
        rest = np.concatenate(waiting, axis=1)
        yield np.pad(rest, ((0, 0), (0, -length % FRAME)))


def _steps(block: Sound) -> Sound:
    """The steps from sample to sample, in frames: (channels, frames, `FRAME`). Rumble and wind,
    which say nothing here, are hardly in them.
    """
    return np.diff(block, axis=1, prepend=block[:, :1]).reshape(len(block), -1, FRAME)


def _levels(steps: Sound) -> NDArray[np.float32]:
    power = np.square(steps).mean(axis=2)
    return np.asarray(10 * np.log10(np.maximum(power, 1e-12)), np.float32)


def _tally(speech: NDArray[np.bool_], levels: NDArray[np.float32], steps: Sound) -> _Tally:
    apart = levels[0] - levels[1]
    both = (speech[0] | speech[1]) & (abs(apart) < APART_DB)
    alike = int((_correlation(*steps[:, both]) >= _ALIKE).sum())
    return _Tally(
        first=int((speech[0] & (apart >= APART_DB)).sum()),
        second=int((speech[1] & (apart <= -APART_DB)).sum()),
        at_once=int(both.sum()) - alike,
        alike=alike,
    )


def _is_speech(channel: Sound, finder: Any) -> NDArray[np.bool_]:  # noqa: ANN401 - faster-whisper has no types
    # A copy, because the finder writes into what it is given.
    steps = np.asarray(finder(channel.copy())).reshape(-1, FRAME // 512)
    return np.asarray(steps.max(axis=1) >= _SPEECH)


def _correlation(first: Sound, second: Sound) -> NDArray[np.float64]:
    """The highest correlation of two frames (rows) at any delay up to `_DELAY`."""
    size = 2 * FRAME
    spectrum = np.fft.rfft(first, size) * np.conj(np.fft.rfft(second, size))
    at_delays = abs(np.fft.irfft(spectrum, size))
    near = np.concatenate([at_delays[:, : _DELAY + 1], at_delays[:, -_DELAY:]], axis=1)
    power = np.sqrt(np.square(first).sum(axis=1) * np.square(second).sum(axis=1))
    return np.asarray(near.max(axis=1) / np.maximum(power, 1e-12))

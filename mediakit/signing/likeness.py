"""How alike two sounds are, at every place where one may lie in the other.

Whole sounds are compared by how loud they are in a few bands over time, which a loudspeaker, a room
and another pace leave as it is; short parts by their waves, which tell the place to a millisecond.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Sound = NDArray[np.float32]

STEPS = 50
"""Steps a second at which sounds are compared as wholes. Syllables take about ten of them."""

_BANDS = 12
_LOWEST, _HIGHEST = 200.0, 3600.0
"""Hz: what small loudspeakers give and telephones keep."""

_LEVELLED = 2.0
"""Seconds: what changes more slowly (level, distance, the room's colour, steady noise) is left
out of the comparison."""

_FLOOR = 0.03
"""Part of the surrounding power (-15 dB) below which a band counts as silent: echo and noise fill
such gaps in the recording."""

_SILENT = 1e-8
"""Power under which there is nothing to hear: -80 dB of full scale."""

_FAINT = 1e-3
"""Part of a sound's mean power (-30 dB) under which it is a pause: hiss, or a clock."""

_HELD = 0.25
"""Part of the usual power that is taken where a film has less: else its silence, or the little that
overlaps at its ends, would look like anything."""

_BLOCK = 4096
"""Steps that are transformed at once."""

_RAYLEIGH = 1.1774
"""The median of how high noise is: the square root of 2 ln 2, in standard deviations."""

_WHITE = 0.7
"""How far every pitch counts alike: 1 would be wholly, and would count pitches that are only noise
as much as those of the voice; 0 would let echo blur the place."""


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A sound as it changes: `bands` of shape (bands, steps), about zero; `heard` tells for each
    step whether there is anything to hear around it.
    """

    bands: NDArray[np.float32]
    heard: NDArray[np.bool_]

    @property
    def steps(self) -> int:
        """Its length at `STEPS` a second."""
        return int(self.bands.shape[1])


def shape_of(sound: Sound, rate: int) -> Shape:
    """The shape of a mono sound of `rate` samples a second."""
    power = np.concatenate(list(_powers(sound, rate)), axis=1)
    around = _smoothed(power, round(_LEVELLED * STEPS))
    loud = np.log(power + _FLOOR * around + _SILENT)
    bands = (loud - _smoothed(loud, round(_LEVELLED * STEPS))).astype(np.float32)
    total = around.sum(axis=0)
    return Shape(bands, total > max(_SILENT, _FAINT * float(total.mean())))


def _powers(sound: Sound, rate: int) -> Iterator[NDArray[np.float64]]:
    """Power in each band (row) and step (column), block by block."""
    hop = rate // STEPS
    size = 1 << (3 * hop - 1).bit_length()
    window = np.hanning(size).astype(np.float32)
    pitches = np.fft.rfftfreq(size, 1 / rate)
    edges = np.searchsorted(pitches, np.geomspace(_LOWEST, min(_HIGHEST, rate / 2), _BANDS + 1))
    # Step n is heard in the middle of its window.
    padded = np.pad(sound, (size // 2, size))
    for first in range(0, len(sound) // hop, _BLOCK):
        last = min(first + _BLOCK, len(sound) // hop)
        piece = padded[first * hop : (last - 1) * hop + size]
        windows = np.lib.stride_tricks.sliding_window_view(piece, size)[::hop] * window
        power = np.abs(np.fft.rfft(windows)) ** 2 / np.square(window).sum() / size
        yield np.add.reduceat(power, edges[:-1], axis=1).T.astype(np.float64)


def _smoothed(rows: NDArray[np.float64], width: int) -> NDArray[np.float64]:
    """The mean of the `width` steps around each; at the ends of those that there are."""
    sums = np.pad(np.cumsum(rows, axis=1), ((0, 0), (1, 0)))
    at = np.arange(rows.shape[1])
    low, high = np.maximum(at - width // 2, 0), np.minimum(at + width // 2 + 1, len(at))
    result: NDArray[np.float64] = (sums[:, high] - sums[:, low]) / (high - low)
    return result


class Searched:
    """A film's shape, made ready so that parts of a recording can be found in it."""

    def __init__(self, shape: Shape, longest: int) -> None:
        """`longest` is the length in steps of the longest part that will be looked for."""
        self.shape = shape
        self._size = 1 << (shape.steps + longest).bit_length()
        self._transformed = np.fft.rfft(shape.bands, self._size)
        self._power = np.concatenate([[0.0], np.cumsum(np.square(shape.bands).sum(axis=0))])

    def likeness(self, part: NDArray[np.float32]) -> NDArray[np.float64]:
        """How like `part` the film is (correlation, at most 1) from each step on: the first value
        is for a part that ends just as the film begins.
        """
        length, steps = part.shape[1], self.shape.steps
        spectrum = self._transformed * np.conj(np.fft.rfft(part, self._size))
        raw = np.fft.irfft(spectrum.sum(axis=0), self._size)
        found = np.concatenate([raw[self._size - length :], raw[:steps]]).astype(np.float64)
        starts = np.arange(-length, steps)
        ends = np.clip(starts + length, 0, steps)
        there = self._power[ends] - self._power[np.clip(starts, 0, steps)]
        usual = self._power[-1] / steps * length
        # Nothing divided by nothing is nothing.
        scale = np.sqrt(np.square(part).sum() * np.maximum(there, _HELD * usual))
        result: NDArray[np.float64] = np.zeros_like(found)
        np.divide(found, scale, out=result, where=scale > 0)
        return result


def peaks_of(curve: NDArray[np.float64], count: int, apart: int) -> list[tuple[float, float]]:
    """The `count` highest places of a curve and their heights; places between two values are told
    by the parabola through the three highest. No two are nearer than `apart`.
    """
    left = curve.copy()
    found = []
    for _ in range(count):
        top = int(np.argmax(left))
        if left[top] <= 0:
            break
        found.append((top + _between(curve, top), float(curve[top])))
        left[max(0, top - apart) : top + apart + 1] = 0
    return found


def _between(curve: NDArray[np.float64], top: int) -> float:
    if not 0 < top < len(curve) - 1:
        return 0.0
    before, there, after = curve[top - 1 : top + 2]
    bend = before - 2 * there + after
    return float(np.clip((before - after) / (2 * bend), -0.5, 0.5)) if bend < 0 else 0.0


def delay_of(part: Sound, model: Sound, rate: int, most: int) -> tuple[float, float]:
    """By how many samples `part` comes after `model`, of the same length, at most `most` either
    way; and how high that place stands above the others there, in standard deviations of noise.
    """
    size = 1 << (2 * len(part)).bit_length()
    window = np.hanning(len(part)).astype(np.float32)
    crossed = np.fft.rfft(part * window, size) * np.conj(np.fft.rfft(model * window, size))
    pitches = np.fft.rfftfreq(size, 1 / rate)
    crossed[(pitches < _LOWEST) | (pitches > _HIGHEST)] = 0
    strength = np.abs(crossed)
    white = np.divide(crossed, strength**_WHITE, out=np.zeros_like(crossed), where=strength > 0)
    # Half the spectrum gives the height of the waves and not the waves themselves, which a
    # loudspeaker or a microphone may turn round.
    curve = np.abs(np.fft.ifft(white, size)).astype(np.float64)
    near = np.concatenate([curve[-most:], curve[: most + 1]])
    # The median is hardly moved by the peak itself. Of noise it is this many standard deviations.
    spread = float(np.median(near)) / _RAYLEIGH
    found = peaks_of(near, 1, 0)
    if spread == 0 or not found:
        return 0.0, 0.0
    place, height = found[0]
    return place - most, height / spread

"""On which side the speech of a stereo recording is: whether it would come out of one ear."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal

if TYPE_CHECKING:
    from av import AudioFrame

Ears = Literal["stereo", "left", "right", "apart"]
"""What two channels hold: one sound for two ears; something in one of them alone; or a microphone
each, near to one person and far from the other."""

Power = tuple[float, float]
"""Mean squares of the left and the right channel over a moment, of full scale 1."""

_HEARD = 10**-5
"""Power from which on a moment counts: -50 dB of full scale, under quiet speech and over noise."""

_ALONE_DB = 20
"""From so much more power in one channel on, there is nothing to hear in the other: the largest
difference between two microphones in one place is some 12 dB. [own]"""

_APART_DB = 10
"""Difference within a moment that makes the channels microphones of their own: worn 20 cm from
the mouth, with the other 150 cm away, it is 17 dB. [own]"""

_MOSTLY = 0.75
"""Part of the moments that must be so."""


def ears_of(moments: Sequence[Power]) -> Ears:
    """What the channels hold, by the power of each in moments from all over the recording.

    >>> ears_of([(0.01, 0.0), (0.02, 1e-6)]), ears_of([(0.01, 0.02)]), ears_of([])
    ('left', 'stereo', 'stereo')
    >>> ears_of([(0.01, 0.0003), (0.0002, 0.02)])
    'apart'
    """
    heard = [moment for moment in moments if max(moment) > _HEARD]
    if not heard:
        return "stereo"
    leaning = _decibels(sum(left for left, _ in heard), sum(right for _, right in heard))
    if abs(leaning) >= _ALONE_DB:
        return "left" if leaning > 0 else "right"
    apart = sum(abs(_decibels(left, right)) >= _APART_DB for left, right in heard)
    return "apart" if apart >= _MOSTLY * len(heard) else "stereo"


def _decibels(left: float, right: float) -> float:
    least = 1e-12
    return 10 * math.log10(max(left, least) / max(right, least))


def power_of(frame: AudioFrame) -> Power | None:
    """The power of both channels in a stretch of stereo sound; None for any other."""
    import numpy as np

    if frame.layout.nb_channels != 2 or not frame.samples:
        return None
    samples = frame.to_ndarray()
    scale = 1.0 if samples.dtype.kind == "f" else 2.0 ** (8 * samples.dtype.itemsize - 1)
    middle = scale if samples.dtype.kind == "u" else 0.0
    # Packed samples stand in one row, left and right by turns.
    sides = samples if frame.format.is_planar else samples.reshape(-1, 2).T
    left, right = np.square((sides.astype(np.float64) - middle) / scale).mean(axis=1)
    return float(left), float(right)

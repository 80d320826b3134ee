"""The wave of an audiogram: rounded bars that glide past a line in the middle, where now is.

Each bar is as tall as the sound is loud. What was heard is left of the middle, in the accent colour
of the film style; what comes is right of it and quieter.
"""

import math
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mediakit.plan.audiogram import RATE, WAVE_RATE
from mediakit.render.ground import ACCENT

if TYPE_CHECKING:
    from PIL.Image import Image

Pixels = NDArray[np.uint8]

TO_COME = (132, 156, 204)
"""What has not been heard yet: contrast to the ground 4.9:1 or more (WCAG 1.4.11 asks 3:1)."""

BAR_FRAMES = 5
"""Frames that one bar stands for: a sixth of a second, about a syllable."""

STEP = 4
"""Pixels that the wave moves in a frame. Even, so that colour, stored for every second pixel, moves
with it; at 120 a second the eye follows without haste."""

PITCH = BAR_FRAMES * STEP
"""Pixels from one bar to the next."""

THICKNESS = 12
"""Width of a bar in pixels; silence is a dot of this size."""

CURVE = 0.7
"""Height goes with sound pressure to this power: 1 would make all but the loudest syllables look
alike small, less would make a wall of them. Half the pressure (6 dB less) is 0.62 of the height."""

SILENCE_DB = -60.0
"""Where even the loud parts are quieter than this there is nothing to show."""

_LOUD = 98
"""Percentile of the bars that is as tall as can be: a single knock does not make speech look small.
"""

_FADE = 60
"""Pixels over which the wave comes out of the ground at one side and goes into it at the other."""

_SMOOTH = 4
"""Bars are drawn this many times as large and brought down, for smooth ends."""


def levels_of(path: Path) -> NDArray[np.float64]:
    """How tall each bar is, from 0 to 1, in the raw samples that `sound_command` leaves."""
    samples = np.memmap(path, "<i2", mode="r") if path.stat().st_size else np.zeros(0, "<i2")
    size = BAR_FRAMES * WAVE_RATE // int(RATE)
    pressure = np.array(
        [_pressure(samples[start : start + size]) for start in range(0, len(samples), size)]
    )
    loud = float(np.percentile(pressure, _LOUD)) if len(pressure) else 0.0
    if loud < 10 ** (SILENCE_DB / 20):
        return np.zeros(len(pressure))
    return np.minimum(pressure / loud, 1.0) ** CURVE


def _pressure(block: NDArray[np.int16]) -> float:
    """Effective sound pressure; full scale is 1."""
    return math.sqrt(float(np.mean(np.square(block / 32768.0))))


def wave_frames(levels: NDArray[np.float64], frames: int, ground: "Image") -> Iterator[bytes]:
    """The wave's part of every frame as raw RGB; `ground` is the still picture under it."""
    width, height = ground.size
    column = np.asarray(ground)[:, :1]
    heights = _heights(levels, height)
    heard, coming = (
        {tall: _bar(int(tall), column, colour) for tall in set(heights)}
        for colour in (ACCENT, TO_COME)
    )
    now = width // 2
    empty = np.repeat(column, PITCH, axis=1)
    cover = _cover(width)
    for frame in range(frames):
        left = frame * STEP - now
        first, last = left // PITCH, (left + width) // PITCH + 1
        shown = [heights[bar] if 0 <= bar < len(heights) else 0 for bar in range(first, last)]
        cut = left - first * PITCH
        past = np.concatenate([heard.get(tall, empty) for tall in shown], axis=1)
        later = np.concatenate([coming.get(tall, empty) for tall in shown], axis=1)
        picture = np.concatenate(
            [past[:, cut : cut + now], later[:, cut + now : cut + width]], axis=1
        )
        yield _faded(picture, column, cover).tobytes()


def _cover(width: int) -> NDArray[np.float32]:
    """How much of the wave is seen, from 0 to 1, in each of the first `_FADE` columns."""
    return np.linspace(0, 1, min(_FADE, width // 2), dtype=np.float32)[None, :, None]


def _faded(picture: Pixels, column: Pixels, cover: NDArray[np.float32]) -> Pixels:
    many = cover.shape[1]
    left, right = picture[:, :many], picture[:, -many:]
    picture[:, :many] = column + (left - column.astype(np.float32)) * cover
    picture[:, -many:] = column + (right - column.astype(np.float32)) * cover[:, ::-1]
    return picture


def _heights(levels: NDArray[np.float64], height: int) -> list[int]:
    """Bars in even pixels, at least a dot."""
    tall = THICKNESS + levels * (height - THICKNESS)
    return [int(each) // 2 * 2 for each in tall]


def _bar(tall: int, column: Pixels, colour: tuple[int, int, int]) -> Pixels:
    """A bar of that height on the ground, `PITCH` pixels wide."""
    from PIL import Image, ImageDraw

    height = len(column)
    mask = Image.new("L", (PITCH * _SMOOTH, height * _SMOOTH))
    left, top = (PITCH - THICKNESS) * _SMOOTH // 2, (height - tall) * _SMOOTH // 2
    box = (left, top, left + THICKNESS * _SMOOTH - 1, top + tall * _SMOOTH - 1)
    ImageDraw.Draw(mask).rounded_rectangle(box, THICKNESS * _SMOOTH // 2, fill=255)
    cover = np.asarray(mask.resize((PITCH, height), Image.Resampling.BOX))[..., None] / 255.0
    mixed = column * (1 - cover) + np.array(colour) * cover
    return mixed.round().astype(np.uint8)

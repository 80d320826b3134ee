"""Areas of a picture as arrays: counted around each pixel, shrunk, stretched, followed."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

_BAND = 0.06
"""Width of the strips at the edges, as a part of the picture: signers reach well out, but seldom
to the very edge. The bottom edge, where clothes and floor are, is left out."""


def edges(size: tuple[int, ...]) -> NDArray[np.bool_]:
    """The strips at the top and at the upper two thirds of the sides of a picture of this height
    and width: below them, elbows and chairs reach the edge.
    """
    height, width = size
    deep, wide = max(1, int(height * _BAND)), max(1, int(width * _BAND))
    marks = np.zeros((height, width), dtype=np.bool_)
    marks[:deep] = True
    marks[: height * 2 // 3, :wide] = True
    marks[: height * 2 // 3, -wide:] = True
    return marks


def share(marks: NDArray[np.bool_], of: NDArray[np.bool_]) -> float:
    """The part of one area that another one covers."""
    return float((marks & of).sum() / max(1, of.sum()))


def nearby(values: NDArray[Any], radius: int) -> NDArray[np.float32]:
    """The sum over the square around each pixel, `radius` pixels to each side; what lies outside
    the picture counts as its edge does.
    """
    summed = np.asarray(values, dtype=np.float32)
    for axis in (0, 1):
        margins = [(0, 0)] * summed.ndim
        margins[axis] = (radius + 1, radius)
        total = np.cumsum(np.pad(summed, margins, mode="edge"), axis=axis)
        along = np.moveaxis(total, axis, 0)
        window = 2 * radius + 1
        summed = np.moveaxis(along[window:] - along[:-window], 0, axis)
    return summed


def blocks(picture: NDArray[Any], factor: int) -> NDArray[np.float32]:
    """The picture smaller by a whole factor: each pixel the mean of a square, a rest left out."""
    height, width = picture.shape[0] // factor, picture.shape[1] // factor
    cut = picture[: height * factor, : width * factor].astype(np.float32)
    means: NDArray[np.float32] = cut.reshape(height, factor, width, factor, -1).mean(axis=(1, 3))
    return means


def stretched(picture: NDArray[Any], height: int, width: int) -> NDArray[np.float32]:
    """A picture with channels brought to a size, with a straight line between two pixels."""
    above, below, down = _between(picture.shape[0], height)
    left, right, across = _between(picture.shape[1], width)
    values = np.asarray(picture, dtype=np.float32)
    tall = values[above] + (values[below] - values[above]) * down[:, None, None]
    return tall[:, left] + (tall[:, right] - tall[:, left]) * across[None, :, None]


def reached(start: NDArray[np.bool_], within: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """All of `within` that hangs together with some of `start`; looked at in squares of a few
    pixels, so that what all but touches counts as touching.
    """
    factor = max(1, within.shape[1] // 120)
    area = _any_in(within, factor)
    found = _any_in(start & within, factor) & area
    while True:
        grown = _grown(found) & area
        if (grown == found).all():
            break
        found = grown
    large = np.repeat(np.repeat(found, factor, axis=0), factor, axis=1)
    return within & large[: within.shape[0], : within.shape[1]]


def _grown(marks: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """The marks and all pixels that touch one."""
    wide = marks.copy()
    wide[:, 1:] |= marks[:, :-1]
    wide[:, :-1] |= marks[:, 1:]
    grown = wide.copy()
    grown[1:] |= wide[:-1]
    grown[:-1] |= wide[1:]
    return grown


def _any_in(marks: NDArray[np.bool_], factor: int) -> NDArray[np.bool_]:
    height, width = (-(-length // factor) for length in marks.shape)
    full = np.zeros((height * factor, width * factor), dtype=np.bool_)
    full[: marks.shape[0], : marks.shape[1]] = marks
    return np.asarray(full.reshape(height, factor, width, factor).any(axis=(1, 3)))


def _between(
    old: int, new: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float32]]:
    """For each new pixel the old ones before and after it, and how far it lies from the first."""
    places = np.clip((np.arange(new) + 0.5) * old / new - 0.5, 0, old - 1)
    before = places.astype(np.int64)
    return before, np.minimum(before + 1, old - 1), (places - before).astype(np.float32)

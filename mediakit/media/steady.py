"""Every picture of a recording, small, at an even pace: for what looks at recordings."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from math import floor
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mediakit.media.container import MICROSECONDS, opened, start_of
from mediakit.media.frames import film_frames, film_stream, time_of
from mediakit.media.upright import upright_of

if TYPE_CHECKING:
    from av import VideoFrame


def steady_pictures(
    path: Path, rate: Fraction, size: tuple[int, int]
) -> Iterator[NDArray[np.uint8]]:
    """The RGB pictures of a recording from its time zero, upright, `rate` a second, each of `size`
    (width, height): the last one that lies nearest to its place, or to one before where it is
    missing. The same array may come several times.
    """
    with opened(path) as container:
        start = Fraction(start_of(container), MICROSECONDS)
        given, shown = 0, None
        for frame in film_frames(container, film_stream(path, container)):
            place = floor((time_of(frame) - start) * rate + Fraction(1, 2))
            while shown is not None and given < place:
                yield shown
                given += 1
            shown = _small(frame, size)
        if shown is not None:
            yield shown


def _small(frame: VideoFrame, size: tuple[int, int]) -> NDArray[np.uint8]:
    stand = upright_of(frame)
    quarters = stand.rotation // 90
    width, height = size if quarters % 2 == 0 else size[::-1]
    small = frame.reformat(width=width, height=height, format="rgb24", interpolation="AREA")
    turned = np.rot90(small.to_ndarray(), -quarters)
    return np.ascontiguousarray(turned[:, ::-1] if stand.mirrored else turned)

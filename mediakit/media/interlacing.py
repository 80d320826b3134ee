"""Whether a film that calls itself interlaced really is: many say so and hold whole pictures.

Where something moves, the two fields of an interlaced picture show it at two places: a line is then
less like its neighbours than like the lines of its own field, next but one. In a whole picture it
is the other way round.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import islice, pairwise
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mediakit.media.container import MICROSECONDS, frames_of, opened, packets, start_of

if TYPE_CHECKING:
    from pathlib import Path

    from av import VideoFrame, VideoStream

Lines = NDArray[np.float32]
"""The brightness of a picture, of 255, in lines."""

_PROGRESSIVE = 1
"""ffmpeg's code of whole pictures (AV_FIELD_PROGRESSIVE); 0 is not known, more are fields."""

_LOOKS = (Fraction(1, 10), Fraction(1, 2), Fraction(4, 5))
"""Places in the film where it is looked at, as parts of its length."""

_PICTURES = 6
"""Pictures that are looked at in each place."""

_MOVED = 12
"""Difference in brightness (of 255) from one picture to the next that is motion: noise is less."""

_MOVING = 1 / 500
"""Part of the picture that must move for a look to count."""


def is_interlaced(path: Path, number: int, length_ms: int) -> bool:
    """Whether the fields of film stream `number` were taken one after another. Where nothing moves,
    what the file says of itself stands.
    """
    votes = [vote for look in _LOOKS for vote in _votes(path, number, int(length_ms * look))]
    return sum(votes) * 2 >= len(votes)


def _votes(path: Path, number: int, ms: int) -> Iterator[bool]:
    pictures = list(islice(_pictures(path, number, ms), _PICTURES))
    for before, now in pairwise(pictures):
        vote = in_fields(before, now)
        if vote is not None:
            yield vote


def _pictures(path: Path, number: int, ms: int) -> Iterator[Lines]:
    from av import VideoFrame

    with opened(path) as container:
        stream = container.streams[number]
        container.seek(start_of(container) + ms * MICROSECONDS // 1000, backward=True)
        for packet in packets(container, stream):
            for frame in frames_of(packet):
                if isinstance(frame, VideoFrame):
                    yield frame.reformat(format="gray").to_ndarray().astype(np.float32)


def in_fields(before: Lines, now: Lines) -> bool | None:
    """Whether what moved from `before` to `now` is torn into fields; None where too little moved.

    >>> import numpy as np
    >>> edge = np.repeat([[0.0, 255.0]], 8, axis=0).repeat(8, axis=1)
    >>> torn = edge.copy()
    >>> torn[::2] = np.roll(edge[::2], 3, axis=1)
    >>> in_fields(edge, torn), in_fields(edge, np.roll(edge, 3, axis=1)), in_fields(edge, edge)
    (True, False, None)
    """
    if before.shape != now.shape or now.shape[0] < 5:
        return None
    moved = np.abs(now - before)[2:-2] > _MOVED
    if moved.mean() < _MOVING:
        return None
    neighbours = _unlike(now, 1)[moved].sum()
    own_field = _unlike(now, 2)[moved].sum()
    return bool(neighbours > own_field)


def _unlike(lines: Lines, distance: int) -> Lines:
    """How far each line is from the middle of the two so many lines above and below it."""
    end = len(lines) - 2
    above, below = lines[2 - distance : end - distance], lines[2 + distance : end + distance]
    return np.abs(lines[2:end] - (above + below) / 2)


def says_interlaced(frame: VideoFrame, stream: VideoStream) -> bool:
    """Whether a film calls itself interlaced, by its first picture or by its header."""
    return frame.interlaced_frame or stream.codec_context.field_order > _PROGRESSIVE

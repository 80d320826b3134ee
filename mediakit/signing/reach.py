"""How far a signer reaches, and where that is too far: hands that leave the picture say nothing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mediakit.signing.geometry import Box

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Edge = Literal["left", "right", "top"]
"""The lower edge is none: every signer is cut off there, below the waist."""

EDGES: tuple[Edge, ...] = ("left", "right", "top")

_NEAR = 0.01
"""Part of the picture next to its edge in which a signer counts as touching it."""

_SURE = 128
"""Value of a matte from which on there is a person. (of 255)"""

_THICK = 0.02
"""Part of the picture's height or width that must be person for a hand: less is a speck."""


@dataclass(frozen=True, slots=True)
class Look:
    """How far the signer reaches at the time `ms` of the recording: the free parts of the picture
    on the left, on the right and at the top, as parts of its width and height.
    """

    ms: int
    left: float
    right: float
    top: float


@dataclass(frozen=True, slots=True)
class Clipped:
    """Times at which a signer reaches beyond an `edge`, of the recording's picture or of the
    signer's place in the film.
    """

    of: Literal["recording", "place"]
    edge: Edge
    times: tuple[int, ...]


def look_of(matte: NDArray[np.uint8], ms: int) -> Look | None:
    """How far the person in a matte reaches; None if there is nobody."""
    height, width = matte.shape
    person = matte >= _SURE
    columns = (person.sum(axis=0) >= max(1, _THICK * height)).nonzero()[0]
    rows = (person.sum(axis=1) >= max(1, _THICK * width)).nonzero()[0]
    if not len(columns) or not len(rows):
        return None
    right = 1 - (int(columns[-1]) + 1) / width
    return Look(ms, int(columns[0]) / width, right, int(rows[0]) / height)


def clipped(looks: Iterable[Look], width: int, height: int, box: Box) -> tuple[Clipped, ...]:
    """Where a signer in a recording of `width` by `height` is cut off: by the edge of the picture,
    or else by the box, which shows the middle of the recording.
    """
    looks, crop = tuple(looks), _cropped(width, height, box)
    found = []
    for edge in EDGES:
        free = [(look.ms, getattr(look, edge)) for look in looks]
        off = tuple(ms for ms, part in free if part <= _NEAR)
        beyond = tuple(ms for ms, part in free if _NEAR < part < crop[edge])
        found += [Clipped("recording", edge, off)] if off else []
        found += [Clipped("place", edge, beyond)] if beyond else []
    return tuple(found)


def _cropped(width: int, height: int, box: Box) -> Mapping[Edge, float]:
    """The part of the recording's picture that its place leaves out at each edge."""
    scale = max(box.width / width, box.height / height)
    across, down = box.width / (width * scale), box.height / (height * scale)
    sides = round((1 - across) / 2, 6)
    return {"left": sides, "right": sides, "top": round((1 - down) / 2, 6)}


def moments(duration_ms: int) -> Iterator[int]:
    """The times of a recording at which it is looked at: every two seconds, 20 times at least and
    60 at most, in the middle of equal parts.
    """
    count = min(60, max(20, duration_ms // 2000))
    for n in range(count):
        yield (2 * n + 1) * duration_ms // (2 * count)

"""How a stored picture is turned and mirrored to stand upright. Pure but for the frame it reads."""

from __future__ import annotations

import struct
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediakit.media.container import side_data_of

if TYPE_CHECKING:
    from av import VideoFrame

_MATRIX = "DISPLAYMATRIX"
"""PyAV's name of the side data: nine 32-bit whole numbers in rows of three (ISO/IEC 14496-12)."""


@dataclass(frozen=True, slots=True)
class Upright:
    """Turn by `rotation` degrees clockwise (0, 90, 180, 270), then, if `mirrored`, swap left and
    right.
    """

    rotation: int = 0
    mirrored: bool = False


def upright_of(frame: VideoFrame) -> Upright:
    """What makes the frame stand upright, in whole quarters; phones write no other angles."""
    matrix = side_data_of(frame, _MATRIX)
    if matrix is None:
        return Upright()
    return upright(struct.unpack("=9i", matrix[:36]))


def upright(matrix: tuple[int, ...]) -> Upright:
    """What a display matrix says: a stored place (x, y) is shown at (x a + y c, x b + y d).

    >>> one = 1 << 16
    >>> upright((0, one, 0, -one, 0, 0, 0, 0, 0)), upright((-one, 0, 0, 0, one, 0, 0, 0, 0))
    (Upright(rotation=90, mirrored=False), Upright(rotation=0, mirrored=True))
    """
    a, b, c, d = matrix[0], matrix[1], matrix[3], matrix[4]
    mirrored = a * d - b * c < 0
    # Mirrored back, what is left is a plain turn.
    across, down = (-a if mirrored else a), b
    if abs(across) >= abs(down):
        return Upright(0 if across >= 0 else 180, mirrored)
    return Upright(90 if down > 0 else 270, mirrored)

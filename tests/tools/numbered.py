"""Pictures that carry a number in bright and dark fields, and how bright these are in a film."""

import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray

from mediakit.signing.geometry import Box

BITS = 16
BLACK, WHITE = 16, 235

COLUMNS, GRID = (16, 1), (4, 4)
"""How the fields lie, across and down: as columns, of which any height is enough to read them; or
so that they can be told apart in a small picture.
"""

Levels = NDArray[np.float64]
"""How bright each field is: 0 for black, 1 for white."""

Picture = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Numbered:
    """A recording whose frames are numbered: frame n shows n plus `first`."""

    name: str
    rate: Fraction
    frames: int
    first: int
    size: tuple[int, int]
    fields: tuple[int, int] = COLUMNS


def levels_of(number: int) -> Levels:
    """How bright the fields of a number are."""
    return np.array([number >> bit & 1 for bit in range(BITS)], np.float64)


def picture_of(number: int, size: tuple[int, int], fields: tuple[int, int]) -> bytes:
    """The number as raw grey."""
    (width, height), (across, down) = size, fields
    cells = levels_of(number).reshape(down, across)
    rows, columns = np.arange(height) * down // height, np.arange(width) * across // width
    return (cells[rows][:, columns] * 255).astype(np.uint8).tobytes()


def make_numbered(ffmpeg: str, recording: Numbered, folder: Path) -> Path:
    """The recording as a file, without sound."""
    width, height = recording.size
    raw = ("-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{width}x{height}")
    raw = (*raw, "-r", str(recording.rate))
    codec = ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-pix_fmt", "yuv420p")
    path = folder / recording.name
    pictures = (
        picture_of(recording.first + n, recording.size, recording.fields)
        for n in range(recording.frames)
    )
    subprocess.run(
        [ffmpeg, "-y", "-v", "error", *raw, "-i", "-", *codec, "-g", "40", str(path)],
        input=b"".join(pictures),
        check=True,
    )
    return path


def read_pictures(film: Path) -> list[Picture]:
    """How bright every pixel of every frame is."""
    with av.open(str(film)) as container:
        return [frame.to_ndarray()[: frame.height] for frame in container.decode(video=0)]


def levels_in(pictures: Sequence[Picture], box: Box, fields: tuple[int, int] = COLUMNS) -> Levels:
    """How bright the fields in `box` are, picture by picture."""
    across, down = fields
    wide, high = box.width // across, box.height // down
    found = []
    for picture in pictures:
        seen = picture[box.y : box.y + high * down, box.x : box.x + wide * across]
        cells = seen.reshape(down, high, across, wide)
        # The edges of the fields are blurred.
        middle = cells[:, high // 3 : high - high // 3, :, wide // 3 : wide - wide // 3]
        found.append(middle.mean(axis=(1, 3)).ravel())
    return (np.array(found) - BLACK) / (WHITE - BLACK)

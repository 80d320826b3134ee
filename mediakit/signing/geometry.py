"""Where the signer stands in the picture."""

from dataclasses import dataclass
from math import isqrt
from typing import Literal

from mediakit.subtitles.rules.limits import Rule

Side = Literal["right", "left"]


AREA_PART = 6
SHAPE = (3, 4)
SHORT_EDGE, LONG_EDGE = 288, 352
MARGIN_PERCENT = 2

RULES = (
    Rule(
        "area",
        1 / AREA_PART,
        "of the picture's area",
        "Ofcom Code on Television Access Services; NHS BSL standard (BDA, RNID, SignHealth)",
        "Make the signer at least one sixth of the picture.",
    ),
    Rule(
        "shape",
        SHAPE[0] / SHAPE[1],
        "width to height",
        "W3C, Media Accessibility: waist to above the head, an elbow's width each side",
        "Film the signer upright, from below the waist to above the head.",
    ),
    Rule(
        "short edge",
        SHORT_EDGE,
        "pixels",
        "CIF, 352x288: what sign language services ask for; second-hand",
        "Export signed films at 1280x720 or larger.",
    ),
    Rule(
        "long edge",
        LONG_EDGE,
        "pixels",
        "CIF, 352x288: what sign language services ask for; second-hand",
        "Export signed films at 1280x720 or larger.",
    ),
    Rule(
        "margin",
        MARGIN_PERCENT,
        "percent of the picture's height",
        "own figure",
        "Leave a narrow rim between the signer and the side of the picture.",
    ),
)
"""What is asked of the signer's box. The first four are least values."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the picture, in even pixels from its top left corner: 4:2:0 video stores colour for
    squares of two by two pixels.
    """

    x: int
    y: int
    width: int
    height: int


def signer_box(width: int, height: int, side: Side) -> Box:
    """The signer's box in a picture of `width` by `height` even pixels: portrait 3:4, the smallest
    that has one sixth of the area, at `side`, standing on the picture's lower edge: a figure that
    is cut out would seem to float above it.

    The margin to the side gives way where there is no room for it. Where a picture is so wide or
    so tall that 3:4 does not fit (wider than 4.5:1, taller than 1:8), the box fills the short
    direction instead: the area is a rule, the shape is only the best use of it.

    >>> signer_box(1280, 720, "right")
    Box(x=926, y=266, width=340, height=454)
    """
    box_width, box_height = _size(width, height)
    margin = min(_margin(height), width - box_width)
    x = width - margin - box_width if side == "right" else margin
    return Box(x, height - box_height, box_width, box_height)


def room_beside(width: int, height: int, side: Side) -> Box:
    """The part of the picture that the signer leaves to everything else that is put into it: beside
    the box in a wide or square picture, above it in an upright one, where beside it little is left.
    A margin is kept to the box: at the side the same as the box keeps to the picture's edge.

    >>> room_beside(1280, 720, "right")
    Box(x=0, y=0, width=912, height=720)
    >>> room_beside(720, 1280, "right")
    Box(x=0, y=0, width=720, height=802)
    """
    box = signer_box(width, height, side)
    if height > width:
        return Box(0, 0, width, box.y - _margin(height))
    outer = box.x if side == "left" else width - box.x - box.width
    columns = min(width, box.width + 2 * outer)
    return Box(columns if side == "left" else 0, 0, width - columns, height)


def _margin(height: int) -> int:
    return _even_below(height * MARGIN_PERCENT // 100)


def _size(width: int, height: int) -> tuple[int, int]:
    # A box of 3:4 and area A is sqrt(3/4 A) wide; with A = width * height / 6 that is
    # sqrt(width * height / 8).
    box_width = max(2, _even_below(isqrt(width * height * SHAPE[0] // (AREA_PART * SHAPE[1]))))
    while box_width * _height_for(box_width) * AREA_PART < width * height:
        box_width += 2
    box_height = _height_for(box_width)
    if box_height > height:
        return _even_above(-(-width // AREA_PART)), height
    if box_width > width:
        return width, _even_above(-(-height // AREA_PART))
    return box_width, box_height


def _height_for(box_width: int) -> int:
    """The even number nearest to 4/3 of the width: less than one pixel off."""
    return 2 * round(box_width * SHAPE[1] / SHAPE[0] / 2)


def _even_below(number: int) -> int:
    return number - number % 2


def _even_above(number: int) -> int:
    return number + number % 2

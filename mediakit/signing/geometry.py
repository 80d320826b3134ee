"""Where the signer stands in the picture, where the film is shown, and what is left for words."""

from collections.abc import Mapping
from dataclasses import dataclass
from math import isqrt
from typing import Literal

from mediakit.subtitles.rules.limits import Rule

Side = Literal["right", "left"]
Layout = Literal["over", "beside", "full"]
Shape = Literal["portrait", "square", "wide"]
Size = Literal["sixth", "third", "half"]

PARTS: Mapping[Size, int] = {"sixth": 6, "third": 3, "half": 2}
"""Which part of the picture's area the signer has. Fluent signers follow best from a third up
(arXiv 2105.12928)."""

SHAPES: Mapping[Shape, tuple[int, int]] = {"portrait": (3, 4), "square": (1, 1), "wide": (16, 9)}
"""Width to height of the signer's box."""

SHORT_EDGE, LONG_EDGE = 288, 352
LEAST_RATE = 20
MARGIN_PERCENT = 2

_NARROWEST = 2 / 5
"""Part of a picture's width that is left for words beside a signer, at least, if there is more room
above. [own]"""

_FILM_PART = 2 / 5
"""Part of the picture's width, in an upright picture of its height, in which the film is shown
where the signer fills the rest. [own]"""

RULES = (
    Rule(
        "area",
        1 / PARTS["sixth"],
        "of the picture's area",
        "Ofcom Code on Television Access Services; NHS BSL standard (BDA, RNID, SignHealth)",
        "Make the signer at least one sixth of the picture.",
    ),
    Rule(
        "shape",
        SHAPES["portrait"][0] / SHAPES["portrait"][1],
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
        "frame rate",
        LEAST_RATE,
        "pictures a second",
        "EN 301 549; second-hand",
        "Film with 25 or 50 pictures a second, and keep that in the film.",
    ),
    Rule(
        "margin",
        MARGIN_PERCENT,
        "percent of the picture's height",
        "own figure",
        "Leave a narrow rim between the signer and the side of the picture.",
    ),
)
"""What is asked of the signer's box. All but the margin are least values."""


@dataclass(frozen=True, slots=True)
class Box:
    """A part of the picture, in even pixels from its top left corner: 4:2:0 video stores colour for
    squares of two by two pixels.
    """

    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class Stand:
    """How a signer stands in the picture.

    `over`: in the picture, which goes on behind them. `beside`: the film is made smaller, so that
    nothing of it is covered. `full`: the signer fills the picture but for a small film; `shape` and
    `size` then mean nothing.
    """

    side: Side = "right"
    layout: Layout = "over"
    shape: Shape = "portrait"
    size: Size = "sixth"


@dataclass(frozen=True, slots=True)
class Places:
    """Where everything is in a picture with a signer. Subtitles, names and cards keep to `room`,
    which the signer never touches.
    """

    signer: Box
    film: Box
    room: Box


def places(width: int, height: int, stand: Stand) -> Places:
    """The places in a picture of `width` by `height` even pixels.

    >>> places(1280, 720, Stand(layout="beside")).film
    Box(x=0, y=0, width=912, height=512)
    >>> places(1280, 720, Stand(layout="full")).signer
    Box(x=512, y=0, width=768, height=720)
    """
    if stand.layout == "full":
        return _full(width, height, stand.side)
    box, room = signer_box(width, height, stand), room_beside(width, height, stand)
    whole = Box(0, 0, width, height)
    return Places(box, _inside(room, width, height) if stand.layout == "beside" else whole, room)


def signer_box(width: int, height: int, stand: Stand) -> Box:
    """The signer's box over or beside the film: the smallest of its shape that has its part of the
    area, standing on the picture's lower edge: a figure that is cut out would seem to float above
    it.

    The margin to the side gives way where there is no room for it. Where a picture is so wide or so
    tall that the shape does not fit, the box fills the short direction instead: the area is a rule,
    the shape is only the best use of it.

    >>> signer_box(1280, 720, Stand("right"))
    Box(x=926, y=266, width=340, height=454)
    """
    box_width, box_height = _size(width, height, SHAPES[stand.shape], PARTS[stand.size])
    margin = min(_margin(height), width - box_width)
    x = width - margin - box_width if stand.side == "right" else margin
    return Box(x, height - box_height, box_width, box_height)


def room_beside(width: int, height: int, stand: Stand) -> Box:
    """The part of the picture that the signer's box leaves to everything else that is put into it:
    beside the box in a wide or square picture, above it in an upright one, or where beside it too
    little is left. A margin is kept to the box: at the side the same as the box keeps to the
    picture's edge.

    >>> room_beside(1280, 720, Stand("right"))
    Box(x=0, y=0, width=912, height=720)
    >>> room_beside(720, 1280, Stand("right"))
    Box(x=0, y=0, width=720, height=802)
    """
    box = signer_box(width, height, stand)
    outer = box.x if stand.side == "left" else width - box.x - box.width
    columns = min(width, box.width + 2 * outer)
    beside = Box(columns if stand.side == "left" else 0, 0, width - columns, height)
    above = Box(0, 0, width, max(0, box.y - _margin(height)))
    narrow = height > width or beside.width < _NARROWEST * width
    return above if narrow and (height > width or _area(above) > _area(beside)) else beside


def _full(width: int, height: int, side: Side) -> Places:
    """The film small in the upper corner across from the signer, who has the rest."""
    if height > width:
        rows = _even_below(int(height * _FILM_PART))
        film = _inside(Box(0, 0, width, rows), width, height)
        film = Box(0 if side == "right" else width - film.width, 0, film.width, film.height)
        room = Box(film.width if side == "right" else 0, 0, width - film.width, rows)
        return Places(Box(0, rows, width, height - rows), film, room)
    columns = _even_below(int(width * _FILM_PART))
    room = Box(0 if side == "right" else width - columns, 0, columns, height)
    box = Box(columns if side == "right" else 0, 0, width - columns, height)
    return Places(box, _inside(room, width, height), room)


def _inside(room: Box, width: int, height: int) -> Box:
    """The largest box of the picture's own shape at the top of `room`, in its middle."""
    scale = min(room.width / width, room.height / height)
    inner_width = min(room.width, max(2, 2 * round(width * scale / 2)))
    inner_height = min(room.height, max(2, 2 * round(height * scale / 2)))
    x = room.x + _even_below((room.width - inner_width) // 2)
    return Box(x, room.y, inner_width, inner_height)


def _area(box: Box) -> int:
    return box.width * box.height


def _margin(height: int) -> int:
    return _even_below(height * MARGIN_PERCENT // 100)


def _size(width: int, height: int, shape: tuple[int, int], part: int) -> tuple[int, int]:
    # A box of a:b and area A is sqrt(a / b * A) wide, with A = width * height / part.
    across, down = shape
    box_width = max(2, _even_below(isqrt(width * height * across // (part * down))))
    while box_width * _height_for(box_width, shape) * part < width * height:
        box_width += 2
    box_height = _height_for(box_width, shape)
    if box_height > height:
        return _even_above(-(-width // part)), height
    if box_width > width:
        return width, _even_above(-(-height // part))
    return box_width, box_height


def _height_for(box_width: int, shape: tuple[int, int]) -> int:
    """The even number nearest to the height of that shape: less than one pixel off."""
    return 2 * round(box_width * shape[1] / shape[0] / 2)


def _even_below(number: int) -> int:
    return number - number % 2


def _even_above(number: int) -> int:
    return number + number % 2

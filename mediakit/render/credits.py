"""The credits: lines that roll upwards, or pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import TYPE_CHECKING, Any

from mediakit.plan.model import CreditsDrawing
from mediakit.render.ground import INK, SOFT_INK, quiet_ground, unit_of
from mediakit.render.typesetting import lexend, wrapped

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont


_FILLED = 0.8
"""The part of its room's height that a page of credits may fill. [own]"""


def paged(drawing: CreditsDrawing) -> Any:  # noqa: ANN401 - MoviePy has no types
    """One page after the other, each for as long as it has lines to read."""
    import numpy as np
    from moviepy import VideoClip

    room, pages, shown = drawing.room, _pages(drawing), []
    for page in pages:
        image, written = quiet_ground(drawing.canvas), _written(drawing, page)
        image.paste(written, (room.x, room.y + (room.height - written.height) // 2), written)
        shown.append(np.asarray(image))
    lines = list(accumulate(len(page) for page in pages))
    seconds = drawing.frames / float(drawing.canvas.rate)

    def draw(t: float) -> Any:  # noqa: ANN401
        """The page that is seen after `t` seconds."""
        read = t / seconds * lines[-1]
        return shown[next((n for n, end in enumerate(lines) if read < end), -1)]

    return VideoClip(draw, duration=seconds)


def rolling(drawing: CreditsDrawing) -> Any:  # noqa: ANN401
    """The roll rises from below its room until its end can be read."""
    import numpy as np
    from moviepy import VideoClip

    canvas, room = drawing.canvas, drawing.room
    ground, roll = quiet_ground(canvas), _written(drawing, drawing.lines)
    # A short roll comes to rest in the middle, a long one with its last lines well inside.
    short = roll.height < room.height * 0.8
    end = (room.height - roll.height) / 2 if short else room.height * 0.75 - roll.height
    # It is at rest for the last fifth, so that the last lines can be read.
    moving = max(1.0, drawing.frames * 0.8) / float(canvas.rate)

    def draw(t: float) -> Any:  # noqa: ANN401
        image = ground.copy()
        top = round(room.height + (end - room.height) * min(1.0, t / moving))
        shown = roll.crop((0, -top, roll.width, room.height - top))
        image.paste(shown, (room.x, room.y), shown)
        return np.asarray(image)

    return VideoClip(draw, duration=moving * 2)


@dataclass(frozen=True, slots=True)
class _Row:
    """Some text of the credits, and how far below it the next begins, in pixels."""

    text: str
    font: "FreeTypeFont"
    ink: tuple[int, int, int]
    step: float


def _rows(drawing: CreditsDrawing, line: str) -> list[_Row]:
    """A line; "Role: Name" has the role smaller, above the name."""
    unit, width = unit_of(drawing.canvas), drawing.room.width * 0.84
    role_font, name_font = lexend(unit * 0.36), lexend(unit * 0.6, weight=600)
    role, separator, name = line.partition(":")
    rows = []
    if separator and name.strip():
        told = wrapped(role.strip(), role_font, width)
        rows.append(_Row(told, role_font, SOFT_INK, unit * 0.55))
    shown = wrapped(name.strip() or line.strip(), name_font, width)
    return [*rows, _Row(shown, name_font, INK, unit * (1.2 + 0.75 * shown.count("\n")))]


def _height(rows: Sequence[_Row]) -> float:
    return sum(row.step for row in rows)


def _pages(drawing: CreditsDrawing) -> list[list[str]]:
    """The lines by page: as many as its room holds, broken at a blank line where there is one."""
    most = drawing.room.height * _FILLED
    pages: list[list[str]] = [[]]
    for line in drawing.lines:
        longer = [*pages[-1], line]
        if _height([row for one in longer for row in _rows(drawing, one)]) <= most:
            pages[-1] = longer
            continue
        blank = next((n for n in range(len(longer) - 1, 0, -1) if not longer[n].strip()), None)
        kept = len(pages[-1]) if blank is None else blank
        pages[-1:] = [longer[:kept], longer[kept:]]
    trimmed = (_trimmed(page) for page in pages)
    return [page for page in trimmed if page]


def _trimmed(page: list[str]) -> list[str]:
    """Without blank lines at its ends."""
    told = [number for number, line in enumerate(page) if line.strip()]
    return page[told[0] : told[-1] + 1] if told else []


def _written(drawing: CreditsDrawing, lines: Sequence[str]) -> "Image":
    """The lines on a see-through picture, as wide as their room and as high as they are."""
    from PIL import Image, ImageDraw

    rows = [row for line in lines for row in _rows(drawing, line)]
    height = max(1, round(_height(rows)))
    roll = Image.new("RGBA", (drawing.room.width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(roll)
    top = 0.0
    for row in rows:
        place = (roll.width / 2, top)
        pen.multiline_text(place, row.text, row.ink, row.font, anchor="ma", align="center")
        top += row.step
    return roll

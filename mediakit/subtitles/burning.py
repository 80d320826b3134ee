"""ASS for burning subtitles and names into the picture: where they stand, and that they fit.

Everything is worked out here, boxes, sizes and line breaks; the renderer has nothing to decide. Its
own boxes and line spacing follow a font's clipping limits, which in Lexend are a quarter larger
than its line height; so boxes are drawn and each line is placed.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mediakit.subtitles.lexend_widths import BOLD, drawable, width_of
from mediakit.subtitles.lines import break_lines
from mediakit.subtitles.look import EM, Look

if TYPE_CHECKING:
    import pysubs2

FONT_SIZE = 1.59
"""ASS font size of one em: libass takes a size as the height of winAscent and winDescent together,
1.20 and 0.39 em in Lexend (OS/2)."""

SMALLEST = 0.75
"""A line too wide for its room is drawn smaller down to this share of its size; then it is broken
instead. At 7.5 % of the picture that still is a line height of 5.6 %."""

_VERTICAL_PADDING = 0.08
"""Space above the first and below the last line inside a box, in subtitle line heights: ascent and
descent are inside the line already, so a little is enough."""

_NAME_PADDING = 0.14
"""The same for names, whose lines are smaller."""

_NAME_GAP = 0.35
"""Space between a name and the subtitles under it, in subtitle line heights."""


@dataclass(frozen=True, slots=True)
class AssLine:
    """A text in the picture from `start_ms` to `end_ms`. For the kind "name" the first line is the
    name and the second, if there is one, the role.

    ASS rounds times to hundredths of a second: to change exactly with a frame, give the middle of
    the time between that frame and the one before. `colour` of the text is #RRGGBB, "" for the
    house style's.
    """

    start_ms: int
    end_ms: int
    text: str
    kind: Literal["subtitle", "name"]
    colour: str = ""


@dataclass(frozen=True, slots=True)
class _Room:
    """Where text may stand, in pixels: from `left` to `right`, above `bottom`. `line` is the height
    of a subtitle's line.
    """

    left: float
    right: float
    bottom: float
    line: float

    @property
    def width(self) -> float:
        return max(self.right - self.left, 1.0)


@dataclass(frozen=True, slots=True)
class _Row:
    """One line of text: what is written, how high its line is in pixels, and how wide it is."""

    text: str
    height: float
    bold: bool = False

    @property
    def width(self) -> float:
        return width_of(self.text) * self.height * EM * (BOLD if self.bold else 1)


@dataclass(frozen=True, slots=True)
class _Panel:
    """Rows on a box, in pixels from the picture's top left corner."""

    left: float
    top: float
    width: float
    height: float
    rows: tuple[_Row, ...]
    padding: float
    """Above the first row."""
    side: float
    """At the left of the rows; centred rows do not need it."""


def write_ass(
    lines: Sequence[AssLine],
    look: Look,
    width: int,
    height: int,
    *,
    clear_left: int = 0,
    clear_right: int = 0,
    clear_bottom: int = 0,
) -> str:
    """ASS text for a picture of `width` by `height` pixels, as many of them kept clear for a signer
    at its left, its right or its lower edge.

    Subtitles stand at the bottom, centred in the room that is left; names stand above them at the
    left. Text is shown as it is: no character of it acts as an ASS code. What Lexend cannot draw is
    left out (see `drawable`), so that a picture does not depend on the fonts of a machine.
    """
    import pysubs2

    room = _room(look, (width, height), clear_left, clear_right, clear_bottom)
    file = pysubs2.SSAFile()
    file.info.update(
        PlayResX=str(width), PlayResY=str(height), WrapStyle="2", ScaledBorderAndShadow="yes"
    )
    file.styles = {
        "subtitle": _style(look, look.subtitle.text_colour, 1.0),
        "subtitle box": _style(look, look.subtitle.box_colour, look.subtitle.box_opacity),
        "name": _style(look, look.name.text_colour, 1.0),
        "name box": _style(look, look.name.box_colour, look.name.box_opacity),
    }
    file.events = [
        event for line in lines if _tidy(line.text) for event in _events(line, look, room)
    ]
    return file.to_string("ass")


def _room(
    look: Look, size: tuple[int, int], clear_left: int, clear_right: int, clear_bottom: int
) -> _Room:
    width, height = size
    edge = width * (1 - look.safe_width) / 2
    # A fifth of the edge keeps a box from touching the signer.
    left = max(edge, clear_left + edge / 5 if clear_left else 0)
    right = max(edge, clear_right + edge / 5 if clear_right else 0)
    bottom = height - max(height * (1 - look.safe_height) / 2, clear_bottom)
    return _Room(left, width - right, bottom, look.line_pixels(width, height))


def _events(line: AssLine, look: Look, room: _Room) -> Iterator["pysubs2.SSAEvent"]:
    import pysubs2

    panel = _subtitle(line, look, room) if line.kind == "subtitle" else _name(line, look, room)
    start, end = _hundredths(line.start_ms), _hundredths(line.end_ms)
    codes = _drawn_box(panel)
    yield pysubs2.SSAEvent(start, end, codes, style=f"{line.kind} box", layer=0)
    middle = panel.top + panel.padding
    for row in panel.rows:
        middle += row.height / 2
        place = _placed(panel, middle, centred=line.kind == "subtitle")
        size = rf"\fs{row.height * EM * FONT_SIZE:.1f}\b{int(row.bold)}"
        text = f"{{{place}{size}{_inked(line.colour)}}}{_literal(row.text)}"
        yield pysubs2.SSAEvent(start, end, text, style=line.kind, layer=1)
        middle += row.height / 2


def _drawn_box(panel: _Panel) -> str:
    right, bottom = round(panel.width), round(panel.height)
    corner = rf"\an7\pos({round(panel.left)},{round(panel.top)})"
    return rf"{{{corner}\p1}}m 0 0 l {right} 0 {right} {bottom} 0 {bottom}"


def _inked(colour: str) -> str:
    """The code for a colour, whose parts ASS names in the order blue, green, red."""
    return rf"\c&H{colour[5:7]}{colour[3:5]}{colour[1:3]}&" if colour else ""


def _placed(panel: _Panel, middle: float, *, centred: bool) -> str:
    if centred:
        return rf"\an5\pos({panel.left + panel.width / 2:.1f},{middle:.1f})"
    return rf"\an4\pos({panel.left + panel.side:.1f},{middle:.1f})"


def _subtitle(line: AssLine, look: Look, room: _Room) -> _Panel:
    texts, scale = _fitted(_tidy(line.text), look, room)
    rows = tuple(_Row(text, room.line * scale) for text in texts)
    side = room.line * scale * EM * look.side_padding
    padding = room.line * _VERTICAL_PADDING
    width = max(row.width for row in rows) + 2 * side
    height = sum(row.height for row in rows) + 2 * padding
    left = (room.left + room.right - width) / 2
    return _Panel(left, room.bottom - height, width, height, rows, padding, side)


def _name(line: AssLine, look: Look, room: _Room) -> _Panel:
    name, *more = _tidy(line.text)
    role = " ".join(more)
    side = room.line * look.name_size * EM * look.side_padding
    rows = [_Row(name, room.line * look.name_size, bold=True)]
    rows += [_Row(role, room.line * look.role_size)] if role else []
    space = room.width - 2 * side
    shrunk = tuple(
        _Row(row.text, row.height * min(1.0, space / max(row.width, 1.0)), row.bold) for row in rows
    )
    padding = room.line * _NAME_PADDING
    width = max(row.width for row in shrunk) + 2 * side
    height = sum(row.height for row in shrunk) + 2 * padding
    subtitles = room.line * (2 + 2 * _VERTICAL_PADDING + _NAME_GAP)
    top = room.bottom - subtitles - height
    return _Panel(room.left, top, width, height, shrunk, padding, side)


def _fitted(rows: list[str], look: Look, room: _Room) -> tuple[list[str], float]:
    """The rows and the share of the nominal size at which they fit. Rows that would become too
    small to read are broken again, into more and shorter ones.
    """
    scale = _scale(rows, look, room)
    limit = max(map(len, rows))
    while scale < SMALLEST and limit > 1:
        limit -= 1
        rows = break_lines(" ".join(rows), limit).split("\n")
        scale = max(scale, _scale(rows, look, room))
    return rows, scale


def _scale(rows: Sequence[str], look: Look, room: _Room) -> float:
    ems = max(map(width_of, rows), default=0) + 2 * look.side_padding
    return min(1.0, room.width / (ems * room.line * EM))


def _style(look: Look, colour: str, opacity: float) -> "pysubs2.SSAStyle":
    import pysubs2

    red, green, blue = (int(colour[place : place + 2], 16) for place in (1, 3, 5))
    primary = pysubs2.Color(red, green, blue, round(255 * (1 - opacity)))
    return pysubs2.SSAStyle(fontname=look.font, primarycolor=primary, outline=0, shadow=0)


def _tidy(text: str) -> list[str]:
    """The lines of a text in signs that can be drawn, and without needless space."""
    rows = [" ".join(row.split()) for row in drawable(text).splitlines()]
    return [row for row in rows if row]


def _literal(text: str) -> str:
    r"""Text in which nothing acts as an ASS code.

    libass shows \{ and \} as braces. It knows no code for a backslash, but shows one that stands
    before anything else than N, n, h or a brace; so an invisible word joiner follows each.
    """
    return text.replace("\\", "\\\u2060").replace("{", r"\{").replace("}", r"\}")


def _hundredths(ms: int) -> int:
    """`ms` to the hundredth of a second, all that ASS can say.

    >>> _hundredths(1234), _hundredths(1235)
    (1230, 1240)
    """
    return (ms + 5) // 10 * 10

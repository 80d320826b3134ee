"""Where burned text stands: boxes, sizes and line breaks, worked out before anything is drawn.

Boxes that are seen at the same time never overlap, and none leaves the room that the safe area and
a signer give. Heights count in lines of a subtitle, widths in ems.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mediakit.subtitles.burned.fitting import Room, fitted, parted, tidy
from mediakit.subtitles.burned.lexend_widths import BOLD, width_of
from mediakit.subtitles.burned.look import EM, Look

MOST_ROWS, MOST_ROWS_NARROW = 2, 3
"""Lines that a subtitle may be broken into to keep its size: in wide pictures, and in square and
upright ones (BBC: at most 3 in vertical video). Lines that a person wrote are kept."""

VERTICAL_PADDING = 0.08
"""Space above the first and below the last line inside a box: ascent and descent are inside the
line already, so a little is enough."""

_NAME_PADDING = 0.14
"""The same for names, whose lines are smaller."""

_NAME_GAP = 0.35
"""Space between a name and the subtitles under it."""

_TRACK_GAP = 0.2
"""Space between two languages."""

_MOST_FOR_SUBTITLES = 0.6
"""Share of the room's height that subtitles may take, both languages together: the rest is for
names, and for the picture."""


@dataclass(frozen=True, slots=True)
class AssLine:
    """A text in the picture from `start_ms` to `end_ms`. For the kind "name" the first line is the
    name and the second, if there is one, the role. "second" is the lower one of two languages.

    ASS rounds times to hundredths of a second: to change exactly with a frame, give the middle of
    the time between that frame and the one before. Colours are #RRGGBB, "" for the house style's;
    `label` says who speaks and comes before the text.
    """

    start_ms: int
    end_ms: int
    text: str
    kind: Literal["subtitle", "second", "name"]
    colour: str = ""
    label: str = ""
    label_colour: str = ""
    language: str = "en"

    def meets(self, other: "AssLine") -> bool:
        """Whether both are seen at the same time."""
        return self.start_ms < other.end_ms and other.start_ms < self.end_ms


@dataclass(frozen=True, slots=True)
class Row:
    """One line of text, with the label that stands before it; `height` of the line in pixels."""

    text: str
    height: float
    bold: bool = False
    label: str = ""

    @property
    def width(self) -> float:
        """In pixels."""
        return width_of(self.label + self.text) * self.height * EM * (BOLD if self.bold else 1)


@dataclass(frozen=True, slots=True)
class Panel:
    """Rows on a box, in pixels from the picture's top left corner. `padding` is above the first
    row, `side` at the left of them all.
    """

    left: float
    top: float
    width: float
    height: float
    rows: tuple[Row, ...]
    padding: float
    side: float
    centred: bool


_Seen = tuple[str, Panel]
"""The kind of a line, and its panel."""


@dataclass(frozen=True, slots=True)
class Clear:
    """Pixels at the left, the right and the lower edge that are kept clear for a signer."""

    left: int = 0
    right: int = 0
    bottom: int = 0


def lay_out(
    lines: Sequence[AssLine], look: Look, size: tuple[int, int], clear: Clear, tracks: int = 1
) -> tuple[tuple[AssLine, Panel], ...]:
    """Every line with its panel; `tracks` is how many languages keep a place. The second language
    is placed first where subtitles stand at the bottom, then the first above it, then names.
    """
    room = _room(look, size, clear)
    order = ("second", "subtitle") if look.position == "bottom" else ("subtitle", "second")
    placed: list[tuple[AssLine, Panel]] = []
    for kind in (*order, "name"):
        for line in lines:
            if line.kind == kind and tidy(line.text):
                others = [(other.kind, panel) for other, panel in placed if other.meets(line)]
                if kind == "name":
                    panel = _name(line, look, room, tracks, others)
                else:
                    outer = tracks > 1 and kind == order[1]
                    panel = _subtitle(line, look, room, tracks, others, outer=outer)
                placed.append((line, panel))
    return tuple(placed)


def _room(look: Look, size: tuple[int, int], clear: Clear) -> Room:
    width, height = size
    edge, margin = width * (1 - look.safe_width) / 2, height * (1 - look.safe_height) / 2
    # A fifth of the edge keeps a box from touching the signer.
    left = max(edge, clear.left + edge / 5 if clear.left else 0)
    right = width - max(edge, clear.right + edge / 5 if clear.right else 0)
    bottom = height - max(margin, clear.bottom)
    wide = look.text_pixels(width, height)
    rows = MOST_ROWS if look.is_wide(width, height) else MOST_ROWS_NARROW
    line = look.line_pixels(width, height)
    return Room(left, right, margin, bottom, line, min(wide, right - left), rows)


def _place(room: Room, tracks: int) -> float:
    """Height that one language keeps: two lines."""
    return min(room.line * (2 + 2 * VERTICAL_PADDING), _most(room, tracks))


def _most(room: Room, tracks: int) -> float:
    return room.height * _MOST_FOR_SUBTITLES / tracks - room.line * _TRACK_GAP * (tracks - 1)


def _subtitle(
    line: AssLine, look: Look, room: Room, tracks: int, others: Sequence[_Seen], *, outer: bool
) -> Panel:
    rows, scale = fitted(line.text, line.label, line.language, look, room)
    high = len(rows) * room.line * scale + 2 * room.line * VERTICAL_PADDING
    scale *= min(1.0, max(_most(room, tracks), 1.0) / high)
    set_rows = tuple(_row(row, line.label, room.line * scale) for row in rows)
    side = room.line * scale * EM * look.side_padding
    padding = room.line * scale * VERTICAL_PADDING
    width = max(row.width for row in set_rows) + 2 * side
    height = sum(row.height for row in set_rows) + 2 * padding
    inner = _place(room, tracks) + room.line * _TRACK_GAP if outer else 0.0
    top = _top(look, room, height, inner, [panel for _, panel in others])
    left = _left(look, room, width)
    return Panel(left, top, width, height, set_rows, padding, side, look.align == "centre")


def _top(look: Look, room: Room, height: float, inner: float, others: Sequence[Panel]) -> float:
    """Where a panel begins that keeps `inner` pixels between itself and the room's edge, and a gap
    to all others.
    """
    gap = room.line * _TRACK_GAP
    if look.position == "top":
        return max([room.top + inner, *(other.top + other.height + gap for other in others)])
    return min([room.bottom - inner, *(other.top - gap for other in others)]) - height


def _left(look: Look, room: Room, width: float) -> float:
    """In the middle of the room; aligned at the left, always at the same place, where the widest
    box that should be would begin. A wider one goes on to the right as far as the room does.
    """
    if look.align == "centre":
        return (room.left + room.right - width) / 2
    return min((room.left + room.right - room.text) / 2, room.right - width)


def _row(text: str, label: str, height: float) -> Row:
    begins, rest = parted(text, label)
    return Row(rest, height, label=begins)


def _name(line: AssLine, look: Look, room: Room, tracks: int, others: Sequence[_Seen]) -> Panel:
    name, *more = tidy(line.text)
    role = " ".join(more)
    top, bottom = _room_for_name(look, room, tracks, others)
    rows = [Row(name, room.line * look.name_size, bold=True)]
    rows += [Row(role, room.line * look.role_size)] if role else []
    high = sum(row.height for row in rows) + 2 * room.line * _NAME_PADDING
    scale = min(1.0, max(bottom - top, 1.0) / high)
    side = room.line * look.name_size * EM * look.side_padding * scale
    space = room.width - 2 * side
    fitted = (replace(row, height=row.height * scale) for row in rows)
    shrunk = tuple(
        replace(row, height=row.height * min(1.0, space / max(row.width, 1.0))) for row in fitted
    )
    padding = room.line * _NAME_PADDING * scale
    width = max(row.width for row in shrunk) + 2 * side
    height = sum(row.height for row in shrunk) + 2 * padding
    return Panel(room.left, bottom - height, width, height, shrunk, padding, side, centred=False)


def _room_for_name(
    look: Look, room: Room, tracks: int, others: Sequence[_Seen]
) -> tuple[float, float]:
    """The upper and the lower edge of what subtitles, and names that are there, leave to a name. It
    keeps the same place whether subtitles are there or not; in a film without any, the lowest.
    """
    gap = room.line * _NAME_GAP
    names = [panel.top - gap for kind, panel in others if kind == "name"]
    words = [panel for kind, panel in others if kind != "name"]
    if look.position == "top":
        ends = [panel.top + panel.height + gap for panel in words]
        return max([room.top, *ends]), min([room.bottom, *names])
    gaps = (tracks - 1) * room.line * _TRACK_GAP
    places = tracks * _place(room, tracks) + gaps if tracks else 0.0
    starts = [panel.top - gap for panel in words]
    return room.top, min([room.bottom - places - gap, *starts, *names])

"""ASS for burning subtitles and names into the picture: where they stand, and that they fit.

Everything is worked out here, line breaks included, so that the renderer has nothing to decide.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from mediakit.subtitles.lexend_widths import BOLD, width_of
from mediakit.subtitles.lines import break_lines
from mediakit.subtitles.look import Box, Look

if TYPE_CHECKING:
    import pysubs2

EM = 1 / 1.25
"""Lexend's em as a share of its line height: its ascent is 1.0 em and its descent 0.25 em, and an
ASS font size is the sum of both."""

SMALLEST = 0.75
"""A line too wide for its room is drawn smaller down to this share of its size; then it is broken
instead. At 7.5 % of the picture that still is a line height of 5.6 %."""

_VERTICAL_PADDING = 0.09
"""Space above and below the words inside the box, in line heights: the descent is inside the line
already, so a little is enough."""

_NAME_GAP = 0.35
"""Space between a name and the subtitles under it, in line heights."""

_ONE_BOX = 4
"""libass' own border style: one box round all lines of an event, as big as the shadow's offsets."""


@dataclass(frozen=True, slots=True)
class AssLine:
    """A text in the picture from `start_ms` to `end_ms`. For the kind "name" the first line is the
    name and the second, if there is one, the role.

    ASS rounds times to hundredths of a second: to change exactly with a frame, give the middle of
    the time between that frame and the one before.
    """

    start_ms: int
    end_ms: int
    text: str
    kind: Literal["subtitle", "name"]


@dataclass(frozen=True, slots=True)
class _Room:
    """Where text may stand: pixels from the left and the right edge, and from the bottom."""

    width: int
    left: float
    right: float
    bottom: float
    line: float
    """Height of a subtitle's line in pixels."""

    @property
    def across(self) -> float:
        return max(self.width - self.left - self.right, 1.0)


def write_ass(
    lines: Sequence[AssLine],
    look: Look,
    width: int,
    height: int,
    *,
    clear_left: int = 0,
    clear_right: int = 0,
) -> str:
    """ASS text for a picture of `width` by `height` pixels, the columns of `clear_left` and
    `clear_right` pixels kept clear for a signer.

    Subtitles stand at the bottom, centred in the room that is left; names stand above them at the
    left. Text is shown as it is: no character of it acts as an ASS code.
    """
    import pysubs2

    room = _room(look, width, height, clear_left, clear_right)
    file = pysubs2.SSAFile()
    file.info.update(
        PlayResX=str(width), PlayResY=str(height), WrapStyle="2", ScaledBorderAndShadow="yes"
    )
    file.styles = {
        "subtitle": _style(look.font, look.subtitle, room.line, pysubs2.Alignment.BOTTOM_CENTER),
        "name": _style(look.font, look.name, room.line, pysubs2.Alignment.BOTTOM_LEFT),
    }
    file.events = [
        _subtitle(line, look, room) if line.kind == "subtitle" else _name(line, look, room)
        for line in lines
    ]
    return file.to_string("ass")


def _room(look: Look, width: int, height: int, clear_left: int, clear_right: int) -> _Room:
    edge = width * (1 - look.safe_width) / 2
    # A fifth of the edge keeps the box from touching the signer.
    left = max(edge, clear_left + edge / 5 if clear_left else 0)
    right = max(edge, clear_right + edge / 5 if clear_right else 0)
    bottom = height * (1 - look.safe_height) / 2
    return _Room(width, left, right, bottom, look.line_pixels(width, height))


def _subtitle(line: AssLine, look: Look, room: _Room) -> "pysubs2.SSAEvent":
    import pysubs2

    rows, scale = _fitted(line.text.split("\n"), look, room)
    size = room.line * scale
    pad_x, pad_y = size * EM * look.side_padding, size * _VERTICAL_PADDING
    codes = rf"{{\fs{size:.1f}{_padding(pad_x, pad_y)}}}"
    return pysubs2.SSAEvent(
        start=_hundredths(line.start_ms),
        end=_hundredths(line.end_ms),
        text=codes + r"\N".join(map(_literal, rows)),
        style="subtitle",
        layer=1,
        marginl=round(room.left),
        marginr=round(room.right),
        marginv=_up(room.bottom + pad_y),
    )


def _name(line: AssLine, look: Look, room: _Room) -> "pysubs2.SSAEvent":
    import pysubs2

    name, _, role = line.text.partition("\n")
    em, role_em = (size * room.line * EM for size in (look.name_size, look.role_size))
    needed = max(width_of(name) * BOLD * em, width_of(role) * role_em)
    pad_x, pad_y = em * look.side_padding, room.line * _VERTICAL_PADDING * 1.5
    scale = min(1.0, (room.across - 2 * pad_x) / max(needed, 1.0))
    name_size, role_size = (scale * size * room.line for size in (look.name_size, look.role_size))
    text = rf"{{\fs{name_size:.1f}\b1{_padding(pad_x, pad_y)}}}" + _literal(name)
    if role:
        text += rf"\N{{\fs{role_size:.1f}\b0}}" + _literal(role.replace("\n", " "))
    subtitle_area = 2 * room.line * (1 + _VERTICAL_PADDING)
    return pysubs2.SSAEvent(
        start=_hundredths(line.start_ms),
        end=_hundredths(line.end_ms),
        text=text,
        style="name",
        marginl=_up(room.left + pad_x),
        marginr=round(room.right),
        marginv=_up(room.bottom + subtitle_area + _NAME_GAP * room.line + pad_y),
    )


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
    return min(1.0, room.across / (ems * room.line * EM))


def _style(font: str, box: Box, size: float, alignment: "pysubs2.Alignment") -> "pysubs2.SSAStyle":
    import pysubs2

    text, back = _colour(box.text_colour), _colour(box.box_colour)
    back.a = round(255 * (1 - box.box_opacity))
    return pysubs2.SSAStyle(
        fontname=font,
        fontsize=round(size, 1),
        primarycolor=text,
        outlinecolor=back,
        backcolor=back,
        borderstyle=_ONE_BOX,
        outline=0,
        shadow=1,
        alignment=alignment,
    )


def _colour(code: str) -> "pysubs2.Color":
    import pysubs2

    return pysubs2.Color(*(int(code[place : place + 2], 16) for place in (1, 3, 5)))


def _padding(across: float, up: float) -> str:
    return rf"\xshad{across:.1f}\yshad{up:.1f}"


def _literal(text: str) -> str:
    r"""Text in which nothing acts as an ASS code.

    libass shows \{ and \} as braces. It knows no code for a backslash, but shows one that stands
    before anything else than N, n, h or a brace; so an invisible word joiner follows each.
    """
    text = " ".join(text.split())
    return text.replace("\\", "\\\u2060").replace("{", r"\{").replace("}", r"\}")


def _hundredths(ms: int) -> int:
    """`ms` to the hundredth of a second, all that ASS can say.

    >>> _hundredths(1234), _hundredths(1235)
    (1230, 1240)
    """
    return (ms + 5) // 10 * 10


def _up(pixels: float) -> int:
    return -int(-pixels // 1)

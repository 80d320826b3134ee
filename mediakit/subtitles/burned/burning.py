"""ASS for burning subtitles and names into the picture.

Where everything stands is worked out before (panels.py); the renderer has nothing to decide. Its
own boxes and line spacing follow a font's clipping limits, which in Lexend are a quarter larger
than its line height; so boxes are drawn and each line is placed.
"""

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from mediakit.subtitles.burned.contrast import rgb
from mediakit.subtitles.burned.look import EM, Box, Look
from mediakit.subtitles.burned.panels import AssLine, Clear, Panel, Row, lay_out

if TYPE_CHECKING:
    import pysubs2

FONT_SIZE = 1.59
"""ASS font size of one em: libass takes a size as the height of winAscent and winDescent together,
1.20 and 0.39 em in Lexend (OS/2)."""


def write_ass(
    lines: Sequence[AssLine],
    look: Look,
    width: int,
    height: int,
    *,
    clear: Clear = Clear(),  # noqa: B008 - it is frozen
    tracks: int = 1,
    end_ms: int | None = None,
) -> str:
    """ASS text for a picture of `width` by `height` pixels, in which `tracks` languages keep a
    place. The film, or this piece of it, goes from 0 to `end_ms`: of what is seen before or after,
    only that is written which reaches inside, but all stands clear of it.

    Text is shown as it is: no character of it acts as an ASS code. What Lexend cannot draw is left
    out (see `drawable`), so that a picture does not depend on the fonts of a machine.
    """
    import pysubs2

    file = pysubs2.SSAFile()
    file.info.update(
        PlayResX=str(width), PlayResY=str(height), WrapStyle="2", ScaledBorderAndShadow="yes"
    )
    for kind, box in (("subtitle", look.subtitle), ("second", look.second), ("name", look.name)):
        file.styles[kind] = _style(look, box.text_colour, 1.0)
        file.styles[f"{kind} box"] = _style(look, box.box_colour, box.box_opacity)
    panels = dict(lay_out(lines, look, (width, height), clear, tracks))
    file.events = [
        event
        for line in lines
        if line in panels and line.end_ms > 0 and (end_ms is None or line.start_ms < end_ms)
        for event in _events(line, panels[line], look, end_ms)
    ]
    return file.to_string("ass")


def _events(
    line: AssLine, panel: Panel, look: Look, end_ms: int | None
) -> Iterator["pysubs2.SSAEvent"]:
    import pysubs2

    last = line.end_ms if end_ms is None else min(line.end_ms, end_ms)
    start, end = _hundredths(max(0, line.start_ms)), _hundredths(last)
    codes = _drawn_box(panel)
    yield pysubs2.SSAEvent(start, end, codes, style=f"{line.kind} box", layer=0)
    middle = panel.top + panel.padding
    for row in panel.rows:
        middle += row.height / 2
        text = _written(row, line, look, _placed(panel, middle))
        yield pysubs2.SSAEvent(start, end, text, style=line.kind, layer=1)
        middle += row.height / 2


def _drawn_box(panel: Panel) -> str:
    right, bottom = round(panel.width), round(panel.height)
    corner = rf"\an7\pos({round(panel.left)},{round(panel.top)})"
    return rf"{{{corner}\p1}}m 0 0 l {right} 0 {right} {bottom} 0 {bottom}"


def _placed(panel: Panel, middle: float) -> str:
    if panel.centred:
        return rf"\an5\pos({panel.left + panel.width / 2:.1f},{middle:.1f})"
    return rf"\an4\pos({panel.left + panel.side:.1f},{middle:.1f})"


def _written(row: Row, line: AssLine, look: Look, place: str) -> str:
    codes = rf"{place}\fs{row.height * EM * FONT_SIZE:.1f}\b{int(row.bold)}"
    if not row.label:
        return f"{{{codes}{_inked(line.colour)}}}{_literal(row.text)}"
    words = line.colour or _box(line, look).text_colour
    label = f"{{{codes}{_inked(line.label_colour or words)}}}{_literal(row.label)}"
    return f"{label}{{{_inked(words)}}}{_literal(row.text)}"


def _box(line: AssLine, look: Look) -> Box:
    return look.second if line.kind == "second" else look.subtitle


def _inked(colour: str) -> str:
    """The code for a colour, whose parts ASS names in the order blue, green, red."""
    return rf"\c&H{colour[5:7]}{colour[3:5]}{colour[1:3]}&" if colour else ""


def _style(look: Look, colour: str, opacity: float) -> "pysubs2.SSAStyle":
    import pysubs2

    primary = pysubs2.Color(*rgb(colour), round(255 * (1 - opacity)))
    return pysubs2.SSAStyle(fontname=look.font, primarycolor=primary, outline=0, shadow=0)


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

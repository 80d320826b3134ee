"""Setting type in pictures: Lexend in lines that fit their place."""

from typing import TYPE_CHECKING

from mediakit.render.fonts import font_file
from mediakit.subtitles.burned.lexend_widths import drawable

if TYPE_CHECKING:
    from PIL.ImageFont import FreeTypeFont


def lexend(size: float, weight: int = 400) -> "FreeTypeFont":
    """Lexend at `size` pixels an em; `weight` as in OpenType: 400 regular, 700 bold."""
    from PIL import ImageFont

    font = ImageFont.truetype(font_file(), round(size))
    font.set_variation_by_axes([weight])
    return font


def wrapped(text: str, font: "FreeTypeFont", width: float, *, cut: bool = False) -> str:
    """The text in lines that fit `width` pixels. A word that is longer stays whole and sticks out,
    unless `cut`. Signs that the typeface lacks, such as emoji, are left out rather than shown as
    boxes.
    """
    lines: list[str] = []
    for paragraph in drawable(text).splitlines() or [""]:
        line = ""
        for word in paragraph.split():
            longer = f"{line} {word}".strip()
            if line and font.getlength(longer) > width:
                lines.append(line)
                line = word
            else:
                line = longer
            while cut and font.getlength(line) > width and len(line) > 1:
                fits = next(n for n in range(len(line), 0, -1) if font.getlength(line[:n]) <= width)
                lines.append(line[:fits])
                line = line[fits:]
        lines.append(line)
    return "\n".join(lines)


def fitted(
    text: str, box: tuple[float, float], size: float, weight: int
) -> tuple[str, "FreeTypeFont"]:
    """The text wrapped into a box (pixels), in the largest type up to `size` that fits. Type is
    not made smaller than a third: rather than that, long words are cut.
    """
    from PIL import Image, ImageDraw

    pen = ImageDraw.Draw(Image.new("L", (1, 1)))
    least = size / 3
    while size > least:
        font = lexend(size, weight)
        lines = wrapped(text, font, box[0])
        left, top, right, bottom = pen.multiline_textbbox((0, 0), lines, font, spacing=size / 3)
        if right - left <= box[0] and bottom - top <= box[1]:
            return lines, font
        size *= 0.92
    font = lexend(least, weight)
    return wrapped(text, font, box[0], cut=True), font

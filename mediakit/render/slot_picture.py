"""A picture for the interpreter: their place in the film, and how to stand in it."""

import io
from typing import TYPE_CHECKING

from mediakit.film.model import Canvas
from mediakit.render.ground import ACCENT, GROUND_TOP, INK, SOFT_INK, quiet_ground
from mediakit.render.typesetting import fitted, lexend
from mediakit.signing.geometry import Box, Places

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw

SIZE = (1600, 900)
"""Of the whole picture, in pixels: sharp across a page of A4 (250 dots an inch)."""

_MARGIN, _GAP, _HEAD = 50, 60, 110
"""Pixels around and between the two parts, and above them for their headings."""

_FIGURE, _ARM, _HAND = (96, 114, 150), (78, 95, 130), (58, 73, 105)
_GUIDE_GROUND = (205, 216, 235)
"""The pale blue that is asked for as a background."""

_HEAD_TOP, _WAIST = 0.1, 0.86
"""Where head and waist are, as shares of the height: room above the head, and below the waist."""


def slot_picture(still: "Image", canvas: Canvas, places: Places) -> bytes:
    """PNG of the film's picture (`still`) with the signer's box where it lies, at the left, and at
    the right how to stand in that box.
    """
    from PIL import ImageDraw

    image = quiet_ground(Canvas(*SIZE, canvas.rate))
    pen = ImageDraw.Draw(image)
    right = _guide_place(places.signer)
    left = (_MARGIN, _HEAD, right[0] - _GAP, SIZE[1] - _HEAD)
    _heading(pen, left, "Your place in the film")
    _heading(pen, right, "How to stand")
    _film(image, left, still, canvas, places)
    _guide(pen, right)
    file = io.BytesIO()
    image.save(file, "PNG", optimize=True)
    return file.getvalue()


def alt_text(canvas: Canvas, box: Box) -> str:
    """What the picture shows, for those who do not see it."""
    side = "right" if box.x + box.width / 2 >= canvas.width / 2 else "left"
    return (
        f"At the left, a picture of the film, {canvas.width} by {canvas.height} pixels. Your place"
        f" in it is framed in yellow, at the {side} on the lower edge, {box.width} by {box.height}"
        " pixels. At the right, how to stand in it: the lower edge of the picture is below your"
        " waist, some room is above your head, and an elbow's width is free at each side."
    )


Place = tuple[float, float, float, float]
"""Left, top, right and bottom in pixels."""


def _guide_place(box: Box) -> Place:
    """As large as it can be in its shape, in at most two fifths of the width."""
    most = SIZE[1] - _HEAD - _MARGIN
    width = min(most * box.width / box.height, SIZE[0] * 0.4)
    left = SIZE[0] - _MARGIN - width
    return left, _HEAD, left + width, _HEAD + width * box.height / box.width


def _heading(pen: "ImageDraw", place: Place, text: str) -> None:
    pen.text((place[0], place[1] - 24), text, INK, lexend(38, 600), anchor="ls")


def _film(image: "Image", place: Place, still: "Image", canvas: Canvas, places: Places) -> None:
    """The picture as large as it can be, film and signer where they are, and the size below."""
    from PIL import ImageDraw

    scale = min((place[2] - place[0]) / canvas.width, (place[3] - place[1]) / canvas.height)

    def scaled(part: Box) -> Place:
        left, top = place[0] + part.x * scale, place[1] + part.y * scale
        return left, top, left + part.width * scale, top + part.height * scale

    pen = ImageDraw.Draw(image)
    edge = scaled(Box(0, 0, canvas.width, canvas.height))
    pen.rectangle(edge, fill=GROUND_TOP)
    left, top, right, bottom = map(round, scaled(places.film))
    image.paste(_whole(still, (right - left, bottom - top)), (left, top))
    pen.rectangle(edge, outline=SOFT_INK, width=2)
    box, inner = places.signer, scaled(places.signer)
    pen.rectangle(inner, fill=_GUIDE_GROUND)
    _figure(pen, inner)
    pen.rectangle(inner, outline=ACCENT, width=6)
    share = box.width * box.height * 100 / (canvas.width * canvas.height)
    told = (
        f"{box.width} x {box.height} pixels of {canvas.width} x {canvas.height}:"
        f" {share:.0f} % of the picture"
    )
    below = edge[3] + 24
    lines, font = fitted(told, (place[2] - place[0], SIZE[1] - below - 20), 32, 400)
    pen.multiline_text((place[0], below), lines, SOFT_INK, font, spacing=10)


def _whole(still: "Image", size: tuple[int, int]) -> "Image":
    """The still whole in a picture of that size, on itself blurred, as the film shows it."""
    from PIL import ImageEnhance, ImageFilter, ImageOps

    still = still.convert("RGB")
    small = ImageOps.fit(still, (size[0] // 8, size[1] // 8)).filter(ImageFilter.GaussianBlur(8))
    ground = ImageEnhance.Brightness(small.resize(size)).enhance(0.55)
    whole = ImageOps.contain(still, size)
    ground.paste(whole, ((size[0] - whole.width) // 2, (size[1] - whole.height) // 2))
    return ground


def _guide(pen: "ImageDraw", place: Place) -> None:
    """The figure in its box, with lines where it begins and ends and where the elbows reach."""
    left, top, right, bottom = place
    pen.rectangle(place, fill=_GUIDE_GROUND)
    _figure(pen, place)
    pen.rectangle(place, outline=ACCENT, width=6)
    width, height = right - left, bottom - top
    font = lexend(max(16, min(width * 0.052, height * 0.06)), 500)
    for share, text in ((_HEAD_TOP, "room above the head"), (_WAIST, "waist")):
        level = top + share * height
        _dashes(pen, (left, level), (right, level))
        pen.text((left + width * 0.03, level - 6), text, GROUND_TOP, font, anchor="ls")
    for across, anchor in ((left + width * 0.02, "lm"), (right - width * 0.02, "rm")):
        words = "an elbow's\nwidth free"
        pen.multiline_text(
            (across, top + height * 0.34), words, GROUND_TOP, font, anchor=anchor, align="center"
        )


def _dashes(pen: "ImageDraw", start: tuple[float, float], end: tuple[float, float]) -> None:
    steps = 24
    for number in range(0, steps, 2):
        one, two = number / steps, (number + 1) / steps
        points = [
            (start[0] + (end[0] - start[0]) * part, start[1] + (end[1] - start[1]) * part)
            for part in (one, two)
        ]
        pen.line(points, GROUND_TOP, 3)


def _figure(pen: "ImageDraw", place: Place) -> None:
    """A person from above the head to below the waist, hands before the chest."""
    left, top, right, bottom = place
    width, height = right - left, bottom - top
    # The hands reach a third of this to each side, and elbows have room in any shape.
    unit = min(width, height * 0.75)
    middle = left + width / 2

    def at(x: float, y: float) -> tuple[float, float]:
        """A point: sideways from the middle in widths of the figure, down in heights."""
        return middle + x * unit, top + y * height

    left, right = at(-0.2, 0)[0], at(0.2, 0)[0]
    pen.rounded_rectangle((left, at(0, 0.36)[1], right, bottom), unit * 0.1, fill=_FIGURE)
    pen.rectangle((left, at(0, 0.6)[1], right, bottom), fill=_FIGURE)
    for side in (-1, 1):
        pen.circle(at(side * 0.17, 0.42), unit * 0.037, fill=_ARM)
        arm = [at(side * 0.17, 0.42), at(side * 0.27, 0.66), at(side * 0.07, 0.56)]
        pen.line(arm, fill=_ARM, width=round(unit * 0.075), joint="curve")
        x, y = arm[2]
        pen.circle((x, y), unit * 0.055, fill=_HAND)
        x, y = arm[1]
        pen.circle((x, y), unit * 0.037, fill=_ARM)
    x, y = at(0, 0.36)
    neck = unit * 0.05
    pen.rectangle((x - neck, y - height * 0.06, x + neck, y + 4), fill=_FIGURE)
    head_bottom = at(0, 0.335)[1]
    head_top = at(0, _HEAD_TOP + 0.01)[1]
    tall = head_bottom - head_top
    pen.ellipse((middle - tall * 0.39, head_top, middle + tall * 0.39, head_bottom), fill=_FIGURE)

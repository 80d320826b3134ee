"""Pictures that Python draws: cards, moving photos, credits, placeholders. MoviePy clips, rendered
once to a kept intermediate; footage never passes through here.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediakit.film.model import Canvas
from mediakit.plan.model import (
    CardDrawing,
    CreditsDrawing,
    Drawing,
    GroundDrawing,
    LogoDrawing,
    PhotoDrawing,
    PlaceholderDrawing,
)
from mediakit.render.credits import paged, rolling
from mediakit.render.ground import ACCENT, INK, SOFT_INK, middle_of, quiet_ground, still, unit_of
from mediakit.render.photos import logo, opened, photo
from mediakit.render.typesetting import fitted

if TYPE_CHECKING:
    from PIL.Image import Image

DRAWER = 2
"""Counts up whenever the same drawing would come out differently by what stands in this module, in
`ground`, `photos`, `credits` or `typesetting`: it is part of the key of every drawing."""


def frames_of(drawing: Drawing, files: Mapping[str, Path]) -> Iterator[bytes]:
    """The drawing's frames as raw RGB, in order; `files` finds a photo by its fingerprint."""
    clip = picture_clip(drawing, files)
    rate = float(drawing.canvas.rate)
    for frame in range(drawing.frames):
        yield clip.get_frame(frame / rate).tobytes()


def picture_clip(drawing: Drawing, files: Mapping[str, Path]) -> Any:  # noqa: ANN401 - MoviePy has no types
    """The drawing as a MoviePy clip, without a length."""
    match drawing:
        case CardDrawing(picture=picture):
            return still(_card_with_picture(drawing, files[picture]) if picture else _card(drawing))
        case PlaceholderDrawing(label=label):
            return still(_placeholder(drawing.canvas, label))
        case GroundDrawing(canvas=canvas):
            return still(quiet_ground(canvas))
        case LogoDrawing():
            return still(logo(drawing, files[drawing.source]))
        case PhotoDrawing():
            return photo(drawing, files[drawing.source])
        case CreditsDrawing():
            return paged(drawing) if drawing.pages else rolling(drawing)


def _card(drawing: CardDrawing) -> "Image":
    """Title in the middle, a short gold rule, the smaller line under it."""
    image = quiet_ground(drawing.canvas)
    _titled(image, drawing, 0.56 if drawing.text else 0.6, high=0.42)
    return image


def _card_with_picture(drawing: CardDrawing, path: Path) -> "Image":
    """A picture above the title, which has less room."""
    from PIL import Image, ImageOps

    room = drawing.room
    image = quiet_ground(drawing.canvas)
    most = (round(room.width * 0.8), round(room.height * 0.44))
    picture = ImageOps.contain(opened(path), most, Image.Resampling.LANCZOS)
    middle, _ = middle_of(room)
    centre = room.y + room.height * 0.29
    image.paste(picture, (round(middle - picture.width / 2), round(centre - picture.height / 2)))
    _titled(image, drawing, 0.74 if drawing.text else 0.78, high=0.18)
    return image


def _titled(image: "Image", drawing: CardDrawing, foot: float, *, high: float) -> None:
    """Write the title, `high` at most and standing on `foot`, both as parts of the room's height,
    with the rule and the smaller line under it.
    """
    from PIL import ImageDraw

    room, unit = drawing.room, unit_of(drawing.canvas)
    pen = ImageDraw.Draw(image)
    middle, _ = middle_of(room)
    lines, font = fitted(
        drawing.title, (room.width * 0.8, room.height * high), unit * 1.15, weight=600
    )
    stands = room.y + room.height * foot
    pen.multiline_text(
        (middle, stands), lines, INK, font, anchor="md", align="center", spacing=font.size / 3
    )
    rule = stands + unit * 0.45
    pen.rounded_rectangle(
        (middle - unit * 0.9, rule, middle + unit * 0.9, rule + unit * 0.1), unit * 0.05, ACCENT
    )
    if drawing.text:
        left = room.height * (0.2 if high > 0.2 else 0.12)
        lines, font = fitted(drawing.text, (room.width * 0.8, left), unit * 0.52, weight=400)
        top = (middle, rule + unit * (0.6 if high > 0.2 else 0.35))
        pen.multiline_text(
            top, lines, SOFT_INK, font, anchor="ma", align="center", spacing=font.size / 3
        )


def _placeholder(canvas: Canvas, label: str) -> "Image":
    """A figure's outline in a plain box that says whose place this is."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (canvas.width, canvas.height), (52, 66, 96))
    pen = ImageDraw.Draw(image)
    unit, middle = canvas.width / 10, canvas.width / 2
    shade = (96, 114, 150)
    pen.ellipse((middle - unit * 1.4, unit * 2, middle + unit * 1.4, unit * 5), fill=shade)
    pen.rounded_rectangle(
        (middle - unit * 2.8, unit * 5.6, middle + unit * 2.8, unit * 14), unit * 1.6, fill=shade
    )
    text = f"BSL interpreter\nstill to come\n({label})"
    lines, font = fitted(text, (canvas.width * 0.88, canvas.height * 0.28), unit * 0.95, 500)
    pen.rectangle((0, canvas.height * 0.66, canvas.width, canvas.height), fill=(24, 40, 72))
    centre = (middle, canvas.height * 0.83)
    pen.multiline_text(centre, lines, INK, font, anchor="mm", align="center", spacing=font.size / 3)
    return image

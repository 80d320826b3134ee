"""Pictures that Python draws: cards, moving photos, credits, placeholders. MoviePy clips, rendered
once to a kept intermediate; footage never passes through here.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediakit.errors import BadInput
from mediakit.film.model import Canvas
from mediakit.media.stills import still_picture
from mediakit.plan.graph import PLAIN
from mediakit.plan.model import (
    CardDrawing,
    CreditsDrawing,
    Drawing,
    GroundDrawing,
    PhotoDrawing,
    PlaceholderDrawing,
)
from mediakit.render.typesetting import fitted, lexend, wrapped
from mediakit.signing.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageFont import FreeTypeFont

DRAWER = 1
"""Counts up whenever the same drawing would come out differently by what stands in this module or
in `typesetting`: it is part of the key of every drawing."""

GROUND_TOP, GROUND_BOTTOM = (24, 40, 72), PLAIN
"""The night blue behind titles; white on it has a contrast over 12:1 (WCAG 1.4.6 asks 7:1)."""
INK, SOFT_INK, ACCENT = (255, 255, 255), (205, 216, 235), (255, 199, 89)

SLOW_ZOOM = 0.08
"""How much closer the camera comes to a photo from its first to its last frame."""

_SAME_SHAPE = 0.02
"""Difference in width over height up to which a photo may fill the picture."""


def frames_of(drawing: Drawing, files: Mapping[str, Path]) -> Iterator[bytes]:
    """The drawing's frames as raw RGB, in order; `files` finds a photo by its fingerprint."""
    clip = picture_clip(drawing, files)
    rate = float(drawing.canvas.rate)
    for frame in range(drawing.frames):
        yield clip.get_frame(frame / rate).tobytes()


def picture_clip(drawing: Drawing, files: Mapping[str, Path]) -> Any:  # noqa: ANN401 - MoviePy has no types
    """The drawing as a MoviePy clip, without a length."""
    match drawing:
        case CardDrawing():
            return _still(_card(drawing))
        case PlaceholderDrawing(label=label):
            return _still(_placeholder(drawing.canvas, label))
        case GroundDrawing(canvas=canvas):
            return _still(quiet_ground(canvas))
        case PhotoDrawing():
            return _photo(drawing, files[drawing.source])
        case CreditsDrawing():
            return _credits(drawing)


def _still(image: "Image") -> Any:  # noqa: ANN401
    import numpy as np
    from moviepy import ImageClip

    return ImageClip(np.asarray(image))


def quiet_ground(canvas: Canvas) -> "Image":
    """A quiet ground: night blue, a little lighter at the top."""
    from PIL import Image

    strip = Image.linear_gradient("L").resize((canvas.width, canvas.height))
    top = Image.new("RGB", strip.size, GROUND_TOP)
    bottom = Image.new("RGB", strip.size, GROUND_BOTTOM)
    return Image.composite(bottom, top, strip)


def _middle(room: Box) -> tuple[float, float]:
    return room.x + room.width / 2, room.y + room.height / 2


def _unit(canvas: Canvas) -> float:
    """A length that sizes of type and spaces are counted in: 80 pixels at 1280x720 and at 720x1280,
    which are seen on the same screens.
    """
    short, long = sorted((canvas.width, canvas.height))
    return min(long / 16, short / 9)


def _card(drawing: CardDrawing) -> "Image":
    """Title in the middle, a short gold rule, the smaller line under it."""
    from PIL import ImageDraw

    room, unit = drawing.room, _unit(drawing.canvas)
    image = quiet_ground(drawing.canvas)
    pen = ImageDraw.Draw(image)
    middle, _ = _middle(room)
    title_box = (room.width * 0.8, room.height * 0.42)
    lines, font = fitted(drawing.title, title_box, unit * 1.15, weight=600)
    foot = room.y + room.height * (0.56 if drawing.text else 0.6)
    pen.multiline_text(
        (middle, foot), lines, INK, font, anchor="md", align="center", spacing=font.size / 3
    )
    rule = foot + unit * 0.45
    pen.rounded_rectangle(
        (middle - unit * 0.9, rule, middle + unit * 0.9, rule + unit * 0.1), unit * 0.05, ACCENT
    )
    if drawing.text:
        text_box = (room.width * 0.8, room.height * 0.2)
        lines, font = fitted(drawing.text, text_box, unit * 0.52, weight=400)
        top = (middle, rule + unit * 0.6)
        pen.multiline_text(
            top, lines, SOFT_INK, font, anchor="ma", align="center", spacing=font.size / 3
        )
    return image


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


def _photo(drawing: PhotoDrawing, path: Path) -> Any:  # noqa: ANN401
    """The photo over itself blurred; if it moves, the camera comes slowly closer, and the photo
    is as large as it can be, still whole, in the last frame.
    """
    import numpy as np
    from moviepy import VideoClip

    canvas = drawing.canvas
    if not drawing.moving:
        return _still(_photo_scene(drawing, path, 1.0))
    # The scene is as much larger as the camera comes closer, so that it is never enlarged.
    scene = _photo_scene(drawing, path, 1 + SLOW_ZOOM)
    last = max(1, drawing.frames - 1) / float(canvas.rate)

    def draw(t: float) -> Any:  # noqa: ANN401
        """The picture after `t` seconds."""
        from PIL import Image

        closeness = 1 + SLOW_ZOOM * min(1.0, t / last)
        width, height = scene.width / closeness, scene.height / closeness
        left, top = (scene.width - width) / 2, (scene.height - height) / 2
        box = (left, top, left + width, top + height)
        size = (canvas.width, canvas.height)
        return np.asarray(scene.resize(size, Image.Resampling.BICUBIC, box=box))

    return VideoClip(draw, duration=last + 1)


def _photo_scene(drawing: PhotoDrawing, path: Path, scale: float) -> "Image":
    """The upright photo on its own blurred picture, the canvas `scale` times as large around it:
    whole, where a signer leaves room. One that has the shape of the canvas fills it if it may.
    """
    from PIL import Image, ImageEnhance, ImageFilter, ImageOps

    photo = still_picture(path)
    if photo is None:
        raise BadInput("The picture cannot be opened", str(path), "Save it again as JPEG or PNG.")
    canvas = drawing.canvas
    size = (round(canvas.width * scale), round(canvas.height * scale))
    same_shape = abs(photo.width / photo.height - canvas.width / canvas.height) < _SAME_SHAPE
    room = drawing.room
    if same_shape and (room.width, room.height) == (canvas.width, canvas.height):
        return ImageOps.fit(photo, size, Image.Resampling.LANCZOS)
    small = ImageOps.fit(photo, (size[0] // 8, size[1] // 8)).filter(ImageFilter.GaussianBlur(8))
    ground = ImageEnhance.Brightness(small.resize(size, Image.Resampling.BICUBIC)).enhance(0.55)
    whole = ImageOps.contain(photo, (room.width, room.height), Image.Resampling.LANCZOS)
    middle, centre = _middle(room)
    left = size[0] / 2 + middle - canvas.width / 2 - whole.width / 2
    top = size[1] / 2 + centre - canvas.height / 2 - whole.height / 2
    ground.paste(whole, (round(left), round(top)))
    return ground


def _credits(drawing: CreditsDrawing) -> Any:  # noqa: ANN401
    """The roll rises from below its room until its end can be read."""
    import numpy as np
    from moviepy import VideoClip

    canvas, room = drawing.canvas, drawing.room
    ground, roll = quiet_ground(canvas), _roll(drawing)
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


def _rows(drawing: CreditsDrawing) -> Iterator[_Row]:
    """Every line; "Role: Name" has the role smaller, above the name."""
    unit, width = _unit(drawing.canvas), drawing.room.width * 0.84
    role_font, name_font = lexend(unit * 0.36), lexend(unit * 0.6, weight=600)
    for line in drawing.lines:
        role, separator, name = line.partition(":")
        if separator and name.strip():
            yield _Row(wrapped(role.strip(), role_font, width), role_font, SOFT_INK, unit * 0.55)
        shown = wrapped(name.strip() or line.strip(), name_font, width)
        yield _Row(shown, name_font, INK, unit * (1.2 + 0.75 * shown.count("\n")))


def _roll(drawing: CreditsDrawing) -> "Image":
    """All lines on one tall see-through picture, as wide as their room."""
    from PIL import Image, ImageDraw

    rows = list(_rows(drawing))
    height = max(1, round(sum(row.step for row in rows)))
    roll = Image.new("RGBA", (drawing.room.width, height), (0, 0, 0, 0))
    pen = ImageDraw.Draw(roll)
    top = 0.0
    for row in rows:
        place = (roll.width / 2, top)
        pen.multiline_text(place, row.text, row.ink, row.font, anchor="ma", align="center")
        top += row.step
    return roll

"""A photo, and how the camera moves over it."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediakit.errors import BadInput
from mediakit.media.stills import seen_through, still_picture
from mediakit.plan.model import LogoDrawing, PhotoDrawing
from mediakit.plan.shot_graph import PLAIN
from mediakit.render.ground import middle_of, still

if TYPE_CHECKING:
    from PIL.Image import Image

SLOW_ZOOM = 0.08
"""How much closer the camera comes to a photo from its first to its last frame."""

_SAME_SHAPE = 0.02
"""Difference in width over height up to which a photo may fill the picture."""


LEAST_ACROSS = 1.15
"""How many times as large as its room a photo is at least that the camera moves across. [own]"""


def photo(drawing: PhotoDrawing, path: Path) -> Any:  # noqa: ANN401 - MoviePy has no types
    """The photo with its movement."""
    match drawing.movement:
        case "none":
            return still(_photo_scene(drawing, path, 1.0))
        case "slow":
            return _closer(drawing, path)
        case "across":
            return _across(drawing, path)


def opened(path: Path) -> "Image":
    """The still in `path`, upright."""
    picture = still_picture(path)
    if picture is None:
        raise BadInput("The picture cannot be opened", str(path), "Save it again as JPEG or PNG.")
    return picture


def logo(drawing: LogoDrawing, path: Path) -> "Image":
    """The still as large as its canvas, or white where it is not see-through."""
    from PIL import Image

    size = (drawing.canvas.width, drawing.canvas.height)
    whole = seen_through(path) or opened(path).convert("RGBA")
    # Pillow weighs colours with how much is seen of them, so no edge takes on what is behind.
    whole = whole.resize(size, Image.Resampling.LANCZOS)
    return (whole.getchannel("A") if drawing.matte else whole).convert("RGB")


def _across(drawing: PhotoDrawing, path: Path) -> Any:  # noqa: ANN401
    """The photo fills its room, and the camera moves over what is too much: of a wide one from left
    to right, of a tall one upwards, to where faces are.
    """
    import numpy as np
    from moviepy import VideoClip
    from PIL import Image

    picture, room = opened(path), drawing.room
    scale = max(room.width / picture.width, room.height / picture.height)
    wide = picture.width * room.height >= picture.height * room.width
    long = picture.width * scale / room.width if wide else picture.height * scale / room.height
    scale *= max(1.0, LEAST_ACROSS / long)
    window = (room.width / scale, room.height / scale)
    # Parts of a pixel, as floats leave them, do not count.
    window = (min(window[0], picture.width), min(window[1], picture.height))
    free = (picture.width - window[0], picture.height - window[1])
    ground = _photo_scene(drawing, path, 1.0)
    last = max(1, drawing.frames - 1) / float(drawing.canvas.rate)

    def draw(t: float) -> Any:  # noqa: ANN401
        """The picture after `t` seconds."""
        way = min(1.0, t / last)
        left, top = (free[0] * way, free[1] / 2) if wide else (free[0] / 2, free[1] * (1 - way))
        right, bottom = left + window[0], top + window[1]
        box = (left, top, min(right, picture.width), min(bottom, picture.height))
        size = (room.width, room.height)
        seen = picture.resize(size, Image.Resampling.BICUBIC, box=box, reducing_gap=2.0)
        image = ground.copy()
        image.paste(seen, (room.x, room.y))
        return np.asarray(image)

    return VideoClip(draw, duration=last + 1)


def _closer(drawing: PhotoDrawing, path: Path) -> Any:  # noqa: ANN401
    """The photo over itself blurred; the camera comes slowly closer, and the photo is as large as
    it can be, still whole, in the last frame.
    """
    import numpy as np
    from moviepy import VideoClip

    canvas = drawing.canvas
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
    """The upright photo on its ground, the canvas `scale` times as large around it: whole, where
    a signer leaves room. One that has the shape of the canvas fills it if it may.
    """
    from PIL import Image, ImageOps

    photo = opened(path)
    canvas = drawing.canvas
    size = (round(canvas.width * scale), round(canvas.height * scale))
    same_shape = abs(photo.width / photo.height - canvas.width / canvas.height) < _SAME_SHAPE
    room = drawing.room
    if same_shape and (room.width, room.height) == (canvas.width, canvas.height):
        return ImageOps.fit(photo, size, Image.Resampling.LANCZOS)
    plain = drawing.ground == "plain"
    ground = Image.new("RGB", size, PLAIN) if plain else _blurred(photo, size)
    whole = ImageOps.contain(photo, (room.width, room.height), Image.Resampling.LANCZOS)
    middle, centre = middle_of(room)
    left = size[0] / 2 + middle - canvas.width / 2 - whole.width / 2
    top = size[1] / 2 + centre - canvas.height / 2 - whole.height / 2
    ground.paste(whole, (round(left), round(top)))
    return ground


def _blurred(photo: "Image", size: tuple[int, int]) -> "Image":
    from PIL import Image, ImageEnhance, ImageFilter, ImageOps

    small = ImageOps.fit(photo, (size[0] // 8, size[1] // 8)).filter(ImageFilter.GaussianBlur(8))
    return ImageEnhance.Brightness(small.resize(size, Image.Resampling.BICUBIC)).enhance(0.55)

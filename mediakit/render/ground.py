"""What all drawn pictures have in common: the ground, the inks, and what sizes are counted in."""

from typing import TYPE_CHECKING, Any

from mediakit.film.model import Canvas
from mediakit.plan.shot_graph import PLAIN
from mediakit.signing.geometry import Box

if TYPE_CHECKING:
    from PIL.Image import Image

GROUND_TOP, GROUND_BOTTOM = (24, 40, 72), PLAIN
"""The night blue behind titles; white on it has a contrast over 12:1 (WCAG 1.4.6 asks 7:1)."""
INK, SOFT_INK, ACCENT = (255, 255, 255), (205, 216, 235), (255, 199, 89)


def quiet_ground(canvas: Canvas) -> "Image":
    """A quiet ground: night blue, a little lighter at the top."""
    from PIL import Image

    strip = Image.linear_gradient("L").resize((canvas.width, canvas.height))
    top = Image.new("RGB", strip.size, GROUND_TOP)
    bottom = Image.new("RGB", strip.size, GROUND_BOTTOM)
    return Image.composite(bottom, top, strip)


def middle_of(room: Box) -> tuple[float, float]:
    """The middle of a part of the picture, in pixels."""
    return room.x + room.width / 2, room.y + room.height / 2


def unit_of(canvas: Canvas) -> float:
    """A length that sizes of type and spaces are counted in: 80 pixels at 1280x720 and at 720x1280,
    which are seen on the same screens.
    """
    short, long = sorted((canvas.width, canvas.height))
    return min(long / 16, short / 9)


def still(image: "Image") -> Any:  # noqa: ANN401 - MoviePy has no types
    """A picture that does not move."""
    import numpy as np
    from moviepy import ImageClip

    return ImageClip(np.asarray(image))

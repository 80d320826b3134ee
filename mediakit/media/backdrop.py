"""The colour of the screen that someone stands in front of, if it is a green or a blue one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mediakit.media.frames import picture_at
from mediakit.media.model import Media

if TYPE_CHECKING:
    from PIL.Image import Image

_LOOKS = (0.1, 0.3, 0.5, 0.7, 0.9)
"""Places in the film where it is looked at, as parts of its length."""

_SIZE = (160, 120)
"""Pixels that a look is made small to: enough for a backdrop, and noise averages out."""

_BAND = 0.06
"""Width of the strips at the edges that are looked at, as a part of the picture: signers reach
well out, but seldom to the very edge. The bottom edge, where clothes and floor are, is left out."""

_HUES = {"green": (70, 165), "blue": (170, 260)}
"""Degrees on the colour circle (HSV) in which green and blue screens lie, however they are lit.
Measured: a keyed green 113; the blue screens of the GRID recordings 180 to 214, median 190."""

_SATURATION = 0.3
"""Least saturation (HSV, of 1) of a screen. Measured: blue screens 0.3 to 0.8 from their darkest
corner to their middle; the light walls of an office, which are bluish too, 0.1 to 0.15."""

_BRIGHTNESS = 0.15
"""Least brightness (HSV, of 1): below it, a camera's hue is noise."""

_EVEN = 0.9
"""Share of the edge that must be of one hue: a hand or a lamp may reach into it."""

_MOSTLY = 0.75
"""Share of the looks that must show the screen: a title or a fade may stand at one end."""


def backdrop_colour(media: Media) -> str | None:
    """The screen's colour as "0xRRGGBB"; None if the edges are not one even green or blue.

    Measured at the top and the upper sides of a few pictures of the film.
    """
    if media.picture is None:
        return None
    looks = (0.0,) if media.kind == "photo" else _LOOKS
    edges = [_edges(picture_at(media.path, int(media.duration_ms * look))) for look in looks]
    for low, high in _HUES.values():
        screens = [colours[_is_screen(shades, low, high)] for colours, shades in edges]
        even = [
            screen
            for screen, (colours, _) in zip(screens, edges, strict=True)
            if len(screen) >= _EVEN * len(colours)
        ]
        if len(even) >= _MOSTLY * len(looks):
            red, green, blue = np.median(np.concatenate(even), axis=0).astype(int)
            return f"0x{red:02X}{green:02X}{blue:02X}"
    return None


def _edges(picture: Image) -> tuple[NDArray[np.uint8], NDArray[np.uint8]]:
    """The pixels of the strips at the edges, as rows of RGB and as rows of HSV, of 255."""
    small = picture.resize(_SIZE)
    return _strips(np.asarray(small)), _strips(np.asarray(small.convert("HSV")))


def _strips(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    height, width = pixels.shape[:2]
    deep, wide = int(height * _BAND), int(width * _BAND)
    # The upper two thirds of the sides: below them, elbows and chairs reach the edge.
    tall = height * 2 // 3
    strips = (pixels[:deep, :], pixels[deep:tall, :wide], pixels[deep:tall, -wide:])
    return np.concatenate([strip.reshape(-1, 3) for strip in strips])


def _is_screen(shades: NDArray[np.uint8], low: float, high: float) -> NDArray[np.bool_]:
    hue, saturation, brightness = shades.astype(np.float64).T / 255
    right = (hue * 360 >= low) & (hue * 360 <= high)
    found: NDArray[np.bool_] = right & (saturation >= _SATURATION) & (brightness >= _BRIGHTNESS)
    return found

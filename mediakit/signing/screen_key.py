"""A person cut out from before a green or a blue screen, by the screen's own colours.

No screen is lit evenly, and no camera sees it evenly. So the screen is not one colour here but a
`Plate`: what the camera would see with nobody before it, place by place, measured in a picture of
the recording, with how far the screen itself strays from it. What strays further is the person.

Pictures are RGB of 255, as arrays of height, width and channel; mattes are arrays of height and
width, 255 where the person is and 0 where the screen is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from mediakit.signing.areas import blocks, edges, nearby, reached, share, stretched

Picture = NDArray[np.uint8]
Floats = NDArray[np.float32]
Marks = NDArray[np.bool_]

_REDUCED = 180
"""Pixels across in which the plate is measured: light on a screen changes slowly."""

_SCREEN_HUES = (70, 260)
"""Degrees on the colour circle (HSV): the green and the blue of `media.backdrop`, and what cameras
with a wrong white balance make of them. Measured: GRID's blue screen is at 150 to 214."""

_SCREEN_SATURATION, _SCREEN_BRIGHTNESS = 0.12, 0.12
"""Least values (HSV, of 1). Measured: the greyest corner of GRID's screens is at 0.15."""

_LIGHT = (0.9, 1.08)
"""How much darker and brighter than the plate the screen may be: creases and soft shadows. Wider,
a dark shirt before a greyish screen would pass for its shadow."""

_ROUNDS = 8
"""How often the plate is fitted, and the screen found that it fits. The last ones change nothing
in any of the recordings looked at."""

_LEAST_SPREAD, _MOST_SPREAD = 6.0, 30.0
"""Bounds (of 255) of how far a screen strays from its plate: video noise alone comes to 6, and a
plate that is further off than 30 is none."""

_CHANGED = 0.15
"""Share of the picture's edge that may turn from screen into something else before the plate is
measured anew: the light was changed, or the recording was joined from several."""

_EDGE = 3
"""Pixels on either side of the outline in which a pixel can show both the person and the screen."""

_SOFTEST, _SOLID = 0.85, 0.35
"""Part of the difference between person and screen from which a pixel is all person: at the outline
and inside it, where only the screen seen through hair is less."""


@dataclass(frozen=True, slots=True, eq=False)
class Plate:
    """What the camera sees of the screen: `colours` at every pixel, `spread` the distance (of 255)
    within which the screen stays, `border` the share of the picture's edge that was screen.
    """

    colours: Floats
    spread: float
    border: float


def measure_plate(picture: Picture) -> Plate | None:
    """The plate of a picture; None if its edges show no green or blue.

    Begins at the picture's edges, where people seldom are, and goes on from there as far as the
    colour changes slowly. Behind the person the plate is what its surroundings lead to.
    """
    factor = max(1, picture.shape[1] // _REDUCED)
    small = blocks(picture, factor)
    likely = _likely(small)
    screen = likely & edges(small.shape[:2])
    if share(screen, edges(small.shape[:2])) < 0.5:
        return None
    plate = small
    for n in range(_ROUNDS):
        plate = _surface(small, screen, degree=1 if n < 2 else 2)
        away = _distance(small, plate)
        limit = np.clip(6 * np.median(away[screen]), _LEAST_SPREAD, _MOST_SPREAD)
        near = nearby(screen, max(2, small.shape[0] // 12)) > 0
        # Corners are darkest, and people seldom there.
        screen = (away < np.where(edges(small.shape[:2]), 2 * limit, limit)) & near & likely
    colours = stretched(plate, picture.shape[0], picture.shape[1])
    sure = stretched(_inner(screen)[..., None], picture.shape[0], picture.shape[1])[..., 0] > 0.99
    away = _distance(picture, colours)
    spread = float(np.clip(np.quantile(away[sure], 0.995), _LEAST_SPREAD, _MOST_SPREAD))
    return Plate(colours, spread, share(away < spread, edges(away.shape)))


def fits(picture: Picture, plate: Plate) -> bool:
    """False if the edges of the picture have left the plate."""
    few = (slice(None, None, 4), slice(None, None, 4))
    away = _distance(picture[few], plate.colours[few])
    return share(away < plate.spread, edges(away.shape)) >= plate.border - _CHANGED


def key(picture: Picture, plate: Plate) -> Picture:
    """The matte of a picture: what is not screen, with a soft edge, without specks and holes."""
    away = _distance(picture, plate.colours)
    person = _tidied(away > plate.spread)
    deep = nearby(~person, _EDGE) == 0
    # A pixel of the outline shows the person and the screen mixed: how far it is from the screen,
    # measured by how far the person beside it is, tells how much of it is person.
    beside = _beside(away, deep)
    full = np.maximum(np.where(deep, _SOLID, _SOFTEST) * beside, plate.spread + 8)
    soft = np.clip((away - plate.spread) / (full - plate.spread), 0, 1)
    return _without_rim((np.where(person, soft, 0) * 255 + 0.5).astype(np.uint8))


def mattes(pictures: Iterable[Picture]) -> Iterator[Picture]:
    """The mattes of the pictures of a recording, in order. A picture without a screen, before the
    first that has one, is kept whole.
    """
    plate: Plate | None = None
    for picture in pictures:
        if plate is None or not fits(picture, plate):
            plate = measure_plate(picture) or plate
        yield key(picture, plate) if plate else np.full(picture.shape[:2], 255, np.uint8)


def _likely(small: Floats) -> Marks:
    """Where the colour could be a screen's."""
    red, green, blue = small[..., 0], small[..., 1], small[..., 2]
    most, least = small.max(axis=-1), small.min(axis=-1)
    range_ = np.maximum(most - least, 1e-3)
    hue = np.select(
        [most == red, most == green],
        [((green - blue) / range_) % 6, (blue - red) / range_ + 2],
        (red - green) / range_ + 4,
    )
    low, high = _SCREEN_HUES
    found: Marks = (
        (hue * 60 >= low)
        & (hue * 60 <= high)
        & (range_ >= _SCREEN_SATURATION * most)
        & (most >= _SCREEN_BRIGHTNESS * 255)
    )
    return found


def _surface(small: Floats, screen: Marks, *, degree: int) -> Floats:
    """A smooth surface through the colours of the screen, bent to them where there are any."""
    terms = _terms(small.shape[0], small.shape[1], degree)
    marks = screen.reshape(-1)
    factors = np.linalg.lstsq(terms[marks], small.reshape(-1, 3)[marks], rcond=None)[0]
    surface = (terms @ factors).reshape(small.shape).astype(np.float32)
    for part in (4, 12, 24):
        radius = max(1, small.shape[0] // part)
        found = nearby(screen, radius)
        bent = nearby((small - surface) * screen[..., None], radius)
        trust = np.clip(found / (0.15 * (2 * radius + 1) ** 2), 0, 1)
        surface = surface + (bent / np.maximum(found, 1)[..., None] * trust[..., None])
    return surface


def _terms(height: int, width: int, degree: int) -> Floats:
    down, across = np.meshgrid(
        np.linspace(-1, 1, height, dtype=np.float32),
        np.linspace(-1, 1, width, dtype=np.float32),
        indexing="ij",
    )
    powers = [(i, j) for i in range(degree + 1) for j in range(degree + 1 - i)]
    return np.stack([across**i * down**j for i, j in powers], axis=-1).reshape(height * width, -1)


def _distance(picture: Picture | Floats, plate: Floats) -> Floats:
    """How far each pixel is from the screen behind it, in the light that suits it best."""
    red, green, blue = (np.ascontiguousarray(picture[..., n], dtype=np.float32) for n in range(3))
    p_red, p_green, p_blue = (np.ascontiguousarray(plate[..., n]) for n in range(3))
    # One colour after the other: numpy is slow along an axis as short as three.
    power = p_red * p_red + p_green * p_green + p_blue * p_blue
    light = (red * p_red + green * p_green + blue * p_blue) / np.maximum(power, 1)
    np.clip(light, *_LIGHT, out=light)
    red, green, blue = red - light * p_red, green - light * p_green, blue - light * p_blue
    away: Floats = np.sqrt(red * red + green * green + blue * blue)
    return away


def _inner(screen: Marks) -> Floats:
    """The screen without what lies at its outline, where hair and soft edges are."""
    return np.asarray(nearby(~screen, 3) == 0, dtype=np.float32)


def _tidied(person: Marks) -> Marks:
    """Without pin holes in the person, specks on the screen, and what is nowhere as thick as a
    finger: the rim of a wall, a cable.
    """
    width = max(1, person.shape[0] // 100)
    around = nearby(person, width) / (2 * width + 1) ** 2
    person = np.where(person, around > 0.25, around > 0.75)
    thick = nearby(person, width) >= 0.9 * (2 * width + 1) ** 2
    return reached(thick, person)


def _beside(away: Floats, deep: Marks) -> Floats:
    """How far the person is from the screen, around each pixel."""
    height, width = away.shape
    factor = max(1, width // _REDUCED)
    solid, known = blocks(away * deep, factor)[..., 0], blocks(deep, factor)[..., 0]
    radius = max(1, solid.shape[0] // 24)
    total, weight = nearby(solid, radius), nearby(known, radius)
    everywhere = float(away[deep].mean()) if deep.any() else 255.0
    mean = np.where(weight > 1e-3, total / np.maximum(weight, 1e-3), everywhere)
    return stretched(mean[..., None], height, width)[..., 0]


def _without_rim(matte: Picture) -> Picture:
    """Cameras leave dark or torn lines at the very edge: there, what is next to it holds."""
    rim, foot = max(2, matte.shape[0] // 48), max(2, matte.shape[0] // 72)
    return np.pad(matte[rim:-foot, rim:-rim], ((rim, foot), (rim, rim)), mode="edge")

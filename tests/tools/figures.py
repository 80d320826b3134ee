"""A drawn person before a drawn screen, so that the true matte is known to every pixel."""

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

SIZE = (320, 240)
BLUE, GREEN = (30, 130, 190), (60, 190, 70)

_FINE = 4
"""The figure is drawn this many times larger and made small: so its outline is soft."""


def matte_of_figure(across: float = 0.0, *, raised: bool = False) -> NDArray[np.float32]:
    """Head, shoulders and arms as a matte of 0 to 1; `across` moves it by parts of the width,
    `raised` lifts a hand with a gap between arm and head.
    """
    width, height = SIZE[0] * _FINE, SIZE[1] * _FINE
    image = Image.new("L", (width, height))
    pen = ImageDraw.Draw(image)
    middle = width * (0.5 + across)
    unit = height / 12
    pen.ellipse((middle - unit, unit * 2, middle + unit, unit * 4.6), 255)
    pen.rectangle((middle - unit * 0.4, unit * 4, middle + unit * 0.4, unit * 6), 255)
    pen.rounded_rectangle(
        (middle - unit * 2.4, unit * 5.4, middle + unit * 2.4, height * 1.2), unit, 255
    )
    if raised:
        elbow, hand = (middle + unit * 3.4, unit * 7.5), (middle + unit * 3, unit * 3)
        pen.line([(middle + unit * 2, unit * 6), elbow, hand], 255, round(unit * 0.7), "curve")
    return np.asarray(image.resize(SIZE, Image.Resampling.BOX), dtype=np.float32) / 255


def filmed(
    matte: NDArray[np.float32],
    screen: tuple[int, int, int] = BLUE,
    *,
    uneven: float = 0.5,
    noise: float = 3.0,
    seed: int = 1,
) -> NDArray[np.uint8]:
    """The figure before a screen of which one corner gets only 1 - `uneven` of the light, with
    video noise of that standard deviation (of 255).
    """
    height, width = matte.shape
    down, across = np.mgrid[0:height, 0:width] / np.array([height, width])[:, None, None]
    light = 1 - uneven * (0.6 * across**2 + 0.4 * down)
    ground = light[..., None] * np.array(screen, dtype=np.float32)
    person = np.where(down[..., None] < 0.45, (205, 150, 120), (45, 40, 50))
    mixed = matte[..., None] * person + (1 - matte[..., None]) * ground
    grain = np.random.default_rng(seed).normal(0, noise, mixed.shape)
    return np.clip(mixed + grain + 0.5, 0, 255).astype(np.uint8)


def left_and_lost(matte: NDArray[np.uint8], true: NDArray[np.float32]) -> tuple[float, float]:
    """Percent of the background that a matte leaves, and percent of the person that it loses.
    Pixels that are partly both count on neither side.
    """
    found = matte / 255
    background, person = true == 0, true == 1
    return 100 * float(found[background].mean()), 100 * float(1 - found[person].mean())

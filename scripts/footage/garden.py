"""A place without speech: a community garden under the hills, with clouds and swaying flowers."""

from functools import lru_cache

import numpy as np
from PIL import Image

from footage.brush import Brush, oval
from footage.moving import Moving, moving
from footage.places import cloud, hill

SIZE = (1280, 720)
_FLOWERS = ("#d9644a", "#e0a43a", "#8c5a8c", "#f3efe0", "#c2577a")
_TURNS = 24
"""Pictures of a flower's way from one side to the other."""


def garden(seconds: float, size: tuple[int, int]) -> Moving:
    """The garden as a MoviePy clip."""
    unit = size[0] / SIZE[0]
    back, front = _far(size), _near(size)
    clouds = [(_cloud(s * unit), x, y, speed) for s, x, y, speed in _CLOUDS]
    flowers = _Flowers(unit)

    def frame_at(at: float) -> Image.Image:
        frame = back.copy()
        for sprite, x, y, speed in clouds:
            _float(frame, sprite, (x + speed * at) * unit, y * unit)
        frame.paste(front, (0, 0), front)
        flowers.put(frame, at)
        return frame

    return moving(frame_at, seconds)


_CLOUDS = ((1.3, 140.0, 92.0, 9.0), (0.9, 560.0, 60.0, 6.0), (1.1, 930.0, 130.0, 7.5))


def _far(size: tuple[int, int]) -> Image.Image:
    brush = Brush(SIZE, size[0] / SIZE[0], fine=2)
    brush.fade((0, 0, 1280, 460), "#8cc6e2", "#eef4e4")
    brush.soft_tint("#fff3c9c0", brush.shape_mask(oval((1010, 120), (92, 92))), 22)
    brush.ellipse((1010, 120), (48, 48), "#fff0bd")
    return brush.done().convert("RGB").crop((0, 0, *size))


def _near(size: tuple[int, int]) -> Image.Image:
    brush = Brush(SIZE, size[0] / SIZE[0], fine=2)
    for number, (colour, level, rise) in enumerate((
        ("#aec6d4", 300, 120), ("#93b6ae", 340, 90), ("#7fa788", 392, 60), ("#6d9a66", 430, 30),
    )):  # fmt: skip
        skyline = hill(0, 1280, level, rise, number + 40)
        brush.polygon([*skyline, (1300, 740), (-20, 740)], colour)
    _walls(brush)
    brush.fade((0, 470, 1280, 720), "#86b36a", "#5f9150")
    _greenhouse(brush, (880, 470))
    _tree(brush, (190, 492))
    _path(brush)
    _fence(brush, 470)
    _bed(brush, (90, 600), 400)
    _bed(brush, (800, 618), 420)
    return brush.done().crop((0, 0, *size))


def _walls(brush: Brush) -> None:
    for x0, y0, x1, y1 in ((330, 400, 520, 366), (520, 366, 700, 412), (980, 404, 1190, 380)):
        brush.limb([(x0, y0), ((x0 + x1) / 2, (y0 + y1) / 2 - 6), (x1, y1)], (3, 3, 3), "#8d9c86")
    for x, y in ((420, 420), (452, 428), (480, 416), (1080, 424), (1110, 418)):
        brush.ellipse((x, y), (9, 6), "#f4f1e6")
        brush.ellipse((x + 8, y - 3), (4, 4), "#4d4a47")


def _tree(brush: Brush, at: tuple[float, float]) -> None:
    x, y = at
    brush.limb([(x, y), (x - 4, y - 80), (x + 2, y - 150)], (30, 20, 16), "#7a5638")
    for dx, dy, radius in ((-60, -170, 62), (0, -220, 76), (62, -172, 64), (4, -150, 70)):
        brush.ellipse((x + dx, y + dy), (radius, radius * 0.9), "#4c8553")
    for dx, dy, radius in ((-40, -196, 34), (26, -236, 38), (66, -186, 28)):
        brush.ellipse((x + dx, y + dy), (radius, radius * 0.8), "#63a066")
    for dx, dy in ((-70, -160), (-20, -200), (30, -160), (70, -200), (0, -250), (-44, -228)):
        brush.ellipse((x + dx, y + dy), (8, 8), "#d9644a")


def _greenhouse(brush: Brush, foot: tuple[float, float]) -> None:
    x, y = foot
    ridge, left, right = (x + 120, y - 160), (x, y - 90), (x + 240, y - 90)
    brush.polygon([(x, y + 40), left, ridge, right, (x + 240, y + 40)], "#d5e9e6")
    brush.polygon(
        [(x + 120, y - 160), (x + 240, y - 90), (x + 240, y + 40), (x + 120, y + 40)], "#c3deda"
    )
    for dx in (0, 60, 120, 180, 240):
        top = y - 90 - 70 * (1 - abs(dx - 120) / 120)
        brush.stroke([(x + dx, top), (x + dx, y + 40)], 5, "#fbf8f0")
    for points in ([left, ridge, right], [left, right], [(x, y - 20), (x + 240, y - 20)]):
        brush.stroke(points, 6, "#fbf8f0")
    for dx in (30, 92, 150, 210):
        brush.ellipse((x + dx, y + 18), (20, 24), "#6fa874")


def _fence(brush: Brush, y: float) -> None:
    for x in (340, 384, 428, 472, 516, 560, 690, 734, 778, 822, 866):
        foot = y + 20
        board = [(x, y - 44), (x + 9, y - 56), (x + 18, y - 44), (x + 18, foot), (x, foot)]
        brush.polygon(board, "#f2e6cf")
    for dy in (-28, 2):
        brush.rounded((330, y + dy, 588, y + dy + 9), 3, "#e4d4b6")
        brush.rounded((680, y + dy, 890, y + dy + 9), 3, "#e4d4b6")


def _path(brush: Brush) -> None:
    brush.blob([(600, 482), (660, 482), (690, 560), (790, 740), (500, 740), (590, 580)], "#e4cfa6")
    for x, y, wide in ((640, 520, 20), (630, 570, 28), (650, 630, 38), (630, 690, 46)):
        brush.ellipse((x, y), (wide, wide * 0.26), "#cdb68a")


def _bed(brush: Brush, at: tuple[float, float], wide: float) -> None:
    x, y = at
    brush.ellipse((x + wide / 2, y + 4), (wide / 2, 30), "#6a4a34")
    brush.rounded((x - 12, y + 2, x + wide + 12, y + 84), 10, "#a9774a")
    brush.rounded((x - 12, y + 2, x + wide + 12, y + 22), 8, "#c08c5a")
    brush.stroke([(x, y + 52), (x + wide, y + 52)], 4, "#8f6239")


def _cloud(size: float) -> Image.Image:
    brush = Brush((220 * size, 110 * size), origin=(110 * size, 60 * size), fine=2)
    cloud(brush, (0, 0), size)
    return brush.done()


def _float(frame: Image.Image, sprite: Image.Image, x: float, y: float) -> None:
    left = int(np.floor(x))
    back = (1, 0, left - x, 0, 1, 0)
    size = (sprite.width + 1, sprite.height)
    moved = sprite.transform(size, Image.Transform.AFFINE, back, Image.Resampling.BILINEAR)
    frame.paste(moved, (left, int(y)), moved)


class _Flowers:
    """Rows of flowers in the beds, each swaying in its own time."""

    def __init__(self, unit: float) -> None:
        random = np.random.default_rng(9)
        self.unit = unit
        self._picture = lru_cache(None)(self._draw)
        self._places = []
        for left, top, wide in ((90, 606, 400), (800, 624, 420)):
            for number in range(11):
                x = left + 18 + number * (wide - 36) / 10
                y = top - 6 + (number % 2) * 16
                size = float(random.uniform(0.85, 1.25))
                kind = int(random.integers(len(_FLOWERS)))
                self._places.append((x, y, round(size, 1), kind, float(random.uniform(0, 6.28))))

    def put(self, frame: Image.Image, at: float) -> None:
        for x, y, size, kind, phase in self._places:
            sway = (
                np.sin(2 * np.pi * 0.35 * at + phase) * 0.7
                + np.sin(2 * np.pi * 0.9 * at + 2 * phase) * 0.3
            )
            step = round((sway + 1) / 2 * (_TURNS - 1))
            sprite = self._picture(size, kind, step)
            left = round(x * self.unit - sprite.width / 2)
            frame.paste(sprite, (left, round(y * self.unit) - sprite.height), sprite)

    def _draw(self, size: float, kind: int, step: int) -> Image.Image:
        lean = (step / (_TURNS - 1) * 2 - 1) * 15
        brush = Brush((90 * size, 130 * size), self.unit, origin=(45 * size, 126 * size), fine=3)
        middle, top = (lean * 0.25 * size, -50 * size), (lean * size, -92 * size)
        brush.limb([(0, 0), middle, top], (6 * size, 5 * size, 4 * size), "#3f7a48")
        for side in (-1, 1):
            tip = (side * 26 * size + lean * 0.3 * size, -46 * size)
            brush.limb([(0, -12 * size), (side * 14 * size, -34 * size), tip],
                       (3 * size, 13 * size, 2 * size), "#4f8a5b")  # fmt: skip
        for turn in range(0, 360, 60):
            angle = np.radians(turn + lean)
            petal = (
                top[0] + 14 * size * float(np.cos(angle)),
                top[1] + 14 * size * float(np.sin(angle)),
            )
            brush.ellipse(petal, (11 * size, 11 * size), _FLOWERS[kind])
        brush.ellipse(top, (8.5 * size, 8.5 * size), "#f6d06a" if kind != 1 else "#8a5a38")
        return brush.done()

"""Where the film is set: a community room, a kitchen corner, a meeting table. Still pictures."""

import numpy as np
from PIL import Image, ImageFilter

from footage.brush import Brush, Mask, Point, curve, oval

_HILLS = ("#b9cfd6", "#9dbcb4", "#86a98c", "#6f9a6a")
_BUNTING = ("#d9644a", "#e0a43a", "#2f6f86", "#8c5a8c", "#5a8f5c")
_LEAF, _LEAF_DARK, _LEAF_LIGHT = "#4f8a5b", "#3c6e4a", "#6fa874"


def community_room(width: int, height: int) -> Image.Image:
    """A warm room with a wide window on hills; made for a wide picture. A little out of focus."""
    brush = Brush((1920, 1080), width / 1920, fine=2, ground="#f3dfc1")
    brush.fade((0, 0, 1920, 800), "#f7e8cf", "#efd4ad")
    _glow(brush, (620, 330), 620)
    brush.rounded((-10, 800, 1930, 1090), 0, "#c9ad86")
    brush.fade((0, 806, 1920, 1080), "#d8bd95", "#b9976c")
    brush.rounded((-10, 788, 1930, 808), 0, "#f6ead6")
    window(brush, (1010, 150, 1560, 660))
    _notice_board(brush, (130, 250))
    bunting(brush, [(-20, 40), (480, 130), (980, 50)])
    bunting(brush, [(980, 50), (1450, 135), (1950, 30)])
    _shelf(brush, (80, 690))
    plant(brush, (1720, 860), 1.5)
    _lamp(brush, (1330, 0))
    return _unsharp(brush, (width, height), 2.6)


def kitchen_corner(width: int, height: int) -> Image.Image:
    """A cosy corner with a picture, shelves and a plant; made for an upright picture."""
    brush = Brush((720, 1280), width / 720, fine=2, ground="#d7e3dd")
    brush.fade((0, 0, 720, 1010), "#e4eee6", "#c9dccf")
    _glow(brush, (200, 300), 420)
    brush.fade((0, 1010, 720, 1280), "#b98d64", "#9c7350")
    brush.rounded((-10, 996, 730, 1016), 0, "#f4efe4")
    _framed_hills(brush, (60, 210, 330, 420))
    for y in (250, 440):
        brush.rounded((430, y, 740, y + 18), 6, "#a97d55")
        brush.rounded((430, y + 18, 740, y + 24), 3, "#8b6443")
    _books(brush, (450, 250), (34, 26, 40, 30, 24))
    _mugs(brush, (610, 440), 1.0)
    brush.rounded((470, 380, 530, 440), 10, "#d9644a")
    _leaves(brush, (500, 384), 0.62)
    bunting(brush, [(-20, 40), (350, 120), (740, 30)], size=0.8)
    plant(brush, (92, 1090), 1.15)
    return _unsharp(brush, (width, height), 1.8)


def meeting_room(width: int, height: int) -> Image.Image:
    """The community room from further away, for two people at a table."""
    brush = Brush((1280, 720), width / 1280, fine=2, ground="#f3dfc1")
    brush.fade((0, 0, 1280, 560), "#f7e8cf", "#f0d6b1")
    _glow(brush, (420, 240), 420)
    brush.fade((0, 560, 1280, 720), "#cfb38b", "#b9976c")
    brush.rounded((-10, 548, 1290, 562), 0, "#f6ead6")
    window(brush, (360, 96, 700, 380))
    bunting(brush, [(-20, 20), (330, 84), (640, 26)], size=0.72)
    bunting(brush, [(640, 26), (960, 84), (1300, 20)], size=0.72)
    _flip_chart(brush, (960, 150))
    plant(brush, (60, 560), 0.95)
    return _unsharp(brush, (width, height), 1.5)


def table(width: int, height: int, top: float, *, mugs: tuple[float, ...]) -> Image.Image:
    """The front of a table with mugs, see-through above; `top` and `mugs` on a 1280x720 grid."""
    brush = Brush((1280, 720), width / 1280, fine=2)
    brush.rounded((-20, top, 1300, 760), 0, "#c98f58")
    brush.fade((-20, top, 1300, top + 34), "#e2b07a", "#d6a069")
    brush.rounded((-20, top + 34, 1300, top + 44), 0, "#a8713f")
    for y, x0, x1 in ((80, 60, 560), (110, 300, 1050), (140, 700, 1220), (62, 820, 1130)):
        brush.limb(
            [(x0, top + y), ((x0 + x1) / 2, top + y + 4), (x1, top + y)], (2, 3, 2), "#b87f4a"
        )
    for number, x in enumerate(mugs):
        mug(brush, (x, top + 22), 0.9, _BUNTING[(number * 2 + 2) % 5])
    return brush.done().crop((0, 0, width, height))


def window(brush: Brush, box: tuple[float, float, float, float]) -> None:
    """A window with sky, sun and hills, in a white frame with one bar each way."""
    left, top, right, bottom = box
    wide, high = right - left, bottom - top
    frame = wide * 0.035
    brush.rounded((left - frame, top - frame, right + frame, bottom + frame), frame / 2, "#dcc8a6")
    brush.rounded(
        (left - frame, top - frame, right + frame, bottom + frame * 0.6), frame / 2, "#fffaf0"
    )
    brush.fade(box, "#9fd0e6", "#e9f3ea")
    glass = brush.shape_mask([(left, top), (right, top), (right, bottom), (left, bottom)])
    brush.ellipse(
        (left + wide * 0.74, top + high * 0.26), (wide * 0.07, wide * 0.07), "#fff3c9", glass
    )
    for x, y, size in ((0.22, 0.2, 1.0), (0.55, 0.34, 0.7)):
        cloud(brush, (left + wide * x, top + high * y), wide / 560 * size, glass)
    for number, colour in enumerate(_HILLS):
        level = top + high * (0.52 + 0.13 * number)
        points = hill(left, right, level, high * (0.2 - 0.03 * number), number)
        brush.polygon([*points, (right + 9, bottom), (left - 9, bottom)], colour, glass)
    for x in (0.1, 0.16, 0.62, 0.9):
        brush.ellipse(
            (left + wide * x, top + high * 0.9), (wide * 0.035, high * 0.07), "#4d7d55", glass
        )
    middle = (left + right) / 2
    bar = frame * 0.5
    brush.rounded((middle - bar, top, middle + bar, bottom), 2, "#fffaf0")
    brush.rounded(
        (left, top + high * 0.42 - bar * 0.8, right, top + high * 0.42 + bar * 0.8), 2, "#fffaf0"
    )
    brush.rounded((left - frame * 2, bottom + frame * 0.4, right + frame * 2, bottom + frame * 1.6),
                  frame / 3, "#fffaf0")  # fmt: skip


def hill(left: float, right: float, level: float, rise: float, seed: int) -> list[Point]:
    """The skyline of a row of hills from left to right, about `level` with tops `rise` higher."""
    random = np.random.default_rng(seed + 20)
    across = np.linspace(left - 10, right + 10, 7)
    tops = level - rise * random.uniform(0.0, 1.0, len(across))
    return curve([(float(x), float(y)) for x, y in zip(across, tops, strict=True)])


def cloud(brush: Brush, at: Point, size: float, within: Mask | None = None) -> None:
    """A small round cloud."""
    x, y = at
    for dx, dy, radius in ((-52, 6, 26), (-18, -10, 36), (24, -4, 32), (58, 8, 22), (0, 12, 30)):
        brush.ellipse((x + dx * size, y + dy * size), (radius * size * 1.15, radius * size * 0.8),
                      "#fdfdf8", within)  # fmt: skip


def bunting(brush: Brush, rope: list[Point], size: float = 1.0) -> None:
    """A string of small flags along a rope through three points."""
    path = curve(rope)
    brush.limb(path[::3], (3 * size,), "#a88f6c")
    distance, last, number = 0.0, path[0], 0
    for point in path[1:]:
        distance += float(np.hypot(point[0] - last[0], point[1] - last[1]))
        last = point
        if distance >= 84 * size:
            distance = 0.0
            x, y = point
            colour = _BUNTING[number % len(_BUNTING)]
            brush.polygon([(x - 29 * size, y), (x + 29 * size, y), (x, y + 58 * size)], colour)
            number += 1


def plant(brush: Brush, at: Point, size: float) -> None:
    """A leafy plant in a clay pot that stands at `at`."""
    x, y = at
    _leaves(brush, (x, y - 150 * size), 1.25 * size)
    brush.polygon([(x - 66 * size, y - 150 * size), (x + 66 * size, y - 150 * size),
                   (x + 50 * size, y), (x - 50 * size, y)], "#c8704c")  # fmt: skip
    brush.rounded((x - 76 * size, y - 168 * size, x + 76 * size, y - 132 * size), 8, "#d98360")
    brush.polygon([(x + 20 * size, y - 132 * size), (x + 64 * size, y - 132 * size),
                   (x + 50 * size, y), (x + 14 * size, y)], "#b56241")  # fmt: skip


def mug(brush: Brush, at: Point, size: float, colour: str) -> None:
    """A mug whose foot stands at `at`, with a ring of tea and a handle."""
    x, y = at
    ring = oval((x + 38 * size, y - 34 * size), (16 * size, 19 * size))
    brush.stroke([*ring, ring[0]], 8 * size, colour)
    brush.rounded((x - 36 * size, y - 70 * size, x + 36 * size, y), 12 * size, colour)
    brush.ellipse((x, y - 68 * size), (36 * size, 9 * size), "#fbf3e4")
    brush.ellipse((x, y - 67 * size), (30 * size, 6.5 * size), "#8a5a38")


def _leaves(brush: Brush, root: Point, size: float) -> None:
    x, y = root
    leaves = ((-78, 150, 0), (-52, 190, 1), (-26, 225, 0), (0, 240, 2), (24, 222, 1), (50, 195, 0),
              (76, 150, 2), (-38, 130, 2), (36, 135, 0))  # fmt: skip
    for angle, length, tone in leaves:
        turn = np.radians(angle)
        tip = (x + size * length * float(np.sin(turn)), y - size * length * float(np.cos(turn)))
        middle = (x + (tip[0] - x) * 0.62, y + (tip[1] - y) * 0.72 - 10 * size)
        colour = (_LEAF, _LEAF_DARK, _LEAF_LIGHT)[tone]
        brush.limb([(x, y), middle, tip], (4 * size, 44 * size, 3 * size), colour)
        brush.limb([(x, y), middle, tip], (2 * size, 3 * size, 1 * size), _LEAF_DARK)


def _glow(brush: Brush, at: Point, radius: float) -> None:
    brush.soft_tint(
        "#fff6e070", brush.shape_mask(oval(at, (radius * 0.7, radius * 0.55))), radius / 5
    )


def _notice_board(brush: Brush, at: Point) -> None:
    x, y = at
    brush.rounded((x - 12, y - 12, x + 352, y + 262), 10, "#a97d55")
    brush.rounded((x, y, x + 340, y + 250), 4, "#dcb98a")
    notes = (("#fff4d6", 24, 24), ("#cfe3e8", 130, 40), ("#f3c6b4", 236, 26), ("#d4e3c6", 40, 140),
             ("#fff4d6", 148, 150), ("#e5d3e8", 246, 138))  # fmt: skip
    for colour, dx, dy in notes:
        brush.rounded((x + dx, y + dy, x + dx + 76, y + dy + 82), 3, colour)
        for line in range(3):
            level = y + dy + 26 + line * 16
            brush.stroke([(x + dx + 14, level), (x + dx + 60 - line * 9, level)], 4, "#a8957a")
        brush.ellipse((x + dx + 38, y + dy + 6), (6, 6), "#d9644a")


def _shelf(brush: Brush, at: Point) -> None:
    x, y = at
    brush.rounded((x, y, x + 420, y + 20), 6, "#a97d55")
    _books(brush, (x + 30, y), (40, 30, 46, 34, 28, 40))
    _mugs(brush, (x + 320, y), 1.0)


def _books(brush: Brush, at: Point, widths: tuple[int, ...]) -> None:
    x, y = at
    for number, width in enumerate(widths):
        tall = 96 + (number * 37) % 44
        colour = _BUNTING[(number * 3 + 1) % 5]
        brush.rounded((x, y - tall, x + width, y), 4, colour)
        brush.rounded((x + 5, y - tall + 16, x + width - 5, y - tall + 24), 2, "#fbf3e4")
        x += width + 3


def _mugs(brush: Brush, at: Point, size: float) -> None:
    mug(brush, at, size, "#2f6f86")
    mug(brush, (at[0] + 84 * size, at[1]), size * 0.9, "#e0a43a")


def _framed_hills(brush: Brush, box: tuple[float, float, float, float]) -> None:
    left, top, right, bottom = box
    brush.rounded((left - 18, top - 18, right + 18, bottom + 18), 6, "#b58a5c")
    brush.rounded((left - 6, top - 6, right + 6, bottom + 6), 2, "#fffaf0")
    brush.fade(box, "#f6d6a8", "#fbeede")
    glass = brush.shape_mask([(left, top), (right, top), (right, bottom), (left, bottom)])
    brush.ellipse(((left + right) / 2 + 30, top + 80), (34, 34), "#f0a45a", glass)
    for number, colour in enumerate(("#b3a5bf", "#8f9fb0", "#6f9a8a")):
        points = hill(left, right, top + 120 + 30 * number, 50, number + 4)
        brush.polygon([*points, (right + 9, bottom), (left - 9, bottom)], colour, glass)


def _flip_chart(brush: Brush, at: Point) -> None:
    x, y = at
    for side in (-1, 1):
        brush.limb([(x + 90, y + 40), (x + 90 + side * 90, y + 470)], (9, 9), "#8b6443")
    brush.rounded((x, y, x + 180, y + 240), 6, "#fffaf0")
    brush.rounded((x, y, x + 180, y + 18), 4, "#8d97a8")
    for number, colour in enumerate(("#d9644a", "#2f6f86", "#5a8f5c")):
        top = y + 54 + number * 56
        brush.ellipse((x + 34, top + 8), (13, 13), colour)
        brush.stroke([(x + 62, top), (x + 150, top)], 6, "#b9ad9b")
        brush.stroke([(x + 62, top + 18), (x + 126, top + 18)], 6, "#d3c9b8")


def _lamp(brush: Brush, at: Point) -> None:
    x, y = at
    brush.stroke([(x + 440, y), (x + 440, y + 70)], 5, "#8b6443")
    brush.blob(
        [(x + 400, y + 70), (x + 480, y + 70), (x + 530, y + 140), (x + 350, y + 140)], "#d98360"
    )


def _unsharp(brush: Brush, size: tuple[int, int], blur: float) -> Image.Image:
    # As with a lens that is set on the person in front.
    picture = brush.done().convert("RGB").filter(ImageFilter.GaussianBlur(blur * brush.unit / 2))
    return picture.crop((0, 0, *size))

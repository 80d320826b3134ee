"""Hands with fingers that bend: for gestures and for the signer."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from footage.brush import Brush, Point, curve


@dataclass(frozen=True, slots=True)
class Shape:
    """A hand's form: how far thumb and fingers, from index to little, are bent (0 straight, 1 in
    the palm), how far the fingers are apart, and how far the thumb stands off (both 0 to 1).
    """

    bends: tuple[float, float, float, float, float]
    spread: float = 0.35
    thumb_out: float = 0.7

    def toward(self, other: "Shape", share: float) -> "Shape":
        """The form that lies `share` of the way to `other`."""

        def mix(a: float, b: float) -> float:
            return a + (b - a) * share

        thumb, index, middle, ring, little = map(mix, self.bends, other.bends)
        return Shape(
            (thumb, index, middle, ring, little),
            mix(self.spread, other.spread),
            mix(self.thumb_out, other.thumb_out),
        )


RELAXED = Shape((0.2, 0.18, 0.22, 0.28, 0.34), 0.25, 0.5)
FLAT = Shape((0.1, 0.0, 0.0, 0.0, 0.0), 0.1, 0.35)
OPEN = Shape((0.0, 0.0, 0.0, 0.0, 0.05), 1.0, 1.0)
FIST = Shape((0.7, 1.0, 1.0, 1.0, 1.0), 0.1, 0.1)
POINT = Shape((0.7, 0.0, 1.0, 1.0, 1.0), 0.2, 0.2)
TWO = Shape((0.8, 0.0, 0.0, 1.0, 1.0), 0.7, 0.1)
THREE = Shape((0.85, 0.0, 0.0, 0.0, 1.0), 0.8, 0.1)
THUMB_UP = Shape((0.0, 1.0, 1.0, 1.0, 1.0), 0.1, 1.0)
HORNS = Shape((0.0, 0.0, 1.0, 1.0, 0.0), 0.5, 1.0)
CUPPED = Shape((0.3, 0.42, 0.42, 0.42, 0.42), 0.15, 0.5)
PINCH = Shape((0.35, 0.55, 0.2, 0.15, 0.1), 0.7, 0.4)

# Units: a hand is about 100 long from wrist to finger tip, fingers up, thumb on the left.
_ROOTS = ((-20.0, -50.0), (-7.0, -55.0), (7.0, -54.0), (20.0, -47.0))
_LENGTHS = (42.0, 48.0, 44.0, 34.0)
_LEANS = (-14.0, -4.0, 6.0, 18.0)
_WIDTH = 14.0
_PALM = ((-15, 6), (-26, -18), (-27, -50), (-8, -60), (14, -58), (27, -46), (24, -16), (14, 6))
_OUTLINE = 2.4


def draw_hand(
    brush: Brush,
    wrist: Point,
    turn: float,
    shape: Shape,
    colours: tuple[str, str],
    *,
    size: float = 1.0,
    thumb_right: bool = False,
) -> None:
    """Draw a hand whose fingers point up, turned clockwise by `turn` degrees round its wrist.

    `colours` are skin and shade; the shade parts fingers from each other and from what is behind.
    """
    place = _placing(wrist, turn, size, -1.0 if thumb_right else 1.0)
    skin, shade = colours
    palm = curve([place(point) for point in _PALM], closed=True)
    brush.stroke(palm, 2 * _OUTLINE * size, shade)
    straight: list[list[Point]] = []
    bent: list[list[Point]] = []
    for finger in range(4):
        joints = _finger(finger, shape)
        (bent if shape.bends[finger + 1] > 0.55 else straight).append([place(j) for j in joints])
    for joints in straight:
        _digit(brush, joints, size, colours)
    brush.polygon(palm, skin)
    for joints in straight:
        brush.stroke(joints[:2], _WIDTH * size, skin)
    for joints in bent:
        _digit(brush, joints, size, colours)
    _digit(brush, [place(joint) for joint in _thumb(shape)], size * 1.08, colours)


def _placing(wrist: Point, turn: float, size: float, side: float) -> Callable[[Point], Point]:
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))

    def place(point: Point) -> Point:
        x, y = point[0] * side * size, point[1] * size
        return float(wrist[0] + x * cos - y * sin), float(wrist[1] + x * sin + y * cos)

    return place


def _finger(finger: int, shape: Shape) -> list[Point]:
    bend = shape.bends[finger + 1]
    lean = np.radians(_LEANS[finger] * (0.25 + shape.spread))
    x, y = _ROOTS[finger]
    # Seen from the front a bending finger first grows shorter, then its tip comes down again.
    first = _LENGTHS[finger] * 0.5 * (1 - 0.75 * bend)
    second = _LENGTHS[finger] * 0.5 * float(np.cos(min(1.0, bend * 1.1) * np.pi * 0.95))
    knuckle = (x + first * float(np.sin(lean)), y - first * float(np.cos(lean)))
    tip = (knuckle[0] + second * float(np.sin(lean)), knuckle[1] - second * float(np.cos(lean)))
    return [(x, y + 6), knuckle, tip]


def _thumb(shape: Shape) -> list[Point]:
    bend = shape.bends[0]
    lean = np.radians(-18 - 42 * shape.thumb_out)
    root = (-20.0, -20.0)
    joint = (root[0] + 24 * float(np.sin(lean)), root[1] - 24 * float(np.cos(lean)))
    turned = lean + np.radians(20 + 95 * bend)
    tip = (joint[0] + 21 * float(np.sin(turned)), joint[1] - 21 * float(np.cos(turned)))
    return [root, joint, tip]


def _digit(brush: Brush, joints: list[Point], size: float, colours: tuple[str, str]) -> None:
    skin, shade = colours
    brush.stroke(joints, (_WIDTH + 2 * _OUTLINE) * size, shade)
    brush.stroke(joints, _WIDTH * size, skin)

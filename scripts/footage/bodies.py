"""Bodies: shoulders, clothes and what a figure sits in, drawn once; arms, drawn each time."""

from PIL import Image

from footage.brush import Brush, Point, curve, mirrored
from footage.hands import Shape, draw_hand
from footage.looks import Look

# Units are the head's: its centre is (0, 0). A body reaches down to the lap.
BOX = (-300.0, 60.0, 300.0, 640.0)
"""Left, top, right and bottom of what a body with its chair may cover."""
SHOULDER = (138.0, 246.0)
_TRUNK = mirrored(
    ((0, 158), (52, 166), (118, 190), (166, 226), (180, 300), (168, 430), (172, 660), (0, 670))
)


def draw_body(look: Look, scale: float, fine: int = 2) -> Image.Image:
    """Neck, shoulders and clothes of a figure, with its wheelchair if it has one; finished."""
    left, top, right, bottom = BOX
    size = (right - left, bottom - top)
    brush = Brush(size, scale, origin=(-left, -top), fine=fine)
    if look.wheelchair:
        _wheelchair(brush)
    trunk = curve(_TRUNK, closed=True)
    if look.style != "scarf":
        brush.limb([(0, 80), (0, 140), (0, 190)], (66, 62, 84), look.skin)
        brush.blob([(-33, 90), (33, 90), (35, 126), (0, 146), (-35, 126)], look.shade)
    brush.polygon(trunk, look.top)
    mask = brush.shape_mask(trunk)
    brush.blob([(152, 330), (200, 320), (200, 660), (108, 660), (134, 470)],
               look.top_shade + "90", mask)  # fmt: skip
    _COLLARS[look.kind](brush, look)
    if look.style == "scarf":
        brush.blob([(-96, 110), (0, 150), (96, 110), (120, 196), (60, 236), (0, 246), (-70, 232),
                    (-120, 196)], look.hair)  # fmt: skip
        brush.limb([(-80, 160), (-10, 200), (70, 190)], (3, 9, 3), look.hair_light)
    if look.headphones:
        _headphones(brush)
    return brush.done()


def draw_arm(
    brush: Brush,
    look: Look,
    side: int,
    wrist: Point,
    hand: tuple[Shape, float],
    *,
    centre: Point = (0.0, 0.0),
    size: float = 1.0,
) -> None:
    """Draw an arm from its shoulder to a hand (its form, its turn in degrees) at `wrist`.

    `side` is -1 for the arm on the picture's left. `centre` is where the head's centre lies in the
    brush's units, `size` how many of them a figure's unit takes; `wrist` is in figure units.
    """

    def place(point: Point) -> Point:
        return centre[0] + point[0] * size, centre[1] + point[1] * size

    shoulder = (SHOULDER[0] * side, SHOULDER[1])
    elbow = bend_elbow(wrist, side)
    joints = [place(shoulder), place(elbow), place(wrist)]
    _sleeve(brush, joints, size, look)
    shape, turn = hand
    draw_hand(brush, joints[2], turn, shape, (look.skin, look.shade), size=size * 1.16,
              thumb_right=side < 0)  # fmt: skip


def bend_elbow(wrist: Point, side: int) -> Point:
    """Where the elbow is seen: it hangs beside the body and rises and turns out with the hand.

    Forearms come toward the viewer, so they are seen shorter or longer as the hand moves.
    """
    raised = max(0.0, 400 - wrist[1])
    out = max(0.0, side * wrist[0] - 80)
    return side * (168 + 0.12 * raised + 0.22 * out), 438 - 0.2 * raised - 0.05 * out


def _sleeve(brush: Brush, joints: list[Point], size: float, look: Look) -> None:
    shoulder, elbow, wrist = joints
    edge = 5 * size
    upper = (74 * size, 66 * size, 62 * size)
    lower = (62 * size, 54 * size, 44 * size)
    upper_path = [shoulder, _between(shoulder, elbow, 0.5), elbow]
    lower_path = [elbow, _between(elbow, wrist, 0.5), _between(elbow, wrist, 0.96)]
    # Its edge begins below the shoulder: there, sleeve and body are one piece of cloth.
    edge_path = [_between(shoulder, elbow, 0.34), _between(shoulder, elbow, 0.7), elbow]
    brush.limb(edge_path, (upper[0] - edge, upper[1] + edge, upper[2] + edge), look.top_shade)
    brush.limb(upper_path, upper, look.top)
    brush.limb(lower_path, [width + edge for width in lower], look.top_shade)
    brush.limb(lower_path, lower, look.top)
    brush.stroke([_between(elbow, wrist, 0.9), _between(elbow, wrist, 0.97)], 46 * size,
                 look.top_shade)  # fmt: skip


def _between(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _jumper(brush: Brush, look: Look) -> None:
    brush.blob([(-58, 164), (0, 158), (58, 164), (46, 198), (0, 216), (-46, 198)], look.top_shade)
    brush.blob([(-44, 156), (0, 148), (44, 156), (36, 186), (0, 200), (-36, 186)], look.skin)
    for y in (470, 520):
        brush.limb([(-150, y), (0, y + 10), (150, y)], (5, 5, 5), look.top_shade)


def _plain(brush: Brush, look: Look) -> None:
    brush.blob([(-52, 160), (0, 154), (52, 160), (42, 192), (0, 206), (-42, 192)], look.top_shade)
    brush.blob([(-44, 154), (0, 146), (44, 154), (36, 184), (0, 197), (-36, 184)], look.skin)


def _shirt(brush: Brush, look: Look) -> None:
    brush.polygon([(-40, 150), (40, 150), (0, 226)], look.skin)
    for side in (-1, 1):
        brush.polygon([(side * 40, 142), (side * 66, 172), (side * 34, 236), (0, 214)],
                      look.top_shade)  # fmt: skip
    brush.stroke([(0, 222), (0, 640)], 4, look.top_shade)
    for y in (270, 350, 430, 510):
        brush.ellipse((10, y), (6, 6), "#f6f0e4")


def _cardigan(brush: Brush, look: Look) -> None:
    brush.polygon([(-54, 160), (54, 160), (62, 660), (-62, 660)], look.under)
    brush.polygon([(-36, 148), (36, 148), (0, 212)], look.skin)
    for side in (-1, 1):
        brush.polygon([(side * 36, 142), (side * 60, 168), (side * 26, 226), (0, 206)], "#e4d8c4")
        front = [(side * 52, 164), (side * 34, 300), (side * 44, 470), (side * 46, 660)]
        brush.limb(front, (14, 16, 16, 16), look.top_shade)
        brush.polygon([*curve(front), (side * 110, 660), (side * 90, 180)], look.top)
        brush.limb(front, (9, 10, 10, 10), look.top_shade)
    for y in (330, 420, 510):
        brush.ellipse((0, y), (5, 5), "#cdbfa8")


def _headphones(brush: Brush) -> None:
    for side in (-1, 1):
        band = [(side * 30, 168), (side * 70, 178), (side * 84, 222), (side * 78, 262)]
        brush.limb(band, (12, 14, 14, 14), "#3a3f4c")
        brush.ellipse((side * 70, 286), (23, 34), "#2c303b", turn=side * 8)
        brush.ellipse((side * 64, 286), (13, 25), "#d9644a", turn=side * 8)


def _wheelchair(brush: Brush) -> None:
    brush.rounded((-176, 240, 176, 640), 40, "#34405a")
    brush.rounded((-160, 256, 160, 640), 34, "#41506f")
    for side in (-1, 1):
        brush.limb(
            [(side * 170, 300), (side * 192, 262), (side * 226, 258)], (16, 16, 16), "#2a2d36"
        )
        brush.stroke([(side * 208, 258), (side * 240, 258)], 26, "#1f2129")
        brush.ellipse((side * 236, 590), (32, 170), "#1f2129")
        brush.ellipse((side * 236, 590), (23, 155), "#8d97a8")
        brush.ellipse((side * 234, 590), (18, 144), "#4c566b")
        for turn in range(-3, 4):
            brush.stroke([(side * 234, 590), (side * 234 + turn * 5, 590 - 138 + abs(turn) * 16)],
                         2.5, "#b9c1cf")  # fmt: skip


_COLLARS = {"jumper": _jumper, "shirt": _shirt, "cardigan": _cardigan, "plain": _plain}

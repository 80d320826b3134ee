"""The team's picture: round a table, all together. Stored on its side, as cameras do."""

from pathlib import Path

from PIL import Image

from footage.brush import Brush
from footage.figures import Figure
from footage.hands import OPEN, RELAXED, THUMB_UP, Shape
from footage.heads import Face
from footage.looks import DARK_LOOK, ELDER_LOOK, FILM_MAKER_LOOK, LEAD_LOOK, SCARF_LOOK, Look
from footage.motion import Arm, Pose
from footage.places import bunting, mug, plant, window

SIZE = (2400, 1600)
_ORIENTATION_TAG = 0x0112
_TURN_RIGHT = 6
"""EXIF's way to say: turn this picture a quarter clockwise before you show it."""

_CALM = (Arm((-52, 452), 62, RELAXED), Arm((52, 452), -62, RELAXED))
_SMILE = Face(open=0.3, wide=0.8, brows=0.4)


def _waving(side: int, shape: Shape) -> tuple[Arm, Arm]:
    raised = Arm((side * 178, 236), side * 14, shape)
    return (raised, _CALM[1]) if side < 0 else (_CALM[0], raised)


# Who stands where (head's centre on the picture's grid), from the back row to the front row. The
# right quarter holds no face: that is where a film's signer may stand.
_BACK: tuple[tuple[Look, float, float, Pose], ...] = (
    (DARK_LOOK, 480, 560, Pose(_SMILE, -3, 0, 0, _waving(-1, OPEN))),
    (ELDER_LOOK, 1010, 510, Pose(Face(wide=0.6, brows=0.3), 2, 0, 0, _CALM)),
    (SCARF_LOOK, 1520, 560, Pose(_SMILE, 3, 0, 0, _waving(1, OPEN))),
)
_FRONT: tuple[tuple[Look, float, float, Pose], ...] = (
    (FILM_MAKER_LOOK, 740, 800, Pose(_SMILE, -2, 0, 0, _CALM)),
    (LEAD_LOOK, 1270, 810, Pose(_SMILE, 3, 0, 0, (_CALM[0], Arm((128, 330), 58, THUMB_UP)))),
)


def team_photo(size: tuple[int, int]) -> Image.Image:
    """The picture, upright."""
    unit = size[0] / SIZE[0]
    picture = _room(unit)
    for row, scale in ((_BACK, 1.2), (_FRONT, 1.22)):
        for look, x, y, pose in row:
            Figure(look, (x * unit, y * unit), scale * unit).put(picture, pose)
    front = _table(unit)
    picture.paste(front, (0, 0), front)
    return picture.crop((0, 0, *size))


def save_on_its_side(picture: Image.Image, out: Path) -> None:
    """Save an upright picture lying on its side, with the EXIF note that turns it; whole or not."""
    exif = Image.Exif()
    exif[_ORIENTATION_TAG] = _TURN_RIGHT
    partial = out.with_name(f".{out.stem}.part.jpg")
    picture.transpose(Image.Transpose.ROTATE_90).save(partial, "JPEG", quality=92, exif=exif)
    partial.replace(out)


def _room(unit: float) -> Image.Image:
    brush = Brush(SIZE, unit, fine=2)
    brush.fade((0, 0, 2400, 1300), "#f8ead2", "#efd3ac")
    brush.fade((0, 1240, 2400, 1600), "#cfb38b", "#b9976c")
    window(brush, (170, 240, 820, 800))
    window(brush, (1440, 240, 2090, 800))
    bunting(brush, [(-40, 40), (620, 190), (1240, 60)], size=1.5)
    bunting(brush, [(1240, 60), (1820, 190), (2450, 40)], size=1.5)
    plant(brush, (2130, 1330), 2.0)
    return brush.done().convert("RGB")


def _table(unit: float) -> Image.Image:
    brush = Brush(SIZE, unit, fine=2)
    brush.ellipse((1200, 1640), (1520, 420), "#a8713f")
    brush.ellipse((1200, 1626), (1512, 412), "#dba871")
    brush.ellipse((1200, 1604), (1450, 374), "#e2b07a")
    for x, y, colour in ((420, 1450, "#2f6f86"), (1010, 1350, "#d9644a"), (1640, 1400, "#5a8f5c")):
        mug(brush, (x, y), 1.7, colour)
    brush.polygon([(800, 1440), (1040, 1420), (1070, 1540), (800, 1560)], "#fffaf0")
    brush.polygon([(1400, 1430), (1620, 1440), (1640, 1560), (1380, 1540)], "#fff4d6")
    for row in range(3):
        brush.stroke([(840, 1468 + row * 28), (1010 - row * 30, 1456 + row * 28)], 6, "#b9ad9b")
        brush.stroke([(1430, 1466 + row * 28), (1590 - row * 30, 1474 + row * 28)], 6, "#b9a77f")
    brush.stroke([(1120, 1520), (1240, 1480)], 14, "#2f6f86")
    return brush.done()

"""Heads: skull, hair and ears are drawn once; eyes, brows and mouth for each moment."""

from dataclasses import dataclass

from PIL import Image

from footage.brush import Brush, Point, curve, mirrored, oval
from footage.looks import Look

# Units: a head's centre is (0, 0); its chin is at (0, 114), its crown at (0, -114).
BOX = (-190.0, -210.0, 190.0, 190.0)
"""Left, top, right and bottom of what a head with its hair may cover."""
FACE_BOX = (-104.0, -60.0, 104.0, 124.0)
"""Left, top, right and bottom of what moves in a face."""
_SKULL = mirrored(((0, -116), (56, -102), (88, -52), (91, 8), (78, 66), (44, 104), (0, 116)))


@dataclass(frozen=True, slots=True)
class Face:
    """What a face does at one moment.

    `open` is how far the mouth is open (0 to 1), `wide` how wide it is (-1 round, 1 wide), `lids`
    how far the eyes are open (0 to 1), `brows` how far they are raised (-1 to 1), `look` where the
    face is turned (-1 to the left of the picture, 1 to its right).
    """

    open: float = 0.0
    wide: float = 0.0
    lids: float = 1.0
    brows: float = 0.0
    look: float = 0.0


def head_brush(scale: float, fine: int = 2, box: tuple[float, ...] = BOX) -> Brush:
    """A brush for one head or for a part of it, with the head's centre as its zero."""
    left, top, right, bottom = box
    return Brush((right - left, bottom - top), scale, origin=(-left, -top), fine=fine)


def draw_head(look: Look, scale: float, fine: int = 2) -> Image.Image:
    """All of a head that stays the same, at the brush's large scale, ready for `draw_face`."""
    brush = head_brush(scale, fine)
    skull = curve(_SKULL, closed=True)
    for side in (-1, 1):
        brush.ellipse((90 * side, 12), (17, 25), look.skin if look.style != "scarf" else look.hair)
        if look.style != "scarf":
            brush.ellipse((90 * side, 13), (9, 15), look.shade)
    brush.polygon(skull, look.skin)
    mask = brush.shape_mask(skull)
    brush.blob([(40, -110), (100, -60), (110, 60), (50, 120), (66, 60), (72, -30)],
               look.shade + "38", mask)  # fmt: skip
    if look.beard:
        _beard(brush, look)
    for side in (-1, 1):
        cheek = brush.shape_mask(oval((56 * side, 38), (21, 15)))
        brush.soft_tint(look.blush + "66", cheek, 5)
        if look.earrings:
            brush.ellipse((96 * side, 46), (9, 9), look.earrings)
    _FRONT_HAIR[look.style](brush, look)
    return brush.image


def draw_back_hair(look: Look, scale: float, fine: int = 2) -> Image.Image:
    """The hair behind a head, finished; it lies under the shoulders' clothes."""
    brush = head_brush(scale, fine)
    if look.style == "curls":
        for x, y, radius in _CURLS:
            brush.ellipse((x, y), (radius, radius), look.hair)
    elif look.style == "bob":
        brush.blob(mirrored(((0, -138), (78, -118), (122, -40), (128, 60), (108, 118), (60, 128),
                             (0, 110))), look.hair)  # fmt: skip
    elif look.style == "long":
        brush.blob(mirrored(((0, -138), (78, -118), (118, -40), (124, 80), (130, 180), (0, 180))),
                   look.hair)  # fmt: skip
    elif look.style == "bun":
        brush.ellipse((0, -140), (50, 42), look.hair)
        brush.ellipse((-12, -150), (24, 16), look.hair_light)
        brush.blob(mirrored(((0, -134), (66, -116), (102, -50), (100, 30), (0, 60))), look.hair)
    elif look.style == "scarf":
        brush.blob(mirrored(((0, -142), (72, -124), (116, -50), (118, 40), (104, 130), (0, 185))),
                   look.hair)  # fmt: skip
    return brush.done()


def draw_face(brush: Brush, look: Look, face: Face) -> None:
    """Draw eyes, brows, nose, mouth and glasses of one moment on a head."""
    shift = 9 * face.look
    for side in (-1, 1):
        _eye(brush, (38 * side + shift, -4), look, face.lids)
        raised = -34 - 7 * face.brows
        _brow(brush, side, shift, raised, look)
    nose = [(2 + shift * 1.4, 6), (11 + shift * 1.6, 28), (7 + shift * 1.6, 35), (-5 + shift, 35)]
    brush.limb(nose, (4, 5, 5.5, 4), look.shade)
    _mouth(brush, (shift, 66), look, face)
    if look.glasses:
        _glasses(brush, shift, look.glasses)


def _eye(brush: Brush, at: Point, look: Look, lids: float) -> None:
    x, y = at
    if lids < 0.2:
        lash = [(x - 13, y + 2), (x, y + 6), (x + 13, y + 2)]
        brush.limb(lash, (4, 5, 4), look.eyes)
        return
    white = oval((x, y), (15, 12 * lids))
    brush.polygon(white, "#fdfaf5")
    inside = brush.shape_mask(white)
    brush.ellipse((x, y + 0.5), (10, 11.2), look.eyes, inside)
    if lids > 0.6:
        brush.ellipse((x + 3.4, y - 3.6), (3, 3), "#ffffff")
    lid = 12.5 * lids - 1
    brush.limb([(x - 16.5, y - lid * 0.35), (x - 8, y - lid), (x + 8, y - lid),
                (x + 16.5, y - lid * 0.35)], (3, 4.5, 4.5, 3), look.eyes)  # fmt: skip


def _brow(brush: Brush, side: int, shift: float, y: float, look: Look) -> None:
    colour = look.hair if look.style != "scarf" else "#3a2621"
    if look.hair == "#d9d6d2":
        colour = "#b9b2aa"
    line = [(side * 20 + shift, y), (side * 37 + shift, y - 6), (side * 57 + shift, y + 4)]
    brush.limb(line, (6, 7.5, 4), colour)


def _mouth(brush: Brush, at: Point, look: Look, face: Face) -> None:
    x, y = at
    width = 27 + 7 * face.wide
    if face.open < 0.07:
        smile = [(x - width, y - 3), (x - width * 0.5, y + 4.5), (x, y + 7),
                 (x + width * 0.5, y + 4.5), (x + width, y - 3)]  # fmt: skip
        brush.limb(smile, (4.5, 6, 6.5, 6, 4.5), look.lips)
        return
    drop = 6 + 36 * face.open
    width *= 1 - 0.08 * face.open
    outline = [(x - width, y - 1), (x - width * 0.55, y - 5), (x, y - 4), (x + width * 0.55, y - 5),
               (x + width, y - 1), (x + width * 0.72, y + drop * 0.66), (x, y + drop),
               (x - width * 0.72, y + drop * 0.66)]  # fmt: skip
    path = curve(outline, closed=True)
    if face.wide < -0.45:
        path = oval((x, y + 0.4 * drop), (width * 0.85, 3 + drop * 0.58))
    brush.stroke([*path, path[0]], 5, look.lips)
    brush.polygon(path, "#571e23")
    inside = brush.shape_mask(path)
    brush.ellipse((x, y + drop + 2), (width * 0.6, drop * 0.42), "#cf6a68", inside)
    if face.wide > -0.45:
        brush.ellipse((x, y - 5), (width * 0.8, 6 + drop * 0.12), "#fffaf2", inside)


def _glasses(brush: Brush, shift: float, colour: str) -> None:
    for side in (-1, 1):
        ring = oval((38 * side + shift, -2), (29, 27))
        brush.stroke([*ring, ring[0]], 4.5, colour)
        brush.stroke([(side * 67 + shift, -8), (side * 90, -4)], 4.5, colour)
    brush.limb([(-10 + shift, -6), (shift, -11), (10 + shift, -6)], (4.5, 4.5, 4.5), colour)


def _beard(brush: Brush, look: Look) -> None:
    brush.blob([(-92, 4), (-80, 40), (-44, 47), (0, 43), (44, 47), (80, 40), (92, 4), (88, 60),
                (56, 112), (0, 132), (-56, 112), (-88, 60)], look.hair)  # fmt: skip
    brush.blob([(-32, 63), (0, 57), (32, 63), (24, 78), (0, 84), (-24, 78)], look.shade)
    brush.blob([(-70, 90), (-30, 112), (0, 116), (30, 112), (20, 122), (-20, 124)],
               look.hair_light + "88")  # fmt: skip


_CURLS = (
    (-112, 62, 34), (112, 62, 34), (-128, 10, 40), (128, 10, 40), (-122, -48, 42), (122, -48, 42),
    (-92, -98, 44), (92, -98, 44), (-42, -130, 44), (42, -130, 44), (0, -138, 42), (-104, 96, 24),
    (104, 96, 24), (0, -80, 80),
)  # fmt: skip
_FRONT_CURLS = (
    (-84, -52, 25), (-72, -84, 28), (-40, -103, 29), (0, -110, 29), (40, -103, 29), (72, -84, 28),
    (84, -52, 25), (-92, -24, 17), (92, -24, 17),
)  # fmt: skip
_LIGHT_CURLS = ((-60, -112, 13), (-22, -132, 14), (22, -122, 13), (64, -112, 12), (-104, -70, 12),
                (112, -40, 12), (-116, 0, 11), (96, -92, 12), (-118, 44, 9))  # fmt: skip


def _front_curls(brush: Brush, look: Look) -> None:
    for x, y, radius in _FRONT_CURLS:
        brush.ellipse((x, y), (radius, radius), look.hair)
    for x, y, radius in _LIGHT_CURLS:
        arc = [
            (x - radius, y),
            (x - radius * 0.5, y - radius * 0.8),
            (x + radius * 0.6, y - radius),
        ]
        brush.limb(arc, (3, 5, 3), look.hair_light)


def _front_short(brush: Brush, look: Look) -> None:
    brush.blob([(-97, 2), (-101, -56), (-84, -112), (-34, -140), (30, -140), (84, -112), (102, -56),
                (97, 2), (88, -36), (72, -66), (20, -82), (-30, -74), (-66, -80), (-86, -40)],
               look.hair)  # fmt: skip
    brush.limb([(-60, -106), (-10, -124), (46, -112)], (3, 9, 3), look.hair_light)
    brush.limb([(-30, -92), (10, -102), (50, -92)], (2, 6, 2), look.hair_light)


def _front_bob(brush: Brush, look: Look) -> None:
    brush.blob([(-102, 40), (-110, -40), (-80, -112), (-10, -134), (64, -118), (106, -50),
                (102, 40), (90, -10), (74, -56), (30, -84), (-6, -86), (-60, -62), (-88, -20)],
               look.hair)  # fmt: skip
    brush.limb([(-64, -96), (-16, -116), (40, -108)], (3, 9, 3), look.hair_light)
    brush.limb([(-86, -58), (-62, -82), (-30, -96)], (3, 7, 3), look.hair_light)


def _front_bun(brush: Brush, look: Look) -> None:
    brush.blob([(-95, 0), (-98, -56), (-70, -106), (0, -128), (70, -106), (98, -56), (95, 0),
                (84, -42), (52, -78), (0, -88), (-52, -78), (-84, -42)], look.hair)  # fmt: skip
    brush.limb([(-66, -80), (-30, -104), (20, -110)], (2, 7, 2), look.hair_light)


def _front_scarf(brush: Brush, look: Look) -> None:
    ring = curve(mirrored(((0, -104), (54, -88), (82, -34), (80, 30), (62, 82), (0, 112))),
                 closed=True)  # fmt: skip
    outer = curve(mirrored(((0, -132), (66, -116), (108, -50), (110, 40), (90, 118), (0, 178))),
                  closed=True)  # fmt: skip
    face = brush.image.copy()
    brush.polygon(outer, look.hair)
    hole = brush.shape_mask(ring)
    right, bottom = hole.corner[0] + hole.image.width, hole.corner[1] + hole.image.height
    brush.image.paste(face.crop((*hole.corner, right, bottom)), hole.corner, hole.image)
    brush.limb([(-88, -50), (-56, -100), (0, -118), (50, -106)], (2, 7, 7, 2), look.hair_light)
    brush.limb([(-60, 100), (-10, 134), (60, 118)], (3, 8, 3), look.hair_light)


_FRONT_HAIR = {
    "curls": _front_curls,
    "short": _front_short,
    "bob": _front_bob,
    "long": _front_bob,
    "bun": _front_bun,
    "scarf": _front_scarf,
}

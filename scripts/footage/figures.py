"""A drawn figure that moves: fixed parts drawn once, then put on each frame where they belong."""

import math
from functools import lru_cache

from PIL import Image

from footage import bodies, heads
from footage.bodies import bend_elbow, draw_arm, draw_body
from footage.brush import Brush, Point
from footage.heads import draw_back_hair, draw_face, draw_head, head_brush
from footage.looks import Look
from footage.motion import Pose

_NECK = 110.0
"""Units below the head's centre round which a head tilts."""
_FINE = 2
_PHASES = 4
"""A body moves in steps of a quarter of a pixel: finer cannot be seen."""

Box = tuple[float, ...]


class Figure:
    """One figure in a picture: `centre` is where its head's centre rests, in pixels, and `scale`
    the pixels of a figure's unit.
    """

    def __init__(self, look: Look, centre: Point, scale: float) -> None:
        self.look, self.centre, self.scale = look, centre, scale
        self._body = draw_body(look, scale)
        skull = draw_head(look, scale)
        self._skull = skull.reduce(_FINE)
        self._face_at = (
            round((heads.FACE_BOX[0] - heads.BOX[0]) * scale),
            round((heads.FACE_BOX[1] - heads.BOX[1]) * scale),
        )
        size = head_brush(scale, box=heads.FACE_BOX).image.size
        left, top = (_FINE * value for value in self._face_at)
        self._bare = skull.crop((left, top, left + size[0], top + size[1]))
        self._hair = draw_back_hair(look, scale)
        self._body_at = lru_cache(_PHASES**2)(self._shifted_body)

    def put(self, frame: Image.Image, pose: Pose) -> None:
        """Draw the figure on an RGB frame."""
        sway, breath = 0.3 * pose.dx, 0.35 * pose.dy
        if self.look.style != "short":
            self._turned(frame, self._hair, pose)
        self._put_body(frame, (sway, breath))
        self._turned(frame, self._with_face(pose), pose)
        where = (self.centre[0] + sway * self.scale, self.centre[1] + breath * self.scale)
        for side, arm in zip((-1, 1), pose.arms, strict=True):
            box = _arm_box(where, self.scale, side, arm.wrist, frame.size)
            if box[2] > box[0] and box[3] > box[1]:
                brush = _zoom(frame, box)
                draw_arm(brush, self.look, side, arm.wrist, (arm.shape, arm.turn), centre=where,
                         size=self.scale)  # fmt: skip
                frame.paste(brush.done(), box[:2])

    def _with_face(self, pose: Pose) -> Image.Image:
        brush = head_brush(self.scale, box=heads.FACE_BOX)
        brush.start_from(self._bare.copy())
        draw_face(brush, self.look, pose.face)
        head = self._skull.copy()
        head.paste(brush.done(), self._face_at)
        return head

    def _turned(self, frame: Image.Image, sprite: Image.Image, pose: Pose) -> None:
        angle = math.radians(pose.tilt)
        cos, sin = math.cos(angle), math.sin(angle)
        x = self.centre[0] + (heads.BOX[0] + pose.dx) * self.scale
        y = self.centre[1] + (heads.BOX[1] + pose.dy) * self.scale
        # What is empty is not turned: a margin is left for what swings to the side.
        seen = _grown(sprite.getbbox(), sprite.size, round(14 * self.scale))
        sprite = sprite.crop(seen)
        x, y = x + seen[0], y + seen[1]
        left, top = math.floor(x), math.floor(y)
        # Each pixel of the frame asks where in the sprite it comes from: turned back, moved back.
        pivot = (
            -heads.BOX[0] * self.scale - seen[0],
            (_NECK - heads.BOX[1]) * self.scale - seen[1],
        )
        off = (x - left + pivot[0], y - top + pivot[1])
        back = (
            cos, sin, pivot[0] - cos * off[0] - sin * off[1],
            -sin, cos, pivot[1] + sin * off[0] - cos * off[1],
        )  # fmt: skip
        size = (sprite.width + 1, sprite.height + 1)
        affine, bilinear = Image.Transform.AFFINE, Image.Resampling.BILINEAR
        _lay(frame, sprite.transform(size, affine, back, bilinear), left, top)

    def _put_body(self, frame: Image.Image, by: Point) -> None:
        x = self.centre[0] + (bodies.BOX[0] + by[0]) * self.scale
        y = self.centre[1] + (bodies.BOX[1] + by[1]) * self.scale
        left, top = math.floor(x), math.floor(y)
        phase = (int((x - left) * _PHASES), int((y - top) * _PHASES))
        _lay(frame, self._body_at(phase), left, top)

    def _shifted_body(self, phase: tuple[int, int]) -> Image.Image:
        back = (1, 0, -phase[0] / _PHASES, 0, 1, -phase[1] / _PHASES)
        size = (self._body.width + 1, self._body.height + 1)
        bilinear = Image.Resampling.BILINEAR
        return self._body.transform(size, Image.Transform.AFFINE, back, bilinear)


def _arm_box(
    where: Point, scale: float, side: int, wrist: Point, size: tuple[int, int]
) -> tuple[int, int, int, int]:
    """The part of a frame, in pixels, that an arm and its hand can cover."""
    joints = ((bodies.SHOULDER[0] * side, bodies.SHOULDER[1]), bend_elbow(wrist, side))
    # A hand reaches about 130 units from its wrist; a sleeve is about 40 thick to each side.
    xs = [x + by for x, _ in joints for by in (-45, 45)] + [wrist[0] - 135, wrist[0] + 135]
    ys = [y + by for _, y in joints for by in (-45, 45)] + [wrist[1] - 135, wrist[1] + 135]
    return (
        max(0, math.floor(where[0] + min(xs) * scale)),
        max(0, math.floor(where[1] + min(ys) * scale)),
        min(size[0], math.ceil(where[0] + max(xs) * scale)),
        min(size[1], math.ceil(where[1] + max(ys) * scale)),
    )


def _grown(
    box: tuple[int, int, int, int] | None, size: tuple[int, int], by: int
) -> tuple[int, int, int, int]:
    """A box, larger by so many pixels at each side, but inside a picture of that size."""
    left, top, right, bottom = box or (0, 0, 1, 1)
    return (
        max(0, left - by), max(0, top - by), min(size[0], right + by), min(size[1], bottom + by)
    )  # fmt: skip


def _zoom(frame: Image.Image, box: tuple[int, int, int, int]) -> Brush:
    """A brush on an enlarged part of a frame; made small again, the rest of it is as before."""
    part = frame.crop(box)
    brush = Brush((1, 1), fine=_FINE, origin=(-box[0], -box[1]))
    brush.start_from(
        part.resize((part.width * _FINE, part.height * _FINE), Image.Resampling.NEAREST)
    )
    return brush


def _lay(frame: Image.Image, sprite: Image.Image, left: int, top: int) -> None:
    cut = (max(0, -left), max(0, -top))
    space = (min(sprite.width, frame.width - left), min(sprite.height, frame.height - top))
    if cut[0] >= space[0] or cut[1] >= space[1]:
        return
    seen = sprite if cut == (0, 0) and space == sprite.size else sprite.crop((*cut, *space))
    frame.paste(seen, (left + cut[0], top + cut[1]), seen)

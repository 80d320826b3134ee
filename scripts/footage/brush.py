"""Smooth-edged drawing: everything is drawn several times larger, then made small again."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from PIL import Image, ImageChops, ImageColor, ImageDraw, ImageFilter

Point = tuple[float, float]

_STEPS = 10
"""Straight pieces between two points of a curve: enough that no corner can be seen."""


@dataclass(frozen=True, slots=True)
class Mask:
    """Where to draw: white parts of `image`, whose upper left corner lies at `corner` (pixels)."""

    image: Image.Image
    corner: tuple[int, int]

    def times(self, other: "Mask") -> "Mask":
        """Where both are white, within this one's bounds."""
        x, y = self.corner[0] - other.corner[0], self.corner[1] - other.corner[1]
        seen = other.image.crop((x, y, x + self.image.width, y + self.image.height))
        return Mask(ImageChops.multiply(self.image, seen), self.corner)


class Brush:
    """A picture being drawn, `size` units wide and high, with `origin` as the units' zero.

    `scale` is pixels a unit; `fine` is how many times larger it is drawn before it is made small.
    Colours are "#rrggbb" or, see-through, "#rrggbbaa"; those need something opaque under them.
    """

    def __init__(
        self,
        size: Point,
        scale: float = 1.0,
        *,
        origin: Point = (0, 0),
        fine: int = 3,
        ground: str | None = None,
    ) -> None:
        self.fine = fine
        self.unit = scale * fine
        self.origin = origin
        self.pixels = (max(1, round(size[0] * scale)), max(1, round(size[1] * scale)))
        large = (self.pixels[0] * fine, self.pixels[1] * fine)
        colour = ImageColor.getcolor(ground, "RGBA") if ground else (0, 0, 0, 0)
        self.image = Image.new("RGBA", large, colour)
        self._draw = ImageDraw.Draw(self.image)

    def done(self) -> Image.Image:
        """The finished picture at its real size, RGBA."""
        return self.image.reduce(self.fine) if self.fine > 1 else self.image

    def start_from(self, large: Image.Image) -> None:
        """Go on in a picture that was drawn before, at this brush's large size."""
        self.image = large
        self._draw = ImageDraw.Draw(self.image)

    def place(self, points: Iterable[Point]) -> list[Point]:
        """Points in units as points in the large picture."""
        dx, dy = self.origin
        return [((x + dx) * self.unit, (y + dy) * self.unit) for x, y in points]

    def polygon(self, points: Iterable[Point], fill: str, within: Mask | None = None) -> None:
        """Fill a shape with corners; only where the mask `within` is white, if given."""
        placed = self.place(points)
        colour = _rgba(fill)
        if within is None and colour[3] == 255:
            self._draw.polygon(placed, fill=colour)
            return
        mask = self._mask(placed)
        if within is not None:
            mask = mask.times(within)
        self.tint(fill, mask)

    def blob(self, points: Sequence[Point], fill: str, within: Mask | None = None) -> None:
        """Fill a smooth closed shape that goes through `points`."""
        self.polygon(curve(points, closed=True), fill, within)

    def ellipse(
        self,
        centre: Point,
        radii: Point,
        fill: str,
        within: Mask | None = None,
        turn: float = 0.0,
    ) -> None:
        """Fill an ellipse, turned clockwise by `turn` degrees."""
        self.polygon(oval(centre, radii, turn), fill, within)

    def rounded(self, box: tuple[float, float, float, float], radius: float, fill: str) -> None:
        """Fill a box (left, top, right, bottom) with round corners."""
        (x0, y0), (x1, y1) = self.place([box[:2], box[2:]])
        self._draw.rounded_rectangle((x0, y0, x1, y1), radius * self.unit, fill=_rgba(fill))

    def stroke(self, points: Sequence[Point], width: float, fill: str) -> None:
        """A line through `points` with round ends and round corners."""
        placed = self.place(points)
        colour = _rgba(fill)
        thick = width * self.unit
        self._draw.line(placed, fill=colour, width=max(1, round(thick)))
        half = thick / 2
        for x, y in placed:
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)

    def limb(self, points: Sequence[Point], widths: Sequence[float], fill: str) -> None:
        """A smooth thick line through `points` that is as wide at each as `widths` says."""
        path = curve(points)
        places = np.linspace(0, len(widths) - 1, len(path))
        spread = np.interp(places, range(len(widths)), widths) * self.unit / 2
        colour = _rgba(fill)
        placed = self.place(path)
        for (x, y), half in zip(placed, spread, strict=True):
            self._draw.ellipse((x - half, y - half, x + half, y + half), fill=colour)
        self._draw.polygon(_outline(placed, spread), fill=colour)

    def shape_mask(self, points: Iterable[Point]) -> Mask:
        """A mask, white inside the shape, to draw `within`."""
        return self._mask(self.place(points))

    def tint(self, fill: str, mask: Mask) -> None:
        """Lay a colour, as see-through as its alpha says, where the mask is white."""
        red, green, blue, alpha = _rgba(fill)
        where = mask.image
        if alpha < 255:
            where = where.point(lambda value: value * alpha // 255)
        self.image.paste((red, green, blue, 255), mask.corner, where)

    def soft_tint(self, fill: str, mask: Mask, blur: float) -> None:
        """As `tint`, with an edge that is soft over `blur` units."""
        room = math.ceil(3 * blur * self.unit)
        wider = Image.new("L", (mask.image.width + 2 * room, mask.image.height + 2 * room))
        wider.paste(mask.image, (room, room))
        soft = wider.filter(ImageFilter.GaussianBlur(blur * self.unit))
        left, top = mask.corner[0] - room, mask.corner[1] - room
        cut = (max(0, -left), max(0, -top))
        soft = soft.crop((*cut, *soft.size))
        self.tint(fill, Mask(soft, (left + cut[0], top + cut[1])))

    def fade(self, box: tuple[float, float, float, float], top: str, bottom: str) -> None:
        """Fill a box with a colour that changes from top to bottom."""
        (x0, y0), (x1, y1) = self.place([box[:2], box[2:]])
        size = (max(1, round(x1) - round(x0)), max(1, round(y1) - round(y0)))
        ramp = Image.linear_gradient("L").resize(size, Image.Resampling.BICUBIC)
        mixed = Image.composite(Image.new("RGBA", size, bottom), Image.new("RGBA", size, top), ramp)
        self.image.paste(mixed, (round(x0), round(y0)))

    def _mask(self, placed: list[Point]) -> Mask:
        width, height = self.image.size
        left = max(0, math.floor(min(x for x, _ in placed)))
        top = max(0, math.floor(min(y for _, y in placed)))
        right = min(width, math.ceil(max(x for x, _ in placed)) + 1)
        bottom = min(height, math.ceil(max(y for _, y in placed)) + 1)
        mask = Image.new("L", (max(1, right - left), max(1, bottom - top)), 0)
        ImageDraw.Draw(mask).polygon([(x - left, y - top) for x, y in placed], fill=255)
        return Mask(mask, (left, top))


def curve(points: Sequence[Point], *, closed: bool = False) -> list[Point]:
    """Many points of a smooth line (Catmull-Rom) that goes through all `points`."""
    corners = np.asarray(points, float)
    if len(corners) < 3:
        return [(float(x), float(y)) for x, y in corners]
    if closed:
        around = np.concatenate([corners[-1:], corners, corners[:2]])
    else:
        around = np.concatenate([corners[:1], corners, corners[-1:]])
    before, start, end, after = around[:-3], around[1:-2], around[2:-1], around[3:]
    t = (np.arange(_STEPS) / _STEPS)[:, None, None]
    path = 0.5 * (
        2 * start
        + (end - before) * t
        + (2 * before - 5 * start + 4 * end - after) * t**2
        + (3 * start - before - 3 * end + after) * t**3
    )
    flat = path.swapaxes(0, 1).reshape(-1, 2)
    if not closed:
        flat = np.concatenate([flat, corners[-1:]])
    return [(float(x), float(y)) for x, y in flat]


def oval(centre: Point, radii: Point, turn: float = 0.0) -> list[Point]:
    """Points round an ellipse, turned clockwise by `turn` degrees."""
    angles = np.linspace(0, 2 * np.pi, 48, endpoint=False)
    x, y = radii[0] * np.cos(angles), radii[1] * np.sin(angles)
    cos, sin = np.cos(np.radians(turn)), np.sin(np.radians(turn))
    return [
        (float(centre[0] + a * cos - b * sin), float(centre[1] + a * sin + b * cos))
        for a, b in zip(x, y, strict=True)
    ]


def mirrored(points: Iterable[Point]) -> list[Point]:
    """Half an outline, given from top to bottom on the right, with its left half added."""
    right = list(points)
    return right + [(-x, y) for x, y in reversed(right) if abs(x) > 0.01]


def _outline(placed: list[Point], spread: np.ndarray) -> list[Point]:
    path = np.asarray(placed)
    along = np.gradient(path, axis=0)
    length = np.maximum(np.hypot(along[:, 0], along[:, 1]), 1e-6)
    across = np.stack([-along[:, 1], along[:, 0]], 1) / length[:, None] * spread[:, None]
    edge = np.concatenate([path + across, (path - across)[::-1]])
    return [(float(x), float(y)) for x, y in edge]


def _rgba(colour: str) -> tuple[int, int, int, int]:
    red, green, blue, *rest = ImageColor.getrgb(colour)
    return red, green, blue, rest[0] if rest else 255

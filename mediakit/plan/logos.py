"""The logo: how large it is, where it stands, and what is drawn of it."""

from fractions import Fraction

from mediakit.film.model import Canvas, Logo
from mediakit.media.model import Picture
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.keys import key_of
from mediakit.plan.model import LogoDrawing, Shot, SignerShot
from mediakit.signing.geometry import Box, Places

_HIGH = Fraction(1, 9)
"""Part of the picture's shorter side that a logo is high, at most. [own]"""

_WIDE = Fraction(1, 4)
"""Part of its place's width that a logo is wide, at most. [own]"""

_MARGIN = Fraction(1, 24)
"""Part of the picture's shorter side between a logo and the edges. [own]"""


def logo_drawings(ingredients: Ingredients, found: Places) -> tuple[LogoDrawing, ...]:
    """The logo and its matte, as they are drawn where these places are; none without a logo."""
    box = _box(ingredients, found)
    if box is None or ingredients.timeline.logo is None:
        return ()
    source = ingredients.facts[ingredients.timeline.logo.file].fingerprint
    canvas = Canvas(box.width, box.height, ingredients.timeline.canvas.rate)
    return tuple(LogoDrawing(canvas, 1, source, matte) for matte in (False, True))


def logo_shot(ingredients: Ingredients, found: Places, frames: int) -> SignerShot | None:
    """The logo over a chunk of so many frames, out of the way of a signer."""
    box = _box(ingredients, found)
    if box is None:
        return None
    picture, matte = (
        Shot(key_of(drawn, ingredients.tools), 0, 0, 0, box.width, box.height, drawn.canvas.rate)
        for drawn in logo_drawings(ingredients, found)
    )
    return SignerShot(picture, box, None, 0, frames, matte)


def _box(ingredients: Ingredients, found: Places) -> Box | None:
    """Where the logo stands: in its corner of the film, unless a signer stands over it there; then
    of the part of the picture that the signer leaves.
    """
    logo, canvas = ingredients.timeline.logo, ingredients.timeline.canvas
    picture = ingredients.facts[logo.file].picture if logo else None
    if logo is None or picture is None:
        return None
    box = _in_corner(found.film, logo, canvas, picture)
    whole = Box(0, 0, canvas.width, canvas.height)
    covered = found.film == whole and found.signer != whole and _meet(box, found.signer)
    return _in_corner(found.room, logo, canvas, picture) if covered else box


def _meet(one: Box, other: Box) -> bool:
    across = one.x < other.x + other.width and other.x < one.x + one.width
    return across and one.y < other.y + other.height and other.y < one.y + one.height


def _in_corner(place: Box, logo: Logo, canvas: Canvas, picture: Picture) -> Box:
    short = min(canvas.width, canvas.height)
    scale = min(_HIGH * short / picture.height, _WIDE * place.width / picture.width)
    width, height = (max(2, int(side * scale) // 2 * 2) for side in (picture.width, picture.height))
    margin = int(_MARGIN * short) // 2 * 2
    left = place.x + margin
    if logo.corner == "top-right":
        left = place.x + place.width - margin - width
    return Box(left, place.y + margin, width, height)

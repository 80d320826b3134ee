"""Which matte a recording of a signer has."""

import math
from fractions import Fraction

from mediakit.media.model import Media
from mediakit.plan.model import Matte, Way

MOST_SHORT = 480
"""Pixels that the short edge of a matte has at most. A signer in a film of 1920x1080 is 510 pixels
across; an outline is soft, and the mattes of a larger one take longer than the film itself."""


def matte_of(media: Media, source: str, rate: Fraction | None, way: Way) -> Matte | None:
    """The matte of a recording that is read from `source`: the file itself, or the piece that was
    made of it at `rate`. None for what has no moving picture.
    """
    picture = media.picture
    if picture is None or media.kind != "video":
        return None
    rate = rate or picture.rate
    scale = min(Fraction(1), Fraction(MOST_SHORT, min(picture.width, picture.height)))
    width, height = (
        max(2, round(edge * scale / 2) * 2) for edge in (picture.width, picture.height)
    )
    frames = max(1, math.ceil(media.duration_ms * rate / 1000))
    return Matte(source, rate, frames, width, height, way)

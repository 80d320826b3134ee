"""The cover picture that apps show beside an episode."""

from __future__ import annotations

import io
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.media.stills import still_picture

LONGEST_EDGE = 1400
"""Pixels: the least that podcast directories take for a show (1400 to 3000), and small enough to
lie in every file. [practice]"""

_QUALITY = 88


def write_cover(picture: Path) -> bytes:
    """The picture as a JPEG that every player shows: upright, in RGB, at most 1400 pixels along its
    longer edge. Raises `BadInput` for a file that is no picture.
    """
    from PIL import Image

    image = still_picture(picture) if picture.is_file() else None
    if image is None:
        raise BadInput(
            "This is no picture that mediakit can use as a cover",
            str(picture),
            "Use a square JPEG or PNG of at least 1400 x 1400.",
        )
    # Only made smaller: what is blown up gets no sharper.
    image.thumbnail((LONGEST_EDGE, LONGEST_EDGE), Image.Resampling.LANCZOS)
    whole = io.BytesIO()
    image.save(whole, "JPEG", quality=_QUALITY, optimize=True)
    return whole.getvalue()


def cover_doubts(cover: bytes) -> tuple[str, ...]:
    """Plain sentences about what podcast apps will not like about a cover made by `write_cover`."""
    from PIL import Image

    with Image.open(io.BytesIO(cover)) as image:
        width, height = image.size
    doubts = []
    if width != height:
        doubts.append(f"The cover is not square ({width} x {height}): apps cut it or pad it.")
    if min(width, height) < LONGEST_EDGE // 2:
        doubts.append(f"The cover is small ({width} x {height}): apps want 1400 x 1400.")
    return tuple(doubts)

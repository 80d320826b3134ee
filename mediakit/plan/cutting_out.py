"""A signer cut out of a green or blue screen, as ffmpeg filters."""

from typing import Any

Graph = Any  # ffmpeg-python has no types

_SIMILARITY = 0.13
_BLEND = 0.06
"""chromakey's distance from the backdrop's colour that is cut out, and the soft edge beyond it;
set by eye on evenly and on unevenly lit green and blue backdrops."""


def cut_out(stream: Graph, colour: str) -> Graph:
    """The stream with its backdrop of `colour` (0xRRGGBB) see-through, and its glow on the person
    taken away.
    """
    keyed = stream.filter("chromakey", color=colour, similarity=_SIMILARITY, blend=_BLEND)
    return keyed.filter("despill", type=_screen(colour))


def _screen(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("0x"))
    return "blue" if blue > max(red, green) else "green"

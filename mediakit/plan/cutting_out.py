"""A signer cut out by a matte, as ffmpeg filters."""

from fractions import Fraction
from typing import Any

import ffmpeg

Graph = Any  # ffmpeg-python has no types

_BLACK, _WHITE = 20, 230
"""Levels of a kept matte from which on it is all screen and all person: black is 16 and white 235,
and compression leaves a few levels of noise beside them."""

_GLOW = 1 / 24
"""How far the screen's glow reaches into the person, as a part of the picture's height: the light
that a screen throws round the edge of hair and shoulders. What lies further in keeps its colour, or
blue jeans would turn grey before a blue screen."""


def cut_out(stream: Graph, matte: Graph, colour: str | None, height: int) -> Graph:
    """The stream with all but the person see-through, and the glow of a screen of `colour`
    (0xRRGGBB) taken off the outline. Both streams are of one size, `height` pixels high.
    """
    matte = matte.filter("scale", in_range="tv", out_range="tv").filter("format", "yuv420p")
    matte = matte.filter("lutyuv", y=f"clip((val-{_BLACK})*255/{_WHITE - _BLACK},0,255)")
    matte = matte.filter("extractplanes", "y")
    if colour is None:
        return ffmpeg.filter([stream, matte], "alphamerge")
    halves = matte.filter_multi_output("split")
    return ffmpeg.filter(
        [_without_glow(stream, halves[0], colour, height), halves[1]], "alphamerge"
    )


def on_own_grid(stream: Graph, ticks: int, begins: int, rate: Fraction) -> Graph:
    """The stream with each picture exactly on the even grid that a recording of that `rate` means,
    counted from tick `begins`: so a picture and its matte never fall into different frames.
    """
    lasts = f"{ticks * rate.denominator}/{rate.numerator}"
    place = f"round(round((PTS-{begins})/({lasts}))*{lasts})+{begins}"
    return stream.filter("settb", f"1/{ticks}").filter("setpts", place)


def _without_glow(stream: Graph, matte: Graph, colour: str, height: int) -> Graph:
    halves = stream.filter("format", "gbrp").filter_multi_output("split")
    cleaned = halves[0].filter("format", "rgba").filter("despill", type=_screen(colour))
    inner = matte.filter("gblur", sigma=f"{height * _GLOW:.3f}")
    # Blurred, a straight outline is half: from there inwards the person's own colour comes back.
    inner = inner.filter("lutyuv", y="clip((val-128)*2,0,255)").filter("format", "gbrp")
    return ffmpeg.filter([cleaned.filter("format", "gbrp"), halves[1], inner], "maskedmerge")


def _screen(colour: str) -> str:
    red, green, blue = bytes.fromhex(colour.removeprefix("0x"))
    return "blue" if blue > max(red, green) else "green"

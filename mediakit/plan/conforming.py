"""Odd footage brought into shape once: what must be done, and the ffmpeg command that does it.

What ffmpeg does right by itself wherever it reads a picture is not here: turning and mirroring it
upright, full range, more than 8 bits, any subsampling, BT.601 where it is said.
"""

from collections.abc import Mapping
from fractions import Fraction
from math import ceil
from typing import Any

import ffmpeg

from mediakit.film.model import Canvas, Footage
from mediakit.film.timeline import Timeline
from mediakit.media.colours import Colours, meant_matrix
from mediakit.media.inputs import PICTURE_OPTIONS
from mediakit.media.model import Media, Picture
from mediakit.media.pace import ticks_of
from mediakit.media.shape import needs_conforming
from mediakit.plan.codecs import h264
from mediakit.plan.command import RESULT, Command, Graph, arguments_of
from mediakit.plan.model import Conform, Encoding
from mediakit.plan.shot_graph import PLAIN_COLOUR, on_grid

_ENCODING = Encoding(preset="veryfast", crf=14)
"""High quality: the film is encoded once more from it."""

_ALPHA_DECODERS = {"vp8": "libvpx", "vp9": "libvpx-vp9"}
"""ffmpeg's own decoders of these leave out the alpha, which WebM holds beside the picture."""

_WHITE_NITS = 100
"""Brightness of HDR that becomes 1.0 before it is toned down. Looked at on recordings of phones in
HLG and in PQ: with 203, the white of graphics (ITU-R BT.2408), skies and faces come out grey."""

_SPARE_MS = 1000
"""How much longer than was measured a recording may come out, before it is cut off. [own]"""

_FIELDS_SHOWN = Fraction(3, 2)
"""A film of so many times the recording's pictures a second shows its fields one by one."""


def conform_of(media: Media, canvas: Canvas, slowest: Fraction = Fraction(1)) -> Conform | None:
    """What brings a recording into shape for a film on this canvas; None if it can stay as it is.

    It is made no larger than covers the canvas, for all that comes after is faster then. `slowest`
    is the speed of its slowest clip, which shows as many of its pictures as there are.
    """
    picture = media.picture
    if picture is None or needs_conforming(media) is None:
        return None
    width, height = _size(picture, canvas)
    rate = canvas.rate * max(1, ceil(min(1 / slowest, picture.rate / canvas.rate)))
    return Conform(
        source=media.fingerprint,
        start_us=media.start_us,
        rate=rate,
        most=ceil((media.duration_ms + _SPARE_MS) * rate / 1000),
        width=width,
        height=height,
        colours=picture.colours,
        matrix=meant_matrix(picture.colours, picture.pixel_format, picture.width, picture.height),
        fields=_fields(picture, rate),
        alpha=_ALPHA_DECODERS.get(picture.codec, "own") if picture.alpha else "",
    )


def conform_in(timeline: Timeline, facts: Mapping[str, Media], media: Media) -> Conform | None:
    """What brings a recording into shape for the film on this timeline; None if it can stay as it
    is. `facts` are those of the film's files.
    """
    shown = (one.clip for placed in timeline.clips for one in (placed, *placed.cutaways))
    speeds = [
        clip.speed for clip in shown if isinstance(clip, Footage) and facts.get(clip.file) == media
    ]
    return conform_of(media, timeline.canvas, min(speeds, default=Fraction(1)))


def _size(picture: Picture, canvas: Canvas) -> tuple[int, int]:
    covering = max(Fraction(canvas.width, picture.width), Fraction(canvas.height, picture.height))
    scale = min(Fraction(1), covering)
    width, height = (
        max(2, round(edge * scale / 2) * 2) for edge in (picture.width, picture.height)
    )
    return width, height


def _fields(picture: Picture, rate: Fraction) -> str:
    if not picture.interlaced:
        return ""
    return "field" if rate >= picture.rate * _FIELDS_SHOWN else "frame"


def conform_command(conform: Conform) -> Command:
    """The ffmpeg run that brings odd footage into shape as result.mp4, at high quality."""
    stream = ffmpeg.input("source-0", **_decoder(conform), **PICTURE_OPTIONS)["V:0"]
    if conform.fields:
        # Only pictures that say so themselves: some recordings are a mixture.
        stream = stream.filter("bwdif", mode=f"send_{conform.fields}", deint="interlaced")
    ticks = ticks_of(conform.rate)
    start = conform.start_us * ticks // 1_000_000
    stream = on_grid(stream, ticks, start, conform.rate)
    if conform.matrix:
        stream = stream.filter("setparams", colorspace=conform.matrix)
    if conform.alpha:
        stream = _on_ground(stream)
    stream = _as_bt709(stream, conform)
    stream = stream.filter("setsar", "1").filter("format", "yuv420p")
    coder = h264(_ENCODING, conform.rate, key_every=12)
    out = ffmpeg.output(stream, RESULT, **coder, **{"frames:v": conform.most})
    return Command(arguments_of(out), (conform.source,))


def _decoder(conform: Conform) -> Mapping[str, Any]:
    own = conform.alpha in {"", "own"}
    return {} if own else {"c:v": conform.alpha}


def _on_ground(stream: Graph) -> Graph:
    """What is see-through shows the plain ground of films."""
    halves = stream.filter("format", "gbrap").filter_multi_output("split")
    ground = halves[0].filter("drawbox", color=f"{PLAIN_COLOUR}@1", thickness="fill", replace=1)
    return ground.overlay(halves[1], format="gbrp")


def _as_bt709(stream: Graph, conform: Conform) -> Graph:
    """The picture in its new size and in the colours of BT.709, limited range."""
    size, colours = (conform.width, conform.height), conform.colours
    if not (colours.hdr or colours.wide):
        bt709 = {"out_color_matrix": "bt709", "out_range": "tv"}
        return stream.filter("scale", *size, flags="bicubic", **bt709)
    stream = stream.filter("scale", *size, flags="bicubic").filter("setparams", **_said(colours))
    if colours.hdr:
        stream = stream.filter("zscale", transfer="linear", npl=_WHITE_NITS)
        stream = stream.filter("format", "gbrpf32le").filter("zscale", primaries="bt709")
        # Hable's curve keeps faces as bright as they were, and takes from bright skies alone.
        stream = stream.filter("tonemap", tonemap="hable", desat=0)
    bt709 = {"transfer": "bt709", "matrix": "bt709", "primaries": "bt709", "range": "tv"}
    return stream.filter("zscale", **bt709)


def _said(colours: Colours) -> dict[str, str]:
    """All that must be known to change colours; what is not stated is what mostly goes with it."""
    return {
        "colorspace": colours.matrix or "bt2020nc",
        "color_primaries": colours.primaries or "bt2020",
        "color_trc": colours.transfer or "bt709",
        "range": "pc" if colours.full else "tv",
    }

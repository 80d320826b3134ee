"""One source as ffmpeg shows it: sought, on the film's own grid of frames, and on its canvas."""

import math
from fractions import Fraction

import ffmpeg

from mediakit.film.model import Canvas
from mediakit.media.inputs import PICTURE_OPTIONS
from mediakit.media.pace import ticks_of
from mediakit.plan.command import Graph, exact
from mediakit.plan.model import Shot

PLAIN = (12, 21, 41)
"""The ground beside a film that was made smaller, in RGB: the lower end of the ground of cards."""
PLAIN_COLOUR = f"0x{bytes(PLAIN).hex()}"

_PREROLL_US = 250_000
"""Decoding begins this long before the first frame wanted, so that the frame shown there is found
even where times are a little off; two of the source's frames where that is longer. All of it is
decoded for nothing, once in each run."""


def input_of(number: int, shot: Shot, rate: Fraction) -> Graph:
    """The picture of `source-NUMBER`, from a little before what `shot` shows first."""
    before = max(_PREROLL_US, math.ceil(2_000_000 / shot.rate))
    skipped = int(shot.skip * 1_000_000 / rate * shot.pace)
    wanted = shot.origin_us + skipped - shot.start_us - before
    seek = {"ss": f"{wanted / 1_000_000:.6f}"} if wanted > 0 else {}
    return ffmpeg.input(f"source-{number}", **seek, **PICTURE_OPTIONS)["V:0"]


def frames_of(stream: Graph, shot: Shot, rate: Fraction) -> Graph:
    """The frames of `shot`, counted as the film's."""
    if shot.matrix:
        stream = stream.filter("setparams", colorspace=shot.matrix)
    ticks = ticks_of(rate)
    start = shot.origin_us * (ticks // 1_000_000)
    skipped = shot.skip * rate.denominator * (ticks // rate.numerator)
    if shot.pace == 1:
        stream = on_grid(stream, ticks, start + skipped, rate)
    else:
        paced = f"(PTS-{start})*{shot.pace.denominator}/{shot.pace.numerator}-{skipped}"
        stream = _from_tick(stream, ticks, paced, rate)
    return stream.filter("trim", end_frame=1) if shot.still else stream


def on_grid(stream: Graph, ticks: int, start: int, rate: Fraction) -> Graph:
    """The stream from tick `start`, one frame for each frame of the film.

    fps with round=near shows, in each frame of the film, what the source shows in its middle; in
    whole ticks the choice is the same whichever chunk the frame belongs to.
    """
    return _from_tick(stream, ticks, f"PTS-{start}", rate)


def _from_tick(stream: Graph, ticks: int, times: str, rate: Fraction) -> Graph:
    stream = stream.filter("settb", f"1/{ticks}").filter("setpts", times)
    return stream.filter("fps", fps=exact(rate), start_time=0, round="near")


def fitted(stream: Graph, shot: Shot, canvas: Canvas) -> Graph:
    """The picture on the canvas: whole, never cropped; what it leaves free shows its ground."""
    width, height = _inside(shot.width, shot.height, canvas.width, canvas.height)
    if (width, height) == (canvas.width, canvas.height):
        return _scale(stream, width, height)
    if shot.ground == "plain":
        size, middle = (canvas.width, canvas.height), ("(ow-iw)/2", "(oh-ih)/2")
        return _scale(stream, width, height).filter("pad", *size, *middle, color=PLAIN_COLOUR)
    halves = stream.filter_multi_output("split")
    ground = _ground(halves[0], canvas)
    return ground.overlay(_scale(halves[1], width, height), x="(W-w)/2", y="(H-h)/2")


def _ground(stream: Graph, canvas: Canvas) -> Graph:
    """The picture blurred and darkened over the whole canvas; blurred small, which is faster."""
    width, height = canvas.width // 8 * 2, canvas.height // 8 * 2
    small = stream.filter("scale", width, height, force_original_aspect_ratio="increase")
    small = small.filter("crop", width, height).filter("gblur", sigma=width / 40)
    return _scale(small.filter("eq", brightness=-0.12, saturation=0.8), canvas.width, canvas.height)


def _scale(stream: Graph, width: int, height: int) -> Graph:
    stream = stream.filter(
        "scale", width, height, flags="bicubic", out_color_matrix="bt709", out_range="tv"
    )
    return stream.filter("setsar", "1").filter("format", "yuv420p")


def _inside(width: int, height: int, most_wide: int, most_high: int) -> tuple[int, int]:
    """The largest even size of the same shape inside the given one; one that would miss it by a
    hundredth or less fills it.
    """
    scale = min(Fraction(most_wide, width), Fraction(most_high, height))
    fitted = (round(width * scale / 2) * 2, round(height * scale / 2) * 2)
    near = all(
        100 * (most - got) <= most for got, most in zip(fitted, (most_wide, most_high), strict=True)
    )
    return (most_wide, most_high) if near else fitted


def held_for(stream: Graph, frames: int) -> Graph:
    """Exactly `frames` frames: a source that ends too early holds its last picture."""
    held = stream.filter("tpad", stop=-1, stop_mode="clone")
    return held.filter("trim", end_frame=frames)


def steps_of(shot: Shot, rate: Fraction, frames: int) -> Graph:
    """Exactly so many frames of a film's from a shot that is the only input, in its own size."""
    return held_for(frames_of(input_of(0, shot, rate), shot, rate), frames)

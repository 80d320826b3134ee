"""A shaky clip held steady: ffmpeg looks through it for how the camera moved, then moves it back.

Filters with a memory see what lies before a chunk, so this is done once for a whole clip, and kept.
"""

from fractions import Fraction
from math import ceil

import ffmpeg

from mediakit.plan.codecs import h264
from mediakit.plan.command import RESULT, Command, Graph, arguments_of
from mediakit.plan.model import Encoding, Steady
from mediakit.plan.shot_graph import steps_of

_MOVES = "moves.trf"

_SHAKINESS = 8
"""How far ffmpeg looks for what moved, from 1 to 10: people hold phones and walk. [own]"""

_SMOOTH_SECONDS = Fraction(1, 2)
"""How far before and after a picture the camera's path is smoothed: what is quicker is shaking, and
what is slower is meant. [own]"""

_ENCODING = Encoding(preset="veryfast", crf=14)
"""High quality: the film is encoded once more from it."""


def steady_commands(steady: Steady) -> tuple[Command, Command]:
    """The two ffmpeg runs, one after the other in the same folder."""
    looked = _scaled(steady).filter("vidstabdetect", shakiness=_SHAKINESS, result=_MOVES)
    first = Command(arguments_of(ffmpeg.output(looked, "-", f="null")), (steady.shot.source,))
    smoothing = ceil(_SMOOTH_SECONDS * steady.canvas.rate)
    held = _scaled(steady).filter(
        # The picture is made as much larger, once for all, as hides its edges.
        "vidstabtransform",
        input=_MOVES,
        smoothing=smoothing,
        optzoom=1,
        interpol="bicubic",
    )
    out = ffmpeg.output(
        held.filter("format", "yuv420p"),
        RESULT,
        **h264(_ENCODING, steady.canvas.rate, key_every=12),
    )
    return first, Command(arguments_of(out), (steady.shot.source,))


def _scaled(steady: Steady) -> Graph:
    canvas = steady.canvas
    stream = steps_of(steady.shot, canvas.rate, steady.frames)
    bt709 = {"out_color_matrix": "bt709", "out_range": "tv"}
    stream = stream.filter("scale", canvas.width, canvas.height, flags="bicubic", **bt709)
    return stream.filter("setsar", "1").filter("format", "yuv420p")

"""Odd footage brought into shape once, as an ffmpeg command."""

import ffmpeg

from mediakit.media.inputs import GUARD_OPTIONS
from mediakit.media.pace import ticks_of
from mediakit.plan.codecs import h264
from mediakit.plan.graph import RESULT, Command, arguments_of, on_grid
from mediakit.plan.model import Conform, Encoding

_ENCODING = Encoding(preset="veryfast", crf=14)
"""High quality: the film is encoded once more from it."""


def conform_command(conform: Conform) -> Command:
    """The ffmpeg run that brings odd footage into shape as result.mp4, at high quality."""
    stream = ffmpeg.input("source-0", **GUARD_OPTIONS)["V:0"]
    ticks = ticks_of(conform.rate)
    start = conform.start_us * ticks // 1_000_000
    stream = on_grid(stream, ticks, start, conform.rate)
    stream = stream.filter("scale", w="trunc(iw*max(1,sar)/2)*2", h="trunc(ih/min(1,sar)/2)*2")
    stream = stream.filter("setsar", "1").filter("format", "yuv420p")
    out = ffmpeg.output(stream, RESULT, **h264(_ENCODING, conform.rate, key_every=12))
    return Command(arguments_of(out), (conform.source,))

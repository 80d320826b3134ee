"""Pictures that Python makes, fed to ffmpeg one after another and encoded as result.mp4."""

import ffmpeg

from mediakit.film.model import Canvas
from mediakit.plan.codecs import h264
from mediakit.plan.command import RESULT, arguments_of, exact
from mediakit.plan.model import Encoding, Matte


def drawing_arguments(canvas: Canvas) -> tuple[str, ...]:
    """Encode raw RGB frames from standard input, as Python draws them, as result.mp4."""
    # Under its short name: ffmpeg-python takes a video_size apart, and wrongly.
    size = f"{canvas.width}x{canvas.height}"
    stream = ffmpeg.input(
        "pipe:", f="rawvideo", pixel_format="rgb24", s=size, framerate=exact(canvas.rate)
    ).video
    stream = stream.filter("scale", out_color_matrix="bt709", out_range="tv")
    stream = stream.filter("format", "yuv420p")
    encoding = Encoding(preset="veryfast", crf=12)
    return arguments_of(ffmpeg.output(stream, RESULT, **h264(encoding, canvas.rate)), seeks=False)


def matte_arguments(matte: Matte) -> tuple[str, ...]:
    """Encode raw grey frames from standard input as result.mp4."""
    size = f"{matte.width}x{matte.height}"
    stream = ffmpeg.input(
        "pipe:", f="rawvideo", pixel_format="gray", s=size, framerate=exact(matte.rate)
    ).video
    stream = stream.filter("scale", in_range="pc", out_range="tv").filter("format", "yuv420p")
    encoding = Encoding(preset="veryfast", crf=14)
    out = ffmpeg.output(stream, RESULT, **h264(encoding, matte.rate, key_every=12))
    return arguments_of(out, seeks=False)

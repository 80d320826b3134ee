"""From drawn frames (a MoviePy clip) to video files, by way of the project's door to ffmpeg."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path

from footage.moving import Moving
from footage.sound import write_wav
from footage.voice import Samples
from mediakit.errors import Stopped
from mediakit.media.ffmpeg import ffmpeg_path
from mediakit.process import run

_FFMPEG = (str(ffmpeg_path()), "-y", "-hide_banner", "-loglevel", "error")


class Halt:
    """Whether this process shall stop drawing; `asked` answers before every frame."""

    asked: Callable[[], bool] = staticmethod(lambda: False)


HALT = Halt()
"""Set once, when a worker process begins."""


@dataclass(frozen=True, slots=True)
class Track:
    """Sound for a video: mono samples or a row for each channel, the rate they have, and the rate
    that the file shall have, in samples a second.
    """

    samples: Samples
    rate: int
    file_rate: int


def encode(
    clip: Moving, rate: Fraction, out: Path, *, track: Track | None = None, turned: bool = False
) -> None:
    """Write a MoviePy clip to `out` as H.264, whole or not at all.

    `turned` stores the picture lying on its side with a note to turn it, as phones do.
    """
    height, width = clip.get_frame(0).shape[:2]
    partial = out.with_name(f".{out.stem}.part.mp4")
    wav = out.with_name(f".{out.stem}.part.wav")
    # Constant quality 17 cannot be told from the drawing by eye; presets change speed and size.
    argv = [
        *_FFMPEG,
        "-f", "rawvideo", "-pixel_format", "rgb24", "-video_size", f"{width}x{height}",
        "-framerate", str(rate), "-i", "pipe:0",
    ]  # fmt: skip
    if track is not None:
        write_wav(track.samples, track.rate, wav)
        argv += ["-i", str(wav), "-c:a", "aac", "-b:a", "192k", "-ar", str(track.file_rate)]
    turn = ["transpose=2"] if turned else []
    argv += [
        "-vf", ",".join([*turn, "scale=out_color_matrix=bt709:out_range=tv", "format=yuv420p"]),
        "-c:v", "libx264", "-preset", "veryfast", "-crf", "17", "-threads", "1",
        "-colorspace", "bt709", "-color_primaries", "bt709", "-color_trc", "bt709",
        "-movflags", "+faststart", str(partial),
    ]  # fmt: skip
    try:
        run(argv, feed=_frames(clip, rate))
        if turned:
            _note_turn(partial)
        partial.replace(out)
    finally:
        wav.unlink(missing_ok=True)
        partial.unlink(missing_ok=True)


def convert_sound(samples: Samples, rate: int, out: Path) -> None:
    """Write sound to an Ogg Vorbis file, whole or not at all."""
    wav, partial = out.with_name(f".{out.stem}.part.wav"), out.with_name(f".{out.stem}.part.ogg")
    write_wav(samples, rate, wav)
    try:
        run([*_FFMPEG, "-i", str(wav), "-c:a", "libvorbis", "-q:a", "5", str(partial)])
        partial.replace(out)
    finally:
        wav.unlink(missing_ok=True)
        partial.unlink(missing_ok=True)


def _note_turn(path: Path) -> None:
    """Note in a video's header that players turn it a quarter clockwise."""
    noted = path.with_name(f"{path.stem}.turned.mp4")
    turn = ["-display_rotation", "-90", "-i", str(path), "-c", "copy"]
    run([*_FFMPEG, *turn, "-movflags", "+faststart", str(noted)])
    noted.replace(path)


def _frames(clip: Moving, rate: Fraction) -> Iterator[bytes]:
    for number in range(round(Fraction(clip.duration).limit_denominator(100000) * rate)):
        if HALT.asked():
            raise Stopped("Stopped")
        yield clip.get_frame(float(number / rate)).tobytes()

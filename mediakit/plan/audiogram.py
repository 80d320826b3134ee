"""A film of a sound for social media: what stands where, and the ffmpeg runs that make it.

The picture is a still with two things that change: the wave, which Python draws and feeds to
ffmpeg, and the subtitles. As for chunks (graph.py), inputs lie in the folder of the run under fixed
names, so nothing that people name enters a filter.
"""

import hashlib
import json
import math
from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace
from fractions import Fraction
from typing import Any, Literal

import ffmpeg

from mediakit.clock import SAMPLE_RATE, FrameSpan, samples_of
from mediakit.film.model import Canvas
from mediakit.media.model import Media
from mediakit.media.shape import is_seekable
from mediakit.plan.command import FONTS, RESULT, SUBTITLES, Command
from mediakit.plan.model import Sounding, Tools
from mediakit.plan.sound_graph import voice_stream
from mediakit.plan.soundtrack import CLICK_FADE
from mediakit.signing.geometry import Box
from mediakit.subtitles.burned.look import Look

Shape = Literal["square", "portrait", "wide"]

RATE = Fraction(30)
"""Phones show 60 pictures a second: at 30 the wave glides, at 25 it would stutter."""

SIZES: Mapping[Shape, tuple[int, int]] = {
    "square": (1080, 1080),
    "portrait": (1080, 1920),
    "wide": (1920, 1080),
}

STILL, SOUND, WAVE = "still.png", "sound.m4a", "wave.raw"

WAVE_RATE = 9600
"""Samples a second from which the wave is measured: the voice is below 4800 Hz, and a frame is a
whole number of samples (320)."""

MOST_LINES = 3
"""Lines of one subtitle (BBC: at most 3 in upright video)."""

_MOST_FOR_SUBTITLES = 0.4
"""Share of the height that subtitles may take, however large a house style makes them."""

_MARGIN = 0.05
"""Share of the width and of the height that stays empty at each edge (BBC: the central 90 %)."""

_APPS_BELOW, _APPS_ABOVE = 0.18, 0.08
"""Shares of an upright picture that the apps cover with buttons and texts of their own: about 350
pixels of 1920 at the bottom and 150 at the top (own figures)."""

_PADDING = 0.16
"""Space above and below the lines in a subtitle's box, in line heights (burning.py)."""

_QUIET = ("-hide_banner", "-nostats", "-loglevel", "error", "-progress", "pipe:1")


@dataclass(frozen=True, slots=True)
class Layout:
    """Where everything stands. `look` is the house style fitted to this shape. Words are set
    `beside` the artwork from the left, or under it (or alone) in the middle.
    """

    canvas: Canvas
    look: Look
    artwork: Box | None
    words: Box
    wave: Box
    subtitles: Box
    beside: bool

    @property
    def clear_below(self) -> int:
        """Pixels below the subtitles."""
        return self.canvas.height - self.subtitles.y - self.subtitles.height


@dataclass(frozen=True, slots=True)
class Audiogram:
    """All that reaches the finished file. `artwork` is a fingerprint; `ass` as in a chunk."""

    layout: Layout
    title: str
    show: str
    artwork: str | None
    sound: Sounding
    frames: int
    ass: str


def layout_of(shape: Shape, look: Look, *, artwork: bool) -> Layout:
    """What stands where in a picture of this shape, from the subtitles upwards."""
    width, height = SIZES[shape]
    look = _look_for(shape, look)
    margin, gap = _even(width * _MARGIN), _even(min(width, height) * 0.0375)
    subtitles = _subtitles(shape, look)
    top = _even(height * (_APPS_ABOVE if shape == "portrait" else _MARGIN))
    room = Box(margin, top, width - 2 * margin, subtitles.y - gap - top)
    beside = artwork and shape != "portrait"
    if not artwork:
        place, words, wave = _alone(room, gap)
    elif shape == "wide":
        place, words, wave = _wide(room, gap)
    elif shape == "square":
        place, words, wave = _square(room, gap)
    else:
        place, words, wave = _upright(room, gap)
    return Layout(Canvas(width, height, RATE), look, place, words, wave, subtitles, beside)


def _look_for(shape: Shape, look: Look) -> Look:
    width, height = SIZES[shape]
    share = look.line_pixels(width, height) / height
    share = min(share, _MOST_FOR_SUBTITLES / (MOST_LINES + _PADDING))
    return replace(look, line_height=share, line_height_square=share, line_height_upright=share)


def _subtitles(shape: Shape, look: Look) -> Box:
    width, height = SIZES[shape]
    tall = _even_above((MOST_LINES + _PADDING) * look.line_pixels(width, height))
    below = height * (1 - look.safe_height) / 2
    if shape == "portrait":
        below = max(below, height * _APPS_BELOW)
    side = _even_above(width * (1 - look.safe_width) / 2)
    return Box(side, height - _even_above(below) - tall, width - 2 * side, tall)


def _alone(room: Box, gap: int) -> tuple[None, Box, Box]:
    """No artwork: the words over the wave, as a card."""
    wave = _even(room.height * 0.36)
    words = Box(room.x, room.y, room.width, room.height - wave - gap)
    return None, words, Box(room.x, room.y + room.height - wave, room.width, wave)


def _wide(room: Box, gap: int) -> tuple[Box, Box, Box]:
    """The artwork at the left in full height, the words over the wave at its right."""
    side = room.height
    left = room.x + side + 2 * gap
    beside = Box(left, room.y, room.x + room.width - left, room.height)
    _, words, wave = _alone(beside, gap)
    return Box(room.x, room.y, side, side), words, wave


def _square(room: Box, gap: int) -> tuple[Box, Box, Box]:
    """The words beside the artwork, the wave under both."""
    side = _even(min(room.width * 0.48, room.height * 0.68))
    left = room.x + side + gap
    words = Box(left, room.y, room.x + room.width - left, side)
    top = room.y + side + gap
    wave = Box(room.x, top, room.width, room.y + room.height - top)
    return Box(room.x, room.y, side, side), words, wave


def _upright(room: Box, gap: int) -> tuple[Box, Box, Box]:
    """Artwork, words and wave one under another."""
    side = _even(min(room.width * 0.76, room.height * 0.54))
    artwork = Box(room.x + _even((room.width - side) / 2), room.y, side, side)
    under = Box(room.x, room.y + side + gap, room.width, room.height - side - gap)
    wave = _even(under.height * 0.4)
    words = Box(under.x, under.y, under.width, under.height - wave - gap)
    return artwork, words, Box(under.x, under.y + under.height - wave, under.width, wave)


def _even(number: float) -> int:
    return round(number) // 2 * 2


def _even_above(number: float) -> int:
    # A length that is whole but for the last digits of its fraction stays what it is.
    return math.ceil(round(number, 6) / 2) * 2


def sounding_of(media: Media, frames: FrameSpan) -> Sounding:
    """The stretch of the recording's sound that is heard; `media` must have sound."""
    if media.main_sound is None:
        raise ValueError("a recording without sound has no audiogram")
    length = samples_of(frames.end, RATE) - samples_of(frames.start, RATE)
    fade = min(CLICK_FADE, length // 2)
    return Sounding(
        source=media.fingerprint,
        stream=media.main_sound.index,
        start_us=media.start_us,
        offset_us=round(frames.start * 1_000_000 / RATE),
        seekable=is_seekable(media),
        at=0,
        length=length,
        fade_in=fade if frames.start else 0,
        fade_out=fade,
        ears=media.main_sound.ears,
    )


def sound_command(sounding: Sounding) -> Command:
    """The run that takes the sound out of the recording: as it will be heard, and as raw samples
    (16 bits, one channel) that the wave is measured from.
    """
    stream = voice_stream(0, sounding, 0.0)
    halves = stream.filter_multi_output("asplit")
    heard = ffmpeg.output(halves[0], SOUND, **{"c:a": "aac", "b:a": "160k", "ar": SAMPLE_RATE})
    measured = ffmpeg.output(halves[1], WAVE, f="s16le", ac=1, ar=WAVE_RATE)
    arguments = ffmpeg.get_args(ffmpeg.merge_outputs(heard, measured))
    return Command((*_QUIET, "-copyts", *arguments, "-y"), (sounding.source,))


def film_command(audiogram: Audiogram) -> Command:
    """The run that makes result.mp4 of the still, the wave's frames from standard input as raw RGB,
    the subtitles and the sound.
    """
    layout = audiogram.layout
    wave, rate = layout.wave, f"{RATE.numerator}/{RATE.denominator}"
    still = ffmpeg.input(STILL, framerate=rate).video
    still = _as_video(still).filter("loop", loop=-1, size=1)
    # Under its short name: ffmpeg-python takes a video_size apart, and wrongly.
    size = f"{wave.width}x{wave.height}"
    moving = ffmpeg.input("pipe:", f="rawvideo", pixel_format="rgb24", s=size, framerate=rate)
    picture = still.overlay(
        _as_video(moving.video), x=wave.x, y=wave.y, format="yuv420", shortest=1
    )
    picture = picture.filter("trim", end_frame=audiogram.frames)
    if audiogram.ass:
        picture = picture.filter("ass", filename=SUBTITLES, fontsdir=FONTS)
    # A still says of its colours only how they are stored; players want to know the rest too.
    picture = picture.filter("setparams", color_primaries="bt709", color_trc="bt709")
    picture = picture.filter("format", "yuv420p")
    sound = ffmpeg.input(SOUND).audio
    out = ffmpeg.output(picture, sound, RESULT, **_encoding(audiogram.title))
    files = ((SUBTITLES, audiogram.ass),) if audiogram.ass else ()
    return Command((*_QUIET, *ffmpeg.get_args(out), "-y"), (), files)


def _as_video(stream: Any) -> Any:  # noqa: ANN401 - ffmpeg-python has no types
    return stream.filter("scale", out_color_matrix="bt709", out_range="tv").filter(
        "format", "yuv420p"
    )


def _encoding(title: str) -> dict[str, Any]:
    """What every app takes: H.264 High in 4:2:0, AAC, the index at the front. crf 20 as in the
    preset "standard"; a key picture every 5 s, for much of the picture never changes.
    """
    return {
        "c:v": "libx264",
        "profile:v": "high",
        "preset": "veryfast",
        "crf": 20,
        "g": 5 * int(RATE),
        "pix_fmt": "yuv420p",
        "color_range": "tv",
        "colorspace": "bt709",
        "color_primaries": "bt709",
        "color_trc": "bt709",
        "c:a": "copy",
        "movflags": "+faststart",
        "metadata:g": f"title={title}",
    }


def audiogram_key(audiogram: Audiogram, drawer: int, tools: Tools) -> str:
    """What the finished file is kept under, in hex; see `keys.key_of`. `drawer` is the version of
    what draws the still and the wave.
    """
    everything = {
        "piece": asdict(audiogram),
        "commands": [asdict(sound_command(audiogram.sound)), asdict(film_command(audiogram))],
        "drawer": drawer,
        "tools": [dict(tools.every), dict(tools.drawing)],
    }
    # Fractions (the rates) are the only values that JSON does not know.
    text = json.dumps(everything, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()

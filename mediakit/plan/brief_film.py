"""The film that an interpreter works to: a countdown before it, and its time in a band above it.

As for chunks (graph.py), the film lies in the folder of the run under a fixed name, and nothing
that people name enters a filter. The band covers nothing of the film.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

import ffmpeg

from mediakit.clock import SAMPLE_RATE, format_time
from mediakit.film.model import Canvas
from mediakit.media.inputs import GUARD_OPTIONS
from mediakit.plan.command import FONTS, RESULT, SUBTITLES, Command
from mediakit.plan.keys import key_of
from mediakit.plan.model import Encoding, Plan, VersionPlan
from mediakit.plan.presets import PRESETS, Preset
from mediakit.subtitles.burned.burning import FONT_SIZE

LONG_EDGE = 640
"""Pixels of the film's longer side: small enough to send, large enough to read lips and subtitles
on a phone. [own]"""

LEAD_SECONDS = 5
"""From the beginning of the file to the film's time zero. [own]"""

STEP_MS = 100
"""The time is shown in tenths of a second: signing is put in its place more finely by its sound."""

GROUND = "0x0c1529"
"""The night blue behind titles (pictures.py): white on it has a contrast over 12:1."""

_FONT = "Lexend"

_BAND = 0.1
"""Height of the band, as a share of the picture's shorter side."""

_BEEP_SECONDS, _ZERO_SECONDS = 0.08, 0.16
_BEEP_HZ, _ZERO_HZ = 880, 1760
_BEEP_LEVEL = 0.25
"""Short tones at each second of the countdown, a longer and higher one at zero, at -12 dB of full
scale: clear beside speech at -16 LUFS, and no fright in headphones. [own]"""

FILM = "film"
"""What the command calls the film that it works on."""


@dataclass(frozen=True, slots=True)
class BriefFilm:
    """A film `frames` long that is drawn on `canvas`, to be made into the interpreter's."""

    canvas: Canvas
    frames: int
    title: str

    @property
    def lead(self) -> int:
        """Frames of the countdown."""
        return round(LEAD_SECONDS * self.canvas.rate)

    @property
    def band(self) -> int:
        """Pixels of the band above the picture; even, as 4:2:0 video needs it."""
        return round(min(self.canvas.width, self.canvas.height) * _BAND / 2) * 2


def brief_preset(own: Canvas) -> Preset:
    """How the film itself is made: small, and with the sound of the finished film, which is then
    made once for both.
    """
    standard = PRESETS["standard"]
    shorter, longer = sorted((own.width, own.height))
    short_edge = round(shorter * Fraction(LONG_EDGE, longer) / 2) * 2
    return Preset(
        name="brief",
        about="for an interpreter to work to",
        encoding=Encoding("veryfast", 20),
        sound_bitrate=standard.sound_bitrate,
        loudness=standard.loudness,
        short_edge=min(shorter, short_edge),
        to_publish=False,
    )


def brief_film_command(film: BriefFilm) -> Command:
    """The run that makes result.mp4 of the joined film."""
    source = ffmpeg.input("source-0", **GUARD_OPTIONS)
    picture = source["V:0"].filter("pad", "iw", f"ih+{film.band}", 0, film.band, color=GROUND)
    picture = picture.filter("tpad", start=film.lead, start_mode="add", color=GROUND)
    picture = picture.filter("ass", filename=SUBTITLES, fontsdir=FONTS)
    picture = picture.filter("format", "yuv420p")
    delay = round(film.lead * SAMPLE_RATE / film.canvas.rate)
    sound = source["a:0"].filter("adelay", f"{delay}S", all=1)
    sound = ffmpeg.filter([sound, _beeps()], "amix", inputs=2, normalize=0, duration="longest")
    out = ffmpeg.output(picture, sound, RESULT, **_encoding(film))
    quiet = ("-hide_banner", "-nostats", "-loglevel", "error", "-progress", "pipe:1")
    arguments = (*quiet, *ffmpeg.get_args(out), "-y")
    return Command(arguments, (FILM,), ((SUBTITLES, timecodes(film)),))


def timecodes(film: BriefFilm) -> str:
    """The ASS text of the countdown and of the film's time."""
    import pysubs2

    width, height = film.canvas.width, film.canvas.height + film.band
    file = pysubs2.SSAFile()
    file.info.update(PlayResX=str(width), PlayResY=str(height), WrapStyle="2")
    white = pysubs2.Color(255, 255, 255)
    file.styles["time"] = pysubs2.SSAStyle(fontname=_FONT, primarycolor=white, outline=0, shadow=0)
    file.events = [
        pysubs2.SSAEvent(start, end, text, style="time")
        for start, end, text in (*_countdown(film), *_times(film))
    ]
    return file.to_string("ass")


def _countdown(film: BriefFilm) -> Iterator[tuple[int, int, str]]:
    """A large number for each second before the film, and what will happen."""
    rate, middle = film.canvas.rate, film.canvas.width / 2
    centre, size = film.band + film.canvas.height / 2, film.canvas.height / 2
    above = film.band + film.canvas.height / 8
    told = rf"{{\an5\pos({middle:.0f},{above:.0f})\fs{_size(film) * 0.8:.1f}}}"
    yield 0, _edge(film.lead, rate), f"{told}The film begins at the long beep"
    for left in range(LEAD_SECONDS, 0, -1):
        first = film.lead - round(left * rate)
        last = film.lead - round((left - 1) * rate)
        codes = rf"{{\an5\pos({middle:.0f},{centre:.0f})\fs{size:.0f}}}"
        yield _edge(first, rate), _edge(last, rate), f"{codes}{left}"


def _times(film: BriefFilm) -> Iterator[tuple[int, int, str]]:
    """The film's time in the band, wherever it changes."""
    rate = film.canvas.rate
    place = rf"{{\an4\pos({film.band // 2},{film.band / 2:.0f})\fs{_size(film):.1f}}}"
    frame = 0
    while frame < film.frames:
        step = _step_at(frame, rate)
        after = min(film.frames, _first_frame(step + 1, rate))
        start, end = (_edge(film.lead + edge, rate) for edge in (frame, after))
        yield start, end, f"{place}Film {shown_time(step * STEP_MS)}"
        frame = after


def shown_time(ms: int) -> str:
    """A time as the band shows it, in tenths, and as film.toml takes it.

    >>> shown_time(63_250)
    '1:03.2'
    """
    return f"{format_time(ms)}.{ms % 1000 // STEP_MS}"


def _step_at(frame: int, rate: Fraction) -> int:
    return int(frame * 1000 / rate / STEP_MS)


def _first_frame(step: int, rate: Fraction) -> int:
    """The first frame that starts at this step or after it, and after the step before."""
    return -int(-(step * STEP_MS * rate) // 1000)


def _size(film: BriefFilm) -> float:
    return film.band * 0.55 * FONT_SIZE


def _edge(frame: int, rate: Fraction) -> int:
    """Milliseconds in the middle between `frame` and the one before, so that ASS's hundredths of a
    second never move a text by a frame.
    """
    return max(0, round((2 * frame - 1) * 500 / rate))


def _beeps() -> Any:  # noqa: ANN401 - ffmpeg-python has no types
    zero = f"gte(t,{LEAD_SECONDS})"
    tone = f"{_BEEP_LEVEL}*sin(2*PI*t*if({zero},{_ZERO_HZ},{_BEEP_HZ}))"
    on = f"lt(mod(t,1),if({zero},{_ZERO_SECONDS},{_BEEP_SECONDS}))"
    length = LEAD_SECONDS + _ZERO_SECONDS
    source = f"aevalsrc=exprs='{tone}*{on}|{tone}*{on}':c=stereo:s={SAMPLE_RATE}:d={length}"
    return ffmpeg.input(source, f="lavfi").audio


def _encoding(film: BriefFilm) -> dict[str, Any]:
    """What every player takes, small, and quick to jump in: a key picture every second."""
    return {
        "c:v": "libx264",
        "preset": "veryfast",
        "crf": 24,
        "g": round(film.canvas.rate),
        "pix_fmt": "yuv420p",
        "color_range": "tv",
        "colorspace": "bt709",
        "color_primaries": "bt709",
        "color_trc": "bt709",
        "c:a": "aac",
        "b:a": "128k",
        "ar": SAMPLE_RATE,
        "movflags": "+faststart",
        "metadata:g": f"title={film.title}",
    }


def brief_film_key(film: BriefFilm, plan: Plan, version: VersionPlan) -> str:
    """What the finished file is kept under, in hex; see `keys.key_of`."""
    everything = {
        "chunks": [key_of(chunk, plan.tools) for chunk in version.chunks],
        "sound": key_of(plan.sound, plan.tools),
        "command": asdict(brief_film_command(film)),
        "tools": dict(plan.tools.every),
    }
    text = json.dumps(everything, sort_keys=True, ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()

"""An ffmpeg command, and the fixed names of what it reads and makes.

Every command runs in a folder of its own, where the inputs lie under the fixed names `source-0`,
`source-1` …, what is written into pictures as `subtitles-0.ass` … and the fonts in `fonts`. So
nothing that people name (films, files, speakers) ever enters a filter. ffmpeg-python builds the
graph and the argument list; it runs nothing.
"""

from dataclasses import dataclass
from fractions import Fraction
from typing import Any

import ffmpeg

WORDS = ".ass"
"""The ending of what is written into pictures: who reads such a file needs the typeface."""
SUBTITLES = f"subtitles{WORDS}"
FONTS = "fonts"
RESULT = "result.mp4"

Graph = Any  # ffmpeg-python has no types


@dataclass(frozen=True, slots=True)
class Command:
    """Arguments for ffmpeg (without the program), its inputs by fingerprint or key in the order of
    their fixed names, and the texts of the files that it reads.
    """

    arguments: tuple[str, ...]
    sources: tuple[str, ...]
    files: tuple[tuple[str, str], ...] = ()


def arguments_of(out: Graph, *, seeks: bool = True) -> tuple[str, ...]:
    """ffmpeg's arguments; with `seeks`, times stay the source's own (-copyts) through a seek."""
    common = ["-hide_banner", "-nostats", "-loglevel", "error", "-progress", "pipe:1"]
    if seeks:
        common.append("-copyts")
    return (*common, *ffmpeg.get_args(out), "-y")


def exact(rate: Fraction) -> str:
    """A rate as ffmpeg reads it without rounding."""
    return f"{rate.numerator}/{rate.denominator}"

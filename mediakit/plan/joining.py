"""Finished chunks and sound to one file, as an ffmpeg command that copies them."""

from collections.abc import Sequence
from dataclasses import dataclass

from mediakit.media.inputs import GUARD_OPTIONS
from mediakit.plan.codecs import CONTAINERS
from mediakit.plan.command import RESULT
from mediakit.plan.model import Codec

LISTING = "chunks.ffconcat"
SOUND = "sound.m4a"
CHAPTERS = "chapters.txt"

_QUIET = ("-hide_banner", "-nostats", "-loglevel", "error", "-progress", "pipe:1")
_GUARDS = tuple(word for name, value in GUARD_OPTIONS.items() for word in (f"-{name}", value))

_QUICKTIME = {"cym": "wel"}
"""Languages that QuickTime files know by another name; ffmpeg would leave them out."""


@dataclass(frozen=True, slots=True)
class TextTrack:
    """Subtitles inside a film's file, which players can switch on: their SRT `text`, and what
    players show of them. `language` has three letters (ISO 639-2).
    """

    text: str
    language: str
    name: str


@dataclass(frozen=True, slots=True)
class Wrapping:
    """What a film's file says besides pictures and sound. `chapters` is ffmetadata, "" for none."""

    title: str
    chapters: str = ""
    tracks: Sequence[TextTrack] = ()


def listing(names: Sequence[str], *, quick: bool) -> str:
    """The chunks of those file names as chunks.ffconcat has them.

    ffmpeg decodes the first picture of each file to know it, though it copies all: 10 ms a chunk at
    1280x720. The chunks of a film are alike, so with `quick` that is forbidden it for all but the
    first, which takes a third of the time. It complains of each, so what it says of a failure is
    worth something only without.
    """
    lines = ["ffconcat version 1.0"]
    for number, name in enumerate(names):
        lines.append(f"file {name}")
        if quick and number:
            lines.append("option codec_whitelist none")
    return "\n".join([*lines, ""])


def track_name(number: int) -> str:
    """The name of the file with a text track, in the folder of the join."""
    return f"track-{number}.srt"


def join_arguments(wrapping: Wrapping, codec: Codec = "h264") -> tuple[str, ...]:
    """Join the chunks listed in chunks.ffconcat with sound.m4a, track-0.srt … and chapters.txt as
    result.mp4. Pictures are copied, and so is sound where the codec's container takes it.
    """
    # By hand: ffmpeg-python knows no input without streams.
    container = CONTAINERS[codec]
    numbers = range(len(wrapping.tracks))
    reading = ["-f", "concat", "-safe", "0", "-protocol_whitelist", "file", "-i", LISTING]
    reading += [*_GUARDS, "-i", SOUND]
    for number in numbers:
        reading += ["-f", "srt", "-i", track_name(number)]
    if wrapping.chapters:
        reading += ["-f", "ffmetadata", "-i", CHAPTERS]
    chapters = len(numbers) + 2 if wrapping.chapters else -1
    kept = ["-map", "0:v", "-map", "1:a"]
    for number in numbers:
        kept += ["-map", f"{number + 2}:s"]
    kept += ["-map_chapters", str(chapters), "-c", "copy", "-c:a", container.sound]
    told = ["-metadata:g", f"title={wrapping.title}"]
    for number, track in enumerate(wrapping.tracks):
        language = track.language
        if container.name == "mov":
            language = _QUICKTIME.get(language, language)
        told += [f"-metadata:s:s:{number}", f"language={language}"]
        told += [f"-metadata:s:s:{number}", f"handler_name={track.name}"]
    if wrapping.tracks:
        kept += ["-c:s", "mov_text"]
    written = ("-movflags", "+faststart", "-f", container.name, RESULT, "-y")
    return (*_QUIET, *reading, *kept, *told, *written)

"""What a report shows of finished results: the first subtitles, a picture, what to check first."""

import base64
import contextlib
import io
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from mediakit.errors import MediakitError
from mediakit.media.frames import picture_at
from mediakit.outputs.package import read_listing
from mediakit.outputs.transcripts import file_name
from mediakit.subtitles.model import LINKED_SUFFIX, Subtitles
from mediakit.subtitles.rules.checked import to_check
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.rules.profiles import EASY_READ
from mediakit.subtitles.rules.walking import breaches
from mediakit.transcript.files import read_transcript
from mediakit.transcript.model import UNCLEAR, Transcript
from mediakit.workflow.tracks import read_track, tracks_from

UNSURE = 0.5
"""Below this confidence a word counts as unsure: the model holds another one for as likely. [own]
"""

_FIRST = 3
"""Subtitles that are shown: enough to see the language and whether the words make sense. [own]"""

_THUMBNAIL = 240, 240
"""Most pixels across and down: large enough to know a film by, 10 kB at most."""

_AT = 0.2
"""Share of a film at which it is shown: titles are over, the end is not come. [own]"""


def facts_of_package(folder: Path, rules: Profile, transcript: Transcript | None) -> dict[str, Any]:
    """What is to be shown of a finished film; `transcript` is that of a single video."""
    tracks, listing = _tracks_in(folder), read_listing(folder)
    films = [version["file"] for version in listing.get("versions", ())]
    seconds = float(listing.get("seconds", 0))
    return {
        "film": films[0] if films else None,
        "page": next((path.name for path in sorted(folder.glob("*.html"))), None),
        "seconds": seconds,
        "language": listing.get("language"),
        "thumbnail": _thumbnail(folder / films[0], seconds) if films else None,
        **_sizes(folder),
        **_words(transcript),
        **_subtitles(tracks, rules),
    }


def facts_of_transcript(folder: Path, name: str, rules: Profile) -> dict[str, Any]:
    """What is to be shown of the transcripts of a recording."""
    file = folder / file_name(name, "words")
    transcript = read_transcript(file.read_text(encoding="utf-8"), str(file))
    track = tracks_from(transcript, rules)[0]
    return {
        "film": None,
        "page": file_name(name, "html"),
        "seconds": transcript.duration_ms / 1000,
        "language": transcript.language,
        "thumbnail": None,
        **_sizes(folder),
        **_words(transcript),
        **_subtitles([track], rules),
    }


def _words(transcript: Transcript | None) -> dict[str, Any]:
    """How sure the machine was of the words; nothing where it did not listen just now."""
    if transcript is None:
        return {"words": None, "unsure": None, "unclear": None}
    unsure = sum(word.confidence < UNSURE for word in transcript.words)
    return {
        "words": len(transcript.words),
        "unsure": unsure / len(transcript.words) if transcript.words else 0.0,
        "unclear": sum(sound.text == UNCLEAR for sound in transcript.sounds),
    }


def _subtitles(tracks: Sequence[Subtitles], rules: Profile) -> dict[str, Any]:
    """The first subtitles, and how many break which rule. Soft rules are advice: not counted."""
    counts: Counter[str] = Counter()
    for track in tracks:
        profile = EASY_READ if track.tag.endswith(LINKED_SUFFIX) else rules
        found = breaches(to_check(track, profile))
        counts.update(one.rule.name for one in found if one.rule.hard)
    shown = next((track for track in tracks if track.cues), None)
    return {
        "first": [" ".join(cue.text.split()) for cue in shown.cues[:_FIRST]] if shown else [],
        "subtitles": sum(len(track.cues) for track in tracks),
        "breaches": dict(counts.most_common()),
    }


def _tracks_in(folder: Path) -> list[Subtitles]:
    """The tracks of a package, word for word first."""
    files = sorted(folder.glob("*.srt"), key=lambda path: (LINKED_SUFFIX in path.name, path.name))
    return [read_track(file, file.stem.rpartition(".")[2]) for file in files]


def _sizes(folder: Path) -> dict[str, Any]:
    """The files of the results, and how much of the disk they take."""
    files = sorted(path for path in folder.iterdir() if path.is_file())
    return {
        "files": [path.name for path in files],
        "bytes": sum(path.stat().st_size for path in files),
    }


def _thumbnail(film: Path, seconds: float) -> str | None:
    """A small JPEG of the film in base64; None where no picture can be had."""
    with contextlib.suppress(MediakitError):
        picture = picture_at(film, round(seconds * 1000 * _AT))
        picture.thumbnail(_THUMBNAIL)
        stream = io.BytesIO()
        picture.save(stream, "JPEG", quality=70)
        return base64.b64encode(stream.getvalue()).decode()
    return None

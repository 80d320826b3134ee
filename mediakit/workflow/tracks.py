"""Subtitle files of a project: made by mediakit, edited by people, never taken from them."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mediakit.files import write_text
from mediakit.film.model import Film
from mediakit.subtitles.easy_read import easy_read
from mediakit.subtitles.formats import decoded
from mediakit.subtitles.formats.srt import read_srt, write_srt
from mediakit.subtitles.model import LINKED_SUFFIX, Subtitles
from mediakit.subtitles.profiles import profile_named
from mediakit.subtitles.splitting import split
from mediakit.transcript.model import Transcript
from mediakit.workflow.shelf import plain_words

RECORD = "written.json"
"""Remembers, in the project's kept folder, what mediakit wrote last into each subtitle file."""


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one subtitle file: `state` is "new", "renewed", "same" or "yours"."""

    file: Path
    state: str


def tags_of(film: Film) -> tuple[str, str]:
    """The tags of a film's two tracks: word for word, and easy read.

    >>> from mediakit.film.model import Canvas
    >>> tags_of(Film("", "en-GB", Canvas(2, 2, 25), (), None, None, ()))
    ('en', 'en-simple')
    """
    primary = film.language.partition("-")[0]
    return primary, primary + LINKED_SUFFIX


def tracks_from(transcript: Transcript, project: Path | None = None) -> tuple[Subtitles, Subtitles]:
    """Both tracks of one recording, as the machine would write them."""
    words = plain_words(transcript.language.partition("-")[0], project)
    return (
        split(transcript, profile_named("word-for-word")),
        easy_read(transcript, words, profile_named("easy-read")),
    )


def read_track(file: Path, tag: str) -> Subtitles:
    """A subtitle file, whatever editor saved it. Raises `BadInput` if it is not SRT."""
    return read_srt(decoded(file.read_bytes()), tag, str(file))


def write_tracks(folder: Path, kept: Path, tracks: Mapping[str, Subtitles]) -> list[Written]:
    """Write tracks (by file name) into `folder`, leaving alone every file that a person changed.

    A file is the machine's as long as it is exactly what the machine wrote last. Where nothing is
    remembered of a file, it is the person's.
    """
    record = _read_record(kept)
    results = []
    for name, subtitles in tracks.items():
        file, text = folder / name, write_srt(subtitles)
        state = _state(file, text, record.get(name))
        if state in ("new", "renewed"):
            write_text(file, text)
        if state != "yours":
            record[name] = _hash(text)
        results.append(Written(file, state))
    write_text(kept / RECORD, json.dumps(record, indent=1, sort_keys=True))
    return results


def missing_tracks(folder: Path, names: Iterable[str], tags: Iterable[str]) -> bool:
    """True if a recording has yet to get one of its subtitle files."""
    tags = tuple(tags)
    return any(not (folder / track_file(name, tag)).exists() for name in names for tag in tags)


def track_file(name: str, tag: str) -> str:
    """The name of a subtitle file: the recording's name and the track's tag."""
    return f"{name}.{tag}.srt"


def _state(file: Path, text: str, remembered: str | None) -> str:
    if not file.exists():
        return "new"
    present = _hash(file.read_bytes().decode("utf-8", "replace"))
    if present == _hash(text):
        return "same"
    return "renewed" if present == remembered else "yours"


def _read_record(kept: Path) -> dict[str, str]:
    try:
        record = json.loads((kept / RECORD).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return record if isinstance(record, dict) else {}


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

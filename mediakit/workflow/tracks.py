"""Subtitle files of a project: made by mediakit, edited by people, never taken from them."""

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Literal

from mediakit.files import write_text
from mediakit.film.model import Film
from mediakit.subtitles.easy_read import easy_read
from mediakit.subtitles.formats import FORMATS
from mediakit.subtitles.formats.srt import write_srt
from mediakit.subtitles.model import LINKED_SUFFIX, Subtitles
from mediakit.subtitles.profiles import EASY_READ, WORD_FOR_WORD
from mediakit.subtitles.splitting import split
from mediakit.transcript.model import Transcript
from mediakit.workflow.events import Tell, nobody
from mediakit.workflow.shelf import plain_words
from mediakit.workflow.subtitle_files import read_subtitles

RECORD = "written.json"
"""Remembers, in the project's kept folder, what mediakit wrote last into each subtitle file, and
what it listened to for that."""

State = Literal["new", "renewed", "same", "yours", "kept"]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one subtitle file. "yours": a person's, so it was left alone; "kept": there
    already, and nothing new was asked for.
    """

    file: Path
    state: State


@dataclass(frozen=True, slots=True)
class Heard:
    """What was listened to for a recording's subtitles: its content, by whom, and whether anybody
    speaks in it.
    """

    fingerprint: str
    speech: str
    words: bool


class Record:
    """The project's memory of its subtitle files. Lost, it does no harm: every file is then taken
    for a person's.
    """

    def __init__(self, kept: Path) -> None:
        self._path = kept / RECORD
        try:
            data = json.loads(self._path.read_text(encoding="utf-8"))
            self.files: dict[str, str] = dict(data["files"])
            self.heard = {name: Heard(**row) for name, row in data["heard"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.files, self.heard = {}, {}

    def save(self) -> None:
        """Write it down, whole."""
        heard = {name: asdict(row) for name, row in self.heard.items()}
        data = {"files": self.files, "heard": heard}
        write_text(self._path, json.dumps(data, indent=1, sort_keys=True))


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
        split(transcript, WORD_FOR_WORD),
        easy_read(transcript, words, EASY_READ),
    )


def read_track(file: Path, tag: str, tell: Tell = nobody) -> Subtitles:
    """A subtitle file, whatever editor saved it; `tell` hears what was forgiven in it. Raises
    `BadInput`, with the lines, if it cannot be read as SRT without losing words.
    """
    return read_subtitles(file, tag, tell, FORMATS["srt"])


def write_tracks(
    folder: Path, record: Record, tracks: Mapping[str, Subtitles], *, renew: bool = True
) -> list[Written]:
    """Write tracks (by file name) into `folder`, leaving alone every file that a person changed;
    without `renew`, every file that is there.

    A file is the machine's as long as it is exactly what the machine wrote last.
    """
    results = []
    for name, subtitles in tracks.items():
        file, text = folder / name, write_srt(subtitles)
        state = _state(file, text, record.files.get(name))
        if state == "renewed" and not renew:
            state = "kept"
        if state in ("new", "renewed"):
            write_text(file, text)
        if state in ("new", "renewed", "same"):
            record.files[name] = _hash(text)
        results.append(Written(file, state))
    record.save()
    return results


def track_file(name: str, tag: str) -> str:
    """The name of a subtitle file: the recording's name and the track's tag."""
    return f"{name}.{tag}.srt"


def _state(file: Path, text: str, remembered: str | None) -> State:
    if not file.exists():
        return "new"
    present = _hash(file.read_bytes().decode("utf-8", "replace"))
    if present == _hash(text):
        return "same"
    return "renewed" if present == remembered else "yours"


def _hash(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()

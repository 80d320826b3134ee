"""What mediakit remembers of a project's subtitle files, in the project's kept folder.

Lost, it does no harm: every file is then taken for a person's, and left alone.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from mediakit.clock import Span
from mediakit.files import write_text
from mediakit.subtitles.edits.merging import Conflict
from mediakit.subtitles.model import Cue, Subtitles

RECORD = "written.json"
"""What was listened to for the subtitles of each recording."""

FOLDER = "written"
"""One file for each subtitle file: what mediakit wrote last into it."""


@dataclass(frozen=True, slots=True)
class Heard:
    """What was listened to for a recording's subtitles: its content, by whom, whether anybody
    speaks in it, and which sound track, if a person chose one.
    """

    fingerprint: str
    speech: str
    words: bool
    sound: int | None = None


@dataclass(frozen=True, slots=True)
class Question:
    """A conflict that a person has not decided yet. `by` is the file whose wish it is, as it was
    brought back; "" for mediakit itself.
    """

    conflict: Conflict
    by: str = ""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What mediakit wrote last into one subtitle file, or would have written, had nobody changed
    it: `text` as it stood in a file named `file`, `made` with speakers and links to words.
    `words` marks the word-for-word track that an easy-read one was made from.
    """

    file: str
    text: str
    made: Subtitles
    questions: tuple[Question, ...] = ()
    words: str = ""


class Memory:
    """Reads and writes what is remembered; `kept` is the project's kept folder."""

    def __init__(self, kept: Path) -> None:
        self._record, self._folder = kept / RECORD, kept / FOLDER
        try:
            data = json.loads(self._record.read_text(encoding="utf-8"))
            self.heard = {name: Heard(**row) for name, row in data["heard"].items()}
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            self.heard = {}

    def save_heard(self) -> None:
        """Write down what was listened to, whole."""
        data = {"heard": {name: asdict(row) for name, row in self.heard.items()}}
        write_text(self._record, json.dumps(data, indent=1, sort_keys=True))

    def tracks(self) -> list[str]:
        """The tracks of which something is remembered."""
        return sorted(path.stem for path in self._folder.glob("*.json"))

    def of(self, track: str) -> Remembered | None:
        """What is remembered of a track, by the name of its file without the ending."""
        try:
            data = json.loads(self._file(track).read_text(encoding="utf-8"))
            return Remembered(
                file=str(data["file"]),
                text=str(data["text"]),
                made=Subtitles(str(data["tag"]), cues_of(data["made"])),
                questions=tuple(_question(row) for row in data["questions"]),
                words=str(data["words"]),
            )
        except (OSError, ValueError, TypeError, KeyError, AttributeError):
            return None

    def keep(self, track: str, remembered: Remembered) -> None:
        """Remember this of a track."""
        data = {
            "file": remembered.file,
            "text": remembered.text,
            "tag": remembered.made.tag,
            "made": [asdict(cue) for cue in remembered.made.cues],
            "questions": [asdict(question) for question in remembered.questions],
            "words": remembered.words,
        }
        write_text(self._file(track), json.dumps(data, indent=1, ensure_ascii=False))

    def _file(self, track: str) -> Path:
        return self._folder / f"{track}.json"


def mark_of(subtitles: Subtitles) -> str:
    """What tells a track from any other one: changed with every word and time in it."""
    rows = [(cue.span.start, cue.span.end, cue.text, cue.speaker) for cue in subtitles.cues]
    return hashlib.sha256(json.dumps(rows).encode()).hexdigest()


def _question(row: Mapping[str, Any]) -> Question:
    conflict = Conflict(**{name: cues_of(cues) for name, cues in row["conflict"].items()})
    return Question(conflict, str(row["by"]))


def cues_of(rows: Iterable[Mapping[str, Any]]) -> tuple[Cue, ...]:
    """Cues again, from what `asdict` made of them and JSON of that."""
    return tuple(_cue(row) for row in rows)


def _cue(row: Mapping[str, Any]) -> Cue:
    rest: dict[str, Any] = {
        name: tuple(value) if isinstance(value, list) else value for name, value in row.items()
    }
    rest["span"] = Span(**row["span"])
    return Cue(**rest)

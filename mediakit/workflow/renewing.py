"""Subtitle files of a project, renewed without losing anything that people changed in them."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from mediakit.errors import BadInput
from mediakit.files import write_bytes
from mediakit.subtitles.edits.comparing import are_same
from mediakit.subtitles.edits.merging import Merged, merge
from mediakit.subtitles.model import Subtitles
from mediakit.workflow.events import Event, Said, Tell, Warned
from mediakit.workflow.history import History
from mediakit.workflow.memory import Memory, Question, Remembered
from mediakit.workflow.questions import carried_on, is_open, sheet
from mediakit.workflow.tracks import (
    as_written,
    find_track,
    in_manner_of,
    read_content,
    read_track,
    track_file,
    written_as,
)

SHEET = ".to-decide.txt"
"""Ends the name of the text file with what is to be decided about a track."""

State = Literal["new", "renewed", "same", "yours", "kept", "unreadable"]


@dataclass(frozen=True, slots=True)
class Written:
    """What became of one subtitle file.

    "renewed": the machine has changed something in it; "yours": nothing, because the file is a
    person's; "kept": it was there already, and nothing new was asked for; "unreadable": a person's
    file with a mistake in it, which was left alone. `kept` counts the person's changes that are in
    it, `renewed` the subtitles that the machine changed, `questions` what is to be decided, all of
    them None where nothing was compared. `shift` is by how many milliseconds the
    person had moved everything.
    """

    file: Path
    state: State
    kept: int | None = None
    renewed: int | None = None
    questions: int | None = None
    shift: int = 0


@dataclass(frozen=True, slots=True)
class TrackFiles:
    """The subtitle files in a project's `folder`, with what is remembered of them."""

    folder: Path
    memory: Memory
    history: History
    tell: Tell

    def renew(
        self, name: str, machine: Subtitles, *, words: str = "", renew: bool = True
    ) -> tuple[Written, Subtitles]:
        """Bring the file of a recording's track up to date with what the machine would write now;
        without `renew`, only make it if it is missing. Returns what became of it, and the track as
        it now stands in the file.
        """
        track = f"{name}.{machine.tag}"
        found = find_track(self.folder, name, machine.tag, self.tell)
        file = found or self.folder / track_file(name, machine.tag)
        latest = Remembered(file.name, written_as(machine, file).decode(), machine, (), words)
        wish = as_written(machine, file)
        if found is None:
            write_bytes(file, latest.text.encode())
            self._remember(track, latest)
            return Written(file, "new", 0, 0, 0), wish
        forgiven: list[Event] = []
        try:
            present = read_track(file, machine.tag, forgiven.append)
        except BadInput as error:
            self.tell(Warned(f"{error} Until then, the file is left as it is."))
            return Written(file, "unreadable"), wish
        if not renew:
            return Written(file, "kept"), present
        if are_same(present.cues, wish.cues):
            self._remember(track, latest)
            return Written(file, "same", 0, 0, 0), wish
        remembered = self.memory.of(track)
        if remembered is None:
            return Written(file, "yours"), present
        base = read_content(remembered.text.encode(), machine.tag, Path(remembered.file))
        if file.suffix != Path(remembered.file).suffix:  # without what the other format cannot say
            base = as_written(base, file)
        merged = merge(base, present, wish)
        if merged.renewed:
            self.rewrite(file, merged.subtitles)
            for event in forgiven:
                self.tell(event)
            if forgiven:
                back = f"mediakit subtitles undo {file.name}"
                self.tell(Said(f"To have {file.name} again as it was: {back}"))
        new = [Question(conflict) for conflict in merged.conflicts]
        questions = carried_on(self._asked(track, remembered), new, present, wish)
        text = written_as(merged.machine, file).decode()
        self._remember(track, replace(latest, text=text, questions=questions))
        return _outcome(file, merged, len(questions)), merged.subtitles

    def rewrite(self, file: Path, track: Subtitles) -> None:
        """Write a track into its file as its editor would, and keep what it was."""
        self.history.rewrite(file, in_manner_of(file.read_bytes(), written_as(track, file)))

    def present(self, name: str, tag: str) -> tuple[Path, Subtitles] | None:
        """A recording's track as it stands, and its file; None if there is none."""
        file = find_track(self.folder, name, tag)
        return (file, read_track(file, tag)) if file else None

    def open_questions(
        self, tracks: Iterable[tuple[str, str]]
    ) -> Iterator[tuple[Path, tuple[Question, ...]]]:
        """What is still to be decided in the tracks of recordings, each a name and a tag."""
        for name, tag in tracks:
            remembered, present = self.memory.of(f"{name}.{tag}"), self.present(name, tag)
            if remembered and present:
                asked = self._asked(f"{name}.{tag}", remembered)
                questions = tuple(one for one in asked if is_open(one, present[1]))
                if questions:
                    yield present[0], questions

    def ask(self, track: str, questions: Sequence[Question]) -> None:
        """Change what is to be decided in a track that is remembered."""
        remembered = self.memory.of(track)
        if remembered is not None:
            self._remember(track, replace(remembered, questions=tuple(questions)))

    def ask_also(self, track: str, questions: Sequence[Question]) -> None:
        """Ask more about a track that is remembered."""
        remembered = self.memory.of(track)
        old = self._asked(track, remembered) if remembered is not None else ()
        self.ask(track, [*(one for one in old if one not in questions), *questions])

    def sheet_of(self, track: str) -> Path:
        """Where the questions about a track lie as text."""
        return self.folder / f"{track}{SHEET}"

    def _asked(self, track: str, remembered: Remembered) -> tuple[Question, ...]:
        """What was asked; a person also answers by taking the sheet away."""
        return remembered.questions if self.sheet_of(track).exists() else ()

    def _remember(self, track: str, latest: Remembered) -> None:
        """Remember this of a track; what is to be decided lies on a sheet beside its file, too."""
        self.memory.keep(track, latest)
        paper = self.sheet_of(track)
        if latest.questions:
            self.history.rewrite(paper, sheet(latest.file, latest.questions).encode())
        elif paper.exists():
            self.history.keep(paper)
            paper.unlink()


def _outcome(file: Path, merged: Merged, questions: int) -> Written:
    # What is still to be decided is not counted as kept, whether it was asked now or earlier.
    kept = len(merged.kept) + len(merged.conflicts) + bool(merged.shift) - questions
    renewed = sum(max(len(one.before), len(one.after)) for one in merged.renewed)
    state: State = "renewed" if renewed else "yours" if kept or questions else "same"
    return Written(file, state, kept, renewed, questions, merged.shift)

"""The verbs that look after people's changes: decide what is open, and bring earlier files back."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.workflow.events import Tell, nobody
from mediakit.workflow.history import Earlier, History
from mediakit.workflow.memory import Memory, Question
from mediakit.workflow.project import Project, open_project
from mediakit.workflow.questions import to_decide, with_wish
from mediakit.workflow.renewing import SHEET, TrackFiles
from mediakit.workflow.tracks import read_track


@dataclass(frozen=True, slots=True)
class Open:
    """A question that is open about a subtitle file."""

    file: Path
    question: Question


def track_files(project: Project, tell: Tell = nobody) -> TrackFiles:
    """The subtitle files of a project, with what is remembered of them."""
    return TrackFiles(project.subtitles, Memory(project.kept), History(project.kept), tell)


def open_questions(place: Path | None) -> Iterator[Open]:
    """Everything in a project that a person is still to decide."""
    files = track_files(open_project(place))
    tracks = ((name, tag) for name, _, tag in (t.rpartition(".") for t in files.memory.tracks()))
    for file, questions in files.open_questions(tracks):
        yield from (Open(file, question) for question in questions)


def undecided(project: Project, file: Path) -> str:
    """A sentence about what is still to be decided in one subtitle file; "" for nothing."""
    name, _, tag = file.stem.rpartition(".")
    found = track_files(project).open_questions([(name, tag)])
    return "".join(to_decide(there.name, questions) for there, questions in found if there == file)


def decide(place: Path | None, one: Open, *, mine: bool) -> None:
    """Answer a question: the person's version stays, or the other one takes its place."""
    files = track_files(open_project(place))
    track = one.file.stem
    if not mine:
        present = read_track(one.file, track.rpartition(".")[2])
        files.rewrite(one.file, with_wish(present, one.question))
    remembered = files.memory.of(track)
    if remembered is not None:
        files.ask(track, [other for other in remembered.questions if other != one.question])


def earlier_files(place: Path | None) -> dict[Path, list[Earlier]]:
    """What is kept of a project's subtitle files, the latest first, by the file it was."""
    project = open_project(place)
    history = History(project.kept)
    names = (name for name in history.names() if not name.endswith(SHEET))
    files = [project.subtitles / name for name in names]
    return {file: found for file in files if (found := history.others(file))}


def undo(file: Path, place: Path | None, number: int = 1) -> tuple[Path, Earlier]:
    """Make a subtitle file again what it was, and return it and what was brought back. `file` may
    be only its name.
    """
    if place is None and file.parent.name == "subtitles":
        place = file.parent.parent
    project = open_project(place)
    present = project.subtitles / file.name
    history = History(project.kept)
    if not present.exists() and not history.of(file.name):
        raise BadInput(
            "There is no such subtitle file in this film",
            str(present),
            "See what is kept with: mediakit subtitles history",
        )
    return present, history.bring_back(present, number)

"""The verb behind `mediakit subtitles --why`: what was said, what easy read says, and why."""

from dataclasses import dataclass
from pathlib import Path

from mediakit.process import StopSignal
from mediakit.subtitles.easy.explaining import Explained, explained
from mediakit.transcript.listening import Listening
from mediakit.workflow.events import Tell
from mediakit.workflow.project import facts_of, open_project
from mediakit.workflow.subtitling import Subtitling
from mediakit.workflow.tracks import find_track, read_track, tags_of, track_file


@dataclass(frozen=True, slots=True)
class Reasons:
    """The easy read of one recording, explained. `file` is its subtitle file, there or not yet."""

    recording: str
    file: Path
    cues: tuple[Explained, ...]


def explain(
    place: Path | None, listening: Listening, *, tell: Tell, stop: StopSignal
) -> list[Reasons]:
    """Explain the easy read of every recording of a project. Listens to what is new; writes no
    subtitle file.
    """
    project = open_project(place)
    work = Subtitling(project, facts_of(project, tell), listening, tell, stop)
    found = []
    for recording, name in work.names.items():
        transcript, easy = work.easy_read_of(recording)
        tag = tags_of(project.film, recording)[1]
        there = find_track(project.subtitles, name, tag)
        present = read_track(there, tag) if there else None
        cues = explained(transcript, easy.subtitles, easy.changes, easy.flags, present)
        file = there or project.subtitles / track_file(name, tag)
        found.append(Reasons(recording, file, cues))
    return found

"""The verb behind `mediakit subtitles --why`: what was said, what easy read says, and why."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from mediakit.process import StopSignal
from mediakit.subtitles.easy.explaining import Explained, FindHard, explained
from mediakit.subtitles.easy.hard_words import HardWord, hard_words
from mediakit.subtitles.grammar import language_of
from mediakit.transcript.listening import Listening
from mediakit.workflow.events import Tell
from mediakit.workflow.project import facts_of, open_project
from mediakit.workflow.shelf import plain_words
from mediakit.workflow.subtitling import Subtitling
from mediakit.workflow.tracks import find_track, read_track, tags_of, track_file
from mediakit.workflow.wordnet import thesaurus


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
        hard = _finder(transcript.language, project.folder)
        cues = explained(transcript, easy, present, hard)
        file = there or project.subtitles / track_file(name, tag)
        found.append(Reasons(recording, file, cues))
    return found


def _finder(language: str, project: Path) -> FindHard:
    """Finds the words that are hard in a language, by the shelf and what is known of words."""
    words = plain_words(language_of(language), project)

    def find(texts: Sequence[str]) -> tuple[HardWord, ...]:
        return hard_words(texts, words, thesaurus())

    return find

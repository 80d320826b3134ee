"""The verb subtitles: listen to what is new, and write the two tracks that people edit."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mediakit.media.model import Media
from mediakit.process import StopSignal
from mediakit.transcript.listening import Listener, Listening
from mediakit.workflow.events import Said, Tell
from mediakit.workflow.listening import Ears
from mediakit.workflow.names import names_for
from mediakit.workflow.project import Project, facts_of, open_project, recordings_of
from mediakit.workflow.tracks import Written, track_file, tracks_from, write_tracks


def make_subtitles(
    place: Path | None, listening: Listening, *, tell: Tell, stop: StopSignal
) -> list[Written]:
    """Write the subtitle files of every recording of a project; a person's are left alone."""
    project = open_project(place)
    return subtitle_project(project, facts_of(project, tell), listening, tell=tell, stop=stop)


def subtitle_project(
    project: Project,
    facts: Mapping[str, Media],
    listening: Listening,
    *,
    tell: Tell,
    stop: StopSignal,
) -> list[Written]:
    """The same for a project that is open. Without a language of its own, `listening` takes the
    film's: Whisper often takes English spoken in Wales for Welsh.
    """
    language = listening.language or project.film.language
    settings = replace(listening, language=language)
    ears = Ears(Listener(settings), project.kept / "transcripts", tell, stop)
    written = []
    for file, name in names_for(recordings_of(project.film, facts)).items():
        transcript = ears.hear(facts[file])
        if not transcript.words:
            tell(Said(f"{file}: nobody speaks here, so it needs no subtitles."))
            continue
        tracks = tracks_from(transcript, project.folder)
        files = {track_file(name, track.tag): track for track in tracks}
        written += write_tracks(project.subtitles, project.kept, files)
    return written

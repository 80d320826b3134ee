"""The verb subtitles: listen to what is new, and write the two tracks that people edit."""

from collections.abc import Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from mediakit.film.model import Film, Footage
from mediakit.media.model import Media
from mediakit.process import StopSignal
from mediakit.transcript.listening import Listener, Listening
from mediakit.workflow.events import Said, Tell, Warned
from mediakit.workflow.listening import Ears
from mediakit.workflow.names import names_for
from mediakit.workflow.project import Project, facts_of, open_project, recordings_of
from mediakit.workflow.tracks import (
    Heard,
    Record,
    Written,
    tags_of,
    track_file,
    tracks_from,
    write_tracks,
)


def make_subtitles(
    place: Path | None, listening: Listening, *, tell: Tell, stop: StopSignal
) -> list[Written]:
    """Write the subtitle files of every recording of a project; a person's are left alone."""
    project = open_project(place)
    work = Subtitling(project, facts_of(project, tell), listening, tell, stop)
    return [written for file in work.names for written in work.write(file)]


def names_in(film: Film) -> tuple[str, ...]:
    """The names of people and places that the film's captions show, once each."""
    clips = [clip for clip in film.clips if isinstance(clip, Footage)]
    return tuple(dict.fromkeys(name for clip in clips for name in (clip.name, clip.role) if name))


class Subtitling:
    """Makes the subtitle files of an open project. The film's language is what is listened for:
    Whisper often takes English spoken in Wales for Welsh. So are the names in the film.
    """

    def __init__(
        self,
        project: Project,
        facts: Mapping[str, Media],
        listening: Listening,
        tell: Tell,
        stop: StopSignal,
    ) -> None:
        self._project, self._facts, self._tell, self._stop = project, facts, tell, stop
        self._listening = replace(
            listening,
            language=project.film.language,
            hot_words=tuple(dict.fromkeys((*listening.hot_words, *names_in(project.film)))),
        )
        self._record = Record(project.kept)
        self.names = names_for(recordings_of(project.film, facts))
        """The name that each recording's subtitle files begin with, by file."""

    @cached_property
    def _ears(self) -> Ears:
        """Made when the first recording needs them: what is all heard already needs no model."""
        kept = self._project.kept / "transcripts"
        return Ears(Listener(self._listening), kept, self._tell, self._stop)

    def write(self, file: str, *, renew: bool = True) -> list[Written]:
        """Listen to a recording, unless that was done before, and write its two files."""
        name, media = self.names[file], self._facts[file]
        transcript = self._ears.hear(media)
        tracks = tracks_from(transcript, self._project.folder)
        files = {track_file(name, track.tag): track for track in tracks}
        speech = f"{transcript.engine}, {transcript.model}"
        self._record.heard[file] = Heard(media.fingerprint, speech, bool(transcript.words))
        if transcript.words:
            return write_tracks(self._project.subtitles, self._record, files, renew=renew)
        self._tell(Said(f"{file}: nobody speaks here, so it needs no subtitles."))
        self._record.save()
        return []

    def complete(self) -> None:
        """Make what is missing, and renew what belongs to an earlier take. Nothing else changes."""
        for file in self.names:
            if self._is_another_take(file):
                for written in self.write(file):
                    if written.state == "yours":
                        self._warn_of_take(file, written.file)
            elif self._is_missing(file):
                self._tell(Said(f"{file} has no subtitles yet, so they are made now."))
                self.write(file, renew=False)

    def speech(self) -> str:
        """What listened to the film's recordings, as far as that is remembered."""
        heard = (self._record.heard.get(file) for file in self.names)
        return "; ".join(sorted({one.speech for one in heard if one and one.words})) or "not known"

    def unused(self) -> list[Path]:
        """Subtitle files of the film's tracks that belong to no recording in it."""
        tags = tags_of(self._project.film)
        known = {track_file(name, tag) for name in self.names.values() for tag in tags}
        found = self._project.subtitles.glob("*.srt")
        mine = tuple(f".{tag}.srt" for tag in tags)
        return sorted(p for p in found if p.name.endswith(mine) and p.name not in known)

    def _is_another_take(self, file: str) -> bool:
        heard = self._record.heard.get(file)
        return heard is not None and heard.fingerprint != self._facts[file].fingerprint

    def _is_missing(self, file: str) -> bool:
        heard = self._record.heard.get(file)
        if heard is not None and not heard.words:
            return False
        tags, folder = tags_of(self._project.film), self._project.subtitles
        return any(not (folder / track_file(self.names[file], tag)).exists() for tag in tags)

    def _warn_of_take(self, file: str, subtitles: Path) -> None:
        self._tell(
            Warned(
                f"{file} is another recording than the one that {subtitles.name} was written for. "
                "You changed those subtitles, so they were left alone: do they still fit?"
            )
        )

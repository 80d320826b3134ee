"""The verb subtitles: listen to what is new, and write the two tracks that people edit."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.film.model import Film, Footage
from mediakit.film.translations import language_in
from mediakit.handwritten.positions import Positions
from mediakit.media.model import Media
from mediakit.process import StopSignal
from mediakit.subtitles.easy.easy_read import Simplified
from mediakit.subtitles.edits.mending import mended
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.rules.profiles import WORD_FOR_WORD
from mediakit.subtitles.shots import Shots
from mediakit.transcript.listening import Engines, Listener, Listening
from mediakit.transcript.model import Transcript
from mediakit.workflow.cutting import shots_of
from mediakit.workflow.events import Said, Tell, Warned
from mediakit.workflow.history import History
from mediakit.workflow.listening import Ears, listeners
from mediakit.workflow.making import HERE, Workers
from mediakit.workflow.memory import Heard, Memory, mark_of
from mediakit.workflow.project import Project, facts_of, open_project, subtitle_names
from mediakit.workflow.questions import to_decide
from mediakit.workflow.renewing import TrackFiles, Written
from mediakit.workflow.shelf import profile_named
from mediakit.workflow.tracks import (
    as_written,
    find_track,
    in_easy_read,
    simplified,
    tags_of,
    track_file,
    word_for_word,
)

LATER_TAKE = (
    "{file} is another recording than the one that {name} was written for. What you changed in "
    "those subtitles was kept: does it still fit?"
)
STALE = (
    "{words} was changed after {easy} was made from it. To bring the change into easy read: "
    "mediakit subtitles"
)


def make_subtitles(
    place: Path | None, listening: Listening, *, tell: Tell, stop: StopSignal
) -> list[Written]:
    """Write the subtitle files of every recording of a project, and renew what people did not
    change in them.
    """
    project = open_project(place)
    work = Subtitling(project, facts_of(project, tell), listening, tell, stop)
    return [written for file in work.names for written in work.write(file)]


def names_in(film: Film) -> tuple[str, ...]:
    """The names of people and places that the film's captions and voices have, once each."""
    clips = [clip for clip in film.clips if isinstance(clip, Footage)]
    clips += [voice.heard for voice in film.voices]
    return tuple(dict.fromkeys(name for clip in clips for name in (clip.name, clip.role) if name))


def film_profile(project: Project) -> Profile:
    """The rules of the film's word-for-word subtitles. Raises `BadInput` for a name that nobody
    knows.
    """
    name = project.film.profile or WORD_FOR_WORD.name
    try:
        return profile_named(name, project.folder)
    except BadInput as error:
        line = Positions(project.text).line_of(("subtitles", "profile"))
        where = f"{project.film_file}, line {line}: {name}" if line else name
        raise BadInput(error.what, where, error.remedy) from None


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
        *,
        engines: Engines | None = None,
        workers: Workers = HERE,
    ) -> None:
        self._project, self._facts, self._tell, self._stop = project, facts, tell, stop
        self._engines, self._workers = engines, workers
        self._listening = replace(
            listening,
            language=project.film.language,
            hot_words=tuple(dict.fromkeys((*listening.hot_words, *names_in(project.film)))),
        )
        # Before anything is listened to, which takes long.
        self._profile = film_profile(project)
        self._memory = Memory(project.kept)
        self._files = TrackFiles(project.subtitles, self._memory, History(project.kept), tell)
        self.names = subtitle_names(project.film, facts)
        """The name that the subtitle files of each recording begin with, by file."""

    def _shots(self, media: Media) -> Shots:
        rate, kept = self._project.film.canvas.rate, self._project.kept
        return shots_of(media, rate, kept, tell=self._tell, stop=self._stop)

    @cached_property
    def _ears(self) -> Ears:
        """Made when the first recording needs them: what is all heard already needs no model."""
        kept = self._project.kept / "transcripts"
        by = listeners(self._workers, self._project.kept / "render")
        listener = Listener(self._listening, self._engines)
        return Ears(listener, kept, self._tell, self._stop, elsewhere=by)

    def write(self, file: str, *, renew: bool = True) -> list[Written]:
        """Listen to a recording, unless that was done before, and bring its two files up to date:
        word for word from what was heard, easy read from what a person made of that.
        """
        name, media = self.names[file], self._facts[file]
        transcript = self._ears.hear(media, language_in(self._project.film, file))
        speech = f"{transcript.engine}, {transcript.model}"
        self._memory.heard[file] = Heard(
            media.fingerprint, speech, bool(transcript.words), media.chosen
        )
        self._memory.save_heard()
        if not transcript.words:
            self._tell(Said(f"{file}: nobody speaks here, so it needs no subtitles."))
            return []
        shots = self._shots(media)
        said = word_for_word(transcript, self._profile, shots)
        first, words = self._files.renew(name, said, renew=renew)
        transcript = mended(transcript, as_written(said, first.file), words)
        easy = in_easy_read(transcript, self._project.folder, shots)
        second, _ = self._files.renew(name, easy, words=mark_of(words), renew=renew)
        return [first, second]

    def easy_read_of(self, file: str) -> tuple[Transcript, Simplified]:
        """What was heard in a recording, as a person mended it, and the easy read that is made from
        that, with the reasons. Writes no subtitle file.
        """
        film, media = self._project.film, self._facts[file]
        transcript = self._ears.hear(media, language_in(film, file))
        shots = self._shots(media)
        present = self._files.present(self.names[file], tags_of(film, file)[0])
        if present is not None:
            said = word_for_word(transcript, self._profile, shots)
            transcript = mended(transcript, as_written(said, present[0]), present[1])
        return transcript, simplified(transcript, self._project.folder, shots)

    def complete(self) -> None:
        """Make what is missing, and renew what belongs to an earlier take. Nothing else changes."""
        later = [file for file in self.names if self._is_another_take(file)]
        missing = [file for file in self.names if file not in later and self._is_missing(file)]
        for file in missing:
            self._tell(Said(f"{file} has no subtitles yet, so they are made now."))
        lacking = [file for file in self.names if file in {*later, *missing}]
        if lacking:
            film = self._project.film
            self._ears.hear_together([(self._facts[f], language_in(film, f)) for f in lacking])
        for file in lacking:
            if file in later:
                for written in self.write(file):
                    if written.state == "yours" or written.kept or written.questions:
                        name = written.file.name
                        self._tell(Warned(LATER_TAKE.format(file=file, name=name)))
            else:
                self.write(file, renew=False)

    def speech(self) -> str:
        """What listened to the film's recordings, as far as that is remembered."""
        heard = (self._memory.heard.get(file) for file in self.names)
        return "; ".join(sorted({one.speech for one in heard if one and one.words})) or "not known"

    def unused(self) -> list[Path]:
        """Subtitle files of the film's tracks that belong to no recording in it."""
        tags = tags_of(self._project.film)
        known = {track_file(name, tag) for name in self.names.values() for tag in tags}
        found = self._project.subtitles.glob("*.srt")
        mine = tuple(f".{tag}.srt" for tag in tags)
        return sorted(p for p in found if p.name.endswith(mine) and p.name not in known)

    def open(self) -> Iterator[str]:
        """What a person should still see to, in plain sentences."""
        film = self._project.film
        own = {name: tags_of(film, file) for file, name in self.names.items()}
        tracks = [(name, tag) for name, tags in own.items() for tag in tags]
        for file, questions in self._files.open_questions(tracks):
            yield to_decide(file.name, questions)
        for name, tags in own.items():
            words, easy = (self._files.present(name, tag) for tag in tags)
            remembered = self._memory.of(f"{name}.{tags[1]}")
            if words and easy and remembered and remembered.words not in ("", mark_of(words[1])):
                yield STALE.format(words=words[0].name, easy=easy[0].name)

    def _is_another_take(self, file: str) -> bool:
        heard, media = self._memory.heard.get(file), self._facts[file]
        if heard is None:
            return False
        return (heard.fingerprint, heard.sound) != (media.fingerprint, media.chosen)

    def _is_missing(self, file: str) -> bool:
        heard = self._memory.heard.get(file)
        if heard is not None and not heard.words:
            return False
        tags, folder = tags_of(self._project.film, file), self._project.subtitles
        return any(find_track(folder, self.names[file], tag) is None for tag in tags)

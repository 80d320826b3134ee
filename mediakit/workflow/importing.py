"""The verb import: a film's subtitles that somebody edited, back into those of its recordings."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mediakit.clock import format_time
from mediakit.errors import BadInput
from mediakit.film.bringing_back import Brought, Doubt, Why, bring_back
from mediakit.film.placing import build_timeline
from mediakit.subtitles.edits.merging import merge
from mediakit.subtitles.model import Subtitles
from mediakit.workflow.deciding import track_files
from mediakit.workflow.events import Said, Tell, Warned, nobody
from mediakit.workflow.exported import Exported, exports_of, likeness
from mediakit.workflow.exporting import tracks_of
from mediakit.workflow.memory import Question
from mediakit.workflow.project import Project, facts_of, open_project, subtitle_names
from mediakit.workflow.questions import asked
from mediakit.workflow.renewing import TrackFiles
from mediakit.workflow.tracks import as_told, as_written, read_track, tags_of, told_in

STRANGE = 4
"""A file of which less than one in so many subtitles has the words of the film is of another film,
or a translation. [own]"""

SAID: dict[Why, str] = {
    "no recording": "No recording is shown there, only a card or a photo. It was not brought back.",
    "two clips": "It stands over two clips. Its words were brought back, its times were not.",
    "shown again": "It was deleted here, but the film shows it in another place, too. It stays.",
    "changed everywhere": "The film shows it in another place, too. It is changed there as well.",
    "changed twice": "The film shows it twice, and each was changed differently. The first counts.",
    "ends with its clip": "It goes on after its clip. The film shows it until the clip ends.",
}


@dataclass(frozen=True, slots=True)
class Returned:
    """What became of a recording's subtitle file: how many changes came back into it, and how many
    are to be decided, because it was changed there, too.
    """

    file: Path
    changes: int
    questions: int


def bring_back_files(
    place: Path | None, files: Iterable[Path], track: str | None, tell: Tell
) -> list[Returned]:
    """Bring edited subtitles of a film back into its recordings. Each file's track is the one in
    its name, as in our-film.en.srt, unless `track` names it. All files are read before anything is
    written.
    """
    files = list(files)
    for missing in (file for file in files if not file.is_file()):
        raise BadInput("There is no such file", str(missing), "Look for it by its name.")
    project = open_project(place)
    facts = facts_of(project, nobody)
    names = subtitle_names(project.film, facts)
    now = Exported(
        "",
        build_timeline(project.film, facts, where=str(project.film_file), text=project.text),
        as_told(project.film, tracks_of(project, names, project.film.versions, nobody)),
    )
    exports = sorted(exports_of(project.kept), key=lambda one: one.made, reverse=True)
    tags = dict.fromkeys(
        tag for one in (now, *exports) for tag in (*tags_of(project.film), *one.tracks)
    )
    found = []
    for file in files:
        tag = _tag_of(file, track, tags)
        edited = read_track(file, tag, tell)
        base = _base_of(file, edited, now, exports)
        if not base.made:
            tell(Said(f"{file.name}: it is compared with the film as it is now."))
        found.append((file, tag, base, _brought(file, edited, base)))
    return [
        returned
        for file, tag, base, brought in found
        for returned in _Returning(project, names, tag, file, tell).all(brought, base.tracks[tag])
    ]


def _tag_of(file: Path, track: str | None, tags: Iterable[str]) -> str:
    """The track of a film's subtitle file."""
    known = list(tags)
    named = track or Path(file.stem).suffix.removeprefix(".")
    if named in known:
        return named
    choice = f"Say which with --track: {' or '.join(known)}."
    if track:
        raise BadInput("The film has no such subtitles", track, choice)
    raise BadInput("The name of this file does not say which subtitles it holds", str(file), choice)


def _base_of(file: Path, edited: Subtitles, now: Exported, exports: list[Exported]) -> Exported:
    """The export that was edited: of those remembered, and the film as it is now, the one that is
    most like the file; of several, the latest.
    """
    known = [one for one in (*exports, now) if edited.tag in one.tracks]

    def alike(one: Exported) -> tuple[int, int]:
        return likeness(as_written(one.shown(edited.tag)[1], file), edited)

    best = max(known, key=alike, default=now)
    if edited.tag not in best.tracks or STRANGE * alike(best)[1] < len(edited.cues):
        raise BadInput(
            "These do not look like subtitles of this film",
            str(file),
            "Bring back what mediakit exported. Translations go into the folder subtitles.",
        )
    return best


def _brought(file: Path, edited: Subtitles, base: Exported) -> Brought:
    placed, shown = base.shown(edited.tag)
    written = as_written(shown, file)
    return bring_back(base.timeline, base.tracks[edited.tag], placed, written, edited)


@dataclass(frozen=True, slots=True)
class _Returning:
    """Puts what came back from one file into the project."""

    project: Project
    names: Mapping[str, str]
    tag: str
    source: Path
    tell: Tell

    def all(self, brought: Brought, base: Mapping[str, Subtitles]) -> Iterator[Returned]:
        """Put every recording's track back, and tell what a person should know."""
        self._tell_of_shift(brought)
        for doubt in brought.doubts:
            self.tell(Warned(f"{self.source.name}, {_told(doubt)}"))
        files = track_files(self.project, self.tell)
        for file, track in brought.tracks.items():
            tag = told_in(self.project.film, file, self.tag)
            there = files.present(self.names[file], tag) if file in self.names else None
            if there is None:
                name = f"{self.source.name}: the changes in {file}"
                self.tell(Warned(f"{name} were not brought back: it is no longer in the film."))
                continue
            yield self._put(files, f"{self.names[file]}.{tag}", there, base[file], track)

    def _put(
        self,
        files: TrackFiles,
        name: str,
        there: tuple[Path, Subtitles],
        base: Subtitles,
        track: Subtitles,
    ) -> Returned:
        """What was changed in the project meanwhile stays; where both changed the same, that is a
        question.
        """
        file, present = there
        merged = merge(base, present, track)
        if merged.renewed:
            files.rewrite(file, merged.subtitles)
        questions = [Question(one, self.source.name) for one in merged.conflicts]
        remembered = files.memory.of(name)
        if remembered is not None and questions:
            files.ask_also(name, questions)
        for question in questions if remembered is None else ():
            self.tell(
                Warned(f"{file.name} was changed there as well and stays.\n{asked(question)}")
            )
        return Returned(file, len(merged.renewed), len(questions))

    def _tell_of_shift(self, brought: Brought) -> None:
        if not brought.shift:
            return
        way = "later" if brought.shift > 0 else "earlier"
        moved = f"{self.source.name}: everything is {abs(brought.shift) / 1000:g} s {way}"
        if brought.shifted:
            self.tell(Said(f"{moved} than in the film, and so it is now in the recordings."))
        else:
            self.tell(
                Warned(
                    f"{moved} than in the film. mediakit takes that for a film that begins"
                    " elsewhere: the other changes were brought back, this was not."
                )
            )


def _told(doubt: Doubt) -> str:
    text = " ".join(doubt.cue.text.split())
    return f'at {format_time(doubt.cue.span.start)}, "{text}": {SAID[doubt.why]}'

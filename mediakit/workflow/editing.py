"""The verbs hand-over and hand-back: a film to an editing program, and the editor's cut back."""

from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.errors import BadInput, MissingPart
from mediakit.files import write_text
from mediakit.film.carrying import carry, film_subtitles
from mediakit.film.edit_clips import put_clips
from mediakit.film.placing import build_timeline
from mediakit.workflow.events import Said, Tell, Warned
from mediakit.workflow.exporting import tracks_of
from mediakit.workflow.film_pages import chapters_in
from mediakit.workflow.names import slug
from mediakit.workflow.own_files import aside
from mediakit.workflow.project import Project, facts_of, open_project, read_text, subtitle_names

ENDING = ".otio"


@dataclass(frozen=True, slots=True)
class HandedBack:
    """What a hand-back came to: the film's file, and a copy of it as it was, or None where the cut
    was the same.
    """

    film: Path
    copy: Path | None
    told: tuple[str, ...]


def hand_over(place: Path | None, out: Path | None, *, tell: Tell) -> Path:
    """Write the film for an editing program, beside its film.toml or to `out`. Nothing is made of
    the footage: the file names it.
    """
    _check_installed()
    from mediakit.outputs.editing.writing import NOT_HANDED_OVER, write_otio

    project = open_project(place)
    facts = facts_of(project, tell)
    timeline = build_timeline(project.film, facts, where=str(project.film_file), text=project.text)
    names = subtitle_names(project.film, facts)
    tracks = tracks_of(project, names, project.film.versions, tell)
    marks = [film_subtitles(timeline, carry(timeline, files), tag) for tag, files in tracks.items()]
    file = out or project.folder / f"{slug(project.film.title)}{ENDING}"
    write_text(file, write_otio(timeline, facts, marks, chapters_in(timeline)))
    tell(Said(f"Not in it: {NOT_HANDED_OVER}. They stay in the film."))
    return file


def hand_back(file: Path, place: Path | None, *, tell: Tell) -> HandedBack:
    """Bring an editor's cut back into film.toml, with a person's notes kept and a copy of the file
    as it was. Raises `BadInput` where it cannot be used; nothing is written then.
    """
    _check_installed()
    from mediakit.outputs.editing.reading import read_otio, told_beside
    from mediakit.outputs.editing.writing import otio_of

    project = open_project(place)
    facts, where = facts_of(project, tell), str(project.film_file)
    timeline = build_timeline(project.film, facts, where=where, text=project.text)
    text = read_text(file)
    recut = read_otio(text, timeline, str(file))
    film = replace(project.film, clips=tuple(one.clip for one in recut.clips))
    now = build_timeline(film, facts, where=str(file))
    told = (*recut.told, *told_beside(text, otio_of(now, facts), str(file)))
    for sentence in told:
        tell(Warned(sentence))
    written = put_clips(project.text, recut.clips, where)
    return HandedBack(project.film_file, _written(project, written), told)


def _written(project: Project, text: str) -> Path | None:
    """Write film.toml, and beside it a copy of what it was; None where nothing changed."""
    if text == project.text:
        return None
    if read_text(project.film_file) != project.text:
        raise BadInput(
            "The film was changed by somebody meanwhile",
            str(project.film_file),
            "Run the same command again.",
        )
    copy = aside(project.film_file)
    write_text(copy, project.text)
    write_text(project.film_file, text)
    return copy


def _check_installed() -> None:
    from importlib.util import find_spec

    if find_spec("opentimelineio") is None:
        raise MissingPart(
            "OpenTimelineIO is not installed", "", "Install it: pip install 'mediakit[edit]'"
        )

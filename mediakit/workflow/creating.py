"""The verbs new and add: a film's folder, and what goes into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mediakit.errors import AlreadyThere
from mediakit.files import copy, sha256_of, write_text, writing_to
from mediakit.film.edit import Addition, add_clips, new_film
from mediakit.media.probe import probe
from mediakit.workflow.events import Progress, Said, Tell, Warned
from mediakit.workflow.names import free_name, slug
from mediakit.workflow.project import FILM, open_project

Part = Literal["footage", "photo", "music", "signing"]

FOLDERS: dict[Part, str] = {
    "footage": "footage",
    "photo": "photos",
    "music": "music",
    "signing": "signing",
}
_PART_OF_KIND: dict[str, Part] = {"video": "footage", "photo": "photo", "sound": "music"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that is now in the film: where it came from, its place in the project, its part."""

    source: Path
    file: str
    part: Part


def new(title: str, *, language: str, place: Path | None = None) -> Path:
    """Make a project folder for a film and return it.

    It goes into `place`, else into the workspace's projects folder, else where we are. Raises
    `AlreadyThere` if a film of that name is there.
    """
    text = new_film(title, language)
    here = place or Path.cwd()
    parent = here / "projects" if place is None and (here / "projects").is_dir() else here
    folder = parent / slug(title)
    if folder.exists():
        raise AlreadyThere(
            "There is a folder of this name already",
            str(folder),
            "Choose another title, or go on with the film that is in it.",
        )
    with writing_to(folder):
        for name in (*FOLDERS.values(), "subtitles"):
            (folder / name).mkdir(parents=True)
    write_text(folder / FILM, text)
    return folder


def add(place: Path | None, files: Iterable[Path], *, part: Part | None, tell: Tell) -> list[Taken]:
    """Copy files into a project and add them to its film.

    What a file is for shows from what is in it (video: a clip, picture: a photo, sound: music)
    unless `part` says so. All files are looked at before the first is copied.
    """
    project = open_project(place)
    media = {file: probe(file) for file in dict.fromkeys(files)}
    taken = []
    for number, (source, facts) in enumerate(media.items()):
        tell(Progress("Copying", number, len(media)))
        for warning in facts.warnings:
            tell(Warned(f"{source.name}: {warning}"))
        kind = part or _PART_OF_KIND[facts.kind]
        folder = project.folder / FOLDERS[kind]
        taken.append(
            Taken(source, f"{FOLDERS[kind]}/{_copied(source, facts.fingerprint, folder)}", kind)
        )
    tell(Progress("Copying", 1, 1))
    durations = {t.file: media[t.source].duration_ms for t in taken}
    _write_film(project.film_file, project.text, taken, durations, tell)
    return taken


def _copied(source: Path, fingerprint: str, folder: Path) -> str:
    """The file's name in `folder`, where it was copied unless it is there already."""
    same = folder / source.name
    if same.is_file() and sha256_of(same) == fingerprint:
        return source.name
    name = free_name(folder, source.name)
    copy(source, folder / name)
    return name


def _write_film(
    film_file: Path,
    text: str,
    taken: Iterable[Taken],
    durations: Mapping[str, int],
    tell: Tell,
) -> None:
    additions = [Addition(one.part, one.file) for one in taken]
    added = add_clips(text, additions, durations, str(film_file))
    write_text(film_file, added.text)
    for note in added.notes:
        tell(Said(note))

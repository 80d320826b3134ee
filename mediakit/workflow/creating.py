"""The verbs new and add: a film's folder, and what goes into it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from mediakit.errors import AlreadyThere
from mediakit.files import copy, sha256_of, write_text, writing_to
from mediakit.film.edit import Added, Addition, add_clips, new_film
from mediakit.film.toml import read_film
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.workflow.events import Progress, Said, Tell, Warned
from mediakit.workflow.names import free_name, portable, slug
from mediakit.workflow.project import FILM, files_of, open_project, read_text

Part = Literal["footage", "photo", "music", "signing"]

FOLDERS: dict[Part, str] = {
    "footage": "footage",
    "photo": "photos",
    "music": "music",
    "signing": "signing",
}
_TALK = "To write down what is said in it, use: mediakit transcribe"
_PART_OF_KIND: dict[str, Part] = {"video": "footage", "photo": "photo", "sound": "music"}


@dataclass(frozen=True, slots=True)
class Taken:
    """A file that a person wants in the film: where it is, its place in the project, its part, and
    whether the film shows or plays it (a second piece of music, say, is not put in).
    """

    source: Path
    file: str
    part: Part
    used: bool = True


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
    unless `part` says so. Nothing is copied before all of it is known to fit into the film.
    """
    project = open_project(place)
    media = {file: probe(file) for file in dict.fromkeys(files)}
    wanted = _wanted(project.folder, media, part, tell)
    durations = {one.file: media[one.source].duration_ms for one in wanted}
    _with(project.text, wanted, durations, project.film_file)
    for number, one in enumerate(wanted):
        tell(Progress("Copying", number, len(wanted)))
        target = project.folder / one.file
        if not target.exists():
            copy(one.source, target)
    tell(Progress("Copying", 1, 1))
    # The person may have changed film.toml while large files were copied: read it again.
    added = _with(read_text(project.film_file), wanted, durations, project.film_file)
    write_text(project.film_file, added.text)
    for note in added.notes:
        tell(Said(note))
    used = set(files_of(read_film(added.text, str(project.film_file))))
    return [replace(one, used=one.file in used) for one in wanted]


def _with(
    text: str, wanted: Iterable[Taken], durations: Mapping[str, int], film_file: Path
) -> Added:
    additions = [Addition(one.part, one.file) for one in wanted]
    return add_clips(text, additions, durations, str(film_file))


def _wanted(
    project: Path, media: Mapping[Path, Media], part: Part | None, tell: Tell
) -> list[Taken]:
    """Where each file goes in the project. Two recordings never share a stem there."""
    wanted: list[Taken] = []
    for source, facts in media.items():
        for warning in facts.warnings:
            tell(Warned(f"{source.name}: {warning}"))
        kind = part or _PART_OF_KIND[facts.kind]
        if part is None and kind == "music":
            tell(Said(f"{source.name} is sound alone, so it is taken as music. {_TALK}"))
        place = FOLDERS[kind]
        name = same_in(project / place, facts.fingerprint, source.stat().st_size)
        if name is None:
            taken = [Path(one.file).name for one in wanted if one.file.startswith(f"{place}/")]
            there = [path.name for path in (project / place).glob("*")]
            name = free_name([*there, *taken], portable(source.name))
        wanted.append(Taken(source, f"{place}/{name}", kind))
    return wanted


def same_in(folder: Path, fingerprint: str, size: int) -> str | None:
    """The name of a file in `folder` with this very content, if there is one."""
    for path in sorted(folder.glob("*")):
        if path.is_file() and path.stat().st_size == size and sha256_of(path) == fingerprint:
            return path.name
    return None

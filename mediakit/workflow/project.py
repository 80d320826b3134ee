"""A project folder: found, read, and what is known of the files it names."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.film.cutaways import pictures_in
from mediakit.film.model import Film, Footage
from mediakit.film.toml import read_film
from mediakit.media.choosing import heard_from
from mediakit.media.model import Media
from mediakit.subtitles.formats import decoded
from mediakit.workflow.events import Tell, Warned
from mediakit.workflow.known_files import KnownFiles
from mediakit.workflow.names import names_for

FILM = "film.toml"


@dataclass(frozen=True, slots=True)
class Project:
    """A film with the folder it lives in. `text` is its film.toml as it stands."""

    folder: Path
    film: Film
    text: str

    @property
    def subtitles(self) -> Path:
        """Where people edit: one file for each recording and track."""
        return self.folder / "subtitles"

    @property
    def exports(self) -> Path:
        """Where finished packages go."""
        return self.folder / "exports"

    @property
    def kept(self) -> Path:
        """What can be made again: transcripts, chunks. Safe to delete."""
        return self.folder / ".mediakit"

    @property
    def film_file(self) -> Path:
        """The only file that a person must know."""
        return self.folder / FILM


def find_project(place: Path | None) -> Path:
    """The project's folder: `place` (a project, or its film.toml), or the folder we are in, or one
    above it. Raises `BadInput` where there is none.
    """
    if place is not None:
        folder = place.parent if place.name == FILM else place
        if (folder / FILM).is_file():
            return folder.absolute()
        raise BadInput(
            "There is no film here", str(folder), 'Make one with: mediakit new "My film"'
        )
    here = Path.cwd()
    for folder in (here, *here.parents):
        if (folder / FILM).is_file():
            return folder
    raise BadInput(
        "There is no film in this folder",
        str(here),
        'Go into the folder of your film, or make a new one with: mediakit new "My film"',
    )


def open_project(place: Path | None) -> Project:
    """Read and check a project's film.toml. Raises `Mistakes` with every mistake in it."""
    folder = find_project(place)
    file = folder / FILM
    text = read_text(file)
    return Project(folder, read_film(text, str(file)), text)


def read_text(file: Path) -> str:
    """A text that a person may have written in any editor, its line ends as they are."""
    try:
        return decoded(file.read_bytes())
    except OSError as error:
        raise BadInput(
            f"The file cannot be read ({error.strerror})", str(file), "Look at it in your folder."
        ) from error


def files_of(film: Film) -> Iterator[str]:
    """Every file that the film names, once, in the order of the film."""
    named = [shown.file for _, shown in pictures_in(film)]
    named += [slot.file for slot in film.signer.slots] if film.signer else []
    named += [voice.heard.file for voice in film.voices]
    named += [film.music] if film.music else []
    yield from dict.fromkeys(named)


def facts_of(project: Project, tell: Tell) -> dict[str, Media]:
    """What is known of every file that the film names; files that do not exist are left out."""
    facts, known = {}, KnownFiles(project.kept)
    for file in files_of(project.film):
        path = project.folder / file
        if path.exists():
            media = known.media(file, path)
            facts[file] = as_chosen(media, file, project.film, str(project.film_file))
            for warning in facts[file].warnings:
                tell(Warned(f"{file}: {warning}"))
    known.keep()
    return facts


def as_chosen(media: Media, file: str, film: Film, where: str) -> Media:
    """The recording with the sound track that the film asks for; `where` names its film.toml."""
    clips = (clip for clip in film.clips if isinstance(clip, Footage))
    wanted = next((clip.sound for clip in clips if clip.file == file and clip.sound), None)
    return media if wanted is None else heard_from(media, wanted, f"{where} ({file})")


def subtitle_names(film: Film, facts: Mapping[str, Media]) -> dict[str, str]:
    """The recordings that are heard in the film, in its order, each with the name that its subtitle
    files begin with. Those that are silent count for the names: so no name changes with a volume.
    """
    clips = [clip for clip in film.clips if isinstance(clip, Footage)]
    clips += [voice.heard for voice in film.voices]
    heard = {clip.file for clip in clips if clip.volume}
    files = dict.fromkeys(clip.file for clip in clips)
    sounding = (file for file in files if file in facts and facts[file].main_sound is not None)
    return {file: name for file, name in names_for(sounding).items() if file in heard}


def backdrops_of(project: Project, facts: Mapping[str, Media]) -> dict[str, str | None]:
    """The colour behind each signer that is to be cut out, as 0xRRGGBB; None for no such colour."""
    slots, known = (
        project.film.signer.slots if project.film.signer else (),
        KnownFiles(project.kept),
    )
    files = dict.fromkeys(slot.file for slot in slots if slot.file in facts)
    found = {file: known.backdrop(file, facts[file]) for file in files}
    known.keep()
    return found

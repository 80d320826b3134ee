"""What is the same for every episode of a podcast: podcast.toml in the folder of the recordings."""

from dataclasses import dataclass, fields
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.film.tables import checked, parse_toml
from mediakit.workflow.project import read_text

SHOW_FILE = "podcast.toml"


@dataclass(frozen=True, slots=True)
class Show:
    """What a person says of a podcast as a whole. `clean` and `mono` are how its talk is treated,
    the paths are absolute.
    """

    show: str | None = None
    author: str | None = None
    language: str | None = None
    website: str | None = None
    cover: Path | None = None
    intro: Path | None = None
    outro: Path | None = None
    music: Path | None = None
    clean: bool = False
    mono: bool = False

    @property
    def sounds(self) -> tuple[Path, ...]:
        """The recordings that belong to the show and not to one episode."""
        return tuple(path for path in (self.intro, self.outro, self.music) if path is not None)


def read_show(folder: Path) -> Show:
    """What podcast.toml in this folder says; nothing where there is none.

    Raises `Mistakes` with every mistake in it, by line, and `BadInput` for a file that it names
    and that is not there.
    """
    path = folder / SHOW_FILE
    if not path.exists():
        return Show()
    from mediakit.workflow.show_schema import SHOW, ShowTable

    text = read_text(path).removeprefix("\ufeff")
    table = checked(parse_toml(text, str(path)), ShowTable, SHOW, text, str(path))
    named = {word: getattr(table, word) for word in ("cover", "intro", "outro", "music")}
    missing = [f"{word} = {file}" for word, file in named.items() if not _there(folder, file)]
    if missing:
        raise BadInput(
            "A file that podcast.toml names is not there",
            f"{path} ({', '.join(missing)})",
            "Put it there, or correct its name. Names count from the folder of podcast.toml.",
        )
    return Show(
        show=table.show,
        author=table.author,
        language=table.language,
        website=table.website,
        clean=table.clean,
        mono=table.mono,
        **{word: folder / file for word, file in named.items() if file is not None},
    )


def _there(folder: Path, file: str | None) -> bool:
    return file is None or (folder / file).is_file()


def merged(first: Show, second: Show) -> Show:
    """What `first` says, and where it says nothing, what `second` says."""
    names = (one.name for one in fields(Show))
    return Show(**{name: getattr(first, name) or getattr(second, name) for name in names})

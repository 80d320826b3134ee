"""The shelf: plain words and the house style, built in; a workspace overrides it entry by entry."""

from collections.abc import Iterator
from pathlib import Path

import mediakit
from mediakit.errors import BadInput
from mediakit.handwritten.mistakes import nearest
from mediakit.subtitles.burned.look import Style
from mediakit.subtitles.burned.style_file import read_style
from mediakit.subtitles.easy.plain_words import PlainWords
from mediakit.subtitles.easy.shelf import merge, read_plain_words
from mediakit.subtitles.formats import decoded
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.rules.profile_files import FILE as PROFILE_FILE
from mediakit.subtitles.rules.profile_files import read_profiles
from mediakit.subtitles.rules.profiles import PROFILES

STYLE = "style.toml"


def built_in_shelf() -> Path:
    """The shelf that travels with mediakit: inside the wheel, or beside the source."""
    package = Path(mediakit.__file__).parent
    carried = package / "_shelf"
    return carried if carried.is_dir() else package.parent / "subtitles"


def _shelves(project: Path | None) -> Iterator[Path]:
    """The built-in shelf, then the workspace's own, if `project` lies in one."""
    yield built_in_shelf()
    if project is not None and project.parent.name == "projects":
        own = project.parent.parent / "subtitles"
        if own.is_dir() and own.resolve() != built_in_shelf().resolve():
            yield own


def plain_words(language: str, project: Path | None = None) -> PlainWords:
    """The plain words of a language (its primary tag); none where no shelf has a list for it."""
    words = PlainWords(language, ())
    for shelf in _shelves(project):
        file = shelf / f"plain-words.{language}.toml"
        if file.is_file():
            words = merge(words, read_plain_words(decoded(file.read_bytes()), str(file)))
    return words


def style(project: Path | None = None) -> Style:
    """The house style of subtitles, with what the workspace's own style.toml says otherwise."""
    found = Style()
    for shelf in _shelves(project):
        file = shelf / STYLE
        if file.is_file():
            found = read_style(decoded(file.read_bytes()), str(file), found)
    return found


def profiles(project: Path | None = None) -> dict[str, Profile]:
    """Every set of subtitle rules by name: those of mediakit, and the team's own."""
    found = dict(PROFILES)
    for shelf in _shelves(project):
        file = shelf / PROFILE_FILE
        if file.is_file():
            found |= read_profiles(decoded(file.read_bytes()), str(file))
    return found


def profile_named(name: str, project: Path | None = None) -> Profile:
    """The set of rules called `name`. Raises `BadInput` naming those that there are."""
    known = profiles(project)
    if name not in known:
        near = nearest(name, known)
        meant = f"Did you mean {near}? " if near else ""
        raise BadInput(
            "There is no such set of subtitle rules", name, f"{meant}There are: {', '.join(known)}."
        )
    return known[name]

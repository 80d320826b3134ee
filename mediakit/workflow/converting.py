"""Subtitle files from one format to another."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.errors import AlreadyThere, BadInput
from mediakit.subtitles.formats import FORMATS, Format, unsaid
from mediakit.subtitles.formats.reading import UNKNOWN
from mediakit.subtitles.model import Subtitles
from mediakit.workflow.events import Tell, Warned
from mediakit.workflow.own_files import put
from mediakit.workflow.single_files import Done, each
from mediakit.workflow.subtitle_files import read_subtitles

_TAG = re.compile(r"[a-z]{2}(?:-[A-Za-z0-9]{2,8})*")
"""A language in a file's name, as in talk.cy.srt or talk.en-simple.srt."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks for: the name of a format, and the folder of the results, None for that of
    each file. `language` is the tag of the subtitles where neither the file nor its name says it.
    With `replace_old`, what is there already is made anew.
    """

    to: str
    out: Path | None = None
    language: str | None = None
    replace_old: bool = False


def convert(files: Iterable[Path], wish: Wish, tell: Tell) -> Iterator[Done]:
    """Convert subtitle files, one after the other; one that cannot be read stops nothing. `tell`
    hears what was forgiven in each, and what the new format cannot say.
    """
    kind = FORMATS[wish.to]

    def work(file: Path, name: str) -> Done:
        """Convert one file; `name` is what its result is called in a folder of results."""
        target = _target(file, name, kind, wish)
        subtitles = _tagged(read_subtitles(file, wish.language or "", tell), file)
        for sentence in unsaid(subtitles, kind):
            tell(Warned(f"{target.name}: {sentence}"))
        left = put(target, kind.write(subtitles), file)
        if left.moved is not None:
            tell(Warned(f"What you changed in {target.name} is now in {left.moved.name}."))
        return Done(file, (target,))

    yield from each(files, work)


def _target(file: Path, name: str, kind: Format, wish: Wish) -> Path:
    """Where the result goes. Raises `BadInput` or `AlreadyThere` if it cannot go there."""
    extension = kind.extensions[0]
    target = file.with_suffix(extension)
    if wish.out is not None:
        target = wish.out.absolute() / f"{name}{extension}"
    if target == file:
        raise BadInput(
            f"This is a {extension} file already", str(file), "Use --out to put a copy elsewhere."
        )
    if target.exists() and not wish.replace_old:
        raise AlreadyThere(
            "This file is there already", str(target), "Use --replace to make it anew."
        )
    return target


def _tagged(subtitles: Subtitles, file: Path) -> Subtitles:
    """The subtitles with the language that the file's name says, if they do not say it."""
    named = Path(file.stem).suffix.removeprefix(".")
    if subtitles.tag != UNKNOWN or not _TAG.fullmatch(named):
        return subtitles
    return replace(subtitles, tag=named)

"""Subtitles as files: bytes in and bytes out; callers open files.

Formats are a registry, so that a new one is a row here and a module beside it. A format's module is
imported when the format is first used.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import import_module
from pathlib import PurePath
from typing import cast

from mediakit.errors import BadInput
from mediakit.subtitles.formats.encoding import decode, decoded
from mediakit.subtitles.formats.places import number_of
from mediakit.subtitles.formats.reading import Forgiven, Reading, told
from mediakit.subtitles.model import Cue, Subtitles

__all__ = ["FORMATS", "Forgiven", "Format", "Reading", "decoded", "format_for", "told", "unsaid"]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of subtitle file. The first of its `extensions` is the one it is written with.

    Its module has the functions `read_<name>(text, tag, where) -> Reading` and
    `write_<name>(subtitles) -> str`; those of a `binary` format take and give bytes. `unit` is what
    the numbers of Forgiven count. `lacks` names what it cannot say.
    """

    name: str
    extensions: tuple[str, ...]
    binary: bool = False
    unit: str = "line"
    lacks: tuple[str, ...] = ()

    def read(self, data: bytes, tag: str, where: str) -> Reading:
        """The cues in a file, as the track `tag`, or in the language that the file itself names if
        that is "". `where` names the file. Raises `BadInput`, with the lines, for what cannot be
        read without losing what a person wrote.
        """
        if self.binary:
            return cast("Callable[[bytes, str, str], Reading]", self._verb("read"))(
                data, tag, where
            )
        text, guessed = decode(data)
        reading = cast("Callable[[str, str, str], Reading]", self._verb("read"))(text, tag, where)
        return replace(reading, forgiven=(*guessed, *reading.forgiven))

    def write(self, subtitles: Subtitles) -> bytes:
        """The track as a file of this format."""
        if self.binary:
            return cast("Callable[[Subtitles], bytes]", self._verb("write"))(subtitles)
        return cast("Callable[[Subtitles], str]", self._verb("write"))(subtitles).encode()

    def _verb(self, verb: str) -> object:
        module = import_module(f"{__name__}.{self.name}")
        return getattr(module, f"{verb}_{self.name}")


_HAS: dict[str, Callable[[Cue], bool]] = {
    "who speaks": lambda cue: cue.speaker is not None,
    "notes": lambda cue: bool(cue.notes),
    "places in the picture": lambda cue: bool(cue.settings),
    "places in the picture other than nine": lambda cue: number_of(cue.settings) is None,
    "thousandths of a second": lambda cue: bool(cue.span.start % 10 or cue.span.end % 10),
}
"""What not every format can say, and whether a cue has it."""

SPEAKERS, NOTES, PLACES, OTHER_PLACES, THOUSANDTHS = _HAS

FORMATS = {
    each.name: each
    for each in (
        Format("srt", (".srt",), lacks=(SPEAKERS, NOTES, OTHER_PLACES)),
        Format("vtt", (".vtt",)),
        Format("ass", (".ass", ".ssa"), lacks=(OTHER_PLACES, THOUSANDTHS)),
        Format("ttml", (".ttml", ".dfxp", ".xml"), lacks=(OTHER_PLACES,)),
        Format("sbv", (".sbv",), lacks=(SPEAKERS, NOTES, PLACES)),
        Format("txt", (".txt",), lacks=(PLACES,)),
        Format("docx", (".docx",), binary=True, unit="row", lacks=(PLACES,)),
    )
}


def unsaid(subtitles: Subtitles, kind: Format) -> tuple[str, ...]:
    """One sentence for each thing in a track that is left out of a file of this format.

    >>> from mediakit.clock import Span
    >>> unsaid(Subtitles("en", (Cue(Span(0, 900), "Yes", "Ann"),)), FORMATS["srt"])
    ('A file of the kind .srt cannot say who speaks; that was left out of 1 of 1 subtitles.',)
    """
    sentences = []
    for lack in kind.lacks:
        count = sum(map(_HAS[lack], subtitles.cues))
        if count:
            sentences.append(
                f"A file of the kind {kind.extensions[0]} cannot say {lack}; that was left out of "
                f"{count} of {len(subtitles.cues)} subtitles."
            )
    return tuple(sentences)


def format_for(file_name: str) -> Format:
    """The format of a file, by its extension. Raises `BadInput` for an unknown one.

    >>> format_for("tip-1.en.SRT").name
    'srt'
    """
    extension = PurePath(file_name).suffix.lower()
    for each in FORMATS.values():
        if extension in each.extensions:
            return each
    *others, last = (each.extensions[0] for each in FORMATS.values())
    raise BadInput(
        "This is no kind of subtitle file that mediakit knows",
        file_name,
        f"Use {', '.join(others)} or {last}.",
    )

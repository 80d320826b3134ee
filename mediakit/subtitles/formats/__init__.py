"""Subtitles as files: text in, text out; callers open files.

Formats are a registry, so that a new one is a row here and a module beside it. A format's module is
imported when the format is first used.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from mediakit.errors import BadInput
from mediakit.subtitles.model import Subtitles

Reader = Callable[[str, str, str], Subtitles]
"""From a file's text, a track's tag, and a name for errors."""
Writer = Callable[[Subtitles], str]


@dataclass(frozen=True, slots=True)
class Format:
    """A kind of subtitle file. `extension` has its dot."""

    name: str
    extension: str

    @property
    def read(self) -> Reader:
        """The function `read_<name>(text, tag, where) -> Subtitles`."""
        return cast("Reader", self._verb("read"))

    @property
    def write(self) -> Writer:
        """The function `write_<name>(subtitles) -> str`."""
        return cast("Writer", self._verb("write"))

    def _verb(self, verb: str) -> object:
        module = import_module(f"{__name__}.{self.name}")
        return getattr(module, f"{verb}_{self.name}")


FORMATS = {each.name: each for each in (Format("srt", ".srt"), Format("vtt", ".vtt"))}


def decoded(data: bytes) -> str:
    """The text of a subtitle file, whatever program saved it: UTF-8, UTF-16 with its mark, or what
    Windows calls ANSI (1252).

    >>> decoded("tŷ".encode("utf-16")), decoded("café".encode("cp1252"))
    ('tŷ', 'café')
    """
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return data.decode("utf-16", errors="replace")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("cp1252", errors="replace")


def format_for(file_name: str) -> Format:
    """The format of a file, by its extension. Raises `BadInput` for an unknown one.

    >>> format_for("tip-1.en.SRT").name
    'srt'
    """
    for each in FORMATS.values():
        if file_name.lower().endswith(each.extension):
            return each
    known = " or ".join(each.extension for each in FORMATS.values())
    raise BadInput(
        "This is no kind of subtitle file that mediakit knows", file_name, f"Use {known}."
    )

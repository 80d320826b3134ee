"""Transcripts for people and for podcast players, in every format that they ask for.

Formats are a registry, so that a new one is a row here and a module beside it, with one function
`write(Publication) -> bytes`. A format's module is imported when the format is first used.
"""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import cast

from mediakit.errors import BadInput
from mediakit.outputs.transcripts.publication import Publication, Standing
from mediakit.transcript.model import Transcript

__all__ = ["FORMATS", "Kind", "Publication", "Standing", "file_name", "kind_named", "written"]


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of transcript: the ending of its files with the dot, and what it is for."""

    name: str
    ending: str
    about: str


KINDS = {
    kind.name: kind
    for kind in (
        Kind("txt", ".txt", "Everything that is said, as plain text"),
        Kind("html", ".html", "Everything that is said, as a web page"),
        Kind("docx", ".docx", "Everything that is said, for Word and the like"),
        Kind("json", ".json", "Transcript for podcast players (Podcasting 2.0)"),
        Kind("vtt", ".vtt", "Transcript with times and names, for players and to mend (WebVTT)"),
        Kind("srt", ".srt", "Transcript with times, for players that know no WebVTT (SubRip)"),
        Kind("words", ".words.json", "Every word with its time, for mediakit itself"),
    )
}

FORMATS = tuple(KINDS)
"""The names of all kinds, the plainest first."""


def kind_named(name: str) -> Kind:
    """The kind of transcript called `name`. Raises `BadInput` naming those that exist."""
    if name not in KINDS:
        raise BadInput("There is no such kind of transcript", name, f"Use {', '.join(FORMATS)}.")
    return KINDS[name]


def written(
    kind: str,
    title: str,
    transcript: Transcript,
    standing: Standing,
    *,
    media: str | None = None,
) -> bytes:
    """The transcript as the content of a file of this kind (one of `FORMATS`): the same bytes for
    the same transcript every time.

    `media` is the name of the published recording, beside the transcript: a web page then links
    its times into it. Raises `BadInput` for an unknown kind.
    """
    module = import_module(f"{__name__}.{kind_named(kind).name}")
    write = cast("Callable[[Publication], bytes]", module.write)
    return write(Publication(title, transcript, standing, media))


def file_name(name: str, kind: str) -> str:
    """The name of the file for a recording called `name`.

    >>> file_name("talk", "txt"), file_name("talk", "words")
    ('talk.txt', 'talk.words.json')
    """
    return name + kind_named(kind).ending

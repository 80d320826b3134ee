"""Cues and the tracks that they form."""

from dataclasses import dataclass

from mediakit.clock import Span

LINKED_SUFFIX = "-simple"
"""An easy-read track is tagged as its language with the registered BCP 47 variant `simple`."""


@dataclass(frozen=True, slots=True)
class Cue:
    """One timed subtitle. Lines of `text` are separated by a line feed; it holds no markup.

    `words` are the first and one-past-last index of the transcript's words that the cue stands
    for: what links an easy-read cue to what was said. None where that is not known, as in a cue
    that a person wrote.

    `settings` say where in the picture it stands, as WebVTT writes that ("line:0 align:left"); ""
    is the usual place. `notes` are comments before it in its file: for people, and never shown.
    """

    span: Span
    text: str
    speaker: str | None = None
    words: tuple[int, int] | None = None
    settings: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Subtitles:
    """The cues of one language and track, in order of time, under a BCP 47 tag such as `en` or
    `en-simple`. `notes` are comments after the last cue.
    """

    tag: str
    cues: tuple[Cue, ...]
    notes: tuple[str, ...] = ()

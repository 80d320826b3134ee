"""Transcripts that Zoom and Teams write: who said what, by the name that each had in the meeting.

Zoom puts "Name: " before the text, and leaves it out where somebody goes on; Teams writes WebVTT
voices. Both hold cues that overlap or take no time, which does not matter here.
"""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from mediakit.errors import BadInput
from mediakit.transcript.labels import labelled, person_name

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+([^>]*))?>")
_TAG = re.compile(r"</?[a-z][^<>]*>|<[\d:.]+>", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Line:
    """One cue of a meeting's transcript: who speaks, None where it does not say, and one line of
    text.
    """

    speaker: str | None
    text: str


def read_meeting(text: str, where: str) -> tuple[Line, ...]:
    """The lines of a meeting's WebVTT transcript, in its order. Raises `BadInput` for text that is
    no WebVTT; `where` names the file.
    """
    raw = _captions(text, where)
    if any(_VOICE.search(one) for one in raw):
        lines = [part for one in raw for part in _voices(one)]
    else:
        lines = [Line(*pair) for pair in labelled([_plain(one) for one in raw])]
    return tuple(
        Line(person_name(line.speaker) if line.speaker else None, line.text)
        for line in lines
        if line.text
    )


def _captions(text: str, where: str) -> list[str]:
    import webvtt

    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        return [caption.raw_text for caption in webvtt.from_string(text).captions]
    except (webvtt.errors.MalformedFileError, webvtt.errors.MalformedCaptionError) as error:
        raise BadInput(
            "The transcript of the meeting cannot be read",
            where,
            "Download it again from Zoom or Teams as a .vtt file.",
        ) from error


def _voices(raw: str) -> Iterator[Line]:
    """What each voice says in one cue. Text before the first voice belongs to nobody."""
    before, *parts = _VOICE.split(raw)
    yield Line(None, _plain(before))
    for name, said in zip(parts[::2], parts[1::2], strict=True):
        yield Line(_plain(name or "") or None, _plain(said))


def _plain(raw: str) -> str:
    return " ".join(html.unescape(_TAG.sub("", raw)).split())

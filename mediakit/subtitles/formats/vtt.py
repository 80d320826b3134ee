"""WebVTT: subtitles for web pages, players and podcasts, with speakers as voices."""

import re

from mediakit.clock import Span, format_timestamp
from mediakit.errors import BadInput
from mediakit.subtitles.formats.markup import escaped, tidy_lines, unescaped, without_tags
from mediakit.subtitles.model import Cue, Subtitles

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^>]+)>")


def write_vtt(subtitles: Subtitles) -> str:
    """The track as WebVTT text, with its language in the header.

    >>> track = Subtitles("en", (Cue(Span(0, 1500), "Tea & cake", "Camera person"),))
    >>> print(write_vtt(track).strip())
    WEBVTT
    Language: en
    <BLANKLINE>
    00:00:00.000 --> 00:00:01.500
    <v Camera person>Tea &amp; cake
    """
    import webvtt

    captions = [
        webvtt.Caption(
            start=format_timestamp(cue.span.start),
            end=format_timestamp(cue.span.end),
            text=_voiced(cue),
        )
        for cue in subtitles.cues
    ]
    file = webvtt.WebVTT(captions=captions, metadata=[f"Language: {subtitles.tag}"])
    return str(file.content).rstrip("\n") + "\n"


def read_vtt(text: str, tag: str, where: str) -> Subtitles:
    """The cues in WebVTT text, in order of time, as the track `tag`.

    Styles, regions, positions and markup are left out; a voice becomes the cue's speaker. Raises
    `BadInput` for text that is no WebVTT.
    """
    import webvtt

    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    try:
        captions = webvtt.from_string(text).captions if text.strip() else []
    except webvtt.errors.MalformedFileError as error:
        raise BadInput(
            "The subtitles cannot be read",
            f"{where}, line 1",
            "A WebVTT file begins with a line that says WEBVTT.",
        ) from error
    except (webvtt.errors.MalformedCaptionError, ValueError) as error:
        raise BadInput(
            "The subtitles cannot be read",
            f"{where} ({error})",
            "Each subtitle needs a line such as 00:01.000 --> 00:03.500.",
        ) from error
    cues = [cue for caption in captions if (cue := _cue(caption.raw_text, *_times(caption)))]
    return Subtitles(tag, tuple(sorted(cues, key=lambda cue: cue.span)))


def _voiced(cue: Cue) -> str:
    text = escaped(tidy_lines(cue.text))
    if not cue.speaker:
        return text
    # A voice's name ends at ">" and may hold no line break.
    name = escaped(" ".join(cue.speaker.split()))
    return f"<v {name}>{text}"


def _times(caption: object) -> tuple[int, int]:
    start, end = (getattr(caption, name).replace(".", ":").split(":") for name in ("start", "end"))
    return _ms(start), _ms(end)


def _ms(fields: list[str]) -> int:
    hours, minutes, seconds, fraction = (int(field) for field in fields)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + fraction


def _cue(raw: str, start: int, end: int) -> Cue | None:
    voice = _VOICE.search(raw)
    words = tidy_lines(unescaped(without_tags(raw)))
    if not words or start >= end:
        return None
    return Cue(Span(start, end), words, unescaped(voice[1]).strip() if voice else None)

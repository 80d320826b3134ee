"""WebVTT: subtitles for web pages, players and podcasts, with speakers as voices."""

import re
from collections.abc import Iterator

from mediakit.clock import Span, format_timestamp
from mediakit.errors import BadInput
from mediakit.subtitles.formats.markup import escaped, tidy_lines, unescaped, without_tags
from mediakit.subtitles.formats.times import cue_span
from mediakit.subtitles.model import Cue, Subtitles

_VOICE = re.compile(r"<v(?:\.[^\s>]*)?(?:\s+([^>]*))?>")


def write_vtt(subtitles: Subtitles, note: str = "") -> str:
    """The track as WebVTT text, with its language in the header. `note` is for whoever opens the
    file; players do not show it.

    >>> from mediakit.clock import Span
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
    header, _, cues = str(file.content).partition("\n\n")
    # An arrow or a blank line would end the note.
    told = [f"NOTE {' '.join(note.replace('-->', '->').split())}"] if note else []
    return "\n\n".join(filter(None, [header, *told, cues])).rstrip("\n") + "\n"


def read_vtt(text: str, tag: str, where: str) -> Subtitles:
    """The cues in WebVTT text, in order of time, as the track `tag`.

    Styles, regions, positions and markup are left out; a voice becomes the cue's speaker, and a cue
    of several voices becomes one for each. Raises `BadInput` for text that is no WebVTT, and with
    the line for times that run backwards.
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
    cues = [
        cue
        for caption in captions
        if tidy_lines(unescaped(without_tags(caption.raw_text)))
        for cue in _cues(cue_span(*_times(caption), text, where), caption.raw_text)
    ]
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


def _cues(span: Span, raw: str) -> Iterator[Cue]:
    """One cue for each voice, with its share of the time by the length of what it says."""
    before, *parts = _VOICE.split(raw)
    voices = [(None, before), *zip(parts[::2], parts[1::2], strict=True)]
    said = [
        (text, unescaped(name).strip() or None if name else None)
        for name, part in voices
        if (text := tidy_lines(unescaped(without_tags(part))))
    ]
    whole, done = sum(len(text) for text, _ in said), 0
    for text, speaker in said:
        start = span.start + span.duration * done // whole
        done += len(text)
        end = span.start + span.duration * done // whole
        yield Cue(Span(start, max(end, start + 1)), text, speaker)

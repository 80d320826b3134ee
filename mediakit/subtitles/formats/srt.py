"""SubRip: the format that everybody can edit. Written strictly, read with patience."""

import re
from datetime import timedelta

from mediakit.errors import BadInput
from mediakit.subtitles.formats.markup import tidy_lines, without_tags
from mediakit.subtitles.formats.times import cue_span
from mediakit.subtitles.model import Cue, Subtitles

_MS = timedelta(milliseconds=1)
_ARROW = re.compile(r"-[- ] *>")


def write_srt(subtitles: Subtitles) -> str:
    """The track as SubRip text. SubRip has no place for speakers, so they are left out.

    >>> from mediakit.clock import Span
    >>> track = Subtitles("en", (Cue(Span(0, 1500), "We plan\\ntogether."),))
    >>> write_srt(track)
    '1\\n00:00:00,000 --> 00:00:01,500\\nWe plan\\ntogether.\\n\\n'
    """
    import srt

    rows = [
        srt.Subtitle(number, cue.span.start * _MS, cue.span.end * _MS, tidy_lines(cue.text))
        for number, cue in enumerate(subtitles.cues, start=1)
    ]
    return str(srt.compose(rows, reindex=False, strict=True))


def read_srt(text: str, tag: str, where: str) -> Subtitles:
    """The cues in SubRip text, in order of time, as the track `tag`.

    Byte order marks, Windows line ends, missing or repeated numbers, dots for commas, blank lines
    and markup are taken as they come; a cue with no words is left out. Raises `BadInput`, with
    the line, for times that cannot be read or run backwards; an empty file is an empty track.
    """
    import srt

    text = _with_plain_line_ends(text)
    try:
        rows = list(srt.parse(text))
    except (srt.SRTParseError, srt.TimestampParseError, ValueError, OverflowError) as error:
        raise _broken(text, getattr(error, "unmatched_content", ""), where) from error
    cues = [
        Cue(cue_span(row.start // _MS, row.end // _MS, text, where), words)
        for row in rows
        if (words := tidy_lines(without_tags(row.content)))
    ]
    return Subtitles(tag, tuple(sorted(cues, key=lambda cue: cue.span)))


def _with_plain_line_ends(text: str) -> str:
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    # A blank line that holds spaces still parts two subtitles.
    return re.sub(r"[ \t]+$", "", text, flags=re.M).rstrip("\n") + "\n"


def _broken(text: str, unmatched: str, where: str) -> BadInput:
    place = max(text.find(unmatched), 0) if unmatched else 0
    skipped = len(unmatched) - len(unmatched.lstrip())
    line = text.count("\n", 0, place + skipped) + 1
    remedy = (
        "Each subtitle needs a line such as 00:00:01,000 --> 00:00:03,500."
        if _ARROW.search(text)
        else "It does not look like SubRip: save it again as .srt."
    )
    return BadInput("The subtitles cannot be read", f"{where}, line {line}", remedy)

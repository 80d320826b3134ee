"""SubRip: the format that everybody can edit. Written strictly, read with patience."""

import re
from datetime import timedelta

from mediakit.subtitles.formats.blocks import Blocks, Grammar, paragraphs, rows_of
from mediakit.subtitles.formats.markup import (
    as_meant,
    made_text,
    place_in,
    without_tags,
    wordy_tags,
)
from mediakit.subtitles.formats.places import USUAL, number_of
from mediakit.subtitles.formats.reading import Draft, Ledger, Reading
from mediakit.subtitles.model import Cue, Subtitles

FORMATTING = "Formatting, such as italics and colours, was left out"
COORDINATES = "Numbers after the times, for a place in the picture, were left out"
WORDS_BESIDE = "There are words beside the times; they were put under them"

_MS = timedelta(milliseconds=1)
_COORDINATES = re.compile(r"(?:[XY][12]:\d+\s*)+")

GRAMMAR = Grammar(
    line=re.compile(
        r"(?=[-\d.,]*:)(?P<start>-?[\d:.,]+)\s*(?:-->|->|-- >|- ->|[–—]>)\s*"
        r"(?=[-\d.,]*:)(?P<end>-?[\d:.,]+)(?P<rest>(?:\s.*)?)",
        re.ASCII | re.DOTALL,
    ),
    usual=re.compile(r"\d\d+:\d\d:\d\d,\d{3} --> \d\d+:\d\d:\d\d,\d{3}", re.ASCII),
    almost=re.compile(r"-->.*\d:\d|\d:\d.*-->|^-->|-->$"),
    example="00:00:01,000 --> 00:00:03,500",
    above="number",
)


def write_srt(subtitles: Subtitles) -> str:
    """The track as SubRip text. SubRip has no place for speakers and notes, so they are left out,
    and of places in the picture it can say nine.

    >>> from mediakit.clock import Span
    >>> track = Subtitles("en", (Cue(Span(0, 1500), "We plan\\ntogether."),))
    >>> write_srt(track)
    '1\\n00:00:00,000 --> 00:00:01,500\\nWe plan\\ntogether.\\n\\n'
    """
    import srt

    rows = [
        srt.Subtitle(number, cue.span.start * _MS, cue.span.end * _MS, _content(cue))
        for number, cue in enumerate(subtitles.cues, start=1)
    ]
    return str(srt.compose(rows, reindex=False, strict=False))


def read_srt(text: str, tag: str, where: str) -> Reading:
    """The cues in SubRip text, in order of time, as the track `tag`; `where` names the file.

    Byte order marks, line ends of any system, missing or repeated numbers, times without their
    zeros, blank lines and markup are taken as they come, and told where something is left out.
    Raises `BadInput`, with the lines, for times that cannot be read or run backwards and for words
    without a time; an empty file is an empty track.
    """
    ledger = Ledger(where)
    blocks = Blocks(GRAMMAR, ledger)
    for rows in paragraphs(rows_of(text, ledger)):
        blocks.add(rows)
    drafts = []
    for block in blocks.found:
        words = [_beside(block.times.rest, block.line, ledger), block.text]
        drafts.append(_draft(block.draft("\n".join(words)), ledger))
    return ledger.reading(tag, drafts)


def _content(cue: Cue) -> str:
    number = number_of(cue.settings) or USUAL
    code = rf"{{\an{number}}}" if number != USUAL else ""
    return code + made_text(GRAMMAR.guarded(cue.text))


def _beside(rest: str, line: int, ledger: Ledger) -> str:
    """The words that stand after the times."""
    if not rest:
        return ""
    if _COORDINATES.fullmatch(rest):
        ledger.forgive(line, COORDINATES)
        return ""
    ledger.forgive(line, WORDS_BESIDE)
    return rest


def _draft(draft: Draft, ledger: Ledger) -> Draft:
    bare = without_tags(draft.text)
    draft.settings = place_in(draft.text)
    if bare != draft.text and not _only_a_place(draft.text):
        ledger.forgive(draft.line, FORMATTING)
    for tag in wordy_tags(draft.text):
        ledger.forgive(draft.line, f'The tag "{tag}" was left out')
    draft.text = as_meant(bare)
    return draft


def _only_a_place(text: str) -> bool:
    """Whether all the markup is a code for a place, at the beginning."""
    rest = re.sub(r"^\s*\{\\an[1-9]\}", "", text)
    return without_tags(rest) == rest

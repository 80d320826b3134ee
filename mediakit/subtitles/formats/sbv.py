"""SubViewer, which YouTube gives out as .sbv: times and words, and nothing else."""

import re

from mediakit.subtitles.formats.blocks import Blocks, Grammar, paragraphs, rows_of
from mediakit.subtitles.formats.markup import JOINER
from mediakit.subtitles.formats.reading import Ledger, Reading
from mediakit.subtitles.model import Subtitles

_BREAK, _BREAK_AS_TEXT = "[br]", f"[{JOINER}br]"

GRAMMAR = Grammar(
    line=re.compile(
        r"(?=[-\d.]*:)(?P<start>-?[\d:.]+)\s*,\s*(?=[-\d.]*:)(?P<end>-?[\d:.]+)(?P<rest>)", re.ASCII
    ),
    usual=re.compile(r"\d+:\d\d:\d\d\.\d{3},\d+:\d\d:\d\d\.\d{3}", re.ASCII),
    almost=re.compile(r"^\S*\d:\d\S*\s*,\s*\S*:\S+$|^,\s*\S*\d:\d|\d:\d\S*\s*,$"),
    example="0:00:01.000,0:00:03.500",
)


def write_sbv(subtitles: Subtitles) -> str:
    """The track as SubViewer text, which has no place for speakers, notes and places.

    >>> from mediakit.clock import Span
    >>> from mediakit.subtitles.model import Cue
    >>> write_sbv(Subtitles("en", (Cue(Span(0, 1500), "We plan\\ntogether."),)))
    '0:00:00.000,0:00:01.500\\nWe plan\\ntogether.\\n\\n'
    """
    return "".join(
        f"{_stamp(cue.span.start)},{_stamp(cue.span.end)}\n"
        f"{GRAMMAR.guarded(cue.text).replace(_BREAK, _BREAK_AS_TEXT)}\n\n"
        for cue in subtitles.cues
    )


def read_sbv(text: str, tag: str, where: str) -> Reading:
    """The cues in SubViewer text, in order of time, as the track `tag`. Raises `BadInput`, with the
    lines, for times that cannot be read or run backwards and for words without a time.
    """
    ledger = Ledger(where)
    blocks = Blocks(GRAMMAR, ledger)
    for rows in paragraphs(rows_of(text, ledger)):
        blocks.add(rows)
    words = (_with_breaks(block.text) for block in blocks.found)
    drafts = [block.draft(said) for block, said in zip(blocks.found, words, strict=True)]
    return ledger.reading(tag, drafts)


def _stamp(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}.{ms % 1000:03}"


def _with_breaks(text: str) -> str:
    return text.replace(_BREAK, "\n").replace(_BREAK_AS_TEXT, _BREAK)

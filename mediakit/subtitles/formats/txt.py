"""A script in plain text, for people who check the words: to be read, mended anywhere and read
back.
"""

import re
from collections.abc import Iterator, Sequence

from mediakit.clock import format_timestamp
from mediakit.subtitles.formats.blocks import Block, Blocks, Grammar, Row, paragraphs, rows_of
from mediakit.subtitles.formats.markup import JOINER, tidy_lines
from mediakit.subtitles.formats.reading import Draft, Ledger, Reading
from mediakit.subtitles.model import Cue, Subtitles

WORDS_BESIDE = "There are words beside the times; they were put under them"

_TITLE = "Script of subtitles, language: "
_HELP = "Change words, names and times. Keep the times in square brackets above the words."
_NOTE_HELP = "A line that begins with [note] is for the people who read this; it is never shown."
_NOTE = re.compile(r"\[note\](?:\s+(?P<text>.*))?", re.IGNORECASE)

GRAMMAR = Grammar(
    line=re.compile(
        r"\[\s*(?=[-\d.,]*:)(?P<start>-?[\d:.,]+)\s*(?:[-–—]|-->|to)\s*"
        r"(?=[-\d.,]*:)(?P<end>-?[\d:.,]+)\s*\](?P<rest>.*)",
        re.ASCII | re.DOTALL,
    ),
    usual=re.compile(r"\[\d\d+:\d\d:\d\d\.\d{3} - \d\d+:\d\d:\d\d\.\d{3}\]", re.ASCII),
    almost=re.compile(r"^\[\s*-?\d+:\d.*"),
    example="[00:00:01.000 - 00:00:03.500] Name:",
)


def write_txt(subtitles: Subtitles) -> str:
    """The track as a script, with speakers and notes. It has no place for places in the picture.

    >>> from mediakit.clock import Span
    >>> print(write_txt(Subtitles("en", (Cue(Span(0, 1500), "We plan.", "Siân"),))).strip())
    Script of subtitles, language: en
    Change words, names and times. Keep the times in square brackets above the words.
    A line that begins with [note] is for the people who read this; it is never shown.
    <BLANKLINE>
    [00:00:00.000 - 00:00:01.500] Siân:
    We plan.
    """
    parts = [f"{_TITLE}{subtitles.tag}\n{_HELP}\n{_NOTE_HELP}"]
    for cue in subtitles.cues:
        parts += [*_comments(cue.notes), _cue(cue)]
    return "\n\n".join([*parts, *_comments(subtitles.notes)]) + "\n"


def read_txt(text: str, tag: str, where: str) -> Reading:
    """The cues in a script, in order of time, as the track `tag`, or in the language that its first
    line names if that is "".

    Raises `BadInput`, with the lines, for times that cannot be read or run backwards and for words
    without a time, such as any other text has.
    """
    ledger = Ledger(where)
    language, rows = _after_head(rows_of(text, ledger))
    blocks = Blocks(GRAMMAR, ledger)
    pending: tuple[str, ...] = ()
    for part in paragraphs(rows):
        words = [row for row in part if not _NOTE.fullmatch(row.text)]
        first = GRAMMAR.place_in(part)
        before = part if first is None else part[:first]
        pending = (*pending, *_notes(before))
        if words:
            blocks.add(words, () if first is None else pending)
        if first is not None:
            pending = ()
            last = blocks.found[-1]
            last.notes = (*last.notes, *_notes(part[first:]))
    return ledger.reading(
        tag or language, [_draft(block, ledger) for block in blocks.found], pending
    )


def _cue(cue: Cue) -> str:
    start, end = format_timestamp(cue.span.start), format_timestamp(cue.span.end)
    speaker = f" {' '.join(cue.speaker.split())}:" if cue.speaker else ""
    return f"[{start} - {end}]{speaker}\n{_guarded(cue.text)}"


def _guarded(text: str) -> str:
    lines = GRAMMAR.guarded(text).split("\n")
    return "\n".join(JOINER + line if _NOTE.fullmatch(line) else line for line in lines)


def _comments(notes: Sequence[str]) -> Iterator[str]:
    for note in notes:
        lines = tidy_lines(note).split("\n")
        yield "\n".join(f"[note] {line}" for line in lines)


def _after_head(rows: list[Row]) -> tuple[str, list[Row]]:
    """The language that the first line names, and the rows without what we write above."""
    language = ""
    for index, row in enumerate(rows):
        if row.text.startswith(_TITLE):
            language = row.text.removeprefix(_TITLE)
        elif row.text not in ("", _HELP, _NOTE_HELP):
            return language, rows[index:]
    return language, []


def _notes(rows: Sequence[Row]) -> Iterator[str]:
    """The notes among rows; lines of notes that follow one another are one note."""
    gathered: list[str] = []
    for row in [*rows, Row(0, "")]:
        match = _NOTE.fullmatch(row.text)
        if match:
            gathered.append(match["text"] or "")
        elif gathered:
            yield tidy_lines("\n".join(gathered))
            gathered = []


def _draft(block: Block, ledger: Ledger) -> Draft:
    rest = block.times.rest
    speaker, words = rest.removesuffix(":"), ""
    if rest and not rest.endswith(":"):
        ledger.forgive(block.line, WORDS_BESIDE)
        name, colon, said = rest.partition(": ")
        speaker, words = (name, said) if colon else ("", rest)
    draft = block.draft(f"{words}\n{block.text}")
    draft.speaker = speaker
    return draft

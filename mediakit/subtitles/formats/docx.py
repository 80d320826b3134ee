"""A script as a Word document, for people who check the words: a table with a row for each
subtitle, to be mended in Word and read back.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mediakit.clock import format_timestamp
from mediakit.subtitles.formats.blocks import NOWHERE, UNREADABLE, without_controls
from mediakit.subtitles.formats.markup import tidy_lines
from mediakit.subtitles.formats.reading import Draft, Ledger, Reading
from mediakit.subtitles.formats.times import parse_stamp
from mediakit.subtitles.formats.word_text import Parts, Said, below, parts_of, said_in
from mediakit.subtitles.formats.xml import Element
from mediakit.subtitles.model import Cue, Subtitles

if TYPE_CHECKING:
    from docx.table import Table

TRACKED = "Changes were being tracked here; they were taken as accepted"
PICTURE = "A picture was left out"
EMPTY = "An empty row was left out"

_COLUMNS = ("Start", "End", "Speaker", "Words", "Notes")
_WIDTHS_CM = (2.9, 2.9, 3.0, 9.5, 6.0)
"""They fill an A4 page on its side."""

_TITLE = "Script of subtitles"
_HELP = (
    "Change words, names and times. Each row is a subtitle; a row that you delete is gone. Notes"
    " are for the people who read this and are never shown."
)


def write_docx(subtitles: Subtitles) -> bytes:
    """The track as a Word document, with speakers and notes. It has no place for places in the
    picture.
    """
    import docx
    from docx.enum.section import WD_ORIENT
    from docx.shared import Cm

    from mediakit.subtitles.formats.word import DAY, easy_to_read, without_clock

    document = docx.Document()
    easy_to_read(document)
    facts, page = document.core_properties, document.sections[0]
    facts.title, facts.language, facts.author = _TITLE, subtitles.tag, ""
    facts.created = facts.modified = DAY
    page.orientation = WD_ORIENT.LANDSCAPE
    page.page_width, page.page_height = Cm(29.7), Cm(21)
    page.left_margin = page.right_margin = Cm(2)
    document.add_heading(_TITLE, 1)
    document.add_paragraph(_HELP)
    rows = [_COLUMNS, *map(_row, subtitles.cues)]
    # Notes after the last subtitle have a row without one.
    rows += [("", "", "", "", _cell(note)) for note in subtitles.notes]
    _fill(document.add_table(len(rows), len(_COLUMNS), "Table Grid"), rows)
    return without_clock(document)


def read_docx(data: bytes, tag: str, where: str) -> Reading:
    """The cues in the tables of a Word document, in order of time, as the track `tag`, or in the
    language that the document names if that is "".

    Tracked changes count as accepted; comments and footnotes become notes. Raises `BadInput`, with
    the rows, for what is no such document, for times that cannot be read or run backwards, and for
    words without a time.
    """
    ledger = Ledger(where, "row")
    parts = parts_of(data, ledger)
    tables = list(_tables(parts.body)) if parts.body else []
    if not tables:
        remedy = "Make a script first, and mend that: mediakit convert talk.srt --to docx."
        ledger.refuse(0, "There is no table of subtitles in this document", remedy)
        ledger.check()
    _speak_of_loose(parts, tables, ledger)
    drafts: list[Draft] = []
    closing: tuple[str, ...] = ()
    columns = tuple(name.lower() for name in _COLUMNS)
    rows = [row for table in tables for row in below(table, "tr", "tbl")]
    for number, row in enumerate(rows, start=1):
        cells = [said_in(cell, parts.remarks) for cell in below(row, "tc", "tbl")]
        names = tuple(cell.text.strip().lower() for cell in cells)
        if {"start", "end", "words"} <= set(names):
            columns = names
            continue
        _speak_of(number, cells, ledger)
        if not _is_there(row, number, cells, ledger):
            continue
        draft = _draft(number, dict(zip(columns, cells, strict=False)), cells, ledger)
        if isinstance(draft, Draft):
            draft.notes, closing = (*closing, *draft.notes), ()
            drafts.append(draft)
        else:
            closing = (*closing, *draft)
    return ledger.reading(tag or parts.language, drafts, closing)


def _row(cue: Cue) -> tuple[str, ...]:
    notes = "\n\n".join(map(_cell, cue.notes))
    times = format_timestamp(cue.span.start), format_timestamp(cue.span.end)
    return (*times, " ".join((cue.speaker or "").split()), _cell(cue.text), notes)


def _cell(text: str) -> str:
    return tidy_lines(without_controls(text))


def _fill(table: "Table", rows: Sequence[Sequence[str]]) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    for row, texts in zip(table.rows, rows, strict=True):
        for cell, text, width in zip(row.cells, texts, _WIDTHS_CM, strict=True):
            cell.text, cell.width = text, Cm(width)
    head = table.rows[0]
    # Said again on every page, and by programs that read aloud.
    head._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for cell in head.cells:
        cell.paragraphs[0].runs[0].bold = True


def _tables(body: Element) -> Iterator[Element]:
    """The tables of a document that hold subtitles: a heading of ours, or a time."""
    for table in below(body, "tbl", ""):
        cells = [said_in(cell, {}).text.strip() for cell in table.named("tc")]
        if {"start", "end", "words"} <= {text.lower() for text in cells} or any(
            map(_is_time, cells)
        ):
            yield table


def _is_time(text: str) -> bool:
    try:
        parse_stamp(text)
    except ValueError:
        return False
    return ":" in text


def _speak_of_loose(parts: Parts, tables: Sequence[Element], ledger: Ledger) -> None:
    """Tell the words outside the tables."""
    if parts.body is None:
        return
    for paragraph in _outside(parts.body, tables):
        words = " ".join(said_in(paragraph, parts.remarks).text.split())
        if words not in ("", _TITLE, _HELP):
            ledger.forgive(0, f'The words "{words}" stand outside the table; they were left out')


def _outside(element: Element, tables: Sequence[Element]) -> Iterator[Element]:
    for child in element.elements():
        if child.name == "p":
            yield child
        elif not any(child is table for table in tables):
            yield from _outside(child, tables)


def _speak_of(number: int, cells: Sequence[Said], ledger: Ledger) -> None:
    if any(cell.tracked for cell in cells):
        ledger.forgive(number, TRACKED)
    if any(cell.pictures for cell in cells):
        ledger.forgive(number, PICTURE)


def _is_there(row: Element, number: int, cells: Sequence[Said], ledger: Ledger) -> bool:
    """Whether a row holds anything, and was not deleted while changes were tracked."""
    words = " ".join(" ".join(cell.text for cell in cells).split())
    marks = [mark for one in row.elements() if one.name == "trPr" for mark in one.elements()]
    if any(mark.name == "del" for mark in marks):
        ledger.forgive(number, f'The row "{words}" was deleted by somebody; it was left out')
        return False
    if not words:
        ledger.forgive(number, EMPTY)
        return False
    return True


def _draft(
    number: int, row: Mapping[str, Said], cells: Sequence[Said], ledger: Ledger
) -> Draft | tuple[str, ...]:
    """The subtitle in a row, or its notes if it holds nothing else."""
    remedy = "Each row needs a start and an end, such as 00:00:01.000 and 00:00:03.500."
    texts = {name: tidy_lines(cell.text) for name, cell in row.items()}
    written = _said_notes(row.get("notes"))
    notes = (*written, *(remark for cell in cells for remark in cell.remarks))
    more = [tidy_lines(cell.text) for cell in cells[len(row) :]]
    words = "\n".join([texts.get("words", ""), *more])
    if not any(texts.get(name) for name in ("start", "end", "speaker")) and not tidy_lines(words):
        return notes
    start, end = texts.get("start", ""), texts.get("end", "")
    try:
        times = parse_stamp(start), parse_stamp(end)
    except ValueError:
        ledger.refuse(number, UNREADABLE if start and end else NOWHERE, remedy)
        return notes
    return Draft(number, *times, words, texts.get("speaker"), notes=notes)


def _said_notes(cell: Said | None) -> Iterator[str]:
    """The notes in a cell; a blank line parts them."""
    lines: list[str] = []
    for line in [*(cell.text.split("\n") if cell else []), ""]:
        if line.strip():
            lines.append(line)
        elif lines:
            yield tidy_lines("\n".join(lines))
            lines = []

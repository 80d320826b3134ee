"""The brief and its script as Word documents."""

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from mediakit.clock import format_time
from mediakit.outputs.brief.model import IN_PICTURE, Brief
from mediakit.outputs.documents import OURS, begin, clean, in_language
from mediakit.subtitles.formats.word import without_clock

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

_PICTURE_CM = 15.8
"""Width of the picture: a little less than that of the text on an upright page of A4."""


def write_brief_docx(brief: Brief, picture: bytes) -> bytes:
    """What to record and how, names and hard words, with the `picture` (PNG) in it."""
    document = _begun(brief, f"For the interpreter: {brief.title}")
    document.add_heading("What is in this folder", 2)
    for file, about in brief.contents:
        line = document.add_paragraph(style="List Bullet")
        line.add_run(clean(file)).bold = True
        line.add_run(clean(f": {about}"))
    document.add_heading("What to record", 2)
    for step in brief.steps:
        document.add_paragraph(clean(step), "List Number")
    document.add_paragraph()
    _parts(document, brief)
    document.add_heading("How to film yourself", 2)
    _show(document, picture, brief.alt)
    for one in brief.advice:
        document.add_heading(clean(one.topic), 3)
        document.add_paragraph(clean(f"{one.text} (Source: {one.source}.)"))
    for heading, terms, nothing in brief.lists:
        document.add_heading(heading, 2)
        rows = [(format_time(one.at_ms), one.text, one.about) for one in terms]
        if rows:
            columns = ("First at", "What is said", "What we know about it")
            _table(document, columns, rows, (2.2, 5.4, 8.4), brief.language)
        else:
            document.add_paragraph(nothing)
    document.add_heading("Ask us", 2)
    document.add_paragraph(brief.ask)
    return without_clock(document)


def write_script_docx(brief: Brief) -> bytes:
    """The script as a table on pages that lie on their side."""
    from docx.enum.section import WD_ORIENT

    document = _begun(brief, f"Script: {brief.title}")
    section = document.sections[0]
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = section.page_height, section.page_width
    document.add_paragraph(brief.about_times)
    rows = [
        (
            format_time(row.start_ms),
            IN_PICTURE if row.in_picture else row.speaker or "",
            row.said,
            row.easy,
        )
        for row in brief.rows
    ]
    table = _table(
        document,
        ("Time", "Who", "Word for word", "Easy read"),
        rows,
        (2.0, 3.7, 9.5, 9.5),
        brief.language,
    )
    for number, row in enumerate(brief.rows, start=1):
        if row.in_picture:
            _fill(table.rows[number].cells[1], IN_PICTURE, OURS)
            cells = table.rows[number].cells
            joined = cells[2].merge(cells[3])
            _fill(joined, row.said, brief.language)
            _shade(table, number)
        else:
            table.rows[number].cells[1].paragraphs[0].runs[0].bold = True
    return without_clock(document)


def _begun(brief: Brief, title: str) -> "Document":
    import docx
    from docx.shared import Cm

    document = docx.Document()
    begin(document, title, OURS, brief.note)
    section = document.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin = section.right_margin = Cm(2.5)
    section.top_margin = section.bottom_margin = Cm(2)
    document.add_heading(clean(title), 1)
    document.add_paragraph(clean(brief.note))
    return document


def _parts(document: "Document", brief: Brief) -> None:
    rows = [
        (
            str(part.number),
            f"{format_time(part.start_ms)} to {format_time(part.end_ms)}",
            part.name_told,
        )
        for part in brief.parts
    ]
    _table(document, ("Part", "Time of the film", "Name of your file"), rows, (1.8, 5.2, 9.0))


def _table(
    document: "Document",
    columns: Sequence[str],
    rows: Sequence[Sequence[str]],
    widths: Sequence[float],
    spoken: str = OURS,
) -> "Table":
    """A table whose first row is repeated on every page and read aloud as what it is; widths are
    in centimetres. All but the first row is in the language `spoken`.
    """
    from docx.oxml import OxmlElement
    from docx.shared import Cm

    table: Table = document.add_table(1 + len(rows), len(columns), "Table Grid")
    table.autofit = False
    for column, width in zip(table.columns, widths, strict=True):
        column.width = Cm(width)
    header = table.rows[0]._tr.get_or_add_trPr()
    header.append(OxmlElement("w:tblHeader"))
    for line, texts in zip(table.rows, (columns, *rows), strict=True):
        line._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
        for cell, text, width in zip(line.cells, texts, widths, strict=True):
            cell.width = Cm(width)
            _fill(cell, text, spoken if texts is not columns else OURS)
    for cell in table.rows[0].cells:
        cell.paragraphs[0].runs[0].bold = True
    _shade(table, 0)
    return table


def _fill(cell: "_Cell", text: str, language: str) -> None:
    """Put the lines of a text in that language into a cell, in place of what it holds."""
    from docx.shared import Pt

    paragraph, *others = cell.paragraphs
    for other in others:
        other._p.getparent().remove(other._p)
    paragraph.clear()
    paragraph.paragraph_format.space_before = paragraph.paragraph_format.space_after = Pt(3)
    paragraph.paragraph_format.line_spacing = 1.15
    for number, line in enumerate(text.split("\n")):
        run = paragraph.add_run(clean(line))
        if language != OURS:
            in_language(run, language)
        if number:
            run._r.get_or_add_rPr().addnext(run._r._new_br())


def _shade(table: "Table", number: int) -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    for cell in table.rows[number].cells:
        shade = OxmlElement("w:shd")
        shade.set(qn("w:val"), "clear")
        shade.set(qn("w:fill"), "F2F2F2")
        cell._tc.get_or_add_tcPr().append(shade)


def _show(document: "Document", picture: bytes, alt: str) -> None:
    from docx.shared import Cm

    shown = document.add_picture(io.BytesIO(picture), width=Cm(_PICTURE_CM))
    shown._inline.docPr.set("descr", clean(alt))

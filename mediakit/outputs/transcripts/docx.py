"""Transcripts as Word documents, with real headings and styles."""

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

from mediakit.clock import format_time
from mediakit.outputs.transcripts.paragraphs import Paragraph, one_line, paragraphs_of_transcript
from mediakit.outputs.transcripts.publication import Publication

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.run import Run

OURS = "en-GB"
"""The language of headings, notes and sounds."""

_DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - a fixed day without a zone, as Word's files hold it
"""Stands for the day of making, so that the same words give the same file: the first one that a
zip can hold."""

_UNWRITABLE = dict.fromkeys(
    [
        *(code for code in range(32) if code not in (9, 10, 13)),
        0xFFFE,
        0xFFFF,
        *range(0xD800, 0xE000),
    ]
)
"""Characters that XML 1.0 does not know."""


def write(publication: Publication) -> bytes:
    """The transcript as a Word document."""
    import docx

    document = docx.Document()
    transcript = publication.transcript
    _about(document, publication)
    _easy_to_read(document)
    document.add_heading(_clean(publication.title), 1)
    _in_our_language(document.add_heading("About this transcript", 2).runs[0])
    _in_our_language(document.add_paragraph(_clean(publication.note)).runs[0])
    _in_our_language(document.add_heading("Transcript", 2).runs[0])
    for paragraph in paragraphs_of_transcript(transcript):
        _add(document, paragraph)
    file = io.BytesIO()
    document.save(file)
    return _without_clock(file.getvalue())


def _about(document: "Document", publication: Publication) -> None:
    from docx.oxml.ns import qn

    facts = document.core_properties
    facts.title, facts.language = _clean(publication.title), publication.transcript.language
    facts.author, facts.last_modified_by, facts.comments = "", "", _clean(publication.note)
    facts.created = facts.modified = _DAY
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), publication.transcript.language)


def _easy_to_read(document: "Document") -> None:
    """Dark letters without serifs, large and upright, with room between the lines (Inclusion
    Europe); the colours of Word's own headings are too pale on white for WCAG 2.2, 1.4.3.
    """
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", "Heading 1", "Heading 2"):
        style = document.styles[name]
        style.font.name = "Arial"
        style.font.color.rgb = RGBColor(0x1A, 0x1A, 0x1A)
        fonts = style.element.rPr.rFonts
        # A theme's fonts would count before the one that is named.
        for word in [word for word in fonts.attrib if word.lower().endswith("theme")]:
            del fonts.attrib[word]
        fonts.set(qn("w:cs"), "Arial")
    document.styles["Normal"].font.size = Pt(12)
    document.styles["Normal"].paragraph_format.line_spacing = 1.5


def _add(document: "Document", paragraph: Paragraph) -> None:
    line = document.add_paragraph()
    line.add_run(format_time(paragraph.start_ms))
    line.add_run(" ")
    if paragraph.is_sound:
        _in_our_language(line.add_run(_clean(paragraph.text)))
        return
    if paragraph.speaker:
        line.add_run(f"{_clean(paragraph.speaker)}:", "Strong")
        line.add_run(" ")
    line.add_run(_clean(paragraph.text))


def _clean(text: str) -> str:
    return one_line(text.translate(_UNWRITABLE))


def _in_our_language(run: "Run") -> None:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), OURS)
    run._r.get_or_add_rPr().append(language)


def _without_clock(data: bytes) -> bytes:
    """The same file with the same day on every part of it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, _DAY.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(part))
    return made.getvalue()

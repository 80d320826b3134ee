"""Transcripts as Word documents, with real headings and styles."""

from typing import TYPE_CHECKING

from mediakit.clock import format_time
from mediakit.outputs.transcripts.paragraphs import Paragraph, one_line, paragraphs_of_transcript
from mediakit.outputs.transcripts.publication import Publication
from mediakit.subtitles.formats.word import DAY, easy_to_read, without_clock

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.run import Run

OURS = "en-GB"
"""The language of headings, notes and sounds."""

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
    easy_to_read(document)
    document.add_heading(_clean(publication.title), 1)
    _in_our_language(document.add_heading("About this transcript", 2).runs[0])
    _in_our_language(document.add_paragraph(_clean(publication.note)).runs[0])
    _in_our_language(document.add_heading("Transcript", 2).runs[0])
    for paragraph in paragraphs_of_transcript(transcript):
        _add(document, paragraph)
    return without_clock(document)


def _about(document: "Document", publication: Publication) -> None:
    from docx.oxml.ns import qn

    facts = document.core_properties
    facts.title, facts.language = _clean(publication.title), publication.transcript.language
    facts.author, facts.last_modified_by, facts.comments = "", "", _clean(publication.note)
    facts.created = facts.modified = DAY
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), publication.transcript.language)


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

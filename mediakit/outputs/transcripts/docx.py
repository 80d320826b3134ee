"""Transcripts as Word documents, with real headings and styles."""

from typing import TYPE_CHECKING

from mediakit.clock import format_time
from mediakit.outputs.documents import begin, clean, in_english
from mediakit.outputs.transcripts.paragraphs import Paragraph, paragraphs_of_transcript
from mediakit.outputs.transcripts.publication import Publication
from mediakit.subtitles.formats.word import without_clock

if TYPE_CHECKING:
    from docx.document import Document


def write(publication: Publication) -> bytes:
    """The transcript as a Word document."""
    import docx

    document = docx.Document()
    transcript = publication.transcript
    begin(document, publication.title, transcript.language, publication.note)
    document.add_heading(clean(publication.title), 1)
    in_english(document.add_heading("About this transcript", 2).runs[0])
    in_english(document.add_paragraph(clean(publication.note)).runs[0])
    in_english(document.add_heading("Transcript", 2).runs[0])
    for paragraph in paragraphs_of_transcript(transcript):
        _add(document, paragraph)
    return without_clock(document)


def _add(document: "Document", paragraph: Paragraph) -> None:
    line = document.add_paragraph()
    line.add_run(format_time(paragraph.start_ms))
    line.add_run(" ")
    if paragraph.is_sound:
        in_english(line.add_run(clean(paragraph.text)))
        return
    if paragraph.speaker:
        line.add_run(f"{clean(paragraph.speaker)}:", "Strong")
        line.add_run(" ")
    line.add_run(clean(paragraph.text))

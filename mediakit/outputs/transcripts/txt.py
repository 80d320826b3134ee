"""Transcripts as plain text."""

from collections.abc import Sequence

from mediakit.clock import format_time
from mediakit.outputs.transcripts.paragraphs import Paragraph, one_line, paragraphs_of_transcript
from mediakit.outputs.transcripts.publication import Publication


def write(publication: Publication) -> bytes:
    """The transcript as a text file in UTF-8."""
    said = paragraphs_of_transcript(publication.transcript)
    return write_txt(publication.title, said, publication.note).encode()


def write_txt(title: str, paragraphs: Sequence[Paragraph], note: str) -> str:
    """The transcript as plain text: title, note, then a paragraph after each blank line."""
    lines = [one_line(title), "", one_line(note)]
    for paragraph in paragraphs:
        speaker = f"{one_line(paragraph.speaker)}: " if paragraph.speaker else ""
        time = format_time(paragraph.start_ms)
        lines += ["", f"[{time}] {speaker}{one_line(paragraph.text)}"]
    return "\n".join(lines) + "\n"

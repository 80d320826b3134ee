"""Transcripts as web pages: structure first, so that they can be read without style and aloud."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, groupby
from urllib.parse import quote

from mediakit.outputs.pages import page
from mediakit.outputs.transcripts.paragraphs import Paragraph, one_line, paragraphs_of_transcript
from mediakit.outputs.transcripts.publication import Publication

PART_MS = 10 * 60 * 1000
"""A recording longer than this gets a heading every ten minutes, to jump to. Speech at 150 words a
minute fills about three printed pages in that time. [own]"""


@dataclass(frozen=True, slots=True)
class _Line:
    """A paragraph with the place it can be linked to."""

    anchor: str
    link: str
    paragraph: Paragraph


def write(publication: Publication) -> bytes:
    """The transcript as one web page in UTF-8."""
    transcript = publication.transcript
    return write_html(
        publication.title,
        transcript.language,
        paragraphs_of_transcript(transcript),
        publication.note,
        media=publication.media,
    ).encode()


def write_html(
    title: str,
    language: str,
    paragraphs: Sequence[Paragraph],
    note: str,
    *,
    media: str | None = None,
) -> str:
    """The transcript as one web page that needs nothing else. `language` is the BCP 47 tag of
    what was said; the note, the headings and the sounds are in English. Times link to that moment
    of the recording called `media` beside the page; without one, to their own line.
    """
    lines = list(_lines(paragraphs, media))
    # Where people talk at once, a turn may stand after later words of another.
    part_of = accumulate((line.paragraph.start_ms // PART_MS for line in lines), max)
    parts = [
        (number * PART_MS, [line for _, line in group])
        for number, group in groupby(zip(part_of, lines, strict=True), lambda pair: pair[0])
    ]
    return page(
        "transcript.html",
        title=one_line(title),
        language=language,
        note=note,
        parts=parts,
        speakers=list(dict.fromkeys(one.speaker for one in paragraphs if one.speaker)),
    )


def _lines(paragraphs: Sequence[Paragraph], media: str | None) -> Iterator[_Line]:
    taken: dict[int, int] = {}
    for paragraph in paragraphs:
        second = paragraph.start_ms // 1000
        taken[second] = number = taken.get(second, 0) + 1
        anchor = f"t{second}" if number == 1 else f"t{second}-{number}"
        link = f"{quote(media)}#t={second}" if media else f"#{anchor}"
        yield _Line(anchor, link, paragraph)

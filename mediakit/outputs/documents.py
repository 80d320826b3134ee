"""What Word documents for readers have in common."""

from typing import TYPE_CHECKING

from mediakit.outputs.transcripts.paragraphs import one_line
from mediakit.subtitles.formats.word import DAY, easy_to_read

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


def begin(document: "Document", title: str, language: str, note: str) -> None:
    """Set up a new document: what it says of itself, its language, and letters easy to read."""
    from docx.oxml.ns import qn

    facts = document.core_properties
    facts.title, facts.language = clean(title), language
    facts.author, facts.last_modified_by, facts.comments = "", "", clean(note)
    facts.created = facts.modified = DAY
    for tag in document.styles.element.iter(qn("w:lang")):
        tag.set(qn("w:val"), language)
    easy_to_read(document)


def clean(text: str) -> str:
    """Text in one line, without characters that no document can hold."""
    return one_line(text.translate(_UNWRITABLE))


def in_english(run: "Run") -> None:
    """Mark words of ours in a document whose language may be another."""
    in_language(run, OURS)


def in_language(run: "Run", tag: str) -> None:
    """Mark words as of the language with this BCP 47 tag, for those who have them read aloud."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    language = OxmlElement("w:lang")
    language.set(qn("w:val"), tag)
    run._r.get_or_add_rPr().append(language)

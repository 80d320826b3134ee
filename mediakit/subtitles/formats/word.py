"""What every Word document of mediakit has in common."""

import io
import zipfile
from datetime import datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from docx.document import Document

DAY = datetime(1980, 1, 1)  # noqa: DTZ001 - a fixed day without a zone, as Word's files hold it
"""Stands for the day of making, so that the same words give the same file: the first one that a
zip can hold."""


def easy_to_read(document: "Document") -> None:
    """Dark letters without serifs, large and upright, with room between the lines (Inclusion
    Europe); the colours of Word's own headings are too pale on white for WCAG 2.2, 1.4.3.
    """
    from docx.oxml.ns import qn
    from docx.shared import Pt, RGBColor

    for name in ("Normal", "Heading 1", "Heading 2", "Heading 3"):
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


def without_clock(document: "Document") -> bytes:
    """The document as a file, with the same day on every part of it."""
    file, made = io.BytesIO(), io.BytesIO()
    document.save(file)
    with zipfile.ZipFile(file) as old, zipfile.ZipFile(made, "w") as new:
        for part in old.infolist():
            entry = zipfile.ZipInfo(part.filename, DAY.timetuple()[:6])
            entry.compress_type, entry.external_attr = zipfile.ZIP_DEFLATED, 0
            new.writestr(entry, old.read(part))
    return made.getvalue()

"""The words of a Word document, read from the XML that it is. python-docx leaves out without a word
what somebody inserted while changes were tracked.
"""

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from mediakit.errors import BadInput
from mediakit.subtitles.formats.blocks import without_controls
from mediakit.subtitles.formats.encoding import decode
from mediakit.subtitles.formats.markup import tidy_lines
from mediakit.subtitles.formats.reading import Ledger
from mediakit.subtitles.formats.xml import Element, parse_xml

MARGINS = "What stands in the headers and footers of the pages was left out"

_MAIN = "word/document.xml"
_LARGEST = 50_000_000
"""Bytes of XML: a script of two hours has about two million. [own]"""

_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    OSError,
    ValueError,
    RuntimeError,
    struct.error,
)
"""What reading a damaged or locked zip raises; NotImplementedError is a RuntimeError."""

_GONE = frozenset(
    {"del", "moveFrom", "delText", "instrText", "pPr", "rPr", "tcPr", "trPr", "tblPr"}
)
_TRACKS = frozenset({"ins", "del", "moveFrom", "moveTo"})
_SIGNS = {"tab": " ", "ptab": " ", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_REMARKS = {"commentReference": "comment", "footnoteReference": "footnote"}
_PICTURES = frozenset({"blip", "imagedata"})
_AGAIN = "Open it in Word and save it again as .docx."


@dataclass(slots=True)
class Said:
    """What an element says, and what else was met in it."""

    text: str = ""
    remarks: list[str] = field(default_factory=list)
    tracked: bool = False
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class Parts:
    """The parts of a file that hold words. `remarks` are comments and footnotes, by their kind and
    number.
    """

    body: Element | None
    language: str
    remarks: Mapping[tuple[str, str], str]


def parts_of(data: bytes, ledger: Ledger) -> Parts:
    """The parts of the file. Raises `BadInput` if it is damaged or no Word document."""
    if not data.strip():
        ledger.refuse(0, "The document is empty", _AGAIN)
        ledger.check()
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            found = {
                name: file.read(name)
                for name in file.namelist()
                if name.startswith(("word/", "docProps/")) and name.endswith(".xml")
                if file.getinfo(name).file_size <= _LARGEST
            }
    except _BROKEN as error:
        old = data.startswith(b"\xd0\xcf\x11\xe0")
        what = (
            "This is a file of an old or locked Word" if old else "This is no whole Word document"
        )
        ledger.refuse(0, f"{what} ({error})", _AGAIN)
        ledger.check()
        raise AssertionError(data) from error
    body = _xml(found, _MAIN, ledger)
    remarks = {}
    for kind in _REMARKS.values():
        part = _xml(found, f"word/{kind}s.xml", ledger)
        for remark in part.elements() if part else ():
            said = tidy_lines(said_in(remark, {}).text)
            author = remark.attributes.get("author", "")
            text = f"{author}: {said}" if author else said
            remarks[kind, remark.attributes.get("id", "")] = text
    margins = [
        _xml(found, name, ledger)
        for name in found
        if name.startswith(("word/header", "word/footer"))
    ]
    if any(part and said_in(part, {}).text.strip() for part in margins):
        ledger.forgive(0, MARGINS)
    core = _xml(found, "docProps/core.xml", ledger)
    tags = [one.text().strip() for one in core.named("language")] if core else []
    return Parts(body, next(filter(None, tags), ""), remarks)


def _xml(found: Mapping[str, bytes], name: str, ledger: Ledger) -> Element | None:
    if name not in found:
        return None
    try:
        return parse_xml(without_controls(decode(found[name])[0]), Ledger(ledger.where))
    except BadInput as error:
        # The lines of this XML mean nothing to people.
        ledger.refuse(0, f"This is no whole Word document ({name})", _AGAIN)
        ledger.check()
        raise AssertionError(name) from error


def below(element: Element, name: str, not_into: str) -> Iterator[Element]:
    """Elements of this name, but not those of a table inside."""
    for child in element.elements():
        if child.name == name:
            yield child
        elif child.name != not_into:
            yield from below(child, name, not_into)


def said_in(element: Element, remarks: Mapping[tuple[str, str], str]) -> Said:
    """The words in an element as they are once all changes are accepted."""
    said = Said()
    _listen(element, said, remarks)
    return said


def _listen(element: Element, said: Said, remarks: Mapping[tuple[str, str], str]) -> None:
    for child in element.elements():
        said.tracked |= child.name in _TRACKS
        said.pictures |= child.name in _PICTURES
        if child.name == "t":
            said.text += child.text()
        elif child.name in _REMARKS:
            key = (_REMARKS[child.name], child.attributes.get("id", ""))
            said.remarks += filter(None, [remarks.get(key)])
        elif child.name == "AlternateContent":
            # The same thing twice, for newer and older programs.
            for choice in list(child.elements())[:1]:
                _listen(choice, said, remarks)
        elif child.name not in _GONE:
            said.text += _SIGNS.get(child.name, "")
            _listen(child, said, remarks)
            said.text += "\n" if child.name == "p" else ""

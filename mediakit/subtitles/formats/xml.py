"""XML as a tree that knows its lines, which those of the standard library do not."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from xml.parsers import expat

from mediakit.subtitles.formats.reading import Ledger

COMMENT = "#comment"
"""Stands as the name of a comment; its text is the only child."""

_DEEPEST = 100
"""Elements inside one another; subtitles need about five. [own]"""

_REMEDY = "Save it again from the program that made it."


@dataclass(slots=True)
class Element:
    """An element with its children, texts among them. Names are without their namespace: subtitle
    files use three generations of namespaces for the same things.
    """

    name: str
    attributes: dict[str, str] = field(default_factory=dict)
    line: int = 0
    children: "list[Element | str]" = field(default_factory=list)

    def elements(self) -> "Iterator[Element]":
        """The children that are elements or comments."""
        return (child for child in self.children if isinstance(child, Element))

    def named(self, name: str) -> "Iterator[Element]":
        """Every element of this name below this one."""
        for child in self.elements():
            if child.name == name:
                yield child
            yield from child.named(name)

    def text(self) -> str:
        """All the text in it, without comments."""
        parts = (
            child if isinstance(child, str) else child.text()
            for child in self.children
            if isinstance(child, str) or child.name != COMMENT
        )
        return "".join(parts)


class _Builder:
    """Hears the parser."""

    def __init__(self, parser: expat.XMLParserType, ledger: Ledger) -> None:
        self.root = Element("")
        self._parser, self._ledger = parser, ledger
        self._open = [self.root]
        parser.buffer_text = True
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.CommentHandler = self._comment
        parser.StartDoctypeDeclHandler = self._doctype

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        plain = {_local(key): value for key, value in attributes.items()}
        element = Element(_local(name), plain, self._parser.CurrentLineNumber)
        self._open[-1].children.append(element)
        self._open.append(element)
        if len(self._open) > _DEEPEST:
            self._refuse("Too many elements stand inside one another")

    def _end(self, _name: str) -> None:
        self._open.pop()

    def _text(self, text: str) -> None:
        self._open[-1].children.append(text)

    def _comment(self, text: str) -> None:
        comment = Element(COMMENT, {}, self._parser.CurrentLineNumber, [text])
        self._open[-1].children.append(comment)

    def _doctype(self, *_: object) -> None:
        # It can define entities that fill any memory.
        self._refuse("A file of subtitles needs no document type, and this one has one")

    def _refuse(self, what: str) -> None:
        self._ledger.refuse(self._parser.CurrentLineNumber, what, _REMEDY)
        self._ledger.check()


def parse_xml(text: str, ledger: Ledger) -> Element | None:
    """The root element; None for an empty text. Raises `BadInput`, with the line, for what is not
    well-formed.
    """
    if not text.strip():
        return None
    parser = expat.ParserCreate(namespace_separator=" ")
    builder = _Builder(parser, ledger)
    try:
        parser.Parse(text, True)
    except expat.ExpatError as error:
        reason = expat.errors.messages.get(error.code, "it breaks off")
        ledger.refuse(error.lineno, f"This is no well-formed XML ({reason})", _REMEDY)
        ledger.check()
    return next(builder.root.elements(), None)


def _local(name: str) -> str:
    return name.rpartition(" ")[2]

"""Bytes of a file to text, by rules that can be explained. Statistics about letters are not asked:
in a short file they mistake one alphabet for another, and nobody can tell why.
"""

import codecs
import re

from mediakit.subtitles.formats.reading import Forgiven

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),  # before UTF-16, whose mark it begins with
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
"""What a file may begin with to say how it is written."""

_NULS = 0.25
"""Share of NUL bytes in every second place from which on a file is UTF-16: the digits, colons and
line ends of times have one each. [own]"""

_DECLARED = re.compile(
    rb"\s*<\?xml[^>]{0,80}?encoding=[\"'](windows-125\d|iso-8859-\d{1,2})[\"']", re.IGNORECASE
)
"""XML that names an alphabet of single bytes."""

WINDOWS = (
    "The file is not in Unicode and does not say what it is in; it was read as Windows-1252: look "
    "at letters with accents"
)
MIXED = "A letter here is not in UTF-8 as the others are; it was read as Windows-1252: look at it"
NO_LETTER = "Something here is no letter in any reading; � stands for it"


def decode(data: bytes) -> tuple[str, tuple[Forgiven, ...]]:
    """The text of a file, whatever program saved it, and what had to be guessed for that: UTF-8 or
    UTF-16 with or without a mark, or what Windows calls ANSI (1252).

    >>> decode("tŷ".encode("utf-16"))
    ('tŷ', ())
    >>> decode("café".encode("cp1252"))[0]
    'café'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return _marked(data.removeprefix(mark), encoding)
    unmarked = _without_a_mark(data)
    if unmarked:
        return _marked(data, unmarked)
    try:
        return data.decode("utf-8"), ()
    except UnicodeDecodeError:
        pass
    declared = _DECLARED.match(data)
    if declared:
        return _with_stand_ins(data.decode(declared[1].decode(), errors="replace"))
    return _mixed(data) if _mostly_utf8(data) else (_windows(data), (Forgiven(0, WINDOWS),))


def decoded(data: bytes) -> str:
    """The text of a file that a person wrote in any editor, without its byte order mark."""
    return decode(data)[0]


def _marked(data: bytes, encoding: str) -> tuple[str, tuple[Forgiven, ...]]:
    if encoding == "utf-8":
        try:
            return data.decode(), ()
        except UnicodeDecodeError:
            return _mixed(data)
    return _with_stand_ins(data.decode(encoding, errors="replace"))


def _with_stand_ins(text: str) -> tuple[str, tuple[Forgiven, ...]]:
    lines = text.split("\n")
    bad = (number for number, line in enumerate(lines, start=1) if "�" in line)
    return text, tuple(Forgiven(number, NO_LETTER) for number in bad)


def _without_a_mark(data: bytes) -> str | None:
    """UTF-16 by its NUL bytes: before each letter of English, or after it."""
    half = len(data) // 2
    even, odd = data[0::2].count(0), data[1::2].count(0)
    if odd > half * _NULS and even * 4 < odd:
        return "utf-16-le"
    if even > half * _NULS and odd * 4 < even:
        return "utf-16-be"
    return None


def _mostly_utf8(data: bytes) -> bool:
    """Whether most of the letters outside ASCII are proper UTF-8. Then the file is UTF-8 with a
    fault in it; as Windows-1252 all its good letters would be spoilt.
    """
    text = data.decode("utf-8", errors="surrogateescape")
    broken = sum("\udc80" <= letter <= "\udcff" for letter in text)
    return sum(letter > "\x7f" for letter in text) - broken >= broken


def _mixed(data: bytes) -> tuple[str, tuple[Forgiven, ...]]:
    """UTF-8 in which single bytes are not."""
    lines, forgiven = [], []
    text = data.decode("utf-8", errors="surrogateescape")
    for number, line in enumerate(text.split("\n"), start=1):
        mended = re.sub(
            "[\udc80-\udcff]", lambda bad: _windows(bytes([ord(bad[0]) - 0xDC00])), line
        )
        if mended != line:
            forgiven.append(Forgiven(number, MIXED))
        lines.append(mended)
    return "\n".join(lines), tuple(forgiven)


def _windows(data: bytes) -> str:
    """Windows-1252, where the five bytes that mean nothing in it become control characters."""
    return "".join(
        bytes([byte]).decode("cp1252", errors="ignore") or chr(byte) if byte > 0x7F else chr(byte)
        for byte in data
    )

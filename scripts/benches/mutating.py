"""Files of subtitles, damaged in every way that a seed gives, and a judge of what becomes of them:
read or refused in a plain sentence, and no word lost without one.
"""

import io
import random
import re
import zipfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.subtitles.formats import FORMATS, Format, Reading
from mediakit.subtitles.formats.encoding import decode
from mediakit.subtitles.formats.places import settings_of
from mediakit.subtitles.model import Cue, Subtitles

MARK = re.compile(r"(?<![^\W_])zq\d{3}ŵ(?![^\W_])")
"""Words that the made files hold, each once: none may get lost."""

_NEAR = 2
"""Lines before a word in which what is told may stand for it: the line of times and one of words.
[own]"""

_LEFT_OUT = re.compile(r"^(?!Formatting).*left out")
"""What is told where more than formatting is not taken over."""

_DOCUMENT = "word/document.xml"

_FOREIGN: dict[str, str] = {
    "srt": (
        "1\n00:00:01,000 --> 00:00:02,000\n<i>zq901ŵ</i> {\\an8}zq902ŵ\n\n"
        "2\n00:00:02.5 --> 0:00:03\n<font color='red'>zq903ŵ</font>\n\nzq904ŵ\n\n3\n"
    ),
    "vtt": (
        "WEBVTT - made\nKind: captions\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
        "NOTE zq905ŵ\n\nid-1\n00:01.000 --> 00:02.000 align:middle region:a\n"
        "- <v.loud Ann zq906ŵ><b>zq907ŵ</b> <00:01.500>zq908ŵ</v> &amp; <v Bob>zq909ŵ\n\n"
        "00:02.000 --> 00:02.000\nzq910ŵ\n"
    ),
    "ass": (
        "[Script Info]\n; made\nTitle: made\n\n[V4+ Styles]\nFormat: Name, Alignment\n"
        "Style: Top,8\n\n[Events]\nFormat: Layer, Start, End, Style, Actor, Text\n"
        "Comment: 0,0:00:00.00,0:00:01.00,Top,,zq911ŵ\n"
        "Dialogue: 0,0:00:01.00,0:00:02.00,Top,Ann,{\\i1}zq912ŵ{\\i0}\\Nzq913ŵ, {zq914ŵ}\n"
    ),
    "ttml": (
        '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:ttm="http://www.w3.org/ns/ttml#metadata"\n'
        ' xml:lang="en"><head><metadata><ttm:agent xml:id="a"><ttm:name>zq915ŵ</ttm:name>\n'
        '</ttm:agent></metadata></head><body><div begin="1s">\n<!-- zq916ŵ -->\n'
        '<p begin="1s" dur="500ms" ttm:agent="a">zq917ŵ<br/><span>zq918ŵ</span></p>\n'
        '<p><span begin="2s" end="3s">zq919ŵ</span></p>\n</div></body></tt>\n'
    ),
    "txt": "[0:01 - 0:02] Ann: zq920ŵ\n[note] zq921ŵ\nzq922ŵ\n\n[0:02 to 0:03]\nzq923ŵ\n",
    "sbv": "0:00:01.000,0:00:02.000\nzq924ŵ[br]zq925ŵ\n\nzq926ŵ\n",
}
"""Files as other programs and people write them."""

_PIECES = [
    b"\n", b"\n\n", b"\r\n", b"\r", b" ", b"\0", b"\x07", b"\xff", b"\xc5", b"\xef\xbb\xbf", b"-->",
    b"->", b"<", b">", b"<v ", b"</", b"{", b"}", b"{\\p1}", b"\\N", b"&", b"&lt;", b"&#0;", b",",
    b":", b"-", b"9", b"1\n", b"NOTE ", b"STYLE\n", b"WEBVTT", b"[note]", b"[Events]", b"]]>",
    b"<!--", b"<!DOCTYPE tt [<!ENTITY a 'b'>]>", b"00:00:01,000 --> 00:00:02,000\n",
    b"00:99:00.000 --> ", b"999999999999", "\u2028".encode(), "٣".encode(), b'"', b"='1s'",
]  # fmt: skip


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one file: read, refused, or a fault of ours. `lost` are words of which nothing
    was said, `reading` what was read, `reason` why not.
    """

    outcome: str
    reason: str = ""
    lost: tuple[str, ...] = ()
    reading: Reading | None = None


def made_files() -> Iterator[tuple[Format, bytes]]:
    """A few whole files of each format: as we write them and as others do."""
    for kind in FORMATS.values():
        yield kind, kind.write(_track())
        if kind.name in _FOREIGN:
            yield kind, _FOREIGN[kind.name].encode()


def _track() -> Subtitles:
    texts = (
        "zq001ŵ zq002ŵ\nzq003ŵ", "zq004ŵ & <i>zq005ŵ</i>", "{\\an8}zq006ŵ \\N zq007ŵ",
        "2024\nzq008ŵ", "a --> zq009ŵ", "[note] zq010ŵ", "zq011ŵ: zq012ŵ", "1:30 -> 2:30 zq013ŵ",
    )  # fmt: skip
    cues = [
        Cue(
            Span(1000 * number, 1000 * number + 900),
            text,
            f"Siân zq1{number:02}ŵ" if number % 2 else None,
            settings=settings_of(number % 9 + 1),
            notes=(f"zq2{number:02}ŵ",) if number % 3 == 0 else (),
        )
        for number, text in enumerate(texts)
    ]
    return Subtitles("cy", tuple(cues), ("zq300ŵ",))


def damaged(data: bytes, other: bytes, chance: random.Random) -> bytes:
    """The file with one to four faults. `other` is another file, to mix with."""
    if data.startswith(b"PK") and chance.random() < 0.8:
        return _damaged_inside(data, chance)
    for _ in range(chance.randint(1, 4)):
        data = chance.choice(_FAULTS)(data, other, chance)
    return data


def _damaged_inside(data: bytes, chance: random.Random) -> bytes:
    """A Word document with faults in its text, and a whole zip round it."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w") as new:
        for name in old.namelist():
            part = old.read(name)
            if name == _DOCUMENT:
                for _ in range(chance.randint(1, 3)):
                    part = chance.choice(_FAULTS[:6])(part, part, chance)
            new.writestr(name, part)
    return made.getvalue()


def _place(data: bytes, chance: random.Random) -> int:
    return chance.randint(0, len(data))


def _insert(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + chance.choice(_PIECES) + data[at:]


def _remove(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + data[at + chance.choice([1, 1, 2, 5, 20]) :]


def _change(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    at = _place(data, chance)
    return data[:at] + bytes([chance.randrange(256)]) + data[at + 1 :]


def _digit(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    digits = [at for at, byte in enumerate(data) if chr(byte).isdigit()]
    if not digits:
        return data
    at = chance.choice(digits)
    return data[:at] + chance.choice([b"9", b"x", b"-", b"", b"0"]) + data[at + 1 :]


def _repeat(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    start = _place(data, chance)
    piece = data[start : start + chance.choice([1, 10, 60])]
    return data[:start] + piece * chance.choice([2, 3, 20]) + data[start + len(piece) :]


def _cut(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    return data[: _place(data, chance)] if chance.random() < 0.5 else data[_place(data, chance) :]


def _lines(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    lines = data.split(b"\n")
    one, two = chance.randrange(len(lines)), chance.randrange(len(lines))
    what = chance.randrange(3)
    if what == 0:
        lines[one], lines[two] = lines[two], lines[one]
    elif what == 1:
        del lines[one]
    else:
        lines.insert(one, lines[two])
    return b"\n".join(lines)


def _mix(data: bytes, other: bytes, chance: random.Random) -> bytes:
    start, at = _place(other, chance), _place(data, chance)
    return data[:at] + other[start : start + 80] + data[at:]


def _recode(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    code = chance.choice(["utf-16", "utf-16-le", "utf-16-be", "cp1252", "utf-8-sig", "latin-1"])
    return data.decode("utf-8", errors="replace").encode(code, errors="replace")


def _line_ends(data: bytes, _other: bytes, chance: random.Random) -> bytes:
    return data.replace(b"\n", chance.choice([b"\r\n", b"\r", b"\n\n", b" "]))


_FAULTS: Sequence[Callable[[bytes, bytes, random.Random], bytes]] = (
    _insert, _remove, _change, _digit, _repeat, _mix, _cut, _lines, _recode, _line_ends,
)  # fmt: skip


def judged(kind: Format, data: bytes) -> Verdict:
    """Read the file, and look for words that were lost. Anything but a reading and a refusal is a
    fault, and is caught: it is what this is for.
    """
    try:
        reading = kind.read(data, "", f"file{kind.extensions[0]}")
    except BadInput as refused:
        return Verdict("refused", str(refused))
    except Exception as fault:  # noqa: BLE001
        return Verdict("fault", f"{type(fault).__name__}: {fault}")
    return Verdict("read", "", tuple(_lost(kind, data, reading)), reading)


def _lost(kind: Format, data: bytes, reading: Reading) -> Iterator[str]:
    """Marked words of the file that are nowhere in the reading, and of which nothing was told. A
    column of ASS that nobody knows is told once for all lines.
    """
    track = reading.subtitles
    kept = [part for cue in track.cues for part in (cue.text, cue.speaker or "", *cue.notes)]
    kept += [*track.notes, *(one.what for one in reading.forgiven)]
    words = "\n".join(kept)
    if 'The column "' in words:
        return
    told = {one.line for one in reading.forgiven if _LEFT_OUT.search(one.what)}
    for number, line in enumerate(_text_of(kind, data).split("\n"), start=1):
        for mark in MARK.findall(line):
            near = range(number - _NEAR, number + 1)
            if mark not in words and (kind.binary or told.isdisjoint(near)):
                yield mark


def _text_of(kind: Format, data: bytes) -> str:
    """The text of a file, by means of its own; of a Word document what is not struck out."""
    if kind.binary:
        with zipfile.ZipFile(io.BytesIO(data)) as file:
            xml = decode(file.read(_DOCUMENT))[0]
        return "\n".join(re.findall(r"<w:t(?: [^>]*)?>([^<]*)</w:t>", xml))
    text = decode(data)[0].replace("\r\n", "\n").replace("\r", "\n")
    if kind.name == "ttml":
        # What an attribute says is not shown.
        text = re.sub(r'="[^"]*"', lambda said: "\n" * said[0].count("\n"), text)
    return re.sub(r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f]", "", text)

"""Advanced SubStation Alpha (ASS), and SubStation Alpha (SSA) before it: what subtitling programs
exchange. What mediakit burns into pictures is made in `burning`.

pysubs2 writes the head. The events are read and written here: its reader takes their columns for
granted whatever the line Format says, and drops lines that it does not know; its writer cannot say
times after ten hours.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from mediakit.subtitles.formats.blocks import NO_TIME, UNREADABLE, Row, rows_of
from mediakit.subtitles.formats.markup import JOINER, place_in, tidy_lines, wordy_tags
from mediakit.subtitles.formats.places import USUAL, number_of, settings_of
from mediakit.subtitles.formats.reading import Draft, Ledger, Reading
from mediakit.subtitles.formats.times import parse_stamp
from mediakit.subtitles.model import Cue, Subtitles

FORMATTING = "Formatting, such as italics, colours, effects and margins, was left out"
LOOKS = "A style that says how subtitles look was left out"
DRAWING = "A drawing was left out"
HEADING = "What the file says of itself was left out"
ATTACHED = "Fonts, pictures and settings of other programs were left out"

_FIELDS = ["layer", "start", "end", "style", "name"]
_FIELDS += ["marginl", "marginr", "marginv", "effect", "text"]
_EXAMPLE = "Dialogue: 0,0:00:01.00,0:00:03.50,Default,,0,0,0,,words"
_REMEDY = f"Each subtitle needs a line such as {_EXAMPLE}."
_OURS = {"scripttype", "wrapstyle", "scaledborderandshadow", "collisions", "playdepth", "timer"}
"""Lines of the head that say nothing about the words."""

_OUR_STYLE = (
    "Style: Default,Arial,20,&H00FFFFFF,&H000000FF,&H00000000,&H00000000,0,0,0,0,100,100,0,0,1,2,"
    "2,2,10,10,10,1"
)
"""The style that pysubs2 writes."""

_SSA_PLACES = {1: 1, 2: 2, 3: 3, 5: 7, 6: 8, 7: 9, 9: 4, 10: 5, 11: 6}
"""The numbers of SSA for the nine places, and those of ASS."""

_TOKEN = re.compile(rf"\\{JOINER}|\\[{{}}]|\\[Nnh]|\{{[^{{}}]*\}}")
_DRAWS = re.compile(r"\\p(\d+)")
_ONLY_A_PLACE = re.compile(r"\{\\an[1-9]\}")
_COMMA, _SMALL_COMMA = ",", "﹐"
"""A comma would end the field of a name; a small one stands for it."""


@dataclass(slots=True)
class _File:
    """What is known of a file while its lines are read."""

    ledger: Ledger
    section: str = ""
    fields: list[str] = field(default_factory=lambda: list(_FIELDS))
    style_fields: list[str] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)
    language: str = ""
    drafts: list[Draft] = field(default_factory=list)
    notes: tuple[str, ...] = ()


def write_ass(subtitles: Subtitles) -> str:
    """The track as ASS text. Times are rounded to hundredths of a second, and of places in the
    picture it can say nine. Speakers stand as names, notes as comments.

    >>> from mediakit.clock import Span
    >>> track = Subtitles("en", (Cue(Span(0, 1500), "We plan\\ntogether.", "Ann"),))
    >>> print(write_ass(track).splitlines()[-1])
    Dialogue: 0,0:00:00.00,0:00:01.50,Default,Ann,0,0,0,,We plan\\Ntogether.
    """
    import pysubs2

    head = pysubs2.SSAFile()
    head.info.clear()
    head.info.update(Language=subtitles.tag, WrapStyle="0", ScaledBorderAndShadow="yes")
    lines = [line for cue in subtitles.cues for line in _events(cue)]
    last = subtitles.cues[-1].span.end if subtitles.cues else 0
    lines += [_event("Comment", last, last, "", _literal(note)) for note in subtitles.notes]
    begin = head.to_string("ass", header_notice="").rstrip("\n")
    return "".join(f"{line}\n" for line in [begin, *lines])


def read_ass(text: str, tag: str, where: str) -> Reading:
    """The cues in ASS or SSA text, in order of time, as the track `tag`, or in the language that
    its head names if that is "".

    Names become speakers, comments notes. Styles, codes and drawings are left out, and that is
    told. Raises `BadInput`, with the lines, for text that is none of these, for times that cannot
    be read or run backwards, and for words without a time.
    """
    file = _File(Ledger(where))
    rows = rows_of(text, file.ledger)
    first = next((row for row in rows if row.text), None)
    if first and not any(_is_event(row.text) or row.text.startswith("[") for row in rows):
        remedy = "An ASS file has a part that begins with [Events]."
        file.ledger.refuse(first.number, "This does not look like ASS", remedy)
        file.ledger.check()
    for row in rows:
        if row.text.startswith("[") and row.text.endswith("]") and not _is_event(row.text):
            file.section = row.text[1:-1].strip().lower()
        elif row.text:
            _take(row, file)
    return file.ledger.reading(tag or file.language, file.drafts, file.notes)


def _events(cue: Cue) -> Iterator[str]:
    start = (cue.span.start + 5) // 10 * 10
    end = max((cue.span.end + 5) // 10 * 10, start + 10)
    for note in cue.notes:
        yield _event("Comment", start, end, "", _literal(note))
    number = number_of(cue.settings) or USUAL
    code = rf"{{\an{number}}}" if number != USUAL else ""
    yield _event("Dialogue", start, end, cue.speaker or "", code + _literal(cue.text))


def _event(kind: str, start: int, end: int, name: str, text: str) -> str:
    name = " ".join(name.split()).replace(_COMMA, _SMALL_COMMA)
    return f"{kind}: 0,{_stamp(start)},{_stamp(end)},Default,{name},0,0,0,,{text}"


def _stamp(ms: int) -> str:
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}.{ms % 1000 // 10:02}"


def _literal(text: str) -> str:
    r"""Text in which nothing acts as a code; see `burning`, which does the same."""
    text = tidy_lines(text).replace("\\", f"\\{JOINER}").replace("{", r"\{").replace("}", r"\}")
    return text.replace("\n", r"\N")


def _is_event(line: str) -> bool:
    return line.lower().startswith(("dialogue:", "comment:"))


def _take(row: Row, file: _File) -> None:
    """Take in one line that is not empty and begins no section."""
    word, colon, value = row.text.partition(":")
    word, value = word.strip().lower(), value.strip()
    if _is_event(row.text):
        _take_event(row, word, value, file)
    elif "styles" in file.section:
        _take_style(row, word, value, file)
    elif file.section == "events":
        _take_other_event(row, word, value, file)
    elif file.section in ("", "script info"):
        if word == "language":
            file.language = value
        elif word not in _OURS or not colon or " " in value:
            file.ledger.forgive(row.number, HEADING)
    else:
        file.ledger.forgive(row.number, ATTACHED)


def _take_style(row: Row, word: str, value: str, file: _File) -> None:
    if word == "format":
        file.style_fields = _names(value)
        if not all(name.isalpha() for name in file.style_fields):
            file.ledger.forgive(row.number, HEADING)
        return
    values = dict(zip(file.style_fields, (one.strip() for one in value.split(",")), strict=False))
    if row.text != _OUR_STYLE:
        file.ledger.forgive(row.number, LOOKS)
    number = values.get("alignment", "")
    if number.isdecimal() and len(number) < 3:
        old = "+" not in file.section
        place = _SSA_PLACES.get(int(number), USUAL) if old else int(number)
        file.places[values.get("name", "").lstrip("*")] = place if 1 <= place <= 9 else USUAL


def _take_other_event(row: Row, word: str, value: str, file: _File) -> None:
    if word == "format":
        file.fields = _names(value)
        for name in {*file.fields} - {*_FIELDS, "marked"}:
            file.ledger.forgive(row.number, f'The column "{name}" is not known; it was left out')
    elif word in ("picture", "sound", "movie", "command"):
        file.ledger.forgive(row.number, ATTACHED)
    elif row.text.startswith(";"):
        file.ledger.forgive(row.number, f'The line "{row.text}" was left out')
    else:
        if not file.drafts:
            file.ledger.refuse(row.number, "There are words, but no time to show them", _REMEDY)
            return
        file.ledger.forgive(row.number, NO_TIME)
        file.drafts[-1].text += "\n" + _plain(row, row.text, file.ledger)


def _names(value: str) -> list[str]:
    names = [name.strip().lower() for name in value.split(",")]
    return ["name" if name == "actor" else name for name in names]


def _take_event(row: Row, kind: str, value: str, file: _File) -> None:
    parts = value.split(",", len(file.fields) - 1)
    if len(parts) < len(file.fields) or not {"start", "end", "text"} <= set(file.fields):
        file.ledger.refuse(row.number, "This line has too few parts between commas", _REMEDY)
        return
    values = dict(zip(file.fields, parts, strict=True))
    text = _plain(row, values["text"], file.ledger)
    try:
        start, end = parse_stamp(values["start"].strip()), parse_stamp(values["end"].strip())
    except ValueError:
        if kind == "comment":
            file.notes = (*file.notes, value)
        elif tidy_lines(text):
            file.ledger.refuse(row.number, UNREADABLE, _REMEDY)
        else:
            file.drafts.append(Draft(row.number, 0, 0))
        return
    name = " ".join(values.get("name", "").replace(_SMALL_COMMA, _COMMA).split())
    if kind == "comment":
        note = tidy_lines(f"{name}: {text}" if name else text)
        file.notes = (*file.notes, note) if note else file.notes
        return
    style = values.get("style", "").strip().lstrip("*")
    _speak_of_look(row, values, style, file)
    place = place_in(values["text"]) or settings_of(file.places.get(style, USUAL))
    file.drafts.append(Draft(row.number, start, end, text, name, place, file.notes))
    file.notes = ()


def _speak_of_look(row: Row, values: Mapping[str, str], style: str, file: _File) -> None:
    """Tell what an event says of its look: plainly where words seem to stand there."""
    if style not in ("", "Default", *file.places):
        file.ledger.forgive(row.number, f'The style "{style}" is not known; it was left out')
    effect = values.get("effect", "").strip()
    if effect:
        file.ledger.forgive(row.number, f'The effect "{effect}" was left out')
    for name in ("layer", "marginl", "marginr", "marginv"):
        value = values.get(name, "").strip()
        if not value.isdecimal() and value:
            file.ledger.forgive(row.number, f'The number "{value}" was left out')
        elif name != "layer" and value.strip("0"):
            file.ledger.forgive(row.number, FORMATTING)


def _plain(row: Row, text: str, ledger: Ledger) -> str:
    """The words of an event."""
    parts: list[str] = []
    drawing, done = False, 0
    for token in [*_TOKEN.finditer(text), None]:
        words = text[done : token.start() if token else len(text)]
        if drawing and words.strip():
            ledger.forgive(row.number, DRAWING)
        elif not drawing:
            parts.append(words)
        if token is None:
            break
        done = token.end()
        if token[0].startswith("{"):
            drawing = _drawn_after(token[0], drawing)
            _speak_of(token[0], row, ledger, first=token.start() == 0)
        elif not drawing:
            parts.append(_MEANINGS.get(token[0], "\n"))
    return "".join(parts)


_MEANINGS = {f"\\{JOINER}": "\\", r"\{": "{", r"\}": "}", r"\h": " "}


def _drawn_after(codes: str, drawing: bool) -> bool:
    sizes: Sequence[str] = _DRAWS.findall(codes)
    return sizes[-1] != "0" if sizes else drawing


def _speak_of(codes: str, row: Row, ledger: Ledger, *, first: bool) -> None:
    if first and _ONLY_A_PLACE.fullmatch(codes):
        return
    if "\\" in codes:
        ledger.forgive(row.number, FORMATTING)
        for code in wordy_tags(codes):
            ledger.forgive(row.number, f'The code "{code}" was left out')
    elif codes.strip("{} "):
        ledger.forgive(row.number, f'The remark "{codes[1:-1].strip()}" was left out')

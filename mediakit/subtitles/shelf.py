"""The shared shelf: plain-word lists and the house style, as TOML that people edit by hand.

Callers open the files; `where` names them in errors. A workspace's shelf overrides the built-in one
entry by entry.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import fields, replace
from typing import Any

from mediakit.errors import BadInput
from mediakit.subtitles.easy.plain_words import Part, PlainWord, PlainWords
from mediakit.subtitles.look import LOWEST_OPACITY, Box, Look

_SECTIONS: Mapping[str, Part] = {
    "phrases": "phrase",
    "verbs": "verb",
    "nouns": "noun",
    "adjectives": "adjective",
    "adverbs": "adverb",
}
_DETAILS = ("say", "plural", "note")
_COLOUR = re.compile(r"#[0-9A-Fa-f]{6}")
_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")

_BOX_KEYS = {"text": "text_colour", "box": "box_colour", "opacity": "box_opacity"}


def read_plain_words(text: str, where: str) -> PlainWords:
    """The plain-word list in `text`. Raises `BadInput` naming `where` and the line.

    >>> words = read_plain_words('language = "en"\\n[verbs]\\n"assist" = "help"', "words.toml")
    >>> words.words[0].instead_of, words.words[0].say, words.words[0].part
    ('assist', 'help', 'verb')
    """
    table = _parsed(text, where)
    language = table.pop("language", None)
    if not isinstance(language, str):
        raise BadInput(
            "The plain-word list does not say its language",
            where,
            'Write language = "en" at the top.',
        )
    words = [
        word for section, rows in table.items() for word in _section(section, rows, text, where)
    ]
    return PlainWords(language, tuple(words))


def merge(shelf: PlainWords, own: PlainWords) -> PlainWords:
    """`shelf` with the entries of `own` over it. An entry of `own` that says the hard word itself
    switches the replacement off.
    """
    words = {word.instead_of.casefold(): word for word in (*shelf.words, *own.words)}
    return PlainWords(own.language, tuple(words.values()))


def read_style(text: str, where: str, base: Look | None = None) -> Look:
    """The house style in `text`, over `base` (the built-in look). Raises `BadInput` naming `where`
    and the line.
    """
    table = _parsed(text, where)
    look = base or Look()
    boxes: dict[str, Any] = {
        "subtitle": _box(table.pop("subtitle", {}), look.subtitle, text, where),
        "name": _box(table.pop("name", {}), look.name, text, where),
    }
    known = {field.name for field in fields(Look)} - set(boxes)
    for key, value in table.items():
        if key not in known:
            raise _bad(f"The house style has no setting {key!r}", key, text, where)
        if key == "font" and value != look.font:
            remedy = "Its I, l and 1 differ, and it has every Welsh letter."
            raise _bad(f"mediakit burns subtitles in {look.font} only", key, text, where, remedy)
        if key != "font" and not (_is_number(value) and 0 < value <= 2):
            raise _bad(f"The setting {key!r} does not fit", key, text, where)
    return replace(look, **table, **boxes)


def _parsed(text: str, where: str) -> dict[str, Any]:
    try:
        return tomllib.loads(text.removeprefix("\ufeff"))
    except tomllib.TOMLDecodeError as error:
        message = str(error)
        at = _AT.search(message)
        line = f", line {at[1]}" if at and at[1] else ", at its end"
        raise BadInput(
            "The file cannot be read as TOML",
            f"{where}{line} ({_AT.sub('', message)})",
            'Look for a missing " or = in that line.',
        ) from error


def _section(section: str, rows: object, text: str, where: str) -> Iterator[PlainWord]:
    if section not in _SECTIONS or not isinstance(rows, dict):
        known = ", ".join(f"[{name}]" for name in _SECTIONS)
        raise _bad(
            f"The plain-word list has no part called {section!r}",
            section,
            text,
            where,
            f"Put the words under one of {known}.",
        )
    for hard, row in rows.items():
        details = {"say": row} if isinstance(row, str) else row
        if not _is_entry(hard, details):
            raise _bad(
                f"The entry for {hard!r} cannot be used",
                hard,
                text,
                where,
                f'Write it like this: "{hard}" = "plain words".',
            )
        yield PlainWord(instead_of=hard, part=_SECTIONS[section], **details)


def _is_entry(hard: str, details: object) -> bool:
    return (
        bool(hard.strip())
        and isinstance(details, dict)
        and bool(details.get("say"))
        and set(details) <= set(_DETAILS)
        and all(isinstance(value, str) and value.strip() for value in details.values())
    )


def _box(rows: object, base: Box, text: str, where: str) -> Box:
    if not isinstance(rows, dict):
        raise _bad("The house style needs [subtitle] and [name] as parts", "", text, where)
    changes = {}
    for key, value in rows.items():
        if key not in _BOX_KEYS:
            raise _bad(f"A box has no setting {key!r}", key, text, where)
        if key == "opacity":
            _check_opacity(value, text, where)
        elif not (isinstance(value, str) and _COLOUR.fullmatch(value)):
            raise _bad(f"{value!r} is no colour", key, text, where, 'Write it like "#FFFFFF".')
        changes[_BOX_KEYS[key]] = value
    return replace(base, **changes)


def _check_opacity(value: object, text: str, where: str) -> None:
    if not (_is_number(value) and LOWEST_OPACITY <= float(str(value)) <= 1):
        raise _bad(
            "The box behind the words is too see-through",
            "opacity",
            text,
            where,
            f"Use a number from {LOWEST_OPACITY} to 1, so that the words show on any picture.",
        )


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _bad(what: str, key: str, text: str, where: str, remedy: str = "") -> BadInput:
    return BadInput(what, where + _line_of(key, text), remedy or "Correct or remove that line.")


def _line_of(key: str, text: str) -> str:
    """ ", line 3" for the first line that sets `key` or opens the part of that name."""
    pattern = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[=\]]""")
    for number, line in enumerate(text.splitlines(), start=1):
        if key and pattern.match(line):
            return f", line {number}"
    return ""

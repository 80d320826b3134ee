"""The shared shelf: plain-word lists, as TOML that people edit by hand.

Callers open the files; `where` names them in errors. A workspace's shelf overrides the built-in one
entry by entry.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from typing import Any

from mediakit.errors import BadInput
from mediakit.subtitles.easy.plain_words import Part, PlainWord, PlainWords

_SECTIONS: Mapping[str, Part] = {
    "phrases": "phrase",
    "verbs": "verb",
    "nouns": "noun",
    "adjectives": "adjective",
    "adverbs": "adverb",
}
_DETAILS = ("say", "plural", "note")
_AT = re.compile(r"\s*\(at (?:line (\d+), column \d+|end of document)\)")


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


def _bad(what: str, key: str, text: str, where: str, remedy: str = "") -> BadInput:
    return BadInput(what, where + _line_of(key, text), remedy or "Correct or remove that line.")


def _line_of(key: str, text: str) -> str:
    """ ", line 3" for the first line that sets `key` or opens the part of that name."""
    pattern = re.compile(rf"""\s*\[?\s*["']?{re.escape(key)}["']?\s*[=\]]""")
    for number, line in enumerate(text.splitlines(), start=1):
        if key and pattern.match(line):
            return f", line {number}"
    return ""

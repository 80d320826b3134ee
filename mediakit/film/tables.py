"""Files of people's settings, read and checked whole: TOML text to a table, or every mistake."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from mediakit.film.mistakes import FilmMistakes, Finding, Mistake, located
from mediakit.film.vocabulary import Vocabulary

if TYPE_CHECKING:
    from pydantic import BaseModel

Table = TypeVar("Table", bound="BaseModel")

SYNTAX_HINTS = (
    (r"[“”„‟]", "There are curly quotation marks in this line.", 'Use straight ones: ".'),
    (
        r'=\s*"[^"]*\\',
        "There is a backslash in this line.",
        'Write forward slashes: "footage/tip-1.mp4".',
    ),
    (
        r'^(?:[^"]*"[^"]*")*[^"]*"[^"]*$',
        "There is a quotation mark missing in this line.",
        'Text has one at each end: title = "My film".',
    ),
    (
        r"=\s*\d+:\d",
        "There is a time without quotation marks in this line.",
        'Write from = "0:03.2".',
    ),
    (r"=\s*$", "There is nothing after the = in this line.", 'Write a value: title = "My film".'),
    (
        r"=\s*[^\W\d]",
        "There is text without quotation marks in this line.",
        'Write title = "My film".',
    ),
    (
        r"^\s*\[",
        "The brackets in this line do not match.",
        "Write [[clip]] or [music], for example.",
    ),
    (r"^[^=]*$", "There is no = in this line.", 'Write a word, = and a value: title = "My film".'),
)
"""Usual slips by how the line looks, the likeliest first: what it looks like, sentence, advice."""


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """The content as plain values. Raises `FilmMistakes` where it is no TOML."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(text).unwrap()
    except (TOMLKitError, RecursionError) as error:
        raise FilmMistakes([_syntax_mistake(text, error)], where) from None


def _syntax_mistake(text: str, error: Exception) -> Mistake:
    line = getattr(error, "line", None) or _second_opinion(text)
    double = re.match(r'Key "(.+)" already exists', str(error))
    if double:
        return Mistake(
            line,
            f"'{double[1]}' is there twice.",
            "Keep one of them, or give each a part of its own, such as a [[clip]].",
        )
    written = text.split("\n")[line - 1] if line else ""
    for looks, sentence, advice in SYNTAX_HINTS:
        if line and re.search(looks, written.partition("#")[0].rstrip()):
            return Mistake(line, sentence, advice)
    return Mistake(line, "This line cannot be understood.", 'Write it like title = "My film".')


def _second_opinion(text: str) -> int | None:
    """tomlkit names no line for a key that is there twice in one table; tomllib does."""
    import tomllib

    try:
        tomllib.loads(text)
    except ValueError as error:
        line = re.search(r"at line (\d+)", str(error))
        return int(line[1]) if line else None
    return None


def checked(
    data: Mapping[str, Any],
    model: type[Table],
    known: Vocabulary,
    text: str,
    where: str,
    *,
    found: tuple[Finding, ...] = (),
) -> Table:
    """`data`, the values of `text`, as a `model` whose words are `known`. Raises `FilmMistakes`
    with every mistake, those `found` before too, by line; `where` names the file.
    """
    from pydantic import ValidationError

    from mediakit.film import explain

    findings = list(found)
    table = None
    try:
        table = model.model_validate(data)
    except ValidationError as error:
        findings += explain.without_echoes(
            [explain.explain(one, data, known) for one in error.errors(include_url=False)]
        )
    if table is None or findings:
        raise located(findings, text, where)
    return table

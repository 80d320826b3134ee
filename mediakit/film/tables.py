"""Files of people's settings, read and checked whole: TOML text to a table, or every mistake."""

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeVar

from mediakit.film.vocabulary import Vocabulary
from mediakit.handwritten.mistakes import Finding, Mistake, Mistakes, located
from mediakit.handwritten.slips import Slip, line_of, slip_in, usual_slips

if TYPE_CHECKING:
    from pydantic import BaseModel

Table = TypeVar("Table", bound="BaseModel")

_EXAMPLE = 'Write it like title = "My film".'

SLIPS = (
    Slip(
        r'=\s*"[^"]*\\',
        "There is a backslash in this line.",
        'Write forward slashes: "footage/tip-1.mp4".',
    ),
    Slip(
        r"=\s*\d+:\d",
        "There is a time without quotation marks in this line.",
        'Write from = "0:03.2".',
    ),
    *usual_slips(_EXAMPLE, "[[clip]] or [music]"),
    Slip(r"=\s*[^\W\d]", "There is text without quotation marks in this line.", _EXAMPLE),
)
"""Usual slips, the likeliest first."""


def parse_toml(text: str, where: str) -> dict[str, Any]:
    """The content as plain values. Raises `Mistakes` where it is no TOML."""
    import tomlkit
    from tomlkit.exceptions import TOMLKitError

    try:
        return tomlkit.parse(text).unwrap()
    except (TOMLKitError, RecursionError) as error:
        raise Mistakes([_syntax_mistake(text, error)], where) from None


def _syntax_mistake(text: str, error: Exception) -> Mistake:
    line = getattr(error, "line", None) or _second_opinion(text)
    double = re.match(r'Key "(.+)" already exists', str(error))
    if double:
        return Mistake(
            line,
            f"'{double[1]}' is there twice.",
            "Keep one of them, or give each a part of its own, such as a [[clip]].",
        )
    return slip_in(text, line, SLIPS, _EXAMPLE)


def _second_opinion(text: str) -> int | None:
    """tomlkit names no line for a key that is there twice in one table; tomllib does."""
    import tomllib

    try:
        tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        return line_of(error)
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
    """`data`, the values of `text`, as a `model` whose words are `known`. Raises `Mistakes`
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

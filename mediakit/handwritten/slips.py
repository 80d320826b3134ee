"""TOML that a person wrote by hand: read, or the line that cannot be read and why."""

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from mediakit.handwritten.mistakes import Mistake, Mistakes

_AT = re.compile(r"\(at line (\d+), column \d+\)")


@dataclass(frozen=True, slots=True)
class Slip:
    """A usual slip of the pen: what a line with it `looks` like (a regular expression, met after
    the comment is off), and whole sentences for what it is and what to do.
    """

    looks: str
    sentence: str
    suggestion: str


def usual_slips(example: str, part: str) -> tuple[Slip, ...]:
    """Slips that happen in any file. `example` is a sentence with a good line, `part` the name of a
    part in its brackets.
    """
    return (
        Slip(r"[“”„‟]", "There are curly quotation marks in this line.", 'Use straight ones: ".'),
        Slip(
            r'^(?:[^"]*"[^"]*")*[^"]*"[^"]*$',
            "There is a quotation mark missing in this line.",
            f"Text has one at each end. {example}",
        ),
        Slip(r"=\s*$", "There is nothing after the = in this line.", example),
        Slip(
            r"^\s*[\[\]]",
            "The brackets in this line do not match.",
            f"Write {part}, for example.",
        ),
        Slip(r"^[^=]*$", "There is no = in this line.", example),
    )


def slip_in(text: str, line: int | None, slips: Iterable[Slip], otherwise: str) -> Mistake:
    """What is wrong in a line that cannot be read: the first slip that it looks like; else
    `otherwise` is the suggestion.
    """
    written = text.split("\n")[line - 1].partition("#")[0].rstrip() if line else ""
    for slip in slips:
        if line and re.search(slip.looks, written):
            return Mistake(line, slip.sentence, slip.suggestion)
    return Mistake(line, "This line cannot be understood.", otherwise)


def line_of(error: tomllib.TOMLDecodeError) -> int | None:
    """The line that cannot be read; None where that is the end of the text."""
    at = _AT.search(str(error))
    return int(at[1]) if at else None


def parsed(text: str, where: str, slips: Iterable[Slip], otherwise: str) -> dict[str, Any]:
    """The table in `text`. Raises `Mistakes` with the line that cannot be read; see `slip_in`."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        line = line_of(error) or text.count("\n") + 1
        raise Mistakes([slip_in(text, line, slips, otherwise)], where) from None

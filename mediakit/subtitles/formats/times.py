"""Times as they stand in subtitle files."""

import re

from mediakit.clock import Span, format_timestamp, parse_time
from mediakit.errors import BadInput

_TIMES = re.compile(r"\s*([\d:.,]+)\s*-[- ]\s*>\s*([\d:.,]+)")


def cue_span(start: int, end: int, text: str, where: str) -> Span:
    """The span from `start` to `end`, in milliseconds, of a cue read from `text`.

    Raises `BadInput`, naming the line that says so, where it does not end after it starts: its
    words could never be shown, and nothing that a person wrote may get lost.
    """
    if start < end:
        return Span(start, end)
    line = _line_of(start, end, text)
    raise BadInput(
        "A subtitle ends before it starts" if end < start else "A subtitle ends when it starts",
        f"{where}, line {line}" if line else f"{where}, at {format_timestamp(start)}",
        "Write the time at which it starts first, then the arrow, then a later time.",
    )


def _line_of(start: int, end: int, text: str) -> int | None:
    """The number of the first line that holds these times; None where it cannot be told."""
    for number, line in enumerate(text.split("\n"), start=1):
        match = _TIMES.match(line)
        try:
            if match and (parse_time(match[1]), parse_time(match[2])) == (start, end):
                return number
        except ValueError:
            continue
    return None

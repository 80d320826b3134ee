"""Lists saved from a spreadsheet (CSV): rows with the line on which each stands. Pure."""

import csv
import io
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediakit.handwritten.mistakes import Mistake, Mistakes, nearest, shown

_SEPARATORS = ";,\t|"
"""What stands between cells: a semicolon where the comma is in numbers, as Excel saves it in most
of Europe, a comma elsewhere, a tab from "Text (tab delimited)"."""

_SAYS = re.compile(r"sep=(.)\r?\n", re.IGNORECASE)
"""The line with which Excel is told what stands between cells."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The rows of a list by column, empty cells left out, each with its line; and what is wrong."""

    rows: tuple[dict[str, str], ...]
    lines: tuple[int, ...]
    mistakes: tuple[Mistake, ...]


def read_sheet(text: str, columns: Sequence[str], where: str) -> Sheet:
    """The list in `text`, whose first line names its `columns`. Raises `Mistakes` where that line
    cannot be used: without it nothing else can be understood.
    """
    told = _SAYS.match(text)
    body, before = (text[told.end() :], 1) if told else (text, 0)
    separator = told[1] if told else _separator(body)
    numbered = list(_lines(body, separator, before))
    if not numbered:
        raise Mistakes([_no_head(None, columns)], where)
    (head_line, head), *rest = numbered
    names = [" ".join(cell.split()).casefold() for cell in head]
    if "file" not in names:
        raise Mistakes([_no_head(head_line, columns)], where)
    mistakes = [*_of_head(names, head_line, columns)]
    mistakes += [
        Mistake(
            line,
            f"There are {len(cells)} cells in this line, and {len(names)} columns.",
            "Put text with a separator in it into quotation marks, or take the cells out.",
        )
        for line, cells in rest
        if any(cell.strip() for cell in cells[len(names) :])
    ]
    rows = tuple(_row(names, cells, columns) for _, cells in rest)
    return Sheet(
        rows, tuple(line for line, _ in rest), (*mistakes, *_open_quote(body, separator, before))
    )


def _separator(text: str) -> str:
    first = text.lstrip("\r\n").partition("\n")[0]
    return max(_SEPARATORS, key=first.count)


def _lines(text: str, separator: str, before: int) -> Iterator[tuple[int, list[str]]]:
    """The rows with something in them, each with the line on which it begins; `before` lines stand
    above.
    """
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=separator)
    begins = before + 1
    for cells in reader:
        if any(cell.strip() for cell in cells):
            yield begins, cells
        begins = before + reader.line_num + 1


def _row(names: Sequence[str], cells: Sequence[str], columns: Sequence[str]) -> dict[str, str]:
    pairs = zip(names, cells, strict=False)
    return {name: cell.strip() for name, cell in pairs if name in columns and cell.strip()}


def _of_head(names: Sequence[str], line: int, columns: Sequence[str]) -> Iterator[Mistake]:
    for name in dict.fromkeys(filter(None, names)):
        if name not in columns:
            near = nearest(name, columns)
            advice = f"Did you mean '{near}'?" if near else f"There are: {', '.join(columns)}."
            yield Mistake(line, f"There is no column {shown(name)}.", advice)
        elif names.count(name) > 1:
            yield Mistake(line, f"The column {shown(name)} is there twice.", "Keep one of them.")


def _no_head(line: int | None, columns: Sequence[str]) -> Mistake:
    return Mistake(
        line,
        "The first line does not name the columns.",
        f"Write there what stands below: {', '.join(columns)}. Only file is needed.",
    )


def _open_quote(text: str, separator: str, before: int) -> Iterator[Mistake]:
    """A quotation mark that is never closed takes in all that follows."""
    sign = re.escape(separator)
    opens = re.compile(rf'(?:^|[{sign}\n])"', re.MULTILINE)
    rest, at = text, 0
    while (found := opens.search(rest)) is not None:
        at += found.end()
        closed = re.compile(rf'(?:[^"]|"")*"(?=[{sign}\r\n]|$)').match(text[at:] + "\n")
        if closed is None:
            yield Mistake(
                before + text.count("\n", 0, at) + 1,
                "There is a quotation mark here that is not closed.",
                'Text has one at each end: "The garden; a film".',
            )
            return
        at += closed.end()
        rest = text[at:]

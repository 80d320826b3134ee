"""The report as a table for spreadsheets (CSV)."""

import csv
import io
from collections.abc import Callable, Mapping

from mediakit.outputs.report.model import RANKS, ReportRow, in_order, rank_of

_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""What a cell begins with that a spreadsheet takes for a formula (OWASP, CSV injection)."""

_COLUMNS: Mapping[str, Callable[[ReportRow], object]] = {
    "check": lambda row: RANKS[rank_of(row)],
    "title": lambda row: row.title,
    "file": lambda row: row.source,
    "state": lambda row: row.told,
    "why": lambda row: row.why,
    "what to do": lambda row: row.advice,
    "warnings": lambda row: "\n".join(row.warnings),
    "pair": lambda row: row.pair,
    "language": lambda row: row.language,
    "seconds": lambda row: row.seconds,
    "words": lambda row: row.words,
    "unsure words %": lambda row: None if row.unsure is None else round(100 * row.unsure, 1),
    "places not understood": lambda row: row.unclear,
    "subtitles": lambda row: row.subtitles,
    "broken rules": lambda row: row.broken if row.subtitles is not None else None,
    "seconds of work": lambda row: None if row.took is None else round(row.took, 1),
    "bytes": lambda row: row.bytes,
    "folder": lambda row: row.folder,
    "first subtitles": lambda row: "\n".join(row.first),
}
"""What stands in each column."""


def write_csv(rows: tuple[ReportRow, ...]) -> bytes:
    """The table in UTF-8 with a mark, without which Excel takes it for something else."""
    text = io.StringIO(newline="")
    writer = csv.writer(text)
    writer.writerow(_COLUMNS)
    for row in in_order(rows):
        writer.writerow([_cell(value(row)) for value in _COLUMNS.values()])
    return text.getvalue().encode("utf-8-sig")


def _cell(value: object) -> object:
    """A value that no spreadsheet takes for a formula.

    >>> _cell("=cmd"), _cell(-1), _cell(None)
    ("'=cmd", -1, '')
    """
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_FORMULA) else value
    return "" if value is None else value

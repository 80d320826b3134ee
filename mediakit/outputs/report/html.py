"""The report as a web page: a table that can be sorted, by mouse and by keyboard."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from mediakit.clock import format_time
from mediakit.outputs.pages import page
from mediakit.outputs.report.model import (
    RANKS,
    ReportRow,
    in_order,
    pairs_in,
    rank_of,
    signs_of,
)


@dataclass(frozen=True, slots=True)
class _Shown:
    """A row with what the page says of it."""

    row: ReportRow
    rank: int
    rank_told: str
    reasons: tuple[str, ...]
    length: str
    took: str
    unsure: str


def write_html(rows: tuple[ReportRow, ...], written: str) -> str:
    """The page; `written` says in words when it was written."""
    counts = Counter(row.told for row in rows)
    return page(
        "report.html",
        shown=[_shown(row) for row in in_order(rows)],
        pairs=pairs_in(rows),
        counts=list(counts.most_common()),
        written=written,
        soon=sum(rank_of(row) <= 2 for row in rows),
    )


def _shown(row: ReportRow) -> _Shown:
    return _Shown(
        row=row,
        rank=rank_of(row),
        rank_told=RANKS[rank_of(row)],
        reasons=tuple(_reasons(row)),
        length=_clock(row.seconds),
        took=_clock(row.took),
        unsure="" if row.unsure is None else f"{row.unsure:.0%}",
    )


def _reasons(row: ReportRow) -> Iterator[str]:
    """Everything to know of a row, in whole sentences."""
    if row.why:
        yield f"{row.why} {row.advice}".strip()
    yield from (told for sign, told in signs_of(row) if sign.name not in {"failed", "warnings"})
    yield from row.warnings


def _clock(seconds: float | None) -> str:
    return "" if seconds is None else format_time(round(seconds * 1000))

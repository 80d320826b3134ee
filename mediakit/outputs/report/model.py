"""A row of a report: one film, how it ended, and what a person should check in it first. Pure."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class ReportRow:
    """One item. `state` is one of STATES' keys, `told` what that is called; paths count from the
    report's folder. `unsure` is the share of words of which the machine was unsure (None: not
    known), `unclear` the places that it could not make out, `breaches` the subtitles that break
    each rule; `first` are the first subtitles, `thumbnail` is a JPEG in base64.
    """

    title: str
    source: str
    state: str
    told: str
    why: str = ""
    advice: str = ""
    warnings: tuple[str, ...] = ()
    language: str | None = None
    seconds: float | None = None
    took: float | None = None
    bytes: int | None = None
    words: int | None = None
    unsure: float | None = None
    unclear: int | None = None
    subtitles: int | None = None
    breaches: Mapping[str, int] = field(default_factory=dict)
    first: tuple[str, ...] = ()
    thumbnail: str | None = None
    folder: str | None = None
    film: str | None = None
    page: str | None = None
    pair: str | None = None

    @property
    def broken(self) -> int:
        """Subtitles that break a rule, counted once for each rule."""
        return sum(self.breaches.values())

    @property
    def is_made(self) -> bool:
        """Whether there are results to look at."""
        return self.state in {"done", "warned", "skipped"}


@dataclass(frozen=True, slots=True)
class Sign:
    """A sign that a person should look: how soon (1: before the others), and in which words."""

    name: str
    rank: int
    says: Callable[[ReportRow], str]
    """A plain sentence; "" where the sign is not there."""


MANY_UNSURE, SOME_UNSURE = 0.15, 0.05
"""Shares of unsure words. In good recordings Whisper's base model is unsure of 1 to 5 words in a
hundred; from 15 on, sentences do not hold together. [own]"""

MANY_BROKEN = 0.2
"""Share of subtitles that break a rule from which on people cannot follow. [own]"""


def _failed(row: ReportRow) -> str:
    return "It was not made." if row.state == "failed" else ""


def _silent(row: ReportRow) -> str:
    return "It has no subtitles at all." if row.is_made and row.subtitles == 0 else ""


def _unclear(row: ReportRow) -> str:
    count = row.unclear or 0
    places = "place" if count == 1 else "places"
    return f"Speech could not be understood in {count} {places}." if count else ""


def _unsure(row: ReportRow) -> str:
    share = row.unsure or 0.0
    return f"The machine was unsure of {share:.0%} of the words." if share >= MANY_UNSURE else ""


def _less_sure(row: ReportRow) -> str:
    share = row.unsure or 0.0
    known = SOME_UNSURE <= share < MANY_UNSURE
    return f"The machine was unsure of {share:.0%} of the words." if known else ""


def _many_broken(row: ReportRow) -> str:
    return _broken_told(row) if row.subtitles and row.broken >= MANY_BROKEN * row.subtitles else ""


def _broken(row: ReportRow) -> str:
    return "" if _many_broken(row) else _broken_told(row)


def _broken_told(row: ReportRow) -> str:
    rules = ", ".join(f"{name}: {count}" for name, count in row.breaches.items())
    return f"Subtitles break rules ({rules})." if rules else ""


SIGNS = (
    Sign("failed", 1, _failed),
    Sign("no subtitles", 2, _silent),
    Sign("not understood", 2, _unclear),
    Sign("unsure of many words", 2, _unsure),
    Sign("many rules broken", 2, _many_broken),
    Sign("unsure of some words", 3, _less_sure),
    Sign("rules broken", 3, _broken),
    Sign("warnings", 3, lambda row: "There are warnings." if row.warnings else ""),
)
"""What tells that a person should look, the most pressing first."""

FINE = 4
"""The rank of a row without any sign."""

RANKS = {1: "First: not made", 2: "Soon", 3: "When there is time", FINE: "Nothing found"}
"""What each rank is called."""


def signs_of(row: ReportRow) -> Iterator[tuple[Sign, str]]:
    """The signs that are there, each with its sentence."""
    for sign in SIGNS:
        told = sign.says(row)
        if told:
            yield sign, told


def rank_of(row: ReportRow) -> int:
    """How soon a person should look at this.

    >>> rank_of(ReportRow("A", "a.mp4", "done", "done")), rank_of(ReportRow("A", "", "failed", ""))
    (4, 1)
    """
    return min((sign.rank for sign, _ in signs_of(row)), default=FINE)


def in_order(rows: Iterator[ReportRow] | tuple[ReportRow, ...]) -> tuple[ReportRow, ...]:
    """The rows, those to be looked at first in front."""
    return tuple(sorted(rows, key=lambda row: (rank_of(row), -(row.unsure or 0.0), -row.broken)))


@dataclass(frozen=True, slots=True)
class Pair:
    """The two versions of one film, and whether both were released."""

    name: str
    films: tuple[ReportRow, ...]

    @property
    def released(self) -> bool:
        """Whether people can see both."""
        return all(film.is_made for film in self.films)


def pairs_in(rows: tuple[ReportRow, ...]) -> tuple[Pair, ...]:
    """The pairs, those that are not released in front."""
    names = dict.fromkeys(row.pair for row in rows if row.pair)
    pairs = [Pair(name, tuple(row for row in rows if row.pair == name)) for name in names if name]
    return tuple(sorted(pairs, key=lambda pair: (pair.released, pair.name)))

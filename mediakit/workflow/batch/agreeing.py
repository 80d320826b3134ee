"""Whether the rows of a list go together: files that are there, names of their own, whole pairs."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from mediakit.handwritten.mistakes import Finding, shown

Rows = Sequence[Mapping[str, Any]]
"""Rows as plain values, whatever else is wrong with them."""

PAIR = {"en", "cy"}
"""The languages of a pair (Welsh Language Standards: what is published in English is published in
Welsh, at the same time and no less well)."""


def disagreements(rows: Rows, place: Callable[[str], Path]) -> list[Finding]:
    """Everything that is wrong with the rows together, and with the files they name."""
    return [*_files(rows, place), *_twice(rows), *_pairs(rows)]


def _files(rows: Rows, place: Callable[[str], Path]) -> Iterator[Finding]:
    """Files that are not there, and files that are there twice."""
    first: dict[Path, int] = {}
    for number, row in enumerate(rows):
        name = row.get("file")
        if not isinstance(name, str) or not name.strip():
            continue
        path = place(name)
        if not path.exists():
            yield Finding(
                ("item", number, "file"),
                f"There is no file or folder {shown(name)}.",
                "Correct the name. Names count from the folder of this list.",
            )
        elif path in first:
            yield Finding(
                ("item", number, "file"),
                f"{shown(name)} is in this list already.",
                "Take one of the two out.",
            )
        first.setdefault(path, number)


def _twice(rows: Rows) -> Iterator[Finding]:
    """Folders of results that two rows would share."""
    taken: set[str] = set()
    for number, row in enumerate(rows):
        out = row.get("out")
        if isinstance(out, str) and out.casefold() in taken:
            yield Finding(
                ("item", number, "out"),
                f"Two films would go into the folder {shown(out)}.",
                "Give each a folder of its own.",
            )
        taken |= {out.casefold()} if isinstance(out, str) else set()


def _pairs(rows: Rows) -> Iterator[Finding]:
    """Pairs that are not one film in Welsh and the same in English, made alike."""
    pairs: dict[str, list[int]] = {}
    for number, row in enumerate(rows):
        if isinstance(row.get("pair"), str):
            pairs.setdefault(row["pair"], []).append(number)
    for pair, numbers in pairs.items():
        at = ("item", numbers[-1], "pair")
        if len(numbers) != 2:
            yield Finding(
                at,
                f"The pair {shown(pair)} has {len(numbers)} film{'s' * (len(numbers) > 1)}.",
                "A pair has two: the Welsh one and the English one.",
            )
            continue
        found = {_primary(rows[number].get("language")) for number in numbers}
        if found != PAIR:
            yield Finding(
                at,
                f"The films of the pair {shown(pair)} are not one in Welsh and one in English.",
                "Write the language of each: cy and en.",
            )
        if len({rows[number].get("preset") for number in numbers}) > 1:
            yield Finding(
                at,
                f"The films of the pair {shown(pair)} have different presets.",
                "Give both the same, so that neither is the lesser film.",
            )


def _primary(language: object) -> str:
    return str(language or "").partition("-")[0].casefold()

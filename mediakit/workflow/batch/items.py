"""What a batch is made of: rows as people ask for them, and items with a place of their own."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from mediakit.subtitles.rules.profiles import WORD_FOR_WORD
from mediakit.transcript.listening import Listening
from mediakit.workflow.names import names_for

State = Literal["waiting", "working", "ready", "done", "warned", "failed", "skipped"]
"""Where an item stands. `ready`: made, and kept back until the other film of its pair is made.
`warned`: done, and a person should look at it. `skipped`: done before, and nothing changed."""

STATES: Mapping[State, str] = {
    "failed": "failed",
    "warned": "done with warnings",
    "done": "done",
    "skipped": "done before, unchanged",
    "ready": "made, waits for its pair",
    "working": "being made",
    "waiting": "waiting",
}
"""What each state is called, in the order in which people look at them."""

ENDED: frozenset[State] = frozenset({"done", "warned", "failed", "skipped"})


@dataclass(frozen=True, slots=True)
class Row:
    """One thing that a person wants made: a recording, a video, or a project's folder. What is None
    is as for the whole batch. `speakers` is as people write it; `out` is the name of the folder of
    results; the films of one `pair` are the Welsh and the English version of one film.
    """

    source: Path
    title: str | None = None
    language: str | None = None
    speakers: str | None = None
    preset: str | None = None
    out: str | None = None
    pair: str | None = None


@dataclass(frozen=True, slots=True)
class Item:
    """A row under a name that no other item of the batch has: that of its folder of results.
    `origin` is what the source was called when that folder was made, if it was renamed since.
    """

    name: str
    row: Row
    origin: Path | None = None

    @property
    def source(self) -> Path:
        """The recording, the video, or the project's folder."""
        return self.row.source

    @property
    def title(self) -> str:
        """What people call it."""
        return self.row.title or self.name


@dataclass(frozen=True, slots=True)
class Settings:
    """What holds for every item that says nothing else. Results go into folders in `out`."""

    out: Path
    preset: str = "standard"
    track: str = "word-for-word"
    profile: str = WORD_FOR_WORD.name
    speakers: str | None = None
    listening: Listening = field(default_factory=Listening)

    def preset_of(self, row: Row) -> str:
        """The preset of this row."""
        return row.preset or self.preset


def named(rows: Iterable[Row], known: Mapping[Path, Item]) -> tuple[Item, ...]:
    """Every row with its name: the one that its source has had before, the one that a person
    wrote, or its file's own; a number tells it from others.

    >>> rows = [Row(Path("a/talk.mp4")), Row(Path("b/talk.mp4")), Row(Path("c.mp4"), out="talk")]
    >>> [item.name for item in named(rows, {rows[0].source: Item("talk", rows[0])})]
    ['talk', 'talk-3', 'talk-2']
    """
    rows = tuple(rows)
    names: dict[Row, str] = {}
    taken = {item.name.casefold() for item in known.values()}
    written = [row for row in rows if row.out]
    remembered = [row for row in rows if not row.out and row.source in known]
    new = [row for row in rows if not row.out and row.source not in known]
    for row in remembered:
        names[row] = known[row.source].name
    wished = {row: row.out or "" for row in written}
    stems = names_for(str(row.source) for row in new)
    wished |= {row: stems[str(row.source)] for row in new}
    for row, name in wished.items():
        own = row.source in known and known[row.source].name.casefold() == name.casefold()
        names[row] = name if own else _free(name, taken)
        taken.add(names[row].casefold())
    origins = {source: item.origin for source, item in known.items()}
    return tuple(Item(names[row], row, origins.get(row.source)) for row in rows)


def _free(name: str, taken: set[str]) -> str:
    candidate, number = name, 1
    while candidate.casefold() in taken:
        number += 1
        candidate = f"{name}-{number}"
    return candidate


def pairs_of(items: Iterable[Item]) -> dict[str, tuple[Item, ...]]:
    """The items of each pair, by the pair's name."""
    found: dict[str, tuple[Item, ...]] = {}
    for item in items:
        if item.row.pair:
            found[item.row.pair] = (*found.get(item.row.pair, ()), item)
    return found

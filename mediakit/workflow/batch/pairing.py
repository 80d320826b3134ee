"""Pairs: the Welsh and the English version of a film, released together or not at all."""

import contextlib
import os
import shutil
import threading
from collections.abc import Callable, Iterable
from dataclasses import replace
from pathlib import Path

from mediakit.outputs.package import assembling, check_free, read_listing
from mediakit.workflow.batch.items import Item, State, pairs_of
from mediakit.workflow.batch.journal import FOLDER, Entry, Journal


class Pairs:
    """The pairs among the items of one run."""

    def __init__(self, out: Path, journal: Journal, items: Iterable[Item]) -> None:
        self._out, self._journal = out, journal
        self._pairs = pairs_of(items)
        self._busy = threading.Lock()

    def other(self, item: Item) -> Item:
        """The other film of the item's pair."""
        both = self._pairs[item.row.pair or ""]
        return next(one for one in both if one.source != item.source)

    def release(self, item: Item, end: Callable[[Entry], State]) -> tuple[Entry, ...]:
        """Release what waits of the item's pair, if both films are made, or were released before
        and are as they were. `end` says how each ends.
        """
        with self._busy:
            both = [self._journal.entry(one.source) for one in self._pairs[item.row.pair or ""]]
            ready = [one for one in both if one is not None and self._may_go(one)]
            if len(ready) < len(both):
                return ()
            waiting = [one for one in ready if one.state == "ready"]
            for entry in waiting:
                check_place(self._out, entry.item)
            return tuple(self._released(entry, end(entry)) for entry in waiting)

    def _may_go(self, entry: Entry) -> bool:
        unchanged = entry.is_done and entry.run == self._journal.run
        return entry.state == "ready" or unchanged

    def _released(self, entry: Entry, state: State) -> Entry:
        place = release(self._out, entry.item)
        facts = {**entry.facts, "folder": place.name}
        done = self._journal.put(replace(entry, state=state, facts=facts), "released")
        forget(self._out, entry.item)
        return done


def waiting_room(out: Path, item: Item) -> Path:
    """Where the film of a pair stands until the other is made."""
    return out / FOLDER / "waiting" / item.name


def is_whole(folder: Path) -> bool:
    """Whether a package is there with all its files, by their sizes."""
    listing = read_listing(folder)
    with contextlib.suppress(KeyError, TypeError, OSError):
        files = listing["files"]
        return all((folder / row["name"]).stat().st_size == row["bytes"] for row in files)
    return False


def check_place(out: Path, item: Item) -> None:
    """Raise `AlreadyThere` if the film could not take its place without a loss."""
    mark = str(read_listing(waiting_room(out, item)).get("project", ""))
    check_free(out / item.name, replace=True, project=mark)


def release(out: Path, item: Item) -> Path:
    """Bring a film that waits to its place, whole; returns where it stands."""
    made = waiting_room(out, item)
    with assembling(out / item.name) as assembly:
        for file in made.iterdir():
            _link(file, assembly.partial / file.name)
        return assembly.finish()


def forget(out: Path, item: Item) -> None:
    """Clear the film's place in the waiting room, once it is released."""
    shutil.rmtree(waiting_room(out, item), ignore_errors=True)


def _link(file: Path, to: Path) -> None:
    try:
        os.link(file, to)
    except OSError:  # links are not allowed everywhere
        shutil.copyfile(file, to)

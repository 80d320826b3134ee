"""The verb batch: many items side by side, each to its own end, with a journal of all."""

import contextlib
import os
import time
from collections.abc import Iterable, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import nullcontext
from dataclasses import dataclass
from pathlib import Path

from mediakit.process import StopSignal
from mediakit.workflow.batch.again import PAUSES
from mediakit.workflow.batch.doing import Doing, memory_for
from mediakit.workflow.batch.estimating import Speeds, remember
from mediakit.workflow.batch.items import Item, Row, Settings, named
from mediakit.workflow.batch.journal import Entry, Journal
from mediakit.workflow.batch.keys import Keys
from mediakit.workflow.batch.reporting import write_report
from mediakit.workflow.batch.scheduling import Room, memory_for_films, side_by_side
from mediakit.workflow.batch.sweeping import sweep
from mediakit.workflow.batch.turns import Turns
from mediakit.workflow.events import Said, Tell
from mediakit.workflow.making import HERE, Workers


@dataclass(frozen=True, slots=True)
class Outcome:
    """How every item of a run ended, and where the reports lie."""

    entries: tuple[Entry, ...]
    report: Path
    table: Path

    @property
    def failed(self) -> int:
        """How many items were not made."""
        return sum(entry.state == "failed" for entry in self.entries)

    @property
    def done(self) -> int:
        """How many items are made, now or before."""
        return sum(entry.is_done for entry in self.entries)


def run_batch(
    rows: Iterable[Row],
    settings: Settings,
    *,
    tell: Tell,
    stop: StopSignal,
    workers: Workers = HERE,
) -> Outcome:
    """Make everything that the rows ask for. Raises only for what stands in the way of all."""
    batch = Batch(settings, tell, stop, workers)
    try:
        return batch.run(batch.named(rows))
    finally:
        batch.close()


class Batch:
    """A folder of results at work: a journal, a speech model that is loaded once, and as many
    ffmpegs as there are cores, for whatever is to be made; or `workers` of a cluster.
    """

    def __init__(
        self, settings: Settings, tell: Tell, stop: StopSignal, workers: Workers = HERE
    ) -> None:
        """Raises at once where a model, a set of rules or the folder cannot be used."""
        self._settings, self._tell, self._stop = settings, tell, stop
        self._cores = os.cpu_count() or 1
        self._pool = ThreadPoolExecutor(self._cores, "ffmpeg")
        self._workers = workers if workers.others else Workers(lambda: nullcontext(self._pool))
        self.journal = Journal(settings.out)
        with contextlib.ExitStack() as undo:
            undo.callback(self.close)
            self._keys = Keys(settings, self.journal)
            self._doing = Doing(settings, self._workers, stop)
            undo.pop_all()
        sweep(settings.out)
        self._room = Room(memory_for_films())

    def close(self) -> None:
        """Let the folder go."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.journal.close()

    def named(self, rows: Iterable[Row]) -> tuple[Item, ...]:
        """The rows as items of this folder."""
        known = {entry.item.source: entry.item for entry in self.journal.entries()}
        return named(rows, known)

    def is_settled(self, item: Item) -> bool:
        """Whether the item has had its turn, with the file as it is now."""
        entry = self.journal.entry(item.source)
        content = entry.facts.get("content") if entry else None
        return content is not None and content == self._keys.content_of(item)

    def forget_failed(self, item: Item) -> None:
        """An item whose file went away before it was made is no failure."""
        entry = self.journal.entry(item.source)
        if entry is not None and entry.state == "failed":
            self.journal.forget(item.source)

    def run(self, items: Sequence[Item]) -> Outcome:
        """Bring every item to its end; tell the whole's progress and each end."""
        turns = Turns(
            items,
            self._settings,
            self.journal,
            self._keys,
            self._doing,
            tell=self._tell,
            stop=self._stop,
        )
        for item in items:
            if self.journal.entry(item.source) is None:
                self.journal.put(Entry(item, run=self.journal.run))
        self._rounds(turns, items)
        for item in items:
            turns.hold_back(item)
        self._remember(turns.speeds)
        return self.report(items)

    def report(self, items: Sequence[Item]) -> Outcome:
        """Write the reports on everything in the folder."""
        entries = self.journal.entries()
        page, table = write_report(self._settings, entries)
        mine = {item.source for item in items}
        return Outcome(tuple(one for one in entries if one.item.source in mine), page, table)

    def _rounds(self, turns: Turns, items: Sequence[Item]) -> None:
        """All items; then once more, after a pause, those whose trouble may have passed."""
        for pause in (0.0, *PAUSES):
            if pause:
                self._tell(Said(f"{len(items)} could not be made just now; trying again soon."))
                self._wait(pause)
            turns.again = []
            lanes = max(2, self._cores)
            side_by_side(
                items,
                turns.hear,
                turns.make,
                need=lambda half: memory_for(half[1], self._cores),
                lanes=lanes,
                room=self._room,
                stop=self._stop,
                # Here, the speech model takes every core by itself.
                ears=lanes if self._workers.others else 1,
            )
            items = tuple(turns.again)
            if not items:
                return

    def _wait(self, seconds: float) -> None:
        end = time.monotonic() + seconds
        while time.monotonic() < end:
            self._stop.check()
            time.sleep(min(0.1, seconds))

    def _remember(self, speeds: Speeds) -> None:
        if speeds.hearing.amount or speeds.making.amount:
            remember(self._settings.listening.model, self._settings.preset, speeds)

"""The verb batch: many items side by side, each to its own end, with a journal of all."""

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterable, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from mediakit.errors import BadInput, MediakitError, Stopped
from mediakit.process import StopSignal
from mediakit.workflow.batch import pairing
from mediakit.workflow.batch.again import PAUSES, can_pass
from mediakit.workflow.batch.deciding import Decision, decide
from mediakit.workflow.batch.doing import Doing, Heard, Results, Written
from mediakit.workflow.batch.estimating import Speeds, Stopwatch, remember, work_in
from mediakit.workflow.batch.items import STATES, Item, Row, Settings, State, named, pairs_of
from mediakit.workflow.batch.journal import Entry, Journal
from mediakit.workflow.batch.keys import Keys
from mediakit.workflow.batch.reporting import write_report
from mediakit.workflow.batch.scheduling import Room, memory_for_films, side_by_side
from mediakit.workflow.batch.sweeping import sweep
from mediakit.workflow.captioning import HeardVideo
from mediakit.workflow.events import Event, Progress, Said, Tell, Warned
from mediakit.workflow.making import Workers, here

_FRAMES_HELD = 80
"""Pictures in memory while a chunk is made: x264 looks 40 ahead (rc-lookahead, medium), its threads
and ffmpeg's filters and decoders hold about as many again. [measured: 1080p takes 250 MB]"""

_CHUNK_SECONDS = 10

_BY_OTHERS = 16
"""Films in hand at once where a cluster makes them: a short one is few pieces, and many workers
wait. [own]"""

Result = TypeVar("Result")


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
    workers: Workers = here,
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
        self, settings: Settings, tell: Tell, stop: StopSignal, workers: Workers = here
    ) -> None:
        """Raises at once where a model, a set of rules or the folder cannot be used."""
        self._settings, self._tell, self._stop = settings, tell, stop
        self._cores = os.cpu_count() or 1
        self._others = None if workers is here else workers
        self._pool = ThreadPoolExecutor(self._cores, "ffmpeg")
        self.journal = Journal(settings.out)
        with contextlib.ExitStack() as undo:
            undo.callback(self.close)
            self._keys = Keys(settings, self.journal)
            self._doing = Doing(settings, self._workers, stop)
            undo.pop_all()
        sweep(settings.out)
        self._room = Room(memory_for_films())
        self._releasing = threading.Lock()
        self._hearing, self._making = Stopwatch(), Stopwatch()
        self._pairs: dict[str, tuple[Item, ...]] = {}
        self._again: list[Item] = []
        self._ended, self._count = 0, 0

    def close(self) -> None:
        """Let the folder go."""
        self._pool.shutdown(wait=False, cancel_futures=True)
        self.journal.__exit__()

    def _workers(self) -> AbstractContextManager[Executor]:
        return nullcontext(self._pool) if self._others is None else self._others()

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
        self._pairs = pairs_of(items)
        self._ended, self._count = 0, len(items)
        for item in items:
            before = self.journal.entry(item.source)
            if before is None:
                self.journal.put(Entry(item, run=self.journal.run))
        self._rounds(items)
        for item in items:
            self._hold_back(item)
        self._remember_speeds()
        return self.report(items)

    def report(self, items: Sequence[Item]) -> Outcome:
        """Write the reports on everything in the folder."""
        entries = self.journal.entries()
        page, table = write_report(self._settings, entries)
        mine = {item.source for item in items}
        return Outcome(tuple(one for one in entries if one.item.source in mine), page, table)

    def _rounds(self, items: Sequence[Item]) -> None:
        """All items; then once more, after a pause, those whose trouble may have passed."""
        for pause in (0.0, *PAUSES):
            if pause and items:
                self._tell(Said(f"{len(items)} could not be made just now; trying again soon."))
            end = time.monotonic() + pause * bool(items)
            while time.monotonic() < end:
                self._stop.check()
                time.sleep(0.1)
            self._again = []
            side_by_side(
                items,
                self._hear,
                self._make,
                need=self._memory,
                lanes=max(2, self._cores if self._others is None else _BY_OTHERS),
                room=self._room,
                stop=self._stop,
            )
            items = tuple(self._again)
            if not items:
                return

    def _hear(self, item: Item) -> tuple[Entry, Heard] | None:
        """The first step of one item; None if there is no second."""
        entry = self._attempt(item, lambda: self._begin(item))
        if entry is None or entry.state != "working":
            return None
        item = entry.item
        notes = _Notes(self, item)
        heard = self._attempt(item, lambda: self._listen(item, notes))
        if heard is None:
            return None
        # What was written into a project on the way decides its results too.
        key = self._keys.key_of(item) if item.source.is_dir() else entry.key
        entry = replace(entry, key=key, warnings=notes.warnings)
        return self.journal.put(entry, "heard"), heard

    def _begin(self, item: Item) -> Entry:
        """Whether there is anything to do, and with which key."""
        now = decide(item, self._settings.out, self.journal, self._keys)
        entry = replace(now.entry, run=self.journal.run)
        if now.decision is Decision.SKIP:
            pairing.forget(self._settings.out, entry.item)
            self._over(self.journal.put(replace(entry, state="skipped"), "skipped"))
            return replace(entry, state="skipped")
        if now.decision is Decision.RELEASE:
            entry = self.journal.put(replace(entry, state="ready"), None)
            self._try_release(item)
            return entry
        if now.decision is Decision.ADOPT:
            results = self._doing.found(self._folder(item))
            return self._finish(entry, results)
        entry = Entry(entry.item, "working", now.entry.key, began=time.time(), run=self.journal.run,
                      facts={"content": self._keys.content_of(item)})  # fmt: skip
        return self.journal.put(entry, "began")

    def _listen(self, item: Item, notes: "_Notes") -> Heard:
        sound = work_in(item.source).sound if item.source.is_file() else 0.0
        with self._hearing.running():
            began = time.monotonic()
            heard = self._doing.hear(item, self._folder(item), notes.tell)
        # What is kept from before is read in no time, and tells nothing about speed.
        if time.monotonic() - began > sound / 100:
            self._hearing.did(sound)
        return heard

    def _make(self, _item: Item, half: tuple[Entry, Heard]) -> None:
        """The second step of one item."""
        entry, heard = half
        item = entry.item
        notes = _Notes(self, item, entry.warnings)

        def work() -> Entry:
            with self._making.running():
                results = self._doing.make(item, heard, self._folder(item), notes.tell)
            if results.fresh and isinstance(heard, HeardVideo):
                pixels = work_in(item.source).pixels
                self._making.did(pixels, results.facts["bytes"])
            return self._finish(replace(entry, warnings=notes.warnings), results)

        self._attempt(item, work)

    def _finish(self, entry: Entry, results: Results) -> Entry:
        """Write down that the results are made; release them, unless their pair is not."""
        facts = {**entry.facts, **results.facts}
        entry = replace(entry, facts=facts, ended=time.time(), task="", share=1.0)
        entry = replace(entry, state=_end_of(entry))
        if entry.item.row.pair:
            self.journal.put(replace(entry, state="ready"), "made")
            self._try_release(entry.item)
        else:
            self._over(self.journal.put(entry, "made"))
        return entry

    def _try_release(self, item: Item) -> None:
        """Release a pair if both films are made, or were released before and are as they were."""
        with self._releasing:
            both = [self.journal.entry(one.source) for one in self._pairs[item.row.pair or ""]]
            run = self.journal.run
            if not all(one and (one.state == "ready" or (one.is_done and one.run == run))
                       for one in both):  # fmt: skip
                return
            waiting = [one for one in both if one and one.state == "ready"]
            for entry in waiting:
                pairing.check_place(self._settings.out, entry.item)
            for entry in waiting:
                place = pairing.release(self._settings.out, entry.item)
                facts = {**entry.facts, "folder": str(place)}
                done = replace(entry, state=_end_of(entry), facts=facts)
                self._over(self.journal.put(done, "released"))
                pairing.forget(self._settings.out, entry.item)

    def _hold_back(self, item: Item) -> None:
        """Say of a film that waits in vain why it is not released."""
        entry = self.journal.entry(item.source)
        if entry is None or entry.state != "ready":
            return
        others = [one.title for one in self._pairs.get(item.row.pair or "", ()) if one != item]
        other = others[0] if others else "the other film"
        error = BadInput(
            f"It is made, but {other}, the other film of its pair, is not; so neither is released",
            str(item.source),
            "Put the other right and run the same command again. This one is not made again.",
        )
        self._failed(entry, error)

    def _attempt(self, item: Item, work: Callable[[], Result]) -> Result | None:
        """Do a part of an item; what goes wrong with it is written down and stops nothing else."""
        try:
            return work()
        except Stopped:
            raise
        except Exception as error:
            if self._stop.is_set:
                raise
            entry = self.journal.entry(item.source) or Entry(item)
            if can_pass(error) and len(PAUSES) > 0 and item not in self._again:
                self._again.append(item)
            self._failed(replace(entry, run=self.journal.run), _told(error))
            return None

    def _failed(self, entry: Entry, error: MediakitError) -> None:
        sentence = str(error).removesuffix(error.remedy).strip()
        entry = replace(entry, state="failed", why=sentence, advice=error.remedy, task="",
                        ended=time.time())  # fmt: skip
        self._over(self.journal.put(entry, "failed"))

    def _over(self, entry: Entry) -> None:
        """Tell that an item is at its end."""
        self._ended += 1
        line = f"{min(self._ended, self._count)} of {self._count}  {entry.item.title}: "
        line += STATES[entry.state]
        self._tell(Progress(entry.item.title, 1.0, 1.0))
        self._tell(Progress("All of it", min(self._ended, self._count), self._count))
        if entry.state == "failed":
            self._tell(Warned(f"{line}. {entry.why} {entry.advice}".strip()))
        else:
            self._tell(Said(line))

    def hears(self, item: Item, event: Progress) -> None:
        """Progress of one item, for the journal and the screen."""
        share = event.done / event.total if event.total else 0.0
        self.journal.progress(item.source, event.task, share)
        self._tell(Progress(item.title, share, 1.0))

    def _folder(self, item: Item) -> Path:
        """Where the item's results are made."""
        out = self._settings.out
        return pairing.waiting_room(out, item) if item.row.pair else out / item.name

    def _memory(self, half: tuple[Entry, Heard]) -> int:
        """Bytes that making this item may take."""
        heard = half[1]
        if isinstance(heard, Written) or self._others is not None:
            return 0
        if isinstance(heard, HeardVideo):
            size = heard.picture.width * heard.picture.height
            chunks = 1 + heard.media.duration_ms // (1000 * _CHUNK_SECONDS)
        else:
            size, chunks = heard.film.canvas.width * heard.film.canvas.height, self._cores
        # 3 bytes hold two pixels of 4:2:0 in 8 bits.
        return size * 3 // 2 * _FRAMES_HELD * min(self._cores, chunks)

    def _remember_speeds(self) -> None:
        now = Speeds(self._hearing.speed, self._making.speed)
        self._hearing, self._making = Stopwatch(), Stopwatch()
        if now.hearing.amount or now.making.amount:
            remember(self._settings.listening.model, self._settings.preset, now)


class _Notes:
    """Hears the events of one item: its warnings are kept, its progress passed on."""

    def __init__(self, batch: Batch, item: Item, warnings: Iterable[str] = ()) -> None:
        self._batch, self._item = batch, item
        self._warnings = dict.fromkeys(warnings)

    @property
    def warnings(self) -> tuple[str, ...]:
        """What a person should look at, once each."""
        return tuple(self._warnings)

    def tell(self, event: Event) -> None:
        """Take in one event."""
        match event:
            case Warned(text):
                self._warnings[text] = None
            case Progress():
                self._batch.hears(self._item, event)
            case Said():
                pass


def _end_of(entry: Entry) -> State:
    return "warned" if entry.warnings else "done"


def _told(error: Exception) -> MediakitError:
    """Any error as a sentence for people."""
    if isinstance(error, MediakitError):
        return error
    if isinstance(error, OSError):
        return BadInput(
            f"The file cannot be used ({error.strerror or error})",
            str(error.filename or ""),
            "Check that its disk is connected, then run the same command again.",
        )
    return MediakitError(
        f"Something went wrong inside mediakit ({type(error).__name__}: {error})",
        remedy="Your file is as it was. Please report this.",
    )

"""An item's turn: what is said in it, its results, and how it ends. What goes wrong with one item
stops no other.
"""

import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from mediakit.errors import BadInput, MediakitError, Stopped
from mediakit.process import StopSignal
from mediakit.workflow.batch.again import can_pass
from mediakit.workflow.batch.deciding import Decision, decide
from mediakit.workflow.batch.doing import Doing, Heard, Results
from mediakit.workflow.batch.estimating import Speeds, Stopwatch, work_in
from mediakit.workflow.batch.items import STATES, Item, Settings, State
from mediakit.workflow.batch.journal import Entry, Journal
from mediakit.workflow.batch.keys import Keys
from mediakit.workflow.batch.pairing import Pairs, forget, waiting_room
from mediakit.workflow.captioning import HeardVideo
from mediakit.workflow.events import Event, Progress, Said, Tell, Warned

Result = TypeVar("Result")


class Turns:
    """The turns of the items of one run, each in two steps: `hear` and `make`."""

    def __init__(
        self,
        items: Sequence[Item],
        settings: Settings,
        journal: Journal,
        keys: Keys,
        doing: Doing,
        *,
        tell: Tell,
        stop: StopSignal,
    ) -> None:
        self._settings, self._journal, self._keys, self._doing = settings, journal, keys, doing
        self._tell, self._stop = tell, stop
        self._pairs = Pairs(settings.out, journal, items)
        self._hearing, self._making = Stopwatch(), Stopwatch()
        self._ended: set[Path] = set()
        self._count = len(items)
        self.again: list[Item] = []
        """Items whose trouble may pass by itself."""

    @property
    def speeds(self) -> Speeds:
        """How fast it went."""
        return Speeds(self._hearing.speed, self._making.speed)

    def hear(self, item: Item) -> tuple[Entry, Heard] | None:
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
        return self._journal.put(entry, "heard"), heard

    def make(self, _item: Item, half: tuple[Entry, Heard]) -> None:
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

    def hold_back(self, item: Item) -> None:
        """Say of a film that waits in vain why it is not released."""
        entry = self._journal.entry(item.source)
        if entry is None or entry.state != "ready":
            return
        other = self._pairs.other(item).title
        error = BadInput(
            f"It is made, but {other}, the other film of its pair, is not; so neither is released",
            str(item.source),
            "Put the other right and run the same command again. This one is not made again.",
        )
        self._failed(entry, error)

    def _begin(self, item: Item) -> Entry:
        """Whether there is anything to do, and with which key."""
        now = decide(item, self._settings.out, self._journal, self._keys)
        entry = replace(now.entry, run=self._journal.run)
        if now.decision is Decision.SKIP:
            forget(self._settings.out, entry.item)
            self._over(self._journal.put(replace(entry, state="skipped"), "skipped"))
            return replace(entry, state="skipped")
        if now.decision is Decision.RELEASE:
            entry = self._journal.put(replace(entry, state="ready"), None)
            self._release(entry)
            return entry
        if now.decision is Decision.ADOPT:
            results = self._doing.found(self._folder(item))
            return self._finish(entry, results)
        content = {"content": self._keys.content_of(item)}
        entry = Entry(entry.item, "working", entry.key, facts=content, run=self._journal.run)
        return self._journal.put(replace(entry, began=time.time()), "began")

    def _listen(self, item: Item, notes: "_Notes") -> Heard:
        sound = work_in(item.source).sound if item.source.is_file() else 0.0
        with self._hearing.running():
            began = time.monotonic()
            heard = self._doing.hear(item, self._folder(item), notes.tell)
        # What is kept from before is read in no time, and tells nothing about speed.
        if time.monotonic() - began > sound / 100:
            self._hearing.did(sound)
        return heard

    def _finish(self, entry: Entry, results: Results) -> Entry:
        """Write down that the results are made; release them, unless their pair is not."""
        folder = _inside(self._settings.out, results.folder)
        facts = {**entry.facts, **results.facts, "folder": folder}
        entry = replace(entry, facts=facts, ended=time.time(), task="", share=1.0)
        entry = replace(entry, state=_end_of(entry))
        if entry.item.row.pair:
            self._journal.put(replace(entry, state="ready"), "made")
            self._release(entry)
        else:
            self._over(self._journal.put(entry, "made"))
        return entry

    def _release(self, entry: Entry) -> None:
        """Release a pair, if its time has come."""
        for released in self._pairs.release(entry.item, _end_of):
            self._over(released)

    def _attempt(self, item: Item, work: Callable[[], Result]) -> Result | None:
        """Do a part of an item; what goes wrong with it is written down and stops nothing else."""
        try:
            return work()
        except Stopped:
            raise
        except Exception as error:
            if self._stop.is_set:
                raise
            entry = self._journal.entry(item.source) or Entry(item)
            if can_pass(error) and item not in self.again:
                self.again.append(item)
            self._failed(replace(entry, run=self._journal.run), _told(error))
            return None

    def _failed(self, entry: Entry, error: MediakitError) -> None:
        sentence = str(error).removesuffix(error.remedy).strip()
        entry = replace(entry, state="failed", why=sentence, advice=error.remedy)
        entry = replace(entry, task="", ended=time.time())
        self._over(self._journal.put(entry, "failed"))

    def _over(self, entry: Entry) -> None:
        """Tell that an item is at its end."""
        self._ended.add(entry.item.source)
        ended = len(self._ended)
        line = f"{ended} of {self._count}  {entry.item.title}: {STATES[entry.state]}"
        self._tell(Progress(entry.item.title, 1.0, 1.0))
        self._tell(Progress("All of it", ended, self._count))
        if entry.state == "failed":
            self._tell(Warned(f"{line}. {entry.why} {entry.advice}".strip()))
        else:
            self._tell(Said(line))

    def hears(self, item: Item, event: Progress) -> None:
        """Progress of one item, for the journal and the screen."""
        share = event.done / event.total if event.total else 0.0
        self._journal.progress(item.source, event.task, share)
        self._tell(Progress(item.title, share, 1.0))

    def _folder(self, item: Item) -> Path:
        """Where the item's results are made."""
        out = self._settings.out
        return waiting_room(out, item) if item.row.pair else out / item.name


class _Notes:
    """Hears the events of one item: its warnings are kept, its progress passed on."""

    def __init__(self, turns: Turns, item: Item, warnings: Iterable[str] = ()) -> None:
        self._turns, self._item = turns, item
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
                self._turns.hears(self._item, event)
            case Said():
                pass


def _inside(out: Path, folder: Path) -> str:
    """The folder as it is called from the folder of results, which people may move."""
    return folder.relative_to(out).as_posix()


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

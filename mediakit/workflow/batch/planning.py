"""What a batch would do, with the time and the disk it will need. Writes nothing."""

import contextlib
import shutil
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from mediakit.errors import BadInput, MediakitError
from mediakit.workflow.batch.deciding import is_there
from mediakit.workflow.batch.estimating import Estimate, Work, estimate, speeds_for, work_in
from mediakit.workflow.batch.items import Item, Row, Settings, named
from mediakit.workflow.batch.journal import Entry, look
from mediakit.workflow.batch.keys import Keys, contents_of


@dataclass(frozen=True, slots=True)
class Planned:
    """An item, what there is to do in it, and whether it is done already."""

    item: Item
    work: Work
    done: bool


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that would be done; what it would take; the bytes that are free for it."""

    items: tuple[Planned, ...]
    estimate: Estimate
    free: int


def plan(rows: Iterable[Row], settings: Settings) -> Plan:
    """What the batch would do now. Raises as the batch itself would before it starts."""
    entries: dict[Path, Entry] = {}
    with contextlib.suppress(BadInput):
        entries = {entry.item.source: entry for entry in look(settings.out).entries}
    keys = Keys(settings, None)
    items = named(rows, {source: entry.item for source, entry in entries.items()})
    planned = tuple(
        Planned(item, _work(item), _is_done(item, entries.get(item.source), keys, settings.out))
        for item in items
    )
    speeds = speeds_for(settings.listening.model, settings.preset)
    to_do = [one.work for one in planned if not one.done]
    there = next(path for path in (settings.out, *settings.out.absolute().parents) if path.exists())
    return Plan(planned, estimate(to_do, speeds), shutil.disk_usage(there).free)


def _work(item: Item) -> Work:
    """What there is to do; a project is about as long as its footage."""
    with contextlib.suppress(MediakitError):
        parts = [work_in(path) for path in contents_of(item.source)]
        return Work(sum(one.sound for one in parts), sum(one.pixels for one in parts))
    return Work()


def _is_done(item: Item, entry: Entry | None, keys: Keys, out: Path) -> bool:
    if entry is None or not entry.is_done or not is_there(out, entry):
        return False
    with contextlib.suppress(MediakitError):
        return keys.key_of(item) == entry.key
    return False

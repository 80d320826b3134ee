"""Whether an item has to be made at all, from what the journal and the disk say of it."""

from dataclasses import dataclass, replace
from datetime import datetime
from enum import Enum, auto
from pathlib import Path

from mediakit.outputs.package import read_listing
from mediakit.workflow.batch.items import Item
from mediakit.workflow.batch.journal import Entry, Journal
from mediakit.workflow.batch.keys import Keys
from mediakit.workflow.batch.pairing import is_whole, waiting_room


class Decision(Enum):
    """What is to be done with an item."""

    MAKE = auto()
    SKIP = auto()
    """It is done, nothing that decides its results has changed, and they are still there."""
    ADOPT = auto()
    """An earlier run had just finished it when it was ended."""
    RELEASE = auto()
    """It was made before, and waits for the other film of its pair."""


@dataclass(frozen=True, slots=True)
class Decided:
    """The decision, with the entry as it was, under the key that the item has now."""

    decision: Decision
    entry: Entry


def decide(item: Item, out: Path, journal: Journal, keys: Keys) -> Decided:
    """What to do with an item now. Raises `BadInput` if its files cannot be read."""
    entry = _known(item, journal, keys)
    item = replace(item, name=entry.item.name, origin=entry.item.origin)
    key = keys.key_of(item)
    same = entry.key == key
    decision = Decision.MAKE
    if same and entry.is_done and is_there(out, entry):
        decision = Decision.SKIP
    elif same and item.row.pair and is_whole(waiting_room(out, item)):
        decision = Decision.RELEASE if entry.facts.get("folder") else Decision.ADOPT
    elif same and entry.state == "working" and _made_since(out / item.name, entry.began):
        decision = Decision.ADOPT
    return Decided(decision, replace(entry, item=item, key=key))


def _known(item: Item, journal: Journal, keys: Keys) -> Entry:
    """What the journal knows of the item; also where its file bears another name now."""
    entry = journal.entry(item.source)
    if entry is not None and entry.key:
        return entry
    content = keys.content_of(item)
    for other in journal.entries():
        old = other.item.source
        same = bool(content) and other.facts.get("content") == content
        if same and other.is_done and not old.exists():
            return journal.moved(other, item)
    return entry or Entry(item)


def is_there(out: Path, entry: Entry) -> bool:
    """Whether the results are all there; what people changed in them is theirs."""
    folder = out / str(entry.facts.get("folder", ""))
    files = entry.facts.get("files", ())
    return bool(files) and all((folder / name).is_file() for name in files)


def _made_since(folder: Path, began: float) -> bool:
    made = str(read_listing(folder).get("made", ""))
    try:
        # The listing counts whole seconds.
        return datetime.fromisoformat(made).timestamp() >= int(began) and is_whole(folder)
    except ValueError:
        return False

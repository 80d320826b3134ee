"""The verb watch: each film that comes into a folder is made, once."""

import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.process import StopSignal
from mediakit.workflow.batch.items import Row, Settings
from mediakit.workflow.batch.reading import sources_in
from mediakit.workflow.batch.running import Batch
from mediakit.workflow.events import Said, Tell

_LOOK_EVERY_MS = 500
"""How long the system is asked for changes before a look at the clock and at Ctrl-C. Copies to
network folders are not always told, so that the folder is read through each time as well."""


@dataclass(frozen=True, slots=True)
class Looks:
    """How a file looks, and since when (in seconds of a clock that never goes back)."""

    size: int
    changed: int
    since: float


def settling(
    before: Mapping[Path, Looks], now: Mapping[Path, tuple[int, int]], clock: float
) -> dict[Path, Looks]:
    """The looks of every file that is there now (size, time of its last change): one that looks as
    before does so since then.
    """
    found = {}
    for path, (size, changed) in now.items():
        old = before.get(path)
        same = old is not None and (old.size, old.changed) == (size, changed)
        found[path] = old if old is not None and same else Looks(size, changed, clock)
    return found


def settled(looks: Mapping[Path, Looks], clock: float, settle: float) -> tuple[Path, ...]:
    """The files that have something in them and have not changed for `settle` seconds."""
    return tuple(
        path for path, one in looks.items() if one.size > 0 and clock - one.since >= settle
    )


def watch(folder: Path, settings: Settings, *, settle: float, tell: Tell, stop: StopSignal) -> None:
    """Make each film in `folder`, and each that comes, until `stop` is set."""
    from watchfiles import watch as changes_in

    if not folder.is_dir():
        raise BadInput("There is no such folder", str(folder), "Make it, or correct its name.")
    batch = Batch(settings, tell, stop)
    try:
        tell(Said(f"Watching {folder}. Stop with Ctrl-C."))
        looks: dict[Path, Looks] = {}
        handled: dict[Path, Looks] = {}
        for _ in changes_in(
            folder, rust_timeout=_LOOK_EVERY_MS, yield_on_timeout=True, raise_interrupt=True
        ):
            if stop.is_set:
                return
            looks = settling(looks, _seen(folder, settings.out), time.monotonic())
            ready = [
                path
                for path in settled(looks, time.monotonic(), settle)
                if handled.get(path) != looks[path] and not is_open(path)
            ]
            if ready:
                handled |= {path: looks[path] for path in ready}
                _make(batch, ready)
    finally:
        batch.close()


def _make(batch: Batch, ready: Iterable[Path]) -> None:
    """Make what is new among the files; write the report on all."""
    items = batch.named(Row(path) for path in ready)
    new = tuple(item for item in items if not batch.is_settled(item))
    if new:
        batch.run(new)
        for item in new:
            if not item.source.exists():
                batch.forget_failed(item)


def _seen(folder: Path, out: Path) -> dict[Path, tuple[int, int]]:
    found = {}
    for path in sources_in(folder.absolute(), out):
        try:
            state = path.stat()
        except OSError:  # gone in between
            continue
        if path.is_file():
            found[path] = state.st_size, state.st_mtime_ns
    return found


def is_open(path: Path) -> bool:
    """Whether some program has the file open for writing, where the system tells that (Linux, for
    programs of the same person).
    """
    programs = Path("/proc")
    if not (programs / "self" / "fd").is_dir():
        return False
    wanted = path.resolve()
    for folder in programs.glob("[0-9]*/fd"):
        try:
            held = [file for file in folder.iterdir() if file.resolve() == wanted]
        except OSError:  # another person's program, or one that has ended
            continue
        if any(_writes(file) for file in held):
            return True
    return False


def _writes(file: Path) -> bool:
    """Whether it is open for writing, by its flags (octal; in the last two bits 0 is reading)."""
    try:
        text = (file.parent.parent / "fdinfo" / file.name).read_text(encoding="ascii")
    except OSError:
        return False
    flags = next((line.split()[1] for line in text.splitlines() if line.startswith("flags:")), "0")
    return int(flags, 8) & 3 != 0

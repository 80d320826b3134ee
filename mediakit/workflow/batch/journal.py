"""The journal of a folder of results: what was asked, what became of it, and when. A database that
one process writes and any number may read meanwhile (SQLite, write-ahead log).
"""

import contextlib
import json
import sqlite3
import threading
import time
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from mediakit.errors import AlreadyThere, BadInput
from mediakit.files import writing_to
from mediakit.workflow.batch.items import ENDED, Item, Row, State

FOLDER = ".mediakit-batch"
"""Where the journal lies, in the folder of results; and films of pairs that wait for each other."""

FORMAT = 1
"""Rises when older journals can no longer be read."""

_TABLES = """
CREATE TABLE IF NOT EXISTS item (
    source TEXT PRIMARY KEY,
    name TEXT NOT NULL UNIQUE,
    state TEXT NOT NULL,
    entry TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS deed (
    number INTEGER PRIMARY KEY,
    at REAL NOT NULL,
    run INTEGER NOT NULL,
    source TEXT NOT NULL,
    what TEXT NOT NULL,
    key TEXT NOT NULL
) STRICT;
CREATE TABLE IF NOT EXISTS run (
    number INTEGER PRIMARY KEY,
    began REAL NOT NULL,
    ended REAL
) STRICT;
CREATE TABLE IF NOT EXISTS seen (
    path TEXT PRIMARY KEY,
    looks TEXT NOT NULL,
    sha256 TEXT NOT NULL
) STRICT;
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What the journal knows of one item. `key` stands for all that decides its results; `why` and
    `advice` are what went wrong and what to do; `facts` are what the report shows; times are in
    seconds since 1970; `share` (0 to 1) is how much of the `task` in hand is done. `run` is the one
    in which the item last had its turn.
    """

    item: Item
    state: State = "waiting"
    key: str = ""
    warnings: tuple[str, ...] = ()
    why: str = ""
    advice: str = ""
    facts: Mapping[str, Any] = field(default_factory=dict)
    began: float = 0.0
    ended: float = 0.0
    task: str = ""
    share: float = 0.0
    run: int = 0

    @property
    def is_done(self) -> bool:
        """Whether its results were released, however long ago."""
        return self.state in {"done", "warned", "skipped"}


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that happened to an item."""

    at: float
    run: int
    source: str
    what: str
    key: str


class Journal:
    """The journal in a folder of results, held for writing: no other batch can work there
    meanwhile. Safe to use from many threads.
    """

    def __init__(self, out: Path) -> None:
        """Raises `AlreadyThere` while another batch works in this folder, `CannotWrite` where the
        folder cannot be written to.
        """
        self.folder = out / FOLDER
        with writing_to(out):
            self.folder.mkdir(parents=True, exist_ok=True)
        self._lock = _locked(out)
        try:
            self._base = _prepared(self.folder / "journal.sqlite", out)
        except BaseException:
            self._lock.close()
            raise
        self._busy = threading.RLock()
        self._told: dict[Path, float] = {}
        self.run = self._begin()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def close(self) -> None:
        """Write down that the run is over, and let the journal go."""
        with self._busy:
            self._base.execute("UPDATE run SET ended = ? WHERE number = ?", (time.time(), self.run))
            self._base.close()
            self._lock.close()

    def _begin(self) -> int:
        cursor = self._base.execute("INSERT INTO run (began) VALUES (?)", (time.time(),))
        return int(cursor.lastrowid or 0)

    def entry(self, source: Path) -> Entry | None:
        """What is known of the item of this source."""
        with self._busy:
            found = self._base.execute(
                "SELECT entry FROM item WHERE source = ?", (str(source),)
            ).fetchone()
        return _read_entry(found[0]) if found else None

    def entries(self) -> tuple[Entry, ...]:
        """Every item, in the order in which they came."""
        with self._busy:
            return _entries(self._base)

    def put(self, entry: Entry, deed: str | None = None) -> Entry:
        """Write down where an item stands now, and the `deed` that brought it there."""
        source = str(entry.item.source)
        with self._busy, self._base:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.execute(
                "INSERT INTO item VALUES (?, ?, ?, ?) ON CONFLICT (source) DO UPDATE"
                " SET name = excluded.name, state = excluded.state, entry = excluded.entry",
                (source, entry.item.name, entry.state, _write_entry(entry)),
            )
            if deed is not None:
                self._base.execute(
                    "INSERT INTO deed (at, run, source, what, key) VALUES (?, ?, ?, ?, ?)",
                    (time.time(), self.run, source, deed, entry.key),
                )
        return entry

    def progress(self, source: Path, task: str, share: float) -> None:
        """Write down how far the task in hand has come, once a second at most."""
        now = time.monotonic()
        with self._busy:
            if now - self._told.get(source, -1.0) < 1 and share < 1:
                return
            self._told[source] = now
            entry = self.entry(source)
            if entry is not None and entry.state not in ENDED:
                self.put(replace(entry, task=task, share=share))

    def moved(self, entry: Entry, new: Item) -> Entry:
        """The source of an entry bears another name now, that of the item `new`; its results keep
        theirs.
        """
        origin = entry.item.origin or entry.item.source
        with self._busy, self._base:
            self._base.execute("BEGIN IMMEDIATE")
            self._base.execute("DELETE FROM item WHERE source = ?", (str(entry.item.source),))
        return self.put(
            replace(entry, item=replace(entry.item, row=new.row, origin=origin)), "renamed"
        )

    def forget(self, source: Path) -> None:
        """Take an item out that never came to anything."""
        with self._busy, self._base:
            self._base.execute("DELETE FROM item WHERE source = ?", (str(source),))

    def deeds(self) -> tuple[Deed, ...]:
        """Everything that happened, in order."""
        with self._busy:
            return _deeds(self._base)

    def sha256(self, path: Path) -> str | None:
        """The SHA-256 of a file that looks as it did when it was read."""
        with self._busy, contextlib.suppress(OSError):
            found = self._base.execute(
                "SELECT looks, sha256 FROM seen WHERE path = ?", (str(path),)
            ).fetchone()
            if found and found[0] == _looks(path):
                return str(found[1])
        return None

    def saw(self, path: Path, sha256: str) -> None:
        """Remember the SHA-256 of a file, and how the file looks."""
        with self._busy, self._base:
            self._base.execute(
                "INSERT OR REPLACE INTO seen VALUES (?, ?, ?)", (str(path), _looks(path), sha256)
            )


@dataclass(frozen=True, slots=True)
class Standing:
    """A journal as it stood at one moment; `running` says whether a batch is at work."""

    entries: tuple[Entry, ...]
    deeds: tuple[Deed, ...]
    running: bool
    run: int


def look(out: Path) -> Standing:
    """The journal of a folder of results, whoever is writing it. Raises `BadInput` where there is
    none.
    """
    file = out / FOLDER / "journal.sqlite"
    if not file.is_file():
        raise BadInput(
            "No batch has worked in this folder", str(out), "Name the folder you gave with --out."
        )
    with contextlib.closing(_connect(file)) as base:
        _check_format(base, out)
        run = base.execute("SELECT max(number) FROM run").fetchone()[0] or 0
        return Standing(_entries(base), _deeds(base), _is_held(out), run)


def _locked(out: Path) -> sqlite3.Connection:
    """A lock that the system lets go when the process ends, however it ends."""
    lock = _connect(out / FOLDER / "lock.sqlite")
    try:
        lock.execute("BEGIN EXCLUSIVE")
    except sqlite3.OperationalError as error:
        lock.close()
        raise AlreadyThere(
            "Another batch is at work in this folder",
            str(out),
            f"Look at it with: mediakit batch status {out}",
        ) from error
    return lock


def _prepared(file: Path, out: Path) -> sqlite3.Connection:
    base = _connect(file)
    try:
        _check_format(base, out)
        base.execute("PRAGMA journal_mode = WAL")
        base.execute("PRAGMA synchronous = FULL")
        base.executescript(_TABLES)
        base.execute(f"PRAGMA user_version = {FORMAT}")
    except BaseException:
        base.close()
        raise
    return base


def _is_held(out: Path) -> bool:
    with contextlib.closing(_connect(out / FOLDER / "lock.sqlite")) as lock:
        try:
            lock.execute("BEGIN EXCLUSIVE")
        except sqlite3.OperationalError:
            return True
    return False


def _connect(file: Path) -> sqlite3.Connection:
    # Statements commit by themselves, but for those inside a BEGIN.
    wait = 0 if file.name == "lock.sqlite" else 30
    return sqlite3.connect(file, timeout=wait, isolation_level=None, check_same_thread=False)


def _check_format(base: sqlite3.Connection, out: Path) -> None:
    try:
        found = base.execute("PRAGMA user_version").fetchone()[0]
        base.execute("SELECT count(*) FROM sqlite_master")
    except sqlite3.DatabaseError as error:
        raise BadInput(
            "The journal of this folder is damaged",
            str(out / FOLDER),
            "Move that folder to another place. Films that are finished are then made again.",
        ) from error
    if found not in (0, FORMAT):
        raise BadInput(
            f"The journal of this folder has the format {found}, and this mediakit reads {FORMAT}",
            str(out),
            "Choose another folder with --out, or install a newer mediakit.",
        )


def _looks(path: Path) -> str:
    """What changes whenever a file is written: nobody can set the last one."""
    state = path.stat()
    return f"{state.st_size} {state.st_mtime_ns} {state.st_ctime_ns}"


def _entries(base: sqlite3.Connection) -> tuple[Entry, ...]:
    rows = base.execute("SELECT entry FROM item ORDER BY rowid").fetchall()
    return tuple(_read_entry(row[0]) for row in rows)


def _deeds(base: sqlite3.Connection) -> tuple[Deed, ...]:
    rows = base.execute("SELECT at, run, source, what, key FROM deed ORDER BY number")
    return tuple(Deed(*row) for row in rows)


def _write_entry(entry: Entry) -> str:
    return json.dumps(asdict(entry), default=str, ensure_ascii=False)


def _read_entry(text: str) -> Entry:
    data = json.loads(text)
    item = data.pop("item")
    row = item["row"]
    row["source"] = Path(row["source"])
    origin = Path(item["origin"]) if item["origin"] else None
    warnings = tuple(data.pop("warnings"))
    return Entry(Item(item["name"], Row(**row), origin), warnings=warnings, **data)

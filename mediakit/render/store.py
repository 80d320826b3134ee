"""Where finished pieces are kept, each under its key: made once, whole or not at all."""

import contextlib
import os
import shutil
import socket
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from mediakit.files import alive, replace, sha256_of, working_in, writing_to

_MARK = 16
"""Letters of a piece's SHA-256 in its name: 64 bits, which no damage leaves the same by chance."""

_LONGEST_WORK = 7 * 24 * 60 * 60
"""Seconds after which work counts as dead: a computer that is gone cannot say so. [own]"""


class Store:
    """A folder of finished pieces. Safe to delete; safe to share between two exports at once: each
    works in a folder of its own and renames its result into place.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._pieces = folder / "pieces"
        self._work = folder / "work"
        with writing_to(folder):
            self._pieces.mkdir(parents=True, exist_ok=True)
            self._work.mkdir(parents=True, exist_ok=True)
            self._clear_up()

    @property
    def folder(self) -> Path:
        """Where it is."""
        return self._folder

    def find(self, key: str, suffix: str) -> Path | None:
        """The finished piece, or None if it has yet to be made: a damaged one counts as not made.
        It is read through for that; and its time is set to now, as that of its last use.
        """
        for path in self._kept(key, suffix):
            if _is_whole(path):
                # Gone by now, if `cleaned` took it away meanwhile.
                with contextlib.suppress(FileNotFoundError):
                    os.utime(path)
                    return path
        return None

    def size(self, key: str, suffix: str) -> int | None:
        """The bytes of a finished piece, or None if there is none. It is not read through."""
        with contextlib.suppress(OSError):
            for path in self._kept(key, suffix):
                return path.stat().st_size
        return None

    def touch(self, key: str, suffix: str) -> None:
        """Set the time of a piece to now without reading it, if it is there: it may be wanted."""
        for path in self._kept(key, suffix):
            with contextlib.suppress(OSError):
                os.utime(path)

    def make(self, key: str, suffix: str, work: Callable[[Path], Path]) -> Path:
        """Do `work` in an empty folder and keep the file whose path it returns."""
        with self.job() as folder:
            return self.keep(key, suffix, work(folder))

    def keep(self, key: str, suffix: str, made: Path) -> Path:
        """Take a finished file out of the folder of a job; returns where it is kept."""
        with writing_to(self._folder):
            path = self._path(key, _marks(made), suffix)
            path.parent.mkdir(exist_ok=True)
            for old in self._kept(key, suffix):
                if not _is_whole(old):
                    _remove(old)
            replace(made, path)
        return path

    def discard(self, piece: Path) -> None:
        """Forget a finished piece: the next export makes it again."""
        with writing_to(self._folder):
            _remove(piece)

    @contextlib.contextmanager
    def in_use(self) -> Iterator[None]:
        """While this lasts, no piece is cleaned away that was made or found since it began."""
        with writing_to(self._folder):
            lease = Path(tempfile.mkdtemp(prefix=_owner(os.getpid()), dir=self._work))
        try:
            yield
        finally:
            shutil.rmtree(lease, ignore_errors=True)

    def pieces(self) -> list[Path]:
        """Every finished piece; that which was not used for the longest time comes first."""
        found = []
        for path in self._pieces.glob("*/*"):
            with contextlib.suppress(OSError):
                found.append((path.stat().st_mtime, path))
        return [path for _, path in sorted(found)]

    def used_since(self) -> float:
        """Since when pieces may be in use by work that runs now, as seconds of the system's clock;
        infinity where none runs.
        """
        began = float("inf")
        for folder in self._work.iterdir():
            with contextlib.suppress(OSError):
                if folder.is_dir():
                    began = min(began, folder.stat().st_mtime)
        return began

    def remove(self, piece: Path, used_since: float) -> bool:
        """Remove a piece unless it was used since then; tells whether it was removed."""
        aside = self._work / f"{_owner(os.getpid())}{piece.name}"
        with contextlib.suppress(OSError):
            piece.rename(aside)
            # An export may have found it just before it was moved.
            if aside.stat().st_mtime >= used_since:
                aside.rename(piece)
                return False
            _remove(aside)
            return True
        return False

    @contextlib.contextmanager
    def job(self) -> Iterator[Path]:
        """An empty folder to work in, gone afterwards whatever happens."""
        with writing_to(self._folder):
            folder = Path(tempfile.mkdtemp(prefix=_owner(os.getpid()), dir=self._work))
        try:
            with working_in(self._folder):
                yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _path(self, key: str, marks: str, suffix: str) -> Path:
        # Two levels: a folder with tens of thousands of files is slow on some disks. The marks in
        # the name tell a piece that was damaged: by a power cut, a careless copy, a worn disk.
        return self._pieces / key[:2] / f"{key}.{marks}{suffix}"

    def _kept(self, key: str, suffix: str) -> list[Path]:
        return sorted((self._pieces / key[:2]).glob(f"{key}.*{suffix}"))

    def _clear_up(self) -> None:
        """Remove what an export that was killed has left behind: one of this machine's at once, of
        others once it is old.
        """
        for folder in self._work.iterdir():
            with contextlib.suppress(OSError):
                if _is_dead(folder):
                    _remove(folder)


def _is_dead(folder: Path) -> bool:
    """Whether nothing works in a folder of the store any more."""
    host, _, rest = folder.name.partition("~")
    pid = rest.partition("~")[0]
    if host == _host() and pid.isdecimal() and not alive(int(pid)):
        return True
    return folder.stat().st_mtime < time.time() - _LONGEST_WORK


def lay_out(folder: Path, names: dict[str, Path]) -> None:
    """Give files the fixed names that a command expects, without copying where that can be."""
    for name, path in names.items():
        target = path.resolve()
        try:
            (folder / name).symlink_to(target)
        except OSError:  # links are not allowed everywhere: Windows, some network folders
            shutil.copyfile(target, folder / name)


def _owner(pid: int) -> str:
    return f"{_host()}~{pid}~"


def _host() -> str:
    return socket.gethostname().replace("~", "-")


def _marks(piece: Path) -> str:
    """What a piece is known by when it is whole: its size and the beginning of its SHA-256."""
    return f"{piece.stat().st_size}-{sha256_of(piece)[:_MARK]}"


def _is_whole(piece: Path) -> bool:
    try:
        return piece.name.split(".")[1] == _marks(piece)
    except OSError:
        return False


def _remove(piece: Path) -> None:
    if piece.is_dir():
        shutil.rmtree(piece)
    else:
        piece.unlink(missing_ok=True)

"""Where finished pieces are kept, each under its key: made once, whole or not at all."""

import contextlib
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from mediakit.files import writing_to


class Store:
    """A folder of finished pieces. Safe to delete; safe to share between two exports at once: each
    works in a folder of its own and renames its result into place.
    """

    def __init__(self, folder: Path) -> None:
        self._pieces = folder / "pieces"
        self._work = folder / "work"
        with writing_to(folder):
            self._pieces.mkdir(parents=True, exist_ok=True)
            self._work.mkdir(parents=True, exist_ok=True)
            self._clear_up()

    def find(self, key: str, suffix: str) -> Path | None:
        """The finished piece, or None if it has yet to be made."""
        path = self._path(key, suffix)
        return path if path.is_file() else None

    def make(self, key: str, suffix: str, work: Callable[[Path], Path]) -> Path:
        """Do `work` in an empty folder and keep the file whose path it returns."""
        path = self._path(key, suffix)
        with self.job() as folder, writing_to(self._pieces):
            made = work(folder)
            path.parent.mkdir(exist_ok=True)
            made.replace(path)
        return path

    @contextlib.contextmanager
    def job(self) -> Iterator[Path]:
        """An empty folder to work in, gone afterwards whatever happens."""
        with writing_to(self._work):
            folder = Path(tempfile.mkdtemp(prefix=_owner(os.getpid()), dir=self._work))
        try:
            yield folder
        finally:
            shutil.rmtree(folder, ignore_errors=True)

    def _path(self, key: str, suffix: str) -> Path:
        # Two levels: a folder with tens of thousands of files is slow on some disks.
        return self._pieces / key[:2] / f"{key}{suffix}"

    def _clear_up(self) -> None:
        """Remove what an export that was killed on this machine has left behind."""
        for folder in self._work.iterdir():
            host, _, rest = folder.name.partition("~")
            pid = rest.partition("~")[0]
            if host == _host() and pid.isdecimal() and not _alive(int(pid)):
                shutil.rmtree(folder, ignore_errors=True)


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


def _alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True

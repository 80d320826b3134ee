"""Where finished pieces are kept, each under its key: made once, whole or not at all."""

import contextlib
import os
import shutil
import socket
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

from mediakit.files import alive, replace, working_in, writing_to


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
        """The finished piece, or None if it has yet to be made: one that was cut short counts as
        not made.
        """
        return next((path for path in self._kept(key, suffix) if _has_its_size(path)), None)

    def make(self, key: str, suffix: str, work: Callable[[Path], Path]) -> Path:
        """Do `work` in an empty folder and keep the file whose path it returns."""
        with self.job() as folder:
            made = work(folder)
            with writing_to(self._folder):
                path = self._path(key, made.stat().st_size, suffix)
                path.parent.mkdir(exist_ok=True)
                for old in self._kept(key, suffix):
                    if not _has_its_size(old):
                        old.unlink(missing_ok=True)
                replace(made, path)
        return path

    def discard(self, piece: Path) -> None:
        """Forget a finished piece: the next export makes it again."""
        with writing_to(self._folder):
            piece.unlink(missing_ok=True)

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

    def _path(self, key: str, size: int, suffix: str) -> Path:
        # Two levels: a folder with tens of thousands of files is slow on some disks. The size in
        # the name tells a piece that lost its end, to a power cut or a careless copy.
        return self._pieces / key[:2] / f"{key}.{size}{suffix}"

    def _kept(self, key: str, suffix: str) -> list[Path]:
        return sorted((self._pieces / key[:2]).glob(f"{key}.*{suffix}"))

    def _clear_up(self) -> None:
        """Remove what an export that was killed on this machine has left behind."""
        for folder in self._work.iterdir():
            host, _, rest = folder.name.partition("~")
            pid = rest.partition("~")[0]
            if host == _host() and pid.isdecimal() and not alive(int(pid)):
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


def _has_its_size(piece: Path) -> bool:
    size = piece.name.split(".")[1]
    return piece.is_file() and size == str(piece.stat().st_size)

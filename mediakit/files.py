"""Files written whole or not at all, and files known by their content."""

import contextlib
import errno
import hashlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path

from mediakit.errors import CannotWrite


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


@contextlib.contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Turn the system's refusals to write into `CannotWrite`, naming the place. Of several such
    places one inside another, the outermost is named: the one that the person knows.
    """
    try:
        yield
    except CannotWrite as error:
        raise CannotWrite(error.what, str(place), error.remedy) from error
    except OSError as error:
        raise CannotWrite(
            f"mediakit cannot write here ({error.strerror or error})",
            str(place),
            "Choose another folder, or make room or give permission there.",
        ) from error


def check_writable(folder: Path) -> None:
    """Raise `CannotWrite` at once, rather than after hours of work, if `folder` cannot be made or
    written to.
    """
    there = next(path for path in (folder, *folder.absolute().parents) if path.exists())
    with writing_to(folder):
        if not there.is_dir():
            raise NotADirectoryError(errno.ENOTDIR, os.strerror(errno.ENOTDIR))
        if not os.access(there, os.W_OK):
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES))


@contextlib.contextmanager
def whole(path: Path) -> Iterator[Path]:
    """A temporary path beside `path`; what was written there becomes `path` if all went well.

    Folders on the way are made. Raises `CannotWrite` where the system refuses.
    """
    partial = path.with_name(f".{path.name}.{os.getpid()}.partial")
    try:
        with writing_to(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            yield partial
            partial.replace(path)
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text file whole, in UTF-8 with plain line feeds."""
    with whole(path) as partial:
        partial.write_text(text, encoding="utf-8", newline="\n")


def copy(source: Path, path: Path) -> None:
    """Copy a file's content to `path`, whole."""
    with whole(path) as partial:
        shutil.copyfile(source, partial)


def move(made: Path, to: Path) -> None:
    """Bring a finished file to its place, whole or not at all, across disks too."""
    try:
        made.replace(to)
    except OSError:  # another disk, mostly; anything else the copy will meet again
        copy(made, to)
        made.unlink()

"""Files written whole or not at all, and files known by their content."""

import contextlib
import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from mediakit.errors import BadInput, CannotWrite

_PARTIAL = re.compile(r"^\.(.+)\.[0-9]+\.partial$", re.DOTALL)
"""What `partial_of` makes of a name."""

_NO_ROOM = frozenset({errno.ENOSPC, errno.EDQUOT})
_WRITING_ONLY = _NO_ROOM | {errno.EROFS, errno.EFBIG}
"""Refusals that reading never meets."""


def sha256_of(path: Path) -> str:
    """The SHA-256 of a file's content, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


Stamp = tuple[int, int]
"""What shows at a glance that a file may have changed: its size, and when it was last written."""


def stamp_of(path: Path) -> Stamp:
    """The stamp of a file as it is now. Raises `OSError` where there is none."""
    facts = path.stat()
    return facts.st_size, facts.st_mtime_ns


def check_unchanged(path: Path, sha256: str, stamp: Stamp) -> None:
    """Raise `BadInput` if a file is no longer what it was; it is read only if its stamp differs."""
    try:
        same = stamp_of(path) == stamp or sha256_of(path) == sha256
    except OSError as error:
        raise BadInput(
            f"A file of the film went away while it was made ({error.strerror})",
            str(path),
            "Put it back, then run the same command again.",
        ) from error
    if not same:
        raise BadInput(
            "A file changed while the film was made",
            str(path),
            "Run the same command again, when nothing writes to it any more.",
        )


def partial_of(path: Path) -> Path:
    """The hidden path beside `path` under which this process makes it."""
    return path.with_name(f".{path.name}.{os.getpid()}.partial")


def alive(pid: int) -> bool:
    """False if no process of this number runs on this machine."""
    if os.name == "nt":  # where the question below would be a Ctrl-C to that process
        return True
    try:
        os.kill(pid, 0)
    except (ProcessLookupError, OverflowError):  # the latter: no process can have this number
        return False
    except PermissionError:
        return True
    return True


@contextlib.contextmanager
def writing_to(place: Path) -> Iterator[None]:
    """Turn the system's refusals to write into `CannotWrite`, naming the place; one that names a
    place already keeps it. To stand around our own writes only: reading can be refused as well.
    """
    with working_in(place):
        try:
            yield
        except OSError as error:
            raise _refused(error) from error


@contextlib.contextmanager
def working_in(folder: Path) -> Iterator[None]:
    """For work that reads in many places and writes in `folder` alone: names the folder where the
    work says that something cannot be written, but not where.
    """
    try:
        yield
    except CannotWrite as error:
        if error.where:
            raise
        raise CannotWrite(error.what, _as_known(folder), error.remedy) from error
    except OSError as error:
        if error.errno not in _WRITING_ONLY:
            raise
        refused = _refused(error)
        raise CannotWrite(refused.what, _as_known(folder), refused.remedy) from error


def _refused(error: OSError) -> CannotWrite:
    if error.errno in _NO_ROOM:
        return CannotWrite(
            "The disk is full", remedy="Make room on it, then run the same command again."
        )
    return CannotWrite(
        f"mediakit cannot write here ({error.strerror or error})",
        remedy="Choose another folder, or give permission there.",
    )


def _as_known(path: Path) -> str:
    """The path without the names that things bear while they are made: what will stand there."""
    return str(Path(*(_PARTIAL.sub(r"\1", part) for part in path.parts)))


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
    partial = partial_of(path)
    try:
        with writing_to(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            yield partial
            replace(partial, path)
    finally:
        with contextlib.suppress(OSError):
            partial.unlink(missing_ok=True)


def write_text(path: Path, text: str) -> None:
    """Write a text file whole, in UTF-8 with plain line feeds."""
    with whole(path) as partial:
        partial.write_text(text, encoding="utf-8", newline="\n")


def write_bytes(path: Path, content: bytes) -> None:
    """Write a file whole."""
    with whole(path) as partial:
        partial.write_bytes(content)


def replace(made: Path, path: Path) -> None:
    """Give a finished file its name, taking the place of what bore it. The content is on the disk
    first: a power cut leaves the old file or the new one, never an empty one.
    """
    with made.open("rb+") as file:
        os.fsync(file.fileno())
    made.replace(path)


def copy(source: Path, path: Path) -> None:
    """Copy a file's content to `path`, whole. Raises `BadInput` if it cannot be read."""
    try:
        source.open("rb").close()
    except OSError as error:
        raise BadInput(f"The file cannot be read ({error.strerror})", str(source)) from error
    with whole(path) as partial:
        shutil.copyfile(source, partial)


def move(made: Path, to: Path) -> None:
    """Bring a finished file to its place, whole or not at all, across disks too."""
    try:
        replace(made, to)
    except OSError:  # another disk, mostly; anything else the copy will meet again
        copy(made, to)
        made.unlink()

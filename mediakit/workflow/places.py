"""Files at addresses such as s3://bucket/film, by way of fsspec: fetched and brought whole."""

import contextlib
import errno
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediakit.errors import BadInput, MediakitError, MissingPart
from mediakit.files import whole

INSTALL = 'pip install "mediakit[cluster]"'

_ADDRESS = re.compile(r"^([a-z][a-z0-9+.-]+):/+(.+?)/*$")
"""A scheme of two letters or more, which tells it from a drive of Windows. A path type has made one
slash of the two that people write."""

_COME_WHOLE = frozenset({"s3", "s3a", "gs", "gcs", "az", "abfs", "memory"})
"""Kinds of places where a file is seen only when all of it is there."""

_OUR_DISK = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EROFS})
"""Refusals that come from the disk here, never from an address."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What tells a file at an address from what stood there before, without reading it."""

    size: int
    mark: str


def url_of(place: Path | str) -> str | None:
    """The address that a person wrote, or None if it is a path on this computer.

    >>> url_of(Path("s3://bucket/film/")), url_of("C:/film"), url_of("films/s3:/a")
    ('s3://bucket/film', None, None)
    """
    text = place if isinstance(place, str) else place.as_posix()
    found = _ADDRESS.match(text)
    if found is None:
        return None
    return f"file:///{found[2]}" if found[1] == "file" else f"{found[1]}://{found[2]}"


def get(url: str, to: Path) -> None:
    """Fetch a file, whole."""
    with whole(to) as partial, reaching(url) as (system, path):
        system.get_file(path, str(partial))


def put(file: Path, url: str) -> None:
    """Bring a file to an address, where it is seen only when all of it is there."""
    with reaching(url) as (system, path):
        folder, _, name = path.rpartition("/")
        if _scheme(url) in _COME_WHOLE:
            system.put_file(str(file), path)
            return
        system.makedirs(folder, exist_ok=True)
        partial = f"{folder}/.{name}.partial"
        system.put_file(str(file), partial)
        system.mv(partial, path)


def remove(url: str) -> None:
    """Remove the file at an address."""
    with reaching(url) as (system, path):
        system.rm_file(path)


def facts_at(url: str) -> dict[str, Facts]:
    """The files below an address, by their paths from there; none where there is nothing."""
    with reaching(url) as (system, path):
        system.invalidate_cache()
        found = system.find(path, detail=True) if system.exists(path) else {}
        start = len(path.rstrip("/")) + 1
        return {name[start:]: _facts(info) for name, info in found.items() if name[start:]}


def size_at(url: str) -> int | None:
    """The size of the file at an address in bytes; None if there is none."""
    with reaching(url) as (system, path):
        system.invalidate_cache()
        try:
            return int(system.info(path)["size"])
        except FileNotFoundError:
            return None


def sha256_at(url: str) -> str:
    """SHA-256 of the file at an address, in hex; reads it through once."""
    with reaching(url) as (system, path), system.open(path, "rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def facts_of(url: str) -> Facts:
    """What is known of the one file at an address. Raises `BadInput` if there is none."""
    with reaching(url) as (system, path):
        system.invalidate_cache()
        return _facts(system.info(path))


@contextlib.contextmanager
def reaching(url: str) -> Iterator[tuple[Any, str]]:
    """The file system of an address, and the path in it. Whatever goes wrong inside becomes a
    sentence that names the address.
    """
    try:
        import fsspec

        yield fsspec.url_to_fs(url)
    except MediakitError:
        raise
    except ImportError as error:
        raise MissingPart(
            "What reaches this kind of address is not installed", url, f"Run: {INSTALL}"
        ) from error
    except FileNotFoundError as error:
        raise BadInput(
            "There is nothing at this address", url, "Look at how it is spelt."
        ) from error
    except PermissionError as error:
        raise BadInput(
            "This address may not be read or written", url, "Give permission there."
        ) from error
    except Exception as error:
        if isinstance(error, OSError) and error.errno in _OUR_DISK:
            raise
        # Every kind of place has errors of its own, from libraries that may not be installed.
        raise BadInput(
            f"This address cannot be reached ({type(error).__name__}: {error})",
            url,
            "See that the address is right, that the network is up, and that you may go there.",
        ) from error


def _facts(info: dict[str, Any]) -> Facts:
    marks = (info.get(name) for name in ("ETag", "etag", "mtime", "LastModified", "created"))
    return Facts(int(info["size"]), str(next(filter(None, marks), "")))


def _scheme(url: str) -> str:
    return url.partition(":")[0]

"""A place that all computers of a cluster reach: what one leaves there another fetches."""

import contextlib
import os
import time
from dataclasses import dataclass
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.files import replace, sha256_of, writing_to
from mediakit.workflow.places import get, put, size_at

_LET_GO_AFTER = 24 * 3600
"""Seconds after which a worker lets go of what it fetched and has not used: a day is longer than a
film takes."""


@dataclass(frozen=True, slots=True)
class Parcel:
    """A file at an address, and the SHA-256 by which whoever fetches it knows that it is whole."""

    url: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Depot:
    """Files under the SHA-256 of their content. What lies there was left whole, so it is never left
    twice.
    """

    url: str

    def leave(self, file: Path) -> Parcel:
        """Bring a file there, unless it is there already."""
        sha256 = sha256_of(file)
        url = f"{self.url}/{sha256[:2]}/{sha256}"
        if size_at(url) != file.stat().st_size:
            put(file, url)
        return Parcel(url, sha256)


class Cupboard:
    """A worker's own copies of what it fetched."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fetch(self, parcel: Parcel) -> Path:
        """The file, fetched if it is not here yet. Raises `BadInput` if it is not what was left."""
        path = self._path(parcel)
        if not path.exists():
            self._let_go()
            with writing_to(path):
                path.parent.mkdir(parents=True, exist_ok=True)
            # Two threads that fetch the same file do so twice; the second takes the first's place.
            partial = path.with_name(f".{path.name}.{os.getpid()}.{time.monotonic_ns()}")
            try:
                get(parcel.url, partial)
                if sha256_of(partial) != parcel.sha256:
                    raise BadInput(
                        "This file was changed while the film was made",
                        parcel.url,
                        "Run the same command again.",
                    )
                replace(partial, path)
            finally:
                partial.unlink(missing_ok=True)
        os.utime(path)
        return path

    def keep(self, parcel: Parcel, made: Path) -> None:
        """Take in what was made here and left at a depot, so that it need not be fetched."""
        path = self._path(parcel)
        with writing_to(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            replace(made, path)

    def _path(self, parcel: Parcel) -> Path:
        return self._folder / parcel.sha256[:2] / parcel.sha256

    def _let_go(self) -> None:
        """Remove what was not used for long: a worker's disk is not a store."""
        oldest = time.time() - _LET_GO_AFTER
        for path in self._folder.glob("*/*"):
            # Another worker on this computer may be tidying up as well.
            with contextlib.suppress(OSError):
                if path.stat().st_mtime < oldest:
                    path.unlink()

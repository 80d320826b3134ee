"""The verb clean: room made on the disk, from what can be made again."""

import os
import time
from dataclasses import dataclass
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.render.store import Store
from mediakit.workflow.keeping import cache_folder
from mediakit.workflow.project import find_project

SETTING = "MEDIAKIT_KEEP_GB"
"""Environment variable: how many gigabytes of finished pieces a film may keep."""

USUAL_GB = 20.0
"""About ten hours of film at 1080p (4.5 Mbit/s). [own]"""

USUAL_DAYS = 30.0
"""Pieces that were not used for so long are mostly of films that are finished. [own]"""

_DAY = 24 * 60 * 60


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be cleaned away: pieces not used for so many `days`. A `dry_run` only counts."""

    days: float = USUAL_DAYS
    dry_run: bool = False


@dataclass(frozen=True, slots=True)
class Cleaned:
    """What was (or would be) freed in a folder, and what stays."""

    folder: Path
    pieces: int
    bytes: int
    left: int
    left_bytes: int


def clean(place: Path | None, wish: Wish) -> Cleaned:
    """Remove finished pieces of a film, or those of single files where `place` is None and we are
    in no film. What an export uses meanwhile stays, and so does all that cannot be made again, or
    only slowly: transcripts, and what people were asked.
    """
    folder = _store_of(place)
    if not folder.is_dir():
        return Cleaned(folder, 0, 0, 0, 0)
    return _removed(Store(folder), before=time.time() - wish.days * _DAY, dry_run=wish.dry_run)


def keep_within(folder: Path) -> Cleaned:
    """Remove the pieces of a store that were not used for the longest time, until it holds no more
    than the person's setting allows.
    """
    return _removed(Store(folder), most=most_bytes())


def most_bytes() -> int:
    """How much a store may hold. Raises `BadInput` for a setting that is no number."""
    text = os.environ.get(SETTING, "")
    try:
        gigabytes = float(text) if text else USUAL_GB
    except ValueError:
        gigabytes = -1.0
    if not 0 <= gigabytes < float("inf"):
        raise BadInput(
            f"The setting {SETTING} is no number of gigabytes", text, "Write a number such as 20."
        )
    return round(gigabytes * 1e9)


def _removed(
    store: Store, *, before: float = 0.0, most: float = float("inf"), dry_run: bool = False
) -> Cleaned:
    """Remove the pieces that were last used `before` then, and the oldest beyond `most` bytes."""
    used_since = store.used_since()
    sizes = {piece: _size(piece) for piece in store.pieces()}
    left = sum(sizes.values())
    freed = pieces = 0
    for piece, size in sizes.items():
        wanted = left > most or _used(piece) < before
        if not wanted or _used(piece) >= used_since:
            continue
        if dry_run or store.remove(piece, used_since):
            pieces, freed, left = pieces + 1, freed + size, left - size
    return Cleaned(store.folder, pieces, freed, len(sizes) - pieces, left)


def _store_of(place: Path | None) -> Path:
    try:
        return find_project(place) / ".mediakit" / "render"
    except BadInput:
        if place is not None:
            raise
        return cache_folder() / "render"


def _size(piece: Path) -> int:
    try:
        return piece.stat().st_size
    except OSError:
        return 0


def _used(piece: Path) -> float:
    try:
        return piece.stat().st_mtime
    except OSError:
        return 0.0

"""A finished package: a folder with a film and all its files, and package.json that lists them."""

import contextlib
import hashlib
import json
import os
import re
import shutil
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mediakit.errors import AlreadyThere
from mediakit.files import (
    alive,
    check_writable,
    partial_of,
    sha256_of,
    write_text,
    writing_to,
)

LISTING = "package.json"
FORMAT = 1

LITTER = {".DS_Store", "Thumbs.db", "desktop.ini"}
"""What macOS and Windows leave in a folder that somebody looked at: nobody's work."""


def owner(folder: Path, home: Path) -> str:
    """What tells the package of one film from that of another: a mark of where the film's `home`
    (its project, or its recording) lies, seen from the package's `folder`. It stays the same when
    both are moved together, and gives no name of a folder away.
    """
    try:
        way = os.path.relpath(home.resolve(), folder.parent.resolve())
    except ValueError:  # another drive
        way = str(home.resolve())
    return hashlib.sha256(Path(way).as_posix().encode()).hexdigest()[:16]


def check_free(folder: Path, *, replace: bool, project: str = "") -> None:
    """Raise `AlreadyThere` if making a package in `folder` would lose anything of a person's, and
    `CannotWrite` if it cannot be made there.

    With `replace` an earlier package may go, as long as every file in it is as mediakit wrote it
    and it is of the same film: of this `project` (its `owner`), whatever its title was.
    """
    check_writable(folder.parent)
    if not folder.exists():
        return
    if not replace:
        raise AlreadyThere(
            "There are results already",
            str(folder),
            "Choose another folder with --out, or add --replace to make them anew.",
        )
    changed = _changed(folder)
    if changed:
        raise AlreadyThere(
            "Some files in this folder are not as mediakit left them, and would be lost",
            f"{folder} ({', '.join(changed[:3])})",
            "Move them to another place, then run the same command again.",
        )
    if read_listing(folder).get("project") != project:
        raise AlreadyThere(
            "There is a package of another film in this place",
            str(folder),
            "Move it to another place, or choose another folder with --out.",
        )


@dataclass(frozen=True, slots=True)
class Assembly:
    """A package in the making: everything goes into `partial`; `finish` gives it its place."""

    partial: Path
    wanted: Path

    def finish(self) -> Path:
        """Put the package in place and return where it stands: in the folder that was wanted, or
        beside it if that now holds something of a person's, or another film.
        """
        place = self.wanted
        with writing_to(self.wanted):
            old = self.partial.with_suffix(".old")
            if place.exists() and not self._makes_way(old):
                place = _free_beside(place)
            try:
                self.partial.rename(place)
            except BaseException:
                if old.exists() and not place.exists():
                    old.rename(place)
                raise
        shutil.rmtree(old, ignore_errors=True)
        return place

    def _makes_way(self, old: Path) -> bool:
        """Move the earlier package aside, to `old`, unless something would be lost with it."""
        # What a person does while a large film is read through shows in its file's time.
        seen = _looks(self.wanted)
        earlier, new = read_listing(self.wanted), read_listing(self.partial)
        if _changed(self.wanted) or earlier.get("project") != new.get("project"):
            return False
        self.wanted.rename(old)
        if _looks(old) == seen:
            return True
        old.rename(self.wanted)
        return False


def stood_aside(folder: Path, place: Path) -> str:
    """What to say where a package had to go to `place`, beside the `folder` it was meant for."""
    return (
        f"Something was put or changed in the folder {folder.name} meanwhile. It was left alone:"
        f" what was made now is beside it, in {place.name}."
    )


@contextlib.contextmanager
def assembling(folder: Path) -> Iterator[Assembly]:
    """A new package to fill and to `finish`; what was not finished is gone afterwards."""
    partial = partial_of(folder)
    with writing_to(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
        sweep(folder)
        partial.mkdir()
    _IN_HAND.add(partial)
    try:
        yield Assembly(partial, folder)
    finally:
        _IN_HAND.discard(partial)
        shutil.rmtree(partial, ignore_errors=True)


_IN_HAND: set[Path] = set()
"""The packages this process is making. Anything else that bears its number was left by an earlier
one: in a container every process may have the same."""


def write_listing(
    folder: Path, about: Mapping[str, str], facts: Mapping[str, Any], *, project: str = ""
) -> None:
    """Write package.json: `facts`, and every file of the package with its size and SHA-256.

    `about` says in plain words what each file is, by its name; a file without is a mistake.
    `project` is the `owner` of the package. A seal over all this shows whether somebody changed it.
    """
    files = [
        {
            "name": name,
            "about": about[name],
            "bytes": (folder / name).stat().st_size,
            "sha256": sha256_of(folder / name),
        }
        for name in sorted(path.name for path in folder.iterdir())
    ]
    listing = {"format": FORMAT, "project": project, **facts, "files": files}
    listing["seal"] = _seal(listing)
    text = json.dumps(listing, indent=2, ensure_ascii=False) + "\n"
    write_text(folder / LISTING, text)


def read_listing(folder: Path) -> dict[str, Any]:
    """The folder's package.json as it stands; empty if there is none that can be read."""
    with contextlib.suppress(OSError, ValueError):
        listing = json.loads((folder / LISTING).read_text(encoding="utf-8"))
        if isinstance(listing, dict):
            return listing
    return {}


def _seal(listing: Mapping[str, Any]) -> str:
    """The SHA-256 of everything in the listing but the seal itself, as canonical JSON."""
    sealed = {name: value for name, value in listing.items() if name != "seal"}
    text = json.dumps(sealed, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(text.encode()).hexdigest()


def _changed(folder: Path) -> list[str]:
    """What is in the folder that its package.json does not know, or knows otherwise; and that file
    itself, if its seal is broken.
    """
    if not folder.is_dir() or folder.is_symlink():
        return [folder.name]
    listing = read_listing(folder)
    known = {}
    with contextlib.suppress(KeyError, TypeError):
        known = {row["name"]: row["sha256"] for row in listing["files"]}
    there = sorted(path for path in folder.iterdir() if path.name not in LITTER)
    if not there:
        return ["the folder itself"]
    return [
        path.name
        for path in there
        if not (
            _is_sealed(listing) if path.name == LISTING else _is_file_of(path, known.get(path.name))
        )
    ]


def _is_sealed(listing: Mapping[str, Any]) -> bool:
    with contextlib.suppress(ValueError):  # half a surrogate pair, which cannot be hashed
        return listing.get("seal") == _seal(listing)
    return False


def _is_file_of(path: Path, sha256: str | None) -> bool:
    return sha256 is not None and path.is_file() and sha256_of(path) == sha256


def _looks(folder: Path) -> dict[str, tuple[int, int]]:
    """Size and time of everything in the folder: what shows a change without reading it all."""
    facts = {path.name: path.lstat() for path in folder.iterdir()} if folder.is_dir() else {}
    return {name: (fact.st_size, fact.st_mtime_ns) for name, fact in facts.items()}


def _free_beside(folder: Path) -> Path:
    number = 2
    while (free := folder.with_name(f"{folder.name}-{number}")).exists():
        number += 1
    return free


def sweep(folder: Path) -> None:
    """Remove what killed runs left of this package; put a package back that was half-replaced."""
    ours = re.compile(rf"\.{re.escape(folder.name)}\.([0-9]+)\.(partial|old)")
    for left in folder.parent.iterdir():
        name = ours.fullmatch(left.name)
        if name is None or not left.is_dir() or _in_use(left, int(name[1])):
            continue
        if name[2] == "old" and not folder.exists():
            left.rename(folder)
        else:
            shutil.rmtree(left, ignore_errors=True)


def _in_use(left: Path, pid: int) -> bool:
    return left.with_suffix(".partial") in _IN_HAND if pid == os.getpid() else alive(pid)

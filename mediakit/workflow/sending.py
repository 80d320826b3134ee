"""Finished folders brought to an address, whole as far as a reader can see: package.json, by which
a package is known, comes last.
"""

import json
import tempfile
from collections.abc import Mapping
from itertools import count
from pathlib import Path

from mediakit.outputs.package import LISTING, read_listing
from mediakit.workflow.events import Progress, Tell
from mediakit.workflow.places import Facts, facts_at, get, put, remove, sha256_at

_COMING = ".coming.json"
"""Lists, while a package is brought, every content that a file of it may have: what a broken line
or a power cut leaves is then known for mediakit's own, and may be replaced."""

Contents = Mapping[str, frozenset[str]]
"""Which contents the files of a package may have, as SHA-256 in hex, by name."""


def send(folder: Path, url: str, tell: Tell) -> str:
    """Bring a package to an address and return where it stands. An earlier package goes, unless
    something in it is not as mediakit left it: then the new one stands beside it, with a number.
    """
    listing = read_listing(folder)
    place, earlier = _free(url, str(listing.get("project", "")))
    new = {row["name"]: frozenset({row["sha256"]}) for row in listing["files"]}
    allowed = {name: new.get(name, frozenset()) | earlier.get(name, frozenset()) for name in new}
    _write(f"{place}/{_COMING}", {**earlier, **allowed}, str(listing.get("project", "")))
    for number, name in enumerate(new):
        tell(Progress("Bringing the film to its place", number, len(new)))
        put(folder / name, f"{place}/{name}")
    put(folder / LISTING, f"{place}/{LISTING}")
    for name in facts_at(place).keys() - new.keys() - {LISTING}:
        remove(f"{place}/{name}")
    tell(Progress("Bringing the film to its place", 1, 1))
    return place


def _free(url: str, project: str) -> tuple[str, Contents]:
    """The first place, of `url` and those numbered after it, that holds nothing but an earlier
    package of this project; and the sizes that its files may have.
    """
    for number in count(1):
        place = url if number == 1 else f"{url}-{number}"
        there = facts_at(place)
        known = _known(place, there, project)
        if all(_is_ours(place, name, known) for name in there):
            return place, known
    raise AssertionError("there are numbers enough")


def _is_ours(place: str, name: str, known: Contents) -> bool:
    if name in {LISTING, _COMING}:
        return True
    return name in known and sha256_at(f"{place}/{name}") in known[name]


def _known(place: str, there: Mapping[str, Facts], project: str) -> Contents:
    """The files of the package at `place`, if it is of this project."""
    found: dict[str, frozenset[str]] = {}
    for name in sorted({LISTING, _COMING} & there.keys()):
        with tempfile.TemporaryDirectory() as folder:
            get(f"{place}/{name}", Path(folder) / LISTING)
            listing = read_listing(Path(folder))
        if listing.get("project") != project:
            return {}
        for row in listing.get("files", ()):
            marks = row["sha256"] if isinstance(row["sha256"], list) else [row["sha256"]]
            found[row["name"]] = found.get(row["name"], frozenset()) | frozenset(marks)
    return found


def _write(url: str, contents: Contents, project: str) -> None:
    rows = [{"name": name, "sha256": sorted(contents[name])} for name in sorted(contents)]
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / LISTING
        file.write_text(json.dumps({"project": project, "files": rows}), encoding="utf-8")
        put(file, url)

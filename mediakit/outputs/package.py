"""A finished package: a folder with a film and all its files, and package.json that lists them."""

import contextlib
import glob
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from mediakit.errors import AlreadyThere
from mediakit.files import check_writable, sha256_of, write_text, writing_to

LISTING = "package.json"
FORMAT = 1


def check_free(folder: Path, *, replace: bool) -> None:
    """Raise `AlreadyThere` if making a package in `folder` would lose anything of a person's, and
    `CannotWrite` if it cannot be made there.

    With `replace` an earlier package may go, as long as every file in it is as mediakit wrote it.
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


def _changed(folder: Path) -> list[str]:
    """Files in the folder that its package.json does not know, or knows otherwise."""
    known = {}
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        listing = json.loads((folder / LISTING).read_text(encoding="utf-8"))
        known = {row["name"]: row["sha256"] for row in listing["files"]}
    files = (path for path in folder.rglob("*") if path.is_file() and path.name != LISTING)
    names = {path.relative_to(folder).as_posix(): path for path in files}
    if not known and not names:
        return ["the folder itself"]
    return sorted(name for name, path in names.items() if known.get(name) != sha256_of(path))


@contextlib.contextmanager
def assembling(folder: Path) -> Iterator[Path]:
    """A new folder to fill; becomes `folder` when all went well, and is gone otherwise."""
    partial = folder.with_name(f".{folder.name}.{os.getpid()}.partial")
    with writing_to(folder.parent):
        folder.parent.mkdir(parents=True, exist_ok=True)
        _sweep(folder)
        partial.mkdir()
    try:
        with writing_to(folder):
            yield partial
            _put_in_place(partial, folder)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _put_in_place(partial: Path, folder: Path) -> None:
    if not folder.exists():
        partial.rename(folder)
        return
    old = partial.with_suffix(".old")
    folder.rename(old)
    partial.rename(folder)
    shutil.rmtree(old, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Remove what killed runs left of this package; put a package back that was half-replaced."""
    name = glob.escape(folder.name)
    for left in folder.parent.glob(f".{name}.*.old"):
        if folder.exists():
            shutil.rmtree(left, ignore_errors=True)
        else:
            left.rename(folder)
    for left in folder.parent.glob(f".{name}.*.partial"):
        shutil.rmtree(left, ignore_errors=True)


def write_listing(folder: Path, about: Mapping[str, str], facts: Mapping[str, Any]) -> None:
    """Write package.json: `facts`, and every file of the package with its size and SHA-256.

    `about` says in plain words what each file is, by its name; a file without is a mistake.
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
    listing = {"format": FORMAT, **facts, "files": files}
    text = json.dumps(listing, indent=2, ensure_ascii=False) + "\n"
    write_text(folder / LISTING, text)

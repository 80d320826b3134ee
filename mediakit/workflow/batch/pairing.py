"""Pairs: the Welsh and the English version of a film, released together or not at all."""

import contextlib
import os
import shutil
from pathlib import Path

from mediakit.outputs.package import assembling, check_free, read_listing
from mediakit.workflow.batch.items import Item
from mediakit.workflow.batch.journal import FOLDER


def waiting_room(out: Path, item: Item) -> Path:
    """Where the film of a pair stands until the other is made."""
    return out / FOLDER / "waiting" / item.name


def is_whole(folder: Path) -> bool:
    """Whether a package is there with all its files, by their sizes."""
    listing = read_listing(folder)
    with contextlib.suppress(KeyError, TypeError, OSError):
        files = listing["files"]
        return all((folder / row["name"]).stat().st_size == row["bytes"] for row in files)
    return False


def check_place(out: Path, item: Item) -> None:
    """Raise `AlreadyThere` if the film could not take its place without a loss."""
    mark = str(read_listing(waiting_room(out, item)).get("project", ""))
    check_free(out / item.name, replace=True, project=mark)


def release(out: Path, item: Item) -> Path:
    """Bring a film that waits to its place, whole; returns where it stands."""
    made = waiting_room(out, item)
    with assembling(out / item.name) as assembly:
        for file in made.iterdir():
            _link(file, assembly.partial / file.name)
        return assembly.finish()


def forget(out: Path, item: Item) -> None:
    """Clear the film's place in the waiting room, once it is released."""
    shutil.rmtree(waiting_room(out, item), ignore_errors=True)


def _link(file: Path, to: Path) -> None:
    try:
        os.link(file, to)
    except OSError:  # links are not allowed everywhere
        shutil.copyfile(file, to)

"""What a killed batch leaves in a folder of results, cleared away."""

import os
import re
from pathlib import Path

from mediakit.files import alive
from mediakit.outputs.package import sweep as sweep_package
from mediakit.workflow.batch.journal import FOLDER

_LEFT = re.compile(r"\.(.+)\.([0-9]+)\.(?:partial|old)", re.DOTALL)
"""What things are called while they are made, or while they make way."""


def sweep(out: Path) -> None:
    """Remove half-made files and folders of results whose maker runs no more. To be called by the
    one that holds the journal, before it makes anything.
    """
    for folder in (out, *_folders(out), *_folders(out / FOLDER / "waiting")):
        for left in folder.iterdir() if folder.is_dir() else ():
            found = _LEFT.fullmatch(left.name)
            if found is None or _is_at_work(int(found[2])):
                continue
            if left.is_dir():
                sweep_package(left.with_name(found[1]))
            else:
                left.unlink(missing_ok=True)


def _is_at_work(pid: int) -> bool:
    # In a container every process may have the same number; this one has made nothing yet.
    return pid != os.getpid() and alive(pid)


def _folders(place: Path) -> list[Path]:
    if not place.is_dir():
        return []
    return [path for path in place.iterdir() if path.is_dir()] + [place]

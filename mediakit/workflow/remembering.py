"""What a film's last exports were made of: kept, so that the next can tell what has changed."""

import json
from collections.abc import Iterable
from dataclasses import asdict
from pathlib import Path

from mediakit.files import write_text
from mediakit.plan.reasons import Known

FOLDER = "planned"
"""The folder in a project's kept folder: a file for each preset."""


def remembered(kept: Path, preset: str) -> tuple[Known, ...]:
    """The chunks of the last finished export with that preset; none if there was no such export,
    or if what is kept of it cannot be read.
    """
    try:
        rows = json.loads(_file(kept, preset).read_text(encoding="utf-8"))["chunks"]
        return tuple(Known(**row) for row in rows)
    except (OSError, ValueError, TypeError, KeyError):
        return ()


def remember(kept: Path, preset: str, chunks: Iterable[Known]) -> None:
    """Keep the chunks of a finished export. Of versions that it left out, the last stay known."""
    chunks = tuple(chunks)
    versions = {chunk.version for chunk in chunks}
    others = [old for old in remembered(kept, preset) if old.version not in versions]
    rows = [asdict(chunk) for chunk in (*others, *chunks)]
    write_text(_file(kept, preset), json.dumps({"chunks": rows}, ensure_ascii=False))


def _file(kept: Path, preset: str) -> Path:
    return kept / FOLDER / f"{preset}.json"

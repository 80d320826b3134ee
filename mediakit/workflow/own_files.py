"""Results of mediakit that people may change: known by what was written last, never destroyed.

The memory lies in the cache folder, one small file for each result. Lost, it does no harm: every
result is then taken for a person's.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path

from mediakit.files import write_bytes, write_text, writing_to
from mediakit.workflow.keeping import cache_folder

_MIDDLES = {".words", ".chapters"}
"""Parts of a name that belong to the ending after them."""


@dataclass(frozen=True, slots=True)
class Left:
    """What became of one result: where it lies, and where a person's work went that stood there."""

    file: Path
    moved: Path | None = None


def is_ours(file: Path, source: Path, *, mended: bool = False) -> bool:
    """Whether the file is, byte for byte, what mediakit wrote last there for the recording
    `source`; and holds no words that people mended, unless what shall take its place does.
    """
    try:
        kept = json.loads(_memory(file).read_text(encoding="utf-8"))
        present = _record(file.read_bytes(), source, mended=mended)
        return bool(kept in (present, {**present, "mended": False}))
    except (OSError, ValueError):
        return False


def put(file: Path, content: bytes, source: Path, *, mended: bool = False) -> Left:
    """Write a result whole; `mended` says that it holds words that people mended. What stands there
    already and is not mediakit's own moves aside: `talk.vtt` becomes `talk (earlier).vtt`.
    """
    moved = None
    if file.exists() and file.read_bytes() != content:
        if not is_ours(file, source, mended=mended):
            moved = aside(file)
            with writing_to(moved):
                file.rename(moved)
        write_bytes(file, content)
    elif not file.exists():
        write_bytes(file, content)
    write_text(_memory(file), json.dumps(_record(content, source, mended=mended)))
    return Left(file, moved)


def aside(file: Path) -> Path:
    """A free name beside the file that says what it is."""
    ending = file.suffix
    if len(file.suffixes) > 1 and file.suffixes[-2] in _MIDDLES:
        ending = file.suffixes[-2] + ending
    stem = file.name.removesuffix(ending)
    number = 1
    while True:
        earlier = "(earlier)" if number == 1 else f"(earlier {number})"
        path = file.with_name(f"{stem} {earlier}{ending}")
        if not path.exists():
            return path
        number += 1


def _memory(file: Path) -> Path:
    name = hashlib.sha256(str(file.absolute()).encode()).hexdigest()
    return cache_folder() / "written" / f"{name}.json"


def _record(content: bytes, source: Path, *, mended: bool) -> dict[str, str | bool]:
    digest = hashlib.sha256(content).hexdigest()
    return {"content": digest, "source": str(source.absolute()), "mended": mended}

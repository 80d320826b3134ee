"""Copies of subtitle files as they were before mediakit wrote over them.

They lie in the project's kept folder: history/tip-1.en.srt/2026-03-31 14.05.09.srt. The same
content is kept once.
"""

import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.files import sha256_of, write_bytes

FOLDER = "history"

_TIME = "%Y-%m-%d %H.%M.%S"
"""A name that every system takes."""

_NAME = re.compile(r"(\d{4}-\d\d-\d\d \d\d\.\d\d\.\d\d)(?: \((\d+)\))?")
"""A time, and a number where several copies were made in that second."""


@dataclass(frozen=True, slots=True)
class Earlier:
    """A subtitle file as it was until `until`, in local time. `copy` is where that is kept."""

    name: str
    copy: Path
    until: datetime


class History:
    """The copies of one project's subtitle files; `kept` is the project's kept folder."""

    def __init__(self, kept: Path) -> None:
        self._folder = kept / FOLDER

    def keep(self, file: Path) -> Path | None:
        """Keep a copy of a file that is about to be written over, and return it; None if there is
        no file. A copy that has the same content already only gets the new time.
        """
        if not file.is_file():
            return None
        copy, digest = self._free(file), sha256_of(file)
        same = [one.copy for one in self.of(file.name) if sha256_of(one.copy) == digest]
        if same:
            same[0].rename(copy)
        else:
            write_bytes(copy, file.read_bytes())
        return copy

    def rewrite(self, file: Path, content: bytes) -> None:
        """Write a file whole, and keep what it was."""
        if file.is_file() and file.read_bytes() == content:
            return
        self.keep(file)
        write_bytes(file, content)

    def of(self, name: str) -> list[Earlier]:
        """What is kept of one file, the latest first."""
        found = []
        for copy in (self._folder / name).glob("*"):
            match = _NAME.fullmatch(copy.stem)
            if match:
                until = datetime.strptime(match[1], _TIME).astimezone()
                found.append((until, int(match[2] or 1), Earlier(name, copy, until)))
        return [earlier for *_, earlier in sorted(found, key=lambda row: row[:2], reverse=True)]

    def names(self) -> list[str]:
        """The names of the files of which something is kept."""
        return sorted(path.name for path in self._folder.glob("*") if path.is_dir())

    def others(self, file: Path) -> list[Earlier]:
        """What is kept of a file and is not as the file is now, the latest first."""
        present = sha256_of(file) if file.is_file() else None
        return [one for one in self.of(file.name) if sha256_of(one.copy) != present]

    def bring_back(self, file: Path, number: int = 1) -> Earlier:
        """Make a file again what it was; the present one is kept in its turn. `number` is the place
        among its `others`. Raises `BadInput` if there is none.
        """
        others = self.others(file)
        if not 1 <= number <= len(others):
            raise _nothing_kept(file, len(others))
        earlier = others[number - 1]
        self.rewrite(file, earlier.copy.read_bytes())
        return earlier

    def _free(self, file: Path) -> Path:
        now = datetime.now().astimezone().strftime(_TIME)
        folder, number = self._folder / file.name, 1
        while True:
            more = "" if number == 1 else f" ({number})"
            copy = folder / f"{now}{more}{file.suffix}"
            if not copy.exists():
                return copy
            number += 1


def _nothing_kept(file: Path, count: int) -> BadInput:
    what = f"Only {count} earlier" if count else "No earlier"
    return BadInput(
        f"{what} version{'' if count == 1 else 's'} of these subtitles are kept",
        str(file),
        "See what is kept with: mediakit subtitles history",
    )

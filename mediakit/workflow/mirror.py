"""A project that lies at an address: a copy of it here, which is brought up to date."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from mediakit.errors import BadInput
from mediakit.files import write_text
from mediakit.workflow.events import Progress, Tell, Warned
from mediakit.workflow.keeping import cache_folder
from mediakit.workflow.places import Facts, facts_at, facts_of, get, put
from mediakit.workflow.project import FILM

_LEFT_THERE = frozenset({"exports", ".mediakit"})
"""Folders of a project that no film is made from."""

_KNOWN = "known.json"


@dataclass(frozen=True, slots=True)
class _Copy:
    """A file as it stood there when it was last fetched or brought, and its copy here then."""

    size: int
    mark: str
    changed_ns: int

    def is_of(self, facts: Facts | None) -> bool:
        """True if what stands there now is the same."""
        return facts == Facts(self.size, self.mark)

    def is_as_left(self, file: Path) -> bool:
        """True if nothing has written to the copy since."""
        return file.is_file() and file.stat().st_mtime_ns == self.changed_ns


class Mirror:
    """The copy of a project that lies at an address. Only what changed there is fetched, and only
    what changed here is brought back.
    """

    def __init__(self, url: str) -> None:
        self.url = url
        self._home = _home(url)
        self.folder = self._home / PurePosixPath(url).name
        self._known = self._read()

    def fetch(self, tell: Tell) -> None:
        """Bring the copy up to date. Raises `BadInput` if there is no film at the address."""
        there = {
            name: facts
            for name, facts in facts_at(self.url).items()
            if name.partition("/")[0] not in _LEFT_THERE
        }
        if FILM not in there:
            raise BadInput(
                "There is no film at this address",
                self.url,
                f"It must be that of a project: the folder with {FILM} in it.",
            )
        for name in self._known.keys() - there.keys():
            (self.folder / name).unlink(missing_ok=True)
            del self._known[name]
        wanted = [name for name, facts in there.items() if not self._have(name, facts)]
        for number, name in enumerate(wanted):
            tell(Progress("Fetching the film's files", number, len(wanted)))
            get(f"{self.url}/{name}", self._path(name))
            self._remember(name, there[name])
        self._write()

    def give_back(self, part: str, tell: Tell) -> None:
        """Bring what was made or changed here in the folder `part` to the address; what somebody
        changed there meanwhile is left as it is.
        """
        for file in _files(self.folder / part):
            name = file.relative_to(self.folder).as_posix()
            known = self._known.get(name)
            if known is not None and known.is_as_left(file):
                continue
            url = f"{self.url}/{name}"
            there = facts_at(f"{self.url}/{part}").get(name.removeprefix(f"{part}/"))
            if there is None if known is None else known.is_of(there):
                put(file, url)
                self._remember(name, facts_of(url))
            else:
                tell(Warned(f"{name} was changed at {self.url} meanwhile, and is left as it is."))
        self._write()

    def _have(self, name: str, facts: Facts) -> bool:
        known = self._known.get(name)
        return known is not None and known.is_of(facts) and known.is_as_left(self._path(name))

    def _path(self, name: str) -> Path:
        """Where a file's copy is. Raises `BadInput` for a name that leads out of the folder."""
        if ".." in PurePosixPath(name).parts:
            raise BadInput("This file has a name that mediakit does not follow", name)
        return self.folder / name

    def _remember(self, name: str, facts: Facts) -> None:
        self._known[name] = _Copy(facts.size, facts.mark, self._path(name).stat().st_mtime_ns)

    def _read(self) -> dict[str, _Copy]:
        try:
            rows = json.loads((self._home / _KNOWN).read_text(encoding="utf-8"))
            return {name: _Copy(*row) for name, row in rows.items()}
        except (OSError, ValueError, TypeError):
            return {}

    def _write(self) -> None:
        rows = {name: (c.size, c.mark, c.changed_ns) for name, c in self._known.items()}
        write_text(self._home / _KNOWN, json.dumps(rows, indent=1))


def _home(url: str) -> Path:
    return cache_folder() / "places" / hashlib.sha256(url.encode()).hexdigest()[:16]


def _files(folder: Path) -> Iterable[Path]:
    """The files in a folder and below, without the hidden: those are ours in the making."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and not any(
            part.startswith(".") for part in path.relative_to(folder).parts
        ):
            yield path

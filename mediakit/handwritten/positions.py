"""Where in a TOML text something stands.

A TOML reader does not tell its lines, and tomlkit writes scattered [[clip]] tables back in another
order than they came, so its rendering cannot be counted either. But every beginning of a TOML text
that ends between two statements is a TOML text itself: a thing stands in the first line after the
longest readable beginning that lacks it.
"""

import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

Path = tuple[str | int, ...]
"""Keys and list positions (from 0) from the root: ("clip", 2, "from")."""


@dataclass(frozen=True, slots=True)
class Lines:
    """The first and last line of a statement, counted from 1."""

    first: int
    last: int


class Positions:
    """Finds the lines of what a TOML text holds. The text as a whole must be readable."""

    def __init__(self, text: str) -> None:
        self._lines = text.split("\n")
        self._read = _reader(text)
        self._beginning = lru_cache(maxsize=256)(self._read_beginning)

    def lines_of(self, path: Path) -> Lines | None:
        """The lines of the key, or the line of the header of the table, that `path` leads to; for a
        place inside an array or an inline table, the lines of the whole. None for the root and for
        what is not there.
        """
        end = len(self._lines)
        if not path or not _holds(self._beginning(end), path):
            return None
        lacking, right = 0, end - 1
        while lacking < right:
            middle = (lacking + right + 1) // 2
            readable = next((k for k in range(middle, right + 1) if self._is_readable(k)), None)
            if readable is not None and not _holds(self._beginning(readable), path):
                lacking = readable
            else:
                end = end if readable is None else readable
                right = middle - 1
        return Lines(lacking + 1, end)

    def line_of(self, path: Path) -> int | None:
        """The first line of what `path` leads to, or of the nearest table around it."""
        for length in range(len(path), 0, -1):
            lines = self.lines_of(path[:length])
            if lines is not None:
                return lines.first
        return None

    def last_line_of(self, path: Path) -> int | None:
        """The last line of anything that stands inside what `path` leads to."""
        whole = self._beginning(len(self._lines))
        found = (self.lines_of(inner) for inner in _paths_inside(_at(whole, path), path))
        return max((lines.last for lines in found if lines is not None), default=None)

    def _is_readable(self, count: int) -> bool:
        return self._beginning(count) is not None

    def _read_beginning(self, count: int) -> Mapping[str, Any] | None:
        try:
            return self._read("\n".join(self._lines[:count]) + "\n")
        except ValueError:
            return None


def _reader(text: str) -> Callable[[str], Mapping[str, Any]]:
    """tomllib, which is ten times faster, unless only tomlkit can read the text (TOML 1.1)."""
    try:
        tomllib.loads(text)
    except ValueError:
        import tomlkit

        return tomlkit.parse
    return tomllib.loads


_ABSENT = object()


def _at(data: object, path: Path) -> object:
    for part in path:
        match data, part:
            case Mapping(), str() if part in data:
                data = data[part]
            case list(), int() if part < len(data):
                data = data[part]
            case _:
                return _ABSENT
    return data


def _holds(data: object, path: Path) -> bool:
    return _at(data, path) is not _ABSENT


def _paths_inside(data: object, path: Path) -> Sequence[Path]:
    inner: list[tuple[str | int, Any]] = []
    if isinstance(data, Mapping):
        inner = list(data.items())
    elif isinstance(data, list) and any(isinstance(item, Mapping) for item in data):
        inner = list(enumerate(data))
    return [path, *(deep for key, value in inner for deep in _paths_inside(value, (*path, key)))]

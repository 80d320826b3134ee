"""Names of files and folders as people would give them."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path

_LONGEST = 60
"""Letters of a folder's name: readable in a list, and far from what any system refuses."""


def slug(title: str) -> str:
    """A title as a name that every system and every web address can hold. A title without any
    Latin letter or digit gets a name of its own all the same.

    >>> slug("Let's: 100% \\"Talk\\" [Co-Production]; 🎬")
    'lets-100-talk-co-production'
    >>> slug("Sgwrs â Siân – ŵythnos 1"), slug("字幕")
    ('sgwrs-a-sian-wythnos-1', 'film-60033a')
    """
    plain = unicodedata.normalize("NFKD", title)
    plain = re.sub(r"['’]|[^\x00-\x7f–—]", "", plain)
    name = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return name[:_LONGEST].rstrip("-") or f"film-{sha256(title.encode()).hexdigest()[:6]}"


def names_for(files: Iterable[str]) -> dict[str, str]:
    """A short name for each file, by which its subtitles and results are called: its stem; where
    files share that, with the ending, then with the folders above. No two names are the same.

    >>> names_for(["footage/a.mp4", "footage/b.mov", "footage/b.mp4"])
    {'footage/a.mp4': 'a', 'footage/b.mov': 'b-mov', 'footage/b.mp4': 'b-mp4'}
    >>> names_for(["day1/C1.mp4", "day2/C1.mp4"])
    {'day1/C1.mp4': 'day1--C1-mp4', 'day2/C1.mp4': 'day2--C1-mp4'}
    """
    files = list(dict.fromkeys(files))
    length = dict.fromkeys(files, 0)
    while True:
        names = {file: _name(Path(file), length[file]) for file in files}
        taken = Counter(name.casefold() for name in names.values())
        shared = [file for file, name in names.items() if taken[name.casefold()] > 1]
        longer = [file for file in shared if length[file] <= len(Path(file).parts)]
        if not longer:
            return _numbered(names)
        for file in longer:
            length[file] += 1


def _name(file: Path, length: int) -> str:
    """The file's name: its stem, then also its ending, then also folders above it."""
    if length == 0:
        return file.stem
    whole = "-".join([file.stem, *filter(None, [file.suffix.removeprefix(".")])])
    above = [part for part in file.parts[:-1] if part != file.anchor]
    return "--".join([*above[max(0, len(above) - length + 1) :], whole])


def _numbered(names: dict[str, str]) -> dict[str, str]:
    """Names that still are the same (different only in folders above the root) get numbers."""
    taken: set[str] = set()
    for file, name in names.items():
        number, candidate = 1, name
        while candidate.casefold() in taken:
            number += 1
            candidate = f"{name}-{number}"
        taken.add(candidate.casefold())
        names[file] = candidate
    return names


def portable(name: str) -> str:
    """A file's name without what a film.toml cannot hold: control signs and backslashes.

    >>> portable("take\\n1\\\\b.mp4")
    'take-1-b.mp4'
    """
    return re.sub(r"[\x00-\x1f\x7f\\/]", "-", name)


def free_name(taken: Iterable[str], name: str) -> str:
    """`name`, or the first of name-2, name-3 … that shares its stem with none of `taken`: so that
    every recording of a film can have subtitles of its own.

    >>> free_name(["interview.mpg"], "interview.mp4")
    'interview-2.mp4'
    """
    stems = {Path(other).stem.casefold() for other in taken}
    # A dot at the end of the stem would make the number an ending.
    stem, ending = Path(name).stem.rstrip("."), Path(name).suffix
    candidate, number = name, 1
    while Path(candidate).stem.casefold() in stems:
        number += 1
        candidate = f"{stem}-{number}{ending}"
    return candidate

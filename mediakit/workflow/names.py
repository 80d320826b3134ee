"""Names of files and folders as people would give them."""

import re
import unicodedata
from collections.abc import Iterable
from pathlib import Path

_FALLBACK = "film"


def slug(title: str) -> str:
    """A title as a name that every system and every web address can hold.

    >>> slug("Let's: 100% \\"Talk\\" [Co-Production]; 🎬")
    'lets-100-talk-co-production'
    >>> slug("Sgwrs â Siân – ŵythnos 1"), slug("🎬")
    ('sgwrs-a-sian-wythnos-1', 'film')
    """
    plain = unicodedata.normalize("NFKD", title)
    plain = re.sub(r"['’]|[^\x00-\x7f–—]", "", plain)
    return re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-") or _FALLBACK


def names_for(files: Iterable[str]) -> dict[str, str]:
    """A short name for each file, by which its subtitles and results are called: its stem, or the
    whole name where two files share a stem.

    >>> names_for(["footage/a.mp4", "footage/b.mov", "footage/b.mp4"])
    {'footage/a.mp4': 'a', 'footage/b.mov': 'b.mov', 'footage/b.mp4': 'b.mp4'}
    """
    files = list(dict.fromkeys(files))
    stems = [Path(file).stem for file in files]
    return {
        file: stem if stems.count(stem) == 1 else Path(file).name
        for file, stem in zip(files, stems, strict=True)
    }


def free_name(folder: Path, name: str) -> str:
    """`name`, or the first of name-2, name-3 … that nothing in `folder` is called."""
    path = Path(name)
    candidate, number = name, 1
    while (folder / candidate).exists():
        number += 1
        candidate = f"{path.stem}-{number}{path.suffix}"
    return candidate

"""What was found out about a project's files, kept: one that did not change is not read again."""

import contextlib
import time
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from importlib.metadata import version
from pathlib import Path

from mediakit.errors import CannotWrite
from mediakit.files import write_text
from mediakit.media.model import Media

FILE = "known-files.json"
"""Where it is kept, in a project's kept folder."""

READER = 2
"""Counts up whenever `probe` or `backdrop_colour` would find out something else about a file."""

_SETTLED_NS = 2_000_000_000
"""How old a file's last change must be (2 s) before its times vouch for it. Within the step of a
disk's clock, which is 2 s on FAT, it could change once more without showing it."""

Identity = tuple[int, int, int, int]
"""What differs once a file is written, replaced or touched: its size, when its content and when
anything about it last changed (nanoseconds), and its number on the disk."""


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of a file as it was. `looked` says that a screen was looked for behind a
    signer; `backdrop` is its colour, None if there is none.
    """

    identity: Identity
    media: Media
    looked: bool = False
    backdrop: str | None = None


@dataclass(frozen=True, slots=True)
class _Kept:
    """The file's content: what is known by the film's name for it, and what found it out."""

    made_with: Mapping[str, str]
    files: Mapping[str, Known] = field(default_factory=dict)


class KnownFiles:
    """The facts of a project's files, each under the name that the film gives it."""

    def __init__(self, kept: Path) -> None:
        self._place = kept / FILE
        self._files = _read(self._place)
        self._added = False

    def media(self, file: str, path: Path) -> Media:
        """The facts of the file at `path`. Raises what `probe` raises."""
        from mediakit.media.probe import probe

        identity = _identity(path)
        known = self._files.get(file)
        if known is None or known.identity != identity:
            # Taken before it was read: a change meanwhile shows the next time.
            known = self._note(file, Known(identity, probe(path)))
        return replace(known.media, path=path)

    def backdrop(self, file: str, media: Media) -> str | None:
        """The colour of the screen behind a signer, as `backdrop_colour` finds it."""
        from mediakit.media.backdrop import backdrop_colour

        known = self._files.get(file)
        if known is None or known.media.fingerprint != media.fingerprint:
            return backdrop_colour(media)
        if not known.looked:
            known = replace(known, looked=True, backdrop=backdrop_colour(media))
            self._note(file, known)
        return known.backdrop

    def keep(self) -> None:
        """Write down what is new. Where that cannot be, the files are read again the next time."""
        from pydantic import TypeAdapter

        if not self._added:
            return
        now = time.time_ns()
        settled = {file: known for file, known in self._files.items() if _is_settled(known, now)}
        text = TypeAdapter(_Kept).dump_json(_Kept(_made_with(), settled)).decode()
        with contextlib.suppress(CannotWrite):
            write_text(self._place, text)
        self._added = False

    def _note(self, file: str, known: Known) -> Known:
        self._files[file] = known
        self._added = True
        return known


def _read(place: Path) -> dict[str, Known]:
    """What was kept; nothing if it cannot be read, or was found out by other means than now."""
    from pydantic import TypeAdapter, ValidationError

    try:
        kept = TypeAdapter(_Kept).validate_json(place.read_bytes())
    except (OSError, ValidationError):
        return {}
    return dict(kept.files) if kept.made_with == _made_with() else {}


def _made_with() -> dict[str, str]:
    packages = {name: version(name) for name in ("mediakit", "av", "pillow", "numpy")}
    return {"reader": str(READER), **packages}


def _identity(path: Path) -> Identity:
    facts = path.stat()
    return facts.st_size, facts.st_mtime_ns, facts.st_ctime_ns, facts.st_ino


def _is_settled(known: Known, now: int) -> bool:
    _, written, changed, _ = known.identity
    return max(written, changed) < now - _SETTLED_NS

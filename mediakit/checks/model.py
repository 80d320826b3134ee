"""What every check is given, and what it is."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from mediakit.film.model import Version
from mediakit.film.timeline import PlacedCue, Timeline
from mediakit.subtitles.rules.limits import Profile


@dataclass(frozen=True, slots=True)
class Checked:
    """What the checks look at: one version of a film, its tracks in film time by their tag, and the
    rules of the word-for-word ones.
    """

    timeline: Timeline
    version: Version
    tracks: Mapping[str, tuple[PlacedCue, ...]]
    profile: Profile


@dataclass(frozen=True, slots=True)
class Check:
    """`findings` gives a plain sentence for everything that does not pass."""

    name: str
    source: str
    findings: Callable[[Checked], Iterator[str]]

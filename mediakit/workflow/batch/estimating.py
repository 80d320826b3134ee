"""How long a batch will take and how much disk, from what earlier ones took on this machine."""

import contextlib
import json
import threading
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import asdict, dataclass, replace
from pathlib import Path

from mediakit.errors import MediakitError
from mediakit.files import write_text
from mediakit.workflow.keeping import cache_folder

_FILE = "batch-speeds.json"

_REMEMBERED = 4.0
"""Hours of work that count: when there are more, the older ones count half. [own]"""


@dataclass(frozen=True, slots=True)
class Work:
    """What there is to do in an item: seconds of sound to hear, and millions of pixels to make,
    all frames together.
    """

    sound: float = 0.0
    pixels: float = 0.0


@dataclass(frozen=True, slots=True)
class Speed:
    """Hours of one kind of work, the amount that was done in them, and the bytes that came of it.

    >>> Speed(2.0, 100.0).hours_for(50.0)
    1.0
    """

    hours: float = 0.0
    amount: float = 0.0
    bytes: float = 0.0

    def hours_for(self, amount: float) -> float | None:
        """How long that much takes; None where nothing was measured yet."""
        if amount == 0:
            return 0.0
        return self.hours / self.amount * amount if self.amount else None

    def bytes_for(self, amount: float) -> float | None:
        """How much disk the results of that much take."""
        if amount == 0:
            return 0.0
        return self.bytes / self.amount * amount if self.amount else None

    def after(self, more: "Speed") -> "Speed":
        """With what was measured now; what is long ago counts less."""
        weight = 0.5 if self.hours > _REMEMBERED else 1.0
        return Speed(
            self.hours * weight + more.hours,
            self.amount * weight + more.amount,
            self.bytes * weight + more.bytes,
        )


@dataclass(frozen=True, slots=True)
class Speeds:
    """How fast this machine hears and makes, side by side, with one model and one preset."""

    hearing: Speed = Speed()
    making: Speed = Speed()


@dataclass(frozen=True, slots=True)
class Estimate:
    """Hours and bytes that a batch will take; None where that is not known yet."""

    hours: float | None
    bytes: float | None


def estimate(work: Iterable[Work], speeds: Speeds) -> Estimate:
    """What the items take together. Hearing and making go on side by side, so that the longer of
    the two counts.
    """
    work = tuple(work)
    sound, pixels = sum(one.sound for one in work), sum(one.pixels for one in work)
    hours = [speeds.hearing.hours_for(sound), speeds.making.hours_for(pixels)]
    known = [one for one in hours if one is not None]
    return Estimate(
        max(known) if len(known) == len(hours) else None, speeds.making.bytes_for(pixels)
    )


def speeds_for(model: str, preset: str) -> Speeds:
    """What was measured on this machine; nothing at first."""
    with contextlib.suppress(OSError, ValueError, TypeError, KeyError):
        found = json.loads((cache_folder() / _FILE).read_text(encoding="utf-8"))
        return Speeds(
            Speed(**found["hearing"].get(model, {})), Speed(**found["making"].get(preset, {}))
        )
    return Speeds()


def remember(model: str, preset: str, now: Speeds) -> None:
    """Keep what was measured now, with what was before."""
    before = speeds_for(model, preset)
    kept: dict[str, dict[str, object]] = {"hearing": {}, "making": {}}
    with contextlib.suppress(OSError, ValueError, TypeError):
        kept |= json.loads((cache_folder() / _FILE).read_text(encoding="utf-8"))
    kept["hearing"][model] = asdict(before.hearing.after(now.hearing))
    kept["making"][preset] = asdict(before.making.after(now.making))
    with contextlib.suppress(MediakitError):  # a guess less, and nothing else is lost
        write_text(cache_folder() / _FILE, json.dumps(kept, indent=1) + "\n")


def work_in(path: Path) -> Work:
    """What there is to do in a recording or a video, by its header; nothing in what cannot be read:
    that is told when its turn comes.
    """
    from mediakit.media.container import MICROSECONDS, opened

    with contextlib.suppress(MediakitError), opened(path) as container:
        seconds = (container.duration or 0) / MICROSECONDS
        films = [one for one in container.streams.video if one.average_rate]
        pixels = 0.0
        if films:
            size = films[0].width * films[0].height
            pixels = size * float(films[0].average_rate or 0) * seconds / 1e6
        return Work(seconds if container.streams.audio else 0.0, pixels)
    return Work()


class Stopwatch:
    """Measures how long one kind of work goes on, however many do it at once, and how much of it
    is done.
    """

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._running, self._since, self._speed = 0, 0.0, Speed()

    @contextmanager
    def running(self) -> Iterator[None]:
        """Around each piece of work."""
        with self._lock:
            if self._running == 0:
                self._since = time.monotonic()
            self._running += 1
        try:
            yield
        finally:
            with self._lock:
                self._running -= 1
                if self._running == 0:
                    hours = (time.monotonic() - self._since) / 3600
                    self._speed = replace(self._speed, hours=self._speed.hours + hours)

    def did(self, amount: float, size: float = 0.0) -> None:
        """So much was done, and so many bytes came of it."""
        with self._lock:
            self._speed = self._speed.after(Speed(0.0, amount, size))

    @property
    def speed(self) -> Speed:
        """What was measured so far."""
        with self._lock:
            return self._speed

"""ffmpeg that gets no further, as it may on a damaged file, is not waited for without end."""

import time

from mediakit.errors import ProgramFailed

LONGEST = 15 * 60.0
"""Seconds without any progress after which ffmpeg is stopped. Looking for a place in a long file
without an index takes minutes on a slow disk. [own]"""

_GROWS = ("frame", "out_time_us", "total_size")
"""What ffmpeg tells of its progress."""


class Standstill:
    """Hears what ffmpeg tells, and raises an error once nothing in it grows any more."""

    def __init__(self, longest: float = LONGEST) -> None:
        self._longest = longest
        self._told: dict[str, str] = {}
        self._moved = time.monotonic()

    def hear(self, line: str) -> None:
        """Take a line of ffmpeg's progress."""
        name, _, value = line.partition("=")
        if name in _GROWS and self._told.get(name) != value:
            self._told[name] = value
            self._moved = time.monotonic()

    def check(self) -> None:
        """Raise `ProgramFailed` if it has got no further for too long."""
        if time.monotonic() - self._moved > self._longest:
            raise ProgramFailed(
                f"ffmpeg got no further for {self._longest / 60:.0f} minutes and was stopped",
                remedy="A file of the film may be damaged: play each to its end to find out.",
            )

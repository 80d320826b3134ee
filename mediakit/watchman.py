"""A small program that outlives mediakit for a moment: it ends what mediakit left running.

A Ctrl-C is answered by mediakit itself; after a kill, or where memory ran out, nobody is there to
answer. mediakit tells this program on its standard input which programs it starts ("+1234") and
which have ended ("-1234"). That input ends when mediakit does, in whatever way; what then still
runs is killed. It is run by its path and imports next to nothing, so that it starts quickly.
"""

import contextlib
import os
import signal
import sys
from collections.abc import Iterable

KILL = getattr(signal, "SIGKILL", signal.SIGTERM)
"""Windows has but one way to end a program, and calls it so."""


def watch(lines: Iterable[str]) -> None:
    """Follow `lines` to their end, then kill every program that was not said to have ended."""
    running: dict[int, int | None] = {}
    for line in lines:
        pid = int(line[1:])
        if line[0] == "+":
            running[pid] = _handle_of(pid)
        elif (handle := running.pop(pid, None)) is not None:
            os.close(handle)
    for pid, handle in running.items():
        with contextlib.suppress(OSError):
            _kill(pid, handle)


def _handle_of(pid: int) -> int | None:
    """What means this program and never another that comes to bear its number; None where the
    system has no such thing.
    """
    with contextlib.suppress(OSError, AttributeError):
        return os.pidfd_open(pid)
    return None


def _kill(pid: int, handle: int | None) -> None:
    if handle is None:
        os.kill(pid, KILL)
    else:
        signal.pidfd_send_signal(handle, KILL)


if __name__ == "__main__":
    watch(sys.stdin)

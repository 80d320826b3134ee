"""Two steps side by side: while one item is heard, others are made, as far as there is room."""

import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from mediakit.process import StopSignal

Job = TypeVar("Job")
Half = TypeVar("Half")

_LOOK_EVERY = 0.1
"""Seconds between two looks for a Ctrl-C."""

_LET_GO = 5.0
"""Seconds that ending programs are waited for after a Ctrl-C; each is killed at once. [own]"""

_SHARE = 0.5
"""Of the memory that is free at the start, what films in the making may take: the speech model, the
system and its cache of files have the rest. [own]"""


class Room:
    """So many bytes of memory. Who needs more than is free waits, first come first served; but
    nobody waits while nobody is in: what is larger than the whole room is done alone.
    """

    def __init__(self, size: int) -> None:
        self._size, self._taken = size, 0
        self._queue: deque[object] = deque()
        self._change = threading.Condition()

    @contextmanager
    def taken(self, size: int, stop: StopSignal) -> Iterator[None]:
        """Room for that many bytes. Raises `Stopped` if that is asked for while waiting."""
        self._enter(size, stop)
        try:
            yield
        finally:
            with self._change:
                self._taken -= size
                self._change.notify_all()

    def _enter(self, size: int, stop: StopSignal) -> None:
        ticket = object()
        with self._change:
            self._queue.append(ticket)
            try:
                while self._queue[0] is not ticket or not self._fits(size):
                    self._change.wait(_LOOK_EVERY)
                    stop.check()
                self._taken += size
            finally:
                self._queue.remove(ticket)
                self._change.notify_all()

    def _fits(self, size: int) -> bool:
        return self._taken == 0 or self._taken + size <= self._size


def side_by_side(
    jobs: Iterable[Job],
    first: Callable[[Job], Half | None],
    second: Callable[[Job, Half], None],
    *,
    need: Callable[[Half], int],
    lanes: int,
    room: Room,
    stop: StopSignal,
    ears: int = 1,
) -> None:
    """Do `first` for one job after another, `ears` at once, and meanwhile `second`, `lanes` at
    once, for those that it gave something; `need` says how many bytes of the `room` each takes. At
    most `lanes` jobs wait between the two. The first error that either raises ends everything; so
    does Ctrl-C.
    """
    open_places = threading.Semaphore(lanes + max(lanes, ears))
    work: list[Future[None]] = []
    waiting, turn = iter(jobs), threading.Lock()
    ear, pool = ThreadPoolExecutor(ears, "hear"), ThreadPoolExecutor(lanes, "make")

    def make(job: Job, half: Half) -> None:
        """The second step of a job, once there is room for it."""
        with _ending(stop, open_places), room.taken(need(half), stop):
            second(job, half)

    def hear() -> None:
        """The first steps of jobs, no further ahead than there are places to wait in."""
        with _ending(stop):
            while True:
                _enter(open_places, stop)
                with turn:
                    job = next(waiting, None)
                half = None if job is None else first(job)
                if job is None or half is None:
                    open_places.release()
                else:
                    work.append(pool.submit(make, job, half))
                if job is None:
                    return

    try:
        listening = [ear.submit(hear) for _ in range(ears)]
        _wait_for(listening)
        _wait_for(work)
        for future in (*work, *listening):
            future.result()
    except BaseException:
        stop.set()
        wait(work, _LET_GO)
        raise
    finally:
        # A speech model deep in its arithmetic is not waited for.
        ear.shutdown(wait=False, cancel_futures=True)
        pool.shutdown(wait=False, cancel_futures=True)


@contextmanager
def _ending(stop: StopSignal, place: threading.Semaphore | None = None) -> Iterator[None]:
    """Work that ends everything if it fails, and gives its place back however it ends."""
    try:
        yield
    except BaseException:
        stop.set()
        raise
    finally:
        if place is not None:
            place.release()


def _enter(places: threading.Semaphore, stop: StopSignal) -> None:
    while not places.acquire(timeout=_LOOK_EVERY):
        stop.check()
    stop.check()


def _wait_for(work: Sequence[Future[None]]) -> None:
    while wait(work, _LOOK_EVERY).not_done:
        pass


def memory_for_films() -> int:
    """Bytes that films in the making may take together."""
    return round(_free_memory() * _SHARE)


def _free_memory() -> int:
    free = [found for found in (_free_in_system(), _free_in_container()) if found]
    # Where neither can be known (Windows, macOS): what every computer has that plays video. [own]
    return min(free, default=4 << 30)


def _free_in_system() -> int | None:
    facts = Path("/proc/meminfo")
    if not facts.is_file():
        return None
    for line in facts.read_text(encoding="ascii").splitlines():
        if line.startswith("MemAvailable:"):
            return int(line.split()[1]) * 1024
    return None


def _free_in_container() -> int | None:
    """What the container leaves (control groups, version 2), if it sets a limit."""
    folder = Path("/sys/fs/cgroup")
    try:
        limit = (folder / "memory.max").read_text(encoding="ascii").strip()
        used = (folder / "memory.current").read_text(encoding="ascii").strip()
        return max(1, int(limit) - int(used))
    except (OSError, ValueError):  # no such file, or no limit: "max"
        return None

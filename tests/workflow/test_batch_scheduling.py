"""Two steps side by side: overlapping, bounded, and over at the first error."""

import threading
import time

import pytest

from mediakit.errors import Stopped
from mediakit.process import StopSignal
from mediakit.workflow.batch.estimating import Speed, Speeds, Work, estimate
from mediakit.workflow.batch.scheduling import Room, memory_for_films, side_by_side

SOON = 30.0
"""Seconds that a busy machine may take for what takes none."""


def run(jobs, first, second, *, lanes=2, room=100, need=lambda _: 1, stop=None, ears=1):
    stop = stop or StopSignal()
    side_by_side(jobs, first, second, need=need, lanes=lanes, room=Room(room), stop=stop, ears=ears)


def test_the_next_is_heard_while_one_is_made() -> None:
    heard_next = threading.Event()

    def first(job: int) -> int:
        if job == 2:
            heard_next.set()
        return job

    def second(job: int, _: int) -> None:
        if job == 1:
            assert heard_next.wait(SOON)

    run([1, 2], first, second)
    assert heard_next.is_set()


def test_as_many_at_once_as_there_are_lanes_and_room() -> None:
    lock, at_once, most = threading.Lock(), [0], [0]

    def second(_job: int, size: int) -> None:
        with lock:
            at_once[0] += size
            most[0] = max(most[0], at_once[0])
        time.sleep(0.02)
        with lock:
            at_once[0] -= size

    run(range(20), lambda _: 1, second, lanes=3)
    assert most[0] == 3
    most[0] = 0
    run(range(12), lambda job: 1 + job % 5, second, lanes=4, room=5, need=lambda size: size)
    assert most[0] <= 5


def test_what_is_larger_than_the_room_is_done_alone() -> None:
    done: list[int] = []
    run([7, 1, 9], lambda job: job, lambda job, _: done.append(job), room=5, need=lambda n: n)
    assert sorted(done) == [1, 7, 9]


def test_hearing_does_not_run_far_ahead() -> None:
    made, furthest = [0], [0]
    go = threading.Event()

    def first(job: int) -> int:
        furthest[0] = max(furthest[0], job - made[0])
        if job == 3:
            go.set()
        return job

    def second(_job: int, _: int) -> None:
        go.wait(SOON)
        made[0] += 1

    run(range(30), first, second, lanes=2)
    assert made[0] == 30
    assert furthest[0] <= 4


def test_several_are_heard_at_once_and_each_once() -> None:
    together, heard, made = threading.Barrier(3), list[int](), list[int]()

    def first(job: int) -> int | None:
        heard.append(job)
        together.wait(SOON)
        return job if job % 2 else None

    run(range(12), first, lambda job, _: made.append(job), ears=3)
    assert sorted(heard) == list(range(12))
    assert sorted(made) == [1, 3, 5, 7, 9, 11]


@pytest.mark.parametrize("step", ["first", "second"])
def test_an_error_ends_everything_and_is_told(step: str) -> None:
    def fail(where: str, job: int) -> int:
        if where == step and job == 3:
            raise ZeroDivisionError
        return job

    stop = StopSignal()
    with pytest.raises(ZeroDivisionError):
        run(range(1000), lambda job: fail("first", job), lambda job, _: fail("second", job),
            stop=stop)  # fmt: skip
    assert stop.is_set


def test_who_waits_for_room_can_be_stopped() -> None:
    room, stop = Room(5), StopSignal()
    with room.taken(5, stop):
        stop.set()
        with pytest.raises(Stopped), room.taken(1, stop):
            pass
    with room.taken(5, StopSignal()):
        pass


def test_there_is_some_memory() -> None:
    assert memory_for_films() > 10_000_000


def test_time_is_not_guessed_before_it_was_measured() -> None:
    work = [Work(3600.0, 50_000.0), Work(0.0, 0.0)]
    assert estimate(work, Speeds()).hours is None
    assert estimate([Work()], Speeds()).hours == 0.0
    known = Speeds(Speed(1.0, 7200.0), Speed(2.0, 50_000.0, 1e9))
    # Hearing takes half an hour and making two, side by side.
    assert estimate(work, known).hours == pytest.approx(2.0)
    assert estimate(work, known).bytes == pytest.approx(1e9)

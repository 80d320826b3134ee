"""The door to other programs."""

import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from mediakit.errors import MissingPart, ProgramFailed, Stopped
from mediakit.files import alive
from mediakit.process import StopSignal, run


def test_lines_come_as_they_are_written_and_last_words_are_kept(tmp_path: Path) -> None:
    lines: list[str] = []
    code = "import sys; print('one'); print('two'); print('careful', file=sys.stderr)"
    assert run([sys.executable, "-c", code], cwd=tmp_path, on_line=lines.append) == "careful"
    assert lines == ["one", "two"]


def test_what_is_fed_arrives_whole() -> None:
    lines: list[str] = []
    code = "import sys; print(len(sys.stdin.buffer.read()))"
    run(
        [sys.executable, "-c", code], feed=(b"x" * 100_000 for _ in range(20)), on_line=lines.append
    )
    assert lines == ["2000000"]


def test_a_program_that_fails_says_why() -> None:
    code = "import sys; print('the disk hums', file=sys.stderr); sys.exit(3)"
    with pytest.raises(ProgramFailed, match=r"code 3.*the disk hums"):
        run([sys.executable, "-c", code])


def test_a_program_that_ends_before_it_has_read_all_is_judged_by_its_code() -> None:
    feed = (b"x" * 100_000 for _ in range(50))
    with pytest.raises(ProgramFailed, match="code 4"):
        run([sys.executable, "-c", "import sys; sys.exit(4)"], feed=feed)


def test_a_program_that_is_not_there() -> None:
    with pytest.raises(MissingPart, match="no-such-program"):
        run(["no-such-program"])


def test_stopping_kills_the_program_at_once() -> None:
    stop = StopSignal()
    threading.Timer(0.3, stop.set).start()
    began = time.monotonic()
    with pytest.raises(Stopped):
        run([sys.executable, "-c", "import time; time.sleep(60)"], stop=stop)
    assert time.monotonic() - began < 5
    with pytest.raises(Stopped):
        run([sys.executable, "-c", "print()"], stop=stop)


def test_a_stop_at_the_very_last_line_is_heard() -> None:
    stop = StopSignal()

    def late(_line: str) -> None:
        time.sleep(0.3)  # the program has ended long before its line is taken
        stop.set()

    with pytest.raises(Stopped):
        run([sys.executable, "-c", "print('done')"], stop=stop, on_line=late)


def test_a_part_can_be_stopped_alone_and_stops_with_the_whole() -> None:
    whole = StopSignal()
    one, other = whole.below(), whole.below()
    one.set()
    assert (whole.is_set, one.is_set, other.is_set) == (False, True, False)
    whole.set()
    assert other.is_set


def test_errors_survive_the_way_back_from_a_worker() -> None:
    import pickle

    error = ProgramFailed("ffmpeg ended with an error", "it says so", "Try again.")
    copy = pickle.loads(pickle.dumps(error))
    assert str(copy) == str(error)
    assert (copy.what, copy.where, copy.remedy, copy.exit_code) == (
        error.what, error.where, error.remedy, 7,
    )  # fmt: skip


def test_nothing_runs_on_after_mediakit_was_killed(tmp_path: Path) -> None:
    started = tmp_path / "pids"
    child = (
        f"import os, time; open({str(started)!r}, 'a').write(f'{{os.getpid()}} '); time.sleep(600)"
    )
    code = (
        "import sys, threading\nfrom mediakit.process import run\n"
        "for _ in range(2):\n"
        f"    threading.Thread(target=run, args=([sys.executable, '-c', {child!r}],)).start()\n"
    )
    mediakit = subprocess.Popen([sys.executable, "-c", code])
    wait_for(lambda: started.exists() and len(started.read_text().split()) == 2)
    pids = [int(pid) for pid in started.read_text().split()]
    assert all(runs(pid) for pid in pids)
    mediakit.kill()
    mediakit.wait()
    wait_for(lambda: not any(runs(pid) for pid in pids))


def runs(pid: int) -> bool:
    """Whether a program runs; one that has ended may be listed until somebody asks how."""
    return alive(pid) and f"{pid} (" in (stat := _stat(pid)) and ") Z " not in stat


def _stat(pid: int) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""


def wait_for(happened: Callable[[], bool]) -> None:
    """Wait until something is so; fails after a minute."""
    deadline = time.monotonic() + 60
    while not happened():
        assert time.monotonic() < deadline
        time.sleep(0.02)

"""A folder that is watched: each film once, when it is whole, whatever else happens to it."""

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from mediakit.process import StopSignal
from mediakit.transcript.listening import Listening
from mediakit.workflow.batch.items import Settings
from mediakit.workflow.batch.journal import FOLDER, look
from mediakit.workflow.batch.watching import is_open, settled, settling, watch
from mediakit.workflow.events import nobody

SOON = 120.0
"""Seconds that a busy machine may take for a few."""


def test_a_file_is_whole_when_it_has_not_changed_for_a_while() -> None:
    file = Path("film.mp4")
    looks = settling({}, {file: (10, 1)}, 0.0)
    looks = settling(looks, {file: (20, 2)}, 3.0)
    assert settled(looks, 4.0, 2.0) == ()
    looks = settling(looks, {file: (20, 2)}, 5.0)
    assert settled(looks, 5.0, 2.0) == (file,)
    # One that shrank or was written anew begins again; one that went away is forgotten.
    looks = settling(looks, {file: (20, 3)}, 6.0)
    assert settled(looks, 6.5, 2.0) == ()
    assert settling(looks, {}, 7.0) == {}
    assert settled(settling({}, {file: (0, 1)}, 0.0), 100.0, 2.0) == ()


def test_an_open_file_is_not_whole(tmp_path: Path) -> None:
    if not Path("/proc/self/fdinfo").is_dir():
        pytest.skip("only Linux tells who has a file open")
    file = tmp_path / "film.mp4"
    with file.open("wb"):
        assert is_open(file)
    with file.open("rb"):
        assert not is_open(file)


@contextmanager
def watching(folder: Path, settings: Settings) -> Iterator[None]:
    stop, failures = StopSignal(), []

    def run() -> None:
        try:
            watch(folder, settings, settle=1.0, tell=nobody, stop=stop)
        except BaseException as error:  # noqa: BLE001 - told in the test itself
            failures.append(error)

    thread = threading.Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        stop.set()
        thread.join()
    assert failures == []


def until(condition: Callable[[], bool]) -> None:
    end = time.monotonic() + SOON
    while not condition():
        assert time.monotonic() < end
        time.sleep(0.1)


def test_copies_renames_deletions_and_a_restart(
    make_clip: Callable[..., Path], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("MEDIAKIT_CACHE", str(tmp_path / "cache"))
    inbox, out = tmp_path / "inbox", tmp_path / "out"
    inbox.mkdir()
    settings = Settings(out=out, listening=Listening(model="tiny.en"))
    small = {"seconds": 1, "size": (160, 120), "sound": None}
    data = make_clip("a.mp4", **small).read_bytes()
    other = make_clip("b.mp4", **small, picture="smptebars")

    def made() -> list[str]:
        if not (out / FOLDER / "journal.sqlite").is_file():
            return []
        return [Path(deed.source).name for deed in look(out).deeds if deed.what == "made"]

    with watching(inbox, settings):
        # A slow copy, with a pause shorter than a file must be still for.
        with (inbox / "slow.mp4").open("wb") as file:
            for part in (data[:2000], data[2000:4000], data[4000:]):
                file.write(part)
                file.flush()
                time.sleep(0.5)
        until(lambda: made() == ["slow.mp4"])
        assert (out / "slow" / "slow.captioned.mp4").is_file()
        (inbox / "slow.mp4").rename(inbox / "renamed.mp4")
        (inbox / "short-lived.mp4").write_bytes(data[:3000])
        (inbox / "short-lived.mp4").unlink()
        (inbox / "b.mp4").write_bytes(other.read_bytes())
        until(lambda: "b.mp4" in made())
    (inbox / "b.mp4").unlink()
    third = make_clip("c.mp4", **small, picture="testsrc")
    with watching(inbox, settings):
        (inbox / "c.mp4").write_bytes(third.read_bytes())
        until(lambda: "c.mp4" in made())
    assert made() == ["slow.mp4", "b.mp4", "c.mp4"]
    entries = {entry.item.source.name: entry.state for entry in look(out).entries}
    assert "short-lived.mp4" not in entries
    assert sorted(entries) == ["b.mp4", "c.mp4", "renamed.mp4"]
    assert (out / "report.html").is_file()

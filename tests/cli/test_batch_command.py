"""The commands batch and batch status, as a person runs them."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

from mediakit.workflow.batch.noticing import words_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]

TEN_MISTAKES = """\
file,titel,language,speakers,preset,out,pair
gone.mp4,,,,,,
film.mp4,,english,,,,
film.mp4,,,,,,
,,cy,,,,
a.mp4,,,,tiny,,
b.mp4,,,nobody 0,,a:b,
c.mp4,,,0,,,
d.mp4,,en,,,,lonely
e.mp4,,,,,same,
f.mp4,,,,,same,
"""


def test_ten_mistakes_are_told_and_nothing_is_started(mediakit: Run, tmp_path: Path) -> None:
    for name in ("film", *"abcdef"):
        (tmp_path / f"{name}.mp4").write_bytes(b"film")
    (tmp_path / "list.csv").write_text(TEN_MISTAKES)
    done = mediakit("batch", "list.csv", "--out", "out")
    assert done.returncode == 3
    lines = done.stderr.splitlines()
    assert len(lines) == 10
    assert [line.partition(": ")[0] for line in lines] == [
        f"list.csv, line {number}" for number in (1, 2, 3, 4, 5, 6, 7, 8, 9, 11)
    ]
    assert not (tmp_path / "out").exists()


def test_one_failed_and_a_command_that_hears_of_it(
    mediakit: Run, make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    make_clip("in/film.mp4", seconds=1, size=(160, 120), sound=None)
    (tmp_path / "in" / "broken.mp4").write_bytes(b"broken")
    notice = "touch 'done {done} failed {failed}'"
    done = mediakit("batch", "in", "--out", "out", "--json", "--model", "tiny.en", "--then", notice)
    assert done.returncode == 8, done.stderr
    told = json.loads(done.stdout)
    assert (told["done"], told["failed"]) == (1, 1)
    assert Path(told["report"]).is_file() and Path(told["table"]).is_file()
    assert (tmp_path / "done 1 failed 1").is_file()
    status = mediakit("batch", "status", "out")
    assert status.returncode == 0
    assert "No batch is at work now." in status.stdout
    assert "broken: failed." in status.stdout
    planned = mediakit("batch", "in", "--out", "out", "--dry-run", "--model", "tiny.en")
    assert planned.returncode == 0
    assert "1 item to make, 1 done before." in planned.stdout


def test_words_of_a_command() -> None:
    assert words_of("run 'a b' c") == ["run", "a b", "c"]

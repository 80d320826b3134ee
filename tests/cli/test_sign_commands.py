"""The commands under `sign`, as a person meets them."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def test_help_leads_to_the_commands(mediakit: Run) -> None:
    assert "mediakit sign brief" in mediakit("--help").stdout
    group = mediakit("sign", "--help")
    assert group.returncode == 0
    assert "Make a folder for the interpreter." in group.stdout
    help_ = mediakit("sign", "brief", "--help").stdout
    assert "mediakit sign brief projects/lets-talk-co-production" in help_


def test_without_a_film_it_says_what_to_do(mediakit: Run) -> None:
    done = mediakit("sign", "brief")
    assert done.returncode == 3
    assert "mediakit new" in done.stderr


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--at", "soon"), "not a time"),
        (("--mark", "0:05"), "not two times"),
        (("--at", "0:05", "--clap"), "--at and --clap"),
    ],
)
def test_slips_are_told(
    options: tuple[str, ...], said: str, mediakit: Run, make_clip: Callable[..., Path]
) -> None:
    clip = make_clip("part-1.mp4", seconds=1)
    assert mediakit("new", "Ours").returncode == 0
    done = mediakit("sign", "add", clip, "--project", "ours", *options)
    assert done.returncode == 3
    assert said in done.stderr
    assert "Traceback" not in done.stderr


def test_a_recording_whose_place_is_given_is_put_in(
    mediakit: Run, make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    clip = make_clip("part-1.mp4", seconds=1, sound=None)
    assert mediakit("new", "Ours").returncode == 0
    film = tmp_path / "ours" / "film.toml"
    before = film.read_text().splitlines()
    done = mediakit("sign", "add", clip, "--project", "ours", "--at", "0:01", "--json")
    (row,) = json.loads(done.stdout)["added"]
    assert row["file"] == "signing/part-1.mp4"
    assert row["slots"] == [{"at_ms": 1000, "from_ms": 0, "clip": None, "pace": 1.0}]
    after = film.read_text().splitlines()
    assert after[: len(before)] == before
    assert 'at = "0:01"' in after

"""The command podcast, run as a person runs it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

MENDED = "WEBVTT\n\n00:00.500 --> 00:01.500\nGood morning.\n"


@pytest.fixture
def talk(make_clip: Callable[..., Path]) -> Path:
    path = make_clip("talk.wav", seconds=2, size=None)
    path.with_name("talk.vtt").write_text(MENDED, encoding="utf-8")
    return path


def test_help_has_examples_and_takes_no_time(mediakit: Run) -> None:
    done = mediakit("podcast", "--help")
    assert done.returncode == 0
    assert "mediakit podcast talk.wav" in done.stdout
    assert "podcast.toml" in done.stdout
    assert "podcast" in mediakit("--help").stdout


def test_an_episode_from_a_mended_transcript(mediakit: Run, talk: Path, tmp_path: Path) -> None:
    done = mediakit(
        "podcast", talk, "--from", talk.with_name("talk.vtt"), "--out", "out",
        "--show", "Our show", "--checked-by", "Siân",
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == str(Path("out") / "talk")
    listing = json.loads((tmp_path / "out/talk/package.json").read_text(encoding="utf-8"))
    assert listing["show"] == "Our show"
    assert listing["words"] == "Checked by Siân."


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--audiogram-to", "1:15"), "no film is asked for"),
        (("--audiogram", "wide", "--audiogram-from", "soon"), "not a time"),
        (("--audiogram", "wide", "--audiogram-from", "9", "--audiogram-to", "3"), "before it"),
        (("--intro", "gone.wav"), "gone.wav"),
        (("--cover", "gone.png"), "gone.png"),
        (("--speakers", "0"), "number of speakers"),
    ],
)
def test_slips_are_told_before_anything_is_made(
    options: tuple[str, ...], said: str, mediakit: Run, talk: Path, tmp_path: Path
) -> None:
    done = mediakit("podcast", talk, "--from", talk.with_name("talk.vtt"), "--out", "out", *options)
    assert done.returncode == 3
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (tmp_path / "out").exists()


@pytest.mark.models
@pytest.mark.slow
def test_a_folder_at_once_and_one_bad_episode_stops_nothing(
    mediakit: Run, make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    make_clip("shows/a.wav", seconds=2, size=None)
    make_clip("shows/c.mp4", seconds=2)
    (tmp_path / "shows" / "b.mp3").write_bytes(b"no sound at all")
    done = mediakit(
        "podcast", "shows", "--out", "out", "--model", "tiny.en", "--language", "en", "--json"
    )
    assert done.returncode == 3
    rows = {Path(row["file"]).name: row for row in json.loads(done.stdout)["files"]}
    assert list(rows) == ["a.wav", "b.mp3", "c.mp4"]
    assert rows["b.mp3"]["error"]
    for name in ("a", "c"):
        assert (tmp_path / "out" / name / f"{name}.mp3").is_file()
    assert not (tmp_path / "out" / "b").exists()

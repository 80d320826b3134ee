"""What people do to a project between two commands is kept, and what changed is noticed."""

import json
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

WORDS = "1\n00:00:00,200 --> 00:00:01,800\n{}\n"


def done_well(done: "subprocess.CompletedProcess[str]") -> dict[str, object]:
    assert done.returncode == 0, done.stdout + done.stderr
    result: dict[str, object] = json.loads(done.stdout)
    return result


@pytest.fixture
def project(mediakit: Run, tmp_path: Path) -> Path:
    assert mediakit("new", "A film").returncode == 0
    return tmp_path / "a-film"


def test_adding_keeps_line_ends_and_comments(
    mediakit: Run, project: Path, make_clip: Callable[..., Path]
) -> None:
    film = project / "film.toml"
    before = film.read_bytes().replace(b"\n", b"\r\n") + b"# mine\r\n"
    film.write_bytes(before)
    done_well(mediakit("add", make_clip("a.mp4", sound=None), "--json", cwd=project))
    after = film.read_bytes()
    assert b"# mine\r\n" in after
    assert after.count(b"\n") == after.count(b"\r\n") > before.count(b"\r\n")


def test_what_a_person_changes_while_files_are_copied_is_kept(
    project: Path, environment: dict[str, str], make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    # A large file: an AVI with nothing but padding behind its film, which takes a while to read.
    clip = make_clip("large.avi", sound=None)
    with clip.open("ab") as file:
        file.truncate(400_000_000)
    adding = subprocess.Popen(
        [sys.executable, "-m", "mediakit", "add", str(clip)],
        cwd=project,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 60
    while not list((project / "footage").glob(".*.partial")):
        assert adding.poll() is None, adding.communicate()
        assert time.monotonic() < deadline
        time.sleep(0.005)
    film = project / "film.toml"
    film.write_text(film.read_text().replace("A film", "A better film") + "# mine\n")
    adding.communicate()
    assert adding.returncode == 0
    text = film.read_text()
    assert "A better film" in text
    assert "# mine" in text
    assert 'file = "footage/large.avi"' in text


def test_odd_names_and_equal_stems_are_taken_in(
    mediakit: Run, project: Path, make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    first = make_clip("interview.mp4", sound=None)
    other = make_clip("interview.mkv", sound=None, seconds=1)
    odd = make_clip("back\\slash\nline.mp4", sound=None, seconds=1.5)
    added = done_well(mediakit("add", first, other, odd, "--json", cwd=project))["added"]
    names = [row["file"] for row in added]
    assert names == [
        "footage/interview.mp4", "footage/interview-2.mkv", "footage/back-slash-line.mp4",
    ]  # fmt: skip
    # The same file again, under another name, is the same file.
    again = shutil.copy(other, tmp_path / "renamed.mkv")
    done = done_well(mediakit("add", again, "--json", cwd=project))
    assert done["added"][0]["file"] == "footage/interview-2.mkv"
    assert len(list((project / "footage").iterdir())) == 3
    assert any("interview-2.mkv" in note for note in done["notes"])


def test_when_one_file_cannot_be_used_none_is_copied(
    mediakit: Run, project: Path, make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    (tmp_path / "notes.mov").write_text("no film")
    before = (project / "film.toml").read_text()
    done = mediakit("add", make_clip("a.mp4", sound=None), "notes.mov", cwd=project)
    assert done.returncode == 3
    assert list((project / "footage").iterdir()) == []
    assert (project / "film.toml").read_text() == before


def test_a_second_piece_of_music_is_not_said_to_be_added(
    mediakit: Run, project: Path, make_clip: Callable[..., Path]
) -> None:
    one = make_clip("one.wav", size=None)
    two = make_clip("two.wav", size=None, seconds=3)
    done_well(mediakit("add", one, "--json", cwd=project))
    done = mediakit("add", two, cwd=project)
    assert "Added" not in done.stdout
    assert "music already" in done.stderr


def test_recordings_of_one_name_keep_their_own_subtitles(
    mediakit: Run, project: Path, make_clip: Callable[..., Path]
) -> None:
    text = (project / "film.toml").read_text()
    clips = ""
    for day in ("day1", "day2"):
        make_clip(f"a-film/footage/{day}/C1.mp4", seconds=2)
        clips += f'\n[[clip]]\nfile = "footage/{day}/C1.mp4"\n'
        for tag in ("en", "en-simple"):
            name = f"{day}--C1-mp4.{tag}.srt"
            (project / "subtitles" / name).write_text(WORDS.format(f"This is {day}."))
    (project / "film.toml").write_text(text + clips)
    result = done_well(mediakit("export", "--preset", "preview", "--json", cwd=project))
    shown = (Path(result["package"]) / "a-film.en.srt").read_text()
    assert "This is day1." in shown
    assert "This is day2." in shown


def test_subtitles_that_belong_to_nothing_are_named(
    mediakit: Run, project: Path, make_clip: Callable[..., Path]
) -> None:
    done_well(mediakit("add", make_clip("a.mp4", sound=None, seconds=1), "--json", cwd=project))
    (project / "subtitles" / "old.en.srt").write_text(WORDS.format("Mine."))
    result = done_well(mediakit("export", "--preset", "preview", "--json", cwd=project))
    assert any("old.en.srt" in warning for warning in result["warnings"])
    assert (project / "subtitles" / "old.en.srt").exists()


def test_mistakes_about_the_files_come_before_any_listening(
    mediakit: Run, project: Path, make_clip: Callable[..., Path]
) -> None:
    done_well(mediakit("add", make_clip("a.mp4"), "--json", cwd=project))
    film = project / "film.toml"
    film.write_text(film.read_text().replace('a.mp4"', 'a.mp4"\nto = "1:00"'))
    done = mediakit("export", cwd=project)
    assert done.returncode == 3
    assert "subtitles yet" not in done.stderr
    assert not (project / ".mediakit" / "transcripts").exists()


@pytest.mark.models
def test_a_clip_without_speech_is_listened_to_once_and_needs_no_model_again(
    mediakit: Run, project: Path, make_clip: Callable[..., Path]
) -> None:
    done_well(mediakit("add", make_clip("hum.mp4"), "--json", cwd=project))
    preview = ("export", "--preset", "preview", "--json", "--model")
    first = done_well(mediakit(*preview, "tiny.en", cwd=project))
    assert any("nobody speaks" in note for note in first["notes"])
    again = done_well(mediakit(*preview, "not-there", cwd=project))
    assert again["notes"] == []


@pytest.mark.models
def test_another_take_under_the_same_name_is_noticed(
    mediakit: Run, project: Path, make_clip: Callable[..., Path]
) -> None:
    done_well(mediakit("add", make_clip("a.mp4"), "--json", cwd=project))
    preview = ("export", "--preset", "preview", "--json", "--model", "tiny.en")
    done_well(mediakit(*preview, cwd=project))
    record = project / ".mediakit" / "written.json"
    heard = json.loads(record.read_text())["heard"]["footage/a.mp4"]
    make_clip("a-film/footage/a.mp4", seconds=3)
    done_well(mediakit(*preview, cwd=project))
    assert json.loads(record.read_text())["heard"]["footage/a.mp4"] != heard


def test_doctor_answers_in_one_piece(mediakit: Run, environment: dict[str, str]) -> None:
    well = done_well(mediakit("doctor", "--json"))
    assert well["well"] is True
    environment["MEDIAKIT_FFMPEG"] = "/not/there"
    ill = mediakit("doctor", "--json")
    assert ill.returncode == 4
    rows = {row["name"]: row for row in json.loads(ill.stdout)["findings"]}
    assert rows["ffmpeg"]["well"] is False
    assert rows["ffmpeg"]["remedy"]
    assert "MISSING" in mediakit("doctor").stdout


def test_every_command_has_help_with_an_example(mediakit: Run) -> None:
    overview = mediakit("--help").stdout
    for command in (
        "new",
        "add",
        "subtitles",
        "export",
        "preview",
        "caption",
        "transcribe",
        "doctor",
    ):
        assert f"  {command} " in overview
        said = mediakit(command, "--help")
        assert said.returncode == 0
        assert "Example" in said.stdout
        assert f"mediakit {command}" in said.stdout
    assert "..." not in overview.partition("Commands:")[2]

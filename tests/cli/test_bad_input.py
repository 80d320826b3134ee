"""A person's mistakes: one plain sentence, an exit code, nothing half-written, no traceback."""

import json
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]


def leftovers(folder: Path) -> list[Path]:
    return [path for path in folder.rglob("*") if ".partial" in path.name]


def refused(done: "subprocess.CompletedProcess[str]", code: int, *says: str) -> str:
    """The sentence on stderr, after checking that it is one; notes before it are no errors."""
    assert done.returncode == code, done.stderr
    lines = [line for line in done.stderr.splitlines() if not line.startswith("Please note: ")]
    assert len(lines) == 1, done.stderr
    for words in says:
        assert words in lines[0]
    return lines[0]


@pytest.fixture
def project(mediakit: Run, tmp_path: Path, make_clip: Callable[..., Path]) -> Path:
    """A small film of one silent clip."""
    clip = make_clip("clip.mp4", seconds=2, sound=None)
    assert mediakit("new", "A film").returncode == 0
    folder = tmp_path / "a-film"
    assert mediakit("add", clip, cwd=folder).returncode == 0
    return folder


@pytest.mark.parametrize("command", ["caption", "transcribe"])
def test_a_missing_file(command: str, mediakit: Run, tmp_path: Path) -> None:
    refused(mediakit(command, "nowhere.mp4", "--out", "out"), 3, "nowhere.mp4")
    assert not (tmp_path / "out").exists()


def test_an_empty_file(mediakit: Run, tmp_path: Path) -> None:
    (tmp_path / "empty.mp4").touch()
    refused(mediakit("caption", "empty.mp4", "--out", "out"), 3, "empty.mp4")
    assert not (tmp_path / "out").exists()


def test_text_that_is_called_a_film(mediakit: Run, tmp_path: Path) -> None:
    (tmp_path / "notes.mov").write_text("Bring biscuits on Friday.")
    refused(mediakit("caption", "notes.mov", "--out", "out"), 3, "notes.mov")
    assert not (tmp_path / "out").exists()


def test_a_film_cut_short(mediakit: Run, tmp_path: Path, make_clip: Callable[..., Path]) -> None:
    whole = make_clip("whole.mp4", seconds=3)
    (tmp_path / "short.mp4").write_bytes(whole.read_bytes()[: whole.stat().st_size // 2])
    refused(mediakit("caption", "short.mp4", "--out", "out"), 3, "short.mp4")
    assert not (tmp_path / "out").exists()


def test_a_film_toml_with_five_mistakes(mediakit: Run, project: Path) -> None:
    (project / "film.toml").write_text(
        'format = 1\ntitel = "A film"\nlanguage = 5\n\n[[clip]]\ncrad = "Hello"\n\n'
        '[[clip]]\nfile = "footage/clip.mp4"\nfrom = "0:05"\nto = "0:02"\n\n'
        '[[version]]\nname = "easy-read"\nsubtitles = "en-simpel"\n'
    )
    done = mediakit("export", cwd=project)
    assert done.returncode == 3
    lines = done.stderr.strip().splitlines()
    assert len(lines) >= 5
    assert "Traceback" not in done.stderr
    for place, words in (
        (2, "title"),
        (3, "language"),
        (6, "card"),
        (11, "0:02"),
        (15, "en-simple"),
    ):
        assert any(f"line {place}" in line and words in line for line in lines), done.stderr
    assert not (project / "exports").exists() or not list((project / "exports").iterdir())


def test_a_clip_beyond_the_end_of_its_file(mediakit: Run, project: Path) -> None:
    film = project / "film.toml"
    film.write_text(
        film.read_text().replace(
            'file = "footage/clip.mp4"', 'file = "footage/clip.mp4"\nto = "0:09"'
        )
    )
    refused(mediakit("export", cwd=project), 3, "clip.mp4", "0:02")


def test_an_unknown_model(mediakit: Run, make_clip: Callable[..., Path]) -> None:
    clip = make_clip("talk.mp4")
    refused(mediakit("transcribe", clip, "--model", "enormous"), 4, "enormous", "--model")


def test_an_unknown_version_and_an_unknown_preset(mediakit: Run, project: Path) -> None:
    refused(mediakit("export", "--version", "sung", cwd=project), 3, "sung", "easy-read")
    refused(mediakit("export", "--preset", "cinema", cwd=project), 3, "cinema", "standard")


def test_one_bad_file_does_not_keep_the_others_from_being_done(
    mediakit: Run,
    tmp_path: Path,
    environment: dict[str, str],
    ffmpeg: str,
    make_clip: Callable[..., Path],
) -> None:
    bad, good = (make_clip(f"{name}.mp4", sound=None, seconds=1) for name in ("bad", "good"))
    (tmp_path / "empty.mp4").touch()
    # An ffmpeg that fails in the middle of the making, on one film only.
    program = tmp_path / "ffmpeg.sh"
    program.write_text(
        f"""#!/bin/sh
        case "$(readlink source-0)" in */bad.mp4) exit 1;; esac
        exec "{ffmpeg}" "$@"
        """
    )
    program.chmod(0o755)
    environment["MEDIAKIT_FFMPEG"] = str(program)
    done = mediakit("caption", "empty.mp4", bad, good, "--out", "out", "--json")
    rows = json.loads(done.stdout)["files"]
    assert done.returncode == 3
    assert "empty.mp4" in rows[0]["error"]
    assert "ffmpeg" in rows[1]["error"]
    assert rows[2]["error"] is None
    assert (tmp_path / "out" / "good" / "package.json").is_file()


def test_results_that_are_there_already(
    mediakit: Run, tmp_path: Path, make_clip: Callable[..., Path]
) -> None:
    clip = make_clip("clip.mp4", sound=None)
    assert mediakit("caption", clip, "--out", "out").returncode == 0
    refused(mediakit("caption", clip, "--out", "out"), 6, "--replace")
    (tmp_path / "out" / "clip" / "clip.en.srt").write_text("mine")
    refused(mediakit("caption", clip, "--out", "out", "--replace"), 6, "clip.en.srt")
    assert (tmp_path / "out" / "clip" / "clip.en.srt").read_text() == "mine"


def test_an_export_in_which_a_person_changed_something(mediakit: Run, project: Path) -> None:
    assert mediakit("export", cwd=project).returncode == 0
    assert mediakit("export", cwd=project).returncode == 0
    mine = project / "exports" / "a-film" / "notes.txt"
    mine.write_text("Do not lose me.")
    refused(mediakit("export", cwd=project), 6, "notes.txt")
    assert mine.read_text() == "Do not lose me."


def test_the_package_of_another_film_is_never_replaced(
    mediakit: Run, tmp_path: Path, make_clip: Callable[..., Path]
) -> None:
    for place in ("one", "two"):
        (tmp_path / place).mkdir()
        assert mediakit("new", "The same name", cwd=tmp_path / place).returncode == 0
    films = [tmp_path / place / "the-same-name" for place in ("one", "two")]
    preview = ("export", "--preset", "preview", "--out", tmp_path / "out")
    assert mediakit(*preview, cwd=films[0]).returncode == 0
    refused(mediakit(*preview, cwd=films[1]), 6, "another film")
    assert mediakit(*preview, cwd=films[0]).returncode == 0
    # Two videos of one name, one after the other.
    for place in ("one", "two"):
        make_clip(f"{place}/talk.mp4", seconds=1, sound=None)
    assert mediakit("caption", "one/talk.mp4", "--out", "out").returncode == 0
    again = ("caption", "two/talk.mp4", "--out", "out", "--replace")
    refused(mediakit(*again), 6, "another film")


@contextmanager
def small_disk(place: Path, *options: str) -> Iterator[Path]:
    """A disk of 300 KiB, mounted with further options."""
    place.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", ",".join(["size=300k", *options]), "tmpfs", str(place)]
    if (
        shutil.which("mount") is None
        or subprocess.run(mount, capture_output=True, check=False).returncode
    ):
        pytest.skip("a small disk can only be made by root on Linux")
    try:
        yield place
    finally:
        subprocess.run(["umount", str(place)], check=True)


def test_a_full_disk(
    mediakit: Run, tmp_path: Path, environment: dict[str, str], make_clip: Callable[..., Path]
) -> None:
    # Noise compresses badly: the result is larger than the disk.
    clip = make_clip("clip.mp4", seconds=3, sound=None, more=("-vf", "noise=alls=100:allf=t"))
    with small_disk(tmp_path / "disk") as disk:
        refused(mediakit("caption", clip, "--out", disk / "out"), 5)
        assert leftovers(disk) == []
        assert not (disk / "out" / "clip").exists()
        environment["MEDIAKIT_CACHE"] = str(disk / "cache")
        refused(mediakit("caption", clip, "--out", tmp_path / "out"), 5, "full")
        assert not (tmp_path / "out").exists()
        assert not any((disk / "cache" / "render" / "work").iterdir())


def test_a_folder_without_permission(
    mediakit: Run, tmp_path: Path, make_clip: Callable[..., Path]
) -> None:
    clip = make_clip("clip.mp4", sound=None)
    with small_disk(tmp_path / "locked", "ro") as locked:
        refused(mediakit("caption", clip, "--out", locked), 5, "locked")
        refused(mediakit("caption", clip, "--out", locked / "deeper"), 5, "locked")
        refused(mediakit("new", "A film", cwd=locked), 5, "a-film")


def test_a_title_with_every_sign_simply_works(
    mediakit: Run, tmp_path: Path, make_clip: Callable[..., Path]
) -> None:
    title = 'Let\'s: 100% "Talk" [Co-Production]; 🎬'
    clip = make_clip("clip.mp4", seconds=1, sound=None)
    assert mediakit("new", title).returncode == 0
    folder = tmp_path / "lets-100-talk-co-production"
    assert mediakit("add", clip, cwd=folder).returncode == 0
    done = mediakit("export", "--preset", "preview", cwd=folder)
    assert done.returncode == 0, done.stderr
    film = (
        folder
        / "exports/lets-100-talk-co-production-preview/lets-100-talk-co-production.easy-read.mp4"
    )
    import av

    with av.open(str(film)) as container:
        assert container.metadata["title"] == title

"""What did not change is not made again; what was killed goes on; people's words are kept."""

import contextlib
import json
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from decoded import pictures

Run = Callable[..., "subprocess.CompletedProcess[str]"]

FILM = """\
format = 1
title = "Twice"
size = "640x360"

[[clip]]
card = "Twice"
seconds = 2

[[clip]]
file = "footage/talk.mp4"
name = "Film maker"

[[clip]]
photo = "photos/still.png"
seconds = 3
dissolve = 0.4

[[version]]
name = "easy-read"
subtitles = "en-simple"
"""
WORDS = ["First we meet.", "Then we talk.", "We listen, too.", "Then we decide.", "That is all."]


def cues(words: list[str]) -> str:
    """Subtitles, one every five seconds, three seconds long."""
    return "\n".join(
        f"{n + 1}\n00:00:{5 * n:02},500 --> 00:00:{5 * n + 3:02},500\n{text}\n"
        for n, text in enumerate(words)
    )


@pytest.fixture
def project(tmp_path: Path, make_clip: Callable[..., Path]) -> Path:
    """A film of 28 s with subtitles that a person wrote."""
    folder = tmp_path / "twice"
    make_clip("twice/footage/talk.mp4", seconds=25)
    (folder / "photos").mkdir()
    from PIL import Image

    Image.radial_gradient("L").save(folder / "photos" / "still.png")
    (folder / "subtitles").mkdir()
    for tag in ("en", "en-simple"):
        (folder / "subtitles" / f"talk.{tag}.srt").write_text(cues(WORDS))
    (folder / "film.toml").write_text(FILM)
    return folder


def export(mediakit: Run, project: Path, *more: str) -> dict[str, object]:
    done = mediakit("export", "--json", *more, cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    result: dict[str, object] = json.loads(done.stdout)
    return result


def film_of(project: Path) -> Path:
    return project / "exports" / "twice" / "twice.easy-read.mp4"


def test_only_what_changed_is_rendered(mediakit: Run, project: Path) -> None:
    first = export(mediakit, project)
    every = first["chunks_rendered"]
    assert isinstance(every, int)
    # 30 s in pieces of about two, and a dissolve.
    assert every == 16
    assert first["chunks_kept"] == 0
    before = pictures(film_of(project))

    again = export(mediakit, project)
    assert (again["chunks_rendered"], again["chunks_kept"]) == (0, every)
    assert pictures(film_of(project)) == before

    words = [text.replace("listen", "agree") for text in WORDS]
    (project / "subtitles" / "talk.en-simple.srt").write_text(cues(words))
    mended = export(mediakit, project, "--why")
    # The cue from 10.5 s to 13.5 s is seen in two chunks.
    assert (mended["chunks_rendered"], mended["chunks_kept"]) == (2, every - 2)
    assert pictures(film_of(project)) != before
    assert "agree" in (project / "exports" / "twice" / "twice.en-simple.vtt").read_text()

    chunks: Any = mended["chunks"]
    told = [(one["start_ms"] < 15_500, one["changed"]) for one in chunks if one["state"] != "kept"]
    assert told == [(True, ["subtitles"])] * len(told) != []

    # A clip that moves is not rendered again, and neither is one whose file has a new name.
    film = project / "film.toml"
    film.write_text(film.read_text().replace("seconds = 2", "seconds = 5"))
    moved = export(mediakit, project)
    # Of the card, which is longer now, only the rest of a second is new.
    assert (moved["chunks_rendered"], moved["chunks_kept"]) == (1, every)


@pytest.mark.slow
def test_an_export_killed_five_times_goes_on(
    mediakit: Run, project: Path, environment: dict[str, str]
) -> None:
    began = time.monotonic()
    export(mediakit, project)
    whole = time.monotonic() - began
    undisturbed = pictures(film_of(project))
    for left in (".mediakit", "exports"):
        subprocess.run(["rm", "-r", str(project / left)], check=True)
    command = [sys.executable, "-m", "mediakit", "export", "--json"]
    chance = random.Random(5)
    for _ in range(5):
        running = subprocess.Popen(
            command,
            cwd=project,
            env=environment,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        time.sleep(whole * chance.uniform(0.2, 0.8))
        running.send_signal(signal.SIGKILL)
        running.wait()
        # Whatever stands in the package's place is whole.
        assert not film_of(project).exists() or pictures(film_of(project)) == undisturbed
    result = export(mediakit, project)
    assert pictures(film_of(project)) == undisturbed
    assert result["chunks_kept"] != 0, "nothing was kept from the exports that were killed"
    assert not [path for path in (project / "exports").iterdir() if path.name.startswith(".")]
    assert not list((project / ".mediakit" / "render" / "work").iterdir())


def test_ctrl_c_stops_at_once_and_leaves_nothing_half_made(
    project: Path, environment: dict[str, str]
) -> None:
    running = subprocess.Popen(
        [sys.executable, "-m", "mediakit", "export"],
        cwd=project,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    work = project / ".mediakit" / "render" / "work"
    deadline = time.monotonic() + 30
    while not (work.exists() and list(work.iterdir())):
        assert time.monotonic() < deadline, "the export never began"
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=60)
    assert running.returncode == 130
    assert "Traceback" not in said
    assert "Stopped" in said
    assert not list(work.iterdir())
    assert not (project / "exports").exists() or not list((project / "exports").iterdir())
    assert not programs_in(work)


def programs_in(folder: Path) -> list[str]:
    """Programs that still run in a folder below `folder`, on systems that tell."""
    places = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            places.append(str(link.readlink()))
    return [place for place in places if place.startswith(str(folder))]

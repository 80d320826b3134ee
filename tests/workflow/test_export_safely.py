"""What can happen to a film while it is made ends in a right film, or in one plain sentence."""

import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import av
import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

FILM = """\
format = 1
title = "Safe"
size = "256x144"

[[clip]]
file = "footage/talk.mp4"

[[version]]
name = "plain"
"""


@pytest.fixture
def project(tmp_path: Path, make_clip: Callable[..., Path]) -> Path:
    """A film of 4 s without a word."""
    folder = tmp_path / "safe"
    make_clip("safe/footage/talk.mp4", seconds=4, size=(256, 144), sound=None)
    (folder / "film.toml").write_text(FILM)
    return folder


def frames_of(project: Path) -> int:
    with av.open(str(project / "exports" / "safe" / "safe.plain.mp4")) as film:
        return sum(1 for _ in film.decode(video=0))


def leftovers(project: Path) -> list[Path]:
    work = project / ".mediakit" / "render" / "work"
    return [*work.iterdir(), *(project / "exports").glob(".*")]


def damage(piece: Path, how: int) -> None:
    """Flip a bit, empty it, put a folder in its place, or cut it."""
    content = bytearray(piece.read_bytes())
    piece.unlink()
    if how == 2:
        piece.mkdir()
        return
    content[len(content) // 2] ^= 1
    piece.write_bytes((bytes(content), b"", b"", bytes(content[:-9]))[how])


def test_damaged_pieces_are_made_again(mediakit: Run, project: Path) -> None:
    assert mediakit("export", cwd=project).returncode == 0
    pieces = sorted((project / ".mediakit" / "render" / "pieces").glob("*/*"))
    assert len(pieces) >= 3
    for how, piece in enumerate(pieces):
        damage(piece, how % 4)
    shutil.rmtree(project / "exports")
    done = mediakit("export", cwd=project)
    assert done.returncode == 0, done.stderr
    assert frames_of(project) == 100
    assert leftovers(project) == []


def test_two_exports_at_once(project: Path, environment: dict[str, str]) -> None:
    command = [sys.executable, "-m", "mediakit", "export"]
    both = [
        subprocess.Popen(command, cwd=project, env=environment, stderr=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    said = [one.communicate()[1] for one in both]
    assert [one.returncode for one in both] == [0, 0], said
    assert frames_of(project) == 100
    assert leftovers(project) == []


HELD = """\
import sys, time
from pathlib import Path
from mediakit.render import rendering
do = rendering._make
def slowly(work, job):
    made = do(work, job)
    Path("made").touch()
    while not Path("go").exists():
        time.sleep(0.02)
    return made
rendering._make = slowly
from mediakit.cli import run
sys.exit(run(["export"]))
"""
"""An export that waits, with each piece made and not yet kept, until a file "go" is there."""


@pytest.mark.parametrize("removed", [False, True])
def test_a_file_that_changes_meanwhile_gives_no_film_of_both(
    mediakit: Run,
    project: Path,
    environment: dict[str, str],
    make_clip: Callable[..., Path],
    removed: bool,
) -> None:
    export = subprocess.Popen(
        [sys.executable, "-c", HELD],
        cwd=project,
        env=environment,
        stderr=subprocess.PIPE,
        text=True,
    )
    deadline = time.monotonic() + 120
    while not (project / "made").exists():
        assert time.monotonic() < deadline
        time.sleep(0.02)
    talk = project / "footage" / "talk.mp4"
    talk.unlink()
    if not removed:
        make_clip("safe/footage/talk.mp4", seconds=2, size=(256, 144), sound=None)
    (project / "go").touch()
    _, said = export.communicate()
    assert export.returncode == 3, said
    assert ("went away" if removed else "A file changed while the film was made") in said
    assert len(said.strip().splitlines()) == 1
    assert not list((project / "exports").glob("*"))
    assert not list((project / ".mediakit" / "render" / "pieces").glob("*/*.mp4"))
    if not removed:
        assert mediakit("export", cwd=project).returncode == 0
        assert frames_of(project) == 50

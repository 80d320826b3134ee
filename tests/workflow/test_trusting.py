"""Whose Python code may run: nobody's, until a person of this computer allowed it."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import av
import pytest

Run = Callable[..., "subprocess.CompletedProcess[str]"]

FILM = """\
format = 1
title = "Glow"
size = "320x180"

[[clip]]
card = "Hello"
seconds = 2
effect = "effects.py:dark"

[[clip]]
card = "Good bye"
seconds = 2

[[version]]
name = "plain"
"""
DARK = "def dark(clip):\n    return clip.image_transform(lambda picture: picture * 0)\n"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "glow"
    folder.mkdir()
    (folder / "film.toml").write_text(FILM)
    (folder / "effects.py").write_text(DARK)
    return folder


def brightness(film: Path, second: float) -> float:
    with av.open(str(film)) as container:
        for frame in container.decode(video=0):
            if frame.time is not None and frame.time >= second:
                return float(frame.to_ndarray(format="gray").max())
    raise AssertionError("the film is too short")


def test_code_runs_when_it_is_allowed_and_only_as_it_was(mediakit: Run, project: Path) -> None:
    refused = mediakit("export", cwd=project)
    assert refused.returncode == 3
    assert "not allowed yet" in refused.stderr
    assert "mediakit trust" in refused.stderr
    asked = mediakit("trust", cwd=project)
    assert asked.returncode == 3
    assert "can do on your computer whatever you can do" in asked.stdout
    assert mediakit("export", cwd=project).returncode == 3
    assert mediakit("trust", "--yes", cwd=project).returncode == 0
    done = mediakit("export", "--json", cwd=project)
    assert done.returncode == 0, done.stderr
    made = json.loads(done.stdout)
    film = Path(made["films"]["plain"])
    assert brightness(film, 1) < 60
    assert brightness(film, 3) > 150
    assert not any("trusted" in path.name for path in project.rglob("*"))

    (project / "effects.py").write_text(DARK.replace("* 0", "// 2"))
    changed = mediakit("export", cwd=project)
    assert changed.returncode == 3
    assert "changed since you allowed it" in changed.stderr
    assert mediakit("trust", "--yes", cwd=project).returncode == 0
    again = json.loads(mediakit("export", "--json", cwd=project).stdout)
    half = made["chunks_rendered"] // 2
    assert (again["chunks_rendered"], again["chunks_kept"]) == (half, half)

    assert mediakit("trust", "--forget", cwd=project).returncode == 0
    assert mediakit("export", cwd=project).returncode == 3


@pytest.mark.parametrize(
    ("code", "told"),
    [
        ("def darkk(clip):\n    return clip\n", "Did you mean 'darkk'?"),
        ("x = 1\ndef dark(clip)\n    return clip\n", "effects.py, line 2"),
        (None, "Put the Python file into the project's folder"),
    ],
)
def test_code_that_cannot_be_is_told_before_anything_runs(
    mediakit: Run, project: Path, code: str | None, told: str
) -> None:
    if code is None:
        (project / "effects.py").unlink()
    else:
        (project / "effects.py").write_text(code)
    done = mediakit("trust", "--yes", cwd=project)
    assert done.returncode == 3
    assert told in done.stderr

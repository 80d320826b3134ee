"""A film with Welsh and English in it, from its files to its package."""

import json
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

Run = Callable[..., "subprocess.CompletedProcess[str]"]

FILM = """format = 1
title = "A film"
size = "320x180"

[[clip]]
file = "footage/a.mp4"

[[clip]]
file = "footage/b.mp4"
language = "cy"

[[version]]
name = "spoken"
subtitles = "en"

[[version]]
name = "both"
subtitles = ["cy", "en"]
"""
SAID = {
    "a.en": "We talk.",
    "a.en-simple": "We talk.",
    "b.cy": "Siarad.",
    "b.cy-simple": "Siarad.",
    "b.en": "We translate.",
}


@pytest.fixture
def project(tmp_path: Path, make_clip: Callable[..., Path]) -> Path:
    folder = tmp_path / "projects" / "a-film"
    for name in ("a", "b"):
        make_clip(f"projects/a-film/footage/{name}.mp4", seconds=1, size=(320, 180))
    (folder / "film.toml").write_text(FILM, encoding="utf-8")
    (folder / "subtitles").mkdir()
    for name, text in SAID.items():
        said = f"1\n00:00:00,100 --> 00:00:00,900\n{text}\n"
        (folder / "subtitles" / f"{name}.srt").write_text(said, encoding="utf-8")
    return folder


def test_what_is_spoken_what_was_asked_for_and_what_is_missing(
    mediakit: Run, project: Path, ffmpeg: str, tmp_path: Path
) -> None:
    done = mediakit("export", cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "Welsh for footage/a.mp4" in " ".join(done.stderr.split())
    package = project / "exports" / "a-film"
    listing = json.loads((package / "package.json").read_text(encoding="utf-8"))
    assert [one["subtitles"] for one in listing["versions"]] == [["en"], ["cy", "en"]]
    words = (package / "a-film.en.vtt").read_text(encoding="utf-8")
    assert "We talk." in words
    assert "Siarad." in words
    assert "We translate." not in words
    assert "Siarad." in (package / "a-film.transcript.txt").read_text(encoding="utf-8")
    rows = {}
    for version in ("spoken", "both"):
        film, picture = package / f"a-film.{version}.mp4", tmp_path / f"{version}.png"
        command = [ffmpeg, "-v", "error", "-ss", "1.5", "-i", str(film), "-frames:v", "1"]
        subprocess.run([*command, str(picture)], check=True)
        dark = (np.asarray(Image.open(picture).convert("RGB")).max(2) < 24).sum(1) > 40
        rows[version] = np.flatnonzero(dark)
    assert rows["both"].min() < rows["spoken"].min(), "Welsh stands above the place of English"
    mended = tmp_path / "a-film.en.vtt"
    mended.write_text(words.replace("Siarad.", "Siarad â phawb."), encoding="utf-8")
    done = mediakit("subtitles", "import", mended, cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    subtitles = {name: (project / "subtitles" / f"{name}.srt").read_text("utf-8") for name in SAID}
    assert "Siarad â phawb." in subtitles["b.cy"]
    assert "We translate." in subtitles["b.en"]


def test_a_translation_that_nobody_wrote_is_asked_for(mediakit: Run, project: Path) -> None:
    asked = '[[version]]\nname = "polish"\nsubtitles = "pl"\ntranslation = true\n'
    (project / "film.toml").write_text(FILM + asked, encoding="utf-8")
    done = mediakit("export", "--version", "polish", cwd=project)
    assert done.returncode == 3
    assert "a.pl.srt" in done.stderr
    assert "en, en-simple" in done.stderr

"""A film opened, looked at, changed and exported from a script."""

import gc
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from mediakit import Film
from mediakit.errors import BadInput
from mediakit.film.model import Card, Footage

FILM = """\
format = 1
title = "Tips"
size = "256x144"

# The opening.
[[clip]]
card = "Tips"
seconds = 1

[[clip]]
file = "footage/a.mp4"  # Ann
chapter = "Tip 1"

[[version]]
name = "plain"
"""
SUBTITLES = "1\n00:00:00,200 --> 00:00:01,500\nHello.\n"


@pytest.fixture
def folder(ffmpeg: str, tmp_path: Path) -> Path:
    for name in ("footage", "subtitles"):
        (tmp_path / name).mkdir()
    picture = ("-f", "lavfi", "-i", "testsrc2=s=256x144:r=25:d=2")
    sound = ("-f", "lavfi", "-i", "sine=300:d=2", "-c:v", "libx264", "-preset", "ultrafast")
    argv = [ffmpeg, "-v", "error", *picture, *sound, tmp_path / "footage" / "a.mp4"]
    subprocess.run(argv, check=True, timeout=120)
    for tag in ("en", "en-simple"):
        (tmp_path / "subtitles" / f"a.{tag}.srt").write_text(SUBTITLES, encoding="utf-8")
    (tmp_path / "film.toml").write_text(FILM, encoding="utf-8")
    return tmp_path


def test_a_film_is_looked_at(folder: Path) -> None:
    film = Film.open(folder)
    assert (film.title, film.seconds, film.problems) == ("Tips", 3.0, ())
    assert film.chapters == ((0.0, "Tips"), (1.0, "Tip 1"))
    (cue,) = film.subtitles("en").cues
    assert (cue.span.start, cue.text) == (1000, "Hello.")


def test_an_edit_gives_a_new_film_and_saving_keeps_notes(folder: Path) -> None:
    film = Film.open(folder)
    edited = film.changed(1, start=500).moved(0, 1).with_clip(Card("The end", 1000))
    assert len(film.clips) == 2
    assert not edited.is_saved
    with pytest.raises(BadInput, match="save"):
        edited.export()
    saved = edited.save()
    assert saved.is_saved
    assert saved.clips == edited.clips
    assert saved.seconds == pytest.approx(3.5, abs=0.05)
    text = (folder / "film.toml").read_text(encoding="utf-8")
    assert "# Ann" in text
    assert "# The opening." in text
    with pytest.raises(BadInput, match="somebody else"):
        film.changed(0, title="Other").save()
    assert (folder / "film.toml").read_text(encoding="utf-8") == text


def test_what_does_not_fit_is_said(folder: Path) -> None:
    film = Film.open(folder)
    (problem,) = film.changed(1, start=5000).problems
    assert "starts at 0:05" in problem
    with pytest.raises(BadInput, match="has no 'colour'"):
        film.changed(0, colour="red")


def test_a_film_is_exported_with_progress(folder: Path) -> None:
    told: list[tuple[str, float]] = []
    package = Film.open(folder).export(
        preset="preview", on_progress=lambda task, share: told.append((task, share))
    )
    assert package.films["plain"].is_file()
    assert told[-1] == ("Putting the film together", 1.0)


# MoviePy forgets the pipes of its readers.
@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_moviepy_shows_the_same_pictures_as_the_film(folder: Path) -> None:
    film = Film.open(folder)
    ann = replace(film.clips[1], dissolve=400, volume=0.5)
    assert isinstance(ann, Footage)
    clip = film.changed(1, dissolve=400, volume=0.5).to_moviepy()
    assert (clip.duration, clip.size, clip.fps) == (2.6, (256, 144), 25)
    assert clip.audio is not None
    blue, later = clip.get_frame(0.1), clip.get_frame(2.0)
    assert blue[5, 5, 2] > 50 > blue[5, 5, 0]
    assert later.std() > 50
    for part in (*clip.clips, clip):
        part.close()
    del clip, part
    gc.collect()  # here, where the warnings about MoviePy's own pipes are known


@pytest.mark.filterwarnings("ignore::ResourceWarning")
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_the_example_of_the_readme_works(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    readme = (Path(__file__).parents[2] / "README.md").read_text(encoding="utf-8")
    example = readme.partition("```python\n")[2].partition("```")[0]
    folder.rename(folder.parent / "my-film")
    monkeypatch.chdir(folder.parent)
    done: dict[str, Any] = {}
    exec(example, done)
    assert done["film"].clips[0].chapter == "Tip 1"
    for part in (*done["clip"].clips, done.pop("clip")):
        part.close()
    del part
    gc.collect()


def test_importing_mediakit_is_light() -> None:
    heavy = "'mediakit.workflow', 'moviepy', 'pydantic', 'numpy'"
    code = f"import sys, mediakit; assert not {{{heavy}}} & set(sys.modules); mediakit.Film"
    subprocess.run([sys.executable, "-c", code], check=True, timeout=120)

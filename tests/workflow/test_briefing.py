"""The interpreter's folder, made from a project as a person has it."""

import json
import subprocess
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import docx
import numpy as np
import pytest

from mediakit.clock import FrameSpan, Span
from mediakit.errors import AlreadyThere
from mediakit.film.model import Canvas
from mediakit.film.timeline import PlacedSlot, Timeline
from mediakit.outputs.brief.model import Part
from mediakit.plan.brief_film import LEAD_SECONDS
from mediakit.signing.geometry import Stand
from mediakit.subtitles.model import Cue
from mediakit.workflow.briefing import parts_of

Run = Callable[..., "subprocess.CompletedProcess[str]"]

FILM = """\
format = 1
title = "Our film"
size = "640x360"

[[clip]]
card = "Our film"
seconds = 1

[[clip]]
file = "footage/talk.mp4"
name = "Siân"
role = "Film maker"

[signer]
side = "left"

[[signer.slot]]
file = "signing/first.mp4"
at = "0:01"
to = "0:02"

[[signer.slot]]
file = "signing/second.mp4"
at = "0:02"
"""
WORDS = "1\n00:00:00,200 --> 00:00:01,800\n{}\n"
NAMES = [
    "our-film.brief.docx", "our-film.brief.html", "our-film.script.docx", "our-film.script.html",
    "our-film.with-time.mp4", "our-film.your-place.png", "package.json",
]  # fmt: skip
RATE = 25


@pytest.fixture
def project(tmp_path: Path, make_clip: Callable[..., Path]) -> Path:
    """A film of 3 s with subtitles that a person wrote, and places for two recordings."""
    folder = tmp_path / "ours"
    make_clip("ours/footage/talk.mp4", seconds=2)
    (folder / "subtitles").mkdir()
    (folder / "subtitles" / "talk.en.srt").write_text(WORDS.format("The hub is in Bangor."))
    (folder / "subtitles" / "talk.en-simple.srt").write_text(WORDS.format("We are in Bangor."))
    (folder / "film.toml").write_text(FILM)
    return folder


def brief(mediakit: Run, project: Path, *more: str) -> "dict[str, object]":
    done = mediakit("sign", "brief", "--json", *more, cwd=project)
    assert done.returncode == 0, done.stdout + done.stderr
    result: dict[str, object] = json.loads(done.stdout)
    return result


def loud_at(sound: "np.ndarray", seconds: float, hertz: float) -> float:
    """How strong a tone is in the 60 ms from there on."""
    start = round(seconds * 48_000)
    part = sound[start : start + 2880]
    wave = np.exp(-2j * np.pi * hertz * np.arange(len(part)) / 48_000)
    return float(abs(np.mean(part * wave)))


def test_the_folder_holds_all_that_an_interpreter_needs(mediakit: Run, project: Path) -> None:
    before = {path: path.read_bytes() for path in project.rglob("*") if path.is_file()}
    done = brief(mediakit, project)
    folder = Path(str(done["folder"]))
    assert folder == project / "exports" / "our-film-brief"
    assert sorted(path.name for path in folder.iterdir()) == NAMES
    assert [(part["file"], part["from_ms"], part["to_ms"]) for part in done["parts"]] == [
        ("first.mp4", 1000, 2000), ("second.mp4", 2000, 3000),
    ]  # fmt: skip
    script = (folder / "our-film.script.html").read_text(encoding="utf-8")
    assert "The hub is in Bangor." in script
    assert "We are in Bangor." in script
    page = (folder / "our-film.brief.html").read_text(encoding="utf-8")
    assert all(word in page for word in ("Siân", "Film maker", "Bangor", "first.mp4"))
    assert docx.Document(str(folder / "our-film.script.docx")).tables
    assert {path: path.read_bytes() for path in before} == before
    check_film(folder / "our-film.with-time.mp4")
    # What a person puts into the folder is not lost when it is made again.
    (folder / "mine.txt").write_text("a note")
    again = mediakit("sign", "brief", cwd=project)
    assert again.returncode == AlreadyThere.exit_code
    assert "mine.txt" in again.stderr
    assert (folder / "mine.txt").read_text() == "a note"


def check_film(film: Path) -> None:
    """The countdown, its beeps with a long one at the film's time zero, and the time above it."""
    with av.open(str(film)) as container:
        frames = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    with av.open(str(film)) as container:
        sound = np.concatenate([part.to_ndarray()[0] for part in container.decode(audio=0)])
    assert len(frames) == RATE * (LEAD_SECONDS + 3)
    assert frames[0].shape == (360 + 36, 640)
    for second in range(LEAD_SECONDS):
        assert loud_at(sound, second + 0.01, 880) > 10 * loud_at(sound, second + 0.5, 880)
    assert loud_at(sound, LEAD_SECONDS + 0.01, 1760) > 10 * loud_at(sound, 4.9, 1760)
    # The band alone tells the time: it changes with each tenth of a second, the card does not.
    band = [frame[:36].astype(int) for frame in frames[RATE * LEAD_SECONDS :]]
    assert np.abs(band[0] - band[2]).max() < 40
    assert np.abs(band[0] - band[3]).max() > 100


def test_a_film_without_slots_wants_one_recording_from_where_somebody_speaks() -> None:
    canvas = Canvas(640, 360, Fraction(25))
    timeline = Timeline("", "en", canvas, (), (), Stand(), (), None, 75, ())
    said = [Cue(Span(1200, 2000), "Hello.")]
    assert parts_of(timeline, "our-film", said) == (Part(1, "our-film-1.mp4", 1200, 3000),)
    assert parts_of(timeline, "our-film", []) == (Part(1, "our-film-1.mp4", 0, 3000),)


def test_a_recording_that_is_shown_in_pieces_is_wanted_once() -> None:
    canvas = Canvas(640, 360, Fraction(25))
    slots = tuple(
        PlacedSlot(FrameSpan(start, start + 25), None, file, 0)
        for start, file in ((0, "signing/a.mp4"), (25, "signing/b.mp4"), (50, "signing/a.mp4"))
    )
    timeline = Timeline("", "en", canvas, (), (), Stand(), slots, None, 75, ())
    assert parts_of(timeline, "our-film", [], {"signing/b.mp4"}) == (
        Part(1, "a.mp4", 0, 3000),
        Part(2, "b.mp4", 1000, 2000, there=True),
    )

"""A person's own effect on a clip: what comes of it, and of one that goes wrong."""

import hashlib
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from counted import make_counted, plan_of_film, read_numbers
from numpy.typing import NDArray

from mediakit.errors import BadInput
from mediakit.film.model import Canvas, Clip, Effect, Film, Footage, Version
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.plan.model import Plan
from mediakit.process import StopSignal
from mediakit.render.effects import alter
from mediakit.render.programs import Job

EFFECTS = """\
import os, sys
from moviepy import vfx
import numpy as np

def invert(clip):
    print("frame nonsense")
    return clip.with_effects([vfx.InvertColors()])

def same(clip):
    return clip

def backwards(clip):
    return clip.time_transform(lambda t: clip.duration - 1 / clip.fps - t)

def raises(clip):
    return clip.image_transform(lambda picture: picture / nothing)

def half(clip):
    return clip.subclipped(0, clip.duration / 2)

def number(clip):
    return 7

def small(clip):
    return clip.resized(0.5)

def leaves(clip):
    sys.exit("enough")

def crashes(clip):
    os._exit(3)
"""
RATE = Fraction(25)
SIZE = (320, 180)


@pytest.fixture
def code(tmp_path: Path) -> Path:
    file = tmp_path / "effects.py"
    file.write_text(EFFECTS)
    return file


def planned(code: Path, clips: list[Clip], facts: dict[str, Media], rate: Fraction = RATE) -> Plan:
    versions = (Version("v", None, False),)
    film = Film("Effects", "en", Canvas(*SIZE, rate), tuple(clips), None, None, versions)
    return plan_of_film(film, facts, codes={"effects.py": sha256(code)})


def sha256(code: Path) -> str:
    return hashlib.sha256(code.read_bytes()).hexdigest()


def altered(plan: Plan, code: Path, facts: dict[str, Media], folder: Path) -> Path:
    """The only altered clip of a plan, made of recordings."""
    (piece,) = plan.altered
    folder.mkdir()
    files = {media.fingerprint: media.path for media in facts.values()}
    alter(piece, Job(folder, {**files, sha256(code): code}, StopSignal()))
    return folder / "result.mp4"


def clip(function: str, end: int = 1600) -> Footage:
    return Footage("a.mp4", 0, end, effect=Effect("effects.py", function))


def first(film: Path) -> NDArray[np.float64]:
    with av.open(str(film)) as container:
        frame = next(container.decode(video=0))
        return np.asarray(frame.to_ndarray(format="yuv420p"), np.float64)


@pytest.mark.parametrize("rate", ["25", "30000/1001"])
def test_every_picture_comes_once_and_in_its_place(
    ffmpeg: str, code: Path, tmp_path: Path, rate: str
) -> None:
    facts = {"a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", rate, 80)}
    for function, numbers in (("same", range(40)), ("backwards", range(39, -1, -1))):
        one = Footage("a.mp4", 0, round(40_000 / Fraction(rate)), effect=clip(function).effect)
        plan = planned(code, [one], facts, Fraction(rate))
        assert read_numbers(altered(plan, code, facts, tmp_path / function)) == list(numbers)


def test_colours_are_as_they_were_or_as_the_effect_makes_them(
    make_clip: Callable[..., Path], code: Path, tmp_path: Path
) -> None:
    facts = {"a.mp4": probe(make_clip("a.mp4", picture="smptehdbars"))}
    films = {
        name: first(altered(planned(code, [clip(name)], facts), code, facts, tmp_path / name))
        for name in ("same", "invert")
    }
    given = first(tmp_path / "same" / "given.mp4")
    assert np.abs(films["same"] - given).mean() < 1.5
    luma = slice(0, SIZE[1])
    assert np.abs(films["invert"][luma] - (251 - given[luma])).mean() < 2


@pytest.mark.parametrize(
    ("function", "told"),
    [
        ("raises", r"NameError: name 'nothing' is not defined\): .*effects\.py, line 16\."),
        ("half", r"returned a clip of 0\.80 s, where the film has 1\.60 s"),
        ("number", "returned int, not a MoviePy clip"),
        ("small", "a picture of 160 x 90 x 3, where the film has 320 x 180 x 3"),
        ("leaves", r"SystemExit: enough\): .*effects\.py, line 28\."),
        ("crashes", "ended before its pictures were made"),
        ("missing", "There is no function 'missing'"),
    ],
)
def test_what_goes_wrong_is_told_in_one_sentence_with_its_line(
    make_clip: Callable[..., Path], code: Path, tmp_path: Path, function: str, told: str
) -> None:
    facts = {"a.mp4": probe(make_clip("a.mp4"))}
    with pytest.raises(BadInput, match=told):
        altered(planned(code, [clip(function)], facts), code, facts, tmp_path / "work")


def test_code_that_changed_after_the_plan_does_not_run(
    make_clip: Callable[..., Path], code: Path, tmp_path: Path
) -> None:
    facts = {"a.mp4": probe(make_clip("a.mp4"))}
    plan = planned(code, [clip("same")], facts)
    (piece,) = plan.altered
    code.write_text(f"{EFFECTS}\nopen({str(tmp_path / 'ran')!r}, 'w')\n")
    (tmp_path / "work").mkdir()
    files = {facts["a.mp4"].fingerprint: facts["a.mp4"].path, piece.code: code}
    with pytest.raises(BadInput, match="changed while the film was made"):
        alter(piece, Job(tmp_path / "work", files, StopSignal()))
    assert not (tmp_path / "ran").exists()

"""Fades, frame by frame: how bright each is, and how loud."""

from fractions import Fraction
from pathlib import Path

import av
import numpy as np
import pytest
from counted import HEIGHT, WIDTH, plan_clips, render_plan

from mediakit.film.model import Clip, Fades, Photo
from mediakit.media.model import Media
from mediakit.media.probe import probe

BLACK, WHITE = 16, 235


def white(folder: Path) -> dict[str, Media]:
    from PIL import Image

    Image.new("RGB", (WIDTH, HEIGHT), "white").save(folder / "p.png")
    return {"p.png": probe(folder / "p.png")}


def levels(film: Path) -> list[float]:
    """How bright every frame is: 0 for black, 1 for white."""
    with av.open(str(film)) as container:
        lumas = [frame.to_ndarray()[: frame.height].mean() for frame in container.decode(video=0)]
    return [(luma - BLACK) / (WHITE - BLACK) for luma in lumas]


def photo(seconds: float, **fades: int) -> Photo:
    return Photo("p.png", round(seconds * 1000), "none", fades=Fades(**fades))


@pytest.mark.parametrize("rate", [Fraction(25), Fraction(24000, 1001), Fraction(50)])
def test_a_fade_begins_and_ends_in_black(rate: Fraction, ffmpeg: str, tmp_path: Path) -> None:
    facts = white(tmp_path)
    plan = plan_clips([photo(2, coming=400, going=600)], facts, rate)
    _, film = render_plan(plan, facts, tmp_path)
    coming, going = plan.versions[0].chunks[0].fades
    expected = np.ones(plan.versions[0].frames)
    expected[: coming.frames] = np.arange(coming.frames) / coming.frames
    expected[-going.frames :] = np.arange(going.frames)[::-1] / going.frames
    assert levels(film) == pytest.approx(list(expected), abs=0.02)


def test_a_dip_goes_through_black_between_two_clips(ffmpeg: str, tmp_path: Path) -> None:
    facts = white(tmp_path)
    clips: list[Clip] = [photo(1), photo(1, dip=400)]
    _, film = render_plan(plan_clips(clips, facts, Fraction(25)), facts, tmp_path)
    half = [n / 5 for n in range(5)]
    expected = [1] * 20 + half[::-1] + half + [1] * 20
    assert levels(film) == pytest.approx(expected, abs=0.02)


def test_a_fade_goes_on_from_chunk_to_chunk(ffmpeg: str, tmp_path: Path) -> None:
    facts = white(tmp_path)
    plan = plan_clips([photo(20, going=12_000)], facts, Fraction(10))
    assert [[fade.first for fade in chunk.fades] for chunk in plan.versions[0].chunks] == [
        *[[]] * 4,
        *[[first] for first in (0, -20, -40, -60, -80, -100)],
    ]
    _, film = render_plan(plan, facts, tmp_path)
    expected = [1] * 80 + [n / 120 for n in range(120)][::-1]
    assert levels(film) == pytest.approx(expected, abs=0.02)

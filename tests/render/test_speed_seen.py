"""Footage shown faster and slower: every frame and every click where it belongs."""

import subprocess
import wave
from fractions import Fraction
from math import ceil
from pathlib import Path

import av
import numpy as np
import pytest
from counted import make_counted, plan_clips, read_numbers, render_plan

from mediakit.film.model import Footage
from mediakit.media.probe import probe


def may_show(start: Fraction, count: int, rate: Fraction, pace: Fraction) -> list[set[int]]:
    """The source's frame in the middle of each frame of the film; both where it changes there."""
    places = [start * rate + (n + Fraction(1, 2)) * pace for n in range(count)]
    return [{int(at), ceil(at) - 1} if at == int(at) else {int(at)} for at in places]


@pytest.mark.parametrize("rate", ["24000/1001", "25", "50"])
@pytest.mark.parametrize("speed", ["1/2", "5/4", "2"])
def test_every_frame_is_the_one_of_its_time(
    rate: str, speed: str, ffmpeg: str, tmp_path: Path
) -> None:
    facts = {"a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", rate, 700)}
    exact, pace = Fraction(rate), Fraction(speed)
    # Two chunks, or more: they must agree on the frames beside their edges.
    seconds = 14 if pace < 2 else 24
    seconds = min(seconds, int(690 / exact) - 1)
    clip = Footage("a.mp4", 1000, seconds * 1000, speed=pace)
    plan = plan_clips([clip], facts, exact)
    _, film = render_plan(plan, facts, tmp_path)
    numbers = read_numbers(film)
    assert abs(len(numbers) - (seconds - 1) * exact / pace) <= 1
    expected = may_show(Fraction(1), len(numbers), exact, pace)
    assert [n for n, may in zip(numbers, expected, strict=True) if n not in may] == []


def clicking(ffmpeg: str, folder: Path) -> Path:
    """12 s of a quiet tone with a click at every second, and a grey picture."""
    rate, sound = 48_000, folder / "clicks.wav"
    samples = 0.05 * np.sin(2 * np.pi * 220 * np.arange(12 * rate) / rate)
    noise = np.random.default_rng(1)
    for second in range(1, 12):
        samples[second * rate : second * rate + 240] += 0.8 * noise.standard_normal(240)
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, rate, 0, "NONE", ""))
        file.writeframes((np.clip(samples, -1, 1) * 32_000).astype("<i2").tobytes())
    grey = ("-f", "lavfi", "-i", "color=gray:s=160x120:r=25:d=12")
    codecs = ("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "pcm_s16le")
    made = folder / "clicks.mov"
    subprocess.run(
        [ffmpeg, "-y", "-v", "error", *grey, "-i", str(sound), *codecs, str(made)], check=True
    )
    return made


@pytest.mark.parametrize("speed", ["1/2", "5/4", "2"])
def test_sound_keeps_in_step_with_the_picture(speed: str, ffmpeg: str, tmp_path: Path) -> None:
    facts = {"a.mov": probe(clicking(ffmpeg, tmp_path))}
    pace = Fraction(speed)
    plan = plan_clips([Footage("a.mov", 2500, 10_500, speed=pace)], facts, Fraction(25))
    _, film = render_plan(plan, facts, tmp_path)
    with av.open(str(film)) as container:
        heard = np.concatenate(
            [frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)]
        )
    assert abs(len(heard) / 48_000 - 8 / pace) < 0.1
    jumps = np.abs(np.diff(heard))
    for second in range(3, 11):
        at = float((second - Fraction(5, 2)) / pace)
        near = jumps[round((at - 0.1) * 48_000) : round((at + 0.1) * 48_000)]
        found = np.flatnonzero(near > 0.4 * near.max())[0] / 48_000 - 0.1
        assert abs(found) < 0.020, second

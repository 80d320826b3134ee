"""A click and a flash of the same moment are found together in the finished film."""

import subprocess
import wave
from collections.abc import Sequence
from fractions import Fraction
from math import ceil
from pathlib import Path

import av
import numpy as np
import pytest
from counted import plan_clips, render_plan

from mediakit.film.model import Footage, Voice
from mediakit.media.probe import probe

RATE = 48_000
SIZE = WIDTH, HEIGHT = 160, 90
SECONDS = 4
APART = 0.5
"""Seconds from one flash to the next."""

FORMATS = {
    "aac.mp4": ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-c:a", "aac"),
    "mp3.mkv": ("-c:v", "libx264", "-preset", "ultrafast", "-bf", "2", "-c:a", "libmp3lame"),
    "mp2.mpg": ("-c:v", "mpeg2video", "-c:a", "mp2"),
    "aac.ts": ("-c:v", "libx264", "-preset", "ultrafast", "-c:a", "aac"),
}


def flashing(ffmpeg: str, folder: Path, name: str, rate: Fraction, late: str = "0") -> Path:
    """White for two frames, and a click with the first of them, every half second; grey and a quiet
    tone besides. The sound stream begins `late` seconds after the picture.
    """
    frames = [ceil(n * APART * rate) for n in range(1, int(SECONDS / APART))]
    grey = [255 if {n, n - 1} & set(frames) else 60 for n in range(int(SECONDS * rate))]
    samples = 0.03 * np.sin(2 * np.pi * 220 * np.arange(SECONDS * RATE) / RATE)
    noise = np.random.default_rng(1)
    for frame in frames:
        at = round(frame / rate * RATE)
        samples[at : at + 240] += 0.8 * noise.standard_normal(240)
    sound, made = folder / "clicks.wav", folder / name
    with wave.open(str(sound), "wb") as file:
        file.setparams((1, 2, RATE, 0, "NONE", ""))
        heard = samples[round(float(late) * RATE) :]
        file.writeframes((np.clip(heard, -1, 1) * 32_000).astype("<i2").tobytes())
    raw = ("-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}", "-r", str(rate))
    inputs = (*raw, "-i", "-", "-itsoffset", late, "-i", str(sound))
    coding = (*FORMATS[name.partition("-")[2] or name], "-pix_fmt", "yuv420p")
    subprocess.run(
        [ffmpeg, "-y", "-v", "error", *inputs, *coding, str(made)],
        input=b"".join(bytes([level]) * (WIDTH * HEIGHT) for level in grey),
        check=True,
    )
    return made


def flashes(film: Path) -> list[float]:
    """When the picture becomes white."""
    with av.open(str(film)) as container:
        seen = [
            (float(frame.time or 0), float(frame.to_ndarray(format="gray").mean()))
            for frame in container.decode(video=0)
        ]
    white = [level > 160 for _, level in seen]
    return [
        at
        for (at, _), now, before in zip(seen, white, [True, *white], strict=False)
        if now and not before
    ]


def clicks(film: Path) -> list[float]:
    """When something clicks."""
    with av.open(str(film)) as container:
        blocks = [frame.to_ndarray().mean(axis=0) for frame in container.decode(audio=0)]
    jumps = np.abs(np.diff(np.concatenate(blocks)))
    found: list[float] = []
    for at in np.flatnonzero(jumps > 0.25 * np.percentile(jumps, 99.9)) / RATE:
        if not found or at - found[-1] > 0.1:
            found.append(float(at))
    return found


def furthest(film: Path, least: int) -> float:
    """Seconds between a flash and the click next to it, where they are furthest apart."""
    seen, heard = flashes(film), clicks(film)
    assert len(seen) >= least
    return max(min(abs(at - click) for click in heard) for at in seen)


def exported(
    folder: Path,
    source: Path,
    rate: Fraction,
    clips: Sequence[Footage],
    voices: Sequence[Voice] = (),
) -> Path:
    facts = {"a": probe(source)}
    return render_plan(plan_clips(clips, facts, rate, SIZE, voices), facts, folder)[1]


CUT = (Footage("a", 200, 1800), Footage("a", 1113, 3700))
"""The first begins with a frame at most rates, the second between two."""


@pytest.mark.parametrize("rate", ["24000/1001", "30", "50", "60"])
def test_at_every_rate(rate: str, ffmpeg: str, tmp_path: Path) -> None:
    exact = Fraction(rate)
    source = flashing(ffmpeg, tmp_path, "aac.mp4", exact)
    assert furthest(exported(tmp_path, source, exact, CUT), 7) <= 0.020


@pytest.mark.parametrize("name", ["mp2.mpg", "aac.ts"])
def test_in_formats_that_are_read_in_order(name: str, ffmpeg: str, tmp_path: Path) -> None:
    source = flashing(ffmpeg, tmp_path, name, Fraction(25))
    assert furthest(exported(tmp_path, source, Fraction(25), CUT), 7) <= 0.010


@pytest.mark.parametrize("start", range(1100, 1140, 5))
def test_cut_anywhere_between_two_frames(start: int, ffmpeg: str, tmp_path: Path) -> None:
    source = flashing(ffmpeg, tmp_path, "aac.mp4", Fraction(25))
    film = exported(tmp_path, source, Fraction(25), [Footage("a", start, 3700)])
    assert furthest(film, 5) <= 0.005


def test_with_sound_that_comes_late(ffmpeg: str, tmp_path: Path) -> None:
    source = flashing(ffmpeg, tmp_path, "late-mp3.mkv", Fraction(25), late="0.3")
    assert furthest(exported(tmp_path, source, Fraction(25), CUT), 7) <= 0.020


def test_through_dissolves_and_at_other_speeds(ffmpeg: str, tmp_path: Path) -> None:
    source = flashing(ffmpeg, tmp_path, "aac.mp4", Fraction(50))
    clips = (
        Footage("a", 200, 1800),
        Footage("a", 1100, 3700, dissolve=200, speed=Fraction(5, 4)),
        Footage("a", 1600, 3300, dissolve=200, speed=Fraction(1, 2)),
    )
    assert furthest(exported(tmp_path, source, Fraction(50), clips), 7) <= 0.020


def test_a_voice_that_belongs_to_a_clip(ffmpeg: str, tmp_path: Path) -> None:
    source = flashing(ffmpeg, tmp_path, "aac.mp4", Fraction(25))
    clips = Footage("a", 2200, 3200), Footage("a", 200, 2200, volume=0)
    voice = Voice(Footage("a", 300, 2200), 300, "a")
    film = exported(tmp_path, source, Fraction(25), (clips[1], clips[0]), [voice])
    assert furthest(film, 4) <= 0.020

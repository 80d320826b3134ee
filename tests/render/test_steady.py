"""A shaky clip held steady: how much less it shakes, and that every frame is in its place."""

import subprocess
from fractions import Fraction
from pathlib import Path

import av
import numpy as np
from counted import plan_clips, render_plan
from numpy.typing import NDArray
from PIL import Image

from mediakit.film.model import Footage
from mediakit.media.probe import probe
from mediakit.plan.keys import key_of

WIDTH, HEIGHT, FRAMES = 320, 240, 50


def shaky(ffmpeg: str, path: Path) -> None:
    """A picture full of detail, seen through a camera that trembles by up to 5 pixels."""
    random = np.random.default_rng(3)
    small = Image.fromarray(random.integers(0, 256, (70, 90), np.uint8))
    scene = np.asarray(small.resize((WIDTH + 40, HEIGHT + 40), Image.Resampling.BICUBIC))
    moves = random.integers(-5, 6, (FRAMES, 2)) + 20
    raw = b"".join(scene[y : y + HEIGHT, x : x + WIDTH].tobytes() for y, x in moves)
    size = ("-f", "rawvideo", "-pix_fmt", "gray", "-s", f"{WIDTH}x{HEIGHT}", "-r", "25")
    codec = ("-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p")
    command = [ffmpeg, "-y", "-v", "error", *size, "-i", "-", *codec, str(path)]
    subprocess.run(command, input=raw, check=True)


def frames_in(film: Path) -> NDArray[np.float64]:
    with av.open(str(film)) as container:
        seen = [frame.to_ndarray(format="gray") for frame in container.decode(video=0)]
    return np.array(seen, np.float64)[:, 40:-40, 40:-40]


def shake(frames: NDArray[np.float64]) -> float:
    """How different each frame is from the one before."""
    return float(np.abs(np.diff(frames, axis=0)).mean())


def test_it_shakes_much_less_and_no_frame_is_lost(ffmpeg: str, tmp_path: Path) -> None:
    shaky(ffmpeg, tmp_path / "a.mp4")
    facts = {"a.mp4": probe(tmp_path / "a.mp4")}
    clips = [Footage("a.mp4", 0, 1600, steady=True)]
    plan = plan_clips(clips, facts, Fraction(25), (WIDTH, HEIGHT))
    assert len(plan.steadies) == 1
    _, film = render_plan(plan, facts, tmp_path)
    held = frames_in(film)
    assert len(held) == 40
    assert shake(held) < 0.4 * shake(frames_in(tmp_path / "a.mp4"))
    assert held.std() > 20


def test_a_clip_that_moves_is_not_steadied_again(ffmpeg: str, tmp_path: Path) -> None:
    shaky(ffmpeg, tmp_path / "a.mp4")
    facts = {"a.mp4": probe(tmp_path / "a.mp4")}
    clip = Footage("a.mp4", 0, 1600, steady=True)
    first, moved = (
        plan_clips(clips, facts, Fraction(25), (WIDTH, HEIGHT))
        for clips in ([clip], [Footage("a.mp4", 0, 400), clip])
    )
    assert first.steadies == moved.steadies
    assert key_of(first.versions[0].chunks[0], first.tools) == key_of(
        moved.versions[0].chunks[1], moved.tools
    )

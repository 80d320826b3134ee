"""The right picture, the right way up, compared with what ffmpeg itself shows."""

import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mediakit.errors import BadInput
from mediakit.media.frames import picture_at

MakeClip = Callable[..., Path]

COUNTER = "geq=lum='16+4*N':cb=128:cr=128"
"""Grey that gets 4 brighter with every frame: its level says which frame it is."""


def frame_number(picture: Image.Image) -> int:
    # Luma 16 to 235 is shown as 0 to 255.
    return round(float(np.asarray(picture).mean()) * 219 / 255 / 4)


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts", "flv", "avi"])
def test_every_frame_is_found_by_its_time(make_clip: MakeClip, suffix: str) -> None:
    clip = make_clip(
        f"clip.{suffix}", size=(64, 48), picture="color", sound=None, more=("-vf", COUNTER)
    )
    # Asked for in the middle of each frame: 40 ms long at 25 a second.
    found = [frame_number(picture_at(clip, 40 * number + 20)) for number in range(0, 50, 7)]
    assert found == list(range(0, 50, 7))


def test_times_outside_the_film(make_clip: MakeClip) -> None:
    clip = make_clip(size=(64, 48), picture="color", sound=None, more=("-vf", COUNTER))
    assert frame_number(picture_at(clip, -500)) == 0
    assert frame_number(picture_at(clip, 99_000)) == 49


def test_time_zero_is_the_first_timestamp(make_clip: MakeClip) -> None:
    more = ("-vf", COUNTER, "-output_ts_offset", "50")
    clip = make_clip("late.ts", size=(64, 48), picture="color", sound=None, more=more)
    assert frame_number(picture_at(clip, 1020)) == 25


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_turned_as_ffmpeg_turns_it(make_clip: MakeClip, rotation: int, ffmpeg: str) -> None:
    clip = make_clip(size=(96, 48), rotation=rotation)
    target = clip.with_name("shown.png")
    command = [ffmpeg, "-v", "error", "-i", clip, "-frames:v", "1", target]
    subprocess.run(command, check=True)
    shown, ours = Image.open(target).convert("RGB"), picture_at(clip, 0)
    assert ours.size == shown.size == ((96, 48) if rotation in (0, 180) else (48, 96))
    difference = np.abs(np.asarray(ours, dtype=int) - np.asarray(shown, dtype=int))
    assert difference.mean() < 3


def test_square_pixels(make_clip: MakeClip) -> None:
    clip = make_clip(size=(72, 58), seconds=0.2, more=("-vf", "setsar=16/15"))
    assert picture_at(clip, 0).size == (77, 58)


def test_no_picture(make_clip: MakeClip) -> None:
    with pytest.raises(BadInput, match="There is no picture in this file"):
        picture_at(make_clip("voice.wav", size=None), 0)

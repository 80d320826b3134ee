from collections.abc import Callable
from pathlib import Path

import pytest

from mediakit.media.backdrop import backdrop_colour
from mediakit.media.probe import probe

MakeClip = Callable[..., Path]

PERSON = "drawbox=x=iw/3:y=ih/5:w=iw/3:h=ih:color=0x705040:t=fill"


def channels(colour: str | None) -> tuple[int, int, int]:
    assert colour is not None
    assert colour.startswith("0x")
    number = int(colour, 16)
    return number >> 16, number >> 8 & 255, number & 255


@pytest.mark.parametrize("painted", [(0, 177, 64), (30, 120, 40), (20, 80, 200), (60, 190, 220)])
def test_screens(make_clip: MakeClip, painted: tuple[int, int, int]) -> None:
    red, green, blue = painted
    clip = make_clip(
        picture=f"color=c=0x{red:02x}{green:02x}{blue:02x}", sound=None, more=("-vf", PERSON)
    )
    measured = channels(backdrop_colour(probe(clip)))
    assert all(abs(a - b) <= 6 for a, b in zip(measured, painted, strict=True))


@pytest.mark.parametrize("wall", ["0xd0d8e0", "black", "0xa02020", "0xc0c0b0"])
def test_walls_are_no_screens(make_clip: MakeClip, wall: str) -> None:
    clip = make_clip(picture=f"color=c={wall}", sound=None, more=("-vf", PERSON))
    assert backdrop_colour(probe(clip)) is None


def test_half_a_screen_is_none(make_clip: MakeClip) -> None:
    half = "drawbox=x=0:y=0:w=iw/2:h=ih:color=white:t=fill"
    clip = make_clip(picture="color=c=0x00b140", sound=None, more=("-vf", half))
    assert backdrop_colour(probe(clip)) is None


def test_a_title_at_one_end_does_no_harm(make_clip: MakeClip) -> None:
    title = "drawbox=w=iw:h=ih:color=white:t=fill:enable='lt(t,0.3)'"
    clip = make_clip(picture="color=c=0x00b140", sound=None, more=("-vf", title))
    assert backdrop_colour(probe(clip)) is not None


def test_sound_has_none(make_clip: MakeClip) -> None:
    assert backdrop_colour(probe(make_clip("voice.wav", size=None))) is None

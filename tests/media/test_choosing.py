from dataclasses import replace
from pathlib import Path

import pytest

from mediakit.errors import BadInput
from mediakit.media.choosing import heard_from, sound_warnings
from mediakit.media.model import Media, Sound

ENGLISH = Sound(0, "aac", 2, 48000, "eng", default=True)
WELSH = Sound(1, "aac", 2, 48000, "cym", default=False, ears="left")
TWO = Media(Path("a.mp4"), "", "video", "mov", 0, 10_000, None, (ENGLISH, WELSH))


def test_the_default_track_is_used_and_the_others_are_named() -> None:
    said = " ".join(sound_warnings(TWO))
    assert TWO.main_sound == ENGLISH
    assert "track 1 (eng) is used" in said
    assert "write sound = 2 (cym)" in said


def test_a_choice_is_followed_and_not_asked_about_again() -> None:
    asked = replace(TWO, warnings=("Something else.", *sound_warnings(TWO)))
    chosen = heard_from(asked, 2, "film.toml")
    assert chosen.main_sound == WELSH
    assert chosen.warnings[0] == "Something else."
    assert "left channel" in chosen.warnings[1]
    assert len(chosen.warnings) == 2


def test_a_track_that_is_not_there() -> None:
    with pytest.raises(BadInput, match=r"no sound track 3.*Write sound = 1 \(eng\) or sound = 2"):
        heard_from(TWO, 3, "film.toml")

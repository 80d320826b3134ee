"""What a film can be exported for, and how it is made to fit where it is sent."""

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.film.model import Canvas
from mediakit.plan.codecs import encoder
from mediakit.plan.fitting_size import fitted, longest_seconds, tightened
from mediakit.plan.joining import TextTrack, Wrapping, join_arguments
from mediakit.plan.presets import PRESETS

WIDE, UPRIGHT = Canvas(1920, 1080, Fraction(25)), Canvas(1080, 1920, Fraction(25))
WHATSAPP = PRESETS["whatsapp"]
CANVASES = st.builds(
    Canvas,
    st.integers(160, 1920).map(lambda side: side * 2),
    st.integers(80, 1080).map(lambda side: side * 2),
    st.sampled_from([Fraction(24000, 1001), Fraction(25), Fraction(60)]),
)


@pytest.mark.parametrize(
    ("preset", "own", "size"),
    [("standard", WIDE, (1920, 1080)), ("youtube", UPRIGHT, (1080, 1920)),
     ("small", WIDE, (854, 480)), ("small", UPRIGHT, (480, 854)), ("preview", WIDE, (640, 360)),
     ("vertical", WIDE, (1080, 1920)), ("instagram-square", UPRIGHT, (1080, 1080)),
     ("facebook", Canvas(3840, 2160, Fraction(25)), (1920, 1080))],
)  # fmt: skip
def test_a_preset_gives_the_film_its_size(preset: str, own: Canvas, size: tuple[int, int]) -> None:
    assert PRESETS[preset].canvas(own) == Canvas(*size, own.rate)


@pytest.mark.parametrize("preset", PRESETS.values(), ids=lambda preset: preset.name)
def test_every_encoding_of_every_preset_can_be_joined(preset: object) -> None:
    for encoding in (preset.encoding, *preset.also):  # type: ignore[attr-defined]
        options = encoder(encoding, Fraction(30000, 1001))
        assert options["video_track_timescale"] == 30000
        assert "threads" in str(options) or "lp=1" in str(options)
        assert ("maxrate" in options) == (encoding.cap is not None)


@settings(max_examples=60)
@given(CANVASES, st.integers(1, 4000))
def test_what_is_reckoned_fits_and_only_what_is_too_long_is_refused(
    own: Canvas, seconds: int
) -> None:
    fits = fitted(WHATSAPP, own, seconds)
    assert (fits is None) == (seconds > longest_seconds(WHATSAPP, own))
    if fits is not None:
        assert fits.encoding.cap is not None
        kilobits = fits.encoding.cap + int(fits.sound_bitrate[:-1])
        assert kilobits * 1000 / 8 * seconds <= 16_000_000
        assert fits.canvas(own).height <= own.height


def test_what_came_out_too_large_is_made_smaller_by_as_much() -> None:
    fits = fitted(WHATSAPP, WIDE, 300)
    assert fits is not None
    assert fits.encoding.cap is not None
    again = tightened(fits, 20_000_000)
    assert again.encoding.cap is not None
    assert again.encoding.cap < fits.encoding.cap * 16 / 20
    assert fitted(PRESETS["youtube"], WIDE, 10**6) == PRESETS["youtube"]


def test_a_join_maps_what_it_is_given() -> None:
    tracks = (TextTrack("", "eng", "English"), TextTrack("", "cym", "Welsh, easy read"))
    line = " ".join(join_arguments(Wrapping("x", "marks", tracks), "prores"))
    assert "-map 2:s -map 3:s -map_chapters 4" in line
    assert "-c copy -c:a pcm_s24le -c:s mov_text" in line
    assert "-metadata:s:s:1 language=wel" in line
    assert line.endswith("-f mov result.mp4 -y")
    plain = " ".join(join_arguments(Wrapping("x")))
    assert "-map_chapters -1 -c copy -c:a copy -metadata:g" in plain

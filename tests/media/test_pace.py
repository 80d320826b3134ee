from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.errors import BadInput
from mediakit.media.pace import JITTER, STANDARD, Pace, film_rate, pace_of, ticks_of

TICKS = [Fraction(1, each) for each in (1000, 600, 12800, 15360, 30000, 90000, 200_000)]
usual = st.sampled_from([rate for rate in STANDARD if rate <= 60])
ticks = st.sampled_from(TICKS)


def stamped(rate: Fraction, tick: Fraction, frames: list[int]) -> list[int]:
    """Times of these frames, rounded to ticks as a container does."""
    return [round(frame / rate / tick) for frame in frames]


@given(usual, ticks, st.integers(200, 2000), st.integers(0, 10**6))
def test_steady_footage_gives_its_exact_rate(
    rate: Fraction, tick: Fraction, frames: int, offset: int
) -> None:
    times = [offset + time for time in stamped(rate, tick, list(range(frames)))]
    if frames / rate < 2000 * JITTER:
        return  # too short to tell 30 from 29.97
    assert pace_of(times, tick, Fraction(0)) == Pace(rate, steady=True)


@given(usual, ticks, st.sets(st.integers(10, 990), min_size=1, max_size=20))
def test_dropped_frames_make_it_unsteady_at_the_same_rate(
    rate: Fraction, tick: Fraction, dropped: set[int]
) -> None:
    frames = [frame for frame in range(1000) if frame not in dropped]
    pace = pace_of(stamped(rate, tick, frames), tick, Fraction(0))
    assert not pace.steady
    assert abs(pace.rate / rate - 1) < Fraction(1, 500)


@given(st.lists(st.integers(15, 120), min_size=50, max_size=200))
def test_it_never_fails_and_never_says_nonsense(gaps: list[int]) -> None:
    times = [sum(gaps[:number]) for number in range(len(gaps))]
    pace = pace_of(times, Fraction(1, 1000), Fraction(1000))
    assert Fraction(8) <= pace.rate <= Fraction(70)


def test_order_of_decoding_does_not_matter() -> None:
    assert pace_of([0, 120, 40, 80], Fraction(1, 1000), Fraction(0)) == Pace(Fraction(25), True)


def test_one_frame_has_the_rate_that_the_header_states() -> None:
    assert pace_of([0], Fraction(1, 1000), Fraction(25)) == Pace(Fraction(25), True)
    assert pace_of([], Fraction(1, 1000), Fraction(0)) == Pace(Fraction(0), True)


def test_ticks_as_long_as_frames_are_exact() -> None:
    tick = Fraction(1001, 24000)
    assert pace_of(list(range(100)), tick, Fraction(0)) == Pace(Fraction(24000, 1001), True)
    with_a_gap = [*range(50), *range(52, 100)]
    assert pace_of(with_a_gap, tick, Fraction(0)) == Pace(Fraction(24000, 1001), False)


def test_a_phone_that_slows_down_in_the_dark() -> None:
    times = [n * 33 for n in range(100)] + [3300 + n * 50 for n in range(100)]
    pace = pace_of(times, Fraction(1, 1000), Fraction(30))
    assert not pace.steady
    assert float(pace.rate) == 199 / (times[-1] / 1000) or abs(float(pace.rate) - 24.1) < 0.1


@pytest.mark.parametrize(
    ("footage", "film"),
    [
        (Fraction(266155, 8907), Fraction(30000, 1001)),
        (Fraction(30000, 1001), Fraction(30000, 1001)),
        (Fraction(25), Fraction(25)),
        (Fraction(27), Fraction(27)),
        (Fraction(7302, 1001), Fraction(7)),
        (Fraction(240), Fraction(60)),
        (Fraction(1, 10), Fraction(1)),
        (Fraction(0), Fraction(1)),
    ],
)
def test_a_film_has_a_usual_rate(footage: Fraction, film: Fraction) -> None:
    assert film_rate(footage) == film


@given(st.fractions(0, 1000, max_denominator=10_000))
def test_every_film_rate_can_be_counted(footage: Fraction) -> None:
    rate = film_rate(footage)
    assert 1 <= rate <= 60
    ticks = ticks_of(rate)
    assert ticks % 1_000_000 == 0
    assert (ticks / rate).denominator == 1


def test_a_rate_that_ffmpeg_cannot_count_is_refused() -> None:
    with pytest.raises(BadInput, match="exactly 266155/8907 frames a second"):
        ticks_of(Fraction(266155, 8907))

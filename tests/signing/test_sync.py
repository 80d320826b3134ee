"""Recordings find their place in the film, or are refused."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.signing.sync import FRAME_MS, Alignment, Mark, align_by_marks, lag_warning

OFFSETS = st.integers(-7_300, 12_900)
PACES = st.sampled_from([0.999, 1.0, 1.001])
MOMENTS = st.lists(st.integers(0, 1_800_000), min_size=1, max_size=6, unique=True)


@given(OFFSETS, PACES, MOMENTS)
def test_marks_give_back_what_they_were_made_with(offset, pace, moments):
    marks = [Mark(moment, round(offset + moment / pace)) for moment in moments]
    found = align_by_marks(marks)
    assert found.sure
    assert all(abs(found.film_ms(mark.recording_ms) - mark.film_ms) <= FRAME_MS for mark in marks)


def test_one_mark_gives_the_offset_and_two_the_pace():
    assert align_by_marks([Mark(2_000, 10_500)]).offset_ms == 8_500
    two = align_by_marks([Mark(1_000, 1_000), Mark(1_001_000, 1_000_000)])
    assert two.pace == pytest.approx(1000 / 999)
    assert two.film_ms(1_001_000) == pytest.approx(1_000_000)


def test_two_marks_close_together_give_no_pace():
    found = align_by_marks([Mark(1_000, 2_000), Mark(11_000, 12_040)])
    assert (found.pace, found.offset_ms, found.sure) == (1.0, 1_020, True)


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ([], "There is no mark"),
        ([Mark(0, 0), Mark(60_000, 66_000)], "9.1% too fast"),
        ([Mark(0, 60_000), Mark(60_000, 0)], "100.0% too slow"),
        ([Mark(0, 0), Mark(50_000, 50_500), Mark(100_000, 100_000)], "the one at 0:50"),
        ([Mark(0, 0), Mark(1_000, 1_500)], "do not fit together"),
    ],
)
def test_marks_that_cannot_be_right_are_not_sure(marks, words):
    found = align_by_marks(marks)
    assert not found.sure
    assert words in found.reason


@given(OFFSETS, PACES, st.integers(0, 1_800_000))
def test_the_two_clocks_undo_each_other(offset, pace, moment):
    found = Alignment(offset, pace, 1.0, True, "")
    assert found.recording_ms(found.film_ms(moment)) == pytest.approx(moment, abs=1e-3)
    at, start = found.slot()
    assert at == 0 or start == 0
    assert min(at, start) >= 0


@pytest.mark.parametrize(
    ("lag", "warned"), [(0, False), (3_000, False), (5_000, False), (5_001, True)]
)
def test_a_lag_above_five_seconds_is_warned(lag, warned):
    assert (lag_warning(lag) is not None) == warned

import numpy as np
from figures import matte_of_figure
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mediakit.signing.person_key import as_matte, only_the_signer, smoothed

ANSWERS = arrays(np.float32, (6, 8), elements=st.floats(0, 1, width=32))


@given(ANSWERS, ANSWERS)
def test_a_smoothed_answer_lies_between_the_two(before: np.ndarray, now: np.ndarray) -> None:
    found = smoothed(before, now)
    assert (found >= np.minimum(before, now) - 1e-6).all()
    assert (found <= np.maximum(before, now) + 1e-6).all()
    assert (smoothed(None, now) == now).all()


def test_flicker_is_calmed_and_movement_is_not_delayed() -> None:
    rest = np.full((4, 4), 0.5, np.float32)
    assert np.abs(smoothed(rest, rest + 0.1) - rest).max() < 0.05
    hand = np.ones((4, 4), np.float32)
    assert (smoothed(np.zeros((4, 4), np.float32), hand) == hand).all()


def test_whoever_else_is_in_the_picture_is_left_out() -> None:
    signer = matte_of_figure(-0.05, raised=True)
    both = signer.copy()
    both[60:200, 290:] = 0.9
    assert (only_the_signer(both) == signer).all()


@settings(max_examples=40)
@given(ANSWERS)
def test_nothing_is_added(answers: np.ndarray) -> None:
    found = only_the_signer(answers)
    assert ((found == answers) | (found == 0)).all()
    assert (found > 0).any() == (answers >= 0.2).any()


@given(ANSWERS)
def test_a_matte_is_solid_where_the_answer_is_firm(answers: np.ndarray) -> None:
    matte = as_matte(answers)
    assert (matte[answers >= 0.4] == 255).all()
    assert (matte[answers <= 0.05] == 0).all()

"""The line that most finds lie on."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.signing.lines import Finds, Line, best_line, heights_on, without

SLOPES = np.linspace(-0.005, 0.005, 151)


def finds_of(times, places, heights):
    columns = [np.asarray(values, float).reshape(len(times), -1) for values in (places, heights)]
    return Finds(np.repeat(np.asarray(times, float)[:, None], columns[0].shape[1], 1), *columns)


@settings(max_examples=30)
@given(
    st.floats(-20, 20),
    st.floats(-0.005, 0.005),
    st.integers(4, 30),
    st.integers(0, 999),
)
def test_the_line_is_found_among_as_many_false_finds(start, slope, count, seed):
    random = np.random.default_rng(seed)
    times = np.linspace(0, 1800, count)
    true = start + slope * times + random.uniform(-0.01, 0.01, count)
    false = random.uniform(-1000, 1000, (count, 2))
    finds = finds_of(times, np.column_stack([false, true]), [[0.3, 0.3, 0.3]] * count)
    line = best_line(finds, SLOPES, 0.06)
    assert (heights_on(finds, line, 0.06) > 0).all()
    assert line.at(900) == pytest.approx(start + slope * 900, abs=0.03)


def test_one_find_gives_a_level_line():
    assert best_line(finds_of([10], [3.5], [1]), SLOPES, 0.06) == Line(3.5, 0)


def test_no_find_gives_no_line():
    assert best_line(finds_of([10, 20], [3, 4], [0, 0]), SLOPES, 0.06) is None


def test_a_line_never_turns_beyond_the_widest_slope():
    line = best_line(finds_of([0, 1], [0, 0.05], [1, 1]), SLOPES, 0.06)
    assert line.slope == pytest.approx(0.005)


def test_what_lies_on_a_line_can_be_left_out():
    finds = finds_of([0, 10, 20], [[1, 7], [1, 9], [1, 7]], [[1, 0.5]] * 3)
    first = best_line(finds, SLOPES, 0.06)
    second = best_line(without(finds, first, 0.5), SLOPES, 0.06)
    assert (first, second) == (Line(1, 0), Line(7, 0))
    assert heights_on(finds, second, 0.06).tolist() == [0.5, 0, 0.5]

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from mediakit.signing.areas import blocks, edges, nearby, reached, stretched

MARKS = arrays(np.bool_, st.tuples(st.integers(4, 24), st.integers(4, 24)))


@settings(max_examples=50)
@given(marks=MARKS, radius=st.integers(1, 5))
def test_nearby_counts_the_square_around_each_pixel(marks: np.ndarray, radius: int) -> None:
    padded = np.pad(marks.astype(int), radius, mode="edge")
    counted = [
        [
            padded[y : y + 2 * radius + 1, x : x + 2 * radius + 1].sum()
            for x in range(marks.shape[1])
        ]
        for y in range(marks.shape[0])
    ]
    assert (nearby(marks, radius) == np.array(counted)).all()


@settings(max_examples=50)
@given(within=MARKS, data=st.data())
def test_reached_is_what_hangs_together_with_the_start(within: np.ndarray, data: st.DataObject):
    start = data.draw(arrays(np.bool_, within.shape))
    found = reached(start, within)
    expected = start & within
    for _ in range(within.size):
        grown = np.zeros_like(expected)
        for y, x in zip(*np.nonzero(expected), strict=True):
            grown[max(0, y - 1) : y + 2, max(0, x - 1) : x + 2] = True
        if ((grown & within) == expected).all():
            break
        expected = grown & within
    assert (found == expected).all()


def test_a_level_picture_stays_level_however_it_is_sized() -> None:
    level = np.full((12, 18, 3), 7.0)
    assert (blocks(level, 3) == 7).all()
    assert blocks(level, 5).shape == (2, 3, 3)
    assert np.allclose(stretched(level, 31, 7), 7)
    assert stretched(level[:1, :1], 5, 5).shape == (5, 5, 3)


def test_a_slope_is_kept_when_a_picture_is_stretched() -> None:
    slope = np.arange(8.0)[None, :, None] * np.ones((4, 1, 1))
    assert np.allclose(np.diff(stretched(slope, 4, 16)[0, 1:-1, 0]), 0.5)


def test_the_edges_leave_out_the_lower_part() -> None:
    marks = edges((60, 80))
    assert marks[0].all()
    assert marks[30, 0]
    assert marks[30, -1]
    assert not marks[30, 40]
    assert not marks[50:].any()

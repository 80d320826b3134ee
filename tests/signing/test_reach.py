import numpy as np
import pytest
from figures import matte_of_figure
from hypothesis import given
from hypothesis import strategies as st

from mediakit.signing.geometry import Box
from mediakit.signing.reach import EDGES, Clipped, Look, clipped, look_of, moments

WIDE, TALL = (1280, 720), Box(0, 0, 340, 454)


def matte(across: float = 0.0, *, raised: bool = False) -> np.ndarray:
    return (matte_of_figure(across, raised=raised) * 255).astype(np.uint8)


def test_nobody_reaches_nowhere() -> None:
    assert look_of(np.zeros((90, 160), np.uint8), 0) is None
    speck = np.zeros((90, 160), np.uint8)
    speck[40, 40] = 255
    assert look_of(speck, 0) is None


def test_a_raised_hand_reaches_further() -> None:
    rest, raised = look_of(matte(), 0), look_of(matte(raised=True), 0)
    assert rest is not None
    assert raised is not None
    assert rest.left == pytest.approx(rest.right, abs=0.02)
    assert raised.right < rest.right - 0.03
    assert raised.top == rest.top


def test_free_on_all_sides_is_well() -> None:
    assert clipped([Look(0, 0.3, 0.3, 0.1)], *WIDE, TALL) == ()


def test_the_edge_of_the_recording_and_that_of_the_place() -> None:
    looks = [Look(0, 0.3, 0.3, 0.1), Look(1000, 0.0, 0.3, 0.1), Look(2000, 0.2, 0.3, 0.005)]
    assert clipped(looks, *WIDE, TALL) == (
        Clipped("recording", "left", (1000,)),
        Clipped("place", "left", (2000,)),
        Clipped("recording", "top", (2000,)),
    )
    assert clipped(looks[:1], *WIDE, Box(0, 0, 640, 360)) == ()


PARTS = st.floats(0, 0.5)


@given(PARTS, PARTS, PARTS, st.integers(64, 800), st.integers(64, 800))
def test_each_edge_is_named_once_for_each_time(
    left: float, right: float, top: float, width: int, height: int
) -> None:
    found = clipped([Look(5, left, right, top)], *WIDE, Box(0, 0, width, height))
    edges = [one.edge for one in found]
    assert len(edges) == len(set(edges))
    assert set(edges) >= {
        edge for edge, part in zip(EDGES, (left, right, top), strict=True) if part <= 0.01
    }


@given(st.integers(1, 5 * 3_600_000))
def test_looks_lie_inside_the_recording_in_order(duration: int) -> None:
    times = list(moments(duration))
    assert 20 <= len(times) <= 60
    assert times == sorted(times)
    assert times[0] >= 0
    assert times[-1] < duration

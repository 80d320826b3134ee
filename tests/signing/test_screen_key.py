import numpy as np
import pytest
from figures import BLUE, GREEN, SIZE, filmed, left_and_lost, matte_of_figure
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.signing.screen_key import Plate, fits, key, measure_plate


def plate_of(picture: np.ndarray) -> Plate:
    plate = measure_plate(picture)
    assert plate is not None
    return plate


@settings(max_examples=8)
@given(
    screen=st.sampled_from([BLUE, GREEN, (20, 177, 64), (70, 120, 130)]),
    uneven=st.floats(0, 0.6),
    noise=st.floats(0, 4),
    across=st.floats(-0.2, 0.15),
    raised=st.booleans(),
)
def test_less_than_a_hundredth_is_left_or_lost(
    screen: tuple[int, int, int], uneven: float, noise: float, across: float, raised: bool
) -> None:
    true = matte_of_figure(across, raised=raised)
    picture = filmed(true, screen, uneven=uneven, noise=noise)
    left, lost = left_and_lost(key(picture, plate_of(picture)), true)
    assert left < 1
    assert lost < 1


def test_the_outline_is_as_soft_as_it_was_filmed() -> None:
    true = matte_of_figure(raised=True)
    picture = filmed(true, noise=1)
    found = key(picture, plate_of(picture)) / 255
    outline = (true > 0) & (true < 1)
    assert np.abs(found - true)[outline].mean() < 0.15


def test_a_plate_serves_the_pictures_that_follow() -> None:
    plate = plate_of(filmed(matte_of_figure(), seed=1))
    true = matte_of_figure(0.1, raised=True)
    picture = filmed(true, seed=2)
    assert fits(picture, plate)
    left, lost = left_and_lost(key(picture, plate), true)
    assert left < 1
    assert lost < 1


def test_other_light_needs_another_plate() -> None:
    plate = plate_of(filmed(matte_of_figure(), BLUE))
    assert not fits(filmed(matte_of_figure(), (70, 120, 130)), plate)
    assert not fits(np.zeros((SIZE[1], SIZE[0], 3), np.uint8), plate)


def test_a_room_is_no_screen() -> None:
    rows = np.linspace(90, 200, SIZE[1])[:, None, None]
    room = np.broadcast_to(rows, (SIZE[1], SIZE[0], 3)).astype(np.uint8)
    assert measure_plate(room) is None
    assert measure_plate(np.zeros_like(room)) is None


def test_an_empty_screen_leaves_nothing() -> None:
    picture = filmed(np.zeros((SIZE[1], SIZE[0]), np.float32))
    assert not key(picture, plate_of(picture)).any()


def test_a_cable_on_the_screen_is_left_out_and_a_hand_is_not() -> None:
    figure = matte_of_figure()
    cable, hand = np.zeros_like(figure), np.zeros_like(figure)
    cable[40:120, 30:32] = 1
    hand[60:80, 250:262] = 1
    for extra, kept in ((cable, False), (hand, True)):
        picture = filmed(np.maximum(figure, extra))
        found = key(picture, plate_of(picture))[extra == 1]
        assert found.all() if kept else not found.any()


@pytest.mark.parametrize("size", [(64, 48), (90, 160), (320, 240)])
def test_pictures_of_any_size_have_mattes_of_their_size(size: tuple[int, int]) -> None:
    picture = np.full((size[1], size[0], 3), (30, 180, 60), np.uint8)
    assert key(picture, plate_of(picture)).shape == (size[1], size[0])

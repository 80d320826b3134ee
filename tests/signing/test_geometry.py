"""Where the signer stands."""

from dataclasses import replace

import pytest
from boxes import apart
from hypothesis import given
from hypothesis import strategies as st

from mediakit.signing.geometry import (
    PARTS,
    RULES,
    SHAPES,
    Box,
    Stand,
    places,
    room_beside,
    signer_box,
)

WIDTHS = st.integers(128, 2048).map(lambda half: 2 * half)
HEIGHTS = st.integers(72, 1152).map(lambda half: 2 * half)
SIDES = st.sampled_from(["left", "right"])


@pytest.mark.parametrize(
    ("size", "box"),
    [
        ((1280, 720), Box(926, 266, 340, 454)),
        ((1920, 1080), Box(1390, 400, 510, 680)),
        ((720, 1280), Box(356, 826, 340, 454)),
        ((256, 144), Box(184, 50, 70, 94)),
        ((256, 2304), Box(0, 1920, 256, 384)),
        ((4096, 144), Box(3410, 0, 684, 144)),
    ],
)
def test_known_sizes(size, box):
    assert signer_box(*size, Stand("right")) == box


@given(WIDTHS, HEIGHTS, SIDES)
def test_the_box_is_inside_even_and_large_enough(width, height, side):
    box = signer_box(width, height, Stand(side))
    assert all(edge % 2 == 0 for edge in (box.x, box.y, box.width, box.height))
    assert box.x >= 0
    assert box.y >= 0
    assert box.x + box.width <= width
    assert box.y + box.height == height
    assert 6 * box.width * box.height >= width * height
    if height * 4 >= width and width * 7 >= height:
        assert abs(box.height - box.width * 4 / 3) < 1
        smaller = box.width - 2
        assert 6 * smaller * (smaller * 4 / 3 - 1) < width * height


@given(WIDTHS, HEIGHTS)
def test_both_sides_are_mirror_images(width, height):
    right, left = (
        signer_box(width, height, Stand("right")),
        signer_box(width, height, Stand("left")),
    )
    assert (left.y, left.width, left.height) == (right.y, right.width, right.height)
    assert left.x == width - right.x - right.width
    right, left = (
        room_beside(width, height, Stand("right")),
        room_beside(width, height, Stand("left")),
    )
    assert (left.y, left.width, left.height) == (right.y, right.width, right.height)
    assert left.x == width - right.x - right.width


@given(WIDTHS, HEIGHTS, SIDES)
def test_the_room_is_inside_and_clear_of_the_signer(width, height, side):
    room, box = room_beside(width, height, Stand(side)), signer_box(width, height, Stand(side))
    assert room.x >= 0
    assert room.y == 0
    assert room.x + room.width <= width
    assert room.height <= height
    beside = room.x + room.width <= box.x or room.x >= box.x + box.width
    assert beside or room.height <= box.y


@given(WIDTHS, HEIGHTS, SIDES)
def test_there_is_always_room_to_read_in(width, height, side):
    """Half of the picture's width, however it stands, where it is no wider than cinema (2.4:1)."""
    room = room_beside(width, height, Stand(side))
    if width <= 2.4 * height:
        assert room.width >= width / 2
        assert room.height >= height / 2


def test_beside_the_signer_a_subtitle_line_still_fits():
    """The BBC's line of 68 % of the picture's width (facts: subtitles), in a film of 16:9."""
    assert room_beside(1920, 1080, Stand("right")).width >= 0.68 * 1920


def test_every_rule_names_its_source_and_what_to_do():
    assert all(rule.source and rule.advice.endswith(".") for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)


STANDS = st.builds(
    Stand,
    SIDES,
    st.sampled_from(["over", "beside", "full"]),
    st.sampled_from(list(SHAPES)),
    st.sampled_from(list(PARTS)),
)


@given(WIDTHS, HEIGHTS, STANDS)
def test_in_every_layout_the_signer_is_large_and_covers_no_words_and_no_film(width, height, stand):
    found = places(width, height, stand)
    for box in (found.signer, found.film):
        assert all(edge % 2 == 0 for edge in (box.x, box.y, box.width, box.height))
        assert box.x >= 0 and box.y >= 0 and box.width >= 2 and box.height >= 2
        assert box.x + box.width <= width and box.y + box.height <= height
    assert PARTS[stand.size] * found.signer.width * found.signer.height >= width * height or (
        stand.layout == "full" and 2 * found.signer.width * found.signer.height >= width * height
    )
    assert apart(found.room, found.signer)
    if stand.layout != "over":
        assert apart(found.film, found.signer)


@given(STANDS)
def test_in_ordinary_pictures_the_film_keeps_its_shape_and_the_room_holds_words(stand):
    for width, height in ((1280, 720), (1920, 1080), (720, 1280), (1080, 1080)):
        found = places(width, height, stand)
        assert found.film.width / found.film.height == pytest.approx(width / height, rel=0.02)
        least = min(width, height)
        assert found.room.width >= 0.35 * least and found.room.height >= 0.2 * least
        mirrored = places(width, height, replace(stand, side="left"))
        if stand.side == "right":
            assert mirrored.signer.x == width - found.signer.x - found.signer.width

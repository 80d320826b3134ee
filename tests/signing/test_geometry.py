"""Where the signer stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.signing.geometry import RULES, Box, clear_columns, signer_box

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
    assert signer_box(*size, "right") == box


@given(WIDTHS, HEIGHTS, SIDES)
def test_the_box_is_inside_even_and_large_enough(width, height, side):
    box = signer_box(width, height, side)
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
    right, left = signer_box(width, height, "right"), signer_box(width, height, "left")
    assert (left.y, left.width, left.height) == (right.y, right.width, right.height)
    assert left.x == width - right.x - right.width
    assert clear_columns(width, height, "left") == clear_columns(width, height, "right")[::-1]


@given(WIDTHS, HEIGHTS)
def test_subtitles_stay_clear_of_the_signer(width, height):
    keep_left, keep_right = clear_columns(width, height, "right")
    assert keep_left == 0
    assert width - keep_right <= signer_box(width, height, "right").x


def test_beside_the_signer_a_subtitle_line_still_fits():
    """The BBC's line of 68 % of the picture's width (facts: subtitles), in a film of 16:9."""
    assert 1920 - sum(clear_columns(1920, 1080, "right")) >= 0.68 * 1920


def test_every_rule_names_its_source_and_what_to_do():
    assert all(rule.source and rule.advice.endswith(".") for rule in RULES)
    assert len({rule.name for rule in RULES}) == len(RULES)

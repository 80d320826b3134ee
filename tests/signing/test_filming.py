"""The advice for filming a signer says what the tables of rules say."""

from fractions import Fraction

import pytest

from mediakit.signing import geometry
from mediakit.signing.filming import RULES, filming_advice
from mediakit.signing.geometry import Box, Stand, signer_box


def advice(box: Box, size: tuple[int, int] = (1280, 720), rate: Fraction = Fraction(25)):
    return {one.topic: one for one in filming_advice(box, size, rate)}


def test_every_row_says_where_it_comes_from() -> None:
    rows = filming_advice(signer_box(1280, 720, Stand()), (1280, 720), Fraction(25))
    assert all(one.text.endswith(".") and one.source for one in rows)
    assert len({one.topic for one in rows}) == len(rows)


def test_the_place_is_told_in_pixels_with_its_rule() -> None:
    area = next(rule for rule in geometry.RULES if rule.name == "area")
    place = advice(signer_box(1920, 1080, Stand()), (1920, 1080))["Your place in the film"]
    assert "510 x 680 pixels of 1920 x 1080" in place.text
    assert f"{area.limit * 100:.1f} %" in place.text
    assert place.source == area.source


@pytest.mark.parametrize(
    ("box", "held"),
    [
        (Box(0, 0, 340, 454), "upright, and film at 720 x 1280"),
        (Box(0, 0, 800, 1080), "upright, and film at 1080 x 1920"),
        (Box(0, 0, 1280, 720), "level, and film at 1280 x 720"),
        (Box(0, 0, 3840, 2160), "level, and film at 3840 x 2160"),
    ],
)
def test_the_camera_is_held_as_the_box_is(box: Box, held: str) -> None:
    assert held in advice(box)["Your place in the film"].text


@pytest.mark.parametrize(("rate", "told"), [(25, "25 or 50,"), (30, "30 or 60,"), (50, "50, and")])
def test_the_rate_is_the_film_s_own_or_twice_that(rate: int, told: str) -> None:
    row = advice(Box(0, 0, 340, 454), rate=Fraction(rate))["Pictures a second"]
    assert row.text.startswith(told)
    assert f"fewer than {RULES[0].limit:g}" in row.text

"""Real people before real screens. The numbers are those of the issue: under one percent of the
background left, under one percent of the person lost.
"""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from mediakit.media.frames import picture_at
from mediakit.signing.areas import nearby
from mediakit.signing.screen_key import key, mattes, measure_plate
from mediakit.workflow.people_finder import weights_in_use

pytestmark = pytest.mark.media

GREEN = "signing/ae_man_green_screen.mp4"
BLUE = "talking/grid_concat_british_bluescreen.mp4"
OUTLINE = 1
"""Pixels to either side of a reference's outline that count as neither: soft edges."""


def left_and_lost(matte: np.ndarray, person: np.ndarray, outline: int) -> tuple[float, float]:
    sure, none = nearby(~person, outline) == 0, nearby(person, outline) == 0
    return 100 * float(matte[none].mean()) / 255, 100 * float((255 - matte[sure]).mean()) / 255


@pytest.mark.parametrize("part", [0.1, 0.3, 0.5, 0.7, 0.9])
def test_a_man_before_a_green_screen(real_media: Path, part: float) -> None:
    """He is black and the screen is bright, so that the true matte is plain to see."""
    image = picture_at(real_media / GREEN, int(24_433 * part)).resize((854, 480))
    picture = np.asarray(image)
    plate = measure_plate(picture)
    assert plate is not None
    left, lost = left_and_lost(key(picture, plate), picture[..., 1] < 128, OUTLINE)
    assert left < 1
    assert lost < 1


# One each of five of the speakers, every one in another light. Behind the sixth, the screen ends
# inside the picture: what is beside it is no screen, and stays.
@pytest.mark.parametrize("second", [1.5, 10.4, 19.4, 25.4, 31.3])
def test_people_before_an_unevenly_lit_blue_screen(real_media: Path, second: float) -> None:
    weights = weights_in_use()
    if weights is None:
        pytest.skip("needs the extra `signing` and mediakit sign fetch")
    from mediakit.render.people import PersonFinder

    picture = np.asarray(picture_at(real_media / BLUE, int(second * 1000)))
    plate = measure_plate(picture)
    assert plate is not None
    answers = PersonFinder(weights)(picture)
    size = picture.shape[1], picture.shape[0]
    person = np.asarray(Image.fromarray(answers).resize(size, Image.Resampling.BILINEAR)) > 0.5
    # The finder sees squares of 1.4 pixels, and hair more roughly than a screen shows it.
    left, lost = left_and_lost(key(picture, plate), person, 4)
    assert left < 1
    assert lost < 1


def test_the_plate_follows_when_the_light_changes(real_media: Path) -> None:
    from mediakit.media.steady import steady_pictures

    pictures = steady_pictures(real_media / BLUE, Fraction(1), (180, 144))
    parts = [float((matte > 128).mean()) for matte in mattes(pictures)]
    assert len(parts) == pytest.approx(33, abs=1)
    assert min(parts) > 0.2
    assert max(parts) < 0.7


def test_a_signer_in_an_office_is_cut_out_and_who_looks_in_is_not(real_media: Path) -> None:
    weights = weights_in_use()
    if weights is None:
        pytest.skip("needs the extra `signing` and mediakit sign fetch")
    from mediakit.render.people import PersonFinder
    from mediakit.render.people import mattes as people

    picture = np.asarray(picture_at(real_media / "signing/intel_asl_concat.mkv", 29_000))
    right = picture.shape[1] * 9 // 10
    assert (PersonFinder(weights)(picture)[:, 256 * 9 // 10 :] > 0.3).any()
    (matte,) = people([picture], weights)
    assert not matte[:, right:].any()
    assert 0.15 < (matte > 128).mean() < 0.4

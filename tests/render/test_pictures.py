"""What Python draws, judged by looking at the pixels."""

from fractions import Fraction
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image

from mediakit.film.model import Canvas, Movement
from mediakit.plan.model import (
    CardDrawing,
    CreditsDrawing,
    Drawing,
    PhotoDrawing,
    PlaceholderDrawing,
)
from mediakit.render.ground import GROUND_BOTTOM, GROUND_TOP
from mediakit.render.pictures import frames_of
from mediakit.signing.geometry import Box

CANVAS = Canvas(640, 360, Fraction(25))
WHOLE = Box(0, 0, 640, 360)
BESIDE = Box(0, 0, 456, 360)
UPRIGHT = Canvas(360, 640, Fraction(25))
ABOVE = Box(0, 0, 360, 400)


def drawn(drawing: Drawing, frame: int = 0, **files: Path) -> NDArray[np.int16]:
    raw = list(frames_of(drawing, files))[frame]
    size = (drawing.canvas.height, drawing.canvas.width, 3)
    return np.frombuffer(raw, np.uint8).reshape(size).astype(np.int16)


def bright(picture: NDArray[np.int16]) -> NDArray[np.int16]:
    """Columns in which there is type: brighter than the ground can be."""
    return np.flatnonzero((picture.max(axis=2) > max(*GROUND_TOP, *GROUND_BOTTOM) + 60).any(axis=0))


def test_every_frame_is_there() -> None:
    drawing = CardDrawing(CANVAS, 7, WHOLE, "Hello", None)
    assert len(list(frames_of(drawing, {}))) == 7


@pytest.mark.parametrize("title", ["Hello", "A long title " * 8, "Llanfair" * 12])
def test_a_title_stays_inside_the_picture_and_clear_of_the_signer(title: str) -> None:
    middle = bright(drawn(CardDrawing(CANVAS, 1, WHOLE, title, "Smaller words under it")))
    assert abs((middle[0] + middle[-1]) / 2 - 320) < 8
    beside = bright(drawn(CardDrawing(CANVAS, 1, BESIDE, title, "Smaller words under it")))
    assert beside[0] > 0
    assert beside[-1] < 640 - 184


def test_signs_that_the_typeface_lacks_are_left_out() -> None:
    with_emoji = drawn(CardDrawing(CANVAS, 1, WHOLE, "Our film 🎬", None))
    assert np.array_equal(with_emoji, drawn(CardDrawing(CANVAS, 1, WHOLE, "Our film", None)))


def test_an_empty_title_is_a_plain_card() -> None:
    drawn(CardDrawing(CANVAS, 1, WHOLE, "", None))


@pytest.fixture
def turned(tmp_path: Path) -> Path:
    """A tall photo, red above and blue below, stored on its side."""
    upright = Image.new("RGB", (200, 400), (200, 30, 30))
    upright.paste((30, 30, 200), (0, 200, 200, 400))
    exif = Image.Exif()
    exif[0x0112] = 6
    path = tmp_path / "turned.jpg"
    upright.rotate(90, expand=True).save(path, exif=exif, quality=95)
    return path


@pytest.mark.parametrize("movement", ["slow", "none"])
@pytest.mark.parametrize("room", [WHOLE, BESIDE, Box(184, 0, 456, 360)])
def test_a_photo_stands_upright_whole_and_clear_of_the_signer(
    turned: Path, movement: Movement, room: Box
) -> None:
    drawing = PhotoDrawing(CANVAS, 5, room, "photo", movement)
    for frame in (0, 4):
        picture = drawn(drawing, frame, photo=turned)
        middle = room.x + room.width // 2
        assert picture[60, middle, 0] > 150 > 60 > picture[60, middle, 2]
        assert picture[300, middle, 2] > 150 > 60 > picture[300, middle, 0]
        # Its own colours are only where the photo is; its ground is darker.
        photo = np.flatnonzero(picture[60, :, 0] > 180)
        assert room.x <= photo[0]
        assert photo[-1] < room.x + room.width
        height = np.flatnonzero((picture[:, middle, 0] > 180) | (picture[:, middle, 2] > 180))
        whole = 360 if frame or movement == "none" else 360 / 1.08
        assert height[-1] - height[0] + 1 == pytest.approx(whole, abs=5)


@pytest.mark.parametrize("movement", ["slow", "none"])
def test_in_an_upright_film_a_photo_stands_above_the_signer(
    turned: Path, movement: Movement
) -> None:
    drawing = PhotoDrawing(UPRIGHT, 5, ABOVE, "photo", movement)
    for frame in (0, 4):
        picture = drawn(drawing, frame, photo=turned)
        rows = np.flatnonzero((picture[:, 180, 0] > 180) | (picture[:, 180, 2] > 180))
        assert rows[-1] < 400
        assert rows[-1] - rows[0] + 1 == pytest.approx(
            400 / (1 if frame or movement == "none" else 1.08), abs=5
        )


@pytest.mark.parametrize("title", ["Hello", "A long title " * 8, "Llanfair" * 12])
def test_in_an_upright_film_words_stand_above_the_signer_and_use_the_whole_width(
    title: str,
) -> None:
    card = drawn(CardDrawing(UPRIGHT, 1, ABOVE, title, "Smaller words under it"))
    assert bright(card.swapaxes(0, 1))[-1] < 400
    assert abs((bright(card)[0] + bright(card)[-1]) / 2 - 180) < 8
    roll = CreditsDrawing(UPRIGHT, 50, ABOVE, ("Camera: Our team", title, "Thank you"))
    for frame in (2, 10, 25, 49):
        shown = bright(drawn(roll, frame).swapaxes(0, 1))
        assert shown.size
        assert shown[-1] < 400


def test_what_is_see_through_shows_white(tmp_path: Path) -> None:
    Image.new("RGBA", (640, 360), (255, 0, 0, 0)).save(tmp_path / "logo.png")
    picture = drawn(PhotoDrawing(CANVAS, 1, WHOLE, "photo", "none"), photo=tmp_path / "logo.png")
    assert picture.min() > 250


def test_credits_rise_and_come_to_rest() -> None:
    drawing = CreditsDrawing(CANVAS, 50, BESIDE, ("Camera: Our team", "Thank you"))
    rows = [
        np.flatnonzero((drawn(drawing, frame).max(axis=2) > 150).any(axis=1))
        for frame in (5, 20, 45, 49)
    ]
    assert rows[0][0] > rows[1][0] > rows[2][0]
    assert np.array_equal(rows[2], rows[3])
    assert rows[3][-1] < 360
    columns = bright(drawn(drawing, 49))
    assert columns[-1] < 640 - 184


def test_a_placeholder_says_whose_place_it_is() -> None:
    canvas = Canvas(340, 454, Fraction(25))
    one = drawn(PlaceholderDrawing(canvas, 1, "signing/part-1.mp4"))
    two = drawn(PlaceholderDrawing(canvas, 1, "signing/part-2.mp4"))
    assert not np.array_equal(one, two)


def test_a_picture_stands_above_the_title_and_clear_of_the_signer(turned: Path) -> None:
    card = CardDrawing(CANVAS, 1, BESIDE, "Hello", "Smaller words", "logo")
    seen = drawn(card, logo=turned)
    red = np.argwhere((seen[:, :, 0] > 150) & (seen[:, :, 1] < 80))
    type_ = np.argwhere(seen.min(axis=2) > 190)
    assert red.size
    assert abs((red[:, 1].min() + red[:, 1].max()) / 2 - 228) < 4
    assert red[:, 0].max() < type_[:, 0].min()
    assert np.argwhere(seen.max(axis=2) > 150)[:, 1].max() < 456


@pytest.mark.parametrize(("size", "moves"), [((400, 100), (1, 0)), ((100, 400), (0, 1))])
@pytest.mark.parametrize("room", [WHOLE, BESIDE])
def test_the_camera_goes_across_a_photo_from_end_to_end(
    size: tuple[int, int], moves: tuple[int, int], room: Box, tmp_path: Path
) -> None:
    """The photo is dark at its left and upper ends, and bright at the others."""
    across, down = moves
    ramp = np.add.outer(np.linspace(0, down, size[1]), np.linspace(0, across, size[0])) * 255
    Image.fromarray(ramp.astype(np.uint8)).save(tmp_path / "p.png")
    drawing = PhotoDrawing(CANVAS, 9, room, "photo", "across")
    seen = [drawn(drawing, frame, photo=tmp_path / "p.png") for frame in range(9)]
    middles = [one[180, room.width // 2].mean() for one in seen]
    steps = np.diff(middles)
    # Sideways to the right; a tall one upwards, to where it is dark.
    assert (steps > 0).all() if across else (steps < 0).all()
    inner = [one[:, : room.width].mean(axis=2) for one in seen]
    ends = (inner[0], inner[-1]) if across else (inner[-1], inner[0])
    assert ends[0].min() < 8
    assert ends[1].max() > 247


def test_credits_on_pages_are_all_seen_and_stand_still() -> None:
    lines = (*(f"Role {n}: Name {n}" for n in range(4)), "", "Thank you")
    drawing = CreditsDrawing(CANVAS, 60, BESIDE, lines, pages=True)
    seen = [drawn(drawing, frame) for frame in range(60)]
    different = [0] + [n for n in range(1, 60) if not np.array_equal(seen[n], seen[n - 1])]
    assert len(different) >= 2
    for first in different:
        rows = np.flatnonzero((seen[first].max(axis=2) > 150).any(axis=1))
        assert rows[0] > 10
        assert rows[-1] < 350
    # Type of every line is there, some on each page.
    assert min(np.diff([*different, 60])) >= 60 / len(lines) - 1


def test_a_page_breaks_where_a_blank_line_is() -> None:
    first, second = ("A: One", "B: Two", "C: Three"), ("D: Four", "E: Five")
    lines = (*first, "", *second)
    drawing = CreditsDrawing(CANVAS, 6, WHOLE, lines, pages=True)
    alone = drawn(CreditsDrawing(CANVAS, 1, WHOLE, first, pages=True))
    assert np.array_equal(drawn(drawing, 0), alone)
    alone = drawn(CreditsDrawing(CANVAS, 1, WHOLE, second, pages=True))
    assert np.array_equal(drawn(drawing, 5), alone)

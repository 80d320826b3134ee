"""Where burned text stands: nothing overlaps, nothing leaves its room, sizes hold."""

from dataclasses import replace
from itertools import combinations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mediakit.signing.geometry import PARTS, SHAPES, Box, Stand, places
from mediakit.subtitles.burned.look import EM, LOOKS, Look
from mediakit.subtitles.burned.panels import AssLine, Clear, Panel, lay_out

WIDE, SQUARE, UPRIGHT = (1280, 720), (1080, 1080), (1080, 1920)
SIZES = [WIDE, SQUARE, UPRIGHT, (1920, 1080), (640, 480), (256, 144), (2304, 256), (256, 2304)]
PLAIN = "We plan the film together,\nand everybody has a say."
LONG = "We plan the film together, and everybody has a say in what is shown and what is not. " * 2
WORDS = st.text("abc demnorstuw ŵŷâ.,!W{}\\\n", min_size=1, max_size=150)
LABELS = st.sampled_from(["", "Siân:", "CO-PRODUCTION LEAD, NORTH WALES:"])
ROUNDING = 1.0
"""Boxes are drawn in whole pixels."""


def line(kind: str, text: str, label: str = "", start: int = 0, end: int = 1000) -> AssLine:
    return AssLine(start, end, text, kind, label=label)


STANDS = st.none() | st.builds(
    Stand,
    st.sampled_from(["left", "right"]),
    st.sampled_from(["over", "beside", "full"]),
    st.sampled_from(list(SHAPES)),
    st.sampled_from(list(PARTS)),
)


def clear_of(stand: Stand | None, size: tuple[int, int]) -> tuple[Clear, Box | None]:
    if stand is None:
        return Clear(), None
    found, (width, height) = places(*size, stand), size
    room = found.room
    clear = Clear(room.x, width - room.x - room.width, height - room.y - room.height)
    return clear, found.signer


def apart(one: Panel, other: Panel | Box) -> bool:
    x, y = (other.left, other.top) if isinstance(other, Panel) else (other.x, other.y)
    return (
        one.left + one.width <= x + ROUNDING
        or x + other.width <= one.left + ROUNDING
        or one.top + one.height <= y + ROUNDING
        or y + other.height <= one.top + ROUNDING
    )


@settings(max_examples=300)
@given(
    st.sampled_from(SIZES),
    st.sampled_from(sorted(LOOKS)),
    st.sampled_from(["bottom", "top"]),
    STANDS,
    st.lists(st.tuples(WORDS, LABELS), min_size=2, max_size=2),
    st.text("abcdefg hij W\n", min_size=1, max_size=60),
    st.booleans(),
    st.sampled_from([{}, {"line_height": 0.12, "line_height_upright": 0.12, "side_padding": 2}]),
)
@example(
    WIDE, "easy-read", "bottom", Stand(), [(LONG, "Siân:"), (LONG, "")], "Siân\nNorth", True, {}
)
@example(UPRIGHT, "bbc", "top", Stand("left"), [(LONG, ""), (LONG, "")], "A name " * 9, True, {})
@example((256, 2304), "bbc", "bottom", Stand(), [("W" * 90, ""), (LONG, "")], "Siân", True, {})
def test_boxes_never_overlap_nor_leave_their_room(
    size, name, position, stand, texts, who, both, own
):
    look = replace(LOOKS[name], position=position, **own)
    clear, signer = clear_of(stand, size)
    lines = [line("subtitle", *texts[0]), line("name", who)]
    lines += [line("second", *texts[1])] if both else []
    panels = [panel for _, panel in lay_out(lines, look, size, clear, 1 + both)]
    width, height = size
    edge, margin = width * 0.05, height * 0.05
    for panel in panels:
        assert signer is None or apart(panel, signer)
        assert panel.left >= max(edge, clear.left) - ROUNDING
        assert panel.left + panel.width <= width - max(edge, clear.right) + ROUNDING
        assert panel.top >= margin - ROUNDING
        assert panel.top + panel.height <= height - max(margin, clear.bottom) + ROUNDING
        assert all(row.width <= panel.width - 2 * panel.side + ROUNDING for row in panel.rows)
    assert all(apart(one, other) for one, other in combinations(panels, 2))


def only(text: str, look: Look = LOOKS["bbc"], size: tuple[int, int] = WIDE, label: str = ""):
    ((_, panel),) = lay_out([line("subtitle", text, label)], look, size, Clear())
    return panel


def rows_of(panel: Panel) -> list[str]:
    return [row.label + row.text for row in panel.rows]


def test_lines_that_fit_are_kept_as_they_were_written():
    assert rows_of(only("We\nplan the film.")) == ["We", "plan the film."]


@pytest.mark.parametrize("name", sorted(LOOKS))
@pytest.mark.parametrize("size", [WIDE, SQUARE, UPRIGHT])
def test_two_usual_lines_keep_their_size(name, size):
    look = LOOKS[name]
    panel = only(PLAIN, look, size)
    assert {row.height for row in panel.rows} == {look.line_pixels(*size)}
    assert len(panel.rows) == 2


def test_a_line_over_the_wanted_width_is_broken_before_it_goes_further_to_the_side():
    panel = only("We plan the film together, and everybody has a say.")
    assert len(panel.rows) == 2
    assert panel.width <= 0.68 * 1280


def test_two_lines_that_need_more_than_the_wanted_width_take_it_at_full_size():
    panel = only("mmmm mmmm mmmm mmmm mmmm\nmmmm mmmm mmmm mmmm mmmm")
    assert 0.68 * 1280 < panel.width <= 0.9 * 1280
    assert panel.rows[0].height == 54


def test_an_upright_picture_takes_a_third_line_rather_than_smaller_ones():
    panel = only(
        "We plan the film together with all,\nand everybody has a say in it.", size=UPRIGHT
    )
    assert len(panel.rows) == 3
    assert panel.rows[0].height == pytest.approx(0.042 * 1920)


def test_a_word_too_long_for_a_line_is_cut_rather_than_made_tiny():
    panel = only("W" * 100)
    assert "".join(rows_of(panel)) == "W" * 100
    assert panel.rows[0].height >= 54 * 0.5


def test_easy_read_begins_every_sentence_on_a_new_line():
    easy = LOOKS["easy-read"]
    assert rows_of(only("We plan. We\nfilm it.", easy)) == ["We plan.", "We film it."]
    assert rows_of(only("We film with Mrs. Jones,\ne.g. today.", easy))[0].endswith("Jones,")
    assert rows_of(only("We clap. # We sing.", easy)) == ["We clap. # We sing."]
    assert rows_of(only("We plan. We film it.")) == ["We plan. We film it."]


def test_text_from_the_left_always_begins_at_the_same_place():
    easy = LOOKS["easy-read"]
    lefts = {round(only(text, easy).left) for text in ("Yes.", PLAIN, "We all do it.")}
    assert len(lefts) == 1
    assert round(only("Yes.").left) > lefts.pop()


def test_a_label_stays_whole_with_the_word_after_it():
    panel = only(LONG, label="Film maker from Bangor:")
    assert panel.rows[0].label == "Film maker from Bangor: "
    assert panel.rows[0].text.startswith("We")
    assert not any(row.label for row in panel.rows[1:])
    assert " ".join(rows_of(panel)).split() == ("Film maker from Bangor: " + LONG).split()


def test_a_name_stays_above_the_tallest_subtitle_that_is_seen_with_it():
    tall = line("subtitle", "a\nb\nc\nd", start=5000, end=6000)
    seen = line("name", "Siân", end=9000)
    placed = dict(lay_out([seen, tall], LOOKS["bbc"], WIDE, Clear()))
    assert placed[seen].top + placed[seen].height < placed[tall].top
    later = line("name", "Siân", start=7000, end=9000)
    assert dict(lay_out([later, tall], LOOKS["bbc"], WIDE, Clear()))[later].top > placed[seen].top


def test_two_languages_keep_their_places_and_are_equally_large():
    both = [line("subtitle", "Un llinell."), line("second", "One line.")]
    placed = dict(lay_out(both, LOOKS["bbc"], WIDE, Clear(), 2))
    upper, lower = (placed[one] for one in both)
    assert upper.top + upper.height < lower.top
    assert upper.rows[0].height == lower.rows[0].height
    (_, alone), *_ = lay_out(both[:1], LOOKS["bbc"], WIDE, Clear(), 2)
    assert alone == upper, "it does not move when the other is not there"


def test_a_name_in_a_film_without_subtitles_stands_where_they_would():
    name = line("name", "Siân")
    ((_, panel),) = lay_out([name], LOOKS["bbc"], WIDE, Clear(), 0)
    ((_, above),) = lay_out([name], LOOKS["bbc"], WIDE, Clear(), 1)
    assert above.top + above.height < panel.top < WIDE[1] - panel.height


def test_subtitles_at_the_top_leave_names_at_the_bottom():
    look = replace(LOOKS["bbc"], position="top")
    placed = lay_out([line("subtitle", PLAIN), line("name", "Siân")], look, WIDE, Clear())
    (_, words), (_, name) = placed
    assert words.top == pytest.approx(36)
    assert name.top + name.height == pytest.approx(720 - 36)


def test_size_follows_the_look():
    sizes = {name: only("Yes.", look).rows[0].height / 720 for name, look in LOOKS.items()}
    assert 0.07 <= sizes["bbc"] <= 0.08
    assert sizes["easy-read"] > max(size for name, size in sizes.items() if name != "easy-read")
    # 42 letters of average width (0.53 em) hold in a line of the netflix look.
    assert (42 * 0.53 + 1) * sizes["netflix"] * 720 * EM <= 0.9 * 1280

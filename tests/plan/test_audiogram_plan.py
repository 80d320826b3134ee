"""What stands where in an audiogram, and its subtitles."""

from dataclasses import replace
from itertools import combinations, pairwise

import pysubs2
import pytest
from boxes import apart
from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import FrameSpan, Span
from mediakit.plan.audiogram import MOST_LINES, RATE, SIZES, Layout, Shape, layout_of
from mediakit.plan.audiogram_words import audiogram_lines, burned
from mediakit.signing.geometry import Box
from mediakit.subtitles.burned.lexend_widths import width_of
from mediakit.subtitles.burned.look import EM, Look
from mediakit.subtitles.burned.look import Box as TextBox
from mediakit.subtitles.model import Cue, Subtitles

SHAPES = list(SIZES)
EVERY = [(shape, artwork) for shape in SHAPES for artwork in (True, False)]
HOUSE = Look()
HOUR = FrameSpan(0, 3600 * 30)
LINES = ["One line", "One line\nand another one", "Three\nlines of\nwords"]
LONG = "We plan the film together with everybody who is in it. " * 4


def boxes_of(layout: Layout) -> list[Box]:
    boxes = [layout.artwork, layout.words, layout.wave, layout.subtitles]
    return [box for box in boxes if box is not None]


def lines_of(*cues: Cue, shape: Shape = "square", excerpt: FrameSpan = HOUR, look: Look = HOUSE):
    layout = layout_of(shape, look, artwork=True)
    return audiogram_lines(Subtitles("en", cues), excerpt, layout)


@pytest.mark.parametrize(("shape", "artwork"), EVERY)
@pytest.mark.parametrize("line", [0.05, 0.075, 0.09, 0.3])
def test_nothing_overlaps_and_all_is_inside(shape: Shape, artwork: bool, line: float) -> None:
    look = Look(line_height=line, line_height_upright=line * 0.56)
    layout = layout_of(shape, look, artwork=artwork)
    boxes = boxes_of(layout)
    assert len(boxes) == (4 if artwork else 3)
    for one, other in combinations(boxes, 2):
        assert apart(one, other), (one, other)
    width, height = SIZES[shape]
    for box in boxes:
        assert box.x >= width * 0.049
        assert box.x + box.width <= width * 0.951
        assert box.y >= height * 0.049
        assert box.y + box.height <= height * 0.951
        assert box.width % 2 == box.height % 2 == box.x % 2 == box.y % 2 == 0
        assert box.width >= 200
        assert box.height >= 90


def test_an_upright_picture_keeps_clear_of_what_apps_lay_over_it() -> None:
    for box in boxes_of(layout_of("portrait", Look(), artwork=True)):
        assert box.y >= 1920 * 0.079
        assert box.y + box.height <= 1920 * 0.82 + 1


@pytest.mark.parametrize(("shape", "artwork"), EVERY)
@pytest.mark.parametrize("text", [*LINES, LONG])
def test_subtitles_stand_in_their_box(shape: Shape, artwork: bool, text: str) -> None:
    layout = layout_of(shape, Look(), artwork=artwork)
    ass = burned(Subtitles("en", (Cue(Span(0, 4000), text),)), HOUR, layout)
    backs = [event for event in pysubs2.SSAFile.from_string(ass) if event.style == "subtitle box"]
    assert backs
    for event in backs:
        x, y = (int(part) for part in event.text.split("pos(")[1].split(")")[0].split(","))
        right, bottom = (int(part) for part in event.text.split()[-4:-2])
        assert apart(Box(x, y, right, bottom), layout.wave)
        assert layout.subtitles.y <= y
        assert y + bottom <= layout.subtitles.y + layout.subtitles.height + 1
        assert layout.subtitles.x - 1 <= x
        assert x + right <= layout.subtitles.x + layout.subtitles.width + 2


@given(
    st.lists(st.text("abcdefghijklmno mnoprstuvw.", min_size=1, max_size=14), max_size=60),
    st.sampled_from(SHAPES),
)
def test_every_word_is_shown_once_at_full_size(words: list[str], shape: Shape) -> None:
    text = " ".join(words)
    layout = layout_of(shape, Look(), artwork=True)
    shown = lines_of(Cue(Span(1000, 9000), text), shape=shape)
    assert " ".join(line.text for line in shown).split() == text.split()
    em = layout.look.line_pixels(*SIZES[shape]) * EM
    for line in shown:
        rows = line.text.split("\n")
        assert len(rows) <= MOST_LINES
        assert all((width_of(row) + 1) * em <= SIZES[shape][0] * 0.9 + 0.01 for row in rows)


def test_parts_of_a_long_subtitle_follow_one_another() -> None:
    shown = lines_of(Cue(Span(1000, 9000), LONG), shape="portrait")
    assert len(shown) > 1
    half = 500 / RATE
    assert (shown[0].start_ms, shown[-1].end_ms) == (round(1000 - half), round(9000 - half))
    assert [line.end_ms for line in shown[:-1]] == [line.start_ms for line in shown[1:]]


def test_line_breaks_of_people_are_kept_where_they_fit() -> None:
    (line,) = lines_of(Cue(Span(0, 1000), "We\nwork together."))
    assert line.text == "We\nwork together."


def test_an_excerpt_counts_from_its_own_start() -> None:
    cues = [
        Cue(Span(0, 2000), "before"),
        Cue(Span(2000, 5100), "only a flash is left"),
        Cue(Span(5100, 9000), "inside"),
        Cue(Span(9000, 20_000), "until the end"),
        Cue(Span(20_000, 21_000), "after"),
    ]
    shown = lines_of(*cues, excerpt=FrameSpan(5 * 30, 15 * 30))
    assert [line.text for line in shown] == ["inside", "until the end"]
    assert shown[0].start_ms == round(100 - 500 / RATE)
    assert shown[-1].end_ms == round(10_000 - 500 / RATE)


def test_people_who_talk_at_once_take_turns() -> None:
    cues = [
        Cue(Span(0, 3000), "The one goes on and on.", "Ann"),
        Cue(Span(1000, 3000), "The other one too.", "Bob"),
        Cue(Span(1000, 4000), "And a third.", "Cat"),
    ]
    shown = lines_of(*cues)
    assert [line.text.split(":")[0] for line in shown] == ["Ann", "Bob", "Cat"]
    assert all(one.end_ms <= other.start_ms for one, other in pairwise(shown))
    assert all(line.end_ms - line.start_ms > 800 for line in shown)


def test_names_tell_who_speaks_when_that_changes() -> None:
    cues = [
        Cue(Span(0, 1000), "Hello.", "Ann"),
        Cue(Span(1000, 2000), "Welcome.", "Ann"),
        Cue(Span(2000, 3000), "Thanks.", "Bob"),
        Cue(Span(3000, 4000), "Ann: is that so?", "Ann"),
    ]
    shown = lines_of(*cues)
    texts = ["Ann: Hello.", "Welcome.", "Bob: Thanks.", "Ann: is that so?"]
    assert [line.text for line in shown] == texts
    assert [line.colour for line in shown] == ["", "", "#FFFF00", ""]


def test_one_voice_alone_needs_no_name() -> None:
    (line,) = lines_of(Cue(Span(0, 1000), "Hello.", "Ann"))
    assert (line.text, line.colour) == ("Hello.", "")


def test_colours_are_left_out_where_the_house_style_has_another_box() -> None:
    look = replace(Look(), subtitle=TextBox("#000000", "#FFFFFF"))
    cues = (Cue(Span(0, 1000), "Hello.", "Ann"), Cue(Span(1000, 2000), "Hello.", "Bob"))
    shown = lines_of(*cues, look=look)
    assert [line.text for line in shown] == ["Ann: Hello.", "Bob: Hello."]
    assert {line.colour for line in shown} == {""}


def test_without_words_nothing_is_burned() -> None:
    layout = layout_of("square", Look(), artwork=False)
    assert burned(Subtitles("en", ()), HOUR, layout) == ""

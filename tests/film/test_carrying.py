"""Subtitles from recordings into the film."""

from fractions import Fraction
from itertools import pairwise

import pytest
from film_facts import recording
from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import FrameSpan, Span
from mediakit.film.carrying import carry, film_subtitles
from mediakit.film.model import Canvas, Card, Film, Footage
from mediakit.film.placing import build_timeline
from mediakit.film.timeline import PlacedCue
from mediakit.subtitles.model import Cue, Subtitles


def timeline_of(*clips, rate=25):
    film = Film("x", "en", Canvas(1280, 720, Fraction(rate)), clips, None, None, ())
    return build_timeline(film, {"v": recording(60_000), "w": recording(60_000)})


def track(*cues):
    return Subtitles("en", tuple(Cue(Span(start, end), text) for start, end, text in cues))


def carried(timeline, **tracks):
    cues = carry(timeline, tracks)
    return [(cue.span.start, cue.span.end, cue.text) for cue in cues]


def test_a_cue_moves_with_its_clip_and_again_where_the_clip_is_shown_again():
    clip = Footage("v", 10_000, 14_000)
    timeline = timeline_of(Card("a", 2000), clip, Card("b", 2000), clip)
    cues = track((0, 5000, "before"), (11_000, 13_000, "Hello"), (15_000, 16_000, "after"))
    assert carried(timeline, v=cues) == [(75, 125, "Hello"), (225, 275, "Hello")]
    assert carried(timeline, w=cues) == []


def test_who_is_silent_is_not_subtitled():
    silent = Footage("v", 10_000, 14_000, volume=0)
    timeline = timeline_of(silent, Footage("v", 10_000, 14_000))
    assert carried(timeline, v=track((11_000, 13_000, "Hello"))) == [(125, 175, "Hello")]


@pytest.mark.parametrize(
    ("start", "end", "kept"),
    [
        (8000, 10_480, None),  # 480 of 2480 ms: less than half a second, less than a third
        (8000, 10_520, (0, 13)),  # 520 ms are enough
        (9600, 10_300, (0, 8)),  # 300 of 700 ms: more than a third
        (13_000, 15_000, (75, 100)),
        (13_600, 16_000, None),
        (9000, 15_000, (0, 100)),
    ],
)
def test_what_is_left_of_a_cue_at_a_cut(start, end, kept):
    timeline = timeline_of(Footage("v", 10_000, 14_000))
    expected = [] if kept is None else [(*kept, "x")]
    assert carried(timeline, v=track((start, end, "x"))) == expected


def test_a_cue_near_a_cut_of_the_film_comes_and_goes_with_it():
    clip = Footage("v", 10_000, 14_000)
    timeline = timeline_of(Card("a", 2000), clip, Card("b", 2000))
    near = track((10_400, 12_000, "one"), (12_000, 13_600, "two"))
    assert carried(timeline, v=near) == [(50, 100, "one"), (100, 150, "two")]
    far = track((10_600, 12_000, "one"), (12_000, 13_400, "two"))
    assert carried(timeline, v=far) == [(65, 100, "one"), (100, 135, "two")]


def test_a_dissolve_is_no_cut_nor_is_the_end_of_the_film():
    cues = track((400, 3700, "one"))
    timeline = timeline_of(Footage("v", 0, 4000))
    assert carried(timeline, v=cues) == [(10, 93, "one")]
    timeline = timeline_of(
        Card("a", 2000), Footage("v", 0, 4000, dissolve=400), Card("b", 2000, dissolve=200)
    )
    assert carried(timeline, v=cues) == [(50, 133, "one")]


def test_in_a_dissolve_the_earlier_cue_gives_way():
    timeline = timeline_of(Footage("v", 0, 4000), Footage("w", 0, 4000, dissolve=1000))
    one, two = track((2000, 4000, "one")), track((200, 2000, "two"))
    assert carried(timeline, v=one, w=two) == [(50, 80, "one"), (80, 125, "two")]


def test_cues_that_begin_together_become_one():
    timeline = timeline_of(Footage("v"))
    cues = track((1000, 2000, "Yes"), (1200, 3000, "No"))
    assert carried(timeline, v=cues) == [(25, 75, "Yes\nNo")]


def test_the_clips_name_speaks_where_nobody_else_does():
    timeline = timeline_of(Footage("v", name="Ann"))
    cues = (Cue(Span(0, 1000), "a"), Cue(Span(1000, 2000), "b", speaker="Bob"))
    speakers = [cue.speaker for cue in carry(timeline, {"v": Subtitles("en", cues)})]
    assert speakers == ["Ann", "Bob"]


def test_the_films_own_track_is_in_milliseconds():
    timeline = timeline_of(Footage("v"), rate=Fraction(30000, 1001))
    cues = (PlacedCue(FrameSpan(30, 60), "a", "Ann"),)
    assert film_subtitles(timeline, cues, "en") == Subtitles(
        "en", (Cue(Span(1001, 2002), "a", "Ann"),)
    )


def test_a_cue_that_begins_in_the_second_half_of_the_last_frame_is_not_lost():
    timeline = timeline_of(Footage("v", 0, 1000))
    assert carried(timeline, v=track((990, 1000, "at last"))) == [(24, 25, "at last")]


CUES = st.lists(st.tuples(st.integers(0, 20_000), st.integers(1, 6000)), max_size=12)
FOOTAGE = st.tuples(
    st.sampled_from("vw"), st.integers(0, 15_000), st.integers(500, 8000), st.integers(0, 200)
)


@pytest.mark.parametrize("rate", [Fraction(25), Fraction(30000, 1001)])
@given(st.lists(FOOTAGE, min_size=1, max_size=5), CUES, CUES)
def test_cues_are_in_order_apart_and_inside_the_film(rate, footage, first, second):
    clips = [
        Footage(file, start, start + ms, dissolve=dissolve if index else 0)
        for index, (file, start, ms, dissolve) in enumerate(footage)
    ]
    timeline = timeline_of(*clips, rate=rate)
    tracks = {
        name: track(*((start, start + ms, f"{name}{i}") for i, (start, ms) in enumerate(sorted(c))))
        for name, c in (("v", first), ("w", second))
    }
    cues = carry(timeline, tracks)
    assert all(0 <= cue.span.start < cue.span.end <= timeline.frames for cue in cues)
    assert all(a.span.end <= b.span.start for a, b in pairwise(cues))
    shown = {text for cue in cues for text in cue.text.split("\n")}
    for clip in clips:
        for cue in tracks[clip.file].cues:
            if clip.start <= cue.span.start and cue.span.end <= (clip.end or 0):
                assert cue.text in shown
    assert [cue.text for cue in film_subtitles(timeline, cues, "en").cues] == [
        cue.text for cue in cues
    ]

"""Clips shown faster and slower: how long they are, and what is tied to them."""

from fractions import Fraction

import pytest
from film_facts import recording
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.film.bringing_back import bring_back
from mediakit.film.carrying import carry, film_subtitles
from mediakit.film.in_step import beginning_of
from mediakit.film.model import (
    Canvas,
    Card,
    Cutaway,
    Film,
    Footage,
    Signer,
    SignerSlot,
    Version,
)
from mediakit.film.placing import build_timeline
from mediakit.film.speed import speed_value
from mediakit.film.values import Refused
from mediakit.signing.geometry import Stand
from mediakit.subtitles.model import Cue, Subtitles

FACTS = {"v": recording(60_000), "s": recording(30_000), "g": recording(9000)}
SPEEDS = st.sampled_from([Fraction(1, 4), Fraction(1, 2), Fraction(5, 4), Fraction(2), Fraction(4)])
RATES = st.sampled_from([Fraction(25), Fraction(24000, 1001), Fraction(50)])


def timeline_of(*clips, rate=Fraction(25), slots=()):
    signer = Signer(Stand(), slots) if slots else None
    versions = (Version("one", None, bool(slots)),)
    canvas = Canvas(1280, 720, rate)
    return build_timeline(Film("x", "en", canvas, clips, signer, None, versions), FACTS)


@pytest.mark.parametrize("value", [0.2, 4.1, "2", True, float("nan"), -1, 0])
def test_what_is_no_speed_is_refused(value):
    with pytest.raises(Refused, match=r"it must be 0\.25 to 4"):
        speed_value(value)


@settings(max_examples=60)
@given(st.integers(0, 20_000), st.integers(100, 20_000), SPEEDS, RATES)
def test_a_clip_takes_its_time_divided_by_its_speed(start, length, speed, rate):
    clip = Footage("v", start, start + length, speed=speed)
    frames = timeline_of(clip, rate=rate).frames
    assert abs(frames - length * rate / 1000 / speed) <= 1


@settings(max_examples=40)
@given(st.integers(1, 59_000), SPEEDS, RATES)
def test_a_recording_cut_in_two_shows_every_frame_once(cut, speed, rate):
    both = timeline_of(Footage("v", 0, cut, speed=speed), Footage("v", cut, speed=speed), rate=rate)
    whole = timeline_of(Footage("v", speed=speed), rate=rate)
    # A part shorter than a frame is shown for one.
    assert both.frames - whole.frames in ((0, 1) if both.clips[0].span.duration == 1 else (0,))


def test_subtitles_and_cutaways_keep_to_the_words():
    away = Cutaway(Footage("g", 0, 1000), 14_000)
    clip = Footage("v", 10_000, 30_000, speed=Fraction(2), cutaways=(away,))
    timeline = timeline_of(Card("a", 4000), clip)
    tracks = {"v": Subtitles("en", (Cue(Span(14_000, 16_000), "We talk."),))}
    (cue,) = carry(timeline, tracks)
    assert (cue.span.start, cue.span.end) == (150, 175)
    (cutaway,) = timeline.clips[1].cutaways
    assert (cutaway.span.start, cutaway.span.end) == (150, 175)


@settings(max_examples=40)
@given(SPEEDS, RATES, st.integers(12_000, 18_000))
def test_a_subtitle_moved_in_the_film_moves_in_its_recording(speed, rate, start):
    timeline = timeline_of(Footage("v", 10_000, 50_000, speed=speed), rate=rate)
    words = ("One is here.", "Two is there.", "Three is gone.", "Four it is.")
    cues = tuple(
        Cue(Span(start + n * 6000, start + n * 6000 + 3000), text) for n, text in enumerate(words)
    )
    tracks = {"v": Subtitles("en", cues)}
    placed = carry(timeline, tracks)
    shown = film_subtitles(timeline, placed, "en")
    first = shown.cues[0]
    later = Cue(Span(first.span.start + 500, first.span.end), first.text)
    edited = Subtitles("en", (later, *shown.cues[1:]))
    back = bring_back(timeline, tracks, placed, shown, edited)
    moved = back.tracks["v"].cues[0].span
    assert abs(moved.start - (start + 500 * speed)) <= 1000 / rate * speed + 1
    assert moved.end == cues[0].span.end
    assert back.tracks["v"].cues[1:] == cues[1:]


def test_everything_moved_is_moved_in_the_time_of_the_recording():
    timeline = timeline_of(Footage("v", 0, 50_000, speed=Fraction(2)))
    words = ("One is here.", "Two is there.", "Three is gone.", "Four it is.")
    cues = tuple(Cue(Span(n * 8000 + 2000, n * 8000 + 6000), t) for n, t in enumerate(words))
    tracks = {"v": Subtitles("en", cues)}
    placed = carry(timeline, tracks)
    shown = film_subtitles(timeline, placed, "en")
    edited = Subtitles("en", tuple(Cue(cue.span.shift(400), cue.text) for cue in shown.cues))
    back = bring_back(timeline, tracks, placed, shown, edited)
    assert [cue.span.start for cue in back.tracks["v"].cues] == [
        cue.span.start + 800 for cue in cues
    ]


def test_signing_begins_with_its_words_and_is_as_fast_as_it_was_recorded():
    slot = SignerSlot("s", 14_000, clip="v")
    clips = (Card("a", 4000), Footage("v", 10_000, speed=Fraction(2)))
    timeline = timeline_of(*clips, slots=(slot,))
    (placed,) = timeline.slots
    assert placed.span.start == 150
    assert placed.span.duration == 30 * 25
    assert beginning_of(slot, timeline, timeline) == 6000


def test_signing_over_two_speeds_is_to_be_looked_at():
    slot = SignerSlot("s", 10_000, clip="v")
    fast = Footage("v", 12_000, 40_000, speed=Fraction(2))
    assert any(
        "v is signed, and shown at different speeds." in warning
        for warning in timeline_of(Footage("v", 8000, 12_000), fast, slots=(slot,)).warnings
    )


def test_signing_goes_on_in_the_next_clip_where_the_words_do():
    slot = SignerSlot("s", 10_000, clip="v")
    speed = Fraction(1, 2)
    clips = (
        Footage("v", 8000, 12_000, speed=speed),
        Card("a", 4000),
        Footage("v", 12_000, 40_000, speed=speed),
    )
    first, second = timeline_of(*clips, slots=(slot,)).slots
    assert (first.span.start, first.span.end, first.start) == (100, 200, 0)
    assert (second.span.start, second.start) == (300, 4000)

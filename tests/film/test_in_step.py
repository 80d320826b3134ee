"""A slot in step with the film, also where the film waits or clips come in another order."""

from dataclasses import replace
from fractions import Fraction

import pytest
from film_facts import recording
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.clock import Span, frame_of, ms_of
from mediakit.film.in_step import beginning_at, beginning_of, covered, in_step, moved, place_heard
from mediakit.film.model import Canvas, Card, Film, Footage, Signer, SignerSlot, Version
from mediakit.film.placing import build_timeline
from mediakit.signing.geometry import Stand
from mediakit.signing.sync import Alignment

RATE = Fraction(25)
FACTS = {
    "a.mp4": recording(30_000),
    "b.mp4": recording(30_000),
    "one.mp4": recording(40_000),
}
CLIPS = (Card("Hello", 4000), Footage("a.mp4"), Footage("b.mp4", 10_000, 20_000))


def film(*slots: SignerSlot) -> Film:
    signer = Signer(Stand(), slots) if slots else None
    return Film(
        "A film",
        "en",
        Canvas(1280, 720, RATE),
        CLIPS,
        signer,
        None,
        (Version("signed", "en", True),),
    )


PLAIN = build_timeline(film(), FACTS)
HELD = build_timeline(
    film(SignerSlot("one.mp4", 0, clip="a.mp4"), SignerSlot("two.mp4", 10_000, clip="b.mp4")),
    FACTS,
)
"""Signing that lies on the first recording and goes on for 10 s after it, before more signing."""


def fits(offset: float, pace: float = 1.0) -> Alignment:
    return Alignment(offset, pace, 1.0, True, "")


def test_the_film_waits_in_the_test_s_own_timeline() -> None:
    assert [placed.hold for placed in HELD.clips] == [0, 250, 0]


@settings(max_examples=50)
@given(st.integers(0, 44_000))
def test_a_moment_of_a_clip_is_found_again(ms: int) -> None:
    there = moved(ms, PLAIN, HELD)
    assert there - ms == (10_000 if ms >= 34_000 else 0)
    assert moved(there, HELD, PLAIN) == ms


def test_a_slot_begins_where_its_clip_is_shown() -> None:
    assert beginning_of(SignerSlot("x", 6000), PLAIN, HELD) == 6000
    assert beginning_of(SignerSlot("x", 46_000), PLAIN, HELD) == 36_000
    assert beginning_of(SignerSlot("x", 2000, clip="a.mp4"), PLAIN, HELD) == 6000
    assert beginning_of(SignerSlot("x", 12_000, clip="b.mp4"), PLAIN, HELD) == 36_000
    assert beginning_of(SignerSlot("x", 0, clip="b.mp4"), PLAIN, HELD) == 24_000


def test_a_slot_whose_part_is_cut_out_stays_as_it_is() -> None:
    slot = SignerSlot("x", 25_000, 1000, clip="b.mp4")
    assert beginning_of(slot, PLAIN, HELD) is None
    assert in_step(slot, fits(3000.0), PLAIN, HELD) == slot


@settings(max_examples=150)
@given(
    st.integers(0, 19_000),
    st.sampled_from([None, "a.mp4", "b.mp4"]),
    st.floats(-7_300, 40_000),
    st.sampled_from([0.999, 1.0, 1.001]),
)
def test_what_is_seen_is_in_step_with_what_is_heard(
    at: int, clip: str | None, offset: float, pace: float
) -> None:
    alignment, wanted = fits(offset, pace), SignerSlot("one.mp4", at, clip=clip)
    slot = in_step(wanted, alignment, PLAIN, PLAIN)
    assert (slot.clip, slot.pace) == (clip, Fraction(str(pace)))
    assert slot.at == at or (slot.at > at and slot.start <= 40)
    timeline = build_timeline(film(slot), {**FACTS, "one.mp4": recording(120_000)})
    for piece in timeline.slots:
        seen = ms_of(piece.span.start, RATE)
        assert alignment.film_ms(piece.start) == pytest.approx(seen, abs=22)
        assert seen >= ms_of(frame_of(offset_of(wanted), RATE), RATE)


def offset_of(slot: SignerSlot) -> int:
    """Where in the film a slot begins at the earliest."""
    begins = beginning_of(slot, PLAIN, PLAIN)
    assert begins is not None
    return max(0, begins)


def test_after_signing_that_the_film_waits_for_the_film_s_own_time_is_written() -> None:
    slot = in_step(SignerSlot("x", 0), fits(36_000.0), PLAIN, HELD)
    assert (slot.at, slot.start) == (46_000, 0)


def test_a_place_that_a_person_gives_counts_from_the_recording_s_beginning() -> None:
    slot = SignerSlot("x", 4000, 7000, pace=Fraction(1001, 1000))
    assert beginning_at(slot, 12_000, PLAIN, PLAIN) == SignerSlot("x", 12_000)
    own = replace(slot, at=2000, clip="a.mp4")
    assert beginning_at(own, 12_000, PLAIN, PLAIN) == SignerSlot("x", 8000, clip="a.mp4")


def test_what_a_recording_covers() -> None:
    assert covered(fits(-5000), 12_000, PLAIN, PLAIN) == Span(0, 7000)
    assert covered(fits(40_000), 12_000, PLAIN, HELD) == Span(50_000, 54_000)
    assert covered(fits(-5000), 4000, PLAIN, PLAIN) is None
    assert covered(fits(90_000), 4000, PLAIN, PLAIN) is None


def test_of_waiting_places_the_one_with_most_of_the_recording_is_its_own() -> None:
    slots = (SignerSlot("p.mp4", 0), SignerSlot("q.mp4", 10_000), SignerSlot("r.mp4", 30_000))
    places = build_timeline(film(*slots), FACTS).slots
    heard = place_heard(Span(8000, 25_000), places, RATE)
    assert heard is not None
    assert heard.wanted == "q.mp4"
    assert place_heard(Span(50_000, 60_000), places, RATE) is None

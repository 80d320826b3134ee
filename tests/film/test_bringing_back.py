"""Edits of a film's subtitles, back in the recordings; and recordings' edits through re-cuts."""

from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from random import Random

import pytest
from edited import Editor, by_chance
from film_facts import recording
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.film.bringing_back import Brought, bring_back
from mediakit.film.carrying import carry, film_subtitles
from mediakit.film.model import Canvas, Card, Film, Footage
from mediakit.film.placing import build_timeline
from mediakit.film.timeline import Timeline
from mediakit.subtitles.edits.comparing import moved
from mediakit.subtitles.model import Cue, Subtitles

RATES = [Fraction(25), Fraction(30_000, 1001)]


def timeline_of(*clips, rate=25):
    film = Film("x", "en", Canvas(1280, 720, Fraction(rate)), clips, None, None, ())
    return build_timeline(film, {"v": recording(60_000), "w": recording(60_000)})


def track(*cues):
    return Subtitles("en", tuple(Cue(Span(start, end), text) for start, end, text in cues))


def shown_in(timeline: Timeline, tracks: dict[str, Subtitles]) -> Subtitles:
    return film_subtitles(timeline, carry(timeline, tracks), "en")


def brought(timeline: Timeline, tracks: dict[str, Subtitles], edit) -> Brought:
    """What comes back when `edit` changes the list of the film's cues."""
    placed = carry(timeline, tracks)
    shown = film_subtitles(timeline, placed, "en")
    cues = list(shown.cues)
    edit(cues)
    edited = replace(shown, cues=tuple(sorted(cues, key=lambda cue: cue.span)))
    return bring_back(timeline, tracks, placed, shown, edited)


V = track((2100, 3950, "one two"), (4000, 6010, "three four"), (6400, 8000, "five"))
W = track((500, 1500, "six seven"), (1500, 2500, "eight"))
CUT = timeline_of(
    Card("a", 2000), Footage("v", 3000, 7000), Footage("w", 0, 3000), Card("b", 2000), rate=25
)
"""Film time: "one two" from 2 s, cut at its start; "five" cut at its end at 6 s; "w" from 6 s."""

TRACKS = {"v": V, "w": W}


def texts(brought: Brought, file: str) -> list[str]:
    return [cue.text for cue in brought.tracks[file].cues]


def whys(brought: Brought) -> list[str]:
    return [doubt.why for doubt in brought.doubts]


def test_new_words_go_back_and_the_times_of_the_recording_stay():
    def edit(cues):
        cues[0] = replace(cues[0], text="ONE two")
        cues[3] = replace(cues[3], text="six 7")

    result = brought(CUT, TRACKS, edit)
    assert result.tracks["v"] == track((2100, 3950, "ONE two"), *rows(V)[1:])
    assert result.tracks["w"] == track((500, 1500, "six 7"), *rows(W)[1:])
    assert result.doubts == ()


def rows(of: Subtitles):
    return [(cue.span.start, cue.span.end, cue.text) for cue in of.cues]


def test_new_times_go_back_and_the_other_end_stays():
    def edit(cues):
        cues[1] = replace(cues[1], span=Span(cues[1].span.start, 4600))

    (file,) = brought(CUT, TRACKS, edit).tracks.items()
    assert file == ("v", track(rows(V)[0], (4000, 5600, "three four"), rows(V)[2]))


def test_parts_joins_deletions_and_additions_go_back():
    def split(cues):
        cues[1:2] = [
            replace(cues[1], text="three", span=Span(3000, 4000)),
            replace(cues[1], text="four", span=Span(4000, 5000)),
        ]

    assert rows(brought(CUT, TRACKS, split).tracks["v"])[1:3] == [
        (4000, 5000, "three"), (5000, 6010, "four")
    ]  # fmt: skip

    def join(cues):
        span = Span(cues[3].span.start, cues[4].span.end)
        cues[3:] = [replace(cues[3], text="six seven eight", span=span)]

    assert brought(CUT, TRACKS, join).tracks["w"] == track((500, 2500, "six seven eight"))
    assert texts(brought(CUT, TRACKS, lambda cues: cues.pop(1)), "v") == ["one two", "five"]

    def add(cues):
        cues.append(Cue(Span(5040, 5440), "Hm."))

    assert rows(brought(CUT, TRACKS, add).tracks["v"])[2] == (6040, 6440, "Hm.")


def test_what_stands_on_a_card_is_named():
    result = brought(CUT, TRACKS, lambda cues: cues.append(Cue(Span(200, 1500), "Hello")))
    assert (dict(result.tracks), whys(result)) == ({}, ["no recording"])

    def longer(cues):
        cues[-1] = replace(cues[-1], span=Span(cues[-1].span.start, 10_000))

    result = brought(CUT, TRACKS, longer)
    assert whys(result) == ["ends with its clip"]
    assert rows(result.tracks["w"])[-1] == (1500, 4000, "eight")


def test_words_over_two_clips_go_back_to_both():
    def join(cues):
        span = Span(cues[2].span.start, cues[3].span.end)
        cues[2:4] = [Cue(span, "5 five, then six 7")]

    result = brought(CUT, TRACKS, join)
    assert texts(result, "v")[-1] == "5 five, then"
    assert texts(result, "w")[0] == "six 7"
    assert whys(result) == ["two clips"]


def test_a_cue_that_is_shown_twice_is_changed_once():
    twice = timeline_of(Footage("w", 0, 3000), Card("b", 2000), Footage("w", 0, 3000))
    only = {"w": W}

    def one(cues):
        cues[0] = replace(cues[0], text="6 seven")

    result = brought(twice, only, one)
    assert (texts(result, "w"), whys(result)) == (["6 seven", "eight"], ["changed everywhere"])

    def same(cues):
        one(cues)
        cues[2] = replace(cues[2], text="6 seven")

    result = brought(twice, only, same)
    assert (texts(result, "w"), whys(result)) == (["6 seven", "eight"], [])

    def both(cues):
        one(cues)
        cues[2] = replace(cues[2], text="six 7")

    result = brought(twice, only, both)
    assert (texts(result, "w"), whys(result)) == (["6 seven", "eight"], ["changed twice"])
    result = brought(twice, only, lambda cues: cues.pop(1))
    assert (dict(result.tracks), whys(result)) == ({}, ["shown again"])


@pytest.mark.parametrize(("by", "goes_back"), [(400, True), (-280, True), (12_000, False)])
def test_a_film_that_was_moved(by, goes_back):
    def edit(cues):
        cues[:] = [moved(cue, by) for cue in cues]
        cues[1] = replace(cues[1], text="3 four")

    result = brought(CUT, TRACKS, edit)
    assert (result.shift, result.shifted) == (by, goes_back)
    back = by if goes_back else 0
    expected = replace(V, cues=(V.cues[0], replace(V.cues[1], text="3 four"), V.cues[2]))
    assert result.tracks["v"].cues == tuple(moved(cue, back) for cue in expected.cues)


def test_speakers_of_the_clip_are_not_written_into_the_recording():
    timeline = timeline_of(Footage("w", 0, 3000, name="Ann"))

    def edit(cues):
        assert cues[0].speaker == "Ann"
        cues[0] = replace(cues[0], text="6 seven")
        cues[1] = replace(cues[1], speaker="Bob")

    cues = brought(timeline, {"w": W}, edit).tracks["w"].cues
    assert [cue.speaker for cue in cues] == [None, "Bob"]


def random_film(chance: Random, rate: Fraction) -> tuple[Timeline, dict[str, Subtitles]]:
    """Clips of two recordings with cards between, none showing what another shows."""
    tracks = {name: by_chance(chance.randrange(2**40))[0] for name in "vw"}
    clips = []
    for name in "vw":
        edges = sorted(chance.sample(range(0, 16_000, 40), 4))
        clips += [Footage(name, *edges[:2]), Footage(name, *edges[2:])]
    chance.shuffle(clips)
    clips.insert(chance.randrange(5), Card("x", 2000))
    return timeline_of(*clips, rate=rate), tracks


@settings(max_examples=60)
@given(st.integers(0, 2**40), st.sampled_from(RATES))
def test_without_an_edit_nothing_comes_back(seed, rate):
    for number in range(seed, seed + 10):
        timeline, tracks = random_film(Random(number), rate)
        result = brought(timeline, tracks, lambda cues: None)
        assert (dict(result.tracks), result.doubts) == ({}, ())


@settings(max_examples=60)
@given(st.integers(0, 2**40), st.sampled_from(RATES))
@example(15495, Fraction(25))  # a subtitle drawn to a cut, then parted before its own beginning
def test_what_comes_back_is_shown_as_it_was_edited(seed, rate):
    for number in range(seed, seed + 10):
        chance = Random(number)
        timeline, tracks = random_film(chance, rate)
        edited: list[Cue] = []

        def edit(cues, chance=chance, edited=edited):
            editor = Editor("p", list(cues))
            for _ in range(chance.randrange(5)):
                editor.change(tuple(chance.randrange(1000) for _ in range(3)))
            edited += editor.cues
            cues[:] = editor.cues

        result = brought(timeline, tracks, edit)
        # Cues that overlap, or are too short to be read, are put together in the film.
        readable = all(cue.span.duration >= 400 for cue in edited) and all(
            one.span.end <= other.span.start for one, other in pairwise(edited)
        )
        if result.shift or result.doubts or not readable:
            continue
        after = shown_in(timeline, {**tracks, **result.tracks})
        assert [cue.text for cue in after.cues] == [cue.text for cue in edited], number


@settings(max_examples=60)
@given(st.integers(0, 2**40), st.sampled_from(RATES))
def test_edits_go_along_when_the_film_is_cut_anew(seed, rate):
    for number in range(seed, seed + 10):
        chance = Random(number)
        _, mine, _ = by_chance(chance.randrange(2**40))
        for _ in range(2):
            edges = sorted(chance.sample(range(0, 16_000, 40), 2))
            timeline = timeline_of(Card("x", 1000), Footage("v", *edges), rate=rate)
            shown = [line for cue in shown_in(timeline, {"v": mine}).cues
                     for line in cue.text.split("\n")]  # fmt: skip
            left = iter(shown)
            for cue in mine.cues:
                if edges[0] <= cue.span.start and cue.span.end <= edges[1]:
                    # In their order: each is looked for behind the one before.
                    assert all(line in left for line in cue.text.split("\n")), number
            assert set(shown) <= {line for cue in mine.cues for line in cue.text.split("\n")}

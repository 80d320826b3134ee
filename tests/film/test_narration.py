"""Voices over the pictures: where they lie in the film, and who is subtitled."""

from dataclasses import replace
from fractions import Fraction

import pytest
from film_facts import recording, voice

from mediakit.clock import Span
from mediakit.film.bringing_back import bring_back
from mediakit.film.carrying import carry, film_subtitles
from mediakit.film.model import Canvas, Card, Film, Footage, Voice
from mediakit.film.placing import build_timeline
from mediakit.film.timeline import Timeline
from mediakit.film.toml import read_film
from mediakit.handwritten.mistakes import Mistakes
from mediakit.subtitles.model import Cue, Subtitles

FACTS = {"v": recording(60_000), "w": recording(60_000), "n": voice(10_000)}


def timeline_of(*voices: Voice, clips=None) -> Timeline:
    clips = clips or (Card("a", 2000), Footage("v", 10_000, 20_000), Footage("w", 0, 8000))
    film = Film("x", "en", Canvas(1280, 720, Fraction(25)), clips, None, None, (), voices=voices)
    return build_timeline(film, FACTS)


def track(*cues) -> Subtitles:
    return Subtitles("en", tuple(Cue(Span(start, end), text) for start, end, text in cues))


def shown(timeline: Timeline, **tracks) -> list[tuple[int, int, str, str | None]]:
    cues = carry(timeline, tracks)
    return [(cue.span.start, cue.span.end, cue.text, cue.speaker) for cue in cues]


def test_a_voice_as_it_is_written():
    text = """\
format = 1
title = "x"
[[clip]]
card = "x"
[[voice]]
file = "n.wav"
at = "0:01"
from = 2
to = 4
clip = "v.mp4"
name = "Ann"
language = "cy"
volume = "50%"
"""
    heard = Footage("n.wav", 2000, 4000, "Ann", language="cy", volume=0.5)
    assert read_film(text).voices == (Voice(heard, 1000, "v.mp4"),)


def test_a_voice_lies_where_it_says_and_ends_with_the_film():
    timeline = timeline_of(
        Voice(Footage("n"), 15_000), Voice(Footage("n", 1000, 3000), 4000), Voice(Footage("n"), 500)
    )
    spans = [(placed.span.start, placed.span.end) for placed in timeline.voices]
    assert spans == [(13, 263), (100, 150), (375, 500)]
    (warning,) = timeline.warnings
    assert "goes on for 5.0 s after the film ends" in warning


def test_a_voice_moves_with_its_clip():
    one = Voice(Footage("n"), 12_000, "v")
    assert timeline_of(one).voices[0].span.start == 50 + 50
    later = timeline_of(one, clips=(Card("a", 5000), Footage("v", 11_000)))
    assert later.voices[0].span.start == 125 + 25
    gone = timeline_of(one, clips=(Footage("v", 13_000),))
    assert gone.voices == ()
    assert "is not heard" in gone.warnings[0]


@pytest.mark.parametrize(
    ("one", "part"),
    [
        (Voice(Footage("m"), 0), "is not in the project's folder"),
        (Voice(Footage("n", 10_000), 0), "is only 0:10 long"),
        (Voice(Footage("n"), 20_000), "begins after the film ends (0:20)"),
    ],
)
def test_voices_that_cannot_be_heard(one: Voice, part: str):
    with pytest.raises(Mistakes) as caught:
        timeline_of(one)
    (mistake,) = caught.value.mistakes
    assert part in mistake.sentence


def test_who_tells_is_subtitled_and_who_is_told_over_is_not():
    timeline = timeline_of(Voice(Footage("n", name="Ann"), 4000))
    cues = {
        "v": track((10_000, 11_800, "before"), (12_500, 14_500, "over"), (19_000, 20_000, "pause")),
        "n": track((500, 2400, "I tell"), (8000, 9900, "and tell")),
    }
    assert shown(timeline, **cues) == [
        (50, 95, "before", None),
        (113, 160, "I tell", "Ann"),
        (275, 300, "pause", None),
        (300, 348, "and tell", "Ann"),
    ]


def test_what_is_mended_in_a_voice_goes_back_to_it():
    timeline = timeline_of(Voice(Footage("n", 1000), 4000))
    tracks = {"v": track((10_000, 11_800, "before")), "n": track((1500, 3400, "I tel"))}
    placed = carry(timeline, tracks)
    before = film_subtitles(timeline, placed, "en")
    first, second = before.cues
    new = Cue(Span(8000, 9000), "and more")
    edited = replace(before, cues=(first, replace(second, text="I tell"), new))
    brought = bring_back(timeline, tracks, placed, before, edited)
    assert brought.tracks == {"n": track((1500, 3400, "I tell"), (5000, 6000, "and more"))}
    assert brought.doubts == ()

"""A film for an editing program and back: nothing is lost on the way, and a re-cut comes back."""

from collections.abc import Callable
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import Any

import opentimelineio as otio
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.errors import BadInput
from mediakit.film.model import Canvas, Card, Clip, Credits, Cutaway, Film, Footage, Photo, Version
from mediakit.film.placing import build_timeline
from mediakit.film.timeline import Timeline
from mediakit.media.model import Kind, Media, Picture, Sound
from mediakit.outputs.editing.reading import read_otio, told_beside
from mediakit.outputs.editing.writing import otio_of, write_otio

RATES = [Fraction(25), Fraction(30000, 1001), Fraction(24000, 1001), Fraction(60)]
PICTURE = Picture("h264", 320, 240, Fraction(25), True, 0, 0, "yuv420p")
SOUND = Sound(0, "aac", 1, 48000, "", True)


def media(ms: int, sounds: tuple[Sound, ...] = (SOUND,)) -> Media:
    kind: Kind = "video" if sounds else "photo"
    return Media(Path("x"), "0" * 64, kind, "mov", 0, ms, PICTURE, sounds)


FACTS = {
    "footage/ann.mp4": media(10_000),
    "footage/ben.mp4": media(20_000),
    "photos/team.jpg": media(0, ()),
}
ANN = Footage("footage/ann.mp4", 2000, 8000, name="Ann", chapter="Tip 1")
BEN = Footage("footage/ben.mp4", dissolve=1000)
CLIPS = (Card("Tips", 3000), ANN, BEN, Credits(("Us",), 5000))


def timeline_of(*clips: Clip, rate: Fraction = RATES[0]) -> Timeline:
    film = Film("Tips", "en", Canvas(320, 240, rate), clips, None, None,
                (Version("v", None, False),))  # fmt: skip
    return build_timeline(film, FACTS)


def recut(timeline: Timeline, edit: Callable[[Any], None]) -> tuple[tuple[Clip, ...], list[str]]:
    """The clips after `edit` changed the pictures' track, and what was told of them."""
    whole = otio.adapters.read_from_string(write_otio(timeline, FACTS), "otio_json")
    edit(whole.tracks[0])
    back = read_otio(whole.to_json_string(), timeline, "cut.otio")
    return tuple(one.clip for one in back.clips), list(back.told)


MS = st.integers(1500, 3000)
FOOTAGE = st.builds(
    lambda file, start, length, speed, dissolve: Footage(
        file, start, None if length is None else start + length, speed=speed, dissolve=dissolve
    ),
    st.sampled_from(["footage/ann.mp4", "footage/ben.mp4"]),
    st.integers(0, 5000),
    st.none() | st.integers(2500, 4000),
    st.sampled_from([Fraction(1), Fraction(3, 2), Fraction(1, 2)]),
    st.integers(0, 500),
)
CLIP: st.SearchStrategy[Clip] = st.one_of(
    FOOTAGE,
    st.builds(Card, st.text(min_size=1, max_size=5), MS, dissolve=st.integers(0, 500)),
    st.builds(Photo, st.just("photos/team.jpg"), MS, dissolve=st.integers(0, 500)),
)


@settings(max_examples=40)
@given(st.lists(CLIP, min_size=1, max_size=6), st.sampled_from(RATES))
def test_what_nobody_changed_comes_back_exactly(clips: list[Clip], rate: Fraction) -> None:
    first = replace(clips[0], dissolve=0)
    timeline = timeline_of(first, *clips[1:], rate=rate)
    text = write_otio(timeline, FACTS)
    back = read_otio(text, timeline, "cut.otio")
    assert tuple(one.clip for one in back.clips) == (first, *clips[1:])
    assert [one.origin for one in back.clips] == list(range(len(clips)))
    assert back.told == ()
    assert list(told_beside(text, otio_of(timeline, FACTS), "cut.otio")) == []


def test_a_timeline_holds_what_an_editor_needs() -> None:
    ann = replace(ANN, cutaways=(Cutaway(Photo("photos/team.jpg", 1000), 3000),))
    whole = otio_of(timeline_of(Card("Tips", 3000), ann), FACTS)
    assert [track.name for track in whole.tracks] == ["Pictures", "Cutaways", "Sound"]
    card, footage = whole.tracks[0]
    assert card.media_reference.parameters["title"] == "Tips"
    assert footage.media_reference.target_url == "footage/ann.mp4"
    assert footage.source_range.start_time.value == 50
    assert footage.media_reference.available_range.duration.value == 250
    gap, cutaway = whole.tracks[1]
    assert (gap.duration().value, cutaway.duration().value) == (100, 25)


def test_order_trims_and_dissolves_come_back() -> None:
    def edit(track: Any) -> None:
        card, ann, dissolve, ben, credits_ = list(track)
        for one in (card, ann, dissolve, ben, credits_):
            track.remove(one)
        ann.source_range = otio.opentime.TimeRange(
            otio.opentime.RationalTime(75, 25), otio.opentime.RationalTime(50, 25)
        )
        track.extend([ben, ann, card, credits_])

    clips, told = recut(timeline_of(*CLIPS), edit)
    ben, ann, card, last = clips
    # Without its dissolve, Ben's part begins and ends where the editor saw it do so.
    assert ben == replace(BEN, start=480, dissolve=0)
    assert ann == replace(ANN, start=3000, end=5000)
    assert (card, last, told) == (CLIPS[0], CLIPS[3], [])


def test_files_with_their_whole_way_and_another_rate_are_known() -> None:
    def edit(track: Any) -> None:
        ann = track[1]
        ann.metadata.clear()
        ann.media_reference.target_url = "file:///Volumes/Film/footage/ann.mp4"
        shown = ann.source_range
        ann.source_range = otio.opentime.TimeRange(
            shown.start_time.rescaled_to(50), shown.duration.rescaled_to(50)
        )

    clips, told = recut(timeline_of(*CLIPS), edit)
    assert (clips, told) == (CLIPS, [])


def test_what_cannot_come_back_is_told() -> None:
    def edit(track: Any) -> None:
        new = otio.schema.Clip("Drone", otio.schema.ExternalReference("drone.mp4"),
                               track[1].source_range)  # fmt: skip
        track[1].effects.append(otio.schema.Effect("Glow", "glow"))
        track.insert(0, otio.schema.Gap(duration=otio.opentime.RationalTime(25, 25)))
        track.insert(2, new)

    clips, told = recut(timeline_of(*CLIPS), edit)
    assert clips == CLIPS
    gap, glow, drone = told
    assert gap == ("At 0:00 there is a gap, which a film cannot have (a card can stand there). It"
                   " was left out.")  # fmt: skip
    assert "'Drone', which is not in the film" in drone
    assert glow == "At 0:09 the effect 'Glow' was left out."


def test_changes_beside_the_pictures_are_told() -> None:
    timeline = timeline_of(*CLIPS)
    whole = otio_of(timeline, FACTS)
    heard = whole.audio_tracks()[0]
    heard[1].source_range = otio.opentime.TimeRange(
        otio.opentime.RationalTime(60, 25), heard[1].source_range.duration
    )
    text = whole.to_json_string()
    (sentence,) = told_beside(text, otio_of(timeline, FACTS), "cut.otio")
    assert sentence.startswith("The sound was cut in another way than the pictures.")


@pytest.mark.parametrize("text", ["", "{}", "[1]", '{"OTIO_SCHEMA": "Clip.2"}', "\x00"])
def test_no_timeline_is_said_so(text: str) -> None:
    with pytest.raises(BadInput, match="no timeline of OpenTimelineIO"):
        read_otio(text, timeline_of(*CLIPS), "cut.otio")

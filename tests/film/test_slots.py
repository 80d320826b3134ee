"""Slots that follow clips, and the film that waits for signing."""

from dataclasses import replace
from fractions import Fraction

from film_facts import recording
from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import FrameSpan
from mediakit.film.model import Canvas, Card, Film, Footage, Signer, SignerSlot, Version
from mediakit.film.placing import build_timeline
from mediakit.film.timeline import PlacedSlot, Timeline
from mediakit.media.model import Media
from mediakit.signing.geometry import Stand
from mediakit.signing.sync import MOST_LAG_MS

FACTS = {
    "talk": recording(20_000),
    "walk": recording(10_000),
    "sign-talk": recording(20_000),
    "sign-walk": recording(12_000),
    "slow": recording(20_020),
}
TALK = SignerSlot("sign-talk", 0, clip="talk")
WALK = SignerSlot("sign-walk", 0, clip="walk")


def placed(
    *clips: Footage | Card,
    slots: tuple[SignerSlot, ...] = (TALK, WALK),
    facts: dict[str, Media] = FACTS,
    versions: tuple[Version, ...] = (Version("signed", "en", signer=True),),
) -> Timeline:
    film = Film(
        title="Our film",
        language="en",
        canvas=Canvas(1280, 720, Fraction(25)),
        clips=clips,
        signer=Signer(Stand(), slots),
        music=None,
        versions=versions,
    )
    return build_timeline(film, facts)


def spans(timeline: Timeline) -> list[tuple[str, int, int, int]]:
    return [(slot.wanted, slot.span.start, slot.span.end, slot.start) for slot in timeline.slots]


def test_signing_follows_its_clip_wherever_that_goes():
    first = placed(Footage("talk"), Footage("walk", end=8000), slots=(TALK,))
    assert spans(first) == [("sign-talk", 0, 500, 0)]
    moved = placed(Card("Hello", 4000), Footage("walk", end=8000), Footage("talk"), slots=(TALK,))
    assert spans(moved) == [("sign-talk", 300, 800, 0)]
    assert not moved.warnings


def test_a_trimmed_clip_shows_the_signing_of_what_is_left():
    timeline = placed(Footage("talk", 4000, 10_000), Card("End", 9000), slots=(TALK,))
    assert spans(timeline) == [("sign-talk", 0, 150, 4000)]
    assert timeline.warnings == (
        "14.0 s of the signing in sign-talk belong to a part of talk that is cut out of the film."
        " They are not shown. The recording is kept.",
    )


def test_a_clip_cut_in_two_takes_its_signing_in_two():
    timeline = placed(
        Footage("talk", 0, 8000), Card("Between", 2000), Footage("talk", 12_000), slots=(TALK,)
    )
    assert spans(timeline) == [("sign-talk", 0, 200, 0), ("sign-talk", 250, 450, 12_000)]


def test_a_clip_that_was_removed_is_told_and_nothing_is_shown():
    timeline = placed(Footage("walk"), slots=(TALK, replace(WALK, to=10_000)))
    assert [slot.wanted for slot in timeline.slots] == ["sign-walk"]
    assert [warning for warning in timeline.warnings if "sign-talk" in warning] == [
        "talk is not in the film any more, so its signing sign-talk is not shown."
        " The recording is kept."
    ]


def test_a_part_that_was_cut_out_is_told_once():
    timeline = placed(Footage("talk", 10_000), slots=(replace(TALK, to=4000),))
    assert not timeline.slots
    assert [warning for warning in timeline.warnings if "not in the film any more" in warning] == [
        "The signed part of talk is not in the film any more, so its signing sign-talk is not"
        " shown. The recording is kept."
    ]


def test_a_film_without_a_signed_version_waits_for_nobody():
    unsigned = (Version("plain", "en", signer=False),)
    timeline = placed(Footage("walk"), Footage("talk"), versions=unsigned)
    assert [clip.hold for clip in timeline.clips] == [0, 0]
    assert not any("goes on for" in warning for warning in timeline.warnings)


def test_the_lag_after_the_last_words_is_kept_and_longer_signing_of_cut_words_is_not():
    short = placed(Footage("talk", end=16_000), Card("End", 9000), slots=(TALK,))
    assert MOST_LAG_MS >= 20_000 - 16_000
    assert spans(short) == [("sign-talk", 0, 500, 0)]
    long = placed(Footage("talk", end=12_000), Card("End", 9000), slots=(TALK,))
    assert spans(long) == [("sign-talk", 0, 300, 0)]


def test_the_film_waits_where_signing_runs_into_the_next():
    timeline = placed(Footage("walk"), Footage("talk"))
    assert [clip.hold for clip in timeline.clips] == [50, 0]
    assert [clip.span for clip in timeline.clips] == [FrameSpan(0, 250), FrameSpan(300, 800)]
    assert spans(timeline) == [("sign-walk", 0, 300, 0), ("sign-talk", 300, 800, 0)]
    assert timeline.frames == 800
    assert timeline.warnings == (
        "The signing goes on for 2.0 s after clip 1 ends at 0:10. The last picture stays until it"
        " is done.",
    )


def test_a_wait_holds_the_whole_dissolve_after_it():
    timeline = placed(Footage("walk"), Footage("talk", dissolve=3000))
    assert timeline.clips[0].hold >= timeline.clips[1].dissolve == 75
    assert timeline.clips[1].span.start == 250 + timeline.clips[0].hold - 75
    assert spans(timeline)[0][2] <= spans(timeline)[1][1]


def test_signing_at_a_time_of_the_film_is_waited_for_at_its_end():
    timeline = placed(Footage("walk"), slots=(SignerSlot("sign-walk", 1000),))
    assert (timeline.clips[0].hold, timeline.frames) == (75, 325)
    assert timeline.slots[0].span == FrameSpan(25, 325)


def test_a_slow_clock_is_reckoned_with():
    slot = SignerSlot("slow", 0, clip="talk", pace=Fraction(1001, 1000))
    timeline = placed(Footage("talk", 10_000), slots=(slot,))
    assert timeline.slots == (
        PlacedSlot(FrameSpan(0, 250), "slow", "slow", 10_010, Fraction(1001, 1000)),
    )
    assert not timeline.clips[0].hold


def test_a_placeholder_lasts_as_long_as_its_clip():
    timeline = placed(Footage("talk"), Footage("walk"), slots=(SignerSlot("no", 0, clip="walk"),))
    assert spans(timeline) == [("no", 500, 750, 0)]


CUTS = st.lists(
    st.tuples(st.sampled_from(["talk", "walk"]), st.integers(0, 180), st.integers(1, 80)),
    min_size=1,
    max_size=5,
)


@given(CUTS)
def test_in_every_cut_no_signer_overlaps_and_signing_stays_with_its_words(cuts):
    clips = []
    for file, start, length in cuts:
        longest = FACTS[file].duration_ms
        first = min(start * 100, longest - 200)
        clips.append(Footage(file, first, min(first + length * 100, longest)))
    timeline = placed(*clips)
    for one, two in zip(timeline.slots, timeline.slots[1:], strict=False):
        assert one.span.end <= two.span.start
    starts = {clip.span.start: clip.clip for clip in timeline.clips}
    for slot in timeline.slots:
        clip = starts.get(slot.span.start)
        if isinstance(clip, Footage) and slot.wanted == f"sign-{clip.file}":
            assert abs(slot.start - clip.start) <= 40


def test_recordings_with_more_pictures_than_the_film_are_told():
    facts = {**FACTS, "sign-talk": with_rate(FACTS["sign-talk"], 50)}
    assert "50 pictures a second, and the film 25" in placed_with(facts).warnings[0]
    few = {**FACTS, "sign-talk": with_rate(FACTS["sign-talk"], 15)}
    assert "only 15 pictures a second" in placed_with(few).warnings[0]
    assert not placed_with(FACTS).warnings


def with_rate(media: Media, rate: int) -> Media:
    return replace(media, picture=replace(media.picture, rate=Fraction(rate)))


def placed_with(facts: dict[str, Media]) -> Timeline:
    return placed(Footage("talk"), slots=(TALK,), facts=facts)

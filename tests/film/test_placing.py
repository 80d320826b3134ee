"""Film and facts to Timeline."""

from fractions import Fraction
from itertools import pairwise

import pytest
from film_facts import photo, recording, voice
from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import FrameSpan, frame_of
from mediakit.film.model import (
    Canvas,
    Card,
    Credits,
    Film,
    Footage,
    Photo,
    Signer,
    SignerSlot,
    Version,
)
from mediakit.film.placing import build_timeline
from mediakit.film.timeline import NameCaption, PlacedSlot
from mediakit.film.toml import read_film
from mediakit.handwritten.mistakes import Mistakes
from mediakit.signing.geometry import Stand

RATES = (Fraction(25), Fraction(30000, 1001))


def film(*clips, rate=25, signer=None, music=None, signed=False):
    return Film(
        "x",
        "en-GB",
        Canvas(1280, 720, Fraction(rate)),
        clips,
        signer,
        music,
        (Version("one", None, signed),),
    )


def signed(*slots):
    return film(Card("a", 10_000), signer=Signer(Stand("right"), slots), signed=True)


def sentences(of, facts, **more):
    with pytest.raises(Mistakes) as caught:
        build_timeline(of, facts, **more)
    return [(m.line, f"{m.sentence} {m.suggestion}") for m in caught.value.mistakes]


def spans(timeline):
    return [(placed.span.start, placed.span.end) for placed in timeline.clips]


def test_clips_follow_one_another_and_dissolves_overlap():
    timeline = build_timeline(
        film(Card("a", 4000), Footage("v", 1000, 3000, dissolve=480), Photo("p", 2000)),
        {"v": recording(5000), "p": photo()},
    )
    assert spans(timeline) == [(0, 100), (88, 138), (138, 188)]
    assert [placed.dissolve for placed in timeline.clips] == [0, 12, 0]
    assert timeline.frames == 188
    assert timeline.warnings == ()


@pytest.mark.parametrize("rate", RATES)
@given(st.lists(st.integers(0, 60_000), min_size=1, max_size=8, unique=True), st.integers(1, 999))
def test_a_recording_cut_in_pieces_shows_every_frame_once(rate, cuts, rest):
    """Pieces [0, a), [a, b), [b, end) have together as many frames as the recording holds."""
    bounds = [0, *sorted(cut for cut in cuts if cut), None]
    length = 60_000 + rest
    clips = [Footage("v", a, b) for a, b in pairwise(bounds)]
    whole = length * rate // 1000
    for clip in clips:
        start = frame_of(clip.start, rate)
        end = whole if clip.end is None else min(whole, frame_of(clip.end, rate))
        timeline = build_timeline(film(clip, rate=rate), {"v": recording(length)})
        assert timeline.frames == max(1, end - start)
    if all(frame_of(b, rate) > frame_of(a, rate) for a, b in pairwise(bounds[:-1])):
        timeline = build_timeline(film(*clips, rate=rate), {"v": recording(length)})
        assert timeline.frames == max(whole, frame_of(bounds[-2], rate) + 1)


CLIPS = st.lists(
    st.tuples(st.integers(100, 9000), st.integers(0, 3000), st.sampled_from("cfpr")),
    min_size=1,
    max_size=7,
)


def any_clip(ms, dissolve, kind):
    match kind:
        case "c":
            return Card("a", ms, dissolve=dissolve)
        case "p":
            return Photo("p", ms, dissolve=dissolve)
        case "r":
            return Credits(("a",), ms, dissolve=dissolve)
    return Footage("v", 777, 777 + ms, name="A", dissolve=dissolve)


@pytest.mark.parametrize("rate", RATES)
@given(CLIPS)
def test_no_gap_and_every_frame_counted(rate, drawn):
    fitting = [0, *(min(a[0], b[0]) // 4 for a, b in pairwise(drawn))]
    clips = [
        any_clip(ms, min(dissolve, most), kind)
        for (ms, dissolve, kind), most in zip(drawn, fitting, strict=True)
    ]
    facts = {"v": recording(10_000), "p": photo()}
    timeline = build_timeline(film(*clips, rate=rate), facts)
    placed = timeline.clips
    assert placed[0].span.start == 0
    assert placed[-1].span.end == timeline.frames
    for before, after in pairwise(placed):
        assert after.span.start == before.span.end - after.dissolve
        assert after.dissolve < min(before.span.duration, after.span.duration)
        assert before.span.start + before.dissolve <= after.span.start
    total = sum(one.span.duration - one.dissolve for one in placed)
    assert timeline.frames == total
    for caption in timeline.captions:
        assert caption.span.duration > 0
        assert any(one.span.overlap(caption.span) == caption.span for one in placed)


def test_everything_that_the_facts_forbid_is_told_at_once_with_its_line():
    text = """\
format = 1
title = "x"
[[clip]]
file = "footage/tip1.mp4"
[[clip]]
file = "footage/tip-1.mp4"
from = "0:02"
to = "0:09"
[[clip]]
file = "footage/tip-1.mp4"
from = "0:06"
[[clip]]
file = "voice.wav"
[[clip]]
photo = "footage/tip-1.mp4"
[[clip]]
file = "us.jpg"
[[clip]]
card = "a"
seconds = 1
[[clip]]
card = "b"
dissolve = 2
[music]
file = "us.jpg"
[[signer.slot]]
file = "voice.wav"
at = 0
"""
    facts = {"footage/tip-1.mp4": recording(5500), "voice.wav": voice(9000), "us.jpg": photo()}
    assert sentences(read_film(text), facts, text=text) == [
        (4, "The file footage/tip1.mp4 is not in the project's folder."
            " Did you mean 'footage/tip-1.mp4'?"),
        (8, "Clip 2 ends at 0:09, but footage/tip-1.mp4 is only 0:05.5 long."
            " Give it an earlier 'to', or take 'to' out to show all of it."),
        (11, "Clip 3 starts at 0:06, but footage/tip-1.mp4 is only 0:05.5 long."
             " Give it an earlier 'from'."),
        (13, "voice.wav has sound but no picture, so it cannot be shown."
             " Choose a recording with a picture."),
        (15, 'footage/tip-1.mp4 is a video. Write file = "footage/tip-1.mp4" instead of photo.'),
        (17, 'us.jpg is a photo. Write photo = "us.jpg" instead of file.'),
        (23, "The dissolve into clip 8 is as long as clip 7 or longer."
             " Make the dissolve shorter, or the clip longer."),
        (25, "us.jpg has no sound. Choose a sound file."),
        (27, "voice.wav has no moving picture, so no signer can be seen in it."
             " Choose a video of the signer."),
    ]  # fmt: skip


def test_without_the_text_no_line_is_claimed():
    (only,) = sentences(film(Footage("v")), {})
    assert only == (
        None,
        "The file v is not in the project's folder. Copy it there, or correct its name.",
    )


def test_two_dissolves_must_not_meet():
    clips = (Card("a", 4000), Card("b", 2000, dissolve=1200), Card("c", 4000, dissolve=1200))
    (only,) = sentences(film(*clips), {})
    assert "The dissolves into and out of clip 2 meet" in only[1]


def test_an_end_that_was_rounded_up_is_forgiven_and_no_frame_made_up():
    timeline = build_timeline(film(Footage("v", 0, 5000)), {"v": recording(4970)})
    assert timeline.frames == 124


def test_a_name_is_shown_once_and_clear_of_the_cuts():
    clips = (
        Footage("v", 0, 10_000, "A", "B"),
        Footage("v", 20_000, 30_000, "A", "B", dissolve=1000),
        Footage("v", 30_000, 32_000, "C"),
        Footage("v", 0, 1000, "A", "B"),
    )
    timeline = build_timeline(film(*clips), {"v": recording(60_000)})
    assert timeline.captions == (
        NameCaption(FrameSpan(13, 113), "A", "B"),
        NameCaption(FrameSpan(475 + 13, 525 - 6), "C", None),
        NameCaption(FrameSpan(525, 550), "A", "B"),
    )


def test_a_slot_lasts_as_long_as_its_recording():
    timeline = build_timeline(signed(SignerSlot("s", 2000, 500)), {"s": recording(4015)})
    assert timeline.slots == (PlacedSlot(FrameSpan(50, 50 + 100 - 13), "s", "s", 500),)
    assert timeline.warnings == ()


def test_a_recording_still_to_come_is_a_placeholder_until_the_next_slot_or_the_end():
    slots = (SignerSlot("signing/2", 6000), SignerSlot("signing/1", 2000))
    timeline = build_timeline(signed(*slots), {})
    assert timeline.slots == (
        PlacedSlot(FrameSpan(50, 150), None, "signing/1", 0),
        PlacedSlot(FrameSpan(150, 250), None, "signing/2", 0),
    )
    assert timeline.warnings == (
        "The signer's recording signing/1 is not there yet. A placeholder is shown"
        " from 0:02 to 0:06.",
        "The signer's recording signing/2 is not there yet. A placeholder is shown"
        " from 0:06 to 0:10.",
    )


@pytest.mark.parametrize(
    ("slot", "end", "warning"),
    [
        (SignerSlot("s", 6000), 310, "goes on for 2.4 s after clip 1 ends at 0:10"),
        (SignerSlot("s", 3000, to=9000), 225, "goes on for 0.4 s after its 'to' (0:09)"),
        (SignerSlot("s", 1000, to=3000), 75, "goes on for 4.4 s after its 'to' (0:03)"),
        (SignerSlot("s", 1000, to=9000), 185, "ends 1.6 s before its 'to' (0:09)"),
    ],
)
def test_signing_is_never_cut_silently(slot, end, warning):
    timeline = build_timeline(signed(slot), {"s": recording(6400)})
    assert timeline.slots[0].span.end == end
    (told,) = timeline.warnings
    assert warning in told


def test_slots_that_cannot_be_shown():
    slots = (
        SignerSlot("s", 0),
        SignerSlot("s", 4000),
        SignerSlot("s", 10_000),
        SignerSlot("s", 8000, 7000),
    )
    assert [sentence for _, sentence in sentences(signed(*slots), {"s": recording(5000)})] == [
        "The signer's slot at 0:10 begins after the film ends (0:10). Give it an earlier 'at'.",
        "'from' is 0:07, but s is only 0:05 long. Give it an earlier 'from'.",
        "Two signers would be in the picture at 0:04: s is shown until 0:05."
        " Give the earlier slot a 'to', or this one a later 'at'.",
    ]


def test_a_signed_version_without_a_slot_is_told():
    assert "has no signer yet" in build_timeline(signed(), {}).warnings[0]


def test_a_card_with_a_picture_needs_a_still():
    read = read_film('format = 1\ntitle = "x"\n[[clip]]\ncard = "x"\npicture = "p.png"\n')
    assert read.clips == (Card("x", 4000, picture="p.png"),)
    build_timeline(read, {"p.png": photo()})
    assert sentences(read, {"p.png": recording(5000)}) == [
        (None, "p.png is no still picture. Choose a photo or a drawing.")
    ]
    assert sentences(read, {}) == [
        (
            None,
            "The file p.png is not in the project's folder. Copy it there, or correct its name.",
        )
    ]

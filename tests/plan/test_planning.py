"""Plans are compared without running anything: what is cut where, and what reaches a key."""

import os
import subprocess
import sys
from dataclasses import replace
from fractions import Fraction
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import FrameSpan
from mediakit.film.model import (
    Canvas,
    Card,
    Clip,
    Credits,
    Film,
    Footage,
    Photo,
    Signer,
    SignerSlot,
    Version,
)
from mediakit.film.placing import build_timeline
from mediakit.film.timeline import PlacedCue
from mediakit.media.model import Media, Picture, Sound
from mediakit.plan.conforming import conform_command
from mediakit.plan.finishing import Setting
from mediakit.plan.graph import chunk_command
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.joining import Wrapping, join_arguments
from mediakit.plan.keys import key_of
from mediakit.plan.levels import Levels
from mediakit.plan.model import CardDrawing, Piece, Plan, Tools
from mediakit.plan.planning import plan_film
from mediakit.plan.presets import PRESETS
from mediakit.plan.sound_graph import finish_command, mix_command
from mediakit.plan.stretches import SHORTEST_SECONDS, cut
from mediakit.signing.geometry import Box, Side, Stand
from mediakit.subtitles.burned.look import LOOKS, Look, Style

RATE = Fraction(25)
TOOLS = Tools({"ffmpeg": "9", "font": "f"}, {"pillow": "12"})


def media(mark: str, *, steady: bool = True, sound: bool = True, kind: str = "video") -> Media:
    picture = Picture("h264", 1920, 1080, RATE, steady, 1500, 0, "yuv420p")
    sounds = (Sound(0, "aac", 1, 48000, "", True),) if sound else ()
    return Media(Path("x"), mark * 64, kind, "mov,mp4", 0, 60_000, picture, sounds)


FACTS = {
    "a.mp4": media("a"),
    "b.mp4": media("b", sound=False),
    "phone.mp4": media("c", steady=False),
    "still.jpg": media("d", sound=False, kind="photo"),
    "sign.mp4": media("e", sound=False),
}
CUE = PlacedCue(FrameSpan(300, 350), "We talk.", None)


def plan_of(
    *clips: Clip,
    versions: tuple[Version, ...] = (Version("easy-read", "en-simple", False),),
    signer: Signer | None = None,
    cues: tuple[PlacedCue, ...] = (CUE,),
    look: Look | None = None,
    tools: Tools = TOOLS,
    preset: str = "standard",
    size: tuple[int, int] = (1280, 720),
    music: str | None = None,
) -> Plan:
    canvas = Canvas(*size, RATE)
    film = Film("A film", "en", canvas, clips, signer, music, versions)
    return plan_film(
        Ingredients(
            timeline=build_timeline(film, FACTS),
            versions=versions,
            facts=FACTS,
            backdrops={"sign.mp4": "0x00B140"},
            tracks={"en": cues, "en-simple": cues},
            style=Style({**LOOKS, "easy-read": look or Look()}),
            preset=PRESETS[preset],
            tools=tools,
        )
    )


def keys(plan: Plan, version: int = 0) -> list[str]:
    return [key_of(chunk, plan.tools) for chunk in plan.versions[version].chunks]


@given(
    origin=st.integers(0, 10_000),
    lead=st.integers(0, 100),
    length=st.integers(1, 20_000),
    rate=st.sampled_from([Fraction(25), Fraction(30000, 1001), Fraction(60), Fraction(1)]),
)
def test_chunks_cover_a_clip_once_and_none_is_tiny(
    origin: int, lead: int, length: int, rate: Fraction
) -> None:
    start = origin + lead
    parts = cut(origin, start, start + length, rate)
    assert [parts[0].start, parts[-1].end] == [start, start + length]
    assert all(a.end == b.start for a, b in pairwise(parts))
    shortest = min(length, round(SHORTEST_SECONDS * rate))
    assert all(part.duration >= shortest for part in parts)


def test_an_empty_stretch_has_no_chunk() -> None:
    assert cut(0, 40, 40, RATE) == []


def test_a_film_is_covered_frame_by_frame() -> None:
    plan = plan_of(
        Card("Hello", 4000),
        Footage("a.mp4", 0, 25_000, dissolve=800),
        Photo("still.jpg", 5000, dissolve=400),
        Credits(("Us",), 6000),
    )
    assert [chunk.frames for chunk in plan.versions[0].chunks] == [
        *(50, 30),
        20,
        *(30, *[50] * 10, 65),
        10,
        *(40, 50, 25),
        *(50, 50, 50),
    ]
    assert sum(chunk.frames for chunk in plan.versions[0].chunks) == plan.versions[0].frames
    assert len(plan.drawings) == 3


def test_mending_a_word_changes_the_chunk_that_shows_it() -> None:
    clip = Footage("a.mp4", 0, 30_000)
    before = keys(plan_of(clip))
    after = keys(plan_of(clip, cues=(replace(CUE, text="We speak."),)))
    changed = [n for n, (a, b) in enumerate(zip(before, after, strict=True)) if a != b]
    assert changed == [CUE.span.start // 50]


def test_a_cue_across_a_border_is_in_both_chunks() -> None:
    plan = plan_of(Footage("a.mp4", 0, 4000), cues=(PlacedCue(FrameSpan(40, 60), "Both", None),))
    assert ["Both" in chunk.ass for chunk in plan.versions[0].chunks] == [True, True]


def test_moving_a_clip_renders_nothing_anew() -> None:
    clip = Footage("a.mp4", 0, 30_000)
    alone = keys(plan_of(clip, cues=()))
    assert keys(plan_of(Card("First", 2000), clip, cues=()))[1:] == alone
    assert set(alone) < set(keys(plan_of(clip, Footage("b.mp4"), clip, cues=())))


def test_equal_clips_are_one_piece_of_work() -> None:
    found = keys(plan_of(Footage("a.mp4", 0, 9000), Footage("a.mp4", 0, 9000), cues=()))
    assert len(set(found)) == len(found) / 2


def with_signer(side: Side, start: int = 0, music: str | None = None) -> Plan:
    return plan_of(
        Footage("a.mp4", 0, 2800),
        versions=(Version("signed", None, True),),
        signer=Signer(Stand(side), (SignerSlot("sign.mp4", 0, start=start, to=2800),)),
        music=music,
    )


def test_everything_that_reaches_the_picture_reaches_the_key() -> None:
    clip, early = Footage("a.mp4", 0, 2800), (PlacedCue(FrameSpan(10, 60), "Hello", None),)
    plans = {
        "as it is": plan_of(clip),
        "start": plan_of(Footage("a.mp4", 40, 2840)),
        "length": plan_of(Footage("a.mp4", 0, 2840)),
        "file": plan_of(Footage("b.mp4", 0, 2800)),
        "uneven file": plan_of(Footage("phone.mp4", 0, 2800)),
        "name": plan_of(Footage("a.mp4", 0, 2800, name="Film maker")),
        "ffmpeg": plan_of(clip, tools=replace(TOOLS, every={**TOOLS.every, "ffmpeg": "10"})),
        "font": plan_of(clip, tools=replace(TOOLS, every={**TOOLS.every, "font": "g"})),
        "encoding": plan_of(clip, preset="high"),
        "size": plan_of(clip, size=(640, 360)),
        "subtitle": plan_of(clip, cues=early),
        "look": plan_of(clip, cues=early, look=replace(Look(), line_height=0.08)),
        "signer": with_signer("right"),
        "side": with_signer("left"),
        "signing": with_signer("right", start=40),
    }
    found = {why: keys(plan)[0] for why, plan in plans.items()}
    assert len(set(found.values())) == len(plans), found


def test_what_draws_reaches_drawings_and_only_the_chunks_that_show_them() -> None:
    clips = Card("Hello", 2000), Footage("a.mp4", 0, 2800)
    newer = plan_of(*clips, tools=replace(TOOLS, drawing={"pillow": "13"}))
    assert [a == b for a, b in zip(keys(plan_of(*clips)), keys(newer), strict=True)] == [
        False,
        True,
    ]


def key_now(piece: Piece) -> str:
    """The key as it is made up now, whatever is remembered of an earlier one."""
    return key_of.__wrapped__(piece, TOOLS)


@pytest.mark.parametrize(
    ("constant", "value"),
    [
        ("cutting_out._GLOW", 0.3),
        ("shot_graph._PREROLL_US", 2_000_000),
        ("sound_filters._OVERSAMPLING", 8),
        ("sound_graph.MUSIC_ALONE_DB", -3.0),
    ],
)
def test_every_constant_in_a_command_reaches_the_key(
    constant: str, value: float, monkeypatch: pytest.MonkeyPatch
) -> None:
    plan = with_signer("right", start=9000, music="a.mp4")
    (chunk,) = plan.versions[0].chunks
    before = {key_now(chunk), key_now(plan.sound)}
    monkeypatch.setattr(f"mediakit.plan.{constant}", value)
    assert {key_now(chunk), key_now(plan.sound)} != before


def test_how_far_sound_is_brought_up_reaches_its_key(monkeypatch: pytest.MonkeyPatch) -> None:
    plan = plan_of(Footage("a.mp4", 0, 8000))
    old = key_now(plan.sound)
    monkeypatch.setattr("mediakit.plan.keys.LEVELS", Levels(most_correction_db=3.0))
    assert key_now(plan.sound) != old


def test_a_key_is_the_same_in_every_process() -> None:
    code = (
        "import test_planning as t; plan = t.with_signer('left', music='a.mp4');"
        "print(t.keys(plan), t.key_of(plan.sound, t.TOOLS))"
    )
    found = set()
    for seed in ("1", "2"):
        environment = {**os.environ, "PYTHONHASHSEED": seed}
        command = [sys.executable, "-c", code]
        found.add(subprocess.check_output(command, cwd=Path(__file__).parent, env=environment))
    assert len(found) == 1


@pytest.mark.parametrize(
    ("size", "room"),
    [((1280, 720), Box(0, 0, 912, 720)), ((720, 1280), Box(0, 0, 720, 802))],
)
def test_what_is_drawn_leaves_the_signer_room(size: tuple[int, int], room: Box) -> None:
    plan = plan_of(
        Card("Before", 2000), Card("During", 2000), versions=(Version("signed", None, True),),
        signer=Signer(Stand("right"), (SignerSlot("sign.mp4", 2000),)), size=size,
    )  # fmt: skip
    rooms = {
        drawing.title: drawing.room for drawing in plan.drawings if isinstance(drawing, CardDrawing)
    }
    assert rooms == {"Before": Box(0, 0, *size), "During": room}


def test_versions_share_the_chunks_in_which_they_do_not_differ() -> None:
    versions = (Version("signed", "en", True), Version("plain", "en", False))
    signer = Signer(Stand("right"), (SignerSlot("sign.mp4", 2000, to=4000),))
    plan = plan_of(Footage("a.mp4", 0, 8000), versions=versions, signer=signer, cues=())
    shared = [a == b for a, b in zip(keys(plan, 0), keys(plan, 1), strict=True)]
    assert shared == [True, False, True, True]


def test_a_missing_signer_is_a_placeholder() -> None:
    versions = (Version("signed", None, True),)
    signer = Signer(Stand("right"), (SignerSlot("not-yet.mp4", 0),))
    plan = plan_of(Footage("a.mp4", 0, 8000), versions=versions, signer=signer)
    assert [drawing.label for drawing in plan.drawings] == ["not-yet.mp4"]
    assert plan.versions[0].chunks[0].signers[0].colour is None


def test_uneven_footage_is_brought_into_shape_once() -> None:
    plan = plan_of(Footage("phone.mp4", 0, 8000), Footage("phone.mp4", 20_000, 25_000))
    assert len(plan.conforms) == 1
    assert {s.source for c in plan.versions[0].chunks for s in c.shots} == {
        key_of(plan.conforms[0], plan.tools)
    }


def test_no_name_or_text_of_a_person_enters_a_command() -> None:
    nasty = "it's 100%: [a],b;c\\"
    plan = plan_of(
        Card(nasty, 2000),
        Footage("a.mp4", 0, 8000, name=nasty, role=nasty),
        Footage("phone.mp4", 0, 3000),
        cues=(PlacedCue(FrameSpan(60, 90), nasty, None),),
    )
    commands = [chunk_command(chunk) for chunk in plan.versions[0].chunks]
    commands += [conform_command(conform) for conform in plan.conforms]
    commands += [mix_command(plan.sound, [0.0] * len(plan.sound.voices), 0.0)]
    commands += [finish_command(plan.sound, Setting(0.0))]
    for command in commands:
        assert not any("100%" in argument for argument in command.arguments)
    # The title goes in as one argument of its own, never through a filter.
    assert [a for a in join_arguments(Wrapping(nasty)) if "100%" in a] == [f"title={nasty}"]


def test_every_input_is_guarded() -> None:
    signer = Signer(Stand("right"), (SignerSlot("sign.mp4", 0),))
    plan = plan_of(
        Footage("a.mp4", 0, 8000), Footage("phone.mp4", 0, 3000, dissolve=400),
        versions=(Version("signed", None, True),), signer=signer,
    )  # fmt: skip
    commands = [chunk_command(chunk).arguments for chunk in plan.versions[0].chunks]
    commands += [conform_command(conform).arguments for conform in plan.conforms]
    commands += [mix_command(plan.sound, [0.0] * len(plan.sound.voices), 0.0).arguments]
    for arguments in commands:
        inputs = [
            n for n, word in enumerate(arguments) if word == "-i" and "source" in arguments[n + 1]
        ]
        assert inputs
        for place in inputs:
            before = arguments[max(0, place - 8) : place]
            assert "-protocol_whitelist" in before
            assert "-format_whitelist" in before


def test_sound_lies_on_the_sample_grid_of_the_film() -> None:
    plan = plan_of(
        Card("Hello", 2000), Footage("a.mp4", 1000, 9000, dissolve=400), Footage("b.mp4", 0, 4000)
    )
    assert plan.sound.length == 48_000 * plan.versions[0].frames // 25
    (voice,) = plan.sound.voices
    assert (voice.at, voice.length) == (40 * 1920, 200 * 1920)
    assert (voice.offset_us, voice.fade_in, voice.fade_out) == (1_000_000, 10 * 1920, 480)

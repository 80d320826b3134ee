"""Who is cut out of which recording, and what a matte's key hangs on."""

from dataclasses import replace
from fractions import Fraction

import pytest
from test_planning import FACTS, TOOLS, media

from mediakit.film.model import Canvas, Film, Footage, Signer, SignerSlot, Version
from mediakit.film.placing import build_timeline
from mediakit.media.model import Media
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.keys import key_of
from mediakit.plan.matting import MOST_SHORT, matte_of
from mediakit.plan.model import Matte, Plan, Tools
from mediakit.plan.planning import plan_film
from mediakit.plan.presets import PRESETS
from mediakit.signing.geometry import Stand
from mediakit.subtitles.burned.look import Style

RATE = Fraction(25)


def plan_of(
    file: str,
    *,
    screen: str | None = None,
    finds: bool = False,
    signed: bool = True,
    tools: Tools = TOOLS,
) -> Plan:
    film = Film(
        "F",
        "en",
        Canvas(1280, 720, RATE),
        (Footage("a.mp4", 0, 8000),),
        Signer(Stand(), (SignerSlot(file, 0),)),
        None,
        (Version("v", None, signed),),
    )
    return plan_film(
        Ingredients(
            timeline=build_timeline(film, FACTS),
            versions=film.versions,
            facts=FACTS,
            backdrops={file: screen},
            tracks={},
            style=Style(),
            preset=PRESETS["standard"],
            tools=tools,
            finds_people=finds,
        )
    )


def test_a_signer_before_a_screen_has_a_matte_made_once() -> None:
    plan = plan_of("sign.mp4", screen="0x00B140")
    (matte,) = plan.mattes
    assert (matte.way, matte.source) == ("screen", FACTS["sign.mp4"].fingerprint)
    (signer,) = plan.versions[0].chunks[0].signers
    assert signer.matte is not None
    assert signer.matte.source == key_of(matte, TOOLS)
    assert plan_of("sign.mp4", screen="0x00B140", finds=True).mattes == (matte,)


def test_without_a_screen_only_what_finds_people_cuts_out() -> None:
    assert plan_of("sign.mp4").mattes == ()
    assert plan_of("sign.mp4").versions[0].chunks[0].signers[0].matte is None
    (matte,) = plan_of("sign.mp4", finds=True).mattes
    assert matte.way == "person"


def test_a_version_without_a_signer_needs_no_matte() -> None:
    assert plan_of("sign.mp4", screen="0x00B140", signed=False).mattes == ()


def test_odd_footage_is_brought_into_shape_before_its_matte_is_made() -> None:
    plan = plan_of("phone.mp4", screen="0x00B140")
    (matte,) = plan.mattes
    assert matte.source in {key_of(conform, TOOLS) for conform in plan.conforms}
    assert matte.rate == RATE


def test_how_mattes_are_made_reaches_the_chunks_that_show_them() -> None:
    newer = replace(TOOLS, cutting={"cutter": "2"})
    keys = [
        key_of(plan_of("sign.mp4", screen="0x00B140", tools=tools).versions[0].chunks[0], tools)
        for tools in (TOOLS, newer)
    ]
    assert keys[0] != keys[1]
    boxed = [
        key_of(plan_of("sign.mp4", tools=tools).versions[0].chunks[0], tools)
        for tools in (TOOLS, newer)
    ]
    assert boxed[0] == boxed[1]


def sized(width: int, height: int) -> Media:
    recording = media("f")
    assert recording.picture is not None
    return replace(recording, picture=replace(recording.picture, width=width, height=height))


@pytest.mark.parametrize(
    ("recorded", "matte"),
    [
        ((1920, 1080), (854, 480)),
        ((1080, 1920), (480, 854)),
        ((360, 288), (360, 288)),
        ((4000, 3000), (640, 480)),
    ],
)
def test_a_matte_has_the_shape_of_its_recording(
    recorded: tuple[int, int], matte: tuple[int, int]
) -> None:
    found = matte_of(sized(*recorded), "s", None, "screen")
    assert isinstance(found, Matte)
    assert (found.width, found.height) == matte
    assert min(matte) <= MOST_SHORT
    assert found.frames == 1500


def test_sound_alone_has_none() -> None:
    assert matte_of(replace(media("f"), picture=None), "s", None, "screen") is None

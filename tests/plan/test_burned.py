"""What is written into the picture of a version, and in which language."""

from dataclasses import replace
from fractions import Fraction

import pysubs2
import pytest

from mediakit.clock import FrameSpan, Span
from mediakit.film.carrying import as_spoken, carry
from mediakit.film.model import Canvas, Film, Footage, Version
from mediakit.film.timeline import NameCaption, Placed, PlacedCue, Timeline
from mediakit.plan.burned import ass_of, words_of
from mediakit.signing.geometry import Box, Stand
from mediakit.subtitles.burned.look import LOOKS, Style
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.workflow.tracks import as_told

ROOM = Box(0, 0, 1280, 720)
FILM = Timeline(
    title="A film",
    language="en-GB",
    canvas=Canvas(1280, 720, Fraction(25)),
    clips=(
        Placed(Footage("a"), FrameSpan(0, 250), 0),
        Placed(Footage("b", language="cy"), FrameSpan(250, 500), 0),
    ),
    captions=(),
    stand=Stand(),
    slots=(),
    music=None,
    frames=500,
    warnings=(),
)
TRACKS = {
    "en": (
        PlacedCue(FrameSpan(0, 100), "English speech", None),
        PlacedCue(FrameSpan(300, 400), "In English", None, spoken="cy"),
    ),
    "cy": (
        PlacedCue(FrameSpan(0, 100), "Yn Gymraeg", None),
        PlacedCue(FrameSpan(300, 400), "Siarad Cymraeg", None, spoken="cy"),
    ),
    "en-simple": (PlacedCue(FrameSpan(0, 100), "Easy English", None),),
    "cy-simple": (PlacedCue(FrameSpan(300, 400), "Cymraeg hawdd", None, spoken="cy"),),
}


def shown(version: Version, film: Timeline = FILM, tracks=TRACKS, style: Style | None = None):
    words = words_of(film, version, tracks, style or Style())
    ass = ass_of(words, FrameSpan(0, 500), film, ROOM)
    events = pysubs2.SSAFile.from_string(ass).events if ass else []
    return [event for event in events if "box" not in event.style]


def texts(*args, **kwargs) -> list[str]:
    return [event.plaintext for event in shown(*args, **kwargs)]


def test_subtitles_are_in_the_language_that_is_spoken_in_each_clip() -> None:
    assert texts(Version("v", "en", False)) == ["English speech", "Siarad Cymraeg"]
    assert texts(Version("v", "en-simple", False)) == ["Easy English", "Cymraeg hawdd"]


def test_the_same_subtitles_are_told_before_and_after_they_are_carried_into_the_film() -> None:
    film = Film("x", FILM.language, FILM.canvas, tuple(c.clip for c in FILM.clips), None, None, ())
    cue = Cue(Span(1000, 3000), "x")
    tracks = {
        tag: {file: Subtitles(tag, (replace(cue, text=f"{file} {tag}"),)) for file in "ab"}
        for tag in ("en", "en-simple", "cy", "cy-simple")
    }
    carried = {tag: carry(FILM, files) for tag, files in tracks.items()}
    for tag in ("en", "en-simple"):
        assert as_spoken(FILM, carried, tag) == carry(FILM, as_told(film, tracks)[tag])
    assert as_told(film, tracks)["cy"] == tracks["cy"]


def test_a_translation_is_shown_where_it_was_asked_for() -> None:
    version = Version("v", "cy", False, translation=True)
    assert texts(version) == ["Yn Gymraeg", "Siarad Cymraeg"]


def test_two_languages_are_shown_together() -> None:
    found = shown(Version("v", "cy", False, second="en"))
    assert {event.plaintext: event.style for event in found} == {
        "Yn Gymraeg": "subtitle",
        "Siarad Cymraeg": "subtitle",
        "English speech": "second",
        "In English": "second",
    }
    heights = {event.text.split(r"\fs")[1].split("\\")[0] for event in found}
    assert len(heights) == 1, "both are equally large"


@pytest.mark.parametrize(("tag", "look"), [("en", "bbc"), ("en-simple", "easy-read")])
def test_each_kind_of_track_has_its_look(tag: str, look: str) -> None:
    assert words_of(FILM, Version("v", tag, False), TRACKS, Style()).look == LOOKS[look]


def talk(*cues: tuple[int, str | None, str]) -> dict[str, tuple[PlacedCue, ...]]:
    return {"en": tuple(PlacedCue(FrameSpan(at, at + 40), text, who) for at, who, text in cues)}


def test_people_are_named_where_they_begin_to_speak_unless_a_caption_does_it() -> None:
    tracks = talk((0, "Siân", "One."), (50, "Dai", "Two."), (100, "Siân", "Three."))
    version = Version("v", "en", False)
    assert texts(version, tracks=tracks) == ["SIÂN: One.", "DAI: Two.", "SIÂN: Three."]
    captioned = replace(FILM, captions=(NameCaption(FrameSpan(12, 80), "Siân", "Film maker"),))
    assert texts(version, captioned, tracks)[:3] == ["One.", "DAI: Two.", "SIÂN: Three."]


def test_a_name_stands_at_the_same_place_in_every_piece_of_the_film() -> None:
    film = replace(FILM, captions=(NameCaption(FrameSpan(60, 140), "Siân", None),))
    tall = (PlacedCue(FrameSpan(110, 130), "One\ntwo\nthree\nfour", None),)
    words = words_of(film, Version("v", "en", False), {"en": tall}, Style())
    pieces = [ass_of(words, FrameSpan(*part), film, ROOM) for part in ((0, 100), (100, 200))]
    places = {
        event.text
        for piece in pieces
        for event in pysubs2.SSAFile.from_string(piece).events
        if event.style == "name"
    }
    assert len(places) == 1
    assert "four" not in pieces[0]


def test_where_nothing_is_written_there_is_no_ass() -> None:
    words = words_of(FILM, Version("v", "en", False), TRACKS, Style())
    assert ass_of(words, FrameSpan(100, 250), FILM, ROOM) == ""
    assert texts(Version("v", None, False)) == []

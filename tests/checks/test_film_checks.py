"""What a person is told before a film goes out."""

from dataclasses import replace
from fractions import Fraction

import pytest

from mediakit.checks.film import CHECKS, check_film
from mediakit.clock import FrameSpan
from mediakit.film.model import Canvas, SigningPerson, Version
from mediakit.film.timeline import PlacedCue, PlacedSlot, Timeline
from mediakit.signing.geometry import Stand

SLOT = PlacedSlot(FrameSpan(0, 1000), "signing/a.mp4", "signing/a.mp4", 0)
FILM = Timeline(
    title="A film",
    language="en",
    canvas=Canvas(1280, 720, Fraction(25)),
    clips=(),
    captions=(),
    stand=Stand(),
    slots=(SLOT,),
    music=None,
    frames=1000,
    warnings=(),
    people=(
        SigningPerson("Siân", "interpreter", "NRCPD 1"),
        SigningPerson("Ann", "checker", "NRCPD 2"),
    ),
)
SIGNED = Version("signed", "en", signer=True)
EASY = Version("easy", "en-simple", signer=False)
SLOW = {"en": (PlacedCue(FrameSpan(0, 100), "We talk.", None),), "en-simple": ()}


def test_a_film_in_order_has_no_findings() -> None:
    assert check_film(FILM, (SIGNED, EASY), SLOW) == ()


@pytest.mark.parametrize(
    ("film", "version", "tracks", "says"),
    [
        (FILM, replace(SIGNED, subtitles=None), SLOW, "no subtitles"),
        (replace(FILM, canvas=Canvas(640, 360, Fraction(25))), SIGNED, SLOW, "640x360"),
        (replace(FILM, slots=(replace(SLOT, file=None),)), SIGNED, SLOW, "placeholder"),
    ],
)
def test_each_check_speaks_up(
    film: Timeline, version: Version, tracks: dict[str, tuple[PlacedCue, ...]], says: str
) -> None:
    (finding,) = check_film(film, (version,), tracks)
    assert finding.startswith("Version signed: ")
    assert says in finding


def test_subtitles_that_go_too_fast_are_named_with_their_places() -> None:
    fast = tuple(
        PlacedCue(FrameSpan(start, start + 25), "So many words that nobody can read them", None)
        for start in (0, 250, 1500, 2000)
    )
    (finding,) = check_film(FILM, (EASY,), {"en": (), "en-simple": fast})
    assert "4 of its subtitles" in finding
    assert "0:00, 0:10, 1:00, …" in finding


def test_signs_that_cannot_be_drawn_are_named_with_their_subtitle() -> None:
    cues = tuple(
        PlacedCue(FrameSpan(start, start + 100), text, None)
        for start, text in ((0, "Da iawn ♪"), (250, "We all\nclap 👏"), (500, "🤝 👏"))
    )
    (finding,) = check_film(FILM, (replace(SIGNED, subtitles="en"),), {"en": cues})
    assert finding == (
        "Version signed: The typeface cannot draw 👏 🤝, so the picture leaves it out: at 0:10 in"
        ' "We all clap 👏" and in 1 more. The subtitle files keep it. Say it in words if it'
        " matters."
    )


def test_both_of_two_languages_are_checked() -> None:
    both = replace(SIGNED, subtitles="cy", second="en")
    cue = PlacedCue(FrameSpan(0, 10), "Words that go by too fast for many", None)
    findings = check_film(FILM, (both,), {"cy": (cue,), "en": (cue,)})
    assert ["in Welsh" in findings[0], "in English" in findings[1]] == [True, True]


def test_every_check_names_its_source() -> None:
    assert all(check.name and check.source for check in CHECKS)


def test_somebody_answers_for_the_signing() -> None:
    nobody = check_film(replace(FILM, people=()), (SIGNED, EASY), SLOW)
    assert len(nobody) == 2
    assert "Nobody is named who signs in it." in nobody[0]
    assert "Nobody is named who checked the signing." in nobody[1]
    (unregistered,) = check_film(
        replace(FILM, people=(SigningPerson("Siân", "interpreter"), FILM.people[1])),
        (SIGNED,),
        SLOW,
    )
    assert "Siân (interpreter) has no registration number" in unregistered


def test_speech_without_a_signer_is_told_with_its_times() -> None:
    cues = tuple(PlacedCue(FrameSpan(at, at + 200), "We talk here.", None) for at in (0, 800, 1600))
    slots = (replace(SLOT, span=FrameSpan(0, 200)), replace(SLOT, span=FrameSpan(1850, 2300)))
    film = replace(FILM, slots=slots, frames=2500)
    found = check_film(film, (SIGNED,), {"en": cues})
    # The second signer begins 10 s after the words do: 5 s more than the natural lag.
    assert found == (
        "Version signed: No signing between 0:32 and 0:40 while somebody speaks.",
        "Version signed: No signing between 1:04 and 1:09 while somebody speaks.",
    )
    assert check_film(film, (replace(SIGNED, signer=False),), {"en": cues}) == ()

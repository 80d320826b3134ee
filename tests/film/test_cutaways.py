"""Cutaways: what a person may write, where they lie, and what is told of those that do not fit."""

from fractions import Fraction

import pytest
from film_facts import photo, recording

from mediakit.clock import FrameSpan
from mediakit.film.model import Canvas, Card, Cutaway, Film, Footage, Photo, Version
from mediakit.film.placing import build_timeline
from mediakit.film.toml import read_film
from mediakit.handwritten.mistakes import Mistakes

TOP = 'format = 1\ntitle = "x"\n[[clip]]\nfile = "v.mp4"\n'
FACTS = {"v": recording(60_000), "g": recording(6000), "p": photo()}


def timeline_of(*clips):
    canvas = Canvas(1280, 720, Fraction(25))
    film = Film("x", "en-GB", canvas, clips, None, None, (Version("one", None, False),))
    return build_timeline(film, FACTS)


def seen(*cutaways, start=10_000, end=30_000):
    placed = timeline_of(Card("a", 4000), Footage("v", start, end, cutaways=cutaways)).clips[1]
    return [(one.span.start - 100, one.span.end - 100) for one in placed.cutaways]


def told(*clips):
    with pytest.raises(Mistakes) as caught:
        timeline_of(*clips)
    return [f"{m.sentence} {m.suggestion}" for m in caught.value.mistakes]


def refused(text):
    with pytest.raises(Mistakes) as caught:
        read_film(TOP + text)
    return [(m.line, f"{m.sentence} {m.suggestion}") for m in caught.value.mistakes]


def test_what_a_person_may_write():
    film = read_film(
        TOP
        + '[[clip.cutaway]]\nfile = "g.mp4"\nat = "0:10"\nfrom = 2\nseconds = 4\n'
        + '[[clip.cutaway]]\nphoto = "p.jpg"\nat = 20\nmovement = "none"\n'
        + '[[clip.cutaway]]\nfile = "g.mp4"\nat = 30\n'
    )
    assert film.clips[0].cutaways == (
        Cutaway(Footage("g.mp4", 2000, 6000), 10_000),
        Cutaway(Photo("p.jpg", 5000, "none"), 20_000),
        Cutaway(Footage("g.mp4"), 30_000),
    )


@pytest.mark.parametrize(
    ("written", "line", "sentence"),
    [
        ("at = 1", 5, "'cutaway' shows nothing. Give it a 'file' or a 'photo'."),
        (
            'file = "g"\nphoto = "p"\nat = 1',
            5,
            "'cutaway' has 'file' and 'photo', but it shows one thing."
            " Give each a [[clip.cutaway]] of its own.",
        ),
        (
            'photo = "p"\nfrom = 1\nat = 1',
            5,
            "'cutaway' has 'from', which only goes with 'file'. Take it out.",
        ),
        (
            'file = "g"\nmovement = "slow"\nat = 1',
            5,
            "'cutaway' has 'movement', which only goes with 'photo'. Take it out.",
        ),
        ('file = "g"', 5, "A cutaway needs 'at'. Add at = \"0:04\"."),
        ('file = "g"\nat = 1\nsecond = 1', 8, "Did you mean 'seconds'?"),
    ],
)
def test_what_is_refused_with_its_line(written, line, sentence):
    ((at, said),) = refused(f"[[clip.cutaway]]\n{written}\n")
    assert at == line
    assert sentence in said


def test_a_cutaway_is_written_with_two_brackets_and_only_under_a_recording():
    ((_, said),) = refused('[clip.cutaway]\nfile = "g"\nat = 1\n')
    assert said.endswith("Write [[clip.cutaway]] in a line of its own.")
    ((_, said),) = refused('[[clip]]\ncard = "x"\n[[clip.cutaway]]\nfile = "g"\nat = 1\n')
    assert said.startswith("'cutaway' does not go with 'card'.")


def test_at_counts_in_the_recording_of_the_clip():
    assert seen(Cutaway(Footage("g", 0, 4000), 12_000)) == [(50, 150)]
    assert seen(Cutaway(Footage("g", 0, 4000), 12_000), start=12_000) == [(0, 100)]


def test_without_a_length_it_lasts_as_long_as_there_is_something_to_show():
    assert seen(Cutaway(Footage("g", 1000), 12_000)) == [(50, 175)]
    assert seen(Cutaway(Footage("g"), 28_000)) == [(450, 500)]
    until_the_next = seen(Cutaway(Footage("g"), 12_000), Cutaway(Photo("p", 1000), 14_000))
    assert until_the_next == [(50, 100), (100, 125)]


def test_it_ends_with_its_clip_and_that_is_told():
    clip = Footage("v", 0, 10_000, cutaways=(Cutaway(Photo("p", 5000), 8000),))
    timeline = timeline_of(clip)
    assert timeline.clips[0].cutaways[0].span == FrameSpan(200, 250)
    assert timeline.warnings == (
        "Cutaway 1 of clip 1 ends with its clip, 3.0 s before it is over.",
    )


@pytest.mark.parametrize(
    ("cutaways", "sentence"),
    [
        (
            [Cutaway(Footage("g"), 9000)],
            "Cutaway 1 of clip 1 begins at 0:09, but the clip shows its recording from 0:10.",
        ),
        ([Cutaway(Footage("g"), 30_000)], "begins at 0:30, where the clip is over."),
        (
            [Cutaway(Footage("g", 0, 7000), 12_000)],
            "is 0:07 long, but g has only 0:06 to show.",
        ),
        (
            [Cutaway(Footage("g", 6000), 12_000)],
            "shows g from 0:06, but it is 0:06 long.",
        ),
        (
            [Cutaway(Photo("p", 4000), 12_000), Cutaway(Footage("g"), 14_000)],
            "Two cutaways of clip 1 would be seen at 0:14.",
        ),
        ([Cutaway(Footage("v2"), 12_000)], "The file v2 is not in the project's folder."),
        ([Cutaway(Footage("p"), 12_000)], 'Write photo = "p" instead of file.'),
        ([Cutaway(Photo("g", 1000), 12_000)], 'Write file = "g" instead of photo.'),
    ],
)
def test_what_does_not_fit_is_told(cutaways, sentence):
    (said,) = told(Footage("v", 10_000, 30_000, cutaways=tuple(cutaways)))
    assert sentence in said


@pytest.mark.parametrize(
    ("at", "seconds", "fits"),
    [(10_000, 1, True), (10_000, 0.4, False), (10_400, 2, False), (29_500, 0.5, False),
     (29_200, 0.8, True), (29_000, 2, True), (28_000, 1.4, False)],
)  # fmt: skip
def test_a_dissolve_shows_all_of_a_cutaway_or_nothing(at, seconds, fits):
    cutaway = Cutaway(Photo("p", round(seconds * 1000)), at)
    clips = (
        Card("a", 4000),
        Footage("v", 10_000, 30_000, dissolve=800, cutaways=(cutaway,)),
        Card("b", 4000, dissolve=800),
    )
    if fits:
        timeline_of(*clips)
    else:
        assert "in the middle of a dissolve." in told(*clips)[0]

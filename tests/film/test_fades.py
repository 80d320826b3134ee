"""Fades and dips: what a person may write, and how many frames of which clip they take."""

from fractions import Fraction

import pytest

from mediakit.film.model import Canvas, Card, Fades, Film, Version
from mediakit.film.placing import build_timeline
from mediakit.film.toml import read_film
from mediakit.handwritten.mistakes import Mistakes

TOP = 'format = 1\ntitle = "x"\n'
CARD = '[[clip]]\ncard = "x"\n'


def timeline_of(*clips, rate=Fraction(25)):
    canvas = Canvas(1280, 720, rate)
    return build_timeline(
        Film("x", "en", canvas, clips, None, None, (Version("v", None, False),)), {}
    )


def told(text):
    with pytest.raises(Mistakes) as caught:
        film = read_film(TOP + text)
        build_timeline(film, {}, text=TOP + text)
    return [(m.line, f"{m.sentence} {m.suggestion}") for m in caught.value.mistakes]


def test_what_a_person_may_write():
    film = read_film(f"{TOP}{CARD}fade_in = 1\n{CARD}dip = 0.5\nfade_out = 2\n")
    assert [clip.fades for clip in film.clips] == [Fades(1000), Fades(0, 2000, 500)]


def test_a_dip_takes_half_of_its_frames_from_each_clip():
    clips = (Card("a", 4000), Card("b", 4000, fades=Fades(dip=1000)))
    timeline = timeline_of(*clips)
    assert [(one.fade_in, one.fade_out) for one in timeline.clips] == [(0, 13), (12, 0)]
    assert timeline.frames == 200


@pytest.mark.parametrize(
    ("written", "line", "sentence"),
    [
        (CARD + "dip = 1\n", 5, "The first clip has no clip before it that could go into black."),
        (
            CARD + CARD + "dissolve = 1\nfade_in = 1\n",
            8,
            "'fade_in' stands beside 'dissolve', but a clip comes in one way. Keep one of them.",
        ),
        (CARD + CARD + "dip = 1\nfade_in = 1\n", 8, "'fade_in' stands beside 'dip'"),
        (CARD + CARD + "dissolve = 1\ndip = 1\n", 8, "'dip' stands beside 'dissolve'"),
        (
            CARD + "fade_out = 1\n" + CARD + "dip = 1\n",
            8,
            "Clip 1 fades out, and clip 2 has 'dip', but there is one way from a clip to the next."
            " Take 'fade_out' out of clip 1, or 'dip' out of this one.",
        ),
        (CARD + "fade_out = 1\n" + CARD + "dissolve = 1\n", 8, "clip 2 has 'dissolve'"),
        (
            CARD + "fade_in = 2.5\nfade_out = 2\n",
            5,
            "The ways into and out of clip 1 are together longer than the clip.",
        ),
        (CARD + "fade_in = 3\n" + CARD + "dissolve = 2\n", 5, "The ways into and out of clip 1"),
        (CARD + CARD + "dip = 9\n", 7, "The ways into and out of clip"),
        (CARD + "fade = 1\n", 5, "Did you mean 'fade_in'?"),
    ],
)
def test_what_cannot_be_is_told_with_its_line(written, line, sentence):
    said = told(written)
    assert said[0][0] == line
    assert sentence in said[0][1]

"""The interpreter's film: countdown, beeps, the film's time frame by frame."""

from fractions import Fraction

import pysubs2
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.film.model import Canvas
from mediakit.plan.brief_film import (
    LEAD_SECONDS,
    BriefFilm,
    brief_film_command,
    brief_preset,
    shown_time,
    timecodes,
)
from mediakit.plan.presets import PRESETS

RATES = [Fraction(25), Fraction(30), Fraction(50), Fraction(30000, 1001), Fraction(12)]


def shown_at(file: pysubs2.SSAFile, frame: int, rate: Fraction) -> list[str]:
    """What is written into a frame: a subtitle filter asks at the time at which it begins."""
    at = round(frame * 1000 / rate)
    return [event.plaintext for event in file.events if event.start <= at < event.end]


@settings(max_examples=40)
@given(st.sampled_from(RATES), st.integers(1, 400), st.data())
def test_each_frame_shows_its_own_time(rate: Fraction, frames: int, data: st.DataObject) -> None:
    film = BriefFilm(Canvas(640, 360, rate), frames, "A film")
    frame = data.draw(st.integers(0, frames - 1))
    file = pysubs2.SSAFile.from_string(timecodes(film))
    ms = int(frame * 1000 / rate)
    assert shown_at(file, film.lead + frame, rate) == [f"Film {shown_time(ms)}"]


def test_the_countdown_ends_where_the_film_begins() -> None:
    film = BriefFilm(Canvas(640, 360, Fraction(25)), 50, "A film")
    file = pysubs2.SSAFile.from_string(timecodes(film))
    assert film.lead == 25 * LEAD_SECONDS
    assert shown_at(file, 0, Fraction(25))[-1] == "5"
    assert shown_at(file, film.lead - 1, Fraction(25))[-1] == "1"
    assert shown_at(file, film.lead, Fraction(25)) == ["Film 0:00.0"]


def test_nothing_that_people_name_enters_a_filter() -> None:
    film = BriefFilm(Canvas(640, 360, Fraction(25)), 50, "a'b;c[d]:e=f")
    command = brief_film_command(film)
    graph = command.arguments[command.arguments.index("-filter_complex") + 1]
    assert film.title not in graph
    assert f"title={film.title}" in command.arguments
    assert film.title not in command.files[0][1]


@pytest.mark.parametrize(
    ("own", "small"),
    [((1280, 720), (640, 360)), ((720, 1280), (360, 640)), ((1080, 1080), (640, 640)),
     ((480, 270), (480, 270))],
)  # fmt: skip
def test_the_film_is_small_and_sounds_as_the_finished_one(
    own: tuple[int, int], small: tuple[int, int]
) -> None:
    canvas = Canvas(*own, Fraction(25))
    preset = brief_preset(canvas)
    assert preset.canvas(canvas) == Canvas(*small, Fraction(25))
    standard = PRESETS["standard"]
    assert (preset.sound_bitrate, preset.loudness) == (standard.sound_bitrate, standard.loudness)

"""Every expected frame exactly once, whatever is cut, joined, dissolved or brought into shape."""

from fractions import Fraction
from math import ceil
from pathlib import Path

import av
import pytest
from counted import make_counted, plan_clips, read_numbers, render_plan

from mediakit.clock import frame_of
from mediakit.film.model import Card, Footage

RATES = ["25", "30000/1001"]


def shown(clip: Footage, rate: Fraction, source_rate: Fraction) -> list[set[int]]:
    """The source frame that each frame of the clip may show: the one that is on in its middle;
    either of two where the source changes just then.
    """
    assert clip.end is not None
    count = frame_of(clip.end, rate) - frame_of(clip.start, rate)
    middles = (Fraction(clip.start, 1000) + (n + Fraction(1, 2)) / rate for n in range(count))
    places = [middle * source_rate for middle in middles]
    return [
        {int(place), ceil(place) - 1} if place == int(place) else {int(place)} for place in places
    ]


def assert_shows(numbers: list[int], expected: list[set[int]]) -> None:
    assert len(numbers) == len(expected)
    assert [n for n, may in zip(numbers, expected, strict=True) if n not in may] == []


@pytest.mark.parametrize("rate", RATES)
def test_cut_into_clips_and_chunks_every_frame_is_there_once(
    rate: str, ffmpeg: str, tmp_path: Path
) -> None:
    facts = {"a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", rate, 1000)}
    exact = Fraction(rate)
    clips = [
        Footage("a.mp4", 3200, 29_700),
        Footage("a.mp4", 0, 10_400),
        Footage("a.mp4", 12_345, 31_111),
    ]
    plan = plan_clips(clips, facts, exact)
    assert len(plan.versions[0].chunks) > 20
    _, film = render_plan(plan, facts, tmp_path)
    expected = [frame for clip in clips for frame in shown(clip, exact, exact)]
    assert all(len(frame) == 1 for frame in expected)
    assert_shows(read_numbers(film), expected)


@pytest.mark.parametrize(
    ("source_rate", "rate"),
    [
        ("50", "25"),
        ("30000/1001", "25"),
        ("10", "25"),
        ("25", "30000/1001"),
        ("266155/8907", "25"),
    ],
)
def test_other_rates_show_the_frame_that_is_on(
    source_rate: str, rate: str, ffmpeg: str, tmp_path: Path
) -> None:
    facts = {"a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", source_rate, 400)}
    clip = Footage("a.mp4", 1040, 7040)
    _, film = render_plan(plan_clips([clip], facts, Fraction(rate)), facts, tmp_path)
    assert_shows(read_numbers(film), shown(clip, Fraction(rate), Fraction(source_rate)))


@pytest.mark.parametrize("name", ["a.ts", "a.avi", "a.mpg", "a.mkv"])
def test_footage_of_other_kinds_is_as_exact(name: str, ffmpeg: str, tmp_path: Path) -> None:
    codec = {
        "a.mpg": ("-c:v", "mpeg2video", "-q:v", "2"),
        "a.avi": ("-c:v", "mpeg4", "-q:v", "2", "-bf", "0"),
    }.get(name, ())
    facts = {name: make_counted(ffmpeg, tmp_path / name, "25", 300, *codec)}
    clip = Footage(name, 3000, 9000)
    _, film = render_plan(plan_clips([clip], facts, Fraction(25)), facts, tmp_path)
    assert read_numbers(film) == list(range(75, 225))


def test_uneven_footage_keeps_its_time(ffmpeg: str, tmp_path: Path) -> None:
    # Frames 40 to 79 of a phone's recording are missing: frame 39 stays on meanwhile.
    drop = ("-vf", "select='not(between(n,40,79))'", "-fps_mode", "vfr")
    facts = {"a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", "25", 150, *drop)}
    picture = facts["a.mp4"].picture
    assert picture is not None and not picture.steady
    plan = plan_clips([Footage("a.mp4", 1000, 5000)], facts, Fraction(25))
    assert len(plan.conforms) == 1
    _, film = render_plan(plan, facts, tmp_path)
    assert read_numbers(film) == [*range(25, 40), *[39] * 40, *range(80, 125)]


def test_a_dissolve_overlaps_and_the_frames_around_it_are_exact(
    ffmpeg: str, tmp_path: Path
) -> None:
    facts = {"a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", "25", 200)}
    clips = [Footage("a.mp4", 0, 2000), Footage("a.mp4", 4000, 6000, dissolve=400)]
    _, film = render_plan(plan_clips(clips, facts, Fraction(25)), facts, tmp_path)
    numbers = read_numbers(film)
    assert len(numbers) == 90
    assert numbers[:40] == list(range(40))
    assert numbers[50:] == list(range(110, 150))


def test_sound_and_picture_are_equally_long(ffmpeg: str, tmp_path: Path) -> None:
    facts = {"a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", "30000/1001", 200)}
    rate = Fraction(30000, 1001)
    clips = [Card("A title", 1234), Footage("a.mp4", 0, 4321)]
    plan = plan_clips(clips, facts, rate)
    _, film = render_plan(plan, facts, tmp_path)
    with av.open(str(film)) as container:
        picture, sound = container.streams.video[0], container.streams.audio[0]
        lengths = [stream.duration * stream.time_base for stream in (picture, sound)]
        assert sound.rate == 48000
        assert sound.channels == 2
        assert picture.codec_context.profile == "High"
        assert picture.average_rate == rate
        assert picture.duration * picture.time_base == plan.versions[0].frames / rate
    assert abs(lengths[0] - lengths[1]) < 1 / rate
    # Faststart: the index stands before the media.
    head = film.read_bytes()
    assert head.index(b"moov") < head.index(b"mdat")

"""Every frame of a cutaway where it belongs, and the clip's own around it unchanged."""

from fractions import Fraction
from pathlib import Path

from counted import make_counted, plan_clips, read_numbers, render_plan
from PIL import Image

from mediakit.film.model import Cutaway, Footage, Photo
from mediakit.media.probe import probe
from mediakit.plan.keys import key_of
from mediakit.plan.model import Plan


def keys(plan: Plan) -> list[str]:
    return [key_of(chunk, plan.tools) for chunk in plan.versions[0].chunks]


def test_a_cutaway_is_seen_in_place_of_the_clip(ffmpeg: str, tmp_path: Path) -> None:
    facts = {
        "a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", "25", 300),
        "b.mp4": make_counted(ffmpeg, tmp_path / "b.mp4", "50", 1000, "-g", "17"),
    }
    away = Cutaway(Footage("b.mp4", 12_000, 13_000), 5000)
    clip = Footage("a.mp4", 3000, 8000, cutaways=(away,))
    _, film = render_plan(plan_clips([clip], facts, Fraction(25)), facts, tmp_path)
    numbers = read_numbers(film)
    assert numbers[:50] == list(range(75, 125))
    # At twice the film's rate, the middle of a frame is where the source changes.
    assert [number // 2 for number in numbers[50:75]] == list(range(300, 325))
    assert numbers[75:] == list(range(150, 200))


def test_cutaways_at_both_ends_of_a_dissolve(ffmpeg: str, tmp_path: Path) -> None:
    facts = {
        "a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", "25", 200),
        "b.mp4": make_counted(ffmpeg, tmp_path / "b.mp4", "25", 600),
    }
    leaving = Cutaway(Footage("b.mp4", 10_000), 1000)
    coming = Cutaway(Footage("b.mp4", 20_000, 21_000), 4000)
    clips = [
        Footage("a.mp4", 0, 2000, cutaways=(leaving,)),
        Footage("a.mp4", 4000, 6000, dissolve=400, cutaways=(coming,)),
    ]
    _, film = render_plan(plan_clips(clips, facts, Fraction(25)), facts, tmp_path)
    numbers = read_numbers(film)
    assert len(numbers) == 90
    assert numbers[:25] == list(range(25))
    assert numbers[25:40] == list(range(250, 265))
    assert numbers[50:65] == list(range(510, 525))
    assert numbers[65:] == list(range(125, 150))


def test_a_photo_as_a_cutaway(ffmpeg: str, tmp_path: Path) -> None:
    Image.new("RGB", (320, 180), "white").save(tmp_path / "p.png")
    facts = {
        "a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", "25", 100),
        "p.png": probe(tmp_path / "p.png"),
    }
    clip = Footage("a.mp4", cutaways=(Cutaway(Photo("p.png", 1000, "none"), 1000),))
    _, film = render_plan(plan_clips([clip], facts, Fraction(25)), facts, tmp_path)
    assert read_numbers(film) == [*range(25), *[2**16 - 1] * 25, *range(50, 100)]


def test_a_clip_that_moves_keeps_every_chunk_and_a_moved_cutaway_most(
    ffmpeg: str, tmp_path: Path
) -> None:
    facts = {"a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", "24000/1001", 800)}

    def planned(before: int, at: int) -> list[str]:
        away = Cutaway(Footage("a.mp4", 2000, 3000), at)
        long = Footage("a.mp4", 1000, 32_000, cutaways=(away,))
        clips = [Footage("a.mp4", 0, before), long]
        return keys(plan_clips(clips, facts, Fraction(24000, 1001)))

    first, moved, later = planned(1000, 15_000), planned(1777, 15_000), planned(1000, 16_000)
    assert len(first) == 17
    assert first[1:] == moved[1:]
    # The cutaway itself is kept; what was seen after it now begins later.
    assert set(first) - set(later) == {first[9]}

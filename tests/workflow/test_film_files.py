"""Films that have to fit: made smaller until they do, or refused in plain words."""

from fractions import Fraction
from pathlib import Path

import pytest

from mediakit.errors import BadInput
from mediakit.film.model import Canvas
from mediakit.outputs.film_chapters import film_chapters, write_chapters_vtt
from mediakit.plan.keys import key_of
from mediakit.plan.model import Chunk, Encoding, Plan, Shot, SoundPlan, Tools, VersionPlan
from mediakit.plan.presets import PRESETS, Preset
from mediakit.render.rendering import Made
from mediakit.workflow.film_files import TRIES, checked_to_fit, made_to_fit

CANVAS = Canvas(640, 360, Fraction(25))
TOOLS = Tools({})
SHOT = Shot("k", 0, 0, 0, 640, 360, Fraction(25))
SOUND = SoundPlan(48_000, (), None, None, "96k")


def test_a_film_that_came_out_too_large_is_made_again(tmp_path: Path) -> None:
    asked: list[int | None] = []

    def make(preset: Preset) -> tuple[Plan, Made]:
        asked.append(preset.encoding.cap)
        chunk = Chunk(CANVAS, 25, (SHOT,), (), "", Encoding("fast", 20))
        plan = Plan((VersionPlan("v", (chunk,), 25),), SOUND, (), (), TOOLS)
        sizes = {key_of(chunk, TOOLS): 17_000_000, key_of(SOUND, TOOLS): 1_000_000}
        if len(asked) > 1:
            sizes[key_of(chunk, TOOLS)] = 14_000_000
        for key, size in sizes.items():
            with (tmp_path / key).open("wb") as file:
                file.truncate(size)
        return plan, Made({key: tmp_path / key for key in sizes}, 1, 0)

    preset = checked_to_fit(PRESETS["whatsapp"], CANVAS, 300, "film.toml")
    made_to_fit(preset, make, "film.toml")
    first, second = asked
    assert first is not None
    assert second is not None
    assert second < first * 16 / 18

    def never(preset: Preset) -> tuple[Plan, Made]:
        asked.clear()
        return make(preset)

    with pytest.raises(BadInput, match="cannot be made small enough"):
        made_to_fit(preset, never, "film.toml")
    assert TRIES > 1


def test_a_film_that_is_too_long_is_refused_before_it_is_made() -> None:
    with pytest.raises(BadInput) as refused:
        checked_to_fit(PRESETS["whatsapp"], CANVAS, 1800, "film.toml")
    assert "The film is 30:00 long, and a file that can be sent holds about 1" in str(refused.value)
    assert "16 MB at most" in str(refused.value)
    assert "--preset small" in str(refused.value)


def test_one_chapter_is_none_and_names_are_safe_in_webvtt() -> None:
    assert film_chapters([(0, "All")], length=9000, title="x") == ()
    chapters = film_chapters([(5000, "a <b> & c")], length=9000, title="Film")
    assert [chapter.title for chapter in chapters] == ["Film", "a <b> & c"]
    assert write_chapters_vtt(chapters) == (
        "WEBVTT\n\n00:00:00.000 --> 00:00:05.000\nFilm\n\n"
        "00:00:05.000 --> 00:00:09.000\na &lt;b&gt; &amp; c\n"
    )

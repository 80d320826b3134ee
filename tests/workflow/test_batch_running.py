"""Many films, each to its own end: what fails stops nothing, what is done is not done again."""

import csv
import errno
import json
import os
import shutil
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from mediakit.process import StopSignal
from mediakit.transcript.listening import Listening
from mediakit.workflow.batch import running
from mediakit.workflow.batch.doing import Doing
from mediakit.workflow.batch.items import Row, Settings
from mediakit.workflow.batch.journal import FOLDER, Journal, look
from mediakit.workflow.batch.planning import plan
from mediakit.workflow.batch.reading import read_list, rows_of
from mediakit.workflow.batch.running import Outcome, run_batch
from mediakit.workflow.events import nobody

Clip = Callable[..., Path]
SMALL = {"seconds": 1, "size": (160, 120), "sound": None}
"""A film without sound needs no speech model, so that its test takes a second."""


@pytest.fixture(autouse=True)
def cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIAKIT_CACHE", str(tmp_path / "cache"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(out=tmp_path / "out", listening=Listening(model="tiny.en"))


def make(settings: Settings, *rows: Row) -> Outcome:
    return run_batch(rows, settings, tell=nobody, stop=StopSignal())


def states(outcome: Outcome) -> dict[str, str]:
    return {entry.item.source.name: entry.state for entry in outcome.entries}


def deeds(settings: Settings) -> Counter[tuple[str, str]]:
    return Counter((Path(deed.source).name, deed.what) for deed in look(settings.out).deeds)


def made_at(folder: Path) -> float:
    return (folder / "package.json").stat().st_mtime_ns


def test_each_item_comes_to_its_own_end_and_is_not_done_again(
    make_clip: Clip, settings: Settings, tmp_path: Path
) -> None:
    film = make_clip("in/film.mp4", **SMALL)
    (tmp_path / "in" / "broken.mp4").write_bytes(film.read_bytes()[:500])
    (tmp_path / "in" / "empty.mp4").write_bytes(b"")
    (tmp_path / "in" / "bad").mkdir()
    (tmp_path / "in" / "bad" / "film.toml").write_text("tilte = 3\n")
    rows = rows_of([tmp_path / "in"], settings.out)
    outcome = make(settings, *rows)
    ends = {"film.mp4": "warned", "broken.mp4": "failed", "empty.mp4": "failed", "bad": "failed"}
    assert states(outcome) == ends
    assert outcome.failed == 3
    bad = next(entry for entry in outcome.entries if entry.item.source.name == "bad")
    assert "line 1" in bad.why and "title" in bad.why
    assert all(entry.why for entry in outcome.entries if entry.state == "failed")
    first = made_at(settings.out / "film")

    (planned,) = (one for one in plan(rows, settings).items if one.done)
    assert planned.item.source == film
    again = make(settings, *rows)
    assert states(again) == {**ends, "film.mp4": "skipped"}
    assert made_at(settings.out / "film") == first
    assert deeds(settings)["film.mp4", "made"] == 1
    # The folder of results may be moved, and what is gone from it is made again.
    settings = replace(settings, out=settings.out.rename(tmp_path / "moved"))
    assert states(make(settings, *rows))["film.mp4"] == "skipped"
    shutil.rmtree(settings.out / "film")
    assert states(make(settings, *rows))["film.mp4"] == "warned"
    assert not list(settings.out.rglob("*.partial"))


def test_the_reports_tell_what_became_of_each(make_clip: Clip, settings: Settings) -> None:
    film = make_clip("film.mp4", **SMALL)
    (film.parent / "x.mp4").write_bytes(b"=no film")
    outcome = make(settings, Row(film, title="<b>Café & co</b>"), Row(film.parent / "x.mp4"))
    page = outcome.report.read_text(encoding="utf-8")
    assert "&lt;b&gt;Café &amp; co&lt;/b&gt;" in page and "<b>Café" not in page
    assert page.index("First: not made") < page.index("Café")
    assert "there is no sound in it" in page and "data:image/jpeg;base64," in page
    assert (settings.out / "film" / "film.captioned.mp4").is_file()
    assert 'href="film/film.captioned.mp4"' in page
    with outcome.table.open(encoding="utf-8-sig", newline="") as file:
        rows = {row["title"]: row for row in csv.DictReader(file)}
    assert rows["x"]["state"] == "failed" and rows["x"]["what to do"]
    assert rows["<b>Café & co</b>"]["state"] == "done with warnings"


def test_a_source_that_changed_is_made_anew_and_one_that_was_renamed_is_not(
    make_clip: Clip, settings: Settings
) -> None:
    film = make_clip("film.mp4", **SMALL)
    make(settings, Row(film))
    renamed = film.rename(film.with_name("other name.mp4"))
    outcome = make(settings, Row(renamed))
    assert states(outcome) == {"other name.mp4": "skipped"}
    assert [path.name for path in settings.out.iterdir() if path.is_dir()].count("film") == 1
    assert not (settings.out / "other name").exists()
    make_clip("other name.mp4", **{**SMALL, "picture": "smptebars"})
    assert states(make(settings, Row(renamed))) == {"other name.mp4": "warned"}
    # Another preset is another film.
    assert states(make(replace(settings, preset="preview"), Row(renamed))) == {
        "other name.mp4": "warned"
    }


def test_a_pair_is_released_whole_or_not_at_all(
    make_clip: Clip, settings: Settings, tmp_path: Path
) -> None:
    welsh, english = make_clip("cy.mp4", **SMALL), tmp_path / "en.mp4"
    english.write_bytes(b"broken")
    (tmp_path / "list.csv").write_text("file,language,pair\ncy.mp4,cy,x\nen.mp4,en,x\n")
    rows = read_list(tmp_path / "list.csv")
    outcome = make(settings, *rows)
    assert states(outcome) == {"cy.mp4": "failed", "en.mp4": "failed"}
    assert not (settings.out / "cy").exists()
    held = next(entry for entry in outcome.entries if entry.item.source == welsh)
    assert "the other film of its pair" in held.why
    assert "Neither is released now." in outcome.report.read_text()

    make_clip("en.mp4", **SMALL)
    outcome = make(settings, *rows)
    assert states(outcome) == {"cy.mp4": "warned", "en.mp4": "warned"}
    for name in ("cy", "en"):
        assert (settings.out / name / f"{name}.captioned.mp4").is_file()
    assert deeds(settings)["cy.mp4", "made"] == 1
    assert "Both are released." in outcome.report.read_text()
    assert not list((settings.out / FOLDER / "waiting").iterdir())
    assert states(make(settings, *rows)) == {"cy.mp4": "skipped", "en.mp4": "skipped"}
    # A new Welsh film takes its place only with its English one as it is.
    make_clip("cy.mp4", **{**SMALL, "picture": "smptebars"})
    assert states(make(settings, *rows)) == {"cy.mp4": "warned", "en.mp4": "skipped"}


def test_what_a_killed_batch_had_just_finished_is_known_again(
    make_clip: Clip, settings: Settings
) -> None:
    film = make_clip("film.mp4", **SMALL)
    make(settings, Row(film))
    first = made_at(settings.out / "film")
    with Journal(settings.out) as journal:
        entry = journal.entry(film)
        assert entry is not None
        journal.put(replace(entry, state="working", facts={}))
    assert states(make(settings, Row(film)))["film.mp4"] in {"done", "warned"}
    assert made_at(settings.out / "film") == first


def test_only_what_can_pass_is_tried_again_and_a_mistake_of_ours_stops_nothing(
    make_clip: Clip, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(running, "PAUSES", (0.01, 0.01))
    films = [make_clip(f"{name}.mp4", **SMALL) for name in ("lost", "bug", "good")]
    honest, tries = Doing.make, Counter()

    def failing(self, item, *more):
        tries[item.name] += 1
        if item.name == "lost" and tries["lost"] == 1:
            raise OSError(errno.ESTALE, os.strerror(errno.ESTALE), "lost.mp4")
        if item.name == "bug":
            raise KeyError("slip")
        return honest(self, item, *more)

    monkeypatch.setattr(Doing, "make", failing)
    outcome = make(settings, *map(Row, films))
    assert states(outcome) == {"lost.mp4": "warned", "bug.mp4": "failed", "good.mp4": "warned"}
    assert tries == {"lost": 2, "bug": 1, "good": 1}
    bug = next(entry for entry in outcome.entries if entry.item.name == "bug")
    assert "report" in bug.advice and "KeyError" in bug.why


def test_a_package_that_a_person_changed_is_not_replaced(
    make_clip: Clip, settings: Settings
) -> None:
    film = make_clip("film.mp4", **SMALL)
    make(settings, Row(film))
    mine = settings.out / "film" / "film.en.srt"
    mine.write_text("1\n00:00:00,000 --> 00:00:01,000\nMine\n")
    assert states(make(settings, Row(film))) == {"film.mp4": "skipped"}
    outcome = make(replace(settings, preset="preview"), Row(film))
    assert states(outcome) == {"film.mp4": "failed"}
    assert "Mine" in mine.read_text()
    assert json.loads((mine.parent / "package.json").read_text())["files"]

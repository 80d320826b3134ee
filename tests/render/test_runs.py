"""Chunks made together are those made one by one, byte for byte."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from counted import make_counted, plan_clips, render_plan

from mediakit.clock import FrameSpan
from mediakit.film.model import Card, Clip, Footage, Signer, SignerSlot, Version
from mediakit.film.timeline import PlacedCue
from mediakit.media.model import Media
from mediakit.plan import runs
from mediakit.plan.command import FONTS
from mediakit.plan.graph import run_command
from mediakit.plan.keys import key_of
from mediakit.plan.model import Chunk, Encoding, Plan
from mediakit.plan.runs import MOST_CHUNKS, Run, runs_of, whole
from mediakit.process import StopSignal
from mediakit.render.programs import Job
from mediakit.render.rendering import Order, make_pieces
from mediakit.render.store import Store
from mediakit.signing.geometry import Stand

RATE = Fraction(25)
VERSIONS = (Version("both", "en", True), Version("words", "en", False))
CUES = tuple(PlacedCue(FrameSpan(n, n + 30), f"Number {n}", None) for n in range(20, 240, 40))


@pytest.fixture
def facts(ffmpeg: str, tmp_path: Path) -> dict[str, Media]:
    return {
        "a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", "25", 300),
        "s.mp4": make_counted(ffmpeg, tmp_path / "s.mp4", "30", 200),
    }


@pytest.fixture
def plan(facts: dict[str, Media]) -> Plan:
    """Two versions of a card, and of footage that ends too early, under two signers."""
    clips: list[Clip] = [Card("Hello", 3000), Footage("a.mp4", 1000, 10_000, dissolve=400)]
    slots = (SignerSlot("s.mp4", 4000, to=9100), SignerSlot("s.mp4", 9100, start=1000, to=11_000))
    return plan_clips(
        clips, facts, RATE, signer=Signer(Stand("right"), slots), versions=VERSIONS, cues=CUES
    )


@pytest.fixture(autouse=True)
def one_long_run(monkeypatch: pytest.MonkeyPatch) -> None:
    """Short as the films here are, their runs may be as long as those of long films."""
    monkeypatch.setattr(runs, "FEWEST_RUNS", 1)


def chunks_of(plan: Plan) -> list[Chunk]:
    return list(dict.fromkeys(chunk for version in plan.versions for chunk in version.chunks))


def test_a_chunk_made_in_a_run_is_the_one_made_alone(
    plan: Plan, facts: dict[str, Media], tmp_path: Path
) -> None:
    made, _ = render_plan(plan, facts, tmp_path)
    every = list(runs_of([version.chunks for version in plan.versions], chunks_of(plan)))
    assert max(len(run.rows) for run in every) == 2
    assert max(len(run.rows[0]) for run in every) > 2
    alone = Store(tmp_path / "alone")
    for chunk in chunks_of(plan):
        order = Order(Run(((chunk,),)), ("ab",), made.pieces, alone, {})
        (path,) = make_pieces(order, StopSignal(), lambda _: None)
        assert path.read_bytes() == made.pieces[key_of(chunk, plan.tools)].read_bytes()
        alone.discard(path)


def test_what_is_written_into_a_run_is_set_in_the_typeface_that_comes_along(
    plan: Plan, facts: dict[str, Media], tmp_path: Path
) -> None:
    made, _ = render_plan(plan, facts, tmp_path / "film")
    run = next(
        r for r in runs_of([v.chunks for v in plan.versions], chunks_of(plan)) if len(r.chunks) > 2
    )
    folder = tmp_path / "job"
    folder.mkdir()
    Job(folder, made.pieces, StopSignal()).run(run_command(run))
    assert [file.name for file in (folder / FONTS).iterdir()] == ["Lexend.ttf"]


def test_little_work_is_shared_out(plan: Plan, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(runs, "FEWEST_RUNS", 4)
    versions = [version.chunks for version in plan.versions]
    assert len(list(runs_of(versions, chunks_of(plan)))) >= 4
    assert [len(run.rows[0]) for run in runs_of(versions, versions[0][2:4])] == [1, 1]


def test_runs_hold_every_chunk_wanted_once_and_none_too_many(plan: Plan) -> None:
    rows = [version.chunks for version in plan.versions]
    wanted = chunks_of(plan)[::2] + chunks_of(plan)[-3:]
    every = list(runs_of(rows, wanted))
    assert sorted(map(id, (c for run in every for c in run.chunks))) == sorted(
        map(id, dict.fromkeys(wanted))
    )
    assert all(len(run.chunks) <= MOST_CHUNKS for run in every)


def test_a_signer_who_goes_on_is_laid_over_once(plan: Plan) -> None:
    (run,) = [
        run
        for run in runs_of([plan.versions[0].chunks], plan.versions[0].chunks)
        if len(run.chunks) > 3
    ]
    assert [(s.first, s.last) for s in whole(run.rows[0]).signers] == [(25, 153), (153, 200)]
    command = run_command(run)
    assert len(command.sources) == 3


def test_what_does_not_follow_is_made_apart(plan: Plan) -> None:
    chunks = plan.versions[0].chunks
    moved = [replace(chunk, encoding=Encoding("fast", n)) for n, chunk in enumerate(chunks)]
    assert [len(run.chunks) for run in runs_of([moved], moved)] == [1] * len(moved)

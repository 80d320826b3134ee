"""Of what chunks are made of, only that is made which a missing chunk needs."""

from fractions import Fraction
from pathlib import Path

from counted import make_counted, plan_clips, render_plan

from mediakit.film.model import Card, Footage
from mediakit.plan.keys import key_of
from mediakit.plan.stages import names_in
from mediakit.render.store import Store


def test_what_no_missing_chunk_needs_is_not_made_again(ffmpeg: str, tmp_path: Path) -> None:
    facts = {"a.mp4": make_counted(ffmpeg, tmp_path / "a.mp4", "25", 50)}
    clips = [Card("One", 1000), Footage("a.mp4", 0, 1000), Card("Two", 1000)]
    plan = plan_clips(clips, facts, Fraction(25))
    first, _ = render_plan(plan, facts, tmp_path)
    store = Store(tmp_path / "store")
    drawings = {drawing: key_of(drawing, plan.tools) for drawing in plan.drawings}
    assert len(drawings) == 2
    assert first.made >= set(drawings.values())
    for key in drawings.values():
        store.discard(first.pieces[key])

    again, _ = render_plan(plan, facts, tmp_path)
    assert again.made == frozenset()

    chunk = plan.versions[0].chunks[-1]
    needed = names_in(chunk) & set(drawings.values())
    assert len(needed) == 1
    store.discard(again.pieces[key_of(chunk, plan.tools)])
    third, _ = render_plan(plan, facts, tmp_path)
    assert third.made == {key_of(chunk, plan.tools), *needed}

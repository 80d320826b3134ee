"""Why chunks are made, or kept, in words that people use; no film is made for it."""

from dataclasses import replace
from typing import Any

import pytest
from test_planning import CUE, TOOLS, plan_of

from mediakit.film.model import Card, Footage, Signer, SignerSlot, Version
from mediakit.film.timeline import PlacedCue
from mediakit.plan.model import Plan, Tools
from mediakit.plan.reasons import Known, Why, explain, known_chunks
from mediakit.signing.geometry import Stand
from mediakit.subtitles.burned.look import Look

CLIPS = (Card("Hello", 2000), Footage("a.mp4", 0, 20_000))


def reasons(before: Plan | None, now: Plan) -> tuple[Why, ...]:
    """The reasons, where all is made that was not in the plan before."""
    old: tuple[Known, ...] = () if before is None else known_chunks(before)
    new = known_chunks(now)
    return explain(old, new, {chunk.key for chunk in new} - {chunk.key for chunk in old})


def told(whys: tuple[Why, ...]) -> set[tuple[str, ...]]:
    return {(why.state, *why.changed) for why in whys}


def test_all_is_new_and_then_all_is_kept() -> None:
    plan = plan_of(*CLIPS)
    first = reasons(None, plan)
    assert told(first) == {("new",)}
    assert (first[0].start_ms, first[-1].end_ms) == (0, 22_000)
    assert [one.end_ms for one in first[:-1]] == [one.start_ms for one in first[1:]]
    assert told(reasons(plan, plan)) == {("kept",)}
    known = known_chunks(plan)
    assert told(explain(known, known, {known[0].key})) == {("lost",), ("kept",)}


SIGNED = (Version("signed", "en-simple", True),)
SIGNER = Signer(Stand(), (SignerSlot("sign.mp4", 0, to=15_000),))
LATER = Signer(Stand(), (SignerSlot("sign.mp4", 400, to=15_400),))

CHANGES: dict[str, dict[str, Any]] = {
    "subtitles": {"cues": (replace(CUE, text="We listen."),)},
    "style": {"look": Look(line_height=0.05)},
    "signer": {"signer": LATER},
    "clip": {"rest": (Footage("a.mp4", 1000, 21_000),)},
}


@pytest.mark.parametrize("part", CHANGES)
def test_a_chunk_tells_what_alone_changed_in_it(part: str) -> None:
    usual: dict[str, Any] = {"signer": SIGNER, "rest": CLIPS[1:], "versions": SIGNED}
    before, after = ({**usual, **change} for change in ({}, CHANGES[part]))
    first, second = (plan_of(CLIPS[0], *some.pop("rest"), **some) for some in (before, after))
    assert ("changed", part) in told(reasons(first, second))
    assert told(reasons(first, second)) <= {("changed", part), ("kept",), ("new",)}


def test_only_the_chunk_with_other_words_is_told() -> None:
    other = (PlacedCue(CUE.span, "We listen.", None),)
    whys = reasons(plan_of(*CLIPS), plan_of(*CLIPS, cues=other))
    changed = [why for why in whys if why.state != "kept"]
    assert {why.changed for why in changed} == {("subtitles",)}
    assert all(why.start_ms < 14_000 and why.end_ms > 12_000 for why in changed)


def test_a_new_card_is_new_and_what_moved_is_kept() -> None:
    plan = plan_of(*CLIPS, cues=())
    whys = reasons(plan, plan_of(Card("We are many", 3000), *CLIPS, cues=()))
    assert told(whys) == {("new",), ("kept",)}
    assert [why.state for why in whys if why.start_ms < 3000 or why.state == "new"] == ["new"] * 2


def test_other_pictures_in_the_same_place_are_told() -> None:
    plan = plan_of(*CLIPS, cues=())
    whys = reasons(plan, plan_of(Card("Goodbye", 2000), *CLIPS[1:], cues=()))
    assert told(whys) == {("changed", "clip"), ("kept",)}


def test_another_size_is_one_reason() -> None:
    whys = reasons(plan_of(*CLIPS), plan_of(*CLIPS, size=(640, 360)))
    assert told(whys) == {("changed", "settings")}


def test_another_ffmpeg_is_told() -> None:
    newer = Tools({**TOOLS.every, "ffmpeg": "10"}, TOOLS.drawing)
    assert told(reasons(plan_of(*CLIPS), plan_of(*CLIPS, tools=newer))) == {("changed", "programs")}


def test_a_version_is_compared_with_itself_first() -> None:
    both = (Version("a", "en-simple", False), Version("b", None, False))
    whys = reasons(plan_of(*CLIPS, versions=both), plan_of(*CLIPS, versions=both[:1]))
    assert told(whys) == {("kept",)}

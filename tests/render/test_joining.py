"""A film is joined from kept pieces, and damaged ones are found."""

from fractions import Fraction
from pathlib import Path

import pytest
from counted import make_counted, plan_clips, read_numbers, render_plan

from mediakit.errors import ProgramFailed
from mediakit.film.model import Footage

FRAMES = 100  # two chunks of two seconds


def cut_short(piece: Path) -> None:
    piece.write_bytes(piece.read_bytes()[: piece.stat().st_size // 2])


def wipe(piece: Path) -> None:
    """As a power cut leaves it on some disks: its length kept, its content gone."""
    piece.write_bytes(bytes(piece.stat().st_size))


def pieces(folder: Path, suffix: str) -> list[Path]:
    return sorted((folder / "store" / "pieces").rglob(f"*{suffix}"))


@pytest.mark.parametrize("suffix", [".mp4", ".m4a"])
def test_damaged_pieces_are_made_again(suffix: str, ffmpeg: str, tmp_path: Path) -> None:
    media = make_counted(ffmpeg, tmp_path / "counted.mp4", "25", FRAMES)
    facts = {"counted": media}
    plan = plan_clips([Footage("counted")], facts, Fraction(25))
    render_plan(plan, facts, tmp_path)

    cut_short(pieces(tmp_path, suffix)[0])
    render_plan(plan, facts, tmp_path)
    assert len(pieces(tmp_path, ".mp4")) == 2

    wipe(pieces(tmp_path, suffix)[0])
    (tmp_path / "film.mp4").unlink()
    _, film = render_plan(plan, facts, tmp_path)
    assert read_numbers(film) == list(range(FRAMES))


def test_a_join_that_fails_without_a_look_is_done_with_one(
    ffmpeg: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mediakit.plan.joining import listing
    from mediakit.render import joining

    media = make_counted(ffmpeg, tmp_path / "counted.mp4", "25", FRAMES)
    facts, tried = {"counted": media}, list[bool]()

    def refused(names: list[str], *, quick: bool) -> str:
        """As an ffmpeg might that does not know the option."""
        tried.append(quick)
        return listing(names, quick=quick).replace("option codec_whitelist none", "nonsense")

    monkeypatch.setattr(joining, "listing", refused)
    _, film = render_plan(plan_clips([Footage("counted")], facts, Fraction(25)), facts, tmp_path)
    assert tried == [True, False]
    assert read_numbers(film) == list(range(FRAMES))


def test_a_join_that_fails_with_whole_pieces_removes_none(
    ffmpeg: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mediakit.render import joining

    media = make_counted(ffmpeg, tmp_path / "counted.mp4", "25", 25)
    facts = {"counted": media}
    plan = plan_clips([Footage("counted")], facts, Fraction(25))
    render_plan(plan, facts, tmp_path)
    before = pieces(tmp_path, "")
    monkeypatch.setattr(joining, "join_arguments", lambda *_: ("-no-such-option",))
    with pytest.raises(ProgramFailed, match="ffmpeg ended"):
        render_plan(plan, facts, tmp_path)
    assert pieces(tmp_path, "") == before

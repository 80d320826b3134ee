"""Room is made on the disk from what can be made again, and from nothing else."""

import os
import time
from pathlib import Path

import pytest

from mediakit.errors import BadInput
from mediakit.render.store import Store
from mediakit.workflow.cleaning import SETTING, Wish, clean, keep_within

DAY = 24 * 60 * 60


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A film's folder whose four pieces of 1000 bytes were last used 0, 10, 20 … days ago."""
    (tmp_path / "film.toml").write_text("format = 1")
    (tmp_path / ".mediakit" / "transcripts").mkdir(parents=True)
    (tmp_path / ".mediakit" / "transcripts" / "talk.json").write_text("{}")
    store = Store(tmp_path / ".mediakit" / "render")
    for number in range(4):
        piece = store.make(f"{number}" * 64, ".mp4", made)
        used = time.time() - number * 10 * DAY
        os.utime(piece, (used, used))
    return tmp_path


def made(folder: Path) -> Path:
    (folder / "made").write_bytes(bytes(1000))
    return folder / "made"


def left(project: Path) -> str:
    store = Store(project / ".mediakit" / "render")
    return "".join(sorted(piece.name[0] for piece in store.pieces()))


def test_what_was_not_used_for_long_goes(project: Path) -> None:
    would = clean(project, Wish(days=15, dry_run=True))
    assert (would.pieces, would.bytes, would.left, left(project)) == (2, 2000, 2, "0123")
    assert clean(project, Wish(days=15)) == would
    assert left(project) == "01"


def test_all_pieces_go_and_transcripts_stay(project: Path) -> None:
    assert clean(project, Wish(days=0)).left == 0
    assert left(project) == ""
    assert (project / ".mediakit" / "transcripts" / "talk.json").exists()


def test_what_an_export_uses_stays(project: Path) -> None:
    store = Store(project / ".mediakit" / "render")
    with store.in_use():
        assert store.find("3" * 64, ".mp4")
        assert clean(project, Wish(days=0)).left == 1
    assert left(project) == "3"


def test_a_store_keeps_within_its_limit(project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = project / ".mediakit" / "render"
    assert keep_within(store).pieces == 0
    monkeypatch.setenv(SETTING, "0.0000025")
    assert keep_within(store).pieces == 2
    assert left(project) == "01"
    monkeypatch.setenv(SETTING, "much")
    with pytest.raises(BadInput, match="no number of gigabytes: much"):
        keep_within(store)

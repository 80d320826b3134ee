"""Pieces are kept whole or not at all."""

import subprocess
import sys
from pathlib import Path

import pytest

from mediakit.errors import CannotWrite
from mediakit.files import copy, move, whole, write_text
from mediakit.render.store import Store, lay_out

KEY = "ab" * 32


def test_a_piece_is_there_once_it_is_made(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")
    assert store.find(KEY, ".mp4") is None

    def work(folder: Path) -> Path:
        (folder / "made").write_text("whole")
        return folder / "made"

    path = store.make(KEY, ".mp4", work)
    assert store.find(KEY, ".mp4") == path
    assert path.read_text() == "whole"
    assert list((tmp_path / "store" / "work").iterdir()) == []


def test_work_that_fails_leaves_nothing(tmp_path: Path) -> None:
    store = Store(tmp_path / "store")

    def work(folder: Path) -> Path:
        (folder / "half").write_text("half")
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        store.make(KEY, ".mp4", work)
    assert store.find(KEY, ".mp4") is None
    assert list((tmp_path / "store" / "work").iterdir()) == []


def test_what_a_killed_export_left_is_cleared_and_what_is_in_use_stays(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from mediakit.render.store import Store\n"
        "job = Store(Path(sys.argv[1])).job(); folder = job.__enter__()\n"
        "(folder / 'half').write_text('half'); os.kill(os.getpid(), 9)"
    )
    subprocess.run([sys.executable, "-c", code, str(tmp_path)], check=False)
    assert len(list((tmp_path / "work").iterdir())) == 1
    with Store(tmp_path).job() as mine:
        Store(tmp_path)
        assert list((tmp_path / "work").iterdir()) == [mine]


def test_files_get_their_fixed_names_whatever_they_are_called(tmp_path: Path) -> None:
    odd = tmp_path / "-it's 100%: [a],b;c\n🎬.mp4"
    odd.write_text("content")
    (tmp_path / "job").mkdir()
    lay_out(tmp_path / "job", {"source-0": odd})
    assert (tmp_path / "job" / "source-0").read_text() == "content"


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "deep" / "file.txt"
    write_text(target, "first\n")

    def interrupted() -> None:
        with whole(target) as partial:
            partial.write_text("half")
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupted()
    assert target.read_bytes() == b"first\n"
    assert [path.name for path in target.parent.iterdir()] == ["file.txt"]


def test_copying_and_moving(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_text("content")
    copy(source, tmp_path / "a" / "copy")
    move(source, tmp_path / "a" / "moved")
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["copy", "moved"]
    assert not source.exists()
    with pytest.raises(CannotWrite, match="a"):
        write_text(tmp_path / "a" / "copy" / "below", "no")

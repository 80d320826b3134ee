"""Pieces are kept whole or not at all."""

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mediakit.errors import CannotWrite
from mediakit.outputs.package import assembling
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


def test_what_another_computer_left_goes_once_it_is_old(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = kept(store, "whole")
    dead, busy = (tmp_path / "work" / f"{name}~1~x" for name in ("gone", "far"))
    for folder in (dead, busy):
        folder.mkdir()
    os.utime(dead, (1, 1))
    assert store.used_since() < path.stat().st_mtime
    assert list((tmp_path / "work").iterdir()) != [busy]
    again = Store(tmp_path)
    assert list((tmp_path / "work").iterdir()) == [busy]
    assert again.used_since() > 1


def test_files_get_their_fixed_names_whatever_they_are_called(tmp_path: Path) -> None:
    odd = tmp_path / "-it's 100%: [a],b;c\n🎬.mp4"
    odd.write_text("content")
    (tmp_path / "job").mkdir()
    lay_out(tmp_path / "job", {"source-0": odd})
    assert (tmp_path / "job" / "source-0").read_text() == "content"


def kept(store: Store, text: str) -> Path:
    """A piece that holds `text`."""

    def work(folder: Path) -> Path:
        (folder / "made").write_text(text)
        return folder / "made"

    return store.make(KEY, ".mp4", work)


def test_a_piece_that_lost_its_end_is_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = kept(store, "whole")
    path.write_text("who")
    assert store.find(KEY, ".mp4") is None
    again = kept(store, "whole, anew")
    assert again.read_text() == "whole, anew"
    assert store.find(KEY, ".mp4") == again
    assert list(again.parent.iterdir()) == [again]


def test_a_piece_that_another_export_made_stays(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = kept(store, "one")
    other = kept(store, "longer")
    assert path.exists()
    assert other.exists()
    store.discard(path)
    assert store.find(KEY, ".mp4") == other


def test_a_piece_is_on_the_disk_before_it_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    store = Store(tmp_path)
    settled: list[tuple[int, Path | None]] = []
    monkeypatch.setattr(
        os,
        "fsync",
        lambda number: settled.append((os.fstat(number).st_ino, store.find(KEY, ".mp4"))),
    )
    path = kept(store, "whole")
    assert settled == [(path.stat().st_ino, None)]


def test_reading_that_fails_in_the_work_is_no_refusal_to_write(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        Store(tmp_path).make(KEY, ".mp4", lambda _: Path((tmp_path / "nowhere").read_text()))


def test_a_full_disk_is_named(tmp_path: Path) -> None:
    def work(_: Path) -> Path:
        raise CannotWrite("The disk is full", remedy="Make room.")

    with pytest.raises(CannotWrite, match="full") as refused:
        Store(tmp_path / "render").make(KEY, ".mp4", work)
    assert refused.value.where == str(tmp_path / "render")


def test_the_store_is_named_where_the_result_goes_elsewhere(tmp_path: Path) -> None:
    store = Store(tmp_path / "render")
    shutil.rmtree(tmp_path / "render" / "work")
    with (
        pytest.raises(CannotWrite) as refused,
        assembling(tmp_path / "out" / "a-film"),
        store.job(),
    ):
        pass
    assert refused.value.where == str(tmp_path / "render")


def flipped(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[1] ^= 4
    path.write_bytes(content)


def a_folder(path: Path) -> None:
    path.unlink()
    path.mkdir()
    (path / "inside").write_text("something")


@pytest.mark.parametrize(
    "damage", [flipped, a_folder, lambda path: path.write_bytes(b""), Path.unlink]
)
def test_a_damaged_piece_is_made_again(tmp_path: Path, damage: Callable[[Path], None]) -> None:
    store = Store(tmp_path)
    path = kept(store, "whole")
    damage(path)
    assert store.find(KEY, ".mp4") is None
    assert kept(store, "whole").read_text() == "whole"
    assert store.find(KEY, ".mp4") == path


def test_pieces_in_use_are_not_removed(tmp_path: Path) -> None:
    store = Store(tmp_path)
    path = kept(store, "whole")
    os.utime(path, (1, 1))
    assert store.used_since() == float("inf")
    with store.in_use():
        assert store.find(KEY, ".mp4") == path
        assert not store.remove(path, store.used_since())
        assert path.exists()
    assert store.remove(path, store.used_since())
    assert store.pieces() == []
    assert list((tmp_path / "work").iterdir()) == []

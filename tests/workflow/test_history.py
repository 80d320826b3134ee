"""Nothing that a person wrote disappears: copies of files before they are written over."""

from pathlib import Path

import pytest

from mediakit.errors import BadInput
from mediakit.workflow.history import History


@pytest.fixture
def file(tmp_path: Path) -> Path:
    file = tmp_path / "tip-1.en.srt"
    file.write_bytes(b"one")
    return file


@pytest.fixture
def history(tmp_path: Path) -> History:
    return History(tmp_path / "kept")


def contents(history: History) -> list[bytes]:
    found = (earlier for name in history.names() for earlier in history.of(name))
    return [earlier.copy.read_bytes() for earlier in found]


def test_what_is_written_over_is_kept_once(file, history):
    history.rewrite(file, b"two")
    history.rewrite(file, b"one")
    history.rewrite(file, b"two")
    assert file.read_bytes() == b"two"
    assert contents(history) == [b"one", b"two"]


def test_what_did_not_change_is_not_kept(file, history):
    history.rewrite(file, b"one")
    history.rewrite(file.with_name("new.srt"), b"new")
    assert contents(history) == []


def test_copies_of_one_second_are_all_kept(file, history):
    for number in range(12):
        history.rewrite(file, str(number).encode())
    # The latest first, which "(10)" is not by its letters.
    assert contents(history) == [*(str(n).encode() for n in range(10, -1, -1)), b"one"]


def test_bringing_back_can_be_undone(file, history):
    history.rewrite(file, b"two")
    assert history.bring_back(file).name == "tip-1.en.srt"
    assert file.read_bytes() == b"one"
    history.bring_back(file)
    assert file.read_bytes() == b"two"


def test_what_was_there_last_comes_back_first(file, history):
    for content in (b"two", b"one", b"three"):
        history.rewrite(file, content)
    history.bring_back(file)
    assert file.read_bytes() == b"one"


def test_an_older_copy_can_be_brought_back(file, history):
    for content in (b"two", b"three"):
        history.rewrite(file, content)
    history.bring_back(file, 2)
    assert file.read_bytes() == b"one"
    assert sorted(contents(history)) == [b"one", b"three", b"two"]


def test_a_file_that_was_deleted_can_be_brought_back(file, history):
    history.rewrite(file, b"two")
    file.unlink()
    history.bring_back(file)
    assert file.read_bytes() == b"one"


def test_where_nothing_is_kept_that_is_said(file, history):
    with pytest.raises(BadInput, match=r"No earlier versions.*tip-1\.en\.srt.*history"):
        history.bring_back(file)
    history.rewrite(file, b"two")
    with pytest.raises(BadInput, match="Only 1 earlier version "):
        history.bring_back(file, 2)


def test_other_files_in_the_folder_do_no_harm(file, history, tmp_path):
    history.rewrite(file, b"two")
    (tmp_path / "kept" / "history" / "tip-1.en.srt" / ".DS_Store").write_bytes(b"")
    (tmp_path / "kept" / "history" / "notes.txt").write_bytes(b"")
    assert contents(history) == [b"one"]

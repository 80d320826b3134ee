"""Files are written whole, and what cannot be written is said with the right place."""

import errno
import os
from pathlib import Path

import pytest

from mediakit.errors import BadInput, CannotWrite
from mediakit.files import (
    alive,
    check_writable,
    copy,
    move,
    partial_of,
    sha256_of,
    whole,
    working_in,
    write_text,
    writing_to,
)


def full() -> OSError:
    return OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


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


def test_content_is_on_the_disk_before_it_gets_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settled: list[tuple[int, bool]] = []
    fsync = os.fsync

    def watched(number: int) -> None:
        fsync(number)
        settled.append((os.fstat(number).st_ino, (tmp_path / "file").exists()))

    monkeypatch.setattr(os, "fsync", watched)
    write_text(tmp_path / "file", "content")
    assert settled == [((tmp_path / "file").stat().st_ino, False)]
    move(tmp_path / "file", tmp_path / "moved")
    assert settled[1:] == [((tmp_path / "moved").stat().st_ino, True)]


def test_copying_and_moving(tmp_path: Path) -> None:
    source = tmp_path / "source"
    source.write_text("content")
    copy(source, tmp_path / "a" / "copy")
    move(source, tmp_path / "a" / "moved")
    assert sorted(path.name for path in (tmp_path / "a").iterdir()) == ["copy", "moved"]
    assert sha256_of(tmp_path / "a" / "copy") == sha256_of(tmp_path / "a" / "moved")
    assert not source.exists()
    with pytest.raises(CannotWrite, match="a"):
        write_text(tmp_path / "a" / "copy" / "below", "no")


def test_a_source_that_cannot_be_read_is_named_and_not_the_target(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="read") as refused:
        copy(tmp_path / "nowhere", tmp_path / "a" / "copy")
    assert refused.value.where == str(tmp_path / "nowhere")
    assert not (tmp_path / "a").exists()


def test_the_innermost_place_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(CannotWrite) as refused,
        writing_to(tmp_path / "out"),
        writing_to(tmp_path / "store"),
    ):
        raise PermissionError(errno.EACCES, "no")
    assert refused.value.where == str(tmp_path / "store")


def test_a_refusal_without_a_place_gets_one(tmp_path: Path) -> None:
    with pytest.raises(CannotWrite) as refused, working_in(tmp_path / "store"):
        raise CannotWrite("The disk is full", remedy="Make room.")
    assert str(refused.value) == f"The disk is full: {tmp_path / 'store'}. Make room."


def test_only_what_reading_never_meets_is_taken_for_writing(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), working_in(tmp_path):
        (tmp_path / "nowhere").read_text()
    with pytest.raises(CannotWrite, match=r"The disk is full: .*store"), working_in(Path("store")):
        raise full()


def test_hidden_names_of_files_in_the_making_are_not_shown(tmp_path: Path) -> None:
    folder = partial_of(tmp_path / "a-film")
    with pytest.raises(CannotWrite) as refused, whole(folder / "a.srt"):
        raise full()
    assert refused.value.where == str(tmp_path / "a-film" / "a.srt")
    with pytest.raises(CannotWrite) as refused, writing_to(tmp_path / ".mine.partial"):
        raise full()
    assert refused.value.where == str(tmp_path / ".mine.partial")


def test_a_place_where_a_file_stands_cannot_become_a_folder(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    check_writable(tmp_path / "new" / "folder")
    with pytest.raises(CannotWrite) as refused:
        check_writable(tmp_path / "file" / "folder")
    assert refused.value.where == str(tmp_path / "file" / "folder")


def test_who_is_alive() -> None:
    assert alive(os.getpid())
    assert alive(os.getppid())
    assert not alive(10**30)

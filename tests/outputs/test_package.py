"""A package takes its place only where nothing of a person's is lost."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from mediakit.errors import AlreadyThere, CannotWrite
from mediakit.outputs.package import assembling, check_free, owner, write_listing


def make(folder: Path, text: str = "film", title: str = "A film", project: str = "here") -> Path:
    """A small package; returns where it came to stand."""
    with assembling(folder) as assembly:
        (assembly.partial / "a.mp4").write_text(text)
        write_listing(assembly.partial, {"a.mp4": "The film"}, {"title": title}, project=project)
        return assembly.finish()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """The place of a package, in which an earlier one stands."""
    return make(tmp_path / "a-film", "earlier")


def content(folder: Path) -> dict[str, str]:
    """What a person sees: every file, hidden ones too."""
    return {path.name: path.read_text() for path in folder.iterdir()}


def test_an_untouched_package_is_replaced(folder: Path) -> None:
    check_free(folder, replace=True, project="here")
    assert make(folder) == folder
    assert content(folder)["a.mp4"] == "film"
    assert [path.name for path in folder.parent.iterdir()] == ["a-film"]


def test_without_replace_nothing_is_replaced(folder: Path) -> None:
    with pytest.raises(AlreadyThere, match="--replace"):
        check_free(folder, replace=False)


def add_a_file(folder: Path) -> None:
    (folder / "notes.txt").write_text("mine")


def add_a_folder(folder: Path) -> None:
    (folder / "notes").mkdir()
    (folder / "notes" / "package.json").write_text("mine")


def change_a_film(folder: Path) -> None:
    (folder / "a.mp4").write_text("mine")


def change_the_listing(folder: Path) -> None:
    listing = json.loads((folder / "package.json").read_text())
    (folder / "package.json").write_text(json.dumps({**listing, "title": "mine"}))


def add_to_the_listing(folder: Path) -> None:
    listing = json.loads((folder / "package.json").read_text())
    (folder / "package.json").write_text(json.dumps({**listing, "mine": "\ud800"}))


def spoil_the_listing(folder: Path) -> None:
    with (folder / "package.json").open("a") as file:
        file.write("mine")


def link_elsewhere(folder: Path) -> None:
    (folder / "mine").symlink_to(folder / "nowhere")


TOUCHES = pytest.mark.parametrize(
    ("touch", "name"),
    [
        (add_a_file, "(notes.txt)"),
        (add_a_folder, "(notes)"),
        (change_a_film, "(a.mp4)"),
        (change_the_listing, "(package.json)"),
        (add_to_the_listing, "(package.json)"),
        (spoil_the_listing, "package.json)"),
        (link_elsewhere, "(mine)"),
    ],
)


@TOUCHES
def test_what_a_person_changed_is_refused_by_name(
    touch: Callable[[Path], None], name: str, folder: Path
) -> None:
    touch(folder)
    with pytest.raises(AlreadyThere) as refused:
        check_free(folder, replace=True)
    assert name in refused.value.where


@TOUCHES
def test_what_a_person_changes_meanwhile_stays_and_the_new_package_stands_beside(
    touch: Callable[[Path], None], name: str, folder: Path
) -> None:
    check_free(folder, replace=True, project="here")
    with assembling(folder) as assembly:
        (assembly.partial / "a.mp4").write_text("film")
        write_listing(assembly.partial, {"a.mp4": "The film"}, {"title": "A film"}, project="here")
        touch(folder)
        before = sorted(path.name for path in folder.rglob("*"))
        place = assembly.finish()
    assert place == folder.with_name("a-film-2")
    assert content(place)["a.mp4"] == "film"
    assert sorted(path.name for path in folder.rglob("*")) == before
    assert make(folder, "third") == folder.with_name("a-film-3")
    assert {path.name for path in folder.parent.iterdir()} == {"a-film", "a-film-2", "a-film-3"}


def test_what_is_put_there_in_the_last_moment_stays(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rename = Path.rename

    def late(path: Path, target: Path) -> Path:
        if path == folder:
            add_a_file(folder)
        return rename(path, target)

    with monkeypatch.context() as patch:
        patch.setattr(Path, "rename", late)
        place = make(folder)
    assert place == folder.with_name("a-film-2")
    assert content(folder)["notes.txt"] == "mine"
    assert content(folder)["a.mp4"] == "earlier"


def test_a_folder_that_is_no_package_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "a-film").mkdir()
    (tmp_path / "a-film" / "holiday.jpg").write_text("mine")
    with pytest.raises(AlreadyThere, match=r"holiday\.jpg"):
        check_free(tmp_path / "a-film", replace=True)
    assert make(tmp_path / "a-film").name == "a-film-2"


def test_two_films_of_one_name_do_not_replace_one_another(folder: Path) -> None:
    for project in ("elsewhere", ""):
        with pytest.raises(AlreadyThere, match="another film"):
            check_free(folder, replace=True, project=project)
    assert make(folder, "other", project="elsewhere").name == "a-film-2"
    assert content(folder)["a.mp4"] == "earlier"


def test_a_film_that_got_another_title_is_still_the_same(folder: Path) -> None:
    check_free(folder, replace=True, project="here")
    assert make(folder, "new", title="A film!") == folder
    assert content(folder)["a.mp4"] == "new"


def test_the_owner_moves_with_the_package_and_tells_projects_apart(tmp_path: Path) -> None:
    one, other, moved = tmp_path / "one", tmp_path / "other", tmp_path / "attic" / "one"
    mark = owner(one / "exports" / "a-film", one)
    assert mark == owner(moved / "exports" / "a-film", moved)
    assert mark == owner(one / "exports" / "a-film-2", one)
    out = tmp_path / "out" / "a-film"
    assert owner(out, one) != owner(out, other)
    assert "one" not in owner(out, one)


def test_what_fails_or_is_not_finished_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt), assembling(tmp_path / "a-film") as assembly:
        (assembly.partial / "a.mp4").write_text("half")
        raise KeyboardInterrupt
    with assembling(tmp_path / "a-film") as assembly:
        (assembly.partial / "a.mp4").write_text("half")
    assert list(tmp_path.iterdir()) == []


def dead_process() -> int:
    """The number of a process that has ended."""
    child = subprocess.Popen([sys.executable, "-c", ""])
    child.wait()
    return child.pid


def test_what_a_killed_export_left_is_swept(tmp_path: Path) -> None:
    for name in (
        f".a-film.{dead_process()}.partial",
        f".a-film.{os.getpid()}.partial",  # numbers come again
        f".a-film.{10**30}.partial",
    ):
        (tmp_path / name).mkdir()
    make(tmp_path / "a-film")
    assert [path.name for path in tmp_path.iterdir()] == ["a-film"]


def test_a_half_replaced_package_is_put_back(folder: Path) -> None:
    folder.rename(folder.with_name(f".a-film.{dead_process()}.old"))
    with assembling(folder):
        assert content(folder)["a.mp4"] == "earlier"
    assert [path.name for path in folder.parent.iterdir()] == ["a-film"]


def test_a_running_export_and_other_hidden_folders_are_left_alone(tmp_path: Path) -> None:
    alive = os.getppid()
    names = {
        f".a-film.{alive}.partial",
        f".a-film.{alive}.old",
        ".a-film.mine.partial",
        f".a-film.part-2.{dead_process()}.partial",
        ".a-film.my.old",
        f".b-film.{dead_process()}.old",
    }
    for name in names:
        (tmp_path / name).mkdir()
        (tmp_path / name / "precious").touch()
    make(tmp_path / "a-film")
    assert {path.name for path in tmp_path.iterdir()} == {"a-film", *names}
    assert all((tmp_path / name / "precious").exists() for name in names)


def test_a_second_export_in_the_same_process_does_not_sweep_the_first(tmp_path: Path) -> None:
    with assembling(tmp_path / "a-film") as first:
        with pytest.raises(CannotWrite), assembling(tmp_path / "a-film"):
            pass
        assert first.partial.is_dir()


def test_hidden_names_of_work_are_not_shown(tmp_path: Path) -> None:
    from mediakit.files import write_text

    with pytest.raises(CannotWrite) as refused, assembling(tmp_path / "a-film") as assembly:
        (assembly.partial / "a").touch()
        write_text(assembly.partial / "a" / "b.srt", "no")
    assert refused.value.where == str(tmp_path / "a-film" / "a" / "b.srt")


def test_reading_that_fails_while_a_package_is_made_is_no_refusal_to_write(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError), assembling(tmp_path / "a-film"):
        (tmp_path / "nowhere").read_text()


def test_what_a_file_manager_leaves_is_nobodys_work(tmp_path: Path) -> None:
    folder = tmp_path / "film"
    with assembling(folder) as assembly:
        write_listing(assembly.partial, {}, {"title": "A film"})
        assembly.finish()
    (folder / ".DS_Store").write_bytes(b"litter")
    check_free(folder, replace=True)
    (folder / "notes.txt").write_text("mine")
    with pytest.raises(AlreadyThere, match=r"notes\.txt"):
        check_free(folder, replace=True)

"""Projects and packages at addresses: fetched and brought whole, and nothing of anybody's lost."""

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from mediakit.errors import BadInput
from mediakit.outputs.package import write_listing
from mediakit.workflow.cluster.depot import Cupboard, Depot, Parcel
from mediakit.workflow.events import Event, Warned, nobody
from mediakit.workflow.mirror import Mirror
from mediakit.workflow.places import facts_at, get, put, size_at, url_of
from mediakit.workflow.sending import send

pytest.importorskip("fsspec", reason="needs the extra `cluster` (fsspec)")


@pytest.fixture(params=["memory", "file"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """An address of two kinds: one where files come whole by themselves, one where they do not."""
    if request.param == "file":
        yield f"file://{tmp_path.as_posix()}/there"
        return
    import fsspec

    yield "memory://there"
    fsspec.filesystem("memory").rm("/", recursive=True)


@pytest.fixture(autouse=True)
def _own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MEDIAKIT_CACHE", str(tmp_path / "cache"))


def bring(url: str, text: str, tmp_path: Path) -> None:
    """Have somebody put a file there."""
    file = tmp_path / "somebody's"
    file.write_text(text)
    put(file, url)


def text_at(url: str, tmp_path: Path) -> str:
    get(url, tmp_path / "read")
    return (tmp_path / "read").read_text()


def package(folder: Path, text: str, project: str = "ours", **more: str) -> Path:
    folder.mkdir()
    for name, content in {"film.txt": text, **more}.items():
        (folder / name).write_text(content)
    about = {path.name: "a file" for path in folder.iterdir()}
    write_listing(folder, about, {}, project=project)
    return folder


def test_an_address_is_told_from_a_path() -> None:
    assert url_of("s3://bucket/film/") == "s3://bucket/film"
    assert url_of(Path("s3://bucket/film")) == "s3://bucket/film"
    assert url_of(Path("file:///films/a")) == "file:///films/a"
    for path in ("films/a", "/films/a", "C:/films", "C:\\films", "film: the second", "a/s3://b"):
        assert url_of(path) is None


def test_only_what_changed_there_is_fetched(place: str, tmp_path: Path) -> None:
    bring(f"{place}/film.toml", "format = 1", tmp_path)
    bring(f"{place}/footage/a.txt", "first", tmp_path)
    bring(f"{place}/exports/old/film.txt", "old", tmp_path)
    mirror = Mirror(place)
    mirror.fetch(nobody)
    copy = mirror.folder / "footage" / "a.txt"
    assert copy.read_text() == "first"
    assert not (mirror.folder / "exports").exists()
    seen = copy.stat().st_mtime_ns

    bring(f"{place}/footage/b.txt", "second", tmp_path)
    told: list[Event] = []
    Mirror(place).fetch(told.append)
    assert copy.stat().st_mtime_ns == seen
    assert (mirror.folder / "footage" / "b.txt").read_text() == "second"
    assert len(told) == 1

    bring(f"{place}/footage/a.txt", "mended", tmp_path)
    Mirror(place).fetch(nobody)
    assert copy.read_text() == "mended"


def test_what_is_made_here_goes_there_unless_somebody_changed_it_there(
    place: str, tmp_path: Path
) -> None:
    bring(f"{place}/film.toml", "format = 1", tmp_path)
    bring(f"{place}/subtitles/a.en.srt", "old", tmp_path)
    bring(f"{place}/subtitles/b.en.srt", "old", tmp_path)
    mirror = Mirror(place)
    mirror.fetch(nobody)
    for name in "abc":
        (mirror.folder / "subtitles" / f"{name}.en.srt").write_text("made here")
    bring(f"{place}/subtitles/b.en.srt", "a person's own", tmp_path)
    told: list[Event] = []
    mirror.give_back("subtitles", told.append)
    assert text_at(f"{place}/subtitles/a.en.srt", tmp_path) == "made here"
    assert text_at(f"{place}/subtitles/b.en.srt", tmp_path) == "a person's own"
    assert text_at(f"{place}/subtitles/c.en.srt", tmp_path) == "made here"
    assert [event for event in told if isinstance(event, Warned)]
    assert len(told) == 1


def test_an_address_without_a_film_is_told(place: str, tmp_path: Path) -> None:
    bring(f"{place}/talk.txt", "no film", tmp_path)
    with pytest.raises(BadInput, match="no film at this address"):
        Mirror(place).fetch(nobody)
    with pytest.raises(BadInput, match="nothing at this address"):
        get(f"{place}/nothing.mp4", tmp_path / "nothing.mp4")
    assert not (tmp_path / "nothing.mp4").exists()


def test_an_earlier_package_goes_and_a_changed_one_stays(place: str, tmp_path: Path) -> None:
    first = package(tmp_path / "one", "one", **{"old.txt": "only in the first"})
    assert send(first, f"{place}/film", nobody) == f"{place}/film"
    second = package(tmp_path / "two", "the second")
    assert send(second, f"{place}/film", nobody) == f"{place}/film"
    assert facts_at(f"{place}/film").keys() == {"film.txt", "package.json"}
    assert text_at(f"{place}/film/film.txt", tmp_path) == "the second"

    bring(f"{place}/film/film.txt", "The second", tmp_path)  # as many letters
    third = package(tmp_path / "three", "three")
    assert send(third, f"{place}/film", nobody) == f"{place}/film-2"
    assert text_at(f"{place}/film/film.txt", tmp_path) == "The second"
    other = package(tmp_path / "other", "four", project="theirs")
    assert send(other, f"{place}/film", nobody) == f"{place}/film-3"


def test_what_a_broken_line_left_is_replaced(
    place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from mediakit.workflow import sending

    send(package(tmp_path / "one", "one"), f"{place}/film", nobody)
    second = package(tmp_path / "two", "the second", **{"more.txt": "more"})

    def broken(file: Path, url: str) -> None:
        if url.endswith("more.txt"):
            raise BadInput("The line is broken")
        put(file, url)

    with monkeypatch.context() as patch, pytest.raises(BadInput, match="broken"):
        patch.setattr(sending, "put", broken)
        send(second, f"{place}/film", nobody)
    # The first package is listed until all of the second is there.
    assert json.loads(text_at(f"{place}/film/package.json", tmp_path))["files"][0]["bytes"] == 3
    assert send(second, f"{place}/film", nobody) == f"{place}/film"
    assert facts_at(f"{place}/film").keys() == {"film.txt", "more.txt", "package.json"}


def test_what_travels_is_proven_when_it_arrives(place: str, tmp_path: Path) -> None:
    file = tmp_path / "piece"
    file.write_text("a piece")
    depot, cupboard = Depot(place), Cupboard(tmp_path / "cupboard")
    parcel = depot.leave(file)
    assert depot.leave(file) == parcel
    fetched = cupboard.fetch(parcel)
    assert fetched.read_text() == "a piece"
    # What is here already is not fetched.
    assert cupboard.fetch(Parcel(f"{place}/nothing", parcel.sha256)) == fetched
    with pytest.raises(BadInput, match="changed"):
        cupboard.fetch(Parcel(parcel.url, "0" * 64))
    assert not list((tmp_path / "cupboard").rglob(".*"))
    assert size_at(f"{place}/nothing") is None

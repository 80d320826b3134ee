"""A film made by the workers of a real cluster: the same film, whatever becomes of them."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dask_cluster import PATIENCE, Cluster, kill, started
from decoded import pictures

pytest.importorskip("distributed", reason="needs the extra `cluster` (Dask)")

FILM = """\
format = 1
title = "Many hands"
size = "320x180"

[[clip]]
card = "Many hands"
seconds = 2

[[clip]]
file = "footage/talk.mp4"
name = "Film maker"

[[version]]
name = "easy-read"
subtitles = "en-simple"
"""
PIECES = 14
"""Two seconds of a card, and 25 s of footage in pieces of two."""
WORDS = "1\n00:00:00,500 --> 00:00:03,500\nFirst we meet.\n"


@pytest.fixture(scope="module")
def bucket() -> Iterator[str]:
    """A bucket of a real S3 server on this computer, named in the environment of all programs."""
    server = pytest.importorskip("moto.server", reason="needs moto (a local S3 server)")
    fsspec = pytest.importorskip("fsspec", reason="needs the extra `cluster`")
    running = server.ThreadedMotoServer("127.0.0.1", 0, verbose=False)
    running.start()
    host, port = running.get_host_and_port()
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("AWS_ENDPOINT_URL", f"http://{host}:{port}")
        patch.setenv("AWS_ACCESS_KEY_ID", "somebody")
        patch.setenv("AWS_SECRET_ACCESS_KEY", "secret")
        patch.setenv("AWS_DEFAULT_REGION", "us-east-1")
        fsspec.filesystem("s3").mkdir("films")
        yield "films"
    running.stop()


@pytest.fixture(scope="module")
def cluster(tmp_path_factory: pytest.TempPathFactory, bucket: str) -> Iterator[Cluster]:
    folder = tmp_path_factory.mktemp("cluster")
    environment = {**os.environ, "MEDIAKIT_CACHE": str(folder / "cache")}
    with started(folder, environment) as running:
        yield running


@pytest.fixture
def project(tmp_path: Path, make_clip: Callable[..., Path]) -> Path:
    """A film of 27 s with subtitles that a person wrote."""
    folder = tmp_path / "film"
    make_clip("film/footage/talk.mp4", seconds=25)
    (folder / "subtitles").mkdir()
    for tag in ("en", "en-simple"):
        (folder / "subtitles" / f"talk.{tag}.srt").write_text(WORDS)
    (folder / "film.toml").write_text(FILM)
    return folder


def starting(
    place: object, cluster: Cluster | None, *more: str, **own: str
) -> "subprocess.Popen[str]":
    """An export that has begun, by a cluster or here."""
    by = ["--cluster", cluster.address] if cluster else []
    return subprocess.Popen(
        [sys.executable, "-m", "mediakit", "export", str(place), "--json", *by, *more],
        env={**(cluster.environment if cluster else os.environ), **own},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def finished(running: "subprocess.Popen[str]") -> dict[str, object]:
    out, said = running.communicate(timeout=PATIENCE)
    assert running.returncode == 0, out + said
    result: dict[str, object] = json.loads(out)
    return result


def film_of(project: Path) -> Path:
    return project / "exports" / "many-hands" / "many-hands.easy-read.mp4"


def work_in_hand(project: Path) -> list[Path]:
    work = project / ".mediakit" / "render" / "work"
    return list(work.iterdir()) if work.exists() else []


def first_worker_to_begin(project: Path, running: "subprocess.Popen[str]") -> int:
    """The process of the worker that first has a piece in hand. The export itself has a folder
    there too, by which it says that it uses the store.
    """
    deadline = time.monotonic() + PATIENCE
    while True:
        owners = {int(folder.name.split("~")[1]) for folder in work_in_hand(project)}
        if workers := owners - {running.pid}:
            return workers.pop()
        assert running.poll() is None, "the export ended before it was disturbed"
        assert time.monotonic() < deadline, "the export never began"
        time.sleep(0.005)


def test_one_worker_is_killed_in_mid_piece_and_the_film_is_the_one_made_here(
    project: Path, cluster: Cluster
) -> None:
    running = starting(project, cluster)
    kill(first_worker_to_begin(project, running))
    assert finished(running)["chunks_rendered"] == PIECES
    by_others = pictures(film_of(project))
    for kept in (".mediakit", "exports"):
        subprocess.run(["rm", "-r", str(project / kept)], check=True)
    assert finished(starting(project, None))["chunks_rendered"] == PIECES
    assert pictures(film_of(project)) == by_others
    # What the workers make is kept here: the film is not made again.
    assert finished(starting(project, cluster))["chunks_kept"] == PIECES


def test_a_worker_with_another_ffmpeg_is_refused_before_any_work(
    project: Path, cluster: Cluster, ffmpeg: str, tmp_path: Path
) -> None:
    other = tmp_path / "ffmpeg"
    other.write_text(f'#!/bin/sh\nexec "{ffmpeg}" "$@"\n')
    other.chmod(0o755)
    running = starting(project, cluster, MEDIAKIT_FFMPEG=str(other))
    said = "".join(running.communicate(timeout=PATIENCE))
    assert running.returncode == 4
    assert "desk-" in said
    assert "ffmpeg is" in said
    assert "Traceback" not in said
    assert not (project / ".mediakit" / "render").exists()


def test_ctrl_c_ends_what_the_workers_run(project: Path, cluster: Cluster) -> None:
    running = starting(project, cluster, "--preset", "high")
    first_worker_to_begin(project, running)
    running.send_signal(signal.SIGINT)
    _, said = running.communicate(timeout=PATIENCE)
    assert running.returncode == 130
    assert "Traceback" not in said
    deadline = time.monotonic() + PATIENCE
    while work_in_hand(project) or programs_in(project):
        assert time.monotonic() < deadline, "a worker goes on"
        time.sleep(0.1)


def programs_in(folder: Path) -> list[str]:
    """Programs that still run in a folder below `folder`, on systems that tell."""
    places = []
    for link in Path("/proc").glob("[0-9]*/cwd"):
        with contextlib.suppress(OSError):
            places.append(str(link.readlink()))
    return [place for place in places if place.startswith(str(folder))]


def test_a_film_at_an_address_is_made_by_workers_that_see_none_of_its_folders(
    project: Path, cluster: Cluster, bucket: str
) -> None:
    import fsspec

    system = fsspec.filesystem("s3")
    system.put(str(project), f"{bucket}/film", recursive=True)
    made = finished(starting(f"s3://{bucket}/film", cluster))
    assert made["chunks_rendered"] == PIECES
    package = f"s3://{bucket}/film/exports/many-hands"
    assert made["package"] == package
    listing = json.loads(system.cat(f"{package}/package.json"))
    there = {Path(name).name for name in system.ls(package, refresh=True)}
    assert there == {row["name"] for row in listing["files"]} | {"package.json"}
    film = project / "film.mp4"
    system.get_file(f"{package}/many-hands.easy-read.mp4", str(film))
    finished(starting(project, None))
    assert pictures(film) == pictures(film_of(project))


@pytest.mark.models
def test_recordings_are_heard_by_workers_and_as_they_are_heard_here(
    make_talk: Callable[..., Path], cluster: Cluster, tmp_path: Path
) -> None:
    talk = make_talk("talk.mp4")

    def captioned(out: str, cache: str, *by: str) -> str:
        """The subtitles that a command brings out, with nothing kept from before."""
        argv = ["caption", str(talk), "--out", str(tmp_path / out), "--model", "tiny.en"]
        done = subprocess.run(
            [sys.executable, "-m", "mediakit", *argv, "--language", "en", *by],
            env={**cluster.environment, "MEDIAKIT_CACHE": str(tmp_path / cache)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return (tmp_path / out / "talk" / "talk.en.srt").read_text(encoding="utf-8")

    by_workers = captioned("far", "cache-far", "--cluster", cluster.address)
    assert "Monday" in by_workers
    heard = list((tmp_path / "cache-far" / "render" / "pieces").rglob("*.json"))
    assert len(heard) == 1
    assert by_workers == captioned("near", "cache-near")
    assert not list((tmp_path / "cache-near" / "render" / "pieces").rglob("*.json"))


@pytest.mark.models
def test_a_batch_is_heard_and_made_by_workers(
    make_talk: Callable[..., Path], cluster: Cluster, tmp_path: Path, bucket: str
) -> None:
    pictures_of = {"one": "testsrc2", "two": "smptebars", "three": "rgbtestsrc"}
    for name, picture in pictures_of.items():
        make_talk(f"in/{name}.mp4", picture)
    argv = ["batch", "in", "--out", "out", "--model", "tiny.en", "--language", "en", "--json"]
    by = ["--cluster", cluster.address, "--through", f"s3://{bucket}/on-the-way"]
    done = subprocess.run(
        [sys.executable, "-m", "mediakit", *argv, *by],
        cwd=tmp_path,
        env={**cluster.environment, "MEDIAKIT_CACHE": str(tmp_path / "cache")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert len(list((tmp_path / "cache" / "render" / "pieces").rglob("*.json"))) == 3
    for name in pictures_of:
        words = (tmp_path / "out" / name / f"{name}.en.srt").read_text(encoding="utf-8")
        assert "Monday" in words

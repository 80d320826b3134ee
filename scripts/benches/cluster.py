"""scripts/bench cluster: how much faster two workers of a Dask cluster encode than one, each with
one thread on a processor of its own, on this computer (Linux).
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import Executor, wait
from contextlib import ExitStack, contextmanager
from fractions import Fraction
from pathlib import Path
from statistics import median
from typing import Any

from benches.running import gain_of_two, machine, machine_lines, spread, table
from mediakit.film.model import Canvas
from mediakit.media.ffmpeg import ffmpeg_path
from mediakit.media.probe import probe
from mediakit.plan.keys import key_of
from mediakit.plan.model import Chunk, Shot
from mediakit.plan.presets import PRESETS
from mediakit.plan.runs import Run
from mediakit.process import StopSignal
from mediakit.render.rendering import Order, make_pieces
from mediakit.render.store import Store
from mediakit.render.tools import tools_in_use
from mediakit.workflow.cluster.connecting import executor_for

WIDTH, HEIGHT, RATE = 1280, 720, 25
CHUNK_SECONDS = 10
AIM = 1.8


def bench(wanted: argparse.Namespace) -> int:
    """Encode the same chunks by one worker and by two; put down what they took."""
    count = 4 if wanted.quick else 12
    repeat = 1 if wanted.quick else wanted.repeat
    facts: dict[str, Any] = {"machine": machine(), "chunks": count, "runs": [], "gains_of_two": []}
    with tempfile.TemporaryDirectory(prefix="mediakit-bench-") as name, ExitStack() as stack:
        work = Path(name)
        recording = _recording(work, count * CHUNK_SECONDS)
        orders = _chunks(recording, count)
        clusters = {
            workers: stack.enter_context(_cluster(work / f"of-{workers}", workers))
            for workers in (1, 2)
        }
        for _ in range(repeat):
            run: dict[str, float] = {}
            for workers, address in clusters.items():
                with executor_for(address) as executor:
                    run[f"{workers} workers"] = _encode(executor, orders, recording, work)
            facts["runs"].append(run)
            facts["gains_of_two"].append(round(gain_of_two(), 2))
            print(run, file=sys.stderr, flush=True)
    facts["load_after"] = [round(load, 2) for load in os.getloadavg()]
    text = report(facts)
    wanted.out.mkdir(parents=True, exist_ok=True)
    (wanted.out / "cluster.json").write_text(json.dumps(facts, indent=1) + "\n", encoding="utf-8")
    (wanted.out / "cluster.md").write_text(text, encoding="utf-8")
    print(text)
    return 0


def report(facts: dict[str, Any]) -> str:
    """What came out, as a page."""
    length = facts["chunks"] * CHUNK_SECONDS
    runs = facts["runs"]
    rows = [
        (way, spread(times, ".1f"), f"{length / median(times):.1f}")
        for way in runs[0]
        if (times := [run[way] for run in runs])
    ]
    gains = [run["1 workers"] / run["2 workers"] for run in runs]
    return (
        "# A cluster on one computer\n\n"
        f"{facts['chunks']} chunks of {CHUNK_SECONDS} s at {WIDTH}x{HEIGHT}, {RATE} frames a"
        " second, as the preset standard encodes them; a worker has one thread on a processor of"
        " its own.\n\n"
        + table(("encoded by", "seconds", "seconds of film a second"), rows)
        + f"\n\nTwo workers are {spread(gains, '.2f')} times as fast as one (aim: {AIM}). For"
        " comparison: two busy programs that have nothing to do with mediakit get"
        f" {spread(facts['gains_of_two'], '.2f')} times as much done at once as one, measured in"
        " the same run.\n\n"
        + machine_lines(facts["machine"])
        + f"Load after: {facts['load_after'][0]}.\n"
    )


def _encode(executor: Executor, orders: list[Chunk], recording: Path, work: Path) -> float:
    """The seconds that making all chunks takes, none of them kept before."""
    media, tools = probe(recording), tools_in_use()
    folder = work / "store"
    shutil.rmtree(folder, ignore_errors=True)
    store, files = Store(folder), {media.fingerprint: recording}
    began = time.monotonic()
    runs = [Run(((chunk,),)) for chunk in orders]
    made = [
        executor.submit(
            make_pieces,
            Order(run, (key_of(run.chunks[0], tools),), files, store, {}),
            StopSignal(),
            _nobody,
        )
        for run in runs
    ]
    wait(made)
    took = time.monotonic() - began
    for future in made:
        future.result()
    return round(took, 2)


def _chunks(recording: Path, count: int) -> list[Chunk]:
    media, frames = probe(recording), CHUNK_SECONDS * RATE
    canvas = Canvas(WIDTH, HEIGHT, Fraction(RATE))
    return [
        Chunk(
            canvas,
            frames,
            (Shot(media.fingerprint, 0, 0, n * frames, WIDTH, HEIGHT, Fraction(RATE)),),
            (),
            "",
            PRESETS["standard"].encoding,
        )
        for n in range(count)
    ]


def _recording(work: Path, seconds: int) -> Path:
    """Moving pictures with the noise of a camera, so that encoding them is work; compressed as a
    camera does, so that reading them is little.
    """
    path = work / "recording.mp4"
    picture = f"testsrc2=size={WIDTH}x{HEIGHT}:rate={RATE},noise=alls=6:allf=t"
    argv = [str(ffmpeg_path()), "-v", "error", "-f", "lavfi", "-i", picture, "-t", str(seconds)]
    subprocess.run(
        [*argv, "-preset", "veryfast", "-pix_fmt", "yuv420p", "-g", "50", str(path)], check=True
    )
    return path


@contextmanager
def _cluster(folder: Path, workers: int) -> Iterator[str]:
    """A scheduler with its workers, as people start them; gives what --cluster takes."""
    folder.mkdir()
    file = folder / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0"]
    more = ["--host", "127.0.0.1", "--dashboard-address", ":0", "--scheduler-file", str(file)]
    worker = [sys.executable, "-m", "mediakit", "worker", str(file), "--threads", "1"]
    with (folder / "log").open("w") as log:
        programs = [subprocess.Popen([*dask, *more], stdout=log, stderr=log)]
        try:
            while not file.exists():
                time.sleep(0.1)
            for processor in sorted(os.sched_getaffinity(0))[:workers]:
                with _on(processor):
                    programs.append(subprocess.Popen(worker, stdout=log, stderr=log))
            while (folder / "log").read_text().count("works for") < workers:
                time.sleep(0.1)
            yield str(file)
        finally:
            for program in reversed(programs):
                program.terminate()
                program.wait()


@contextmanager
def _on(processor: int) -> Iterator[None]:
    """What is started has this processor alone, and all that it starts. A worker with one thread
    makes one piece at a time, but its ffmpeg reads, draws and encodes side by side.
    """
    all_ = os.sched_getaffinity(0)
    os.sched_setaffinity(0, {processor})
    try:
        yield
    finally:
        os.sched_setaffinity(0, all_)


def _nobody(_frames: int) -> None:
    """For frames that nobody counts."""

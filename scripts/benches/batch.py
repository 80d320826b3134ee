"""scripts/bench batch: many videos side by side, against one caption command after another."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from benches.recordings import media_folder
from benches.render_film import run_ffmpeg
from benches.running import ROOT, machine, machine_lines, table, write_results

_SECONDS, _COUNT = 24, 8
"""Length of each video, and how many there are: a minute and a half of work for two cores each
time."""

_AIM = 1.3
"""How many times as fast a batch shall be (issue 7)."""

_LOOK_EVERY = 1.0
"""Seconds between two looks at the memory of all programs: each takes time from them. [own]"""


@dataclass(frozen=True, slots=True)
class Cost:
    """Seconds by the clock, and the most memory that the programs had at one moment, in MiB."""

    wall: float
    peak_mib: float


Way = Callable[[Sequence[Path], Path], list[list[str]]]
"""The commands of one way of captioning these videos into a folder, to be run in turn."""

WAYS: dict[str, Way] = {
    "mediakit caption, a command for each": lambda videos, out: [
        ["caption", str(video), "--out", str(out)] for video in videos
    ],
    "mediakit caption, one command": lambda videos, out: [
        ["caption", *map(str, videos), "--out", str(out)]
    ],
    "mediakit batch": lambda videos, out: [["batch", *map(str, videos), "--out", str(out)]],
}


def bench(wanted: argparse.Namespace) -> int:
    """Measure every way in turn, print the table, write the files."""
    facts, media = machine(), media_folder()
    count, seconds = (2, 6) if wanted.quick else (_COUNT, _SECONDS)
    costs: dict[str, list[Cost]] = {name: [] for name in WAYS}
    with tempfile.TemporaryDirectory(prefix="mediakit-bench-") as place:
        work = Path(place)
        videos = _videos(media, work, count, seconds)
        for number in range(1 if wanted.quick else wanted.repeat):
            for name, way in WAYS.items():
                print(f"{number + 1}  {name} …", file=sys.stderr, flush=True)
                costs[name].append(_run(way(videos, work / "out"), work, wanted.models))
    text = _page(costs, facts, count, seconds)
    print(text)
    everything: dict[str, Any] = {
        "bench": "batch",
        "videos": count,
        "seconds_each": seconds,
        "machine": facts,
        "load_after": [round(load, 2) for load in os.getloadavg()],
        "ways": {name: [asdict(cost) for cost in of] for name, of in costs.items()},
    }
    for path in write_results("batch", wanted.label, wanted.out, everything, text):
        print(f"Written: {path.name}")
    return 0


def _videos(media: Path, folder: Path, count: int, seconds: int) -> list[Path]:
    """Videos of people in a studio, 720p, with real speech; no two are the same."""
    speech = media / "speech"
    names = [*sorted(path.name for path in speech.glob("librispeech*.ogg")), "jfk.flac"]
    inputs = [word for name in names for word in ("-i", str(speech / name))]
    parts = "".join(f"[{n}:a]aresample=48000,aformat=channel_layouts=mono[a{n}];"
                    for n in range(len(names)))  # fmt: skip
    joined = "".join(f"[a{n}]" for n in range(len(names)))
    graph = f"{parts}{joined}concat=n={len(names)}:v=0:a=1[all]"
    run_ffmpeg(*inputs, "-filter_complex", graph, "-map", "[all]", str(folder / "speech.wav"))
    videos = []
    for number in range(count):
        video = folder / f"video-{number + 1}.mp4"
        picture = media / "signing" / "ae_man_green_screen.mp4"
        run_ffmpeg(
            *("-stream_loop", "-1", "-i", str(picture)),
            *("-stream_loop", "-1", "-ss", str(3 * number), "-i", str(folder / "speech.wav")),
            *("-t", str(seconds), "-map", "0:v", "-map", "1:a"),
            *("-c:v", "libx264", "-preset", "ultrafast", "-crf", "20", "-c:a", "aac", str(video)),
        )
        videos.append(video)
    return videos


def _run(commands: Sequence[Sequence[str]], work: Path, model: str) -> Cost:
    """The commands in turn, with nothing kept from before."""
    for name in ("cache", "out"):
        shutil.rmtree(work / name, ignore_errors=True)
    environment = {**os.environ, "MEDIAKIT_CACHE": str(work / "cache")}
    over, peak = threading.Event(), [0.0]
    watcher = threading.Thread(target=_watch_memory, args=(over, peak))
    watcher.start()
    began = time.perf_counter()
    for command in commands:
        argv = [sys.executable, "-m", "mediakit", *command, "--model", model, "--language", "en"]
        done = subprocess.run(
            argv, env=environment, cwd=ROOT, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"mediakit {command[0]} ended with an error:\n{done.stderr}")
    wall = time.perf_counter() - began
    over.set()
    watcher.join()
    return Cost(round(wall, 2), round(peak[0] / 2**20))


def _watch_memory(over: threading.Event, peak: list[float]) -> None:
    """The most memory that all programs below this one have at once. What two of them share counts
    once (unique set size).
    """
    import psutil

    while not over.wait(_LOOK_EVERY):
        total = 0
        for child in psutil.Process().children(recursive=True):
            try:
                total += child.memory_full_info().uss
            except (psutil.NoSuchProcess, psutil.AccessDenied):
                continue
        peak[0] = max(peak[0], total)


def _page(costs: dict[str, list[Cost]], facts: dict[str, Any], count: int, seconds: int) -> str:
    best = {name: min(cost.wall for cost in of) for name, of in costs.items()}
    first, *_, ours = best
    rows = [
        (
            name,
            ", ".join(f"{cost.wall:.1f}" for cost in of),
            f"{best[first] / best[name]:.2f}",
            f"{count * seconds / best[name]:.2f}",
            f"{max(cost.peak_mib for cost in of):.0f}",
        )
        for name, of in costs.items()
    ]
    head = ("way", "seconds", "times as fast", "seconds of film a second", "peak memory (MiB)")
    return "\n".join(
        [
            "# Many videos at once",
            "",
            f"{count} videos of {seconds} s, 1280x720, with real speech, captioned with nothing "
            "kept from before. The ratios are of the fastest runs.",
            "",
            table(head, rows),
            "",
            f"A batch is {best[first] / best[ours]:.2f} times as fast as a command for each "
            f"(aim: {_AIM}).",
            "",
            machine_lines(facts),
        ]
    )

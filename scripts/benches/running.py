"""Running engines one after another, in turn, and putting down what came out."""

import json
import os
import platform
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib import metadata
from pathlib import Path
from statistics import median
from typing import Any

from benches.engines import ENGINES, cores, installed

ROOT = Path(__file__).parents[2]
LIBRARIES = (
    "mediakit",
    "faster-whisper",
    "ctranslate2",
    "onnxruntime",
    "openai-whisper",
    "torch",
    "av",
    "numpy",
    "jiwer",
    "whisper-normalizer",
    "pysbd",
    "cefrpy",
    "wordfreq",
)


@dataclass(frozen=True, slots=True)
class Run:
    """One run of an engine over the set."""

    engine: str
    model: str
    loading_seconds: float
    peak_bytes: int
    recordings: list[dict[str, Any]]

    def heard(self) -> dict[str, list[tuple[str, float, float]]]:
        """The words of each recording, by its name."""
        return {
            part["name"]: [(word, start, end) for word, start, end in part["words"]]
            for part in self.recordings
        }

    def seconds(self, names: Iterable[str], key: str = "seconds") -> float:
        """What listening to those recordings took."""
        wanted = set(names)
        return sum(float(part[key]) for part in self.recordings if part["name"] in wanted)


def run_all(
    engines: Sequence[str], models: Sequence[str], folder: Path, repeat: int
) -> Iterator[Run]:
    """Every engine with every model, in turn, `repeat` times over: what else a machine does then
    falls on all of them alike.
    """
    for number in range(repeat):
        for model in models:
            for engine in engines:
                print(f"{number + 1}/{repeat}  {model}  {engine} …", file=sys.stderr, flush=True)
                yield _run(engine, model, folder)


def _run(engine: str, model: str, folder: Path) -> Run:
    argv = [sys.executable, "-m", "benches.engines", engine, model, str(folder)]
    paths = os.pathsep.join([str(ROOT / "scripts"), os.environ.get("PYTHONPATH", "")])
    done = subprocess.run(
        argv,
        env={**os.environ, "PYTHONPATH": paths},
        stdout=subprocess.PIPE,
        text=True,
        check=False,
        cwd=ROOT,
    )
    if done.returncode:
        raise SystemExit(f"{engine} with {model} ended with an error (code {done.returncode}).")
    # A library may have written lines of its own before.
    return Run(engine, model, **json.loads(done.stdout.splitlines()[-1]))


def chosen(wanted: str) -> list[str]:
    """The engines named, in the order of the table; those that are not installed are named and
    left out.
    """
    names = list(ENGINES) if wanted == "all" else wanted.split(",")
    unknown = [name for name in names if name not in ENGINES]
    if unknown:
        raise SystemExit(f"There is no engine {unknown[0]!r}. Choose from: {', '.join(ENGINES)}.")
    for name in names:
        if not installed(name):
            print(f"{name} is not installed, so it is left out.", file=sys.stderr)
    return [name for name in ENGINES if name in names and installed(name)]


def spread(values: Sequence[float], form: str) -> str:
    """The median, and from where to where the runs go if they differ.

    >>> spread([0.1, 0.2, 0.12], ".2f"), spread([3, 3], ".0f")
    ('0.12 (0.10 to 0.20)', '3')
    """
    texts = [format(value, form) for value in (median(values), min(values), max(values))]
    return texts[0] if texts[1] == texts[2] else f"{texts[0]} ({texts[1]} to {texts[2]})"


def machine() -> dict[str, Any]:
    """What a reader must know of the machine; nothing that tells whose it is."""
    import psutil

    versions = {}
    for name in LIBRARIES:
        try:
            versions[name] = metadata.version(name)
        except metadata.PackageNotFoundError:
            continue
    return {
        "processor": _processor(),
        "cores": cores(),
        "memory_gib": round(psutil.virtual_memory().total / 2**30, 1),
        "load_before": [round(load, 2) for load in os.getloadavg()],
        "system": platform.system(),
        "python": platform.python_version(),
        "versions": versions,
    }


def _processor() -> str:
    info = Path("/proc/cpuinfo")
    if info.is_file():
        for line in info.read_text(encoding="utf-8").splitlines():
            if line.startswith("model name"):
                return line.partition(":")[2].strip()
    return platform.processor() or platform.machine()


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table in Markdown, its columns aligned so that it reads well as it is."""
    every = [list(head), *map(list, rows)]
    widths = [max(len(row[column]) for row in every) for column in range(len(head))]
    lines = [
        "| " + " | ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)) + " |"
        for row in every
    ]
    lines.insert(1, "|" + "|".join("-" * (width + 2) for width in widths) + "|")
    return "\n".join(lines)


def write_results(
    bench: str, label: str, folder: Path, facts: dict[str, Any], text: str
) -> tuple[Path, Path]:
    """Put the results down, for machines and for people."""
    folder.mkdir(parents=True, exist_ok=True)
    name = f"{bench}-{label or datetime.now(UTC).date().isoformat()}"
    listing, page = folder / f"{name}.json", folder / f"{name}.md"
    listing.write_text(json.dumps(facts, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    page.write_text(text, encoding="utf-8")
    return listing, page


def gain_of_two() -> float:
    """How many times as much two busy programs get done at once as one alone: less than 2 where the
    machine's processors share what they are made of, or its host has other guests.
    """
    busy = [sys.executable, "-c", "for _ in range(150_000_000): pass"]

    def seconds(programs: int) -> float:
        began = time.perf_counter()
        for program in [subprocess.Popen(busy) for _ in range(programs)]:
            program.wait()
        return time.perf_counter() - began

    return 2 * seconds(1) / seconds(2)


def machine_lines(facts: dict[str, Any]) -> str:
    """The machine in two lines of a page."""
    versions = ", ".join(f"{name} {number}" for name, number in facts["versions"].items())
    return (
        f"{facts['processor']}, {facts['cores']} cores, {facts['memory_gib']} GiB, "
        f"{facts['system']}, Python {facts['python']}; load before: {facts['load_before'][0]}.\n"
        f"{versions}.\n"
    )

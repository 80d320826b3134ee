"""A real Dask scheduler with two workers on this computer, each as a person would start it."""

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

PATIENCE = 600
"""Seconds: many times what anything takes on a quiet machine, and enough on the busiest."""


@dataclass(frozen=True, slots=True)
class Cluster:
    """`address` is what --cluster takes; `environment` is that of a person's own computer."""

    address: str
    environment: dict[str, str]


@contextlib.contextmanager
def started(folder: Path, environment: dict[str, str], workers: int = 2) -> Iterator[Cluster]:
    """The cluster, with a thread and a cache of its own for each worker."""
    file = folder / "scheduler.json"
    dask = [sys.executable, "-m", "distributed.cli.dask_scheduler", "--port", "0"]
    argv = [
        *dask,
        "--host",
        "127.0.0.1",
        "--scheduler-file",
        str(file),
        "--dashboard-address",
        ":0",
    ]
    with contextlib.ExitStack() as stack:
        stack.enter_context(_running(argv, environment, folder / "scheduler.log"))
        _wait_for(file.exists)
        logs = [folder / f"worker-{number}.log" for number in range(workers)]
        for number, log in enumerate(logs):
            own = {**environment, "MEDIAKIT_CACHE": str(folder / f"cache-{number}")}
            worker = [sys.executable, "-m", "mediakit", "worker", str(file), "--threads", "1"]
            stack.enter_context(_running([*worker, "--name", f"desk-{number}"], own, log))
        for log in logs:
            _wait_for(lambda log=log: "works for" in log.read_text())
        yield Cluster(str(file), environment)


@contextlib.contextmanager
def _running(argv: list[str], environment: dict[str, str], log: Path) -> Iterator[None]:
    with log.open("w") as said:
        env = {**environment, "PYTHONUNBUFFERED": "1"}
        program = subprocess.Popen(argv, env=env, stdout=said, stderr=subprocess.STDOUT)
    try:
        yield
    finally:
        program.send_signal(signal.SIGINT)
        try:
            program.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            program.kill()


def _wait_for(there: object) -> None:
    deadline = time.monotonic() + PATIENCE
    while not there():  # type: ignore[operator]
        assert time.monotonic() < deadline, "the cluster did not start"
        time.sleep(0.05)


def kill(pid: int) -> None:
    """End a process as a power cut would."""
    os.kill(pid, signal.SIGKILL)

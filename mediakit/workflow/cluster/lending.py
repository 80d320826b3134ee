"""This computer as a worker of a cluster."""

import asyncio
import contextlib
import logging
import os
import signal
import socket
from collections.abc import Callable
from importlib import util
from typing import Any

from mediakit.errors import BadInput, MissingPart
from mediakit.files import writing_to
from mediakit.workflow.cluster.connecting import scheduler
from mediakit.workflow.cluster.equipment import equipment
from mediakit.workflow.cluster.executor import RESOURCE
from mediakit.workflow.keeping import cache_folder
from mediakit.workflow.places import INSTALL

_PATIENCE = 60
"""Seconds without its scheduler after which a worker ends."""

_GIB = 1024**3

_FREED: dict[str, Any] = {"distributed.nanny.pre-spawn-environ": {}}
"""What Dask would set for a worker is left out, for the programs that it runs have it too. With one
thread to reckon with (OMP_NUM_THREADS and its like), a speech model is slower and its sums come out
a little differently, so that words do. With memory given back at once (MALLOC_TRIM_THRESHOLD_), two
ffmpegs side by side take 1.1 times as long."""


def lend(
    cluster: str, *, threads: int | None, memory: str, name: str | None, say: Callable[[str], None]
) -> None:
    """Work for a cluster until somebody stops it, one piece for each thread at a time. A process
    of its own looks after the worker and starts it again if it ends or takes too much memory.

    Raises `MissingPart` where this computer lacks something, `BadInput` where no scheduler answers.
    """
    if util.find_spec("distributed") is None:
        raise MissingPart("Dask is not installed", remedy=f"Run: {INSTALL}")
    # What is missing is told here, before anybody relies on this worker.
    equipment()
    asyncio.run(_lend(cluster, threads or os.cpu_count() or 1, memory, name, say))


async def _lend(
    cluster: str, threads: int, memory: str, name: str | None, say: Callable[[str], None]
) -> None:
    import dask
    from distributed import Nanny

    logging.getLogger("distributed").setLevel(logging.CRITICAL)
    folder = cache_folder() / "cluster" / "worker"
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
    dask.config.set(_FREED)
    where = scheduler(cluster)
    known = name or f"{socket.gethostname()}-{os.getpid()}"
    try:
        nanny: Any = await Nanny(
            where.get("address"),
            scheduler_file=where.get("scheduler_file"),
            nthreads=threads,
            name=known,
            memory_limit=memory,
            resources={RESOURCE: threads},
            local_directory=str(folder),
            death_timeout=_PATIENCE,
            silence_logs=logging.CRITICAL,
            env={"DASK_LOGGING__DISTRIBUTED": "critical"},
        )
    except (OSError, ValueError, RuntimeError) as error:
        raise BadInput(
            "No scheduler of a cluster answers here",
            cluster,
            "See that the address is right and that it runs: dask scheduler",
        ) from error
    most = nanny.memory_manager.memory_limit
    room = f", with up to {most / _GIB:.1f} GiB of memory" if most else ""
    say(f"{known} works for {nanny.scheduler_addr}: {threads} at once{room}. Stop it with Ctrl-C.")
    await _until_stopped(nanny)
    say(f"{known} has stopped. What it had in hand goes to others.")


async def _until_stopped(nanny: Any) -> None:  # noqa: ANN401 - Dask has no types
    """Wait for Ctrl-C, or the end of the scheduler."""
    stopped = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows, where Ctrl-C interrupts
            loop.add_signal_handler(number, stopped.set)
    asking, ending = asyncio.create_task(stopped.wait()), asyncio.create_task(nanny.finished())
    await asyncio.wait([asking, ending], return_when=asyncio.FIRST_COMPLETED)
    asking.cancel()
    await nanny.close()
    await ending

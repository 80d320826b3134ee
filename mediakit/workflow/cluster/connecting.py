"""The way to a cluster: found, looked at, and refused where films would not come out the same."""

import contextlib
import logging
import re
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import nullcontext
from importlib import util
from pathlib import Path
from typing import Any

from mediakit.errors import BadInput, MissingPart
from mediakit.workflow.cluster.depot import Depot
from mediakit.workflow.cluster.equipment import Equipment, check_alike, equipment
from mediakit.workflow.cluster.executor import RESOURCE, ClusterExecutor
from mediakit.workflow.making import Workers
from mediakit.workflow.places import INSTALL, url_of

AS_CONFIGURED = "dask"
"""Stands for the cluster that Dask's own configuration names: a file in ~/.config/dask, or the
variable DASK_SCHEDULER_ADDRESS."""

_ADDRESS = re.compile(r"(?:[a-z]+://)?[^/\s]+:\d+")

_PATIENCE = 20
"""Seconds in which a scheduler that is there answers, and a worker that starts is known to it."""


def shared(executor: Executor) -> Workers:
    """The workers of a cluster that is found already, for many films."""
    return Workers(lambda: nullcontext(executor), others=True)


@contextlib.contextmanager
def executor_for(cluster: str, through: str | None = None) -> Iterator[Executor]:
    """The workers of a cluster: of the scheduler at an address, or that a scheduler file or Dask's
    configuration (`AS_CONFIGURED`) names.

    Without `through` everybody sees the film's folder under the same path; files travel through
    that address otherwise. Raises `BadInput` where there is no such cluster, `MissingPart` where a
    worker's equipment differs from ours.
    """
    depot = None if through is None else Depot(_address(through))
    if util.find_spec("distributed") is None:
        raise MissingPart("Dask is not installed", remedy=f"Run: {INSTALL}")
    with _quietly(), _client(cluster) as client:
        workers = _workers(client, cluster)
        ours = {name: facts for name, facts in workers.items() if RESOURCE in facts["resources"]}
        here = equipment()
        check_alike(here, _equipment_of(client, ours or workers))
        with ClusterExecutor(client, here, depot=depot, only_ours=bool(ours)) as executor:
            yield executor


def _address(through: str) -> str:
    url = url_of(through)
    if url is None:
        raise BadInput(
            "Files can travel through an address only",
            f"--through {through}",
            "Write one such as s3://BUCKET/FOLDER. A folder that all computers see needs none.",
        )
    return url


def _client(cluster: str) -> Any:  # noqa: ANN401 - Dask has no types
    from distributed import Client

    try:
        client: Any = Client
        return client(**scheduler(cluster), timeout=_PATIENCE, set_as_default=False)
    except (OSError, ValueError, RuntimeError) as error:
        raise BadInput(
            "No scheduler of a cluster answers here",
            f"--cluster {cluster}",
            "See that the address is right and that it runs: dask scheduler",
        ) from error


def scheduler(cluster: str) -> dict[str, str]:
    """What Dask's client is told of the scheduler: what the person wrote, or what is configured."""
    import dask

    if cluster == AS_CONFIGURED:
        found = dask.config.get("scheduler-address", None)
        file = dask.config.get("scheduler-file", None)
        if found is None and file is None:
            raise BadInput(
                "Dask's configuration names no scheduler",
                f"--cluster {AS_CONFIGURED}",
                "Write its address: --cluster tcp://HOST:8786, or set DASK_SCHEDULER_ADDRESS.",
            )
        return {"address": found} if found else {"scheduler_file": str(file)}
    if Path(cluster).is_file():
        return {"scheduler_file": cluster}
    if not _ADDRESS.fullmatch(cluster):
        raise BadInput(
            "This is neither the address of a scheduler nor its file",
            cluster,
            "Write an address such as tcp://HOST:8786.",
        )
    return {"address": cluster}


def _workers(client: Any, cluster: str) -> dict[str, Mapping[str, Any]]:  # noqa: ANN401
    """What the scheduler knows of its workers, by address."""
    with contextlib.suppress(TimeoutError):
        client.wait_for_workers(1, timeout=_PATIENCE)
    workers: dict[str, Mapping[str, Any]] = client.scheduler_info(n_workers=-1)["workers"]
    if not workers:
        raise BadInput(
            "The cluster has no workers",
            f"--cluster {cluster}",
            f"Start one on each computer: mediakit worker {cluster}",
        )
    return workers


def _equipment_of(
    client: Any,  # noqa: ANN401
    workers: Mapping[str, Mapping[str, Any]],
) -> dict[str, Equipment]:
    """The equipment of the workers, by the names that people know them by."""
    answers = client.run(equipment, workers=list(workers), on_error="return")
    found: dict[str, Equipment] = {}
    for address, answer in answers.items():
        name = _name(workers[address]["name"], address)
        if isinstance(answer, BaseException):
            raise MissingPart(
                "A worker of the cluster cannot make films",
                f"{name} ({answer})",
                "Install there what is installed here, and start the worker again.",
            ) from answer
        found[name] = answer
    return found


def _name(name: object, address: str) -> str:
    return address if str(name) == address else f"{name} ({address})"


@contextlib.contextmanager
def _quietly() -> Iterator[None]:
    """Dask tells at length what our own sentences say."""
    import distributed

    # Those two have levels of their own in Dask's configuration, which it sets when it is imported.
    loggers = [logging.getLogger(name) for name in (distributed.__name__, "distributed.client")]
    before = [logger.level for logger in loggers]
    for logger in loggers:
        logger.setLevel(logging.CRITICAL)
    try:
        yield
    finally:
        for logger, level in zip(loggers, before, strict=True):
            logger.setLevel(level)

"""Options of the commands whose work a cluster can do."""

import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mediakit.workflow.making import Workers


def cluster_options(command: Callable[..., Any]) -> Callable[..., Any]:
    """Options that name the cluster."""
    through = click.option(
        "--through",
        metavar="ADDRESS",
        help="Let files travel through this address, such as s3://BUCKET/FOLDER. Without it, the "
        "film must lie on a folder that all computers see under the same path.",
    )
    cluster = click.option(
        "--cluster",
        metavar="ADDRESS",
        help="Let the workers of this Dask cluster listen and make the pieces: tcp://HOST:8786, a "
        'scheduler file, or "dask" for the one in Dask\'s own configuration.',
    )
    return cluster(through(command))


@dataclass(frozen=True, slots=True)
class ByCluster:
    """What the options say; None for what was not given."""

    cluster: str | None
    through: str | None


def cluster_in(options: dict[str, Any]) -> ByCluster:
    """What the options of `cluster_options` ask for. They are taken out of `options`."""
    return ByCluster(options.pop("cluster"), options.pop("through"))


@contextlib.contextmanager
def workers_for(wish: ByCluster, project: Path | None = None) -> Iterator["Workers"]:
    """Who makes the pieces: the cluster, looked at before anything else is done, or this computer.
    Files of a `project` at an address travel through it. Raises `BadInput` where the options do
    not go together.
    """
    from mediakit.errors import BadInput
    from mediakit.workflow.making import HERE

    cluster, through = wish.cluster, wish.through
    if cluster is None:
        if through is not None:
            raise BadInput(
                "Files travel to a cluster only",
                f"--through {through}",
                "Name the cluster as well: --cluster tcp://HOST:8786",
            )
        yield HERE
        return
    from mediakit.workflow.cluster.connecting import executor_for, shared
    from mediakit.workflow.places import url_of

    address = None if project is None else url_of(project)
    through = through or (f"{address}/.mediakit/render" if address else None)
    with executor_for(cluster, through) as executor:
        yield shared(executor)

"""The command that lends this computer to a cluster."""

import click


@click.command(short_help="Lend this computer to a cluster.")
@click.argument("cluster", metavar="ADDRESS")
@click.option(
    "--threads",
    type=click.IntRange(1),
    metavar="NUMBER",
    help="Pieces made at once. Without it: one for each core.",
)
@click.option(
    "--memory",
    metavar="SIZE",
    default="auto",
    show_default=True,
    help="Most memory that it may use, such as 8GiB.",
)
@click.option("--name", metavar="NAME", help="What it is called. Without it: this computer's name.")
def worker(cluster: str, threads: int | None, memory: str, name: str | None) -> None:
    """Lend this computer to a cluster: it listens and makes pieces of films until you stop it with
    Ctrl-C.

    ADDRESS is that of the scheduler, which one computer runs: dask scheduler

    \b
    Example:
      mediakit worker tcp://studio-1:8786
    """
    from mediakit.workflow.cluster.lending import lend

    lend(cluster, threads=threads, memory=memory, name=name, say=click.echo)

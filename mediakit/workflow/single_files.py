"""What the verbs on single files have in common: file after file, each with its outcome."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from mediakit.errors import MediakitError
from mediakit.process import StopSignal
from mediakit.transcript.listening import Engines, Listener, Listening
from mediakit.workflow.events import Tell
from mediakit.workflow.keeping import cache_folder
from mediakit.workflow.listening import Ask, Ears, listeners
from mediakit.workflow.making import HERE, Workers
from mediakit.workflow.names import names_for
from mediakit.workflow.producing import Package


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file: its results, or the error that stopped it."""

    file: Path
    results: tuple[Path, ...] = ()
    package: Package | None = None
    error: MediakitError | None = None


def each(files: Iterable[Path], work: Callable[[Path, str], Done]) -> Iterator[Done]:
    """Do `work` for every file, which gets it as an absolute path and with a name that no other
    of them has. A file that fails does not keep the others from being done; Ctrl-C does.
    """
    names = names_for(str(file) for file in files)
    for file, name in names.items():
        path = Path(file)
        try:
            yield work(path.absolute(), name)
        except MediakitError as error:
            if error.exit_code == 130:
                raise
            yield Done(path, error=error)


def ears_for(
    listening: Listening,
    tell: Tell,
    stop: StopSignal,
    ask: Ask | None = None,
    *,
    engines: Engines | None = None,
    workers: Workers = HERE,
) -> Ears:
    """Ears for files outside a project. Raises `BadInput` or `MissingPart` for an engine or a model
    that is not there.
    """
    cache = cache_folder()
    by = listeners(workers, cache / "render")
    return Ears(Listener(listening, engines), cache / "transcripts", tell, stop, ask, by)

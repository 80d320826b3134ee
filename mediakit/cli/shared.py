"""What commands have in common: their options, and how they show their results."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from mediakit.cli.screen import Screen
    from mediakit.transcript.listening import Listening
    from mediakit.workflow.captioning import Done
    from mediakit.workflow.producing import Package

Command = Callable[..., Any]

FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
PROJECT = click.argument("project", required=False, type=click.Path(path_type=Path))
JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
REPLACE = click.option("--replace", is_flag=True, help="Make results anew that are there already.")


LANGUAGE = click.option(
    "--language",
    metavar="TAG",
    help="What is spoken, such as en or cy. Without it, mediakit finds out.",
)


def listening_options(command: Command) -> Command:
    """Options of every command that listens."""
    options = (
        click.option(
            "--model",
            default="base",
            metavar="NAME_OR_FOLDER",
            show_default=True,
            help="Which Whisper model listens: base, tiny.en, or a folder of your own.",
        ),
        click.option(
            "--engine",
            default="faster-whisper",
            show_default=True,
            type=click.Choice(["faster-whisper", "openai-whisper"]),
            help="Which program runs the model.",
        ),
        click.option(
            "--download",
            is_flag=True,
            help="Allow a model that is not here to come from the internet.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def listening(model: str, engine: str, download: bool, language: str | None = None) -> "Listening":
    """What the options of `listening_options`, and LANGUAGE where there is one, ask for."""
    from mediakit.transcript.listening import Listening

    return Listening(engine=engine, model=model, language=language, download=download)


def screen_for(as_json: bool) -> "Screen":
    """The screen that shows a command's events and its result."""
    from mediakit.cli.screen import Screen

    return Screen(as_json=as_json)


def show_package(screen: "Screen", package: "Package") -> None:
    """Show a finished package: its folder, and each version's film."""
    films = {name: str(path) for name, path in package.films.items()}
    lines = [f"Your film is finished: {shown(package.folder)}"]
    lines += [f"  {name}: {shown(path)}" for name, path in package.films.items()]
    data = {
        "package": str(package.folder),
        "films": films,
        "chunks_rendered": package.chunks_rendered,
        "chunks_kept": package.chunks_kept,
    }
    screen.result("\n".join(lines), data)


def show_each(screen: "Screen", done: "Iterable[Done]") -> None:
    """Show each file's outcome as it comes; fail with the first file's code if any failed."""
    from mediakit.cli.screen import report_error

    rows, code = [], 0
    for one in done:
        rows.append(
            {
                "file": str(one.file),
                "results": [str(path) for path in one.results],
                "error": str(one.error) if one.error else None,
            }
        )
        if one.error is not None:
            code = code or one.error.exit_code
            if not screen.as_json:
                report_error(one.error, as_json=False)
        elif not screen.as_json:
            screen.result("\n".join(shown(path) for path in one.results), {})
    if screen.as_json:
        screen.result("", {"files": rows})
    if code:
        click.get_current_context().exit(code)


def shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def quoted(text: str) -> str:
    """Text as one word of a command that a person can copy."""
    import shlex

    return shlex.quote(text)

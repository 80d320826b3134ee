"""The command line."""

import os
import signal
import sys
from types import FrameType
from typing import NoReturn

STOPPED = 130
"""Exit code after Ctrl-C, as shells have it: 128 + SIGINT."""

UNEXPECTED = 70
"""Exit code for a mistake of mediakit's own (EX_SOFTWARE in sysexits.h)."""

DEBUG = "MEDIAKIT_DEBUG"
"""Environment variable: set to anything, an unexpected error shows its traceback."""


def main() -> NoReturn:
    """The program `mediakit`: run one command and exit with its code."""
    try:
        signal.signal(signal.SIGTERM, _interrupt)
        sys.exit(run(sys.argv[1:]))
    except KeyboardInterrupt:
        _leave_at_once()


def run(arguments: list[str]) -> int:
    """Run one command; returns the exit code. Errors become sentences here and nowhere else."""
    import click

    from mediakit.cli.commands import mediakit
    from mediakit.cli.screen import report_error
    from mediakit.errors import MediakitError

    try:
        return mediakit.main(arguments, prog_name="mediakit", standalone_mode=False) or 0
    except click.ClickException as error:
        error.show()
        return error.exit_code
    except MediakitError as error:
        report_error(error, as_json="--json" in arguments)
        return error.exit_code
    except click.Abort as error:
        raise KeyboardInterrupt from error
    except Exception as error:
        if DEBUG in os.environ:
            raise
        click.echo(
            f"Something went wrong inside mediakit ({type(error).__name__}: {error}). "
            f"Your files are as they were. Please report this; {DEBUG}=1 shows the details.",
            err=True,
        )
        return UNEXPECTED


def _interrupt(_number: int, _frame: FrameType | None) -> None:
    raise KeyboardInterrupt


def _leave_at_once() -> NoReturn:
    """End now. A thread deep in a speech model would otherwise keep the program open; whatever was
    in the making lies in temporary files only.
    """
    print("\nStopped. Nothing half-made was left behind.", file=sys.stderr, flush=True)  # noqa: T201
    sys.stdout.flush()
    os._exit(STOPPED)

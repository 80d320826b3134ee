"""Commands for working with a sign language interpreter."""

from pathlib import Path
from typing import Any

import click

from mediakit.cli.shared import (
    JSON,
    PROJECT,
    listening,
    listening_options,
    screen_for,
    shown,
)


@click.group(short_help="Work with a sign language interpreter.")
def sign() -> None:
    """Work with a sign language interpreter, from their first look at the film to their recording
    in its place.

    \b
    Example:
      mediakit sign brief             a folder to send to the interpreter
    """


@sign.command(short_help="Make a folder for the interpreter.")
@PROJECT
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help='Where the folder goes. Without it: the film\'s folder "exports".',
)
@listening_options
@JSON
def brief(project: Path | None, out: Path | None, as_json: bool, **hearing: Any) -> None:  # noqa: ANN401
    """Make a folder with everything that an interpreter needs to record the signing.

    \b
    It holds:
      the film, small, with a countdown and its time above the picture
      the script, word for word and in easy read, with times
      names and hard words, with explanations
      how to film: a picture of their place in the film, clothes, background, file names

    Everything to read is there as a web page and for Word. Send the whole folder. Nothing in your
    film changes.

    \b
    Examples:
      mediakit sign brief
      mediakit sign brief projects/lets-talk-co-production --out to-send
    """
    from mediakit.process import StopSignal
    from mediakit.workflow.briefing import make_brief

    with screen_for(as_json) as screen:
        made = make_brief(project, out, listening(**hearing), tell=screen.tell, stop=StopSignal())
        wanted = [part for part in made.parts if not part.there]
        names = ", ".join(part.file for part in wanted)
        lines = [f"The folder for the interpreter: {shown(made.folder)}"]
        if wanted:
            lines.append(f"Wanted: {names}")
            lines.append("When they come back:  mediakit add --signer YOUR-FILE.mp4")
        else:
            lines.append("Every part of the signing is recorded already.")
        data = {
            "folder": str(made.folder),
            "parts": [
                {
                    "number": part.number,
                    "file": part.file,
                    "from_ms": part.start_ms,
                    "to_ms": part.end_ms,
                    "there": part.there,
                }
                for part in made.parts
            ],
        }
        screen.result("\n".join(lines), data)

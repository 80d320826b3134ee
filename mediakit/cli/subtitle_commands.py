"""Commands that write, bring back and look after a film's subtitles."""

from pathlib import Path
from typing import Any

import click

from mediakit.cli.groups import CommandWithMore
from mediakit.cli.shared import JSON, PROJECT, listening, listening_options, screen_for, shown


@click.command(cls=CommandWithMore, short_help="Write the subtitles of the recordings.")
@PROJECT
@listening_options
@JSON
def subtitles(project: Path | None, as_json: bool, **hearing: Any) -> None:  # noqa: ANN401
    """Listen to the recordings and write subtitles: word for word, and easy read.

    They lie in the film's folder "subtitles". Change them in any editor: mediakit never writes
    over a file that you changed.

    \b
    Example:
      mediakit subtitles
    """
    from mediakit.process import StopSignal
    from mediakit.workflow.subtitling import make_subtitles

    said = {
        "new": "Written:",
        "renewed": "Written anew:",
        "same": "Up to date:",
        "yours": "Left alone, you changed it:",
    }
    with screen_for(as_json) as screen:
        wish = listening(**hearing)
        written = make_subtitles(project, wish, tell=screen.tell, stop=StopSignal())
        lines = [f"{said[one.state]} {shown(one.file)}" for one in written]
        data = [{"file": str(one.file), "state": one.state} for one in written]
        screen.result("\n".join([*lines, "Next:  mediakit export"]), {"subtitles": data})

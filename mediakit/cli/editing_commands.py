"""Commands that give a film to an editing program, and take the editor's cut back."""

from pathlib import Path

import click

from mediakit.cli.shared import JSON, PROJECT, screen_for, shown


@click.command("hand-over", short_help="Give the film to an editing program.")
@PROJECT
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="Where the file goes. Without it: the film's folder.",
)
@JSON
def hand_over(project: Path | None, out: Path | None, as_json: bool) -> None:
    """Write the film as OpenTimelineIO (.otio), which professional editing programs open.

    \b
    Example:
      mediakit hand-over
    """
    from mediakit.workflow.editing import hand_over as give

    with screen_for(as_json) as screen:
        file = give(project, out, tell=screen.tell)
        text = f"{shown(file)}\nWhen the editor is done:  mediakit hand-back THEIR-FILE.otio"
        screen.result(text, {"file": str(file)})


@click.command("hand-back", short_help="Take the editor's cut back.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The film's folder, if you are not in it.",
)
@JSON
def hand_back(file: Path, project: Path | None, as_json: bool) -> None:
    """Bring order, cuts, lengths, dissolves and speeds from an .otio file into film.toml.

    Your notes stay, and film.toml as it was is kept beside it. What cannot be brought back is told.

    \b
    Example:
      mediakit hand-back our-film-cut.otio
    """
    from mediakit.workflow.editing import hand_back as take

    with screen_for(as_json) as screen:
        done = take(file, project, tell=screen.tell)
        if done.copy is None:
            text = "The cut is the same as the film's: nothing was changed."
        else:
            text = f"Changed: {shown(done.film)}\nAs it was: {shown(done.copy)}"
        data = {"film": str(done.film), "copy": str(done.copy) if done.copy else None}
        screen.result(text, data)

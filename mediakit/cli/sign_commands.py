"""Commands for working with a sign language interpreter."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediakit.cli import sign_preview_command
from mediakit.cli.shared import (
    FILES,
    JSON,
    PROJECT,
    listening,
    listening_options,
    quoted,
    screen_for,
    shown,
)
from mediakit.clock import parse_time
from mediakit.errors import BadInput

if TYPE_CHECKING:
    from mediakit.signing.sync import Mark
    from mediakit.workflow.sign_adding import Put


@click.group(short_help="Work with a sign language interpreter.")
def sign() -> None:
    """Work with a sign language interpreter, from their first look at the film to their recording
    in its place.

    \b
    Example:
      mediakit sign brief             a folder to send to the interpreter
      mediakit sign preview part.mp4  how the interpreter is cut out
      mediakit sign add part-1.mp4    what they recorded, into its place in the film
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

    Everything to read is there as a web page and for Word. Send the whole folder. Your film stays
    as it is; subtitles that are missing are written first, as by "mediakit subtitles".

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
            lines.append(f"When they come back:  mediakit sign add {quoted(wanted[0].file)}")
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


@sign.command(short_help="Put recordings of an interpreter into the film.")
@FILES
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The film's folder, if you are not in it.",
)
@click.option("--at", metavar="TIME", help="Where in the film the recording begins, such as 0:12.")
@click.option(
    "--mark",
    "marks",
    multiple=True,
    metavar="TIME=TIME",
    help="A moment of the recording, and the moment of the film that belongs to it, such as "
    "0:05=0:17. Can be given more than once.",
)
@click.option(
    "--clap",
    is_flag=True,
    help="The interpreter clapped at the long beep, where the film begins; or the film has claps.",
)
@JSON
def add(
    files: tuple[Path, ...],
    project: Path | None,
    *,
    at: str | None,
    marks: tuple[str, ...],
    clap: bool,
    as_json: bool,
) -> None:
    """Copy an interpreter's recordings into your film, and put each into its place.

    A recording that is named as the folder for the interpreter asks goes to the place of that name.
    Where it belongs to the film to a tenth of a second, mediakit finds by its sound: the film must
    be heard in it. Where that cannot be found, say it with --at, --mark or --clap. Only the
    place in your film.toml changes; what you wrote there stays.

    \b
    Examples:
      mediakit sign add our-film-1.mp4
      mediakit sign add from-interpreter/*.mp4
      mediakit sign add our-film-1.mp4 --at 0:12
      mediakit sign add our-film-1.mp4 --mark 0:05=0:17 --mark 3:05=3:17
    """
    from mediakit.process import StopSignal
    from mediakit.workflow.sign_adding import Wish, add_signing

    ways = {"--at": at is not None, "--mark": bool(marks), "--clap": clap}
    given = [option for option, is_given in ways.items() if is_given]
    if len(given) > 1:
        raise BadInput("A place was given in two ways", " and ".join(given), "Give one of them.")
    place = None if at is None else _time("--at", at)
    wish = Wish(place, tuple(_mark(text) for text in marks), clap)
    with screen_for(as_json) as screen:
        put = add_signing(project, files, wish, tell=screen.tell, stop=StopSignal())
        lines = [f"Added {one.file}" for one in put if one.file] or ["Nothing was put in."]
        version = next((one.version for one in put if one.version), None)
        if version is not None:
            lines.append(f"Next:  mediakit preview --version {quoted(version)}")
        screen.result("\n".join(lines), {"added": [_row(one) for one in put]})
        if not all(one.file for one in put):
            click.get_current_context().exit(BadInput.exit_code)


def _time(option: str, text: str) -> int:
    try:
        return parse_time(text)
    except ValueError:
        raise BadInput(
            f"'{option}' is {text}, which is not a time", "", "Write minutes and seconds: 0:12.5"
        ) from None


def _mark(text: str) -> "Mark":
    from mediakit.signing.sync import Mark

    recording, sign_, film = text.partition("=")
    if not sign_:
        raise BadInput(
            f"'--mark' is {text}, which is not two times",
            "",
            "Write a time of the recording, =, and a time of the film: 0:05=0:17",
        )
    return Mark(_time("--mark", recording), _time("--mark", film))


def _row(one: "Put") -> dict[str, Any]:
    slots = [
        {"at_ms": s.at, "from_ms": s.start, "clip": s.clip, "pace": float(s.pace)}
        for s in one.slots
    ]
    return {
        "source": str(one.source),
        "file": one.file,
        "slots": slots,
        "sure": one.alignment.sure,
        "confidence": one.alignment.confidence,
        "reason": one.alignment.reason,
    }


for _command in (sign_preview_command.preview, sign_preview_command.fetch):
    sign.add_command(_command)

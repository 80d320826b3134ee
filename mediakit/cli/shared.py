"""What commands have in common: their options, and how they show their results."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediakit.errors import BadInput
from mediakit.workflow.speakers import speakers_wish

if TYPE_CHECKING:
    from mediakit.cli.screen import Screen
    from mediakit.transcript.listening import Listening
    from mediakit.workflow.producing import Package
    from mediakit.workflow.scribe import Wording
    from mediakit.workflow.single_files import Done

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


SPEAKERS = click.option(
    "--speakers",
    metavar="NUMBER_OR_NAMES",
    help="How many people speak; or their names with commas between, in the order in which they "
    'first speak; or "guess".',
)


def wording_options(command: Command) -> Command:
    """Options of every command that publishes transcripts: who speaks, and a person's own words."""
    options = (
        click.option(
            "--from",
            "source",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Do not listen: take the words from this transcript, which you mended (.vtt, .srt "
            "or any other kind of subtitle file).",
        ),
        click.option(
            "--checked-by",
            metavar="NAME",
            help="Say who has checked every word. The transcripts then say so.",
        ),
        SPEAKERS,
        click.option(
            "--names-from",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="Take the names of the speakers from the transcript (.vtt) of Zoom or Teams.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def wording(options: dict[str, Any]) -> "Wording":
    """What the options of `wording_options` ask for. They are taken out of `options`, but for the
    speakers, who also say how to listen.
    """
    from mediakit.workflow.scribe import Wording

    said = {word: options.pop(word) for word in ("names_from", "source", "checked_by")}
    return Wording(speakers_wish(options["speakers"])[1], **said)


def listening_options(command: Command) -> Command:
    """Options of every command that listens."""
    options = (
        click.option(
            "--hot-words",
            metavar="WORDS",
            help='Names and words to listen for, with commas between: "Siân, ComfyUI".',
        ),
        click.option(
            "--words",
            type=click.Path(path_type=Path),
            metavar="FILE",
            help="A text file with more such words, one on each line.",
        ),
        click.option(
            "--prompt",
            metavar="TEXT",
            help="A sentence as it might stand before the recording: sets spelling and style.",
        ),
        click.option(
            "--beams",
            type=click.IntRange(1, 20),
            metavar="NUMBER",
            help="Wordings weighed at once where speech is unclear: more is slower. Without it: 5.",
        ),
        click.option(
            "--temperature",
            "temperatures",
            multiple=True,
            type=click.FloatRange(0, 1, min_open=True),
            metavar="NUMBER",
            help="Where nothing makes sense, try by chance, from 0 (little) to 1. Can be given "
            "more than once. The words may then differ from run to run.",
        ),
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


def listening(
    *,
    model: str,
    engine: str,
    download: bool,
    language: str | None = None,
    hot_words: str | None = None,
    words: Path | None = None,
    prompt: str | None = None,
    beams: int | None = None,
    temperatures: tuple[float, ...] = (),
    speakers: str | None = None,
) -> "Listening":
    """What the options of `listening_options`, and LANGUAGE and SPEAKERS where they are, ask for.

    Raises `BadInput` for a list of words that cannot be read, or a number that is none.
    """
    from mediakit.film.values import language_value
    from mediakit.transcript.hot_words import terms_in
    from mediakit.transcript.listening import Listening

    wish = Listening(
        engine=engine,
        model=model,
        language=None
        if language is None
        else checked_value("--language", language_value, language),
        download=download,
        prompt=prompt or "",
        hot_words=terms_in(f"{hot_words or ''}\n{_text_of(words)}"),
        temperatures=temperatures,
    )
    wish = wish if beams is None else replace(wish, beams=beams)
    return wish if speakers is None else replace(wish, speakers=speakers_wish(speakers)[0])


def checked_value(option: str, read: Callable[[str], str], text: str) -> str:
    """`text` as `read` (one of `film.values`) takes it. Raises `BadInput` with its advice."""
    from mediakit.film.values import Refused

    try:
        return read(text)
    except Refused as refused:
        raise BadInput(f"'{option}' {refused.clause}", "", refused.suggestion) from None


def _text_of(file: Path | None) -> str:
    from mediakit.workflow.project import read_text

    return "" if file is None else read_text(file)


def screen_for(as_json: bool) -> "Screen":
    """The screen that shows a command's events and its result."""
    from mediakit.cli.screen import Screen

    return Screen(as_json=as_json)


def show_package(screen: "Screen", package: "Package", address: str | None = None) -> None:
    """Show a finished package: its folder or address, and each version's film."""
    screen.result(*_package_told(package, address))


def show_packages(
    screen: "Screen", made: "Sequence[tuple[Package, str | None]]", *, why: bool = False
) -> None:
    """Show finished packages, each with its address if it has one, and with the reasons `why` its
    parts were made; a single one as ever.
    """
    told = [_package_told(package, address, why) for package, address in made]
    if len(told) == 1:
        screen.result(*told[0])
        return
    screen.result("\n".join(text for text, _ in told), {"packages": [data for _, data in told]})


def _package_told(
    package: "Package", address: str | None, why: bool = False
) -> tuple[str, dict[str, Any]]:
    from mediakit.cli.why import as_data, as_text

    place = address or str(package.folder)
    films = {name: f"{place}/{path.name}" for name, path in package.films.items()}
    lines = [f"Your film is finished: {shown(place)}"]
    lines += [f"  {name}: {shown(film)}" for name, film in films.items()]
    data: dict[str, Any] = {
        "package": place,
        "films": films,
        "chunks_rendered": package.chunks_rendered,
        "chunks_kept": package.chunks_kept,
    }
    if why:
        lines.append(as_text(package.why))
        data["chunks"] = as_data(package.why)
    return "\n".join(lines), data


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


def shown(path: Path | str) -> str:
    """A path as short as it can be said from here; an address as it is."""
    try:
        return str(Path(path).relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def quoted(text: str) -> str:
    """Text as one word of a command that a person can copy."""
    import shlex

    return shlex.quote(text)


def counted(number: int, thing: str) -> str:
    """A number of things.

    >>> counted(1, "subtitle"), counted(2, "subtitle")
    ('1 subtitle', '2 subtitles')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"

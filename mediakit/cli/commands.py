"""The commands: read the request, call one verb, show the answer."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediakit import __version__

if TYPE_CHECKING:
    from mediakit.cli.screen import Screen
    from mediakit.transcript.listening import Listening

Command = Callable[..., Any]

_FILES = click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
_PROJECT = click.argument("project", required=False, type=click.Path(path_type=Path))
_JSON = click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
_REPLACE = click.option("--replace", is_flag=True, help="Make results anew that are there already.")


def _listening(command: Command) -> Command:
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
            "--language",
            metavar="TAG",
            help="What is spoken, such as en or cy. Without it, mediakit finds out.",
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


def _wish(model: str, engine: str, language: str | None, download: bool) -> "Listening":
    from mediakit.transcript.listening import Listening

    return Listening(engine=engine, model=model, language=language, download=download)


def _screen(as_json: bool) -> "Screen":
    from mediakit.cli.screen import Screen

    return Screen(as_json=as_json)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="mediakit")
def mediakit() -> None:
    """From raw footage to finished, accessible films.

    \b
    Make a film:
      mediakit new "Our film"         a folder for your film
      mediakit add clip.mp4           put your footage in
      mediakit subtitles              write the subtitles; mend them in any editor
      mediakit preview                a quick look
      mediakit export                 the finished film with all its files

    \b
    Without a film:
      mediakit caption talk.mp4       a video with captions
      mediakit transcribe talk.mp3    what is said, as text

    \b
    If something does not work:  mediakit doctor
    Every command has its own help, with an example:  mediakit export --help

    \b
    Exit codes: 0 done, 2 the command was not understood, 3 a file or value cannot be used,
    4 something is not installed, 5 cannot write, 6 results are there already,
    7 ffmpeg failed, 70 a mistake inside mediakit, 130 stopped.
    """


@mediakit.command()
@click.argument("title")
@click.option(
    "--language",
    default="en-GB",
    show_default=True,
    metavar="TAG",
    help="What is spoken in the film.",
)
@_JSON
def new(title: str, language: str, as_json: bool) -> None:
    """Start a new film: a folder with a film.toml that you can read and change.

    \b
    Example:
      mediakit new "Let's Talk Co-Production"
    """
    from mediakit.workflow.creating import new as make

    folder = make(title, language=language)
    shown = _shown(folder)
    text = f"Your film is in {shown}\nNext:  cd {_quoted(shown)}  then  mediakit add YOUR-CLIP.mp4"
    _screen(as_json).result(text, {"project": str(folder)})


@mediakit.command()
@_FILES
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The film's folder, if you are not in it.",
)
@click.option(
    "--signer", "part", flag_value="signing", help="The files show a sign language interpreter."
)
@click.option(
    "--music", "part", flag_value="music", help="The files are music to put under the film."
)
@_JSON
def add(files: tuple[Path, ...], project: Path | None, part: Any, as_json: bool) -> None:  # noqa: ANN401
    """Copy files into your film: videos become clips, pictures are shown, sound becomes music.

    Your own files stay where they are, unchanged.

    \b
    Examples:
      mediakit add interview.mp4 team.jpg music.mp3
      mediakit add --signer interpreter.mp4
    """
    from mediakit.workflow.creating import add as take

    with _screen(as_json) as screen:
        taken = take(project, files, part=part, tell=screen.tell)
        lines = [f"Added {one.file}" for one in taken]
        data = [{"source": str(t.source), "file": t.file, "part": t.part} for t in taken]
        screen.result("\n".join([*lines, "Next:  mediakit subtitles"]), {"added": data})


@mediakit.command()
@_PROJECT
@_listening
@_JSON
def subtitles(project: Path | None, as_json: bool, **listening: Any) -> None:  # noqa: ANN401
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
    with _screen(as_json) as screen:
        wish = _wish(**listening)
        written = make_subtitles(project, wish, tell=screen.tell, stop=StopSignal())
        lines = [f"{said[one.state]} {_shown(one.file)}" for one in written]
        data = [{"file": str(one.file), "state": one.state} for one in written]
        screen.result("\n".join([*lines, "Next:  mediakit export"]), {"subtitles": data})


@mediakit.command()
@_PROJECT
@click.option("--version", metavar="NAME", help="Only this version of the film.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help='Where the finished folder goes. Without it: the film\'s folder "exports".',
)
@click.option(
    "--preset",
    default="standard",
    show_default=True,
    help="standard (web), high (to keep), small (to send), preview (quick look).",
)
@_listening
@_JSON
def export(
    project: Path | None,
    version: str | None,
    out: Path | None,
    preset: str,
    as_json: bool,
    **listening: Any,  # noqa: ANN401
) -> None:
    """Make the finished film, every version of it, with subtitles, transcript and a list of files.

    What did not change since the last time is not made again.

    \b
    Examples:
      mediakit export
      mediakit export projects/lets-talk-co-production --version easy-read
    """
    from mediakit.process import StopSignal
    from mediakit.workflow import exporting

    with _screen(as_json) as screen:
        wish = exporting.Wish(version=version, out=out, preset=preset)
        package = exporting.export(
            project, wish, _wish(**listening), tell=screen.tell, stop=StopSignal()
        )
        _show_package(screen, package)


@mediakit.command()
@_PROJECT
@click.option("--version", metavar="NAME", help="Which version; without it, the first.")
@_listening
@_JSON
def preview(project: Path | None, version: str | None, as_json: bool, **listening: Any) -> None:  # noqa: ANN401
    """A quick, small look at one version of your film.

    \b
    Example:
      mediakit preview
    """
    from mediakit.process import StopSignal
    from mediakit.workflow import exporting

    with _screen(as_json) as screen:
        package = exporting.preview(
            project, version, _wish(**listening), tell=screen.tell, stop=StopSignal()
        )
        _show_package(screen, package)


@mediakit.command()
@_FILES
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the folders of results go. Without it: beside each video.",
)
@click.option(
    "--track",
    type=click.Choice(["word-for-word", "easy-read"]),
    default="word-for-word",
    show_default=True,
    help="Which subtitles are put into the picture.",
)
@_listening
@_REPLACE
@_JSON
def caption(
    files: tuple[Path, ...],
    out: Path | None,
    track: str,
    replace: bool,
    as_json: bool,
    **listening: Any,  # noqa: ANN401
) -> None:
    """Put captions on videos, one or many. No film project is needed.

    Each video gets a folder with the captioned film, both kinds of subtitles as files, and the
    transcript. The words are the machine's: let a person check them before you publish.

    \b
    Examples:
      mediakit caption meeting.mp4
      mediakit caption *.mp4 --out captioned --track easy-read
    """
    from mediakit.process import StopSignal
    from mediakit.workflow import captioning

    with _screen(as_json) as screen:
        done = captioning.caption(
            files,
            out=out,
            track=track,
            listening=_wish(**listening),
            replace_old=replace,
            tell=screen.tell,
            stop=StopSignal(),
        )
        _show_each(screen, done)


@mediakit.command()
@_FILES
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the transcripts go. Without it: beside each file.",
)
@click.option(
    "--format",
    "formats",
    multiple=True,
    type=click.Choice(["txt", "html", "srt", "vtt", "json"]),
    help="Only this kind of file; can be given more than once. Without it: all.",
)
@_listening
@_REPLACE
@_JSON
def transcribe(
    files: tuple[Path, ...],
    out: Path | None,
    formats: tuple[str, ...],
    replace: bool,
    as_json: bool,
    **listening: Any,  # noqa: ANN401
) -> None:
    """Write down what is said in sound or video files: txt, html, srt, vtt, json.

    \b
    Examples:
      mediakit transcribe podcast.mp3
      mediakit transcribe *.wav --out transcripts --format txt
    """
    from mediakit.process import StopSignal
    from mediakit.workflow import captioning

    with _screen(as_json) as screen:
        done = captioning.transcribe(
            files,
            out=out,
            formats=formats or captioning.FORMATS,
            listening=_wish(**listening),
            replace_old=replace,
            tell=screen.tell,
            stop=StopSignal(),
        )
        _show_each(screen, done)


@mediakit.command()
@_JSON
def doctor(as_json: bool) -> None:
    """Look at what is installed, and say what to do about what is missing.

    \b
    Example:
      mediakit doctor
    """
    from dataclasses import asdict

    from mediakit.errors import MissingPart
    from mediakit.workflow.doctor import examine, is_well

    findings = examine()
    signs = {(True, True): "ok", (True, False): "ok", (False, True): "MISSING", (False, False): "-"}
    lines = []
    for finding in findings:
        sign = signs[finding.well, finding.needed]
        lines.append(f"{sign:8}{finding.name:22}{finding.detail}")
        if finding.remedy:
            lines.append(f"{'':30}{finding.remedy}")
    _screen(as_json).result("\n".join(lines), {"findings": [asdict(one) for one in findings]})
    if not is_well(findings):
        raise MissingPart("Something that mediakit needs is missing", remedy="See the list above.")


def _show_package(screen: "Screen", package: Any) -> None:  # noqa: ANN401
    films = {name: str(path) for name, path in package.films.items()}
    lines = [f"Your film is finished: {_shown(package.folder)}"]
    lines += [f"  {name}: {_shown(path)}" for name, path in package.films.items()]
    data = {
        "package": str(package.folder),
        "films": films,
        "chunks_rendered": package.chunks_rendered,
        "chunks_kept": package.chunks_kept,
    }
    screen.result("\n".join(lines), data)


def _show_each(screen: "Screen", done: Any) -> None:  # noqa: ANN401
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
            screen.result("\n".join(_shown(path) for path in one.results), {})
    if screen.as_json:
        screen.result("", {"files": rows})
    if code:
        click.get_current_context().exit(code)


def _shown(path: Path) -> str:
    """A path as short as it can be said from here."""
    try:
        return str(path.relative_to(Path.cwd()))
    except ValueError:
        return str(path)


def _quoted(text: str) -> str:
    import shlex

    return shlex.quote(text)

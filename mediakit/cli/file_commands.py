"""Commands that work on single files, and the one that looks at the installation."""

from pathlib import Path
from typing import Any

import click

from mediakit.cli.cluster_options import cluster_in, cluster_options, workers_for
from mediakit.cli.shared import (
    FILES,
    JSON,
    LANGUAGE,
    REPLACE,
    SPEAKERS,
    listening,
    listening_options,
    screen_for,
    show_each,
    wording,
    wording_options,
)
from mediakit.outputs.transcripts import FORMATS
from mediakit.workflow.speakers import speakers_wish


@click.command(short_help="Put captions on videos.")
@FILES
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
@click.option(
    "--profile",
    metavar="NAME",
    default="bbc",
    show_default=True,
    help="The rules of the word-for-word subtitles: bbc, netflix or dcmp.",
)
@SPEAKERS
@LANGUAGE
@cluster_options
@listening_options
@REPLACE
@JSON
def caption(
    files: tuple[Path, ...],
    *,
    out: Path | None,
    track: str,
    profile: str,
    replace: bool,
    as_json: bool,
    **hearing: Any,  # noqa: ANN401
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

    by = cluster_in(hearing)
    with screen_for(as_json) as screen, workers_for(by) as workers:
        done = captioning.caption(
            files,
            out=out,
            track=track,
            profile=profile,
            listening=listening(**hearing),
            speakers=speakers_wish(hearing["speakers"])[1],
            replace_old=replace,
            tell=screen.tell,
            stop=StopSignal(),
            ask=screen.ask if screen.can_ask else None,
            workers=workers,
        )
        show_each(screen, done)


@click.command(short_help="Write down what is said.")
@FILES
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
    type=click.Choice(FORMATS),
    help="Only this kind of file; can be given more than once. Without it: all.",
)
@wording_options
@LANGUAGE
@listening_options
@REPLACE
@JSON
def transcribe(
    files: tuple[Path, ...],
    formats: tuple[str, ...],
    replace: bool,
    as_json: bool,
    **options: Any,  # noqa: ANN401
) -> None:
    """Write down what is said in sound or video files.

    \b
    You get, for podcast.mp3:
      podcast.txt, podcast.html, podcast.docx    to read and to publish
      podcast.vtt, podcast.srt, podcast.json     for podcast players
      podcast.words.json                         every word with its time
      podcast.about.toml                         what you say: title, names

    The words are the machine's. Mend podcast.vtt in any editor, then make the others from it.
    What you changed is never lost, not even with --replace.

    \b
    Examples:
      mediakit transcribe podcast.mp3
      mediakit transcribe podcast.mp3 --speakers "Siân, Dafydd"
      mediakit transcribe meeting.mp4 --names-from meeting.vtt
      mediakit transcribe podcast.mp3 --from podcast.vtt --checked-by "Siân"
      mediakit transcribe *.wav --out transcripts --format txt
    """
    from mediakit.process import StopSignal
    from mediakit.workflow.transcribing import Wish
    from mediakit.workflow.transcribing import transcribe as write_down

    wish = Wish(
        out=options.pop("out"),
        formats=formats or FORMATS,
        replace_old=replace,
        wording=wording(options),
    )
    with screen_for(as_json) as screen:
        done = write_down(
            files,
            wish,
            listening(**options),
            tell=screen.tell,
            stop=StopSignal(),
            ask=screen.ask if screen.can_ask else None,
        )
        show_each(screen, done)


@click.command(short_help="See what is installed.")
@JSON
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
    well = is_well(findings)
    if not well:
        lines.append("Something that mediakit needs is missing: see above what to do.")
    data = {"well": well, "findings": [asdict(one) for one in findings]}
    screen_for(as_json).result("\n".join(lines), data)
    if not well:
        click.get_current_context().exit(MissingPart.exit_code)

"""The command that makes podcast episodes."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediakit.cli.shared import (
    FILES,
    JSON,
    LANGUAGE,
    REPLACE,
    Command,
    listening,
    listening_options,
    screen_for,
    show_each,
    wording_options,
)
from mediakit.clock import Span, parse_time
from mediakit.errors import BadInput
from mediakit.workflow.speakers import speakers_wish

if TYPE_CHECKING:
    from mediakit.workflow.podcasting import Wish
    from mediakit.workflow.publishing import AudiogramWish

_A_DAY_MS = 24 * 3600 * 1000
"""Longer than any recording: stands for its end."""

_FILE = click.Path(path_type=Path)


def _sound_options(command: Command) -> Command:
    """Options of how an episode sounds."""
    options = (
        click.option(
            "--clean",
            is_flag=True,
            help="Take away rumble and some noise. Whisper still hears the recording as it is.",
        ),
        click.option("--intro", type=_FILE, metavar="FILE", help="Sound to play before the talk."),
        click.option("--outro", type=_FILE, metavar="FILE", help="Sound to play after the talk."),
        click.option(
            "--music",
            type=_FILE,
            metavar="FILE",
            help="Music under the talk. It steps back while somebody speaks.",
        ),
        click.option(
            "--mono",
            is_flag=True,
            help="Everybody in the middle: for recordings with one microphone on each side.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


def _show_options(command: Command) -> Command:
    """Options of what players show, and of the film for social media."""
    options = (
        click.option("--cover", type=_FILE, metavar="PICTURE", help="The picture that apps show."),
        click.option("--show", "title", metavar="NAME", help="What your podcast is called."),
        click.option("--author", metavar="NAME", help="Who makes it."),
        click.option(
            "--audiogram",
            type=click.Choice(["square", "portrait", "wide"]),
            help="Also make a film of the sound, with subtitles, for social media.",
        ),
        click.option(
            "--audiogram-from",
            metavar="TIME",
            help="Where the film begins, in the time of your recording, such as 0:30.",
        ),
        click.option("--audiogram-to", metavar="TIME", help="Where the film ends, such as 1:15."),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(short_help="Make podcast episodes, ready to publish.")
@FILES
@click.option(
    "--out",
    type=_FILE,
    metavar="DIR",
    help="Where the folders of results go. Without it: beside each recording.",
)
@_sound_options
@_show_options
@wording_options
@LANGUAGE
@listening_options
@REPLACE
@JSON
def podcast(
    files: tuple[Path, ...],
    out: Path | None,
    replace: bool,
    as_json: bool,
    **rest: Any,  # noqa: ANN401
) -> None:
    """Make podcast episodes from recordings, or from a folder of them.

    Each episode gets a folder: the sound as MP3 and M4A, all equally loud as podcast apps want it,
    with title, picture and chapters in it; the transcript in every format; and a list of it all.
    Your recording stays as it is.

    Beside the results lies NAME.about.toml. Write the title, the names of the speakers, chapters,
    date and number of the episode there, and run the command again with --replace. What is the
    same for every episode (show, author, cover, intro, music) goes into a file podcast.toml beside
    your recordings: see the README.

    Chapters in NAME.about.toml count from the beginning of your recording; in the results, chapters
    and transcripts count from the beginning of the finished file, with the intro. What is said in
    the intro and the outro is not in the transcript. To mend the words, use "mediakit transcribe",
    change its .vtt file, and make the episode with --from.

    \b
    Examples:
      mediakit podcast talk.wav
      mediakit podcast talk.wav --clean --intro jingle.wav --music bed.ogg --speakers "Siân, Tom"
      mediakit podcast episodes/ --out finished --cover cover.jpg --show "Our podcast"
      mediakit podcast talk.wav --from talk.vtt --checked-by "Siân"
      mediakit podcast talk.wav --audiogram square --audiogram-from 0:30 --audiogram-to 1:15
    """
    from mediakit.process import StopSignal
    from mediakit.workflow import podcasting

    wish, hearing = _wish(rest)
    with screen_for(as_json) as screen:
        done = podcasting.podcast(
            files,
            out=out,
            wish=wish,
            listening=listening(**hearing),
            replace_old=replace,
            tell=screen.tell,
            stop=StopSignal(),
            ask=screen.ask if screen.can_ask else None,
        )
        show_each(screen, done)


def _wish(given: dict[str, Any]) -> "tuple[Wish, dict[str, Any]]":
    """What the options ask of the episodes, and those that are left: about listening."""
    from mediakit.workflow.podcasting import Wish
    from mediakit.workflow.scribe import Wording
    from mediakit.workflow.show import Show

    rest = dict(given)
    words = ("clean", "intro", "outro", "music", "mono", "cover", "author")
    show = Show(show=rest.pop("title"), **{word: rest.pop(word) for word in words})
    shape = rest.pop("audiogram")
    start, end = (rest.pop(f"audiogram_{word}") for word in ("from", "to"))
    names = speakers_wish(rest["speakers"])[1]
    said = {word: rest.pop(word) for word in ("names_from", "source", "checked_by")}
    wording = Wording(names, **said)
    return Wish(show, wording, _audiogram(shape, start, end)), rest


def _audiogram(shape: Any, start: str | None, end: str | None) -> "AudiogramWish | None":  # noqa: ANN401
    from mediakit.workflow.publishing import AudiogramWish

    if shape is None:
        if start is not None or end is not None:
            raise BadInput(
                "These options say which part the film shows, but no film is asked for",
                "--audiogram-from, --audiogram-to",
                "Add --audiogram square, for example.",
            )
        return None
    if start is None and end is None:
        return AudiogramWish(shape)
    first = _time("--audiogram-from", start or "0")
    last = _time("--audiogram-to", end) if end is not None else _A_DAY_MS
    if last <= first:
        raise BadInput(
            "The film would end before it begins",
            f"--audiogram-from {start or 0} --audiogram-to {end}",
            "Make --audiogram-to later.",
        )
    return AudiogramWish(shape, Span(first, last))


def _time(option: str, text: str) -> int:
    try:
        return parse_time(text)
    except ValueError:
        raise BadInput(
            "This is not a time",
            f"{option} {text}",
            "Write minutes and seconds, such as 1:15.",
        ) from None

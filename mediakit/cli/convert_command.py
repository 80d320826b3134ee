"""The command that turns subtitle files into another format."""

from pathlib import Path

import click

from mediakit.cli.shared import FILES, JSON, REPLACE, checked_value, screen_for, show_each
from mediakit.subtitles.formats import FORMATS


@click.command(short_help="Turn subtitle files into another kind.")
@FILES
@click.option("--to", required=True, type=click.Choice(list(FORMATS)), help="The kind of file.")
@click.option(
    "--out",
    type=click.Path(path_type=Path),
    metavar="DIR",
    help="Where the new files go. Without it: beside each file.",
)
@click.option(
    "--language",
    metavar="TAG",
    help="The language of the subtitles, such as en or cy. Without it: what the file or its name "
    "says.",
)
@REPLACE
@JSON
def convert(
    files: tuple[Path, ...],
    *,
    to: str,
    out: Path | None,
    language: str | None,
    replace: bool,
    as_json: bool,
) -> None:
    """Turn subtitle files into another kind. Your own files stay as they are.

    \b
    srt    SubRip, for nearly everything
    vtt    WebVTT, for websites and podcasts
    ass    for subtitling programs
    ttml   EBU-TT-D, for broadcasters
    sbv    SubViewer, for YouTube
    txt    a script to read and mend
    docx   the same in Word, as a table

    A txt or docx script that somebody mended can be turned back. What was not as it should be in a
    file is told, with its lines; a file that cannot be read without losing words is refused.

    \b
    Examples:
      mediakit convert talk.en.srt --to docx
      mediakit convert talk.en.docx --to srt --replace
      mediakit convert *.vtt --to ttml --out for-tv
    """
    from mediakit.film.values import language_value
    from mediakit.workflow.converting import Wish
    from mediakit.workflow.converting import convert as turn

    tag = checked_value("--language", language_value, language) if language else None
    with screen_for(as_json) as screen:
        show_each(screen, turn(files, Wish(to, out, tag, replace), screen.tell))

"""The command that makes room on the disk."""

from pathlib import Path

import click

from mediakit.cli.shared import JSON, PROJECT, counted, screen_for, shown


@click.command(short_help="Make room on the disk.")
@PROJECT
@click.option("--all", "everything", is_flag=True, help="All pieces, however new.")
@click.option(
    "--older",
    "days",
    type=click.FloatRange(0),
    default=30,
    show_default=True,
    metavar="DAYS",
    help="Pieces that were not used for so many days.",
)
@click.option("--dry-run", is_flag=True, help="Only say how much it would be.")
@JSON
def clean(
    project: Path | None, everything: bool, days: float, dry_run: bool, as_json: bool
) -> None:
    """Remove pieces of films that mediakit can make again: of your film, or, where there is none,
    of single files.

    Your footage, subtitles, transcripts and finished films stay, and so does what an export uses
    that runs now.

    \b
    Examples:
      mediakit clean --dry-run
      mediakit clean projects/lets-talk-co-production --all
    """
    from mediakit.workflow.cleaning import Wish
    from mediakit.workflow.cleaning import clean as remove

    with screen_for(as_json) as screen:
        cleaned = remove(project, Wish(days=0 if everything else days, dry_run=dry_run))
        verb = "would be freed" if dry_run else "freed"
        text = (
            f"{_amount(cleaned.bytes)} {verb} ({counted(cleaned.pieces, 'piece')}) in"
            f" {shown(cleaned.folder)}\n"
            f"{_amount(cleaned.left_bytes)} kept ({counted(cleaned.left, 'piece')})"
        )
        data = {
            "folder": str(cleaned.folder),
            "dry_run": dry_run,
            "pieces": cleaned.pieces,
            "bytes": cleaned.bytes,
            "left": cleaned.left,
            "left_bytes": cleaned.left_bytes,
        }
        screen.result(text, data)


def _amount(number: int) -> str:
    """Bytes as people say them.

    >>> _amount(12), _amount(3_400_000), _amount(2_100_000_000)
    ('0.0 MB', '3.4 MB', '2.1 GB')
    """
    return f"{number / 1e9:.1f} GB" if number >= 1e9 else f"{number / 1e6:.1f} MB"

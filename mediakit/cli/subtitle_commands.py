"""Commands that write, bring back and look after a film's subtitles."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediakit.cli.groups import CommandWithMore
from mediakit.cli.shared import JSON, PROJECT, listening, listening_options, screen_for, shown

if TYPE_CHECKING:
    from mediakit.workflow.renewing import Written


@click.command(cls=CommandWithMore, short_help="Write the subtitles of the recordings.")
@PROJECT
@listening_options
@JSON
def subtitles(project: Path | None, as_json: bool, **hearing: Any) -> None:  # noqa: ANN401
    """Listen to the recordings and write subtitles: word for word, and easy read.

    They lie in the film's folder "subtitles". Change them in any editor, then run this again:
    everything that you changed stays, and the rest is renewed. Easy read is made from your words.

    \b
    Examples:
      mediakit subtitles
      mediakit subtitles --model small --download
    """
    from mediakit.process import StopSignal
    from mediakit.workflow.subtitling import make_subtitles

    with screen_for(as_json) as screen:
        wish = listening(**hearing)
        written = make_subtitles(project, wish, tell=screen.tell, stop=StopSignal())
        following = "subtitles decide" if any(one.questions for one in written) else "export"
        lines = [*map(_became, written), f"Next:  mediakit {following}"]
        screen.result("\n".join(lines), {"subtitles": [_row(one) for one in written]})


def _became(one: "Written") -> str:
    """What became of a subtitle file, in a line."""
    name, told = shown(one.file), _counts(one)
    if one.state == "renewed" and one.kept:
        return f"Renewed around your changes: {name}{told}"
    begun = {
        "new": "Written",
        "renewed": "Renewed",
        "same": "Up to date",
        "yours": "Left as you made it",
        "kept": "Left as it is",
        "unreadable": "Left alone, because it cannot be read",
    }
    return f"{begun[one.state]}: {name}{told}"


def _counts(one: "Written") -> str:
    parts = []
    if one.shift:
        way = "later" if one.shift > 0 else "earlier"
        parts.append(f"all of it {abs(one.shift) / 1000:g} s {way}, as you moved it")
    changes = (one.kept or 0) - bool(one.shift)
    if changes:
        parts.append(f"{changes} of your changes kept")
    if one.renewed:
        parts.append(f"{counted(one.renewed, 'subtitle')} renewed")
    if one.questions:
        parts.append(f"{one.questions} to decide")
    return f" ({', '.join(parts)})" if parts else ""


def _row(one: "Written") -> dict[str, Any]:
    return {
        "file": str(one.file),
        "state": one.state,
        "kept": one.kept,
        "renewed": one.renewed,
        "to_decide": one.questions,
        "shift_ms": one.shift,
    }


def counted(number: int, thing: str) -> str:
    """A number of things.

    >>> counted(1, "subtitle"), counted(2, "subtitle")
    ('1 subtitle', '2 subtitles')
    """
    return f"{number} {thing}{'' if number == 1 else 's'}"

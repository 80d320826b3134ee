"""Commands that write, bring back and look after a film's subtitles."""

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediakit.cli.groups import CommandWithMore
from mediakit.cli.shared import (
    FILES,
    JSON,
    PROJECT,
    counted,
    listening,
    listening_options,
    screen_for,
    shown,
)

if TYPE_CHECKING:
    from mediakit.cli.screen import Screen
    from mediakit.transcript.listening import Listening
    from mediakit.workflow.deciding import Open
    from mediakit.workflow.importing import Returned
    from mediakit.workflow.renewing import Written


FOLDER = click.option(
    "--project",
    type=click.Path(path_type=Path),
    metavar="FOLDER",
    help="The film's folder, if you are not in it.",
)


@click.command(cls=CommandWithMore, short_help="Write the subtitles of the recordings.")
@PROJECT
@listening_options
@click.option("--why", is_flag=True, help="Show why easy read says what it says. Writes nothing.")
@JSON
def subtitles(
    project: Path | None,
    as_json: bool,
    why: bool,
    **hearing: Any,  # noqa: ANN401
) -> None:
    """Listen to the recordings and write subtitles: word for word, and easy read.

    They lie in the film's folder "subtitles". Change them in any editor, then run this again:
    everything that you changed stays, and the rest is renewed. Easy read is made from your words.

    \b
    Examples:
      mediakit subtitles
      mediakit subtitles --model small --download
      mediakit subtitles --why
    """
    from mediakit.process import StopSignal
    from mediakit.workflow.subtitling import make_subtitles

    with screen_for(as_json) as screen:
        wish = listening(**hearing)
        if why:
            _explain(project, wish, screen)
            return
        written = make_subtitles(project, wish, tell=screen.tell, stop=StopSignal())
        following = "subtitles decide" if any(one.questions for one in written) else "export"
        lines = [*map(_became, written), f"Next:  mediakit {following}"]
        screen.result("\n".join(lines), {"subtitles": [_row(one) for one in written]})


@subtitles.command("import", "Bring edited subtitles of the film back.")
@FILES
@click.option("--track", metavar="TAG", help="Which subtitles they are, such as en or en-simple.")
@FOLDER
@JSON
def bring_back(
    files: tuple[Path, ...], track: str | None, project: Path | None, as_json: bool
) -> None:
    """Bring subtitles of the finished film back, after somebody edited them elsewhere. What was
    changed goes into the subtitles of your recordings. What you changed there meanwhile stays.

    \b
    Examples:
      mediakit subtitles import our-film.en.srt
      mediakit subtitles import checked.vtt --track en-simple
    """
    from mediakit.workflow.importing import bring_back_files

    with screen_for(as_json) as screen:
        returned = bring_back_files(project, files, track, screen.tell)
        lines = [_came_back(one) for one in returned]
        lines.append(f"Next:  mediakit subtitles{' decide' if _any_open(returned) else ''}")
        data = [
            {"file": str(one.file), "changes": one.changes, "to_decide": one.questions}
            for one in returned
        ]
        nothing = "Nothing was changed in these files, so there is nothing to bring back."
        screen.result("\n".join(lines) if returned else nothing, {"subtitles": data})


def _any_open(returned: "Iterable[Returned]") -> bool:
    return any(one.questions for one in returned)


def _came_back(one: "Returned") -> str:
    asked = f", {one.questions} to decide" if one.questions else ""
    return f"Brought back: {shown(one.file)} ({counted(one.changes, 'change')}{asked})"


@subtitles.command("decide", "Decide between your words and new ones.")
@PROJECT
@click.option("--mine", "answer", flag_value="mine", help="Keep yours everywhere, without asking.")
@click.option("--new", "answer", flag_value="new", help="Take the other one everywhere.")
@JSON
def decide(project: Path | None, answer: str | None, as_json: bool) -> None:
    """Decide what is open: where you changed a subtitle, and mediakit or a file that was brought
    back has it in another way. Until you decide, yours stays.

    \b
    Examples:
      mediakit subtitles decide
      mediakit subtitles decide --mine
    """
    from mediakit.workflow import deciding

    with screen_for(as_json) as screen:
        decided = left = 0
        asked = list(deciding.open_questions(project))
        for one in asked:
            mine = answer == "mine" if answer else _asked(screen, one)
            if mine is None:
                left += 1
                continue
            deciding.decide(project, one, mine=mine)
            decided += 1
        lines = [f"{counted(decided, 'change')} decided."] if decided else []
        if left:
            lines.append(f"{left} still to decide. Yours stay until then.")
        if not asked:
            lines.append("There is nothing to decide.")
        screen.result("\n".join(lines), {"decided": decided, "left": left})


def _asked(screen: "Screen", one: "Open") -> bool | None:
    """Whether the person wants their own version; None for later, or where nobody is there."""
    from mediakit.workflow.questions import asked

    if screen.as_json:
        return None
    click.echo(f"\n{shown(one.file)}\n{asked(one.question)}", err=True)
    if not screen.can_ask:
        return None
    answer = screen.ask("Which one? 1 for yours, 2 for the other, Enter for later:").strip()
    return {"1": True, "2": False}.get(answer)


@subtitles.command("history", "Show earlier versions of the subtitles.")
@PROJECT
@JSON
def history(project: Path | None, as_json: bool) -> None:
    """Show what is kept of your subtitle files from before mediakit changed them.

    \b
    Example:
      mediakit subtitles history
    """
    from mediakit.workflow.deciding import earlier_files

    with screen_for(as_json) as screen:
        lines, data = [], []
        for file, found in earlier_files(project).items():
            lines.append(f"Earlier versions of {shown(file)}:")
            for number, one in enumerate(found, 1):
                lines.append(f"  {number}  until {one.until:%d %B %Y, %H:%M}  {shown(one.copy)}")
                data.append({"file": str(file), "number": number, "copy": str(one.copy)})
        if data:
            lines.append("Bring one back:  mediakit subtitles undo FILE --copy NUMBER")
        screen.result("\n".join(lines) or "No earlier versions are kept.", {"history": data})


@subtitles.command("undo", "Bring an earlier version back.")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--copy", "number", type=click.IntRange(1), default=1, help="Which: see history.")
@FOLDER
@JSON
def undo(file: Path, number: int, project: Path | None, as_json: bool) -> None:
    """Make a subtitle file again what it was before mediakit changed it. The present one is kept,
    too: the same command once more brings it back.

    \b
    Examples:
      mediakit subtitles undo interview.en.srt
      mediakit subtitles undo interview.en.srt --copy 2
    """
    from mediakit.workflow import deciding

    with screen_for(as_json) as screen:
        present, earlier = deciding.undo(file, project, number)
        text = f"{shown(present)} is again as it was until {earlier.until:%d %B %Y, %H:%M}."
        screen.result(text, {"file": str(present), "copy": str(earlier.copy)})


def _explain(project: Path | None, wish: "Listening", screen: "Screen") -> None:
    from mediakit.cli.reasons import as_data, as_text
    from mediakit.process import StopSignal
    from mediakit.workflow.explaining import explain

    recordings = explain(project, wish, tell=screen.tell, stop=StopSignal())
    screen.result(as_text(recordings), as_data(recordings))


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
    if one.state == "yours" and one.kept is None:
        return " (all of it counts as yours)"
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

"""The commands that work on many films at once."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediakit.cli.cluster_options import cluster_in, cluster_options, workers_for
from mediakit.cli.groups import CommandWithMore
from mediakit.cli.shared import (
    JSON,
    LANGUAGE,
    SPEAKERS,
    counted,
    listening,
    listening_options,
    screen_for,
    shown,
)

if TYPE_CHECKING:
    from mediakit.cli.screen import Screen
    from mediakit.workflow.batch.items import Settings
    from mediakit.workflow.batch.journal import Entry
    from mediakit.workflow.batch.planning import Plan
    from mediakit.workflow.batch.running import Outcome

SOME_FAILED = 8
"""Exit code where some of many films could not be made."""

Command = Callable[..., Any]

_PATH = click.Path(path_type=Path)


def _making_options(command: Command) -> Command:
    """Options of how everything is made."""
    options = (
        click.option(
            "--out",
            type=_PATH,
            required=True,
            metavar="DIR",
            help="Where the folders of results go, with the report.",
        ),
        click.option(
            "--preset",
            default="standard",
            show_default=True,
            help="How films come out; mediakit export --help names all.",
        ),
        click.option(
            "--track",
            type=click.Choice(["word-for-word", "easy-read"]),
            default="word-for-word",
            show_default=True,
            help="Which subtitles are put into the picture of videos.",
        ),
        click.option(
            "--profile",
            metavar="NAME",
            default="bbc",
            show_default=True,
            help="The rules of the word-for-word subtitles: bbc, netflix or dcmp.",
        ),
    )
    for option in reversed(options):
        command = option(command)
    return command


@click.command(cls=CommandWithMore, short_help="Make many films at once.")
@click.argument("what", nargs=-1, required=True, type=_PATH)
@_making_options
@SPEAKERS
@LANGUAGE
@click.option(
    "--dry-run", is_flag=True, help="Only say what would be done, how long and how large."
)
@click.option(
    "--then",
    metavar="COMMAND",
    help="Run this when all is over; {report}, {done} and {failed} stand for what came of it.",
)
@cluster_options
@listening_options
@JSON
def batch(
    what: tuple[Path, ...],
    *,
    dry_run: bool,
    then: str | None,
    as_json: bool,
    **options: Any,  # noqa: ANN401
) -> None:
    """Make many films at once: videos with captions, transcripts of recordings, film projects.

    WHAT is any of these: video and sound files, folders of them, film projects, and lists: a
    batch.toml, or a .csv saved from a spreadsheet. The first line of a .csv names its columns; only
    "file" is needed.

    \b
      file;title;language;speakers;preset;out;pair
      garden.mp4;The garden;en;"Siân, Dafydd";;;garden
      gardd.mp4;Yr ardd;cy;"Siân, Dafydd";;;garden

    The Welsh and the English film of one "pair" are released together or not at all.

    A file that cannot be used stops nothing. If the computer stops, give the same command again: it
    goes on where it was, and what is done and unchanged is not done again. At the end,
    DIR/report.html says what became of each film, and which to check first.

    \b
    Examples:
      mediakit batch council-videos --out captioned
      mediakit batch list.csv --out captioned --dry-run
      mediakit batch videos --out captioned --then "notify-send 'Films: {done} done'"
      mediakit batch status captioned

    Exit codes: 0 all is done, 8 something failed (see the report), others as everywhere.
    """
    from mediakit.workflow.batch.reading import rows_of

    by = cluster_in(options)
    settings = _settings(options)
    rows = rows_of(what, settings.out)
    with screen_for(as_json) as screen:
        if dry_run:
            from mediakit.workflow.batch.planning import plan

            _show_plan(screen, plan(rows, settings))
            return
        from mediakit.process import StopSignal
        from mediakit.workflow.batch.running import run_batch

        stop = StopSignal()
        with workers_for(by) as workers:
            outcome = run_batch(rows, settings, tell=screen.tell, stop=stop, workers=workers)
        _show_outcome(screen, outcome)
    if then:
        from mediakit.workflow.batch.noticing import run_then

        run_then(then, outcome)
    if outcome.failed:
        click.get_current_context().exit(SOME_FAILED)


@batch.command("status", short_help="How far a batch has come.")
@click.argument("folder", metavar="DIR", type=_PATH)
@JSON
def status(folder: Path, as_json: bool) -> None:
    """How far a batch has come, also while it runs.

    \b
    Example:
      mediakit batch status captioned
    """
    from mediakit.workflow.batch.items import STATES
    from mediakit.workflow.batch.journal import look

    standing = look(folder)
    counts = {
        told: sum(entry.state == state for entry in standing.entries)
        for state, told in STATES.items()
    }
    lines = ["A batch is at work." if standing.running else "No batch is at work now."]
    lines += [f"{number:5}  {told}" for told, number in counts.items() if number]
    lines += [line for entry in standing.entries for line in _in_hand(entry, standing.running)]
    data = {
        "running": standing.running,
        "run": standing.run,
        "counts": {state: counts[told] for state, told in STATES.items()},
        "items": [_row(entry) for entry in standing.entries],
    }
    screen_for(as_json).result("\n".join(lines), data)


@click.command(short_help="Make each film that comes into a folder.")
@click.argument("folder", type=_PATH)
@_making_options
@SPEAKERS
@LANGUAGE
@click.option(
    "--settle",
    type=click.FloatRange(min=0.1),
    default=10.0,
    show_default=True,
    metavar="SECONDS",
    help="A file is complete when it has not changed for so long.",
)
@listening_options
@JSON
def watch(
    folder: Path,
    *,
    settle: float,
    as_json: bool,
    **options: Any,  # noqa: ANN401
) -> None:
    """Watch a folder, and make each film that is put there: captions, or the transcript of a sound.

    A file that is still being copied is waited for. Each is done once, also after this command is
    stopped and started again; a new name does not count as a new film. Stop it with Ctrl-C.

    \b
    Example:
      mediakit watch inbox --out captioned
    """
    from mediakit.process import StopSignal
    from mediakit.workflow.batch.watching import watch as look_on

    with screen_for(as_json) as screen:
        look_on(folder, _settings(options), settle=settle, tell=screen.tell, stop=StopSignal())


def _settings(options: dict[str, Any]) -> "Settings":
    """What the options ask for. Raises `BadInput` for what is not there."""
    from mediakit.workflow.batch.items import Settings
    from mediakit.workflow.exporting import preset_named

    making = {word: options.pop(word) for word in ("out", "preset", "track", "profile")}
    preset_named(making["preset"])
    making["out"] = making["out"].absolute()
    speakers = options["speakers"]
    return Settings(**making, speakers=speakers, listening=listening(**options))


def _show_plan(screen: "Screen", plan: "Plan") -> None:
    lines = []
    for one in plan.items:
        does = "done before, unchanged" if one.done else "to be made"
        lines.append(f"{does:24}{_minutes(one.work.sound / 3600):>12}  {shown(one.item.source)}")
    to_do = sum(not one.done for one in plan.items)
    hours, size = plan.estimate.hours, plan.estimate.bytes
    took = "not known yet: it is measured as films are made" if hours is None else _minutes(hours)
    disk = "not known yet" if size is None else f"about {size / 1e9:.1f} GB"
    lines += [
        f"{counted(to_do, 'item')} to make, {len(plan.items) - to_do} done before.",
        f"Time: {took}.",
        f"Disk: {disk}; {plan.free / 1e9:.1f} GB are free.",
    ]
    if size is not None and size > plan.free:
        lines.append("That is more than is free: make room, or choose another folder with --out.")
    rows = [
        {
            "file": str(one.item.source),
            "folder": one.item.name,
            "done": one.done,
            "seconds_of_sound": round(one.work.sound, 1),
        }
        for one in plan.items
    ]
    data = {"items": rows, "hours": hours, "bytes": size, "bytes_free": plan.free}
    screen.result("\n".join(lines), data)


def _minutes(hours: float) -> str:
    """A length of time as people say it.

    >>> _minutes(0.001), _minutes(0.5), _minutes(7.26)
    ('4 seconds', '30 minutes', '7.3 hours')
    """
    if hours < 1 / 60:
        return f"{hours * 3600:.0f} seconds"
    return f"{hours * 60:.0f} minutes" if hours < 2 else f"{hours:.1f} hours"


def _show_outcome(screen: "Screen", outcome: "Outcome") -> None:
    text = (
        f"{outcome.done} of {counted(len(outcome.entries), 'item')} done, {outcome.failed} failed."
        f"\nLook at {shown(outcome.report)}: it says what to check first."
    )
    data = {
        "report": str(outcome.report),
        "table": str(outcome.table),
        "done": outcome.done,
        "failed": outcome.failed,
        "items": [_row(entry) for entry in outcome.entries],
    }
    screen.result(text, data)


def _row(entry: "Entry") -> dict[str, Any]:
    return {
        "file": str(entry.item.source),
        "state": entry.state,
        "folder": entry.facts.get("folder"),
        "why": entry.why,
        "advice": entry.advice,
        "warnings": list(entry.warnings),
        "task": entry.task,
        "share": entry.share,
    }


def _in_hand(entry: "Entry", running: bool) -> list[str]:
    """What to say of an item that needs a word."""
    if entry.state == "working":
        doing = (
            f"{entry.task} {entry.share:.0%}" if running else "interrupted; it goes on next time"
        )
        return [f"  {entry.item.title}: {doing}"]
    if entry.state == "failed":
        return [f"  {entry.item.title}: failed. {entry.why} {entry.advice}".rstrip()]
    return []

"""The command check: what in subtitles makes reading hard, and what to do about it."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from mediakit.cli.shared import JSON, counted, screen_for, shown

if TYPE_CHECKING:
    from mediakit.subtitles.rules.limits import Profile, Rule
    from mediakit.workflow.checking import Report

BROKEN = 1
"""The exit code where a hard rule is broken."""


@click.command(short_help="See whether subtitles can be read well.")
@click.argument("places", nargs=-1, type=click.Path(path_type=Path))
@click.option(
    "--profile",
    metavar="NAME",
    help="The rules to check by: bbc, netflix, dcmp, easy-read, or your team's own. Without it: "
    "easy-read for easy-read subtitles, for others those of the film, or bbc.",
)
@click.option("--fix", is_flag=True, help="Mend what is safe: line breaks and times, never words.")
@click.option(
    "--language",
    metavar="TAG",
    default="en",
    show_default=True,
    help="The language of files whose names do not say it.",
)
@click.option("--rules", is_flag=True, help="Only show the rules, with where they come from.")
@JSON
def check(
    places: tuple[Path, ...],
    *,
    profile: str | None,
    fix: bool,
    language: str,
    rules: bool,
    as_json: bool,
) -> None:
    """Check subtitles: files, folders, or a whole film project (the one you are in, if you name
    none).

    For each subtitle that breaks a rule you see its number and time, what is wrong, and what to do.
    A "!" marks a hard rule: viewers lose words. The others make reading harder.

    With --fix, line breaks and times are mended where that is safe. Words are never changed, each
    change is told, and a copy of the file as it was is kept.

    \b
    Examples:
      mediakit check
      mediakit check talk.srt --profile netflix
      mediakit check subtitles/*.srt --fix
      mediakit check --rules --profile easy-read

    Exit codes: 0 no hard rule is broken, 1 a hard rule is broken, 3 a file cannot be used.
    """
    from mediakit.cli.screen import report_error
    from mediakit.workflow import checking
    from mediakit.workflow.shelf import profile_named

    with screen_for(as_json) as screen:
        if rules:
            table = profile_named(profile or "bbc", Path.cwd())
            screen.result("\n".join(_rule_lines(table)), {"rules": [_rule(r) for r in table.rules]})
            return
        wish = checking.Wish(profile, language, fix)
        reports = []
        for report in checking.check(places, wish):
            reports.append(report)
            if report.error is not None and not as_json:
                report_error(report.error, as_json=False)
            elif not as_json:
                screen.result("\n".join(_lines(report)), {})
        data = {"files": [_data(report) for report in reports], "summary": _counts(reports)}
        screen.result("\n".join(_summary(reports)), data)
    click.get_current_context().exit(_code(reports))


def _code(reports: Iterable["Report"]) -> int:
    errors = [report.error.exit_code for report in reports if report.error is not None]
    hard = any(breach.rule.hard for report in reports for breach in report.breaches)
    return errors[0] if errors else BROKEN if hard else 0


def _lines(report: "Report") -> Iterator[str]:
    """What was found in one file, for people."""
    from mediakit.clock import format_time

    count = counted(report.count, "subtitle")
    yield f"{shown(report.file)}: {count}, by the rules of {report.profile}"
    if report.undecided:
        yield f"    {report.undecided}"
    for sentence in report.forgiven:
        yield f"    In reading: {sentence}"
    if report.put_in_order:
        yield "    Mended: the subtitles now stand in order of time."
    for change in report.changes:
        place = f"{change.number} at {format_time(change.at)}"
        yield f"    Mended {place} ({change.rule}): {change.done}"
    if report.copy is not None:
        yield f"    The file as it was: {shown(report.copy)}"
    if report.unsafe:
        yield "    Not mended: writing it anew would lose what is named above. Mend it by hand."
    for breach in report.breaches:
        sign = "!" if breach.rule.hard else " "
        place = f"{breach.number} at {format_time(breach.at)}"
        yield f"  {sign} {place}: {breach.wrong} {breach.rule.advice}"
    if report.mendable:
        yield f"    {report.mendable} of these can be mended with --fix."


def _summary(reports: Sequence["Report"]) -> Iterator[str]:
    counts = _counts(reports)
    for row in counts:
        sign = "!" if row["hard"] else " "
        yield f"  {sign} {row['rule']:22}{row['count']:5}   {row['source']}"
    hard = sum(row["count"] for row in counts if row["hard"])
    soft = sum(row["count"] for row in counts if not row["hard"])
    checked = [report for report in reports if report.error is None]
    subtitles = sum(report.count for report in checked)
    if checked:
        yield (
            f"{counted(subtitles, 'subtitle')} in {counted(len(checked), 'file')}: a hard rule (!) "
            f"is broken {counted(hard, 'time')}, another one {counted(soft, 'time')}."
        )


def _counts(reports: Iterable["Report"]) -> list[dict[str, Any]]:
    """How often each rule is broken, the hard ones first."""
    found = [breach.rule for report in reports for breach in report.breaches]
    counts = Counter((rule.name, rule.hard) for rule in found)
    sources = {rule.name: rule.source for rule in found}
    order = sorted(counts.items(), key=lambda row: (not row[0][1], -row[1], row[0][0]))
    return [
        {"rule": name, "hard": hard, "count": count, "source": sources[name]}
        for (name, hard), count in order
    ]


def _data(report: "Report") -> dict[str, Any]:
    return {
        "file": str(report.file),
        "profile": report.profile,
        "subtitles": report.count,
        "forgiven": list(report.forgiven),
        "breaches": [
            {
                **_rule(breach.rule),
                "number": breach.number,
                "at_ms": breach.at,
                "wrong": breach.wrong,
            }
            for breach in report.breaches
        ],
        "changes": [
            {"rule": one.rule, "number": one.number, "at_ms": one.at, "done": one.done}
            for one in report.changes
        ],
        "put_in_order": report.put_in_order,
        "copy": str(report.copy) if report.copy else None,
        "mendable": report.mendable,
        "unsafe": report.unsafe,
        "undecided": report.undecided,
        "error": str(report.error) if report.error else None,
    }


def _rule(rule: "Rule") -> dict[str, Any]:
    return {
        "rule": rule.name,
        "hard": rule.hard,
        "limit": rule.limit,
        "unit": rule.unit,
        "source": rule.source,
        "advice": rule.advice,
    }


def _rule_lines(profile: "Profile") -> Iterator[str]:
    yield f"The rules of {profile.name} (! marks the hard ones):"
    for rule in profile.rules:
        sign = "!" if rule.hard else " "
        limit = f"{rule.limit:g} {rule.unit}"
        yield f"  {sign} {rule.name:22}{limit:24}{rule.source}"

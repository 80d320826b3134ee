"""How the reasons behind easy read are shown: to people cue by cue, to scripts as plain data."""

from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from mediakit.cli.shared import shown
from mediakit.subtitles.easy.explaining import Explained, one_line
from mediakit.subtitles.easy.flags import TOO_FAST, Flag
from mediakit.subtitles.easy.reasons import Change
from mediakit.workflow.explaining import Reasons

_INDENT = " " * 8


def as_text(recordings: list[Reasons]) -> str:
    """Every cue that says something else than what was said, or that a person should look at."""
    lines = [line for one in recordings for line in _recording(one)]
    sources = {flag.source for one in recordings for cue in one.cues for flag in cue.flags
               if flag.kind == TOO_FAST}  # fmt: skip
    lines += [f"How fast people can read: {source}." for source in sorted(sources)]
    return "\n".join(lines).rstrip()


def as_data(recordings: list[Reasons]) -> dict[str, Any]:
    """The same, with every cue."""
    return {
        "recordings": [
            {
                "recording": one.recording,
                "file": str(one.file),
                "cues": [_row(explained) for explained in one.cues],
            }
            for one in recordings
        ]
    }


def _row(one: Explained) -> dict[str, Any]:
    return {
        "start_ms": one.cue.span.start,
        "end_ms": one.cue.span.end,
        "said": one.said,
        "easy_read": one_line(one.cue.text),
        "in_file": one.in_file,
        "changes": [asdict(change) for change in one.changes],
        "flags": [asdict(flag) for flag in one.flags],
        "hard_words": [asdict(word) for word in one.hard],
    }


def _recording(one: Reasons) -> Iterator[str]:
    yield f"{one.recording}: easy read, and why  ({shown(one.file)})"
    for explained in one.cues:
        if not explained.is_plain:
            yield ""
            yield from _cue(explained)
    same = sum(explained.is_plain for explained in one.cues)
    yield ""
    if same:
        yield f"{same} of {len(one.cues)} subtitles say what was said, and need no reason."
    yield ""


def _cue(one: Explained) -> Iterator[str]:
    minutes, seconds = divmod(one.cue.span.start // 1000, 60)
    yield f"{minutes}:{seconds:02}".ljust(6) + f"  Said:  {one.said}"
    yield f"{_INDENT}Easy:  {one_line(one.cue.text)}"
    if one.in_file is not None:
        yield f"{_INDENT}File:  {one.in_file or '(nothing)'}"
    told = (
        ("Why:", map(_why, one.changes)),
        ("Look:", map(_look, one.flags)),
        ("Hard:", (word.advice for word in one.hard)),
    )
    for label, lines in told:
        for number, line in enumerate(lines):
            yield f"{_INDENT}{(label if number == 0 else '').ljust(6)} {line}"
    for flag in one.flags:
        for choice in flag.choices:
            yield f"{_INDENT}Or:    {choice}"


def _why(change: Change) -> str:
    if "\n" in change.after:
        what = f"1 sentence became {change.after.count(chr(10)) + 1}."
    elif not change.after:
        what = f"“{change.before}” went."
    elif not change.before:
        what = f"“{change.after}” was put in."
    else:
        what = f"“{change.before}” became “{change.after}”."
    return f"{what} {change.why} ({change.source})"


def _look(flag: Flag) -> str:
    quoted = f"“{flag.text}”: " if flag.kind == "passive" else ""
    return f"{quoted}{flag.advice}{'' if flag.kind == TOO_FAST else f' ({flag.source})'}"

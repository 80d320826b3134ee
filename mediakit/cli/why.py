"""How the reasons for which a film's parts were made are shown."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import asdict
from itertools import groupby
from typing import Any

from mediakit.clock import format_time
from mediakit.plan.reasons import Part, State, Why

_STATES: Mapping[State, str] = {
    "kept": "kept",
    "new": "made: it is new",
    "changed": "made: ",
    "lost": "made again: it was no longer kept, or damaged",
}

_PARTS: Mapping[Part, str] = {
    "clip": "other pictures are shown",
    "subtitles": "the words changed",
    "signer": "the signer changed",
    "logo": "the logo changed",
    "style": "the look of the words changed",
    "settings": "the size or the quality changed",
    "programs": "ffmpeg, the typeface or mediakit changed",
}


def as_text(reasons: Iterable[Why]) -> str:
    """A line for every stretch of film with one reason, version by version."""
    lines = ["Why each part of the film was made or kept:"]
    for version, rows in groupby(reasons, key=lambda why: why.version):
        lines += [f"  {version}", *_stretches(rows)]
    return "\n".join(lines)


def as_data(reasons: Iterable[Why]) -> list[dict[str, Any]]:
    """Every chunk."""
    return [asdict(why) for why in reasons]


def _stretches(rows: Iterable[Why]) -> Iterator[str]:
    for reason, found in groupby(rows, key=_reason):
        part = list(found)
        times = f"{format_time(part[0].start_ms)} to {format_time(part[-1].end_ms)}"
        yield f"    {times:<16}  {reason}"


def _reason(why: Why) -> str:
    return _STATES[why.state] + ", ".join(_PARTS[part] for part in why.changed)

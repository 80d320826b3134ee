"""scripts/bench formats: what becomes of every subtitle file in the folder of real media, and of
thousands of damaged ones. Names and counts are put down, and no text of the files.
"""

import argparse
import html
import os
import random
import re
import time
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from benches.mutating import Verdict, damaged, judged, made_files
from benches.running import ROOT
from mediakit.subtitles.formats import FORMATS, Format, format_for
from mediakit.subtitles.formats.encoding import decode
from mediakit.subtitles.formats.reading import NO_WORDS
from mediakit.subtitles.formats.vtt import TWO_VOICES

DAMAGED, DAMAGED_QUICKLY = 5000, 300
SEED = 4

_TIMES = {
    "srt": re.compile(r"-->"),
    "vtt": re.compile(r"-->"),
    "sbv": re.compile(r"^\d+:\d\d:\d\d\.\w+,\d+:"),
}
"""A rough count of subtitles, by no code of mediakit: lines that look like times."""

_QUOTED = re.compile(r'"[^"]*"|".*"', re.DOTALL)
_WORD = re.compile(r"[^\W\d_]{2,}")


@dataclass(frozen=True, slots=True)
class Row:
    """One real file: what became of it, cues read, lines that look like times, words under such
    lines that are nowhere in the result, and what was told.
    """

    name: str
    verdict: Verdict
    cues: int
    times: int
    missing: int
    told: str


def bench(wanted: argparse.Namespace) -> int:
    """Write the table; fail if anything but a reading or a refusal came out, or a word got lost."""
    folder = Path(os.environ.get("MEDIAKIT_MEDIA") or ROOT.parent / "shared" / "media") / "subs"
    files = sorted(path for path in folder.rglob("*.*") if path.is_file())
    rows = [_row(path, str(path.relative_to(folder))) for path in files]
    count = DAMAGED_QUICKLY if wanted.quick else DAMAGED
    made, real = list(made_files()), [(format_for(p.name), p.read_bytes()) for p in files]
    started = time.perf_counter()
    outcomes = _damage(made, count)
    of_real = _damage(real, count) if real else Counter()
    seconds = time.perf_counter() - started
    text = "\n".join([*_report(rows), *_of_damaged(outcomes, of_real, count, seconds)]) + "\n"
    out: Path = wanted.out / "formats.md"
    out.parent.mkdir(parents=True, exist_ok=True)
    out.write_text(text, encoding="utf-8")
    print(f"{len(rows)} files: {dict(Counter(row.verdict.outcome for row in rows))}")
    print(f"damaged files: {dict(outcomes)}; of real ones: {dict(of_real)}")
    print(out)
    bad = any(row.verdict.outcome == "fault" or row.missing for row in rows)
    return int(bad or any(outcomes[f] or of_real[f] for f in ("fault", "words lost")))


def _row(path: Path, name: str) -> Row:
    kind, data = format_for(path.name), path.read_bytes()
    verdict = judged(kind, data)
    if verdict.reading is None:
        # What is refused is not lost: the person is told, and the file is as it was.
        return Row(name, verdict, 0, _times(kind, data), 0, _plain(verdict.reason))
    forgiven = verdict.reading.forgiven
    counts = Counter(_plain(one.what) for one in forgiven)
    told = "; ".join(f"{what} ({n})" if n > 1 else what for what, n in counts.items())
    cues = len(verdict.reading.subtitles.cues)
    return Row(name, verdict, cues, _times(kind, data), _missing(kind, data, verdict), told)


def _plain(sentence: str) -> str:
    """A sentence without anything that it quotes from the file."""
    short = re.sub(r": file\.\w+", "", _QUOTED.sub('"…"', sentence)).split(". ")[0]
    return short.replace("|", "/")


def _lines(kind: Format, data: bytes) -> Iterator[tuple[bool, str]]:
    """Lines of a file, and whether each looks like times. Comments of WebVTT are left out."""
    text = decode(data)[0].replace("\r\n", "\n").replace("\r", "\n")
    if kind.name == "vtt":
        text = re.sub(r"(?m)^NOTE\b(?:.+\n?)*", "", text)
    for line in text.split("\n"):
        yield bool(_TIMES[kind.name].search(line)), line


def _times(kind: Format, data: bytes) -> int:
    return sum(times for times, _ in _lines(kind, data)) if kind.name in _TIMES else 0


def _missing(kind: Format, data: bytes, verdict: Verdict) -> int:
    """Words between a line of times and the next blank one that are nowhere in the result."""
    if verdict.reading is None or kind.name not in _TIMES:
        return 0
    track = verdict.reading.subtitles
    kept = [part for cue in track.cues for part in (cue.text, cue.speaker or "", *cue.notes)]
    kept += [one.what for one in verdict.reading.forgiven]
    there = set(_WORD.findall("\n".join([*kept, *track.notes])))
    wanted: list[str] = []
    inside = False
    for times, line in _lines(kind, data):
        inside = times or (inside and bool(line.strip()))
        if inside and not times:
            bare = re.sub(r"<[^<>]*>?|\{[^{}]*\}|[\x00-\x1f\x7f-\x9f]", "", line)
            wanted += _WORD.findall(html.unescape(bare))
    return sum(word not in there for word in wanted)


def _damage(files: Sequence[tuple[Format, bytes]], count: int) -> "Counter[str]":
    """What becomes of files damaged by chance, always the same for the same files."""
    chance = random.Random(SEED)
    outcomes: Counter[str] = Counter()
    for _ in range(count):
        kind, data = chance.choice(files)
        verdict = judged(kind, damaged(data, chance.choice(files)[1], chance))
        outcomes["words lost" if verdict.lost else verdict.outcome] += 1
    return outcomes


def _why(row: Row) -> str:
    """Why the cues are not as many as the lines that look like times."""
    if row.verdict.reading is None or row.cues == row.times:
        return ""
    whats = Counter(one.what for one in row.verdict.reading.forgiven)
    reasons = []
    if whats[NO_WORDS]:
        reasons.append(f"{whats[NO_WORDS]} without words")
    if whats[TWO_VOICES]:
        reasons.append("one for each voice")
    return ", ".join(reasons) or "an arrow that is no time"


def _report(rows: Sequence[Row]) -> Iterator[str]:
    outcomes = Counter(row.verdict.outcome for row in rows)
    read = [row for row in rows if row.verdict.outcome == "read"]
    clean = sum(not row.told for row in read)
    yield "# What becomes of subtitle files"
    yield ""
    yield "Made by `scripts/bench formats`. Only names and counts stand here, no text of the files."
    yield ""
    yield (
        f"{len(rows)} real files: {outcomes['read']} read, {clean} of them with nothing to forgive;"
        f" {outcomes['refused']} refused with line and reason, {outcomes['fault']} faults of"
        f" mediakit; {sum(row.cues for row in read)} cues; words under a line of times that are"
        f" nowhere in the result and were not told: {sum(row.missing for row in read)}."
    )
    yield ""
    yield "| file | | cues | lines of times | difference | forgiven, or why refused |"
    yield "|---|---|---|---|---|---|"
    for row in rows:
        cues = str(row.cues) if row.verdict.reading else ""
        yield (
            f"| {row.name} | {row.verdict.outcome} | {cues} | {row.times} | {_why(row)} |"
            f" {row.told} |"
        )


def _of_damaged(
    made: "Counter[str]", real: "Counter[str]", count: int, seconds: float
) -> Iterator[str]:
    yield ""
    yield "## Damaged files"
    yield ""
    yield (
        f"{count} damaged files made from ours in {', '.join(FORMATS)}, in which every word is"
        f" looked for, and {count} made from the real ones; seed {SEED}, {seconds:.0f} s in all."
    )
    yield ""
    yield "| | read | refused | words lost | faults |"
    yield "|---|---|---|---|---|"
    for name, row in (("ours", made), ("real", real)):
        counts = (row[key] for key in ("read", "refused", "words lost", "fault"))
        yield f"| {name} | {' | '.join(map(str, counts))} |"

"""scripts/bench subtitles: how often each way of making subtitles breaks each rule."""

from argparse import Namespace
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from benches.greedy import greedy
from benches.heard import Heard, heard_in, recordings
from benches.recordings import media_folder
from benches.running import machine, machine_lines, table, write_results
from mediakit.clock import Span
from mediakit.subtitles.easy.easy_read import easy_read
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.subtitles.rules.checked import to_check
from mediakit.subtitles.rules.fixing import fix
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.rules.profiles import BBC, DCMP, EASY_READ, NETFLIX
from mediakit.subtitles.rules.walking import breaches
from mediakit.subtitles.splitting import split
from mediakit.workflow.shelf import plain_words

PROFILES = (BBC, NETFLIX, DCMP, EASY_READ)
QUICK = 3
"""Recordings that a quick look takes."""

Make = Callable[[Heard, Profile], Subtitles]


def _ours(heard: Heard, profile: Profile) -> Subtitles:
    if profile is EASY_READ:
        words = plain_words(heard.transcript.language.partition("-")[0])
        return easy_read(heard.transcript, words, profile)
    return split(heard.transcript, profile)


def _greedy(heard: Heard, profile: Profile) -> Subtitles:
    return greedy(heard.transcript, profile)


def _whisper(heard: Heard, _profile: Profile) -> Subtitles:
    """Its segments as they are, one line each, as its own writer of SubRip puts them down."""
    cues = tuple(Cue(Span(one.start, one.end), one.text.strip()) for one in heard.segments)
    return Subtitles(heard.transcript.language, cues)


MAKERS: Mapping[str, Make] = {
    "mediakit": _ours,
    "greedy, as WhisperX": _greedy,
    "Whisper's segments": _whisper,
}


@dataclass(frozen=True, slots=True)
class Result:
    """One way of making subtitles by one profile: how many there are, how often each rule is
    broken, and how many breaches `check --fix` would mend.
    """

    profile: str
    maker: str
    subtitles: int
    broken: Mapping[str, int]
    hard: int
    soft: int
    mendable: int


def bench(wanted: Namespace) -> int:
    """Measure, print the table, write the files."""
    facts = machine()
    files = recordings(media_folder())[: QUICK if wanted.quick else None]
    heard = list(heard_in(files, wanted.heard))
    results = [
        count_breaches(name, make, profile, heard)
        for profile in PROFILES
        for name, make in MAKERS.items()
    ]
    text = _page(results, heard, facts, quick=wanted.quick)
    print(text)
    everything: dict[str, Any] = {
        "bench": "subtitles",
        "quick": wanted.quick,
        "machine": facts,
        "results": [_plain(result) for result in results],
    }
    for path in write_results("subtitles", wanted.label, wanted.out, everything, text):
        print(f"Written: {path.name}")
    return 0


def count_breaches(name: str, make: Make, profile: Profile, heard: Sequence[Heard]) -> Result:
    """How often the subtitles that `make` makes of these recordings break each rule."""
    broken: Counter[str] = Counter()
    subtitles = hard = soft = mendable = 0
    for one in heard:
        track = make(one, profile)
        # Links to words say when the words of ours are heard; those of others are compared.
        checked = to_check(track, profile, transcript=one.transcript)
        found = breaches(checked)
        broken.update(breach.rule.name for breach in found)
        subtitles += len(track.cues)
        hard += sum(breach.rule.hard for breach in found)
        soft += sum(not breach.rule.hard for breach in found)
        mendable += max(len(found) - len(breaches(fix(checked).checked)), 0)
    return Result(profile.name, name, subtitles, broken, hard, soft, mendable)


def _plain(result: Result) -> dict[str, Any]:
    return {
        "profile": result.profile,
        "maker": result.maker,
        "subtitles": result.subtitles,
        "hard": result.hard,
        "soft": result.soft,
        "mendable": result.mendable,
        "broken": dict(sorted(result.broken.items())),
    }


def _page(
    results: Sequence[Result], heard: Sequence[Heard], facts: dict[str, Any], *, quick: bool
) -> str:
    words = sum(len(one.transcript.words) for one in heard)
    seconds = sum(one.transcript.duration_ms for one in heard) / 1000
    parts = [
        f"# Rules that subtitles break, by who made them{' (a quick look)' if quick else ''}",
        "",
        f"{len(heard)} real recordings, {seconds:.0f} s, {words} words as mediakit heard them with "
        "the model base. A rule with ! is hard: viewers lose words. Speech too fast for its own "
        "subtitles stays too fast word for word; `mediakit check` reports every breach. Easy "
        "read by mediakit has words of its own; the others show what was said by its limits.",
        "",
    ]
    for profile in PROFILES:
        rows = [result for result in results if result.profile == profile.name]
        parts += [f"## {profile.name}", "", table(_head(rows), _rows(profile, rows)), ""]
    return "\n".join([*parts, machine_lines(facts)])


def _head(results: Sequence[Result]) -> list[str]:
    return ["rule", *(result.maker for result in results)]


def _rows(profile: Profile, results: Sequence[Result]) -> list[list[str]]:
    rows = [["subtitles", *(str(result.subtitles) for result in results)]]
    for rule in sorted(profile.rules, key=lambda rule: not rule.hard):
        counts = [result.broken.get(rule.name, 0) for result in results]
        if any(counts):
            sign = "! " if rule.hard else ""
            rows.append([f"{sign}{rule.name}", *map(str, counts)])
    rows.append(["all hard ones", *(str(result.hard) for result in results)])
    rows.append(["all others", *(str(result.soft) for result in results)])
    rows.append(["mended by --fix", *(str(result.mendable) for result in results)])
    return rows

"""scripts/bench transcribe: words, speed and memory, engine by engine."""

import tempfile
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from benches.engines import ENGINES
from benches.recordings import Recording, make_set, media_folder
from benches.running import (
    Run,
    chosen,
    machine,
    machine_lines,
    run_all,
    spread,
    table,
    write_results,
)
from benches.scoring import NEAR, Score, score

HEAD = (
    "engine, weights",
    "time / length",
    "processor / length",
    "word error rate",
    "wrong, lost, too many",
    "missed speech (s)",
    "invented words",
    "in silence",
    "peak memory (MiB)",
    "loading (s)",
)


def bench(wanted: Namespace) -> int:
    """Measure, print the table, write the files."""
    facts = machine()
    engines = chosen(wanted.engines)
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        recordings = make_set(media_folder(), folder, quick=wanted.quick)
        runs = list(run_all(engines, wanted.models.split(","), folder, wanted.repeat))
    spoken = [recording for recording in recordings if recording.said]
    length = sum(recording.seconds for recording in spoken)
    results = [_result(group, recordings, length) for group in _groups(runs)]
    text = _page(results, recordings, length, facts, wanted)
    print(text)
    everything: dict[str, Any] = {
        "bench": "transcribe",
        "repeat": wanted.repeat,
        "quick": wanted.quick,
        "machine": facts,
        "results": results,
    }
    if wanted.words:
        everything["recordings"] = [asdict(recording) for recording in recordings]
        everything["heard"] = [asdict(run) for run in runs]
    for path in write_results("transcribe", wanted.label, wanted.out, everything, text):
        print(f"Written: {path.name}")
    return 0


def _groups(runs: Sequence[Run]) -> list[list[Run]]:
    """The runs of each model and engine, in the order of the table."""
    order = list(ENGINES)
    keys = sorted({(run.model, order.index(run.engine)) for run in runs})
    return [
        [run for run in runs if (run.model, run.engine) == (model, order[at])] for model, at in keys
    ]


def _result(runs: Sequence[Run], recordings: Sequence[Recording], length: float) -> dict[str, Any]:
    """The figures of one engine with one model, run by run."""
    spoken = [recording.name for recording in recordings if recording.said]
    scores = [score(recordings, run.heard()) for run in runs]
    return {
        "engine": runs[0].engine,
        "model": runs[0].model,
        "time_by_length": [run.seconds(spoken) / length for run in runs],
        "processor_by_length": [run.seconds(spoken, "processor_seconds") / length for run in runs],
        "error_rate": [each.error_rate for each in scores],
        "missed_seconds": [each.missed for each in scores],
        "invented": [each.invented for each in scores],
        "in_silence": [each.in_silence for each in scores],
        "peak_mib": [run.peak_bytes / 2**20 for run in runs],
        "loading_seconds": [run.loading_seconds for run in runs],
        "scores": [asdict(each) for each in scores],
        "by_recording": _by_recording(runs[0], recordings),
    }


def _by_recording(run: Run, recordings: Sequence[Recording]) -> dict[str, Any]:
    """The counts of the first run, recording by recording, to see where words are lost."""
    heard = run.heard()
    return {
        recording.name: asdict(score([recording], {recording.name: heard[recording.name]}))
        for recording in recordings
    }


def _row(result: dict[str, Any]) -> tuple[str, ...]:
    counts = Score(**result["scores"][0])
    return (
        f"{ENGINES[result['engine']].about}, {result['model']}",
        spread(result["time_by_length"], ".3f"),
        spread(result["processor_by_length"], ".3f"),
        spread([100 * rate for rate in result["error_rate"]], ".1f") + " %",
        f"{counts.substituted}, {counts.deleted}, {counts.inserted} of {counts.spoken}",
        spread(result["missed_seconds"], ".1f"),
        spread(result["invented"], ".0f"),
        spread(result["in_silence"], ".0f"),
        spread(result["peak_mib"], ".0f"),
        spread(result["loading_seconds"], ".1f"),
    )


def _page(
    results: Sequence[dict[str, Any]],
    recordings: Sequence[Recording],
    length: float,
    facts: dict[str, Any],
    wanted: Namespace,
) -> str:
    quiet = sum(recording.seconds for recording in recordings if not recording.said)
    words = results[0]["scores"][0]["spoken"]
    times = "once" if wanted.repeat == 1 else f"{wanted.repeat} times in turn: medians (spread)"
    return "\n".join(
        [
            f"# Listening, engine by engine{' (a quick look)' if wanted.quick else ''}",
            "",
            f"{length:.0f} s of real speech ({words} words) and {quiet:.0f} s without any "
            f"(digital silence, white noise, music); {times}. Time and processor time are those "
            "of the speech, without loading; memory is that of the whole process, loading and all. "
            f"Missed speech lies further than {NEAR} s from every word. Invented words are those "
            "too many where somebody spoke, and all where nobody did.",
            "",
            table(HEAD, map(_row, results)),
            "",
            *_compared(results),
            machine_lines(facts),
        ]
    )


def _compared(results: Sequence[dict[str, Any]]) -> list[str]:
    """What the acceptance of issue 3 asks: ours beside the others with the same weights."""
    by_key = {(result["model"], result["engine"]): result for result in results}
    lines = []
    for (model, engine), result in by_key.items():
        ours = by_key.get((model, "mediakit"))
        if ours is None or engine == "mediakit":
            continue
        share = median(ours["time_by_length"]) / median(result["time_by_length"])
        better = 100 * (median(result["error_rate"]) - median(ours["error_rate"]))
        lines.append(
            f"- {model}: mediakit takes {share:.2f} of the time of {ENGINES[engine].about} "
            f"({1 / share:.1f} times as fast); its word error rate is {abs(better):.1f} points "
            f"{'lower' if better > 0 else 'higher'}."
        )
    return [*lines, ""] if lines else []

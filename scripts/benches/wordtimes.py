"""scripts/bench wordtimes: how exactly words are placed in time, against a measured recording."""

import tempfile
from argparse import Namespace
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

from benches.engines import ENGINES
from benches.recordings import MEASURED, make_set, media_folder, word_times
from benches.running import (
    Run,
    chosen,
    machine,
    machine_lines,
    run_all,
    table,
    write_results,
)
from benches.scoring import Times, word_time_errors

HEAD = (
    "engine, weights",
    "words matched",
    "start, median (ms)",
    "start, 95 % (ms)",
    "end, median (ms)",
    "end, 95 % (ms)",
    "worst (ms)",
)


def bench(wanted: Namespace) -> int:
    """Measure, print the table, write the files. One run is enough: times of words do not depend on
    what else the machine does.
    """
    facts = machine()
    media = media_folder()
    spoken = word_times(media / "speech")
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        make_set(media, folder, quick=True, only=MEASURED)
        runs = list(run_all(chosen(wanted.engines), wanted.models.split(","), folder, 1))
    found = [(run, word_time_errors(spoken, run.heard()[MEASURED])) for run in runs]
    text = "\n".join(
        [
            "# Times of words",
            "",
            f"{len(spoken)} words of one recording, their times measured by a person. Compared are "
            "the words that were heard right.",
            "",
            table(HEAD, [_row(run, times) for run, times in found]),
            "",
            machine_lines(facts),
        ]
    )
    print(text)
    everything: dict[str, Any] = {
        "bench": "wordtimes",
        "machine": facts,
        "results": [
            {"engine": run.engine, "model": run.model, **asdict(times)} for run, times in found
        ],
    }
    if wanted.words:
        everything["words"] = [asdict(word) for word in spoken]
        everything["heard"] = [asdict(run) for run in runs]
    for path in write_results("wordtimes", wanted.label, wanted.out, everything, text):
        print(f"Written: {path.name}")
    return 0


def _row(run: Run, times: Times) -> Sequence[str]:
    numbers = (
        times.median_start, times.late_start, times.median_end, times.late_end, times.worst,
    )  # fmt: skip
    return (
        f"{ENGINES[run.engine].about}, {run.model}",
        f"{times.matched} of {times.words}",
        *(f"{number:.0f}" for number in numbers),
    )

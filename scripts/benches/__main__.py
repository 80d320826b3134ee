"""scripts/bench BENCH [...]: what can be measured, and how much of it."""

import argparse
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

from benches import batch, cluster, easyread, formats, render, subtitles, transcribe, wordtimes
from benches.running import ROOT
from mediakit.workflow.keeping import cache_folder

Bench = Callable[[argparse.Namespace], int]

BENCHES: Mapping[str, Bench] = {
    "cluster": cluster.bench,
    "batch": batch.bench,
    "easyread": easyread.bench,
    "subtitles": subtitles.bench,
    "formats": formats.bench,
    "render": render.bench,
    "transcribe": transcribe.bench,
    "wordtimes": wordtimes.bench,
}


def main() -> int:
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument("bench", choices=BENCHES)
    parser.add_argument("--engines", default="all", help="names with commas between (default: all)")
    parser.add_argument("--models", default="base", help="base, tiny.en, or both with a comma")
    parser.add_argument("--repeat", type=int, default=3, help="how often each engine runs")
    parser.add_argument("--label", default="", help="ends the files' names (default: the date)")
    parser.add_argument("--out", type=Path, default=ROOT / "bench", help="folder for the results")
    parser.add_argument(
        "--heard",
        type=Path,
        default=cache_folder() / "bench",
        help="folder that keeps what was heard (subtitles, easyread)",
    )
    parser.add_argument(
        "--blocks",
        type=int,
        default=4,
        help="render: 4 for almost six minutes of film, 1 for a quarter",
    )
    parser.add_argument(
        "--without-moviepy", action="store_true", help="render: leave out what takes longest"
    )
    parser.add_argument("--quick", action="store_true", help="one short run, to see that all works")
    parser.add_argument(
        "--words",
        action="store_true",
        help="put down what was said and heard too: for your eyes only, it is people's speech",
    )
    wanted = parser.parse_args()
    if wanted.quick:
        wanted.repeat = 1
    return BENCHES[wanted.bench](wanted)


if __name__ == "__main__":
    sys.exit(main())

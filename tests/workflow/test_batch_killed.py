"""A batch that is killed again and again ends as one that nobody disturbed."""

import hashlib
import json
import os
import random
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest

from mediakit.workflow.batch.journal import FOLDER, look

KILLS = int(os.environ.get("MEDIAKIT_KILLS", "3"))
"""How often the batch is killed: each costs a start of the program."""


def contents(out: Path) -> dict[str, str]:
    """Every result by its name. A package's list says when it was made, so only the rest of it
    counts, and so for the reports.
    """
    found = {}
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if name.startswith((FOLDER, "report")) or path.is_dir():
            continue
        data = path.read_bytes()
        if path.name == "package.json":
            listing = json.loads(data)
            del listing["made"], listing["seal"]
            # The mark tells where the folder lies.
            del listing["project"]
            data = json.dumps(listing, sort_keys=True).encode()
        found[name] = hashlib.sha256(data).hexdigest()
    return found


@pytest.mark.slow
@pytest.mark.models
def test_killed_at_any_moment_it_goes_on_and_nothing_is_done_twice(
    make_clip: Callable[..., Path], make_talk: Callable[..., Path], tmp_path: Path
) -> None:
    shapes = ("testsrc", "testsrc2", "smptebars", "rgbtestsrc", "yuvtestsrc")
    for shape in shapes:
        make_clip(f"in/{shape}.mp4", seconds=2, size=(160, 120), sound=None, picture=shape)
    make_talk("in/talk.mp4")

    def run(name: str, seconds: float | None = None) -> int:
        """The exit code; the batch is killed after so many seconds, if it is not over before."""
        argv = ["-m", "mediakit", "batch", "in", "--out", name, "--model", "tiny.en"]
        child = subprocess.Popen(
            [sys.executable, *argv],
            cwd=tmp_path,
            env={**os.environ, "MEDIAKIT_CACHE": str(tmp_path / f"cache-{name}")},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        try:
            return child.wait(seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            return child.wait()

    began = time.monotonic()
    assert run("calm") == 0
    took = time.monotonic() - began
    chance = random.Random(7)
    ends = Counter(run("killed", chance.uniform(0.1, 0.8) * took) for _ in range(KILLS))
    assert ends[-signal.SIGKILL] >= 1
    assert set(ends) <= {0, -signal.SIGKILL}
    assert run("killed") == 0

    assert contents(tmp_path / "killed") == contents(tmp_path / "calm")
    deeds = Counter((deed.source, deed.what) for deed in look(tmp_path / "killed").deeds)
    names = (*shapes, "talk")
    assert [deeds[str(tmp_path / "in" / f"{name}.mp4"), "made"] for name in names] == [1] * 6
    left = [path for path in (tmp_path / "killed").rglob("*")
            if ".partial" in path.name or path.name.endswith(".old")]  # fmt: skip
    assert left == []

"""A program that gets no further is stopped, and one that does is not."""

import sys
import time

import pytest

from mediakit import process
from mediakit.errors import ProgramFailed
from mediakit.render.standstill import Standstill

TELLS = """
import time
for n in range(60):
    print(f"frame={n if %s else 1}", flush=True)
    time.sleep(0.1)
"""


def run(grows: bool) -> float:
    """Run a program of six seconds that may stand still for four; returns how long it ran."""
    standstill, began = Standstill(4.0), time.monotonic()
    argv = [sys.executable, "-c", TELLS % grows]
    process.run(argv, on_line=standstill.hear, guard=standstill.check)
    return time.monotonic() - began


def test_what_stands_still_is_stopped() -> None:
    with pytest.raises(ProgramFailed, match="ffmpeg got no further"):
        run(grows=False)


def test_what_gets_on_is_waited_for() -> None:
    assert run(grows=True) > 4

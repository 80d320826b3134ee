import os
import sys
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

ROOT = Path(__file__).parents[2]
# The tools and the voice of the example film are modules of this repository, not of the package.
sys.path[:0] = [str(ROOT / "tests" / "tools"), str(ROOT / "scripts")]


@pytest.fixture(scope="session")
def spoken() -> NDArray[np.float32]:
    """Two made voices, a second of silence before each, mono at 16 kHz."""
    pytest.importorskip("espeakng_loader", reason="needs the extra `demo` (the made voice)")
    from footage.lines import FILM_MAKER, LEAD, Line
    from footage.voice import speak

    parts = speak((Line(FILM_MAKER, SAID[0], 0.0), Line(LEAD, SAID[1], 0.0)))
    return np.concatenate([
        np.concatenate([np.zeros(16_000, np.float32), to_16k(part.samples, part.rate)])
        for part in parts
    ])  # fmt: skip


SAID = (
    "Hello and welcome. Today we talk about making films together.",
    "Everybody brings something, and everybody has a say in what we do.",
)


def to_16k(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    times = np.arange(int(len(samples) * 16_000 / rate)) * rate / 16_000
    return np.interp(times, np.arange(len(samples)), samples).astype(np.float32)


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of real recordings, outside the project."""
    folder = Path(os.environ.get("MEDIAKIT_MEDIA") or ROOT.parent / "shared" / "media") / "speech"
    if not folder.is_dir():
        pytest.skip("needs real recordings: set MEDIAKIT_MEDIA to their folder")
    return folder

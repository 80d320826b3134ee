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
    """Two made voices, mono at 16 kHz."""
    pytest.importorskip("espeakng_loader", reason="needs the extra `demo` (the made voice)")
    from made_speech import say

    return say()


@pytest.fixture(scope="session")
def recordings() -> Path:
    """The folder of real recordings, outside the project."""
    folder = Path(os.environ.get("MEDIAKIT_MEDIA") or ROOT.parent / "shared" / "media") / "speech"
    if not folder.is_dir():
        pytest.skip("needs real recordings: set MEDIAKIT_MEDIA to their folder")
    return folder

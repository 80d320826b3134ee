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
def recordings(real_media: Path) -> Path:
    """Real voices."""
    return real_media / "speech"

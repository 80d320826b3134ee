"""The packaged weights as a checkpoint of openai-whisper: python -m benches.checkpoint MODEL FILE.

A program of its own, so that what the change needs does not count as memory of the engine.
"""

import importlib
import sys
from pathlib import Path

from mediakit.transcript.models import read_packaged

TOOLS = Path(__file__).parents[2] / "tests" / "tools"

if __name__ == "__main__":
    sys.path.insert(0, str(TOOLS))
    converter = importlib.import_module("openai_checkpoint")
    converter.write_checkpoint(read_packaged(sys.argv[1])["model.bin"], Path(sys.argv[2]))

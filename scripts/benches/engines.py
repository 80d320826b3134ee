"""One engine, listening to the whole set in a process of its own, so that its memory is its own.

python -m benches.engines ENGINE MODEL FOLDER writes a JSON object to standard output.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path
from typing import Any

from benches.recordings import read_set
from mediakit.transcript.models import read_packaged

BEAMS = 5
BATCH = 8
MOST_THREADS = 8

Words = list[tuple[str, float, float]]
"""What was heard: each word with its start and end in seconds."""

Listen = Callable[[Path], Words]


@dataclass(frozen=True, slots=True)
class Kind:
    """An engine: what it is called in tables, what must be installed, how it is loaded."""

    about: str
    needs: str
    load: Callable[[str], Listen]


def _sequential(model: str) -> Listen:
    whisper = _faster_whisper(model)

    def listen(path: Path) -> Words:
        """With the library's defaults, but for the beams and the times of words."""
        segments, _ = whisper.transcribe(
            str(path), language="en", beam_size=BEAMS, word_timestamps=True
        )
        return _words(segments)

    return listen


def _batched(model: str) -> Listen:
    from faster_whisper import BatchedInferencePipeline

    pipeline = BatchedInferencePipeline(_faster_whisper(model))

    def listen(path: Path) -> Words:
        """With the library's defaults, but for the beams, the times of words and the batch."""
        segments, _ = pipeline.transcribe(
            str(path), language="en", beam_size=BEAMS, word_timestamps=True, batch_size=BATCH
        )
        return _words(segments)

    return listen


def _faster_whisper(model: str) -> Any:  # noqa: ANN401 - the library has no types
    from faster_whisper import WhisperModel

    # As many threads as mediakit takes; the library's own four would crowd a smaller machine.
    threads = min(cores(), MOST_THREADS)
    files = read_packaged(model)
    return WhisperModel(
        f"packaged:{model}", device="cpu", compute_type="int8", cpu_threads=threads, files=files
    )


def _words(segments: Any) -> Words:  # noqa: ANN401
    return [
        (word.word.strip(), word.start, word.end) for part in segments for word in part.words or ()
    ]


def _openai(model: str) -> Listen:
    import whisper

    with tempfile.TemporaryDirectory() as folder:
        checkpoint = Path(folder) / f"{model}.pt"
        argv = [sys.executable, "-m", "benches.checkpoint", model, str(checkpoint)]
        subprocess.run(argv, check=True)
        loaded = whisper.load_model(str(checkpoint), device="cpu")

    def listen(path: Path) -> Words:
        """With the library's defaults, but for the beams and the times of words."""
        from faster_whisper import decode_audio

        heard = loaded.transcribe(
            decode_audio(str(path)),
            language="en",
            beam_size=BEAMS,
            word_timestamps=True,
            fp16=False,
        )
        return [
            (word["word"].strip(), word["start"], word["end"])
            for part in heard["segments"]
            for word in part["words"]
        ]

    return listen


def _ours(model: str) -> Listen:
    from mediakit.media.probe import probe
    from mediakit.process import StopSignal
    from mediakit.transcript.listening import Listener, Listening

    listener = Listener(Listening(model=model, language="en"))

    def listen(path: Path) -> Words:
        """As `mediakit transcribe` does, with nothing kept from before."""
        with tempfile.TemporaryDirectory() as keep:
            transcript = listener.listen(
                probe(path), keep=Path(keep), on_progress=lambda _: None, stop=StopSignal()
            )
        return [
            (word.text, word.span.start / 1000, word.span.end / 1000) for word in transcript.words
        ]

    return listen


ENGINES = {
    "openai-whisper": Kind("openai-whisper, beam 5", "openai-whisper", _openai),
    "sequential": Kind("faster-whisper int8, beam 5, sequential", "faster-whisper", _sequential),
    "batched": Kind("faster-whisper int8, beam 5, batched 8", "faster-whisper", _batched),
    "mediakit": Kind("mediakit", "faster-whisper", _ours),
}


def installed(name: str) -> bool:
    """Whether the libraries of that engine are here."""
    try:
        metadata.version(ENGINES[name].needs)
    except metadata.PackageNotFoundError:
        return False
    return True


def cores() -> int:
    """Cores that this process may use."""
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def measure(name: str, model: str, folder: Path) -> dict[str, Any]:
    """Load the engine, listen to the set, and say what was heard and what it took."""
    began = time.perf_counter()
    listen = ENGINES[name].load(model)
    listen(folder / "warm-up.wav")
    loading = time.perf_counter() - began
    heard = []
    for recording in read_set(folder):
        start, processor = time.perf_counter(), time.process_time()
        words = listen(folder / recording.file)
        heard.append(
            {
                "name": recording.name,
                "seconds": time.perf_counter() - start,
                "processor_seconds": time.process_time() - processor,
                "words": words,
            }
        )
    return {"loading_seconds": loading, "peak_bytes": _peak(), "recordings": heard}


def _peak() -> int:
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else peak * 1024


if __name__ == "__main__":
    print(json.dumps(measure(sys.argv[1], sys.argv[2], Path(sys.argv[3]))))

"""Whisper by faster-whisper: the engine that mediakit uses unless told otherwise."""

import os
from collections.abc import Iterable, Iterator
from importlib import metadata
from typing import TYPE_CHECKING, Any

from mediakit.errors import BadInput
from mediakit.process import StopSignal
from mediakit.transcript.engines.base import (
    DECODING,
    LOG_PROBABILITY_LIMIT,
    SEED,
    UNSPACED,
    WhisperEngine,
)
from mediakit.transcript.models import Model, read_packaged
from mediakit.transcript.speech import Stretch
from mediakit.transcript.words import Heard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COMPUTE_TYPE = "int8"
"""Weights in 8 bits: on a CPU 1.2 to 1.9 times as fast as 32 bits (measured on two cores). Some
commas and rare names come out otherwise than with 32 bits, and rarely a word is lost."""

MOST_THREADS = 8
"""More threads than this make one Whisper model no faster; the library's own default is 4."""


class FasterWhisper(WhisperEngine):
    """See `engines.Engine`. Loading takes 1 to 2 s; use one object for many recordings."""

    def __init__(self, model: Model, compute_type: str = COMPUTE_TYPE) -> None:
        self._whisper = _load(model, compute_type)
        super().__init__(
            f"faster-whisper {metadata.version('faster-whisper')}",
            f"{model.name} {model.fingerprint[:8]}",
            self._whisper.supported_languages,
        )

    def detect(self, sound: "NDArray[np.float32]") -> tuple[str, float]:
        """See `WhisperEngine.detect`."""
        import numpy as np

        # Whisper was trained on sound that silence fills up to 30 s; the library fills up with
        # something else, and is then less sure of a short recording.
        window = self._whisper.feature_extractor.n_samples
        filled = np.pad(sound[:window], (0, max(0, window - len(sound))))
        language, confidence, _ = self._whisper.detect_language(filled)
        return str(language), round(float(confidence), 4)

    def hear(
        self, stretch: Stretch, language: str, stop: StopSignal
    ) -> Iterator[tuple[float, list[Heard]]]:
        """See `WhisperEngine.hear`. A part is a segment; windows of 30 s are decoded as needed."""
        segments, _ = self._whisper.transcribe(
            stretch.sound,
            language=language,
            log_prob_threshold=LOG_PROBABILITY_LIMIT,
            **DECODING,
        )
        for segment in segments:
            stop.check()
            yield float(segment.end), list(_heard(segment.words or (), stretch, language))


def _load(model: Model, compute_type: str) -> Any:  # noqa: ANN401 - the library has no types
    import ctranslate2
    from faster_whisper import WhisperModel

    ctranslate2.set_random_seed(SEED)
    files = read_packaged(model.name) if model.place is None else None
    # With `files` the first argument only names the model: it must not be a path that exists.
    name = str(model.place) if files is None else f"packaged:{model.name}"
    threads = min(len(os.sched_getaffinity(0)), MOST_THREADS) if _can_count() else 0
    try:
        return WhisperModel(
            name, device="cpu", compute_type=compute_type, cpu_threads=threads, files=files
        )
    except (RuntimeError, ValueError) as error:
        raise BadInput(
            f"The model {model.name} cannot be loaded",
            f"{model.place or ''} ({error})".strip(),
            "Copy or convert it again; it must be a Whisper model for CTranslate2.",
        ) from error


def _can_count() -> bool:
    # Absent on macOS and Windows, where the library's own default serves.
    return hasattr(os, "sched_getaffinity")


def _heard(words: Iterable[Any], stretch: Stretch, language: str) -> Iterator[Heard]:
    """The door: faster-whisper's words as ours."""
    for index, word in enumerate(words):
        start, end = stretch.place(float(word.start), float(word.end))
        begins = index == 0 or word.word[:1].isspace() or language in UNSPACED
        yield Heard(word.word, start, end, float(word.probability), begins)

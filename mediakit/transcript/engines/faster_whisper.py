"""Whisper by faster-whisper: the engine that mediakit uses unless told otherwise.

The library hears one window after the other, or many at once but then each only once and without
looking back. Here its parts (features, encoder, decoder, alignment) are used one by one, so that
many windows are decoded at once and what was not understood can be heard again.
"""

import os
from collections.abc import Mapping, Sequence
from importlib import metadata
from typing import TYPE_CHECKING, Any

from mediakit.errors import BadInput
from mediakit.transcript.engines.base import BEST_OF, SEED, Asking, Decoded, Encoded, heard_in
from mediakit.transcript.models import Model, read_packaged

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

COMPUTE_TYPE = "int8"
"""Weights in 8 bits: 0.6 of the time of 32 bits, and no more mistakes (29 either way in 918 words).
Some commas and rare names come out otherwise."""

_THREADS_A_WORKER = 2
"""Even where there is but one core for each worker: on two cores two workers with two threads each
take 1.02 of the time of those with one, and a recording of one window, which only one of them can
hear, 0.63."""

_MOST_WORKERS = 2
"""Each worker needs some 300 MB of its own; more cores than these become threads of the workers."""

_MOST_THREADS = 4
"""More threads make one decoder no faster."""


class FasterWhisper:
    """See `engines.base.Engine`. Loading takes 1 to 2 s; use one object for many recordings."""

    def __init__(self, model: Model, compute_type: str = COMPUTE_TYPE) -> None:
        cores = _cores()
        self.workers = min(cores, _MOST_WORKERS)
        threads = min(max(_THREADS_A_WORKER, cores // self.workers), _MOST_THREADS)
        self._whisper = _load(model, compute_type, self.workers, threads)
        self.name = f"faster-whisper {metadata.version('faster-whisper')}"
        self.model = f"{model.name} {model.fingerprint[:8]}"
        self.languages = frozenset(self._whisper.supported_languages)

    def detect(self, sound: "NDArray[np.float32]") -> Mapping[str, float]:
        """See `Engine.detect`."""
        (shares,) = self._whisper.model.detect_language(_together([self.encode(sound)]))
        return {token.strip("<|>"): float(share) for token, share in shares}

    def encode(self, sound: "NDArray[np.float32]") -> Encoded:
        """See `Engine.encode`."""
        import numpy as np
        from faster_whisper.audio import pad_or_trim

        extract = self._whisper.feature_extractor
        # Zeros after the features, as the library does it: with silence after the sound
        # instead, base made 25 mistakes where it now makes 20.
        features = pad_or_trim(extract(sound[: extract.n_samples])[..., :-1])
        values = np.array(self._whisper.encode(features[np.newaxis]))
        return Encoded(values, len(sound))

    def decode(self, windows: Sequence[Encoded], asking: Asking) -> tuple[Decoded, ...]:
        """See `Engine.decode`."""
        tokenizer = self._tokenizer(asking.language)
        encoded = _together(windows)
        found = self._whisper.model.generate(
            encoded,
            [self._prompt(tokenizer, asking)] * len(windows),
            suppress_tokens=_not_said(tokenizer),
            return_scores=True,
            return_no_speech_prob=True,
            **_search(asking),
        )
        tokens = [[one for one in each.sequences_ids[0] if one < tokenizer.eot] for each in found]
        words = self._aligned(tokenizer, tokens, encoded, [window.length for window in windows])
        return tuple(
            _decoded(each, tokenizer.decode(said).strip(), timed, asking.language)
            for each, said, timed in zip(found, tokens, words, strict=True)
        )

    def _tokenizer(self, language: str) -> Any:  # noqa: ANN401 - the library has no types
        from faster_whisper.tokenizer import Tokenizer

        whisper = self._whisper
        many = whisper.model.is_multilingual
        return Tokenizer(whisper.hf_tokenizer, many, task="transcribe", language=language)

    def _prompt(self, tokenizer: Any, asking: Asking) -> list[int]:  # noqa: ANN401 - no types
        before = tokenizer.encode(" " + asking.prompt.strip()) if asking.prompt.strip() else []
        prompt: list[int] = self._whisper.get_prompt(
            tokenizer, before, without_timestamps=True, hotwords=asking.hot_words or None
        )
        return prompt

    def _aligned(
        self,
        tokenizer: Any,  # noqa: ANN401 - the library has no types
        tokens: list[list[int]],
        encoded: Any,  # noqa: ANN401 - the library has no types
        lengths: list[int],
    ) -> list[list[Any]]:
        if not any(tokens):
            return [[] for _ in tokens]
        hop = self._whisper.feature_extractor.hop_length
        frames = [length // hop for length in lengths]
        words: list[list[Any]] = self._whisper.find_alignment(tokenizer, tokens, encoded, frames)
        return words


def _together(windows: Sequence[Encoded]) -> Any:  # noqa: ANN401 - the library has no types
    import ctranslate2
    import numpy as np

    return ctranslate2.StorageView.from_array(np.concatenate([one.values for one in windows]))


def _search(asking: Asking) -> dict[str, Any]:
    if asking.temperature > 0:
        return {
            "beam_size": 1,
            "num_hypotheses": BEST_OF,
            "sampling_topk": 0,
            "sampling_temperature": asking.temperature,
        }
    return {"beam_size": asking.beams}


def _not_said(tokenizer: Any) -> list[int]:  # noqa: ANN401 - the library has no types
    from faster_whisper.transcribe import get_suppressed_tokens

    tokens: tuple[int, ...] = get_suppressed_tokens(tokenizer, [-1])
    return list(tokens)


def _decoded(found: Any, text: str, words: list[Any], language: str) -> Decoded:  # noqa: ANN401
    """The door: one result of ctranslate2 and faster-whisper's words, as ours."""
    length = len(found.sequences_ids[0])
    timed = [
        (word["word"], float(word["start"]), float(word["end"]), float(word["probability"]))
        for word in words
        if word["word"]
    ]
    # The score is a mean over the tokens; the end of the text counts as one more.
    log_probability = float(found.scores[0]) * length / (length + 1)
    return Decoded(heard_in(timed, language), text, log_probability, float(found.no_speech_prob))


def _load(model: Model, compute_type: str, workers: int, threads: int) -> Any:  # noqa: ANN401
    import ctranslate2
    from faster_whisper import WhisperModel

    ctranslate2.set_random_seed(SEED)
    files = read_packaged(model.name) if model.place is None else None
    # With `files` the first argument only names the model: it must not be a path that exists.
    name = str(model.place) if files is None else f"packaged:{model.name}"
    try:
        return WhisperModel(
            name,
            device="cpu",
            compute_type=compute_type,
            cpu_threads=threads,
            num_workers=workers,
            files=files,
        )
    except (RuntimeError, ValueError) as error:
        raise BadInput(
            f"The model {model.name} cannot be loaded",
            f"{model.place or ''} ({error})".strip(),
            "Copy or convert it again; it must be a Whisper model for CTranslate2.",
        ) from error


def _cores() -> int:
    # Absent on macOS and Windows.
    if hasattr(os, "sched_getaffinity"):
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1

"""Whisper by OpenAI's own package, an extra: it brings torch, and is slower on a CPU."""

from collections.abc import Iterable, Iterator, Mapping
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediakit.errors import BadInput, MissingPart
from mediakit.process import StopSignal
from mediakit.transcript.engines.base import (
    DECODING,
    LOG_PROBABILITY_LIMIT,
    SEED,
    UNSPACED,
    WhisperEngine,
)
from mediakit.transcript.models import Model
from mediakit.transcript.speech import SPEECH_RATE, Stretch
from mediakit.transcript.words import Heard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class OpenAIWhisper(WhisperEngine):
    """See `engines.Engine`. Progress comes once a stretch (up to 5 minutes of speech)."""

    def __init__(self, model: Model) -> None:
        if model.place is None:
            raise BadInput(
                f"openai-whisper cannot use the packaged model {model.name}",
                remedy="Give it a checkpoint file with --model FILE.pt.",
            )
        self._whisper = _load(model.place)
        super().__init__(
            f"openai-whisper {metadata.version('openai-whisper')}",
            f"{model.name} {model.fingerprint[:8]}",
            _languages(self._whisper),
        )

    def detect(self, sound: "NDArray[np.float32]") -> tuple[str, float]:
        """See `WhisperEngine.detect`."""
        import whisper

        mel = whisper.log_mel_spectrogram(sound, self._whisper.dims.n_mels, whisper.audio.N_SAMPLES)
        window = whisper.pad_or_trim(mel, whisper.audio.N_FRAMES).to(self._whisper.device)
        _, shares = self._whisper.detect_language(window)
        language = max(shares, key=shares.__getitem__)
        return str(language), round(float(shares[language]), 4)

    def hear(
        self, stretch: Stretch, language: str, stop: StopSignal
    ) -> Iterator[tuple[float, list[Heard]]]:
        """See `WhisperEngine.hear`. The library returns the whole stretch at once."""
        import torch

        # The one place where the library can be stopped: each window passes the encoder.
        hook = self._whisper.encoder.register_forward_pre_hook(lambda *_: stop.check())
        try:
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(SEED)
                result = self._whisper.transcribe(
                    stretch.sound,
                    language=language,
                    logprob_threshold=LOG_PROBABILITY_LIMIT,
                    fp16=False,
                    **DECODING,
                )
        finally:
            hook.remove()
        heard = [
            part
            for segment in result["segments"]
            for part in _heard(segment["words"], stretch, language)
        ]
        yield len(stretch.sound) / SPEECH_RATE, heard


def _load(path: Path) -> Any:  # noqa: ANN401 - the library has no types
    try:
        import whisper
    except ImportError as error:
        raise MissingPart(
            "The engine openai-whisper is not installed",
            remedy='Install it with: pip install "mediakit[openai-whisper]"',
        ) from error
    try:
        model = whisper.load_model(str(path), device="cpu")
    except (
        Exception
    ) as error:  # torch's reader raises many kinds for a file that is none of its own
        raise BadInput(
            "The file is no checkpoint that openai-whisper can use", str(path)
        ) from error
    # The library knows the published models' heads for word times only when it loads them by
    # name; a file that carries a published name is one of them.
    heads = whisper._ALIGNMENT_HEADS.get(path.stem)
    if heads is not None:
        model.set_alignment_heads(heads)
    return model


def _languages(model: Any) -> tuple[str, ...]:  # noqa: ANN401 - the library has no types
    from whisper.tokenizer import LANGUAGES

    # A model's vocabulary says how many of the languages, in order of the table, it knows.
    return tuple(LANGUAGES)[: model.num_languages] if model.is_multilingual else ("en",)


def _heard(words: Iterable[Mapping[str, Any]], stretch: Stretch, language: str) -> Iterator[Heard]:
    """The door: openai-whisper's words as ours."""
    for index, word in enumerate(words):
        start, end = stretch.place(float(word["start"]), float(word["end"]))
        begins = index == 0 or word["word"][:1].isspace() or language in UNSPACED
        yield Heard(word["word"], start, end, float(word["probability"]), begins)

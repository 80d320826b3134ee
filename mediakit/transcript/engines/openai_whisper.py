"""Whisper by OpenAI's own package, an extra: it brings torch, and is slower on a CPU."""

from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from mediakit.errors import BadInput, MissingPart
from mediakit.transcript.engines.base import BEST_OF, SEED, Asking, Decoded, Encoded, heard_in
from mediakit.transcript.models import Model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Untyped: TypeAlias = Any
"""What the library hands out: it has no types."""


class OpenAIWhisper:
    """See `engines.base.Engine`."""

    def __init__(self, model: Model) -> None:
        if model.place is None:
            raise BadInput(
                f"openai-whisper cannot use the packaged model {model.name}",
                remedy="Give it a checkpoint file with --model FILE.pt.",
            )
        self._whisper = _load(model.place)
        self.name = f"openai-whisper {metadata.version('openai-whisper')}"
        self.model = f"{model.name} {model.fingerprint[:8]}"
        self.languages = frozenset(_languages(self._whisper))
        # Torch shares one set of threads among all callers.
        self.workers = 1

    def detect(self, sound: "NDArray[np.float32]") -> Mapping[str, float]:
        """See `Engine.detect`."""
        _, shares = self._whisper.detect_language(self.encode(sound).values)
        return {str(language): float(share) for language, share in shares.items()}

    def encode(self, sound: "NDArray[np.float32]") -> Encoded:
        """See `Engine.encode`. The library's decoder and its word times each want the features."""
        import whisper

        features = whisper.log_mel_spectrogram(
            sound[: whisper.audio.N_SAMPLES], self._whisper.dims.n_mels
        )
        features = whisper.pad_or_trim(features, whisper.audio.N_FRAMES)
        return Encoded(features.to(self._whisper.device), len(sound))

    def decode(self, windows: Sequence[Encoded], asking: Asking) -> tuple[Decoded, ...]:
        """See `Engine.decode`."""
        import torch
        import whisper
        from whisper.tokenizer import get_tokenizer

        tokenizer = get_tokenizer(
            self._whisper.is_multilingual,
            num_languages=self._whisper.num_languages,
            language=asking.language,
            task="transcribe",
        )
        options = _options(asking, tokenizer)
        found = []
        # One by one: with several windows at once and several wordings the library breaks off.
        for window in windows:
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(SEED)
                found.append(whisper.decode(self._whisper, window.values, options))
        return tuple(
            self._decoded(one, window, tokenizer, asking.language)
            for one, window in zip(found, windows, strict=True)
        )

    def _decoded(
        self, found: Untyped, window: Encoded, tokenizer: Untyped, language: str
    ) -> Decoded:
        """The door: one result of openai-whisper as ours, with the times of its words."""
        from whisper.audio import HOP_LENGTH
        from whisper.timing import find_alignment

        tokens = [token for token in found.tokens if token < tokenizer.eot]
        frames = window.length // HOP_LENGTH
        aligned = find_alignment(self._whisper, tokenizer, tokens, window.values, frames)
        words = [
            (word.word, float(word.start), float(word.end), float(word.probability))
            for word in aligned
            if word.word
        ]
        text = tokenizer.decode(tokens).strip()
        silence = float(found.no_speech_prob)
        return Decoded(heard_in(words, language), text, float(found.avg_logprob), silence)


def _options(asking: Asking, tokenizer: Untyped) -> Untyped:
    from whisper import DecodingOptions

    # As faster-whisper puts them: terms to listen for first, then the text that stands before.
    before = [text.strip() for text in (asking.hot_words, asking.prompt) if text.strip()]
    prompt = [token for text in before for token in tokenizer.encode(" " + text)]
    search = (
        {"temperature": asking.temperature, "best_of": BEST_OF}
        if asking.temperature > 0
        else {"beam_size": asking.beams}
    )
    return DecodingOptions(
        language=asking.language,
        without_timestamps=True,
        prompt=prompt or None,
        fp16=False,
        **search,
    )


def _load(path: Path) -> Untyped:
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


def _languages(model: Untyped) -> tuple[str, ...]:
    from whisper.tokenizer import LANGUAGES

    # A model's vocabulary says how many of the languages, in order of the table, it knows.
    return tuple(LANGUAGES)[: model.num_languages] if model.is_multilingual else ("en",)

"""Whisper by OpenAI's own package, an extra: it brings torch, and is slower on a CPU."""

from collections.abc import Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeAlias

from mediakit.errors import BadInput, MissingPart
from mediakit.transcript.engines.base import BEST_OF, SEED, Asking, Decoded, heard_in
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
        _, shares = self._whisper.detect_language(self._features([sound])[0])
        return {str(language): float(share) for language, share in shares.items()}

    def decode(
        self, sounds: "Sequence[NDArray[np.float32]]", asking: Asking
    ) -> tuple[Decoded, ...]:
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
        features, options = self._features(sounds), _options(asking, tokenizer)
        found = []
        # One by one: with several windows at once and several wordings the library breaks off.
        for window in features:
            with torch.random.fork_rng(devices=[]):
                torch.manual_seed(SEED)
                found.append(whisper.decode(self._whisper, window, options))
        return tuple(
            self._decoded(one, window, len(sound), tokenizer, asking.language)
            for one, window, sound in zip(found, features, sounds, strict=True)
        )

    def _features(self, sounds: "Sequence[NDArray[np.float32]]") -> Untyped:
        import torch
        import whisper

        bands = self._whisper.dims.n_mels
        windows = [
            whisper.pad_or_trim(
                whisper.log_mel_spectrogram(sound[: whisper.audio.N_SAMPLES], bands),
                whisper.audio.N_FRAMES,
            )
            for sound in sounds
        ]
        return torch.stack(windows).to(self._whisper.device)

    def _decoded(
        self, found: Untyped, features: Untyped, length: int, tokenizer: Untyped, language: str
    ) -> Decoded:
        """The door: one result of openai-whisper as ours, with the times of its words."""
        from whisper.audio import HOP_LENGTH
        from whisper.timing import find_alignment

        tokens = [token for token in found.tokens if token < tokenizer.eot]
        aligned = find_alignment(self._whisper, tokenizer, tokens, features, length // HOP_LENGTH)
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

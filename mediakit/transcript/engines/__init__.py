"""The engines that turn sound into words, by name; none is loaded before it is used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import Literal

from mediakit.errors import BadInput, MissingPart
from mediakit.transcript.engines.base import Engine
from mediakit.transcript.models import Model


@dataclass(frozen=True, slots=True)
class EngineKind:
    """An engine before it is loaded. `libraries` are the distributions whose versions decide what
    it hears, its own first; `extra` is the extra of mediakit that brings it ("" for none).
    """

    name: str
    libraries: tuple[str, ...]
    extra: str
    weights: Literal["ctranslate2", "openai"]
    load: Callable[[Model], Engine]

    def versions(self) -> dict[str, str]:
        """The version of each library. Raises `MissingPart` where one is not installed."""
        try:
            return {library: metadata.version(library) for library in self.libraries}
        except metadata.PackageNotFoundError as error:
            wanted = f"mediakit[{self.extra}]" if self.extra else "mediakit"
            raise MissingPart(
                f"The engine {self.name} is not installed",
                remedy=f'Install it with: pip install "{wanted}"',
            ) from error


def _load_faster_whisper(model: Model) -> Engine:
    from mediakit.transcript.engines.faster_whisper import FasterWhisper

    return FasterWhisper(model)


def _load_openai_whisper(model: Model) -> Engine:
    from mediakit.transcript.engines.openai_whisper import OpenAIWhisper

    return OpenAIWhisper(model)


# faster-whisper brings the finder of speech for both (speech.py), which runs on onnxruntime.
ENGINES: Mapping[str, EngineKind] = {
    kind.name: kind
    for kind in (
        EngineKind(
            "faster-whisper",
            ("faster-whisper", "ctranslate2", "onnxruntime"),
            "",
            "ctranslate2",
            _load_faster_whisper,
        ),
        EngineKind(
            "openai-whisper",
            ("openai-whisper", "torch", "faster-whisper", "onnxruntime"),
            "openai-whisper",
            "openai",
            _load_openai_whisper,
        ),
    )
}


def engine_named(name: str) -> EngineKind:
    """The engine called `name`. Raises `BadInput` that lists what there is."""
    if name not in ENGINES:
        raise BadInput(
            f"There is no engine called {name!r}", remedy=f"Choose from: {', '.join(ENGINES)}."
        )
    return ENGINES[name]

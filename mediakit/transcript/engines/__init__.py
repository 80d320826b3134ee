"""The engines that turn sound into words, by name; none is loaded before it is used."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import metadata
from typing import TYPE_CHECKING, Literal, Protocol

from mediakit.errors import BadInput, MissingPart
from mediakit.process import StopSignal
from mediakit.transcript.model import Transcript
from mediakit.transcript.models import Model

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Engine(Protocol):
    """Something that listens."""

    def listen(
        self,
        sound: "NDArray[np.float32]",
        *,
        language: str | None,
        on_progress: Callable[[float], None],
        stop: StopSignal,
    ) -> Transcript:
        """What is said in `sound` (mono, 16 kHz). `language` is a BCP 47 tag; None finds it out.

        `on_progress` receives the share that is done, from 0 to 1. Raises `BadInput` for a language
        that the model does not know and `Stopped` once `stop` is set.
        """


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

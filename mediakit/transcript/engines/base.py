"""What both Whisper engines share: the same windows of sound, decoded with the same settings."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Protocol

from mediakit.errors import BadInput
from mediakit.transcript.words import Heard

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SEED = 0
"""Where chance begins when a person allows it (`Asking.temperature`)."""

BEST_OF = 5
"""Wordings that are drawn at a temperature above 0, the best of which counts (OpenAI's own)."""

UNDETERMINED = "und"
"""BCP 47 for "cannot be told": the language of a recording in which nobody speaks."""

UNSPACED = frozenset(("zh", "ja", "th", "lo", "my", "yue"))
"""Languages that Whisper writes without spaces, and so cuts into single characters."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How windows are decoded. `language` is Whisper's own code. `beams` wordings are followed at
    once; `prompt` is text that might stand before; `hot_words` are terms to listen for, as one
    line; a `temperature` above 0 draws wordings by chance.
    """

    language: str
    beams: int
    prompt: str = ""
    hot_words: str = ""
    temperature: float = 0.0


@dataclass(frozen=True, slots=True)
class Decoded:
    """What was heard in one window. Times count milliseconds of the window; `log_probability` is
    the mean of its tokens, `no_speech` Whisper's own share for silence.
    """

    heard: tuple[Heard, ...]
    text: str
    log_probability: float
    no_speech: float


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """One window of sound, taken in once and then decoded as often as it takes. `values` mean
    something to the engine that made them alone; `length` counts the samples of sound.
    """

    values: Any
    length: int


class Engine(Protocol):
    """A Whisper model at work."""

    name: str
    """The library and its version: "faster-whisper 1.2.1"."""
    model: str
    """The model and the beginning of its fingerprint."""
    languages: frozenset[str]
    """The codes of the languages that the model knows."""
    workers: int
    """How many threads may call `decode` at once with profit."""

    def detect(self, sound: "NDArray[np.float32]") -> Mapping[str, float]:
        """The share of each language in up to 30 s of mono sound at 16 kHz."""

    def encode(self, sound: "NDArray[np.float32]") -> Encoded:
        """A window (mono, 16 kHz, 30 s at most) made ready to be decoded."""

    def decode(self, windows: Sequence[Encoded], asking: Asking) -> tuple[Decoded, ...]:
        """What is said in each of some windows."""


def code_of(tag: str) -> str:
    """Whisper's code for a BCP 47 tag: its first part.

    >>> code_of("en-GB")
    'en'
    """
    return tag.replace("_", "-").split("-")[0].lower()


def known_code(engine: Engine, tag: str) -> str:
    """Whisper's code for a language. Raises `BadInput` for one that the model does not know."""
    code = code_of(tag)
    if code in engine.languages:
        return code
    if engine.languages == {"en"}:
        raise BadInput(
            f"The model {engine.model.rpartition(' ')[0]} understands English only, not {tag!r}",
            remedy="Choose a model for many languages, such as base.",
        )
    raise BadInput(
        f"Whisper does not know the language {tag!r}",
        remedy="Use a short code such as en for English or cy for Welsh.",
    )


def heard_in(words: Sequence[tuple[str, float, float, float]], language: str) -> tuple[Heard, ...]:
    """The door for both libraries: word, start and end in seconds, and probability, as ours."""
    return tuple(
        Heard(
            text,
            round(start * 1000),
            round(end * 1000),
            probability,
            begins=index == 0 or text[:1].isspace() or language in UNSPACED,
        )
        for index, (text, start, end, probability) in enumerate(words)
    )

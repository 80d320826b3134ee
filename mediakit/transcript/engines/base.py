"""What both Whisper engines share: the same stretches of speech, heard with the same settings."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from mediakit.errors import BadInput
from mediakit.process import StopSignal
from mediakit.transcript.model import Transcript
from mediakit.transcript.speech import SPEECH_RATE, Stretch, find_stretches
from mediakit.transcript.words import Heard, words_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DECODING: Mapping[str, object] = {
    # OpenAI's own command line searches with 5 beams and takes the best of 5 samples.
    "beam_size": 5,
    "best_of": 5,
    # A window that repeats itself or is too unlikely is heard again, each time more freely
    # (limits and steps: the Whisper paper, section 4.5).
    "temperature": (0.0, 0.2, 0.4, 0.6, 0.8, 1.0),
    "compression_ratio_threshold": 2.4,
    "no_speech_threshold": 0.6,
    # Each window for itself: a mistake cannot feed on itself into a loop.
    "condition_on_previous_text": False,
    "word_timestamps": True,
}
"""Settings that both libraries call by the same name. They are part of every transcript's key."""

LOG_PROBABILITY_LIMIT = -1.0
"""Mean log probability of a window below which it is heard again (Whisper paper, section 4.5)."""

SEED = 0
"""Hearing a window again draws at random; from a fixed start it is the same every time."""

UNDETERMINED = "und"
"""BCP 47 for "cannot be told": the language of a recording in which nobody speaks."""

UNSPACED = frozenset(("zh", "ja", "th", "lo", "my", "yue"))
"""Languages that Whisper writes without spaces, and so cuts into single characters."""


def code_of(tag: str) -> str:
    """Whisper's code for a BCP 47 tag: its first part.

    >>> code_of("en-GB")
    'en'
    """
    return tag.replace("_", "-").split("-")[0].lower()


class WhisperEngine(ABC):
    """Listens stretch by stretch. A subclass brings the library."""

    def __init__(self, engine: str, model: str, languages: Sequence[str]) -> None:
        self._engine = engine
        self._model = model
        self._languages = frozenset(languages)

    @abstractmethod
    def detect(self, sound: "NDArray[np.float32]") -> tuple[str, float]:
        """The language spoken in the first 30 s, and how sure that is (0 to 1)."""

    @abstractmethod
    def hear(
        self, stretch: Stretch, language: str, stop: StopSignal
    ) -> Iterator[tuple[float, list[Heard]]]:
        """Yield, part by part, how many seconds of the stretch are done and what was said."""

    def listen(
        self,
        sound: "NDArray[np.float32]",
        *,
        language: str | None,
        on_progress: Callable[[float], None],
        stop: StopSignal,
    ) -> Transcript:
        """See `engines.Engine.listen`."""
        given = None if language is None else self._known(language)
        stop.check()
        duration_ms = len(sound) * 1000 // SPEECH_RATE
        stretches = find_stretches(sound)
        tag, confidence = self._language(given, stretches)
        total = sum(len(stretch.sound) for stretch in stretches) / SPEECH_RATE
        heard: list[Heard] = []
        before = 0.0
        for stretch in stretches:
            for seconds, parts in self.hear(stretch, tag, stop):
                heard.extend(parts)
                on_progress(min((before + seconds) / total, 1.0))
                stop.check()
            before += len(stretch.sound) / SPEECH_RATE
        on_progress(1.0)
        words = words_of(heard, duration_ms)
        return Transcript(tag, confidence, self._engine, self._model, duration_ms, words)

    def _known(self, tag: str) -> str:
        code = code_of(tag)
        if code in self._languages:
            return code
        if self._languages == {"en"}:
            raise BadInput(
                f"The model {self._model.rpartition(' ')[0]} understands English only, not {tag!r}",
                remedy="Choose a model for many languages, such as base.",
            )
        raise BadInput(
            f"Whisper does not know the language {tag!r}",
            remedy="Use a short code such as en for English or cy for Welsh.",
        )

    def _language(self, given: str | None, stretches: Sequence[Stretch]) -> tuple[str, float]:
        if given is not None:
            return given, 1.0
        if self._languages == {"en"}:
            # Who chose a model for English has said so.
            return "en", 1.0
        if not stretches:
            return UNDETERMINED, 0.0
        return self.detect(stretches[0].sound)

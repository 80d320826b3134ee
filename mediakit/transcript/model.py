"""What was said: words with times, confidence and speaker."""

from dataclasses import dataclass

from mediakit.clock import Span


@dataclass(frozen=True, slots=True)
class Word:
    """One spoken word, with the punctuation that belongs to it and no spaces around it.

    `span` counts from the start of the recording; `confidence` runs from 0 to 1.
    """

    text: str
    span: Span
    confidence: float
    speaker: str | None = None


UNCLEAR = "unclear speech"
"""What a `Sound` says where somebody speaks and no word was made out."""


@dataclass(frozen=True, slots=True)
class Sound:
    """What is heard besides words: `UNCLEAR`, "music", "laughs". `text` is plain and in lower case;
    `span` counts from the start of the recording.
    """

    text: str
    span: Span


@dataclass(frozen=True, slots=True)
class Transcript:
    """All words of one recording, in the order they were said.

    `language` is a BCP 47 tag ("en", "cy"); `language_confidence` is 1.0 where a person gave it.
    `engine` and `model` say what listened ("faster-whisper 1.2.1", "base 1a5a…"). Where people
    talk at once, whole turns stand one after the other, in order of their starts: the words of one
    speaker never overlap, those of two speakers may. `sounds` stand in order of time.
    `speakers_guessed` says that the speakers were told apart by their voices and their number was
    not given by a person.
    """

    language: str
    language_confidence: float
    engine: str
    model: str
    duration_ms: int
    words: tuple[Word, ...]
    sounds: tuple[Sound, ...] = ()
    speakers_guessed: bool = False

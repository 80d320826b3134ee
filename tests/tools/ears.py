"""Everything that is heard in some sound, put together from the parts that the program uses."""

import re
from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from mediakit.process import StopSignal
from mediakit.transcript.engines import Engine
from mediakit.transcript.engines.base import Asking, Decoded
from mediakit.transcript.hearing import Hearing, Part, groups_of
from mediakit.transcript.hot_words import HotWords
from mediakit.transcript.language import language_of
from mediakit.transcript.listening import Listening
from mediakit.transcript.model import Word
from mediakit.transcript.speech import Read, Speech, find_speech
from mediakit.transcript.windows import windows_of
from mediakit.transcript.words import in_order

BEAMS = Listening().beams


def reader(sound: NDArray[np.float32]) -> Read:
    return lambda start, stop: sound[max(0, start) : stop]


def speech_in(sound: NDArray[np.float32]) -> Speech:
    return find_speech(reader(sound), len(sound), lambda _: None)


def hear(
    engine: Engine,
    sound: NDArray[np.float32],
    language: str = "en",
    *,
    beams: int = BEAMS,
    prompt: str = "",
    hot_words: tuple[str, ...] = (),
) -> Part:
    """Words and sounds of mono sound at 16 kHz."""
    speech = speech_in(sound)
    asking = Asking(language, beams, prompt)
    hearing = Hearing(engine, asking, speech, reader(sound), HotWords(hot_words))
    parts = [hearing.hear(group, StopSignal()) for group in groups_of(windows_of(speech))]
    words = [word for part in parts for word in part.words]
    sounds = tuple(sound for part in parts for sound in part.sounds)
    return Part(in_order(words, len(sound) // 16), sounds)


def decoded(
    engine: Engine, sounds: Sequence[NDArray[np.float32]], asking: Asking
) -> tuple[Decoded, ...]:
    """What an engine alone makes of some windows."""
    return engine.decode([engine.encode(sound) for sound in sounds], asking)


def language_in(engine: Engine, sound: NDArray[np.float32]) -> tuple[str, float]:
    return language_of(windows_of(speech_in(sound)), reader(sound), engine, StopSignal())


def plain(text: str) -> list[str]:
    """Words in lower case without punctuation."""
    return re.findall(r"\w+", text.lower())


def plain_words(words: Iterable[Word]) -> list[str]:
    return plain(" ".join(word.text for word in words))

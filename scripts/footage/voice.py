"""The speaking voices: the one door to the espeak-ng library, which speaks without the internet."""

import ctypes
import multiprocessing
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from itertools import takewhile
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from footage.lines import FILM_MAKER, LEAD, Line
from mediakit.errors import MissingPart

Samples = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Voice:
    """One way to speak. `rate` is in words a minute; `pitch` and `melody` run from 0 to 100."""

    name: str
    rate: int
    pitch: int
    melody: int


VOICES = {
    FILM_MAKER: Voice("en-gb-x-rp+Annie", rate=158, pitch=46, melody=58),
    LEAD: Voice("en-gb-x-rp+Hugo", rate=156, pitch=50, melody=58),
}
"""British voices, chosen because Whisper's base model hears every word that they say."""


@dataclass(frozen=True, slots=True)
class Sign:
    """What begins `at` so many seconds: a word as written, or a sound by espeak's name."""

    at: float
    text: str


@dataclass(frozen=True, slots=True)
class Utterance:
    """One spoken line: mono samples from -1 to 1, and when its words and its sounds begin."""

    speaker: str
    rate: int
    samples: Samples
    words: tuple[Sign, ...]
    sounds: tuple[Sign, ...]

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate


def speak(lines: tuple[Line, ...]) -> list[Utterance]:
    """Speak lines in order, the same every time. Raises MissingPart without the extra `demo`."""
    # espeak-ng remembers what it said before and varies with it: a fresh process forgets.
    fresh = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(1, mp_context=fresh) as pool:
        return pool.submit(_speak_here, lines).result()


def _speak_here(lines: tuple[Line, ...]) -> list[Utterance]:
    library, rate = _open_library()
    return [_say(library, rate, line) for line in lines]


# The numbers below are espeak-ng's own, from its header speak_lib.h.
_SYNCHRONOUS = 2
_SOUND_EVENTS = 1
_RATE, _PITCH, _MELODY, _WORD_GAP = 1, 3, 4, 7
_END, _WORD, _SOUND = 0, 1, 7
_UTF8 = 1
_GAP = 1
"""Silence between words, in units of 10 ms: people follow more easily."""


class _Identity(ctypes.Union):
    _fields_ = (("number", ctypes.c_int), ("name", ctypes.c_char_p), ("sound", ctypes.c_char * 8))


class _Event(ctypes.Structure):
    _fields_ = (
        ("type", ctypes.c_int),
        ("message", ctypes.c_uint),
        ("text_position", ctypes.c_int),
        ("length", ctypes.c_int),
        ("audio_position", ctypes.c_int),
        ("sample", ctypes.c_int),
        ("user_data", ctypes.c_void_p),
        ("id", _Identity),
    )


if TYPE_CHECKING:
    _Shorts = ctypes._Pointer[ctypes.c_short]
    _Events = ctypes._Pointer[_Event]
else:
    _Shorts = _Events = object
_Callback = ctypes.CFUNCTYPE(
    ctypes.c_int, ctypes.POINTER(ctypes.c_short), ctypes.c_int, ctypes.POINTER(_Event)
)


def _open_library() -> tuple[ctypes.CDLL, int]:
    try:
        import espeakng_loader
    except ImportError as error:
        raise MissingPart(
            "The voice for the example film is not installed",
            "espeakng-loader",
            "Run: pip install 'mediakit[demo]'.",
        ) from error
    library = ctypes.CDLL(espeakng_loader.get_library_path())
    rate = library.espeak_Initialize(
        _SYNCHRONOUS, 0, espeakng_loader.get_data_path().encode(), _SOUND_EVENTS
    )
    if rate <= 0:
        raise MissingPart(
            "The voice for the example film cannot be started",
            "espeakng-loader",
            "Run: pip install --force-reinstall 'mediakit[demo]'.",
        )
    return library, rate


def _say(library: ctypes.CDLL, rate: int, line: Line) -> Utterance:
    voice = VOICES[line.speaker]
    if library.espeak_SetVoiceByName(voice.name.encode()) != 0:
        raise MissingPart("The voice library lacks a voice", voice.name)
    settings = {_RATE: voice.rate, _PITCH: voice.pitch, _MELODY: voice.melody, _WORD_GAP: _GAP}
    for setting, value in settings.items():
        library.espeak_SetParameter(setting, value, 0)
    blocks: list[NDArray[np.int16]] = []
    words: list[Sign] = []
    sounds: list[Sign] = []

    def receive(samples: _Shorts, count: int, events: _Events) -> int:
        if samples and count:
            blocks.append(np.ctypeslib.as_array(samples, (count,)).copy())
        for event in takewhile(lambda event: event.type != _END, _each(events)):
            at = event.audio_position / 1000
            if event.type == _WORD:
                first = event.text_position - 1
                words.append(Sign(at, line.text[first : first + event.length]))
            elif event.type == _SOUND:
                sounds.append(Sign(at, event.id.sound.decode("utf-8", "replace")))
        return 0

    callback = _Callback(receive)
    library.espeak_SetSynthCallback(callback)
    text = line.text.encode() + b"\0"
    library.espeak_Synth(text, len(text), 0, 1, 0, _UTF8, None, None)
    joined = _without_end((np.concatenate(blocks) / 32768).astype(np.float32), rate)
    return Utterance(line.speaker, rate, joined, tuple(words), tuple(sounds))


def _without_end(samples: Samples, rate: int) -> Samples:
    # espeak-ng ends a sentence with a pause of its own; ours come from the script.
    heard = np.flatnonzero(np.abs(samples) > 0.004)
    return samples[: int(heard[-1]) + rate // 20]


def _each(events: _Events) -> Iterator[_Event]:
    index = 0
    while True:
        yield events[index]
        index += 1

"""One recording made ready to be listened to, and listened to from end to end."""

import queue
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mediakit.files import writing_to
from mediakit.media.model import Media
from mediakit.media.sound import SoundFile, record_sound
from mediakit.process import StopSignal
from mediakit.transcript.hearing import Hearing, Part, groups_of
from mediakit.transcript.journal import Journal
from mediakit.transcript.model import Sound, Word
from mediakit.transcript.speakers.channels import compare
from mediakit.transcript.speakers.weaving import together, without_bleed
from mediakit.transcript.speech import SPEECH_RATE, Read, Speech, find_speech
from mediakit.transcript.windows import Window, windows_of
from mediakit.transcript.words import in_order, sharpened

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLOCK = 60 * SPEECH_RATE
"""Samples looked at in one go when channels are compared."""


@dataclass(frozen=True, slots=True, eq=False)
class Voice:
    """What is listened to from end to end: the mix of all channels, or one person's channel."""

    read: Read
    speech: Speech
    windows: tuple[Window, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """A recording ready to be listened to. `levels` as in `speakers.channels.Comparison`; only for
    a recording whose `voices` are several.
    """

    sound: SoundFile
    voices: tuple[Voice, ...]
    levels: "NDArray[np.float32]"

    @property
    def duration_ms(self) -> int:
        """How long the sound is."""
        return self.sound.length * 1000 // SPEECH_RATE


@dataclass(frozen=True, slots=True)
class Said:
    """Everything that was made out in a recording."""

    words: tuple[Word, ...]
    sounds: tuple[Sound, ...]


def prepare(
    media: Media, folder: Path, *, on_progress: Callable[[float], None], stop: StopSignal
) -> Recording:
    """Decode the sound of `media` into a nameless file in `folder`, and find the speech in it."""
    with writing_to(folder):
        folder.mkdir(parents=True, exist_ok=True)
    sound = record_sound(media, SPEECH_RATE, folder)
    stop.check()
    blocks = (
        sound.read_channels(start, start + _BLOCK) for start in range(0, sound.length, _BLOCK)
    )
    comparison = compare(blocks)
    reads = _channels(sound) if comparison.separate else (sound.read,)
    voices = []
    for number, read in enumerate(reads):
        stop.check()
        before = number / len(reads)

        def tell(share: float, before: float = before) -> None:
            """Hand on the progress of one voice as that of all."""
            on_progress(before + share / len(reads))

        speech = find_speech(read, sound.length, tell)
        voices.append(Voice(read, speech, windows_of(speech)))
    return Recording(sound, tuple(voices), comparison.levels)


def _channels(sound: SoundFile) -> tuple[Read, ...]:
    def reader(channel: int) -> Read:
        """What one channel holds."""
        return lambda start, stop: sound.read_channels(start, stop)[channel]

    return tuple(reader(channel) for channel in range(sound.channels))


def hear_all(
    recording: Recording,
    hearing: Callable[[Voice], Hearing],
    journal: Journal,
    *,
    on_progress: Callable[[float], None],
    stop: StopSignal,
) -> Said:
    """Every voice of a recording, from where the journal ends. Words of one voice are in order and
    apart; several voices are woven into turns.
    """
    jobs: dict[str, tuple[Hearing, tuple[Window, ...]]] = {}
    for number, voice in enumerate(recording.voices):
        ears = hearing(voice)
        for index, group in enumerate(groups_of(voice.windows)):
            jobs[f"{number}-{index}"] = (ears, group)
    parts = {name: journal.parts[name] for name in jobs if name in journal.parts}
    on_progress(len(parts) / max(1, len(jobs)))
    left = [name for name in jobs if name not in parts]

    def work(name: str) -> Part:
        """Hear one group of windows."""
        ears, group = jobs[name]
        return ears.hear(group, stop)

    workers = max((ears.engine.workers for ears, _ in jobs.values()), default=1)
    for name, part in _in_threads(left, work, workers):
        journal.add(name, part)
        parts[name] = part
        on_progress(len(parts) / len(jobs))
        stop.check()
    return _put_together(recording, [parts[name] for name in jobs], list(jobs))


def _in_threads(
    names: Sequence[str], work: Callable[[str], Part], workers: int
) -> Iterator[tuple[str, Part]]:
    """Results as they come. The threads are left behind when the caller gives up: a model deep in
    its arithmetic must not keep Ctrl-C waiting.
    """
    waiting: queue.SimpleQueue[str] = queue.SimpleQueue()
    results: queue.SimpleQueue[tuple[str, Part | BaseException]] = queue.SimpleQueue()
    given_up = threading.Event()
    for name in names:
        waiting.put(name)

    def run() -> None:
        """Take names until none is left."""
        while not given_up.is_set():
            try:
                name = waiting.get_nowait()
            except queue.Empty:
                return
            try:
                results.put((name, work(name)))
            except BaseException as error:  # noqa: BLE001 - handed on to the caller as it is
                results.put((name, error))

    for _ in range(min(workers, len(names))):
        threading.Thread(target=run, daemon=True).start()
    try:
        for _ in names:
            name, result = results.get()
            if isinstance(result, BaseException):
                raise result
            yield name, result
    finally:
        given_up.set()


def _put_together(recording: Recording, parts: Sequence[Part], names: Sequence[str]) -> Said:
    voices: list[tuple[Word, ...]] = []
    for number in range(len(recording.voices)):
        own = [part for name, part in zip(names, parts, strict=True) if _voice(name) == number]
        said = [word for part in own for word in part.words]
        voices.append(in_order(sharpened(said), recording.duration_ms))
    sounds = sorted((sound for part in parts for sound in part.sounds), key=lambda one: one.span)
    if len(voices) == 1:
        return Said(voices[0], tuple(sounds))
    words = together(without_bleed(voices, recording.levels))
    # What one microphone only overheard is clear in the other.
    spans = [word.span for word in words]
    unheard = (
        sound
        for sound in sounds
        if not any(span.start < sound.span.end and sound.span.start < span.end for span in spans)
    )
    return Said(words, tuple(unheard))


def _voice(name: str) -> int:
    return int(name.partition("-")[0])

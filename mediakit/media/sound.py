"""What is heard in a file, as samples for speech recognition and for measuring."""

from __future__ import annotations

import tempfile
import threading
import weakref
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, BinaryIO, cast

import numpy as np
from numpy.typing import NDArray

from mediakit.errors import BadInput
from mediakit.files import writing_to
from mediakit.media.container import MICROSECONDS, frames_of, opened, packets
from mediakit.media.model import Media

if TYPE_CHECKING:
    from av import AudioFrame, AudioResampler

_FRONT = 0.7071
"""Weight of left and right: 1/sqrt(2), so that speech on one side loses 3 dB and equal sound on
both gains 3 dB (ITU-R BS.775 downmix)."""

_WEIGHTS = {"FL": _FRONT, "FR": _FRONT, "FC": 1.0, "LFE": 0.0, "LFE2": 0.0}
"""How much of each channel goes into the one that is listened to, by ffmpeg's channel names.
Films keep speech in the centre, so it counts in full; the bass channel holds none."""

_AROUND = 0.5
"""Weight of all other channels (sides, back, height): room and effects, seldom speech."""

_BYTES = 4
"""Bytes of a 32-bit sample."""

_DRIFT = Fraction(1, 25)
"""Seconds by which the file's own times may part from the counted samples before they are
followed: 40 ms, one frame at 25 a second. Containers round by up to 26 ms (one MP3 packet)."""


@dataclass(slots=True)
class _Tape:
    """Samples laid out from time zero in a file; silent where nothing was laid."""

    file: BinaryIO
    channels: int
    end: int = 0
    peak: float = 0.0

    def lay(self, sound: NDArray[np.float32], at: int) -> None:
        """Put samples of shape (channels, length) in from sample `at` on; what lies before the
        tape's beginning is cut off.
        """
        sound = sound[:, max(0, -at) :]
        at = max(0, at)
        if not sound.size:
            return
        self.file.seek(at * self.channels * _BYTES)
        self.file.write(np.ascontiguousarray(sound.T, dtype=np.float32).tobytes())
        self.end = max(self.end, at + sound.shape[1])
        self.peak = max(self.peak, float(sound.max()), -float(sound.min()))


class SoundFile:
    """The decoded sound of one recording, on disk, so that a long one needs little memory.

    Sample 0 lies at the media's time zero: sound that starts late has silence before it, and
    damaged places are silent. Takes 4 bytes a sample and channel (230 MB an hour and channel at
    16 kHz). Several threads may read at once.
    """

    def __init__(self, tape: _Tape, sample_rate: int) -> None:
        self.channels = tape.channels
        self.length = tape.end
        self.sample_rate = sample_rate
        self._file = tape.file
        # However it is left: closed by hand, forgotten, or at the end of the program.
        self._closing = weakref.finalize(self, tape.file.close)
        self._reading = threading.Lock()
        # Two channels of full scale each may add up to more; one gain for all keeps them alike.
        mixed = tape.peak * (1.0 if tape.channels == 1 else 2 * _FRONT)
        self._gain = 1 / max(1.0, mixed)

    def read(self, start: int, stop: int) -> NDArray[np.float32]:
        """Samples from -1 to 1 in one channel, fewer where the recording ends before `stop`."""
        sound = self.read_channels(start, stop)
        weight = 1.0 if self.channels == 1 else _FRONT
        mixed: NDArray[np.float32] = sound.sum(axis=0, dtype=np.float32)
        return np.multiply(mixed, weight, dtype=np.float32)

    def read_channels(self, start: int, stop: int) -> NDArray[np.float32]:
        """The same of shape (channels, samples), each channel by itself."""
        start, stop = max(0, start), min(stop, self.length)
        with self._reading:
            self._file.seek(start * self.channels * _BYTES)
            data = self._file.read(max(0, stop - start) * self.channels * _BYTES)
        sound: NDArray[np.float32] = np.frombuffer(data, np.float32).reshape(-1, self.channels).T
        return np.multiply(sound, self._gain, dtype=np.float32)

    def close(self) -> None:
        """Give the disk its room back."""
        self._closing()


def record_sound(media: Media, sample_rate: int, folder: Path | None = None) -> SoundFile:
    """The media's main sound: both channels of a stereo recording, one of any other.

    Kept in a file without a name in `folder` (None: the system's own place), which is gone with
    the object or the program. Raises `BadInput` if there is no sound.
    """
    if media.main_sound is None:
        remedy = "Use a recording with sound, or write its subtitles by hand."
        raise BadInput("There is no sound in this file", str(media.path), remedy)
    channels = 2 if media.main_sound.channels == 2 else 1
    with writing_to(folder or Path(tempfile.gettempdir())):
        file = cast("BinaryIO", tempfile.TemporaryFile(dir=folder))  # noqa: SIM115 - outlives this
        tape = _Tape(file, channels)
        _listen(media, media.main_sound.index, sample_rate, tape)
        file.flush()
    if tape.end == 0:
        remedy = "It may be damaged: copy it from the camera or the recorder again."
        raise BadInput("The sound in this file cannot be read", str(media.path), remedy)
    return SoundFile(tape, sample_rate)


def decode_sound(media: Media, sample_rate: int) -> NDArray[np.float32]:
    """The media's main sound in one channel, as samples from -1 to 1, all in memory.

    See `record_sound`, which serves long recordings.
    """
    recorded = record_sound(media, sample_rate)
    try:
        return recorded.read(0, recorded.length)
    finally:
        recorded.close()


def _listen(media: Media, number: int, sample_rate: int, tape: _Tape) -> None:
    from av import AudioFrame

    start = Fraction(media.start_us, MICROSECONDS)
    needle: _Needle | None = None
    with opened(media.path) as container:
        for packet in packets(container, container.streams.audio[number]):
            for frame in frames_of(packet):
                if not isinstance(frame, AudioFrame):
                    continue
                time = _time(frame, start) if frame.pts is not None else None
                if needle is None or not needle.follows(frame, time):
                    if needle:
                        needle.finish()
                    needle = _Needle.put_down(tape, sample_rate, frame, time)
                needle.play(frame)
    if needle:
        needle.finish()


def _time(frame: AudioFrame, start: Fraction) -> Fraction:
    return (frame.pts or 0) * (frame.time_base or Fraction(1)) - start


@dataclass(slots=True)
class _Needle:
    """Lays one unbroken stretch of sound, all in the same format, on the tape."""

    tape: _Tape
    resampler: AudioResampler
    setup: tuple[str, str, int]
    weights: NDArray[np.float32]
    start: Fraction
    """When the stretch begins, in seconds from time zero."""
    position: int
    """Where on the tape the next samples go."""
    played: int = 0
    """Samples taken in, at the rate of the file."""

    @classmethod
    def put_down(
        cls, tape: _Tape, sample_rate: int, frame: AudioFrame, time: Fraction | None
    ) -> _Needle:
        """A needle that begins where `frame` lies: `time` seconds after the tape's beginning."""
        from av import AudioResampler

        if time is None:
            time = Fraction(tape.end, sample_rate)
        return cls(
            tape=tape,
            resampler=AudioResampler("fltp", frame.layout, sample_rate),
            setup=_setup(frame),
            weights=_weights(frame, tape.channels),
            start=time,
            position=round(time * sample_rate),
        )

    def follows(self, frame: AudioFrame, time: Fraction | None) -> bool:
        """Whether `frame` comes straight after what was played."""
        if _setup(frame) != self.setup:
            return False
        now = self.start + Fraction(self.played, frame.sample_rate)
        return time is None or abs(time - now) <= _DRIFT

    def play(self, frame: AudioFrame) -> None:
        self.played += frame.samples
        # The place is counted here; the file's rounded times would only make the resampler doubt.
        frame.pts = None
        self._lay(self.resampler.resample(frame))

    def finish(self) -> None:
        self._lay(self.resampler.resample(None))

    def _lay(self, frames: list[AudioFrame]) -> None:
        for frame in frames:
            mixed = (self.weights @ frame.to_ndarray()).astype(np.float32, copy=False)
            self.tape.lay(mixed, self.position)
            self.position += mixed.shape[1]


def _weights(frame: AudioFrame, channels: int) -> NDArray[np.float32]:
    """Of shape (channels of the tape, channels of the frame)."""
    names = [channel.name for channel in frame.layout.channels]
    # Sound that does not say where its channels belong (plain stereo too) counts all alike.
    alike = len(names) == 1 or "NONE" in names
    weights = [len(names) ** -0.5 if alike else _WEIGHTS.get(name, _AROUND) for name in names]
    if channels == 2 and len(names) == 2:
        return np.eye(2, dtype=np.float32)
    # Mixed together again (`SoundFile.read`), two channels alike weigh 1.
    rows = [weights] if channels == 1 else [np.multiply(weights, _FRONT)] * 2
    return np.array(rows, dtype=np.float32)


def _setup(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate

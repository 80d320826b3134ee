"""What is heard in a file, as samples for speech recognition and for measuring."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from mediakit.errors import BadInput
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

_DRIFT = Fraction(1, 25)
"""Seconds by which the file's own times may part from the counted samples before they are
followed: 40 ms, one frame at 25 a second. Containers round by up to 26 ms (one MP3 packet)."""


@dataclass(slots=True)
class _Tape:
    """Samples laid out from time zero; silent where nothing was laid."""

    samples: NDArray[np.float32]
    end: int = 0

    def lay(self, sound: NDArray[np.float32], at: int) -> None:
        """Put samples in from sample `at` on; what lies before the tape's beginning is cut off."""
        sound = sound[max(0, -at) :]
        at = max(0, at)
        end = at + len(sound)
        if end > len(self.samples):
            # Half as much again, so that a file longer than foreseen is copied a few times only.
            self.samples.resize(max(end, len(self.samples) * 3 // 2), refcheck=False)
        self.samples[at:end] = sound
        self.end = max(self.end, end)


def decode_sound(media: Media, sample_rate: int) -> NDArray[np.float32]:
    """The media's main sound in one channel, as samples from -1 to 1.

    Sample 0 lies at the media's time zero: sound that starts late has silence before it, and
    damaged places are silent. Held in memory once, 4 bytes a sample (230 MB an hour at 16 kHz).
    Raises `BadInput` if there is no sound.
    """
    if media.main_sound is None:
        remedy = "Use a recording with sound, or write its subtitles by hand."
        raise BadInput("There is no sound in this file", str(media.path), remedy)
    foreseen = media.duration_ms * sample_rate // 1000 + sample_rate
    tape = _Tape(np.zeros(foreseen, dtype=np.float32))
    _listen(media, media.main_sound.index, sample_rate, tape)
    if tape.end == 0:
        remedy = "It may be damaged: copy it from the camera or the recorder again."
        raise BadInput("The sound in this file cannot be read", str(media.path), remedy)
    heard = tape.samples[: tape.end]
    peak = max(float(heard.max()), -float(heard.min()))
    if peak > 1:
        heard /= peak
    return heard


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
            weights=_weights(frame),
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
            self.position += len(mixed)


def _weights(frame: AudioFrame) -> NDArray[np.float32]:
    names = [channel.name for channel in frame.layout.channels]
    # Sound that does not say where its channels belong (plain stereo too) counts all alike.
    alike = len(names) == 1 or "NONE" in names
    weights = [len(names) ** -0.5 if alike else _WEIGHTS.get(name, _AROUND) for name in names]
    return np.array(weights, dtype=np.float32)


def _setup(frame: AudioFrame) -> tuple[str, str, int]:
    return frame.format.name, frame.layout.name, frame.sample_rate

"""Sound for the ear: join spoken lines, make the voice softer, set the loudness, keep it as WAV."""

import re
import wave
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from footage.lines import Line
from footage.voice import Samples, Sign, Utterance, speak
from mediakit.media.ffmpeg import ffmpeg_path
from mediakit.process import run

_LOUDNESS = re.compile(r"I:\s+(-?[\d.]+) LUFS")


@dataclass(frozen=True, slots=True)
class Part:
    """What one speaker says; all times are seconds of the recording."""

    speaker: str
    start: float
    end: float
    words: tuple[Sign, ...]
    sounds: tuple[Sign, ...]


@dataclass(frozen=True, slots=True)
class Speech:
    """The whole sound of a speaking recording, mono, with who speaks when."""

    rate: int
    samples: Samples
    parts: tuple[Part, ...]

    @property
    def seconds(self) -> float:
        """Length in seconds."""
        return len(self.samples) / self.rate


def record(lines: tuple[Line, ...], before: float = 0.7, after: float = 0.9) -> Speech:
    """Speak `lines` one after another, with so many seconds of quiet before and after them."""
    utterances = speak(lines)
    rate = utterances[0].rate
    blocks, parts, at = [_quiet(before, rate)], [], before
    for line, utterance in zip(lines, utterances, strict=True):
        parts.append(_part(utterance, at))
        blocks += [utterance.samples, _quiet(line.pause, rate)]
        at = sum(len(block) for block in blocks) / rate
    blocks.append(_quiet(after, rate))
    return Speech(rate, soften(np.concatenate(blocks), rate), tuple(parts))


def soften(samples: Samples, rate: int) -> Samples:
    """Take the metal out of a spoken sound: less of what is harsh, a little of a small room."""
    spectrum = np.fft.rfft(samples)
    hertz = np.fft.rfftfreq(len(samples), 1 / rate)
    warmth = 10 ** (2.0 / 20 * np.exp(-(np.log2(np.maximum(hertz, 1) / 200) ** 2)))
    harsh = 10 ** (-4.0 / 20 * np.exp(-((np.log2(np.maximum(hertz, 1) / 3600) / 0.6) ** 2)))
    rumble = 1 / (1 + (70 / np.maximum(hertz, 1)) ** 4)
    hiss = 1 / (1 + (hertz / 8000) ** 6)
    dry = np.fft.irfft(spectrum * warmth * harsh * rumble * hiss, len(samples))
    return _in_a_room(dry, rate).astype(np.float32)


def _in_a_room(dry: np.ndarray, rate: int) -> np.ndarray:
    # A small furnished room: the sound dies away in about a quarter of a second.
    length = int(0.28 * rate)
    time = np.arange(length) / rate
    tail = np.random.default_rng(3).standard_normal(length) * np.exp(-time / 0.045)
    tail[: int(0.006 * rate)] = 0
    tail /= np.sqrt(np.sum(tail**2))
    size = len(dry) + length
    wet = np.fft.irfft(np.fft.rfft(dry, size) * np.fft.rfft(tail, size), size)[: len(dry)]
    return np.asarray(dry + 0.13 * wet)


def set_loudness(samples: Samples, rate: int, target: float, scratch: Path) -> Samples:
    """`samples` (mono, or a row for each channel) at `target` LUFS; peaks stay under -1 dB."""
    write_wav(samples, rate, scratch)
    gain = 10 ** ((target - loudness(scratch)) / 20)
    scratch.unlink()
    return _limit(samples * gain, 10 ** (-1.2 / 20))


def loudness(path: Path) -> float:
    """Integrated loudness of a sound file in LUFS, by ffmpeg's EBU R 128 meter."""
    argv = [str(ffmpeg_path()), "-nostdin", "-hide_banner", "-i", str(path)]
    said = run([*argv, "-af", "ebur128=framelog=quiet", "-f", "null", "-"])
    return float(_LOUDNESS.findall(said)[-1])


def write_wav(samples: Samples, rate: int, path: Path) -> None:
    """Write mono samples, or one row for each channel, as 16-bit WAV."""
    channels = 1 if samples.ndim == 1 else samples.shape[0]
    with wave.open(str(path), "wb") as out:
        out.setnchannels(channels)
        out.setsampwidth(2)
        out.setframerate(rate)
        out.writeframes((np.clip(samples, -1, 1).T * 32767).astype("<i2").tobytes())


def _limit(samples: np.ndarray, ceiling: float) -> Samples:
    # Only what lies above the knee is bent, so that quiet speech is left exactly as it is.
    knee = 0.7 * ceiling
    over = np.maximum(np.abs(samples) - knee, 0) / (ceiling - knee)
    bent = knee + (ceiling - knee) * np.tanh(over)
    return np.where(np.abs(samples) > knee, np.sign(samples) * bent, samples).astype(np.float32)


def _quiet(seconds: float, rate: int) -> Samples:
    return np.zeros(round(seconds * rate), np.float32)


def _part(utterance: Utterance, start: float) -> Part:
    def later(signs: tuple[Sign, ...]) -> tuple[Sign, ...]:
        return tuple(Sign(start + sign.at, sign.text) for sign in signs)

    return Part(
        utterance.speaker,
        start,
        start + utterance.seconds,
        later(utterance.words),
        later(utterance.sounds),
    )

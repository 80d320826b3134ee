"""What two made voices say, as Whisper likes to hear it."""

import wave
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

SAID = (
    "We meet on Monday morning, and we plan the next film.",
    "Make it easy to join in. Use plain words, and give people time.",
)
"""Chosen because both packaged models hear every word of it."""


def say() -> NDArray[np.float32]:
    """`SAID`, by two voices, after a second of silence each: mono at 16 kHz."""
    from footage.lines import FILM_MAKER, LEAD, Line
    from footage.voice import speak

    parts = speak((Line(FILM_MAKER, SAID[0], 0.0), Line(LEAD, SAID[1], 0.0)))
    silence = np.zeros(16_000, np.float32)
    return np.concatenate(
        [sound for part in parts for sound in (silence, to_16k(part.samples, part.rate))]
    )


def say_apart() -> tuple[NDArray[np.float32], NDArray[np.float32]]:
    """The same with a microphone for each voice; both are as long as the whole."""
    from footage.lines import FILM_MAKER, LEAD, Line
    from footage.voice import speak

    one, other = (
        to_16k(part.samples, part.rate)
        for part in speak((Line(FILM_MAKER, SAID[0], 0.0), Line(LEAD, SAID[1], 0.0)))
    )
    # Never quite digital silence, as from a real microphone.
    hiss = np.random.default_rng(1).normal(0, 1e-4, (2, len(one) + len(other) + 32_000))
    first, second = hiss.astype(np.float32)
    first[16_000 : 16_000 + len(one)] += one
    second[-len(other) :] += other
    return first, second


def write_wav(path: Path, *channels: NDArray[np.float32], rate: int = 16_000) -> Path:
    """Samples from -1 to 1 as a file of 16 bits."""
    with wave.open(str(path), "wb") as file:
        file.setnchannels(len(channels))
        file.setsampwidth(2)
        file.setframerate(rate)
        samples = np.clip(np.stack(channels, axis=1), -1, 1)
        file.writeframes((samples * 32_000).astype(np.int16).tobytes())
    return path


def to_16k(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Resampled without the tones that 16 kHz cannot hold: its spectrum is cut off there."""
    length = len(samples) * 16_000 // rate
    spectrum = np.fft.rfft(samples)[: length // 2 + 1]
    return (np.fft.irfft(spectrum, length) * length / len(samples)).astype(np.float32)

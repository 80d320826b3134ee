"""What two made voices say, as Whisper likes to hear it."""

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


def to_16k(samples: NDArray[np.float32], rate: int) -> NDArray[np.float32]:
    """Resampled without the tones that 16 kHz cannot hold: its spectrum is cut off there."""
    length = len(samples) * 16_000 // rate
    spectrum = np.fft.rfft(samples)[: length // 2 + 1]
    return (np.fft.irfft(spectrum, length) * length / len(samples)).astype(np.float32)

"""A film's sound as an interpreter's camera hears it: later, slower, echoing, in noise."""

import numpy as np
from numpy.typing import NDArray

RATE = 8000

Sound = NDArray[np.float32]


def speech_like(seconds: float, seed: int = 1) -> Sound:
    """About five syllables a second, each of its own pitch, loudness and colour, with pauses."""
    random = np.random.default_rng(seed)
    sound = np.zeros(round(seconds * RATE), np.float32)
    at = 0
    while at < len(sound):
        length = min(round(random.uniform(0.08, 0.3) * RATE), len(sound) - at)
        time = np.arange(length) / RATE
        voice = np.sign(np.sin(2 * np.pi * random.uniform(90, 250) * time))
        breath = random.normal(0, 1, length)
        share, bend = random.uniform(0, 1), random.uniform(-0.9, 0.9)
        syllable = share * voice + (1 - share) * breath
        syllable[1:] += bend * syllable[:-1]
        sound[at : at + length] = syllable * np.hanning(length) * random.uniform(0.05, 0.3)
        at += length + (round(random.uniform(0.2, 1.2) * RATE) if random.random() < 0.15 else 0)
    return sound


def heard(film: Sound, offset: float, pace: float = 1.0, seconds: float | None = None) -> Sound:
    """What a recording has that begins `offset` seconds into the film and is slowed by `pace`."""
    count = round(len(film) * pace if seconds is None else seconds * RATE)
    at = (offset + np.arange(count) / RATE / pace) * RATE
    return np.interp(at, np.arange(len(film)), film, left=0, right=0).astype(np.float32)


def in_noise(sound: Sound, decibels: float = 5.0, seed: int = 2) -> Sound:
    """The sound that many decibels above even noise, measured where it is not silent."""
    loud = np.square(sound[np.abs(sound) > 1e-4]).mean()
    noise = np.random.default_rng(seed).normal(0, np.sqrt(loud / 10 ** (decibels / 10)), len(sound))
    return (sound + noise).astype(np.float32)


def in_room(sound: Sound, seconds: float = 0.6, wet: float = 1.5, seed: int = 3) -> Sound:
    """The sound in a room that carries on for that long (down 60 dB); what comes back is `wet`
    times as strong as what comes straight.
    """
    time = np.arange(round(seconds * RATE)) / RATE
    echo = np.random.default_rng(seed).normal(0, 1, len(time)) * 10 ** (-3 * time / seconds)
    echo[: round(0.004 * RATE)] = 0
    echo *= wet / np.sqrt(np.square(echo).sum())
    echo[0] = 1
    size = 1 << (len(sound) + len(echo)).bit_length()
    wave = np.fft.irfft(np.fft.rfft(sound, size) * np.fft.rfft(echo, size), size)
    return wave[: len(sound)].astype(np.float32)

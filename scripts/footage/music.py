"""A soft bed of music under the film: slow chords, a slow melody. Made from sine waves."""

import numpy as np

from footage.voice import Samples

RATE = 48_000
LOUDNESS = -24.0
"""Integrated, in LUFS."""

_BAR = 4.8
"""Seconds a chord lasts: slow enough to talk over."""
_CHORDS = (
    (50, 57, 62, 66, 69),
    (47, 54, 62, 66, 71),
    (43, 55, 59, 62, 69),
    (45, 52, 57, 61, 64),
    (50, 57, 62, 66, 74),
    (42, 54, 57, 61, 69),
    (43, 55, 59, 62, 66),
    (45, 52, 57, 62, 64),
)
"""MIDI note numbers, in D major; the last chord but one leads home."""
_SCALE = (74, 76, 78, 81, 83)
_FADE_IN, _FADE_OUT = 2.0, 5.0


def music_bed(seconds: float) -> Samples:
    """Stereo music, two rows of samples from -1 to 1, that begins and ends softly."""
    count = round(seconds * RATE)
    mix = np.zeros((2, count + RATE * 8), np.float64)
    for bar in range(int(np.ceil(seconds / _BAR))):
        chord = _CHORDS[bar % len(_CHORDS)]
        start = bar * _BAR
        for number, note in enumerate(chord):
            _add(mix, start, _pad(note, _BAR + 2.4), 0.16, 0.25 + 0.5 * number / len(chord))
            _add(mix, start + number * _BAR / 8, _pluck(note + 12), 0.11, 0.7 - 0.1 * number)
    _melody(mix, seconds)
    mix = _room(mix)[:, :count]
    return np.asarray(_faded(mix) / np.max(np.abs(mix)) * 0.5, np.float32)


def _melody(mix: np.ndarray, seconds: float) -> None:
    random = np.random.default_rng(11)
    place = 2
    for bar in range(2, int(seconds / _BAR) - 1):
        for beat in (0.5, 0.75) if bar % 2 else (0.25,):
            place = int(np.clip(place + random.integers(-1, 2), 0, len(_SCALE) - 1))
            _add(mix, (bar + beat) * _BAR, _bell(_SCALE[place]), 0.12, 0.4 + 0.2 * (bar % 2))


def _hertz(note: float) -> float:
    return float(440 * 2 ** ((note - 69) / 12))


def _pad(note: int, seconds: float) -> np.ndarray:
    time = np.arange(round(seconds * RATE)) / RATE
    swell = np.minimum(1, time / 1.6) * np.minimum(1, (seconds - time) / 2.4)
    hertz = _hertz(note)
    # Three voices a few cents apart beat slowly against each other, as strings do.
    sound = sum(np.sin(2 * np.pi * hertz * (1 + cents / 1200 * 0.6931) * time + cents)
                for cents in (-5.0, 0.0, 6.0))  # fmt: skip
    overtone = (
        0.18 * np.sin(2 * np.pi * 2 * hertz * time) * (0.6 + 0.4 * np.sin(2 * np.pi * 0.2 * time))
    )
    return np.asarray((sound / 3 + overtone) * swell * min(1.0, (220 / hertz) ** 0.5))


def _pluck(note: int) -> np.ndarray:
    time = np.arange(round(2.6 * RATE)) / RATE
    hertz = _hertz(note)
    ring = np.sin(2 * np.pi * hertz * time) + 0.3 * np.sin(4 * np.pi * hertz * time) * np.exp(
        -time * 4
    )
    return np.asarray(ring * np.exp(-time * 1.9) * np.minimum(1, time / 0.012))


def _bell(note: int) -> np.ndarray:
    time = np.arange(round(4.0 * RATE)) / RATE
    hertz = _hertz(note)
    ring = np.sin(
        2 * np.pi * hertz * time + 0.6 * np.exp(-time * 3) * np.sin(4 * np.pi * hertz * time)
    )
    return np.asarray(ring * np.exp(-time * 1.2) * np.minimum(1, time / 0.03))


def _add(mix: np.ndarray, start: float, sound: np.ndarray, level: float, side: float) -> None:
    at = round(start * RATE)
    end = min(mix.shape[1], at + len(sound))
    if end <= at:
        return
    # Equal power: a sound keeps its loudness wherever it stands between left and right.
    mix[0, at:end] += sound[: end - at] * level * np.cos(side * np.pi / 2)
    mix[1, at:end] += sound[: end - at] * level * np.sin(side * np.pi / 2)


def _room(mix: np.ndarray) -> np.ndarray:
    random = np.random.default_rng(12)
    time = np.arange(round(1.8 * RATE)) / RATE
    size = mix.shape[1] + len(time)
    wet = np.zeros_like(mix)
    for channel in range(2):
        tail = random.standard_normal(len(time)) * np.exp(-time / 0.45)
        tail = np.convolve(tail, np.ones(12) / 12, "same")
        tail /= np.sqrt(np.sum(tail**2))
        joined = np.fft.irfft(np.fft.rfft(mix[channel], size) * np.fft.rfft(tail, size), size)
        wet[channel] = joined[: mix.shape[1]]
    return mix + 0.3 * wet


def _faded(mix: np.ndarray) -> np.ndarray:
    time = np.arange(mix.shape[1]) / RATE
    left = time[-1] - time
    return np.asarray(mix * np.minimum(1, time / _FADE_IN) * np.minimum(1, left / _FADE_OUT))

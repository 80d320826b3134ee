"""Where somebody speaks.

Whisper makes up words where nobody speaks, so it is given speech only; and a word that no speech
lies under is none. The finder (Silero, as faster-whisper carries it) misses people who speak
softly, above all after something loud. So it hears everything brought to one level first.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SPEECH_RATE = 16_000
"""Samples a second that Whisper and the finder of speech both take."""

STEP = 512
"""Samples (32 ms) that the finder judges at once."""

STEP_MS = STEP * 1000 // SPEECH_RATE

SPEECH = 0.35
"""Share from which a step counts as speech. Silero's own limit is 0.5. Speech that is quiet or
unusual scores lower, and a word left out is worse than a stray one, which a person sees."""

STILL_SPEECH = 0.15
"""Share down to which speech that has begun goes on."""

CLEAR_SPEECH = 0.5
"""Share from which a step is speech for sure (Silero's own limit)."""

FEWEST_STEPS = 3
"""Shorter bursts (under 100 ms) are clicks: the shortest words last longer."""

_LEVEL_DB = -20.0
"""Loudness to which speech is brought before it is looked for, in dB of full scale: where Silero
found a voice of -43 dB that it had missed, with 3 to 8 times the sound."""

_MOST_GAIN_DB = 30.0
"""Beyond it there is nothing but the noise of the recorder."""

_LEVEL_STEPS = 94
"""Steps (3 s) to each side by which the level around a step is measured."""

_SMOOTH_STEPS = 16
"""Steps (0.5 s) to each side over which the gain is smoothed."""

_BLOCK_STEPS = 3750
"""Steps (2 minutes) looked at in one go, which bounds the memory."""

_LEAD_STEPS = 125
"""Steps (4 s) before a block that the finder hears to know what came before."""

Read = Callable[[int, int], NDArray[np.float32]]
"""Gives mono samples at `SPEECH_RATE` from one sample index to another."""


@dataclass(frozen=True, slots=True, eq=False)
class Speech:
    """How much each step of a recording is speech: `shares` run from 0 to 1, one a `STEP`."""

    shares: NDArray[np.float32]
    length: int
    """Samples of the recording."""

    def runs(self, first: int, last: int, limit: float, bridge: int) -> list[tuple[int, int]]:
        """Runs of steps from `first` to before `last` with shares from `limit` on; pauses of up
        to `bridge` steps do not end a run.
        """
        found: list[tuple[int, int]] = []
        for step in (np.nonzero(self.shares[first:last] >= limit)[0] + first).tolist():
            if found and step - found[-1][1] <= bridge:
                found[-1] = (found[-1][0], step + 1)
            else:
                found.append((step, step + 1))
        return found

    def spoken(self, gap: int) -> list[tuple[int, int]]:
        """Runs of steps in which somebody speaks, joined over pauses of up to `gap` steps."""
        found: list[tuple[int, int]] = []
        for start, end in self.runs(0, len(self.shares), STILL_SPEECH, 0):
            if end - start < FEWEST_STEPS or self.shares[start:end].max() < SPEECH:
                continue
            if found and start - found[-1][1] <= gap:
                found[-1] = (found[-1][0], end)
            else:
                found.append((start, end))
        return found

    def most(self, start_ms: int, end_ms: int) -> float:
        """The highest share between two times."""
        part = self.shares[max(0, start_ms // STEP_MS) : end_ms // STEP_MS + 1]
        return float(part.max()) if part.size else 0.0


def find_speech(read: Read, length: int, on_progress: Callable[[float], None]) -> Speech:
    """Look for speech in a recording of `length` samples, piece by piece."""
    steps = -(-length // STEP)
    blocks = []
    for start, block in _blocks(read, steps):
        blocks.append(block)
        on_progress(min(1.0, (start + _BLOCK_STEPS) / steps))
    shares = np.concatenate(blocks) if blocks else np.empty(0, np.float32)
    return Speech(shares, length)


def _blocks(read: Read, steps: int) -> Iterator[tuple[int, NDArray[np.float32]]]:
    from faster_whisper.vad import get_vad_model

    finder = get_vad_model()
    for start in range(0, steps, _BLOCK_STEPS):
        begin = max(0, start - _LEAD_STEPS)
        end = min(steps, start + _BLOCK_STEPS)
        sound = read(begin * STEP, (end + _LEVEL_STEPS) * STEP)
        sound = np.pad(sound, (0, -len(sound) % STEP))
        shares = finder(levelled(sound)[: (end - begin) * STEP]).reshape(-1)
        yield start, shares[start - begin :].astype(np.float32)


def levelled(sound: NDArray[np.float32]) -> NDArray[np.float32]:
    """The same sound with soft stretches brought up and loud ones down; a whole number of steps."""
    if not len(sound):
        return sound
    steps = sound.reshape(-1, STEP)
    level = 10 * np.log10(np.mean(steps**2, axis=1) + 1e-10)
    around = np.lib.stride_tricks.sliding_window_view(
        np.pad(level, _LEVEL_STEPS, mode="edge"), 2 * _LEVEL_STEPS + 1
    )
    # Three quarters: speech with its pauses, not the pauses, nor one cough.
    smooth = np.pad(np.percentile(around, 75, axis=1), _SMOOTH_STEPS, mode="edge")
    smooth = np.convolve(
        smooth, np.full(2 * _SMOOTH_STEPS + 1, 1 / (2 * _SMOOTH_STEPS + 1)), "valid"
    )
    gain = 10 ** (np.clip(_LEVEL_DB - smooth, -_MOST_GAIN_DB, _MOST_GAIN_DB) / 20)
    middles = np.arange(len(gain)) * STEP + STEP / 2
    gains = np.interp(np.arange(len(sound)), middles, gain)
    return np.clip(sound * gains, -1, 1).astype(np.float32)

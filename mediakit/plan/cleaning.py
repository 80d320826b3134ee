"""Gentle clean-up of speech, for films and podcasts: rumble and hum go, and noise goes down.

What noise is, is learned from the recording itself, where it is heard alone.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import ffmpeg

from mediakit.clock import SAMPLE_RATE
from mediakit.plan.command import Command, Graph
from mediakit.plan.model import Sounding
from mediakit.plan.sound_filters import QUIET

NOISE_SAMPLE_MS = 600
"""How long a stretch of noise alone is listened to: a pause between two sentences has that."""

BLOCK_MS = 100
LEVELS_FILE = "levels.txt"
_LEVEL_KEY = "lavfi.astats.Overall.RMS_level"

_NO_SOUND_DB = -85.0
"""Quieter blocks are silence made by a program, which has nothing to tell of the noise."""

_PAUSE_BELOW_DB = 10.0
"""A pause lies at least this far below the talk's loudness; else somebody speaks in it."""

_RUMBLE_HZ = 80
"""What lies below is rumble, handling noise and mains hum; the deepest voices begin about here."""

_LESS_NOISE_DB = 12
"""How far noise goes down: gentle, it does not go away. Measured on three voices with pink noise 20
dB below: -6 dB in pauses, and what is loud in the voice changes by 0.5 dB; ffmpeg's filter without
a sample of the noise takes 2 dB more of the voice for less of the noise."""

_DENOISE_DELAY = SAMPLE_RATE // 40
"""Samples (25 ms) by which ffmpeg's afftdn comes late; measured at 48 kHz, always the same."""

NUMBERS = {"no sound": _NO_SOUND_DB, "pause": _PAUSE_BELOW_DB}
"""What decides where noise is learned; part of the key of what is cleaned."""


@dataclass(frozen=True, slots=True)
class Noise:
    """A stretch of `NOISE_SAMPLE_MS` of a talk, from `at_ms` on, in which nobody speaks, and its
    level in dBFS (RMS) before any gain.
    """

    at_ms: int
    level_db: float


def without_rumble(stream: Graph) -> Graph:
    """The stream without what lies below every voice."""
    return stream.filter("highpass", f=_RUMBLE_HZ)


def levels_command(stream: Graph, source: str) -> Command:
    """Write the level of every tenth of a second of a talk, without rumble, to `levels.txt`."""
    stream = without_rumble(stream)
    stream = stream.filter("asetnsamples", n=SAMPLE_RATE * BLOCK_MS // 1000, p=0)
    stream = stream.filter("astats", metadata=1, reset=1, measure_perchannel="none")
    stream = stream.filter("ametadata", "print", key=_LEVEL_KEY, file=LEVELS_FILE)
    out = ffmpeg.output(stream, "-", f="null")
    return Command((*QUIET, "-loglevel", "error", *ffmpeg.get_args(out)), (source,))


def read_levels(text: str) -> list[float]:
    """The levels (dBFS, RMS) of a talk's tenths of a second, from what `levels_command` wrote."""
    return [float(level) for level in re.findall(rf"{_LEVEL_KEY}=(\S+)", text)]


def quietest(levels: Sequence[float], talk_lufs: float) -> Noise | None:
    """Where in the talk its noise is heard alone, from the level (dBFS, RMS) of each of its tenths
    of a second; None where that is nowhere.
    """
    powers = [10 ** (level / 10) for level in levels]
    size = NOISE_SAMPLE_MS // BLOCK_MS
    heard = [
        (sum(powers[first : first + size]) / size, first)
        for first in range(len(powers) - size + 1)
        if min(powers[first : first + size]) > 10 ** (_NO_SOUND_DB / 10)
    ]
    power, first = min(heard, default=(1.0, 0))
    level = 10 * math.log10(power)
    if level > talk_lufs - _PAUSE_BELOW_DB:
        return None
    return Noise(first * BLOCK_MS, level)


def alone(talk: Sounding, noise: Noise) -> Sounding:
    """The talk's noise alone."""
    offset = talk.offset_us + round(noise.at_ms * 1000 * talk.speed)
    length = NOISE_SAMPLE_MS * SAMPLE_RATE // 1000
    return replace(talk, offset_us=offset, length=length, fade_in=0, fade_out=0)


def denoised(talk: Graph, sample: Graph, level_db: float) -> Graph:
    """The talk with less noise, as long as before and nothing later in it. The filter hears the
    noise `alone` first, at the level that it has in the talk, learns it, and that part is cut off
    again. Both are without rumble.
    """
    learnt = (NOISE_SAMPLE_MS - BLOCK_MS / 2) / 1000
    floor = min(max(level_db, -80.0), -20.0)  # what afftdn takes
    stream = ffmpeg.concat(sample, talk.filter("apad", pad_len=_DENOISE_DELAY), v=0, a=1)
    stream = stream.filter("asendcmd", c=f"0 afftdn sn start; {learnt} afftdn sn stop")
    stream = stream.filter("afftdn", nr=_LESS_NOISE_DB, nf=f"{floor:.1f}")
    before = NOISE_SAMPLE_MS * SAMPLE_RATE // 1000 + _DENOISE_DELAY
    return stream.filter("atrim", start_sample=before).filter("asetpts", "PTS-STARTPTS")

"""How far the parts of a film's sound are brought up or down, from what was measured."""

import math
from dataclasses import dataclass

from mediakit.plan.model import SoundPlan


@dataclass(frozen=True, slots=True)
class Levels:
    """The numbers that decide gains; they are part of the sound's key."""

    silence_lufs: float = -60.0
    """Quieter than this there is nothing to bring up: only noise."""

    most_gain_db: float = 30.0
    """A voice is not brought up further than this: beyond it, noise is all that grows."""

    most_correction_db: float = 6.0
    """A mix with voices, each at its loudness already, is brought up no further than this. Music
    alone lies 10 dB below the voices, so a film in which people speak a sixth of the time needs
    5.9 dB: from there on the film measures what it should, and with less speech people come first.
    """

    music_reference_lufs: float = -16.0
    """Where voices keep their own loudness, music is set against this one, and steps back as if
    they had it."""


LEVELS = Levels()


DOUBLED_DB = 10.0
"""What is 10 dB stronger sounds twice as loud, what is 10 dB weaker half (the sone, ISO 532)."""


def decibels(volume: float) -> float:
    """The gain that makes a sound that many times as loud to the ear.

    >>> decibels(0.5), decibels(1), decibels(2)
    (-10.0, 0.0, 10.0)
    """
    return DOUBLED_DB * math.log2(volume)


def voice_gain(plan: SoundPlan, measured: float) -> float:
    """Decibels for a voice of the loudness `measured`, in LUFS."""
    return gain_to(plan.loudness, measured)


def speech_loudness(plan: SoundPlan) -> float:
    """How loud the voices are in the mix, in LUFS, before the mix as a whole is brought up."""
    return LEVELS.music_reference_lufs if plan.loudness is None else plan.loudness


def music_gain(plan: SoundPlan, measured: float) -> float:
    """Decibels that bring music to the loudness of the voices, under which it is mixed."""
    return gain_to(speech_loudness(plan), measured)


def mix_gain(plan: SoundPlan, measured: float) -> float:
    """Decibels for the mix as a whole.

    The film measures what was asked for, though music alone lies below the voices. Only where there
    is so little speech that people would become far too loud do they come first, and the film
    measures less.
    """
    gain = gain_to(plan.loudness, measured)
    return min(gain, LEVELS.most_correction_db) if plan.voices else gain


def gain_to(wanted: float | None, measured: float) -> float:
    """Decibels that bring `measured` to `wanted`; 0 where nothing is wanted or nothing is heard.

    >>> gain_to(-16.0, -23.0), gain_to(None, -23.0), gain_to(-16.0, float("-inf"))
    (7.0, 0.0, 0.0)
    """
    if wanted is None or not math.isfinite(measured) or measured < LEVELS.silence_lufs:
        return 0.0
    return min(wanted - measured, LEVELS.most_gain_db)

"""The film's sound: one job, levelled and kept."""

import json
import math
from pathlib import Path

from mediakit.errors import ProgramFailed
from mediakit.plan import sound_graph
from mediakit.plan.model import SoundPlan
from mediakit.render.programs import Job

MOST_GAIN_DB = 30.0
"""A voice is not brought up further than this: beyond it, noise is all that grows."""

MOST_CORRECTION_DB = 2.0
"""A mix with voices, each at its loudness already, is brought up no further than this."""

_MUSIC_REFERENCE_LUFS = -16.0
"""Where voices keep their own loudness, music is set against this one."""


def make_sound(plan: SoundPlan, job: Job) -> Path:
    """Make the whole film's sound in the job's folder; returns the file.

    With `plan.loudness` every voice is brought to that loudness first, so that a quiet recording
    and a loud one sit side by side, then the mix as a whole.
    """
    voices = []
    for number, voice in enumerate(plan.voices):
        words = job.inside(f"voice-{number}").run(sound_graph.measure_voice_command(voice))
        voices.append(gain_to(plan.loudness, read_loudness(words)))
    music = 0.0
    if plan.music is not None:
        words = job.inside("music").run(sound_graph.measure_music_command(plan.music))
        music = gain_to(plan.loudness or _MUSIC_REFERENCE_LUFS, read_loudness(words))
    mixing = job.inside("mix")
    mixing.run(sound_graph.mix_command(plan, voices, music))
    gain = gain_to(plan.loudness, read_loudness(mixing.run(sound_graph.measure_mix_command())))
    # Music alone lies below the voices, so a film with little speech measures as too quiet.
    # Bringing it all up would make the people who speak too loud: they come first.
    if plan.voices:
        gain = min(gain, MOST_CORRECTION_DB)
    mixing.run(sound_graph.finish_command(plan, gain))
    return mixing.folder / sound_graph.RESULT


def read_loudness(report: str) -> float:
    """Integrated loudness in LUFS from the report of ffmpeg's loudnorm filter; minus infinity for
    silence. Raises `ProgramFailed` where there is no such report.
    """
    start, end = report.rfind("{"), report.rfind("}")
    try:
        return float(json.loads(report[start : end + 1])["input_i"])
    except (ValueError, KeyError) as error:
        raise ProgramFailed("ffmpeg did not report how loud the sound is", report[-200:]) from error


def gain_to(wanted: float | None, measured: float) -> float:
    """Decibels that bring `measured` to `wanted`; 0 where nothing is wanted or nothing is heard.

    >>> gain_to(-16.0, -23.0), gain_to(None, -23.0), gain_to(-16.0, float("-inf"))
    (7.0, 0.0, 0.0)
    """
    if wanted is None or not math.isfinite(measured) or measured < sound_graph.SILENCE_LUFS:
        return 0.0
    return min(wanted - measured, MOST_GAIN_DB)

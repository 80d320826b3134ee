"""The film's sound: one job, levelled and kept."""

import json
from pathlib import Path

from mediakit.errors import ProgramFailed
from mediakit.plan import sound_graph
from mediakit.plan.levels import mix_gain, music_gain, voice_gain
from mediakit.plan.model import SoundPlan
from mediakit.render.programs import Job


def make_sound(plan: SoundPlan, job: Job) -> Path:
    """Make the whole film's sound in the job's folder; returns the file.

    With `plan.loudness` every voice is brought to that loudness first, so that a quiet recording
    and a loud one sit side by side, then the mix as a whole.
    """
    voices = []
    for number, voice in enumerate(plan.voices):
        words = job.inside(f"voice-{number}").run(sound_graph.measure_voice_command(voice))
        voices.append(voice_gain(plan, read_loudness(words)))
    music = 0.0
    if plan.music is not None:
        words = job.inside("music").run(sound_graph.measure_music_command(plan.music))
        music = music_gain(plan, read_loudness(words))
    mixing = job.inside("mix")
    mixing.run(sound_graph.mix_command(plan, voices, music))
    gain = mix_gain(plan, read_loudness(mixing.run(sound_graph.measure_mix_command())))
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

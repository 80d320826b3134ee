"""The film's sound: one job, levelled and kept."""

from pathlib import Path

from mediakit.plan import cleaning, finishing, sound_graph
from mediakit.plan.cleaning import Noise
from mediakit.plan.finishing import Loudness, Setting, read_loudness
from mediakit.plan.levels import LEVELS, mix_gain, music_gain, voice_gain
from mediakit.plan.model import Sounding, SoundPlan
from mediakit.render.programs import Job


def make_sound(plan: SoundPlan, job: Job) -> Path:
    """Make the whole film's sound in the job's folder; returns the file.

    With `plan.loudness` every voice is brought to that loudness first, so that a quiet recording
    and a loud one sit side by side, then the mix as a whole. What was encoded is measured, and
    finished anew until it is right.
    """
    voices, noises = [], []
    for number, voice in enumerate(plan.voices):
        inside = job.inside(f"voice-{number}")
        lufs = read_loudness(inside.run(sound_graph.measure_voice_command(voice))).lufs
        voices.append(voice_gain(plan, lufs))
        noises.append(_noise(voice, lufs, job, number) if voice.clean else None)
    music = 0.0
    if plan.music is not None:
        words = job.inside("music").run(sound_graph.measure_music_command(plan.music))
        music = music_gain(plan, read_loudness(words).lufs)
    mixing = job.inside("mix")
    mixing.run(sound_graph.mix_command(plan, voices, music, noises))
    mixed = read_loudness(mixing.run(sound_graph.measure_mix_command()))
    _finish(plan, mixing, mixed)
    return mixing.folder / sound_graph.RESULT


def _noise(voice: Sounding, lufs: float, job: Job, number: int) -> Noise | None:
    """Where the noise of a voice of that loudness is heard alone."""
    looking = job.inside(f"levels-{number}")
    looking.run(sound_graph.voice_levels_command(voice))
    levels = (looking.folder / cleaning.LEVELS_FILE).read_text(encoding="utf-8")
    return cleaning.quietest(cleaning.read_levels(levels), lufs)


def _finish(plan: SoundPlan, mixing: Job, mixed: Loudness) -> None:
    """Finish the mix, which measures `mixed`, until what was encoded measures right."""
    setting, rise = Setting(mix_gain(plan, mixed.lufs)), 1.0
    wanted = mixed.lufs + setting.gain_db
    last: tuple[Setting, Loudness] | None = None
    for _ in range(finishing.MOST_TRIES):
        mixing.run(sound_graph.finish_command(plan, setting))
        measured = read_loudness(mixing.run(sound_graph.measure_result_command()))
        rise = finishing.rise_between(last, (setting, measured), rise) if last else rise
        better = finishing.improved(setting, wanted, measured, rise)
        if better is None or measured.lufs < LEVELS.silence_lufs:
            return
        last, setting = (setting, measured), better

"""A podcast episode's sound as ffmpeg commands: measure the parts, mix them, finish, measure again.
Nothing runs here.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

import ffmpeg

from mediakit.clock import SAMPLE_RATE
from mediakit.media.inputs import GUARD_OPTIONS
from mediakit.plan import cleaning, podcast
from mediakit.plan.cleaning import Noise, denoised, without_rumble
from mediakit.plan.command import Command, Graph
from mediakit.plan.finishing import Setting
from mediakit.plan.model import Sounding
from mediakit.plan.podcast import (
    KINDS,
    EpisodeSound,
    Kind,
)
from mediakit.plan.sound_filters import (
    MUSIC_ALONE_DB,
    QUIET,
    UNDER_SPEECH,
    held,
    measured,
    stepping_back,
)
from mediakit.plan.sound_graph import voice_stream

FILE_RATE = 44_100
"""Samples a second of the files: what every player and every podcast app takes."""

BITRATES: Mapping[Kind, Mapping[int, str]] = {
    "mp3": {1: "96k", 2: "192k"},
    "m4a": {1: "96k", 2: "160k"},
}
"""By kind and channels: 96 kbit/s a channel, from which speech with music under it holds no flaw
that most people would hear; AAC needs less for two channels. [practice]"""

MIX = "mix.wav"

_MUSIC_FADE_IN, _MUSIC_FADE_OUT = 2.0, 3.0
"""Seconds over which the music comes and goes. [own]"""


def measure_part_command(episode: EpisodeSound, part: Sounding) -> Command:
    """Measure one part before its gain; the report is on stderr. Noise is still in it: to tell it
    from a quiet voice, the voice must lie at its loudness first.
    """
    stream = _shaped(voice_stream(0, part, 0.0), episode.channels)
    if episode.clean and part is episode.talk:
        stream = without_rumble(stream)
    return measured(stream, (part.source,))


def measure_music_command(episode: EpisodeSound) -> Command:
    """Measure the music as a whole."""
    stream = _shaped(ffmpeg.input("source-0", **GUARD_OPTIONS).audio, episode.channels)
    return measured(stream, (str(episode.music),))


def levels_command(episode: EpisodeSound) -> Command:
    """Write the level of every tenth of a second of the talk to `cleaning.LEVELS_FILE`."""
    stream = _shaped(voice_stream(0, episode.talk, 0.0), episode.channels)
    return cleaning.levels_command(stream, episode.talk.source)


def measure_file_command(name: str) -> Command:
    """Measure a file in the job's folder, as a listener's player would decode it."""
    return measured(ffmpeg.input(name, **GUARD_OPTIONS).audio, ())


def mix_command(
    episode: EpisodeSound, gains: Sequence[float], music_gain: float, noise: Noise | None = None
) -> Command:
    """Mix the episode. `gains` are the decibels of its parts, in order; `music_gain` is what brings
    the music to the loudness of the talk; `noise` is where the talk's noise is heard alone.
    """
    place = 0 if episode.intro is None else 1
    sources = [part.source for part in episode.parts]
    parts = [
        _shaped(voice_stream(number, part, gain), episode.channels)
        for number, (part, gain) in enumerate(zip(episode.parts, gains, strict=True))
    ]
    if episode.clean:
        parts[place] = without_rumble(parts[place])
        if noise is not None:
            sample = _sample(len(sources), episode, noise, gains[place])
            parts[place] = denoised(parts[place], sample, noise.level_db + gains[place])
            sources.append(episode.talk.source)
    if episode.music is not None:
        parts[place] = _over_music(parts[place], len(sources), episode, music_gain)
        sources.append(episode.music)
    whole = parts[0] if len(parts) == 1 else ffmpeg.concat(*parts, v=0, a=1)
    out = ffmpeg.output(whole, MIX, **{"c:a": "pcm_f32le", "rf64": "auto", "vn": None})
    return Command((*QUIET, "-loglevel", "error", *ffmpeg.get_args(out), "-y"), tuple(sources))


def finish_command(episode: EpisodeSound, kind: Kind, setting: Setting) -> Command:
    """Bring the mix to its loudness by one gain, hold its peaks, encode it as `result_name`."""
    stream = held(ffmpeg.input(MIX, **GUARD_OPTIONS).audio, setting, FILE_RATE)
    stream = stream.filter("aformat", sample_fmts="fltp", channel_layouts=_layout(episode.channels))
    out = ffmpeg.output(stream, result_name(kind), **_encoding(kind, episode.channels))
    return Command((*QUIET, "-loglevel", "error", *ffmpeg.get_args(out), "-y"), ())


def chapters_command(language: str) -> Command:
    """Copy `sound.m4a` to `result.m4a` with the chapters in `chapters.txt`, and say in which
    language (three letters) it is.
    """
    # By hand: ffmpeg-python knows no input without streams.
    reading = ("-i", "file:sound.m4a", "-f", "ffmetadata", "-i", "file:chapters.txt")
    kept = ("-map", "0:a", "-map_metadata:g", "-1", "-map_chapters", "1", "-c", "copy")
    told = ("-metadata:s:a:0", f"language={language}", "-movflags", "+faststart")
    quiet = ("-hide_banner", "-nostats", "-loglevel", "error")
    return Command((*quiet, *reading, *kept, *told, result_name("m4a"), "-y"), ())


def result_name(kind: Kind) -> str:
    """What a finished file is called in the job's folder."""
    return f"result.{kind}"


def key_parts(episode: EpisodeSound) -> dict[str, Any]:
    """All that decides the sound besides the tools: commands with stand-ins for the gains, which
    are known only once the parts are measured, and the numbers that gains are decided by.
    """
    commands = [
        *(measure_part_command(episode, part) for part in episode.parts),
        measure_music_command(episode),
        measure_file_command(MIX),
        levels_command(episode),
        mix_command(episode, [1.0] * len(episode.parts), 1.0, Noise(0, -50.0)),
        *(finish_command(episode, kind, Setting(1.0)) for kind in KINDS),
    ]
    return {
        "episode": asdict(episode),
        "commands": [asdict(command) for command in commands],
        "levels": {"loudness": episode.loudness, **podcast.LEVELS},
    }


def _layout(channels: int) -> str:
    return "mono" if channels == 1 else "stereo"


def _encoding(kind: Kind, channels: int) -> dict[str, Any]:
    coder = {"mp3": "libmp3lame", "m4a": "aac"}[kind]
    # Neither file says which program made it: bytes stay the same from one build to the next.
    options = {"c:a": coder, "b:a": BITRATES[kind][channels], "map_metadata": -1}
    return {**options, "write_id3v2": 0} if kind == "mp3" else {**options, "movflags": "+faststart"}


def _shaped(stream: Graph, channels: int) -> Graph:
    stream = stream.filter("aresample", SAMPLE_RATE)
    return stream.filter("aformat", sample_fmts="fltp", channel_layouts=_layout(channels))


def _sample(number: int, episode: EpisodeSound, noise: Noise, gain: float) -> Graph:
    """The talk's noise alone, as the talk has it when it is denoised."""
    alone = cleaning.alone(episode.talk, noise)
    return without_rumble(_shaped(voice_stream(number, alone, gain), episode.channels))


def _over_music(talk: Graph, number: int, episode: EpisodeSound, gain: float) -> Graph:
    """The talk with music under it, as long as the talk, which steps back while somebody speaks."""
    music = ffmpeg.input(f"source-{number}", stream_loop=-1, **GUARD_OPTIONS).audio
    music = _shaped(music, episode.channels).filter("volume", f"{gain + MUSIC_ALONE_DB:.2f}dB")
    talk, music = stepping_back(music, talk, UNDER_SPEECH)
    seconds = episode.talk.length / SAMPLE_RATE
    fade_in, fade_out = (min(fade, seconds / 3) for fade in (_MUSIC_FADE_IN, _MUSIC_FADE_OUT))
    music = music.filter("atrim", end_sample=episode.talk.length)
    music = music.filter("afade", t="in", d=f"{fade_in:.3f}")
    music = music.filter("afade", t="out", st=f"{seconds - fade_out:.3f}", d=f"{fade_out:.3f}")
    return ffmpeg.filter([talk, music], "amix", inputs=2, normalize=0, duration="first")

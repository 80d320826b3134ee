"""A podcast episode's sound as ffmpeg commands: measure the parts, mix them, finish, measure again.

Nothing runs here. The talk is brought to its loudness before it is mixed, so that the intro, the
outro and the music lie where they should beside it; the mix as a whole is then finished until what
was encoded measures right.
"""

import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, Literal

import ffmpeg

from mediakit.clock import SAMPLE_RATE
from mediakit.media.inputs import GUARD_OPTIONS
from mediakit.media.model import Media
from mediakit.media.shape import needs_conforming
from mediakit.plan.graph import Command, Graph
from mediakit.plan.model import Sounding
from mediakit.plan.sound_graph import MUSIC_ALONE_DB, voice_stream

Kind = Literal["mp3", "m4a"]
KINDS: tuple[Kind, ...] = ("mp3", "m4a")
"""What people receive: mp3 plays everywhere, m4a sounds better for its size and shows chapters on
Apple's players."""

LOUDNESS_LUFS = {1: -19.0, 2: -16.0}
"""Loudness by the number of channels: what podcast apps ask for. One channel is heard from two
loudspeakers, 3 dB louder than it measures (ITU-R BS.1770), so both sound alike. [practice]"""

PEAK_DB = -1.0
"""True peaks of the finished files stay at or below this, in dBTP (EBU R 128; podcast apps too)."""

TOLERANCE_LU = 0.3
"""How far from its loudness a finished file may lie: well inside the 0.5 LU that EBU R 128 gives
programmes which cannot be exact, and above the 0.1 to which it is measured."""

MOST_TRIES = 6
"""How often an episode is finished anew until it measures right. One or two are usual; a recording
with clicks far above a quiet talk takes more, as the limiter eats what each gain brings."""

SILENCE_LUFS = -60.0
"""Quieter than this there is nothing to bring up: only noise (as for films)."""

NOISY_GAIN_DB = 30.0
"""From this gain on the noise of the recorder itself is heard (as for films)."""

FILE_RATE = 44_100
"""Samples a second of the files: what every player and every podcast app takes."""

BITRATES: Mapping[Kind, Mapping[int, str]] = {
    "mp3": {1: "96k", 2: "192k"},
    "m4a": {1: "96k", 2: "160k"},
}
"""By kind and channels: 96 kbit/s a channel, from which speech with music under it holds no flaw
that most people would hear; AAC needs less for two channels. [practice]"""

MIX = "mix.wav"

_LEVEL_KEY = "lavfi.astats.Overall.RMS_level"

_FIRST_LIMIT_DB = PEAK_DB - 1.0
"""The limiter's first try: lossy coding raises peaks, by up to 1 dB in what we measured."""

_NEARLY_DB = 0.1
"""Measured peaks are rounded to a tenth: one tenth less is safe."""

_OVERSAMPLING = 4
"""The limiter sees peaks between the samples at four times the rate (ITU-R BS.1770, annex 2)."""

_RUMBLE_HZ = 80
"""What lies below is rumble, handling noise and mains hum; the deepest voices begin about here."""

_LESS_NOISE_DB = 12
"""How far noise goes down: gentle, it does not go away. Measured on three voices with pink noise 20
dB below: -6 dB in pauses, and what is loud in the voice changes by 0.5 dB; ffmpeg's filter without
a sample of the noise takes 2 dB more of the voice for less of the noise."""

NOISE_SAMPLE_MS = 600
"""How long a stretch of noise alone is listened to: a pause between two sentences has that."""

_BLOCK_MS = 100
_NO_SOUND_DB = -85.0
"""Quieter blocks are silence made by a program, which has nothing to tell of the noise."""

_PAUSE_BELOW_DB = 10.0
"""A pause lies at least this far below the talk's loudness; else somebody speaks in it."""

LEVELS_FILE = "levels.txt"

_DENOISE_DELAY = SAMPLE_RATE // 40
"""Samples (25 ms) by which ffmpeg's afftdn comes late; measured at 48 kHz, always the same."""

_CLICK_FADE = SAMPLE_RATE // 100
"""Samples (10 ms) over which a part begins and ends, so that a joint does not click."""

_STEER_DB = 26
_STEER = {"limit": 0.25, "level": "disabled", "attack": 20, "release": 400}
"""The talk lies at its loudness: 26 dB up, even its quiet syllables reach the limit (-12 dBFS), and
a silence of -60 dBFS stays below the threshold."""

_DUCK = {"threshold": 0.03, "ratio": 6, "attack": 150, "release": 1500}
"""What makes music step back by about 12 dB, from `MUSIC_ALONE_DB` to `MUSIC_UNDER_SPEECH_DB`,
within 0.3 s, and come back in about a second (measured; release is long so that it does not pump
between words)."""

_MUSIC_FADE_IN, _MUSIC_FADE_OUT = 2.0, 3.0
"""Seconds over which the music comes and goes. [own]"""

_QUIET = ("-hide_banner", "-nostats", "-progress", "pipe:1", "-copyts")


@dataclass(frozen=True, slots=True)
class EpisodeSound:
    """Everything that reaches the sound of an episode. Sources are named by fingerprint.

    `channels` is 1 or 2. `music` lies under the talk alone: intro and outro bring their own.
    """

    talk: Sounding
    channels: int
    intro: Sounding | None = None
    outro: Sounding | None = None
    music: str | None = None
    clean: bool = False

    @property
    def loudness(self) -> float:
        """What the finished files measure, in LUFS."""
        return LOUDNESS_LUFS[self.channels]

    @property
    def parts(self) -> tuple[Sounding, ...]:
        """Intro, talk and outro, as many as there are, in order."""
        return tuple(part for part in (self.intro, self.talk, self.outro) if part is not None)

    @property
    def talk_at_ms(self) -> int:
        """When the talk begins in the finished files."""
        return self.intro.length * 1000 // SAMPLE_RATE if self.intro else 0

    @property
    def length_ms(self) -> int:
        """How long the finished files are."""
        return self.length * 1000 // SAMPLE_RATE

    @property
    def length(self) -> int:
        """Samples (at 48 kHz) of the whole."""
        return sum(part.length for part in self.parts)


@dataclass(frozen=True, slots=True)
class Loudness:
    """What a sound measures: integrated loudness in LUFS, true peak in dBTP; minus infinity where
    there is nothing."""

    lufs: float
    peak_db: float


@dataclass(frozen=True, slots=True)
class Noise:
    """A stretch of `NOISE_SAMPLE_MS` of the talk, from `at_ms` on, in which nobody speaks, and its
    level in dBFS (RMS) before any gain.
    """

    at_ms: int
    level_db: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How an episode is finished: decibels of gain, and where the limiter holds peaks (dBFS)."""

    gain_db: float
    limit_db: float = _FIRST_LIMIT_DB


def part_of(media: Media) -> Sounding:
    """A whole recording, which has sound, as a part of an episode."""
    length = media.duration_ms * (SAMPLE_RATE // 1000)
    fade = min(_CLICK_FADE, length // 2)
    return Sounding(
        source=media.fingerprint,
        stream=media.main_sound.index if media.main_sound else 0,
        start_us=media.start_us,
        offset_us=0,
        seekable=needs_conforming(media) is None,
        at=0,
        length=length,
        fade_in=fade,
        fade_out=fade,
    )


def measure_part_command(episode: EpisodeSound, part: Sounding) -> Command:
    """Measure one part before its gain; the report is on stderr. Noise is still in it: to tell it
    from a quiet voice, the voice must lie at its loudness first.
    """
    stream = _shaped(voice_stream(0, part, 0.0), episode.channels)
    if episode.clean and part is episode.talk:
        stream = stream.filter("highpass", f=_RUMBLE_HZ)
    return _measured(stream, (part.source,))


def measure_music_command(episode: EpisodeSound) -> Command:
    """Measure the music as a whole."""
    stream = _shaped(ffmpeg.input("source-0", **GUARD_OPTIONS).audio, episode.channels)
    return _measured(stream, (str(episode.music),))


def levels_command(episode: EpisodeSound) -> Command:
    """Write the level of every tenth of a second of the talk, high-passed, to `levels.txt`."""
    stream = _shaped(voice_stream(0, episode.talk, 0.0), episode.channels)
    stream = stream.filter("highpass", f=_RUMBLE_HZ)
    stream = stream.filter("asetnsamples", n=SAMPLE_RATE * _BLOCK_MS // 1000, p=0)
    stream = stream.filter("astats", metadata=1, reset=1, measure_perchannel="none")
    stream = stream.filter("ametadata", "print", key=_LEVEL_KEY, file=LEVELS_FILE)
    out = ffmpeg.output(stream, "-", f="null")
    return Command((*_QUIET, "-loglevel", "error", *ffmpeg.get_args(out)), (episode.talk.source,))


def quietest(levels: str, talk: Loudness) -> Noise | None:
    """Where in the talk its noise is heard alone, from what `levels_command` wrote; None where that
    is nowhere.
    """
    found = re.findall(rf"{_LEVEL_KEY}=(\S+)", levels)
    powers = [10 ** (float(level) / 10) for level in found]
    size = NOISE_SAMPLE_MS // _BLOCK_MS
    heard = [
        (sum(powers[first : first + size]) / size, first)
        for first in range(len(powers) - size + 1)
        if min(powers[first : first + size]) > 10 ** (_NO_SOUND_DB / 10)
    ]
    power, first = min(heard, default=(1.0, 0))
    level = 10 * math.log10(power)
    if level > talk.lufs - _PAUSE_BELOW_DB:
        return None
    return Noise(first * _BLOCK_MS, level)


def measure_file_command(name: str) -> Command:
    """Measure a file in the job's folder, as a listener's player would decode it."""
    return _measured(ffmpeg.input(name, **GUARD_OPTIONS).audio, ())


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
        parts[place] = parts[place].filter("highpass", f=_RUMBLE_HZ)
        if noise is not None:
            sample = _sample(len(sources), episode, noise, gains[place])
            parts[place] = _denoised(parts[place], sample, noise.level_db + gains[place])
            sources.append(episode.talk.source)
    if episode.music is not None:
        parts[place] = _over_music(parts[place], len(sources), episode, music_gain)
        sources.append(episode.music)
    whole = parts[0] if len(parts) == 1 else ffmpeg.concat(*parts, v=0, a=1)
    out = ffmpeg.output(whole, MIX, **{"c:a": "pcm_f32le", "rf64": "auto", "vn": None})
    return Command((*_QUIET, "-loglevel", "error", *ffmpeg.get_args(out), "-y"), tuple(sources))


def finish_command(episode: EpisodeSound, kind: Kind, setting: Setting) -> Command:
    """Bring the mix to its loudness by one gain, hold its peaks, encode it as `result_name`."""
    stream = ffmpeg.input(MIX, **GUARD_OPTIONS).audio.filter("volume", f"{setting.gain_db:.2f}dB")
    limit = round(10 ** (setting.limit_db / 20), 4)
    stream = stream.filter("aresample", _OVERSAMPLING * FILE_RATE)
    stream = stream.filter("alimiter", limit=limit, level="disabled", latency=1)
    stream = stream.filter("aresample", FILE_RATE).filter(
        "aformat", sample_fmts="fltp", channel_layouts=_layout(episode.channels)
    )
    out = ffmpeg.output(stream, result_name(kind), **_encoding(kind, episode.channels))
    return Command((*_QUIET, "-loglevel", "error", *ffmpeg.get_args(out), "-y"), ())


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


def gain_for(wanted: float, measured: Loudness) -> float:
    """Decibels that bring what was measured to `wanted`; 0 where there is nothing to bring up."""
    return wanted - measured.lufs if measured.lufs > SILENCE_LUFS else 0.0


def is_right(measured: Loudness, wanted: float) -> bool:
    """Whether a file can go out. Peaks of exactly the limit cannot: what is measured is rounded."""
    near = abs(wanted - measured.lufs) <= TOLERANCE_LU
    return near and measured.peak_db <= PEAK_DB - _NEARLY_DB


def improved(setting: Setting, wanted: float, measured: Loudness) -> Setting | None:
    """The next setting to try, from what the file made with `setting` measures; None where it is
    right.
    """
    if is_right(measured, wanted):
        return None
    off = wanted - measured.lufs
    over = measured.peak_db - (PEAK_DB - _NEARLY_DB)
    lower = over + _NEARLY_DB if over > 0 else 0.0
    return Setting(setting.gain_db + off, setting.limit_db - lower)


def key_parts(episode: EpisodeSound) -> dict[str, Any]:
    """All that decides the sound besides the tools: commands with stand-ins for the gains, which
    are known only once the parts are measured, and the numbers that gains are decided by.
    """
    commands = [
        *(measure_part_command(episode, part) for part in episode.parts),
        levels_command(episode),
        mix_command(episode, [1.0] * len(episode.parts), 1.0, Noise(0, -50.0)),
        *(finish_command(episode, kind, Setting(1.0)) for kind in KINDS),
    ]
    numbers = [episode.loudness, PEAK_DB, TOLERANCE_LU, MOST_TRIES, SILENCE_LUFS, _NEARLY_DB]
    numbers += [_NO_SOUND_DB, _PAUSE_BELOW_DB]
    return {
        "episode": asdict(episode),
        "commands": [asdict(command) for command in commands],
        "levels": numbers,
    }


def _layout(channels: int) -> str:
    return "mono" if channels == 1 else "stereo"


def _encoding(kind: Kind, channels: int) -> dict[str, Any]:
    coder = {"mp3": "libmp3lame", "m4a": "aac"}[kind]
    # Neither file says which program made it: bytes stay the same from one build to the next.
    options = {"c:a": coder, "b:a": BITRATES[kind][channels], "map_metadata": -1}
    return {**options, "write_id3v2": 0} if kind == "mp3" else {**options, "movflags": "+faststart"}


def _measured(stream: Graph, sources: tuple[str, ...]) -> Command:
    # ebur128 is seven times as fast as loudnorm at measuring the same.
    stream = stream.filter("ebur128", peak="true", framelog="quiet")
    out = ffmpeg.output(stream, "-", f="null")
    return Command((*_QUIET, "-loglevel", "info", *ffmpeg.get_args(out)), sources)


def _shaped(stream: Graph, channels: int) -> Graph:
    stream = stream.filter("aresample", SAMPLE_RATE)
    return stream.filter("aformat", sample_fmts="fltp", channel_layouts=_layout(channels))


def _sample(number: int, episode: EpisodeSound, noise: Noise, gain: float) -> Graph:
    """The talk's noise alone, as the talk has it when it is denoised."""
    length = NOISE_SAMPLE_MS * SAMPLE_RATE // 1000
    alone = replace(
        episode.talk, offset_us=noise.at_ms * 1000, length=length, fade_in=0, fade_out=0
    )
    stream = _shaped(voice_stream(number, alone, gain), episode.channels)
    return stream.filter("highpass", f=_RUMBLE_HZ)


def _denoised(talk: Graph, sample: Graph, level_db: float) -> Graph:
    """The talk with less noise, as long as before and nothing later in it. The filter hears the
    noise alone first, learns it, and that part is cut off again.
    """
    learnt = (NOISE_SAMPLE_MS - _BLOCK_MS / 2) / 1000
    floor = min(max(level_db, -80.0), -20.0)  # what afftdn takes
    stream = ffmpeg.concat(sample, talk.filter("apad", pad_len=_DENOISE_DELAY), v=0, a=1)
    stream = stream.filter("asendcmd", c=f"0 afftdn sn start; {learnt} afftdn sn stop")
    stream = stream.filter("afftdn", nr=_LESS_NOISE_DB, nf=f"{floor:.1f}")
    before = NOISE_SAMPLE_MS * SAMPLE_RATE // 1000 + _DENOISE_DELAY
    return stream.filter("atrim", start_sample=before).filter("asetpts", "PTS-STARTPTS")


def _over_music(talk: Graph, number: int, episode: EpisodeSound, gain: float) -> Graph:
    """The talk with music under it, as long as the talk, which steps back while somebody speaks.

    The louder the talk, the further a compressor would push the music down. So what steers it is
    the talk brought up and cut level: either somebody speaks or nobody does.
    """
    split = talk.filter_multi_output("asplit")
    steer = split[1].filter("volume", f"{_STEER_DB}dB").filter("alimiter", **_STEER)
    music = ffmpeg.input(f"source-{number}", stream_loop=-1, **GUARD_OPTIONS).audio
    music = _shaped(music, episode.channels).filter("volume", f"{gain + MUSIC_ALONE_DB:.2f}dB")
    # Both without end: a compressor drops what it holds when one of its inputs ends.
    music = ffmpeg.filter([music, steer.filter("apad")], "sidechaincompress", **_DUCK)
    seconds = episode.talk.length / SAMPLE_RATE
    fade_in, fade_out = (min(fade, seconds / 3) for fade in (_MUSIC_FADE_IN, _MUSIC_FADE_OUT))
    music = music.filter("atrim", end_sample=episode.talk.length)
    music = music.filter("afade", t="in", d=f"{fade_in:.3f}")
    music = music.filter("afade", t="out", st=f"{seconds - fade_out:.3f}", d=f"{fade_out:.3f}")
    return ffmpeg.filter([split[0], music], "amix", inputs=2, normalize=0, duration="first")

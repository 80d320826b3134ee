"""The whole film's sound as ffmpeg commands: measure each voice, mix, measure, finish.

One job for the whole film: sound encoded chunk by chunk clicks and drifts (facts/ffmpeg.md).
"""

from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

import ffmpeg

from mediakit.clock import SAMPLE_RATE
from mediakit.media.inputs import GUARD_OPTIONS
from mediakit.plan import cleaning
from mediakit.plan.cleaning import Noise, denoised, without_rumble
from mediakit.plan.command import Command, Graph
from mediakit.plan.finishing import Setting
from mediakit.plan.levels import decibels, speech_loudness
from mediakit.plan.model import Sounding, SoundPlan
from mediakit.plan.presets import LOSSLESS
from mediakit.plan.sound_filters import (
    MUSIC_ALONE_DB,
    QUIET,
    UNDER_NARRATION,
    UNDER_SPEECH,
    held,
    measured,
    stepping_back,
)

MIX = "mix.wav"
RESULT = "result.m4a"

_MUSIC_FADE_SECONDS = 2.5
_PREROLL_US = 500_000
"""Decoding begins before the sound that is wanted, so that the decoder has settled."""

_ONE_STEP = (Fraction(1, 2), Fraction(2))
"""How slow and how fast sound is made in one step."""

_EARLY_MS = 20
"""How much too early sound comes that is made slower, for each second that a second takes longer.
Measured with clicks: 20 ms at half as fast, 59 at a quarter; faster sound is within 12 ms."""

_GRAPH_FILE = "mix.txt"
_MANY_VOICES = 50
"""From here on the mix's filter graph goes to ffmpeg in a file: 300 voices take 117 kB, and Linux
takes 128 kB in one argument, Windows 32 kB in all. ffmpeg reads options from files since 7.0."""

_SOME_NOISE = Noise(0, -50.0)
"""Stands in, where a key is made, for the noise that is found only once a voice is measured."""

_STEREO = {"sample_fmts": "fltp", "channel_layouts": "stereo", "sample_rates": SAMPLE_RATE}

_BOTH_EARS = {
    "left": "stereo|FL=FL|FR=FL",
    "right": "stereo|FL=FR|FR=FR",
    "apart": "stereo|FL=0.707*FL+0.707*FR|FR=0.707*FL+0.707*FR",
}
"""How two channels that are not one sound for two ears come to both: by ffmpeg's filter pan."""


def sound_commands(plan: SoundPlan) -> tuple[Command, ...]:
    """Every command of the film's sound, with stand-ins for the gains, which are known only once
    the sound is measured: what its key is made of.
    """
    gain = 1.0
    measures = [measure_voice_command(voice) for voice in plan.voices]
    measures += [voice_levels_command(voice) for voice in plan.voices if voice.clean]
    if plan.music is not None:
        measures.append(measure_music_command(plan.music))
    return (
        *measures,
        mix_command(plan, [gain] * len(plan.voices), gain, [_SOME_NOISE] * len(plan.voices)),
        measure_mix_command(),
        finish_command(plan, Setting(gain)),
        measure_result_command(),
    )


def measure_voice_command(voice: Sounding) -> Command:
    """Measure the loudness of one clip's sound; the result is on stderr. Noise is still in it: to
    tell it from a quiet voice, the voice must lie at its loudness first.
    """
    stream = voice_stream(0, voice, 0.0)
    return measured(without_rumble(stream) if voice.clean else stream, (voice.source,))


def voice_levels_command(voice: Sounding) -> Command:
    """Write the level of every tenth of a second of one clip to `cleaning.LEVELS_FILE`."""
    return cleaning.levels_command(voice_stream(0, voice, 0.0), voice.source)


def measure_music_command(source: str) -> Command:
    """Measure the loudness of a piece of music as a whole."""
    return measured(ffmpeg.input("source-0", **GUARD_OPTIONS).audio, (source,))


def measure_mix_command() -> Command:
    """Measure the loudness of the mix."""
    return measured(ffmpeg.input(MIX, **GUARD_OPTIONS).audio, ())


def measure_result_command() -> Command:
    """Measure the finished sound, as a player would decode it."""
    return measured(ffmpeg.input(RESULT, **GUARD_OPTIONS).audio, ())


def mix_command(
    plan: SoundPlan,
    voices: Sequence[float],
    music: float,
    noises: Sequence[Noise | None] | None = None,
) -> Command:
    """Mix every voice and the music under them.

    `voices` are the gains (decibels) of the plan's voices, in its order; `music` is the gain that
    would bring the music to the loudness of the voices; `noises` is where the noise of each voice
    that is to be cleaned is heard alone.
    """
    silence = ffmpeg.input(f"anullsrc=r={SAMPLE_RATE}:cl=stereo", f="lavfi").audio
    sources = [voice.source for voice in plan.voices]
    streams = []
    for number, (voice, gain) in enumerate(zip(plan.voices, voices, strict=True)):
        noise = noises[number] if noises and voice.clean else None
        streams.append(_cleaned(number, voice, gain + decibels(voice.volume), noise, len(sources)))
        sources += [voice.source] if noise else []
    parts = [silence.filter("atrim", end_sample=plan.length)]
    speech = _speech(plan, streams)
    if plan.music is not None:
        bed = _music(len(sources), plan, music)
        sources.append(plan.music)
        if speech is not None:
            speech, bed = stepping_back(bed, speech, UNDER_SPEECH, speech_loudness(plan))
        parts.append(_music_fades(bed, plan))
    parts += [speech] if speech is not None else []
    out = ffmpeg.output(_mixed(parts), MIX, **{"c:a": "pcm_f32le", "rf64": "auto", "vn": None})
    mix = Command((*QUIET, "-loglevel", "error", *ffmpeg.get_args(out), "-y"), tuple(sources))
    return _in_a_file(mix) if len(plan.voices) > _MANY_VOICES else mix


def _in_a_file(command: Command) -> Command:
    """The command with its filter graph in a file, however long that is."""
    at = command.arguments.index("-filter_complex")
    graph, rest = command.arguments[at + 1], command.arguments[at + 2 :]
    arguments = (*command.arguments[:at], "-/filter_complex", _GRAPH_FILE, *rest)
    return replace(command, arguments=arguments, files=((_GRAPH_FILE, graph),))


def finish_command(plan: SoundPlan, setting: Setting) -> Command:
    """Bring the mix to its loudness by one gain, hold its peaks, encode it as result.m4a."""
    stream = held(ffmpeg.input(MIX, **GUARD_OPTIONS).audio, setting, SAMPLE_RATE)
    stream = stream.filter("aformat", **_STEREO)
    stream = stream.filter("apad").filter("atrim", end_sample=plan.length)
    out = ffmpeg.output(stream, RESULT, **_coder(plan.bitrate))
    return Command((*QUIET, "-loglevel", "error", *ffmpeg.get_args(out), "-y"), ())


def _coder(bitrate: str) -> dict[str, str]:
    return {"c:a": "alac"} if bitrate == LOSSLESS else {"c:a": "aac", "b:a": bitrate}


def voice_stream(number: int, voice: Sounding, gain: float) -> Graph:
    """The sound of one clip, exactly `voice.length` samples, faded where it dissolves."""
    preroll = _PREROLL_US if voice.seekable else voice.offset_us
    before = min(voice.offset_us, preroll)
    seek = voice.offset_us - before
    options = {"ss": f"{seek / 1_000_000:.6f}"} if seek else {}
    stream = ffmpeg.input(f"source-{number}", **options, **GUARD_OPTIONS)[f"a:{voice.stream}"]
    # Times stay the file's own (-copyts): ffmpeg would otherwise count some formats from where
    # their sound begins, and the words would come before the lips.
    begins = voice.start_us + seek - voice.late_us
    stream = stream.filter("asetpts", f"PTS-{begins / 1_000_000:.6f}/TB")
    # Late sound and gaps in it become silence.
    stream = stream.filter("aresample", SAMPLE_RATE, **{"async": 1, "first_pts": 0})
    stream = stream.filter("aformat", **_STEREO)
    if voice.ears in _BOTH_EARS:
        stream = stream.filter("pan", args=_BOTH_EARS[voice.ears])
    first = round(before * SAMPLE_RATE / 1_000_000)
    if voice.speed != 1:
        stream, first = _at_speed(stream, first, voice.speed), 0
    stream = stream.filter("apad").filter(
        "atrim", start_sample=first, end_sample=first + voice.length
    )
    stream = stream.filter("asetpts", "PTS-STARTPTS").filter("volume", f"{gain:.2f}dB")
    return _faded(stream, voice)


def _cleaned(number: int, voice: Sounding, gain: float, noise: Noise | None, sample: int) -> Graph:
    """A voice as it is mixed: the source `number`, cleaned where that is asked for. Its `noise` is
    heard in the source `sample`; None if it is never heard alone.
    """
    stream = voice_stream(number, voice, gain)
    if not voice.clean:
        return stream
    stream = without_rumble(stream)
    if noise is None:
        return stream
    alone = without_rumble(voice_stream(sample, cleaning.alone(voice, noise), gain))
    return denoised(stream, alone, noise.level_db + gain)


def _at_speed(stream: Graph, first: int, speed: Fraction) -> Graph:
    """The sound from sample `first` on, faster or slower, as high as it was. ffmpeg goes down to
    half as fast in one step, and leaves sound out from twice as fast on.
    """
    late = round(max(1 / speed - 1, Fraction(0)) * _EARLY_MS * SAMPLE_RATE / 1000)
    before = min(first, round(late * speed))
    stream = stream.filter("atrim", start_sample=first - before)
    stream = stream.filter("asetpts", "PTS-STARTPTS")
    steps = 2 if not _ONE_STEP[0] <= speed <= _ONE_STEP[1] else 1
    for _ in range(steps):
        stream = stream.filter("atempo", f"{float(speed) ** (1 / steps):.9f}")
    rest = late - round(before / speed)
    return stream.filter("adelay", f"{rest}S", all=1) if rest else stream


def _faded(stream: Graph, voice: Sounding) -> Graph:
    if voice.fade_in:
        stream = stream.filter("afade", t="in", ss=0, ns=voice.fade_in)
    if voice.fade_out:
        start = voice.length - voice.fade_out
        stream = stream.filter("afade", t="out", ss=start, ns=voice.fade_out)
    return stream


def _speech(plan: SoundPlan, streams: Sequence[Graph]) -> Graph | None:
    """Everybody who is heard, as one stream; None for nobody. What is heard in the pictures steps
    back while a voice tells over them.
    """
    groups = []
    for tells in (False, True):
        own = [number for number, voice in enumerate(plan.voices) if voice.tells is tells]
        voices, sounds = ([every[number] for number in own] for every in (plan.voices, streams))
        groups.append(_lanes_mixed(voices, sounds))
    seen, told = groups
    if seen is None or told is None:
        return told if seen is None else seen
    told, seen = stepping_back(seen.filter("apad"), told, UNDER_NARRATION, speech_loudness(plan))
    return _mixed([seen.filter("atrim", end_sample=plan.length), told])


def _lanes_mixed(voices: Sequence[Sounding], streams: Sequence[Graph]) -> Graph | None:
    """Voices where they lie in the film, as one stream; None for none."""
    lanes = [_lane(lane, voices, streams) for lane in _lanes(voices)]
    return _mixed(lanes, "longest") if lanes else None


def _mixed(parts: Sequence[Graph], duration: str = "first") -> Graph:
    if len(parts) == 1:
        return parts[0]
    return ffmpeg.filter(parts, "amix", inputs=len(parts), normalize=0, duration=duration)


def _lanes(voices: Sequence[Sounding]) -> list[list[int]]:
    """The voices' indexes in as few lanes as hold them without overlap, each in order of time."""
    lanes: list[list[int]] = []
    for index in sorted(range(len(voices)), key=lambda i: voices[i].at):
        for lane in lanes:
            last = voices[lane[-1]]
            if last.at + last.length <= voices[index].at:
                lane.append(index)
                break
        else:
            lanes.append([index])
    return lanes


def _lane(lane: Sequence[int], voices: Sequence[Sounding], streams: Sequence[Graph]) -> Graph:
    """Voices one after another, each after the silence that separates it from the one before."""
    parts, position = [], 0
    for index in lane:
        gap = voices[index].at - position
        stream = streams[index]
        parts.append(stream.filter("adelay", f"{gap}S", all=1) if gap else stream)
        position = voices[index].at + voices[index].length
    return parts[0] if len(parts) == 1 else ffmpeg.concat(*parts, v=0, a=1)


def _music(number: int, plan: SoundPlan, gain: float) -> Graph:
    """The music without end, as loud as it is where nobody speaks."""
    stream = ffmpeg.input(f"source-{number}", stream_loop=-1, **GUARD_OPTIONS).audio
    stream = stream.filter("aresample", SAMPLE_RATE).filter("aformat", **_STEREO)
    gain += decibels(plan.music_volume) + MUSIC_ALONE_DB
    return stream.filter("volume", f"{gain:.2f}dB")


def _music_fades(stream: Graph, plan: SoundPlan) -> Graph:
    """The music as long as the film, softly gone at its end."""
    stream = stream.filter("atrim", end_sample=plan.length)
    seconds = plan.length / SAMPLE_RATE
    fade = min(_MUSIC_FADE_SECONDS, seconds / 2)
    return stream.filter("afade", t="out", st=f"{seconds - fade:.3f}", d=f"{fade:.3f}")

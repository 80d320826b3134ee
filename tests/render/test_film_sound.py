"""The film's sound, judged by decoding it: where it lies, how loud it is, what steps back."""

import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import av
import numpy as np
import pytest
from numpy.typing import NDArray

from mediakit.media.probe import probe
from mediakit.plan.model import Sounding, SoundPlan
from mediakit.process import StopSignal
from mediakit.render.programs import Job
from mediakit.render.sound import make_sound

RATE = 48_000
BEEP = "aevalsrc='if(between(t,2,2.5),sin(2*PI*1000*t)*{level},0)':s=48000:c=mono"


def sounding(
    path: Path,
    *,
    at: float = 0,
    start: float = 0,
    length: float,
    seekable: bool = True,
    fade: float = 0.01,
    volume: float = 1.0,
    tells: bool = False,
    clean: bool = False,
) -> Sounding:
    media = probe(path)
    return Sounding(
        source=str(path),
        stream=0,
        start_us=media.start_us,
        offset_us=round(start * 1e6),
        seekable=seekable,
        at=round(at * RATE),
        length=round(length * RATE),
        fade_in=round(fade * RATE),
        fade_out=round(fade * RATE),
        volume=volume,
        ears=media.sounds[0].ears,
        tells=tells,
        clean=clean,
    )


def heard(
    folder: Path,
    seconds: float,
    *voices: Sounding,
    music: Path | None = None,
    loudness: float | None = None,
) -> NDArray[np.float32]:
    """The finished sound, decoded: samples x 2."""
    path = finished(folder, seconds, *voices, music=music, loudness=loudness)
    with av.open(str(path)) as container:
        blocks = [frame.to_ndarray() for frame in container.decode(audio=0)]
    return np.concatenate(blocks, axis=1).T[: round(seconds * RATE)]


def finished(
    folder: Path,
    seconds: float,
    *voices: Sounding,
    music: Path | None = None,
    loudness: float | None = None,
) -> Path:
    """The finished sound, as its file."""
    plan = SoundPlan(round(seconds * RATE), voices, str(music) if music else None, loudness, "192k")
    names = [voice.source for voice in voices] + ([str(music)] if music else [])
    job = folder / "job"
    job.mkdir()
    return make_sound(plan, Job(job, {name: Path(name) for name in names}, StopSignal()))


def onset(sound: NDArray[np.float32]) -> float:
    """Seconds until something can be heard."""
    return float(np.flatnonzero(np.abs(sound[:, 0]) > 0.02)[0]) / RATE


def level(sound: NDArray[np.float32], start: float, end: float) -> float:
    """Decibels (RMS) between two times, both sides together: what mono has, stereo keeps."""
    part = sound[round(start * RATE) : round(end * RATE)]
    return float(20 * np.log10(np.sqrt(np.mean((part**2).sum(axis=1))) + 1e-9))


@pytest.mark.parametrize(
    ("name", "more", "seekable"),
    [
        ("a.mp4", (), True),
        ("a.mkv", ("-c:a", "pcm_s16le"), True),
        ("a.ts", (), False),
        ("a.mpg", (), False),
        ("a.wav", (), True),
    ],
)
def test_a_clip_sounds_where_it_lies(
    name: str, more: tuple[str, ...], seekable: bool, make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    size = None if name == "a.wav" else (64, 64)
    path = make_clip(name, seconds=4, size=size, sound=BEEP.format(level=0.5), more=more)
    sound = heard(tmp_path, 6, sounding(path, at=3, start=1.5, length=2, seekable=seekable))
    assert len(sound) == 6 * RATE
    # The beep at 2 s of the file is half a second into the clip. MP2, which TS and MPEG get here,
    # begins 481 samples (10 ms) late, and those files cannot say so.
    assert onset(sound) == pytest.approx(3.5, abs=0.005 if seekable else 0.011)


def test_late_sound_stays_late(ffmpeg: str, make_clip: Callable[..., Path], tmp_path: Path) -> None:
    first = make_clip("first.mkv", seconds=4, size=(64, 64), sound=BEEP.format(level=0.5))
    late = tmp_path / "late.mkv"
    inputs = ("-i", str(first), "-itsoffset", "1", "-i", str(first))
    maps = ("-map", "0:v", "-map", "1:a", "-c:v", "copy", "-c:a", "pcm_s16le")
    subprocess.run([ffmpeg, "-v", "error", *inputs, *maps, str(late)], check=True)
    sound = heard(tmp_path, 5, sounding(late, length=4))
    assert onset(sound) == pytest.approx(3.0, abs=0.025)


def test_quiet_and_loud_voices_come_to_the_same_loudness(
    make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    tone = "sine=frequency=500:sample_rate=48000,volume={}dB"
    quiet = make_clip("quiet.wav", seconds=3, size=None, sound=tone.format(-20))
    loud = make_clip("loud.wav", seconds=3, size=None, sound=tone.format(0))
    voices = (sounding(quiet, at=0, length=3), sounding(loud, at=3, length=3))
    sound = heard(tmp_path, 6, *voices, loudness=-16.0)
    assert level(sound, 0.5, 2.5) == pytest.approx(level(sound, 3.5, 5.5), abs=0.5)
    assert np.abs(sound).max() < 10 ** (-1 / 20)


def test_half_as_loud_is_10_db_less(make_clip: Callable[..., Path], tmp_path: Path) -> None:
    path = make_clip("a.wav", seconds=3, size=None, sound="sine=frequency=500:sample_rate=48000")
    voices = (sounding(path, length=3), sounding(path, at=3, length=3, volume=0.5))
    sound = heard(tmp_path, 6, *voices, loudness=-23.0)
    assert level(sound, 0.5, 2.5) - level(sound, 3.5, 5.5) == pytest.approx(10, abs=0.3)


def test_without_a_wish_the_sound_is_as_loud_as_it_was(
    make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    path = make_clip("a.wav", seconds=3, size=None, sound="sine=frequency=500:sample_rate=48000")
    sound = heard(tmp_path, 3, sounding(path, length=3))
    with av.open(str(path)) as container:
        before = np.concatenate(
            [f.to_ndarray().astype(np.float32) / 32768 for f in container.decode(audio=0)], axis=1
        ).T
    assert level(sound, 0.5, 2.5) == pytest.approx(level(before, 0.5, 2.5), abs=0.3)


def test_music_steps_back_at_least_20_db_under_a_voice(
    make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    music = make_clip(
        "bed.wav", seconds=2, size=None, sound="sine=frequency=3000:sample_rate=48000"
    )
    voice = make_clip(
        "voice.wav", seconds=4, size=None, sound="sine=frequency=300:sample_rate=48000"
    )
    sound = heard(tmp_path, 12, sounding(voice, at=4, length=4), music=music, loudness=-16.0)

    def tone(frequency: int, start: float) -> float:
        part = sound[round(start * RATE) : round(start * RATE) + RATE, 0]
        wave = np.exp(-2j * np.pi * frequency * np.arange(RATE) / RATE)
        return float(20 * np.log10(2 * abs(np.dot(part, wave)) / RATE + 1e-9))

    # Loudness weighs 3 kHz about 3 dB more than 300 Hz (ITU-R BS.1770): equally loud tones differ.
    assert tone(300, 5.5) - tone(3000, 5.5) > 20
    # Alone it is louder again, and it goes on for as long as the film, though it is shorter.
    assert tone(3000, 1.5) - tone(3000, 5.5) == pytest.approx(15, abs=1.5)
    assert tone(3000, 8.9) > tone(3000, 5.5) + 6
    # It fades out at the end.
    assert tone(3000, 11) < tone(3000, 1.5) - 6


# Something like speech: a buzz with overtones in syllables, four a second, with a pause each 3 s.
SPEECH = (
    "aevalsrc='0.25*(sin(2*PI*150*t)+sin(2*PI*450*t)/2+sin(2*PI*1350*t)/4)"
    "*max(0,sin(2*PI*4*t))*lt(mod(t,3),2.4)':s=48000:c=mono"
)
PEAKS = "volume='if(lt(mod(t,4),0.1),8,0.5)':eval=frame"
SHIFTS = range(-200, 201, 4)
"""Samples by which two sounds are moved against each other."""

INPUTS = {
    "quiet": f"{SPEECH},volume=-22dB",
    "peaks": f"{SPEECH},{PEAKS}",
    "one side of 5.1": f"{SPEECH},pan=5.1|FL=c0",
    "under music": SPEECH,
}


def measured(ffmpeg: str, path: Path) -> tuple[float, float]:
    """Loudness and true peak of a file, by ffmpeg's meter."""
    meter = ("-af", "ebur128=peak=true:framelog=quiet", "-f", "null", "-")
    argv = [ffmpeg, "-hide_banner", "-i", str(path), *meter]
    report = subprocess.run(argv, check=True, capture_output=True, text=True).stderr
    found = [re.findall(rf"{name}:\s+(-?[\d.]+) ", report)[-1] for name in ("I", "Peak")]
    return float(found[0]), float(found[1])


@pytest.mark.parametrize(
    ("kind", "loudness"), [*((kind, -16.0) for kind in INPUTS), ("peaks", -14.0), ("peaks", -23.0)]
)
def test_a_film_measures_what_was_asked_for(
    kind: str, loudness: float, ffmpeg: str, make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    path = make_clip("a.wav", seconds=12, size=None, sound=INPUTS[kind])
    bed = "anoisesrc=colour=pink:seed=1:sample_rate=48000,volume=-20dB"
    music = make_clip("bed.wav", seconds=5, size=None, sound=bed) if "music" in kind else None
    voice = sounding(path, at=6, length=12)
    lufs, peak = measured(ffmpeg, finished(tmp_path, 20, voice, music=music, loudness=loudness))
    assert lufs == pytest.approx(loudness, abs=0.5)
    assert peak <= -1.0


def test_music_stays_20_db_under_every_syllable(
    make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    path = make_clip("a.wav", seconds=9, size=None, sound=SPEECH)
    tone = make_clip("bed.wav", seconds=2, size=None, sound="sine=frequency=5000:sample_rate=48000")
    sound = heard(tmp_path, 20, sounding(path, at=5, length=9), music=tone, loudness=-23.0)
    wave = np.exp(-2j * np.pi * 5000 * np.arange(RATE // 10) / RATE)
    blocks = sound[: len(sound) // len(wave) * len(wave), 0].reshape(-1, len(wave))
    music = 20 * np.log10(np.abs(blocks @ wave) + 1e-9)
    alone = music[30]
    # Alone it lies 10 dB below speech; the first syllable's first tenth of a second is its onset.
    speaks = [at for at in range(52, 140) if (at - 50) % 30 < 24]
    assert max(music[at] for at in speaks) < alone - 10
    assert music[160] > alone - 1  # and it is back before long


def test_what_is_seen_steps_back_under_a_voice_that_tells(
    make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    path = make_clip("a.wav", seconds=4, size=None, sound=SPEECH)
    tone = "sine=frequency=5000:sample_rate=48000"
    seen = make_clip("seen.wav", seconds=14, size=None, sound=tone)
    voices = sounding(seen, length=14), sounding(path, at=5, length=4, tells=True)
    sound = heard(tmp_path, 14, *voices, loudness=-23.0)
    wave = np.exp(-2j * np.pi * 5000 * np.arange(RATE // 10) / RATE)
    blocks = sound[: len(sound) // len(wave) * len(wave), 0].reshape(-1, len(wave))
    under = 20 * np.log10(np.abs(blocks @ wave) + 1e-9)
    speaks = [at for at in range(52, 90) if (at - 50) % 30 < 24]
    assert max(under[at] for at in speaks) < under[30] - 20
    assert under[130] > under[30] - 1


def test_hum_and_noise_go_down_and_nothing_comes_later(
    make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    hum = "aevalsrc='0.02*(sin(2*PI*50*t)+sin(2*PI*100*t)/3)':s=48000:c=mono"
    noise = "anoisesrc=colour=pink:seed=1:sample_rate=48000,volume=-34dB"
    mix = f"{SPEECH}[a];{hum}[b];{noise}[c];[a][b][c]amix=inputs=3:normalize=0"
    path = make_clip("a.wav", seconds=9, size=None, sound=mix)
    sounds = {}
    for clean in (False, True):
        folder = tmp_path / str(clean)
        folder.mkdir()
        sounds[clean] = heard(folder, 9, sounding(path, length=9, clean=clean), loudness=-23.0)

    def pause(sound: NDArray[np.float32]) -> float:
        return level(sound, 5.45, 5.95) - level(sound, 3.0, 5.4)

    assert pause(sounds[True]) < pause(sounds[False]) - 8
    assert level(sounds[True], 3.0, 5.4) == pytest.approx(level(sounds[False], 3.0, 5.4), abs=1.5)
    plain, cleaned = (sounds[clean][3 * RATE : 5 * RATE, 0] for clean in (False, True))
    likeness = [float(np.dot(plain[240:-240], np.roll(cleaned, by)[240:-240])) for by in SHIFTS]
    assert abs(SHIFTS[int(np.argmax(likeness))]) <= RATE // 1000


def test_where_hardly_anybody_speaks_people_come_first(
    ffmpeg: str, make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    path = make_clip("a.wav", seconds=2, size=None, sound=SPEECH)
    bed = "anoisesrc=colour=pink:seed=1:sample_rate=48000,volume=-20dB"
    music = make_clip("bed.wav", seconds=5, size=None, sound=bed)
    voice = sounding(path, at=20, length=2)
    lufs, _ = measured(ffmpeg, finished(tmp_path, 40, voice, music=music, loudness=-16.0))
    # Music alone lies 10 LU below, and all is brought up by 6.
    assert -21 < lufs < -18


def test_a_film_in_which_nothing_is_heard_is_silent(tmp_path: Path) -> None:
    sound = heard(tmp_path, 2, loudness=-16.0)
    assert np.abs(sound).max() == 0


def test_voices_that_dissolve_overlap(make_clip: Callable[..., Path], tmp_path: Path) -> None:
    path = make_clip("a.wav", seconds=4, size=None, sound="sine=frequency=500:sample_rate=48000")
    voices = (sounding(path, at=0, length=3, fade=1), sounding(path, at=2, length=2, fade=1))
    sound = heard(tmp_path, 4, *voices)
    assert level(sound, 1.2, 1.8) == pytest.approx(level(sound, 2.95, 3.0), abs=3)
    assert level(sound, 3.9, 4.0) < level(sound, 1.2, 1.8) - 15


@pytest.mark.parametrize("side", ["left", "right"])
def test_speech_on_one_side_is_heard_on_both(
    make_clip: Callable[..., Path], tmp_path: Path, side: str
) -> None:
    pan = {"left": "FL=c0|FR=0*c0", "right": "FL=0*c0|FR=c0"}[side]
    more = ("-af", f"pan=stereo|{pan}")
    clip = make_clip("a.wav", size=None, seconds=2, channels=2, more=more)
    sound = heard(tmp_path, 2, sounding(clip, length=2))
    left, right = np.abs(sound[RATE:]).max(axis=0)
    assert left == pytest.approx(right, rel=0.02)
    assert left > 0.1


def test_the_centre_of_surround_sound_is_kept(
    make_clip: Callable[..., Path], tmp_path: Path
) -> None:
    more = ("-af", "pan=5.1|FC=c0", "-c:a", "pcm_s16le")
    clip = make_clip("a.mkv", seconds=2, channels=6, size=(64, 48), more=more)
    sound = heard(tmp_path, 2, sounding(clip, length=2), loudness=-16)
    assert level(sound, 0.5, 1.5) > -20
    assert np.abs(sound[:, 0] - sound[:, 1]).max() < 0.02

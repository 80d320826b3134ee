"""An episode's sound, judged by decoding and measuring the finished files."""

import os
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from mediakit.errors import BadInput
from mediakit.media.probe import probe
from mediakit.plan.podcast import EpisodeSound, Kind, part_of
from mediakit.process import StopSignal
from mediakit.render.podcast import Finished, make_episode
from mediakit.render.store import Store

RATE = 48_000

# Something like speech: a buzz with overtones in syllables, four a second, with a pause each 3 s.
SYLLABLES = "max(0,sin(2*PI*4*t))*lt(mod(t,3),2.4)"
SPEECH = (
    "aevalsrc='0.25*(sin(2*PI*150*t)+sin(2*PI*450*t)/2+sin(2*PI*1350*t)/4)"
    f"*{SYLLABLES}':s=48000:c=mono"
)
INPUTS = {
    "quiet": "volume=-36dB",
    "normal": "anull",
    "dynamic": "volume='if(lt(mod(t,4),0.4),3.5,if(lt(mod(t,4),2),0.02,0.3))':eval=frame",
    "clipped": "volume=30dB,asoftclip=type=hard",
    "clicks": "volume=-26dB,aeval='val(0)+0.98*lt(mod(t,1),0.0005)'",
}


@pytest.fixture
def speak(make_clip: Callable[..., Path], ffmpeg: str, tmp_path: Path) -> Callable[..., Path]:
    """speak("quiet", channels=2) gives a recording of what `INPUTS` describes."""

    def make(name: str, *, channels: int = 1, seconds: float = 8, sound: str = SPEECH) -> Path:
        source = f"{sound},{INPUTS[name]}"
        if channels == 2:
            source += ",pan=stereo|c0=c0|c1=0.6*c0"
        file = f"{name}-{channels}.wav"
        depth = ("-c:a", "pcm_f32le")
        return make_clip(
            file, seconds=seconds, size=None, sound=source, channels=channels, more=depth
        )

    return make


def made(
    folder: Path, talk: Path, *, channels: int = 1, clean: bool = False, **parts: Path
) -> Finished:
    """The episode that has `talk` and other recordings (intro, outro, music) in it."""
    facts = {word: probe(path) for word, path in {"talk": talk, **parts}.items()}
    episode = EpisodeSound(
        talk=part_of(facts["talk"]),
        channels=channels,
        intro=part_of(facts["intro"]) if "intro" in facts else None,
        outro=part_of(facts["outro"]) if "outro" in facts else None,
        music=facts["music"].fingerprint if "music" in facts else None,
        clean=clean,
    )
    files = {media.fingerprint: media.path for media in facts.values()}
    shares: list[float] = []
    finished = make_episode(
        episode, files, Store(folder), on_share=shares.append, stop=StopSignal()
    )
    assert shares == sorted(shares)
    assert shares[-1] == 1.0
    return finished


def measured(ffmpeg: str, path: Path) -> tuple[float, float]:
    """Loudness and true peak by ffmpeg's own meter."""
    command = [ffmpeg, "-hide_banner", "-nostats", "-i", str(path)]
    command += ["-af", "ebur128=peak=true", "-f", "null", "-"]
    report = subprocess.run(command, capture_output=True, text=True, check=True).stderr
    summary = report[report.rindex("Summary:") :]
    numbers = [re.search(rf"{name}:\s+(\S+) {unit}", summary) for name, unit in
               (("I", "LUFS"), ("Peak", "dBFS"))]  # fmt: skip
    return tuple(float(number[1]) for number in numbers if number)  # type: ignore[return-value]


def decoded(ffmpeg: str, path: Path) -> NDArray[np.float32]:
    """The sound as a player gives it: samples x channels at 48 kHz."""
    command = [ffmpeg, "-v", "error", "-i", str(path), "-ar", str(RATE), "-f", "f32le", "-"]
    channels = probe(path).sounds[0].channels
    raw = subprocess.run(command, capture_output=True, check=True).stdout
    return np.frombuffer(raw, np.float32).reshape(-1, channels)


@pytest.mark.parametrize("channels", [1, 2])
@pytest.mark.parametrize("name", INPUTS)
def test_whatever_comes_in_what_goes_out_is_as_loud_as_apps_want_it(
    name: str, channels: int, speak: Callable[..., Path], ffmpeg: str, tmp_path: Path
) -> None:
    talk = speak(name, channels=channels)
    finished = made(tmp_path / "kept", talk, channels=channels)
    wanted = {1: -19.0, 2: -16.0}[channels]
    for file in finished.files.values():
        loudness, peak = measured(ffmpeg, file.path)
        assert loudness == pytest.approx(wanted, abs=0.5)
        assert peak <= -1.0
        assert probe(file.path).sounds[0].channels == channels


def test_the_inputs_are_as_extreme_as_they_are_called(
    speak: Callable[..., Path], ffmpeg: str
) -> None:
    loudness = {name: measured(ffmpeg, speak(name)) for name in INPUTS}
    assert loudness["quiet"][0] < -50
    assert loudness["clipped"][0] > -6
    assert loudness["clicks"][1] - loudness["clicks"][0] > 30


@pytest.mark.parametrize("kind", ["mp3", "m4a"])
def test_a_talk_lies_behind_its_intro_to_the_millisecond(
    kind: Kind, make_clip: Callable[..., Path], ffmpeg: str, tmp_path: Path
) -> None:
    tone = "aevalsrc='0.3*sin(2*PI*{}*t)*between(t,{},{})':s=48000:c=mono"
    talk = make_clip("t.wav", seconds=4, size=None, sound=tone.format(800, 1, 3))
    intro = make_clip("i.wav", seconds=2.5, size=None, sound=tone.format(200, 0, 2.5))
    outro = make_clip("o.wav", seconds=1.5, size=None, sound=tone.format(200, 0.5, 1.5))
    for clean in (False, True):
        finished = made(tmp_path / "kept", talk, intro=intro, outro=outro, clean=clean)
        sound = decoded(ffmpeg, finished.files[kind].path)[:, 0]
        # Where it is loud, in blocks of 10 ms: the intro, the talk from 1 s on, the outro.
        loud = np.abs(sound[: len(sound) // 480 * 480]).reshape(-1, 480).max(axis=1) > 0.05
        edges = np.flatnonzero(np.diff(loud.astype(int), prepend=0, append=0)) / 100
        assert edges[:3] == pytest.approx([0, 2.5, 3.5], abs=0.031)
        assert edges[3:] == pytest.approx([5.5, 7.0, 8.0], abs=0.051)


def test_cleaning_takes_rumble_and_noise_and_leaves_the_voice_where_it_was(
    make_clip: Callable[..., Path], ffmpeg: str, tmp_path: Path
) -> None:
    noise = "anoisesrc=r=48000:a=0.006:c=white:seed=3,aformat=channel_layouts=mono[n]"
    rumble = "aevalsrc='0.05*sin(2*PI*30*t)':s=48000:c=mono[r]"
    mixed = f"{SPEECH}[s];{noise};{rumble};[s][n][r]amix=inputs=3:normalize=0"
    talk = make_clip("noisy.wav", seconds=9, size=None, sound=mixed)
    before, after = (
        decoded(ffmpeg, made(tmp_path / "kept", talk, clean=clean).files["m4a"].path)[:, 0]
        for clean in (False, True)
    )

    def level(sound: NDArray[np.float32], low: int, high: int, start: float) -> float:
        part = sound[round(start * RATE) : round((start + 0.4) * RATE)] * np.hanning(0.4 * RATE)
        power = np.abs(np.fft.rfft(part)) ** 2
        return float(10 * np.log10(power[round(low * 0.4) : round(high * 0.4)].sum()))

    # From 8.45 s on nobody speaks.
    assert level(before, 20, 40, 8.5) - level(after, 20, 40, 8.5) > 12
    assert level(before, 2000, 8000, 8.5) - level(after, 2000, 8000, 8.5) > 6
    assert level(before, 100, 1500, 6.5) - level(after, 100, 1500, 6.5) == pytest.approx(0, abs=1)


def test_what_is_cleaned_comes_no_later(
    make_clip: Callable[..., Path], ffmpeg: str, tmp_path: Path
) -> None:
    # Hissing syllables: unlike a hum, they are like themselves at one place only.
    syllables = f"{SYLLABLES}*lt(mod(t,3),2)"
    hiss = f"aevalsrc='(0.3*{syllables}+0.004)*(2*random(0)-1)':s=48000:c=mono"
    talk = make_clip("hiss.wav", seconds=7, size=None, sound=hiss)
    plain, cleaned = (made(tmp_path / "kept", talk, clean=clean) for clean in (False, True))
    assert (plain.denoised, cleaned.denoised) == (False, True)
    before, after = (decoded(ffmpeg, one.files["m4a"].path)[:, 0] for one in (plain, cleaned))
    assert len(before) == len(after)
    size = 2**19
    alike = np.fft.irfft(np.fft.rfft(before, size) * np.conj(np.fft.rfft(after, size)))
    late = (int(np.argmax(alike)) + size // 2) % size - size // 2
    assert abs(late) <= RATE // 1000


def test_music_lies_20_db_under_a_voice_loud_or_low_and_comes_back_in_pauses(
    make_clip: Callable[..., Path], ffmpeg: str, tmp_path: Path
) -> None:
    # Loud from 3 to 7 s, a fifth of that from 11 to 15 s.
    voice = "0.4*sin(2*PI*300*t)*(between(t,3,7)+0.2*between(t,11,15))*max(0.05,sin(2*PI*4*t))"
    talk = make_clip("v.wav", seconds=18, size=None, sound=f"aevalsrc='{voice}':s=48000:c=mono")
    music = make_clip("m.wav", seconds=5, size=None, sound="sine=frequency=3000:sample_rate=48000")
    finished = made(tmp_path / "kept", talk, music=music)
    sound = decoded(ffmpeg, finished.files["m4a"].path)[:, 0]

    def bed(start: float) -> float:
        part = sound[round(start * RATE) : round(start * RATE) + RATE]
        wave = np.exp(-2j * np.pi * 3000 * np.arange(RATE) / RATE)
        return float(20 * np.log10(2 * abs(np.dot(part, wave)) / RATE))

    # Loudness weighs 3 kHz about 3 dB more than 300 Hz, so -22 LU shows as about -25 dB here.
    assert bed(4.5) == pytest.approx(-19 - 22 - 3 + 3, abs=3)
    assert bed(12.5) == pytest.approx(bed(4.5), abs=2)
    assert bed(9.5) - bed(5.5) > 8
    # It begins and ends softly, and goes on although it is shorter than the talk.
    assert bed(9.5) - bed(0) > 3
    assert bed(9.5) - bed(17) > 6


def test_next_to_nothing_is_said_to_be_so(make_clip: Callable[..., Path], tmp_path: Path) -> None:
    silent = make_clip("s.wav", size=None, sound="anullsrc=r=48000:cl=mono")
    with pytest.raises(BadInput, match="next to nothing"):
        made(tmp_path / "kept", silent)
    assert not [path for path in (tmp_path / "kept").rglob("*") if path.is_file()]


def test_a_silent_intro_is_only_a_pause(
    speak: Callable[..., Path], make_clip: Callable[..., Path], ffmpeg: str, tmp_path: Path
) -> None:
    silent = make_clip("s.wav", size=None, sound="anullsrc=r=48000:cl=mono")
    finished = made(tmp_path / "kept", speak("normal"), intro=silent)
    assert measured(ffmpeg, finished.files["mp3"].path)[0] == pytest.approx(-19, abs=0.5)


def test_the_same_episode_is_not_made_again(speak: Callable[..., Path], tmp_path: Path) -> None:
    talk = speak("normal", seconds=3)
    first = made(tmp_path / "kept", talk)
    # What is made anew is a new file, put in place of the old one; the time tells of its last use.
    first_files = {kind: file.path.open("rb") for kind, file in first.files.items()}
    assert made(tmp_path / "kept", talk) == first
    for kind, file in first_files.items():
        with file:
            assert os.path.samestat(os.fstat(file.fileno()), first.files[kind].path.stat())
    first.files["mp3"].path.unlink()
    assert made(tmp_path / "kept", talk).files["mp3"].path.is_file()

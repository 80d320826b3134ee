"""Sound on the right second, at the right level, judged by its samples."""

import subprocess
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest

from mediakit.errors import BadInput, CannotWrite
from mediakit.media.probe import probe
from mediakit.media.sound import SoundFile, decode_sound, record_sound
from mediakit.transcript.speech import SPEECH_RATE

MakeClip = Callable[..., Path]

BEEP = "aevalsrc='if(between(t,1,1.5),0.5*sin(880*PI*t),0)':s=48000:d=3"
"""Half a second of 440 Hz at half of full scale, one second into three."""


def loudness(samples: np.ndarray) -> float:
    """Root mean square in dB of full scale."""
    return float(20 * np.log10(np.sqrt(np.mean(samples.astype(float) ** 2)) + 1e-9))


def first_heard(samples: np.ndarray) -> float:
    """Seconds until it is louder than -26 dB."""
    return int(np.argmax(np.abs(samples) > 0.05)) / 16000


@pytest.mark.parametrize("suffix", ["mp4", "mkv", "ts", "mov"])
def test_the_beep_is_where_it_was_made(make_clip: MakeClip, suffix: str) -> None:
    media = probe(make_clip(f"clip.{suffix}", seconds=3, sound=BEEP))
    samples = decode_sound(media, SPEECH_RATE)
    assert samples.dtype == np.float32
    # 1024 samples of AAC at 48 kHz may smear a start by 21 ms.
    assert abs(first_heard(samples) - 1) < 0.025
    assert abs(len(samples) / 16000 - 3) < 0.05


@pytest.mark.parametrize("suffix", ["wav", "flac", "mp3", "m4a", "ogg"])
def test_sound_alone(make_clip: MakeClip, suffix: str) -> None:
    samples = decode_sound(
        probe(make_clip(f"v.{suffix}", size=None, seconds=3, sound=BEEP)), SPEECH_RATE
    )
    assert abs(first_heard(samples) - 1) < 0.025
    assert abs(len(samples) / 16000 - 3) < 0.05
    assert abs(loudness(samples[17_000:23_000]) - -9) < 0.7


def test_late_sound_has_silence_before_it(make_clip: MakeClip, ffmpeg: str) -> None:
    clip = make_clip("plain.mkv", seconds=3, sound=BEEP)
    late = clip.with_name("late.mkv")
    inputs = ["-i", clip, "-itsoffset", "1.5", "-i", clip]
    streams = ["-map", "0:v", "-map", "1:a", "-c", "copy"]
    subprocess.run([ffmpeg, "-v", "error", *inputs, *streams, late], check=True)
    samples = decode_sound(probe(late), SPEECH_RATE)
    assert abs(first_heard(samples) - 2.5) < 0.025
    assert np.all(samples[:23_000] == 0)


@pytest.mark.parametrize(
    ("pan", "expected"),
    [
        ("mono|c0=c0", 0.0),
        ("stereo|c0=c0", -3.0),
        ("stereo|c1=c0", -3.0),
        ("stereo|c0=c0|c1=c0", 3.0),
        ("5.1|FC=c0", 0.0),
        ("5.1|FL=c0", -3.0),
        ("5.1|BL=c0", -6.0),
    ],
)
def test_speech_in_one_channel_stays_audible(
    make_clip: MakeClip, pan: str, expected: float
) -> None:
    tone = f"sine=frequency=300:sample_rate=48000,volume=3,pan={pan}"
    channels = {"mono": 1, "stereo": 2, "5.1": 6}[pan.split("|", maxsplit=1)[0]]
    clip = make_clip("voice.wav", size=None, sound=tone, channels=channels)
    # ffmpeg's sine has an eighth of full scale at its peak: -21 dB, here three times as loud.
    tone_level = 20 * np.log10(3 / 8 / np.sqrt(2))
    assert abs(loudness(decode_sound(probe(clip), SPEECH_RATE)) - (tone_level + expected)) < 0.2


def test_loud_on_both_sides_is_not_clipped(make_clip: MakeClip) -> None:
    tone = "aevalsrc='0.95*sin(880*PI*t)|0.95*sin(880*PI*t)':s=48000"
    samples = decode_sound(
        probe(make_clip("loud.wav", size=None, sound=tone, channels=2)), SPEECH_RATE
    )
    assert float(np.abs(samples).max()) == pytest.approx(1, abs=1e-3)
    assert loudness(samples) == pytest.approx(-3, abs=0.1)


def test_the_default_track_is_heard(make_clip: MakeClip, ffmpeg: str) -> None:
    quiet = make_clip("quiet.mkv", sound="anullsrc=r=48000:cl=mono")
    beep = make_clip("beep.mkv", sound=BEEP)
    both = quiet.with_name("both.mkv")
    streams = ["-map", "0:v", "-map", "0:a", "-map", "1:a", "-c", "copy"]
    marks = ["-disposition:a:0", "0", "-disposition:a:1", "default"]
    command = [ffmpeg, "-v", "error", "-i", quiet, "-i", beep, *streams, *marks, both]
    subprocess.run(command, check=True)
    media = probe(both)
    assert media.warnings == (
        "The file has 2 sound tracks; track 2 is used. If that is the wrong one, write sound = 1"
        " under its file in film.toml.",
    )
    assert float(np.abs(decode_sound(media, SPEECH_RATE)).max()) > 0.3


def test_damaged_packets_are_passed_over_in_step(make_clip: MakeClip) -> None:
    beeps = "aevalsrc='if(between(t,5,5.5),0.5*sin(880*PI*t),0)':s=48000"
    clip = make_clip("clip.mkv", seconds=7, sound=beeps, picture="color")
    data = bytearray(clip.read_bytes())
    third = len(data) // 3
    data[third : third + 3000] = b"\xaa" * 3000
    clip.write_bytes(data)
    samples = decode_sound(probe(clip), SPEECH_RATE)
    assert abs(first_heard(samples[16_000 * 4 :]) - 1) < 0.05


def test_other_sample_rates(make_clip: MakeClip) -> None:
    media = probe(make_clip("voice.wav", size=None, seconds=1))
    assert len(decode_sound(media, 48_000)) == 48_000


def test_no_sound(make_clip: MakeClip) -> None:
    with pytest.raises(BadInput, match="There is no sound in this file"):
        decode_sound(probe(make_clip(sound=None)), SPEECH_RATE)


@contextmanager
def recorded(path: Path, sample_rate: int = SPEECH_RATE) -> Iterator[SoundFile]:
    sound = record_sound(probe(path), sample_rate)
    try:
        yield sound
    finally:
        sound.close()


APART = "aevalsrc='0.3*sin(600*PI*t)|if(between(t,1,2),0.2*sin(1200*PI*t),0)':s=48000"
"""A tone on the left; on the right another, for one second."""


def test_each_channel_by_itself_and_both_as_one(make_clip: MakeClip) -> None:
    clip = make_clip("two.wav", size=None, seconds=3, sound=APART, channels=2)
    with recorded(clip) as sound:
        assert (sound.channels, sound.sample_rate, sound.length) == (2, 16_000, 48_000)
        left, right = sound.read_channels(0, sound.length)
        assert loudness(left) == pytest.approx(20 * np.log10(0.3 / np.sqrt(2)), abs=0.1)
        assert loudness(right[17_000:31_000]) == pytest.approx(
            20 * np.log10(0.2 / np.sqrt(2)), abs=0.1
        )
        assert float(np.abs(right[:15_000]).max()) < 1e-3
        mixed = sound.read(0, sound.length)
        assert mixed.dtype == left.dtype == np.float32
        assert np.allclose(mixed, (left + right) * 0.7071, atol=1e-6)
        assert np.array_equal(mixed, decode_sound(probe(clip), SPEECH_RATE))


def test_one_channel_is_all_there_is(make_clip: MakeClip) -> None:
    with recorded(make_clip("one.wav", size=None, seconds=1)) as sound:
        assert sound.channels == 1
        (only,) = sound.read_channels(0, 16_000)
        assert np.array_equal(only, sound.read(0, 16_000))


def test_more_than_two_channels_are_mixed(make_clip: MakeClip) -> None:
    tone = "sine=frequency=300:sample_rate=48000,pan=5.1|FC=c0"
    with recorded(make_clip("around.wav", size=None, sound=tone, channels=6)) as sound:
        assert sound.channels == 1


@pytest.mark.parametrize("channels", [1, 2])
def test_any_part_is_what_the_whole_holds_there(make_clip: MakeClip, channels: int) -> None:
    clip = make_clip("parts.wav", size=None, seconds=1, sound=APART, channels=channels)
    with recorded(clip) as sound:
        whole = sound.read(0, sound.length)
        for start, stop in [(0, 10), (7, 5000), (15_990, 16_000), (15_990, 90_000), (-50, 20)]:
            part = sound.read(start, stop)
            assert np.array_equal(part, whole[max(0, start) : stop])
            assert sound.read_channels(start, stop).shape == (channels, len(part))
        for start, stop in [(16_000, 16_010), (90_000, 90_010), (5, 5), (9, 5), (-9, -5)]:
            assert sound.read_channels(start, stop).shape == (channels, 0)
            assert sound.read(start, stop).shape == (0,)


def test_one_gain_for_both_channels_where_they_would_clip(make_clip: MakeClip) -> None:
    tones = "aevalsrc='0.9*sin(880*PI*t)|0.09*sin(880*PI*t)':s=48000"
    with recorded(make_clip("loud.wav", size=None, sound=tones, channels=2)) as sound:
        left, right = sound.read_channels(0, sound.length)
        assert loudness(left) - loudness(right) == pytest.approx(20, abs=0.1)
        # As if the softer side were as loud: 0.9 on both sides add up to 1.27.
        assert float(np.abs(left).max()) == pytest.approx(0.7071, abs=1e-3)
        assert float(np.abs(sound.read(0, sound.length)).max()) <= 1


def test_sound_beyond_full_scale_comes_down_to_it(make_clip: MakeClip) -> None:
    tone = "aevalsrc='2.5*sin(880*PI*t)':s=48000"
    more = ("-c:a", "pcm_f32le")
    with recorded(make_clip("hot.wav", size=None, sound=tone, more=more)) as sound:
        assert float(np.abs(sound.read(0, sound.length)).max()) == pytest.approx(1, abs=1e-3)


def test_late_sound_begins_late_in_every_channel(make_clip: MakeClip, ffmpeg: str) -> None:
    tone = "aevalsrc='0.5*sin(880*PI*t)|0.5*sin(880*PI*t)':s=48000"
    clip = make_clip("plain.mkv", seconds=2, sound=tone, channels=2)
    late = clip.with_name("late.mkv")
    inputs = ["-i", clip, "-itsoffset", "1.5", "-i", clip]
    streams = ["-map", "0:v", "-map", "1:a", "-c", "copy"]
    subprocess.run([ffmpeg, "-v", "error", *inputs, *streams, late], check=True)
    with recorded(late) as sound:
        channels = sound.read_channels(0, sound.length)
        assert np.all(channels[:, :23_000] == 0)
        for channel in channels:
            assert abs(first_heard(channel) - 1.5) < 0.025
        assert abs(sound.length / 16_000 - 3.5) < 0.05


def test_several_threads_read_the_same(make_clip: MakeClip) -> None:
    with recorded(make_clip("v.wav", size=None, seconds=3, sound=APART, channels=2)) as sound:
        whole = sound.read(0, sound.length)

        def same(start: int) -> bool:
            return np.array_equal(sound.read(start, start + 900), whole[start : start + 900])

        with ThreadPoolExecutor(8) as pool:
            assert all(pool.map(same, range(0, 48_000, 101)))


def test_nothing_is_left_in_the_folder(make_clip: MakeClip, tmp_path: Path) -> None:
    folder = tmp_path / "work"
    folder.mkdir()
    sound = record_sound(probe(make_clip("v.wav", size=None)), SPEECH_RATE, folder)
    assert list(folder.iterdir()) == []
    assert sound.length == 32_000
    sound.close()


def test_a_folder_that_is_not_there_is_said(make_clip: MakeClip, tmp_path: Path) -> None:
    media = probe(make_clip("v.wav", size=None, seconds=1))
    with pytest.raises(CannotWrite):
        record_sound(media, SPEECH_RATE, tmp_path / "none")
    assert not (tmp_path / "none").exists()

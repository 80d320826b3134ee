"""What is decided about an episode's sound before anything runs."""

from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.media.model import Media, Sound
from mediakit.plan.cleaning import Noise, quietest, read_levels
from mediakit.plan.finishing import PEAK_DB, Loudness, Setting, improved, is_right
from mediakit.plan.podcast import (
    KINDS,
    LOUDNESS_LUFS,
    EpisodeSound,
    gain_for,
    part_of,
)
from mediakit.plan.podcast_graph import (
    finish_command,
    key_parts,
    measure_part_command,
    mix_command,
)


def media(name: str, seconds: Fraction = Fraction(10), channels: int = 1) -> Media:
    sound = Sound(0, "flac", channels, 48_000, "", True)
    return Media(Path(name), name, "sound", "flac", 0, round(seconds * 1000), None, (sound,))


def graph(arguments: tuple[str, ...]) -> str:
    return arguments[arguments.index("-filter_complex") + 1]


TALK = EpisodeSound(part_of(media("talk")), 1)
WHOLE = replace(
    TALK,
    channels=2,
    intro=part_of(media("intro", Fraction(3, 2))),
    outro=part_of(media("outro", Fraction(2))),
    music="music",
    clean=True,
)


def test_the_talk_begins_after_the_intro() -> None:
    assert (TALK.talk_at_ms, TALK.length_ms) == (0, 10_000)
    assert (WHOLE.talk_at_ms, WHOLE.length_ms) == (1500, 13_500)


def test_one_channel_measures_three_lower_than_two() -> None:
    assert (TALK.loudness, WHOLE.loudness) == (-19.0, -16.0)


def test_every_source_has_its_input_in_order() -> None:
    command = mix_command(WHOLE, [1, 2, 3], 4)
    assert command.sources == ("intro", "talk", "outro", "music")
    inputs = [
        command.arguments[at + 1] for at, word in enumerate(command.arguments) if word == "-i"
    ]
    assert sorted(inputs) == [f"source-{number}" for number in range(4)]


def test_only_the_talk_is_cleaned() -> None:
    command = mix_command(WHOLE, [0, 0, 0], 0, Noise(2000, -50))
    assert graph(command.arguments).count("afftdn=") == 1
    assert command.sources == ("intro", "talk", "outro", "talk", "music")
    assert WHOLE.intro is not None
    assert "highpass" not in graph(measure_part_command(WHOLE, WHOLE.intro).arguments)


def test_noise_is_judged_once_the_voice_lies_at_its_loudness() -> None:
    assert "afftdn" not in graph(measure_part_command(WHOLE, WHOLE.talk).arguments)
    cleaned = graph(mix_command(WHOLE, [0, 17.5, 0], 0, Noise(2000, -50)).arguments)
    assert cleaned.count("volume=17.50dB") == 2
    assert cleaned.rindex("volume=17.50dB") < cleaned.index("afftdn=")
    assert "nf=-32.5" in cleaned


def test_noise_is_heard_where_it_is_quietest_for_long_enough() -> None:
    talk = [-20.0] * 10 + [-60.0] * 5 + [-20.0] * 5 + [-50.0] * 7 + [-20.0] * 5
    found = quietest(talk, -20)
    assert found is not None
    assert (found.at_ms, round(found.level_db)) in {(2000, -50), (2100, -50)}


@pytest.mark.parametrize(
    "talk",
    [
        [],
        [-20.0] * 30,  # nobody ever stops
        [-20.0] * 10 + [float("-inf")] * 10 + [-20.0] * 10,  # a gate, or a cut
        [-20.0, -55.0] * 20,  # too short
    ],
)
def test_where_noise_is_never_heard_alone_there_is_nothing_to_learn(talk: list[float]) -> None:
    assert quietest(talk, -20) is None


def test_every_option_reaches_the_key() -> None:
    other = part_of(media("other"))
    kinds = [
        TALK,
        WHOLE,
        replace(TALK, channels=2),
        replace(TALK, clean=True),
        replace(TALK, intro=other),
        replace(TALK, outro=other),
        replace(TALK, music="other"),
        replace(TALK, talk=other),
    ]
    keys = [repr(key_parts(kind)) for kind in kinds]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("kind", KINDS)
def test_the_limiter_stands_behind_the_gain(kind: str) -> None:
    arguments = finish_command(TALK, kind, Setting(12.0, -2.0)).arguments
    text = " ".join(arguments)
    assert text.index("volume=12.00dB") < text.index("alimiter") < text.index(f"result.{kind}")
    assert "limit=0.7943" in text


@given(st.floats(-59.9, 0), st.sampled_from(sorted(LOUDNESS_LUFS.values())))
def test_a_gain_brings_what_was_measured_to_its_loudness(lufs: float, wanted: float) -> None:
    assert lufs + gain_for(wanted, Loudness(lufs, -1)) == pytest.approx(wanted)


@pytest.mark.parametrize("lufs", [float("-inf"), -69.5, -60.0])
def test_silence_is_not_brought_up(lufs: float) -> None:
    assert gain_for(-16, Loudness(lufs, float("-inf"))) == 0


@given(
    st.floats(-40, 40), st.floats(-30, 0), st.floats(-40, 0), st.floats(-20, 6), st.floats(0.25, 1)
)
def test_a_new_try_only_where_something_is_wrong_and_then_the_right_way(
    gain: float, limit: float, lufs: float, peak: float, rise: float
) -> None:
    measured, setting = Loudness(lufs, peak), Setting(gain, limit)
    better = improved(setting, -16.0, measured, rise)
    if better is None:
        assert is_right(measured, -16.0)
        assert abs(lufs + 16) <= 0.5
        assert peak <= PEAK_DB
        return
    assert (better.gain_db > gain) == (lufs < -16) or lufs == -16
    assert better.limit_db <= limit
    assert (better.limit_db < limit) == (peak > -1.1)


def test_levels_are_read_as_ffmpeg_writes_them() -> None:
    text = "frame:0 pts:0\nlavfi.astats.Overall.RMS_level=-20.5\nframe:1\n"
    text += "lavfi.astats.Overall.RMS_level=-inf\n"
    assert read_levels(text) == [-20.5, float("-inf")]

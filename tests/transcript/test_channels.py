"""Microphones of their own, and what is not: judged on made voices, mixed on the spot."""

import wave
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.media.probe import probe
from mediakit.process import StopSignal
from mediakit.transcript.listening import Listener, Listening
from mediakit.transcript.model import Word
from mediakit.transcript.speakers.channels import FRAME, compare
from mediakit.transcript.speakers.weaving import TOGETHER_MS, together, without_bleed
from mediakit.transcript.words import is_ordered

if TYPE_CHECKING:
    from numpy.typing import NDArray

    Sound = NDArray[np.float32]

RATE = 16_000
BLEED_15_DB = 10 ** (-15 / 20)


@pytest.fixture(scope="module")
def turns(spoken: "Sound") -> "tuple[Sound, Sound]":
    """Two made voices that take turns, each in a channel of its own with a little hiss."""
    # The second voice begins after the longest silence inside the recording.
    spoken = spoken[: len(spoken) // 160 * 160]
    quiet = abs(spoken).reshape(-1, 160).max(axis=1) < 1e-4
    edges = [0, *(np.flatnonzero(np.diff(quiet.astype(int))) + 1).tolist(), len(quiet)]
    _, cut = max((b - a, a * 160) for a, b in pairwise(edges) if quiet[a] and a > 0)
    hiss = np.random.default_rng(1).normal(0, 1e-4, (2, len(spoken))).astype(np.float32)
    first, second = hiss[0] + spoken, hiss[1] + spoken
    first[cut:], second[:cut] = hiss[0][cut:], hiss[1][:cut]
    return first, second


def separate(*channels: "Sound") -> bool:
    whole = np.stack(channels)
    return compare(whole[:, at : at + 50_000] for at in range(0, whole.shape[1], 50_000)).separate


def delayed(sound: "Sound", samples: int) -> "Sound":
    return np.concatenate([np.zeros(samples, np.float32), sound[: len(sound) - samples]])


def test_two_microphones_are_separate(turns: "tuple[Sound, Sound]") -> None:
    assert separate(*turns)
    assert separate(*turns[::-1])


def test_two_microphones_that_overhear_each_other_are_separate(
    turns: "tuple[Sound, Sound]",
) -> None:
    one, other = turns
    assert separate(one + BLEED_15_DB * delayed(other, 80), other + BLEED_15_DB * delayed(one, 80))


def test_people_who_talk_at_once_are_separate(turns: "tuple[Sound, Sound]") -> None:
    one, other = turns
    # The second person breaks in on the last two seconds of the first, after a second of silence.
    earlier = np.roll(other, -3 * RATE)
    assert (abs(one) > 0.01)[abs(earlier) > 0.01].mean() > 0.1
    assert separate(one, earlier)


def test_ordinary_stereo_is_not(turns: "tuple[Sound, Sound]") -> None:
    one, other = turns
    mix = one + other
    chance = np.random.default_rng(2)
    noise = chance.normal(0, 0.01, (2, len(mix))).astype(np.float32)
    assert not separate(mix, mix), "the same twice"
    assert not separate(mix, 0.2 * mix), "louder on one side"
    assert not separate(mix + noise[0], mix + noise[1]), "noise around"
    assert not separate(one + 0.5 * other, other + 0.5 * one), "one voice left, one right"
    assert not separate(mix, delayed(mix, 90)), "microphones two metres apart"
    assert not separate(mix, -mix), "one side turned round"


def test_an_echoing_room_is_not(turns: "tuple[Sound, Sound]") -> None:
    chance = np.random.default_rng(3)
    fading = np.exp(-np.arange(6400) / 1000)
    rooms = [chance.normal(0, 1, 6400) * fading for _ in range(2)]
    wet = [
        np.convolve(turns[0] + turns[1], room / np.linalg.norm(room))[: len(turns[0])]
        for room in rooms
    ]
    dry = turns[0] + turns[1]
    assert not separate(*((dry + echo).astype(np.float32) for echo in wet))


def test_one_side_without_speech_is_not(turns: "tuple[Sound, Sound]") -> None:
    mix = turns[0] + turns[1]
    noise = np.random.default_rng(4).normal(0, 0.05, len(mix)).astype(np.float32)
    tone = (0.3 * np.sin(np.arange(len(mix)) / 5)).astype(np.float32)
    assert not separate(mix, np.zeros_like(mix))
    assert not separate(mix, noise)
    assert not separate(noise, mix)
    assert not separate(mix, tone)


def test_no_speech_at_all_is_not() -> None:
    noise = np.random.default_rng(5).normal(0, 0.1, (2, 20 * RATE)).astype(np.float32)
    assert not separate(*noise)
    assert not separate(*np.zeros((2, RATE), np.float32))
    assert not compare([]).separate


@pytest.mark.parametrize("count", [1, 3, 6])
def test_anything_but_two_channels_is_not(turns: "tuple[Sound, Sound]", count: int) -> None:
    silent = np.zeros_like(turns[0])
    channels = [*turns, *[silent] * 4][:count]
    assert not separate(*channels)


@pytest.mark.parametrize("size", [1000, FRAME, 50_001, 10**9])
def test_the_lengths_of_the_blocks_do_not_matter(turns: "tuple[Sound, Sound]", size: int) -> None:
    whole = np.tile(np.stack(turns), 4)
    expected = compare([whole])
    found = compare(whole[:, at : at + size] for at in range(0, whole.shape[1], size))
    assert found.separate
    assert found.levels.shape == (2, -(-whole.shape[1] // FRAME))
    assert np.array_equal(found.levels, expected.levels)


def test_a_long_stereo_film_is_not_read_to_its_end(turns: "tuple[Sound, Sound]") -> None:
    mix = turns[0] + turns[1]
    read = 0

    def film() -> object:
        nonlocal read
        for _ in range(100):
            read += 1
            yield np.stack([mix, mix])

    assert not compare(film()).separate
    assert read < 100


def said(text: str, start: int, *, step: int = 300) -> tuple[Word, ...]:
    return tuple(
        Word(part, Span(start + step * at, start + step * at + step - 20), 0.9)
        for at, part in enumerate(text.split())
    )


def loud(*spans: Span, of: int = 20_000) -> "Sound":
    """Levels of a channel: -20 dB in the spans, -50 dB elsewhere; made for `of` milliseconds."""
    times = np.arange(of * RATE // 1000 // FRAME) * FRAME * 1000 / RATE
    speaks = [any(span.start <= time < span.end for span in spans) for time in times]
    return np.where(speaks, -20.0, -50.0).astype(np.float32)


def texts(part: tuple[Word, ...]) -> str:
    return " ".join(word.text for word in part)


def test_what_the_other_microphone_overheard_is_not_said_twice() -> None:
    one = (*said("He vanished behind the curtain.", 0), *said("I see.", 8000))
    other = (*said("he banished behind a curtain", 100), *said("The horizon is far.", 4000))
    levels = np.stack(
        [loud(Span(0, 2000), Span(8000, 9000)), loud(Span(4000, 6000))], dtype=np.float32
    )
    kept = without_bleed((one, other), levels)
    assert texts(kept[0]) == "He vanished behind the curtain. I see."
    assert texts(kept[1]) == "The horizon is far."


def test_what_is_overheard_takes_along_the_word_that_begins_in_ones_own_last_sound() -> None:
    one = said("He vanished behind the curtain.", 1000)
    other = (*said("It is extremely distant.", 0), *said("would vanish behind the curtain.", 1200))
    levels = np.stack([loud(Span(900, 3000)), loud(Span(0, 1300))])
    assert texts(without_bleed((one, other), levels)[1]) == "It is extremely distant."


def test_a_quiet_word_of_ones_own_stays() -> None:
    one = said("He vanished behind the curtain and nobody saw him", 0)
    other = said("Really?", 900)
    levels = np.stack([loud(Span(0, 4000)), loud()])
    assert without_bleed((one, other), levels) == (one, other)


def test_a_few_same_words_from_both_stay_where_both_are_loud() -> None:
    one, other = said("Thank you both. Bye.", 0), said("Thank you both. See you.", 100)
    levels = np.stack([loud(Span(0, 2000)), loud(Span(0, 2000))])
    assert without_bleed((one, other), levels) == (one, other)


@pytest.mark.parametrize("louder", [0, 1])
def test_a_voice_between_the_microphones_is_written_once(louder: int) -> None:
    one = (*said("Welcome to our weekly programme.", 0), *said("Hello.", 5000))
    other = (*said("Welcome to our weekly programme.", 60), *said("Good morning.", 9000))
    levels = np.stack([loud(Span(0, 2000), Span(5000, 6000)), loud(Span(0, 2000))])
    levels[louder] += 2
    kept = without_bleed((one, other), levels)
    assert kept[louder] == (one, other)[louder]
    assert texts(kept[1 - louder]) == ("Hello.", "Good morning.")[1 - louder]


def test_the_same_words_at_another_time_stay() -> None:
    one, other = said("Thank you.", 0), said("Thank you.", 5000)
    levels = np.stack([loud(Span(0, 6000)), loud()])
    assert without_bleed((one, other), levels) == (one, other)


def test_words_after_the_last_level_stay() -> None:
    one, other = said("Thank you.", 90_000), said("Thank you.", 90_000)
    assert without_bleed((one, other), np.stack([loud(), loud()])) == (one, other)


def test_turns_stand_whole_in_order_of_their_starts() -> None:
    one = (*said("Who was it?", 1000), *said("I see. And then?", 4000))
    other = (*said("Good morning.", 0), *said("It was a man of whom nobody knew.", 1700))
    woven = together((one, other))
    assert texts(woven) == (
        "Good morning. Who was it? It was a man of whom nobody knew. I see. And then?"
    )
    assert [word.speaker for word in woven][:5] == ["Speaker 1"] * 2 + ["Speaker 2"] * 3
    assert is_ordered(woven, 20_000)


def test_a_channel_without_words_is_nobody() -> None:
    assert together(((), ())) == ()
    assert {word.speaker for word in together(((), said("Hello.", 500)))} == {"Speaker 1"}


LINES = st.lists(
    st.tuples(st.integers(0, 3000), st.sampled_from(["yes", "no.", "well then", "Why? Because."])),
    max_size=8,
)


@given(LINES, LINES)
def test_woven_words_keep_the_order_of_every_speaker_and_lose_none(
    first: list[tuple[int, str]], second: list[tuple[int, str]]
) -> None:
    parts = tuple(laid(lines) for lines in (first, second))
    woven = together(parts)
    assert is_ordered(woven, 100_000)
    said_by = {
        speaker: tuple(word.span for word in woven if word.speaker == speaker)
        for speaker in {word.speaker for word in woven}
    }
    assert sorted(said_by.values()) == sorted(
        tuple(word.span for word in part) for part in parts if part
    )
    if woven:
        begins = said_by["Speaker 1"][0].start
        assert begins <= woven[0].span.start + TOGETHER_MS


def laid(lines: list[tuple[int, str]]) -> tuple[Word, ...]:
    words: list[Word] = []
    at = 0
    for pause, text in lines:
        words += said(text, at + pause)
        at = words[-1].span.end
    return tuple(words)


Hear = Callable[["Sound"], tuple[Word, ...]]


@pytest.fixture
def hear(tmp_path: Path) -> Hear:
    """What the engine hears in one channel."""
    listener = Listener(Listening(language="en"))

    def words(channel: "Sound") -> tuple[Word, ...]:
        path = written(tmp_path / "channel.wav", channel)
        return listener.listen(
            probe(path), keep=tmp_path, on_progress=lambda share: None, stop=StopSignal()
        ).words

    return words


def overheard(one: "Sound", other: "Sound") -> "Sound":
    """Two microphones that each hear the other person too, 15 dB lower and a metre away."""
    return np.stack(
        [one + BLEED_15_DB * delayed(other, 47), other + BLEED_15_DB * delayed(one, 47)]
    )


@pytest.mark.media
@pytest.mark.models
@pytest.mark.parametrize("bleed", [False, True])
def test_two_real_people_who_talk_at_once_have_each_their_own_sentence(
    real_media: Path, hear: Hear, bleed: bool
) -> None:
    clean = stereo(real_media / "speech" / "fw_stereo_diarization.wav")
    assert compare([clean]).separate
    channels = overheard(*clean) if bleed else clean
    parts = tuple(hear(channel) for channel in channels)
    woven = together(without_bleed(parts, compare([channels]).levels))
    by_speaker = [
        texts(tuple(word for word in woven if word.speaker == f"Speaker {number}")).replace(",", "")
        for number in (1, 2)
    ]
    assert by_speaker == [
        "He began a confused complaint against the wizard who had vanished behind the curtain"
        " on the left.",
        "The horizon seems extremely distant.",
    ]


@pytest.mark.media
@pytest.mark.models
def test_nothing_that_is_overheard_is_written_twice(real_media: Path, hear: Hear) -> None:
    folder = real_media / "speech" / "vctk"
    silence = np.zeros(RATE // 2, np.float32)
    one, other = (mono(folder / f"{name}.wav") for name in ("p226_003", "p228_005"))
    channels = overheard(
        np.concatenate([one, silence, 0 * other]), np.concatenate([0 * one, silence, other])
    )
    found = compare([channels])
    assert found.separate
    parts = tuple(hear(channel) for channel in channels)
    assert sum(map(len, parts)) > 60, "both sentences are heard in both channels"
    woven = together(without_bleed(parts, found.levels))
    # The two sentences as their speakers read them have 20 and 20 words.
    assert 38 <= len(woven) <= 42
    changes = sum(a.speaker != b.speaker for a, b in pairwise(woven))
    assert changes == 1


def mono(path: Path) -> "Sound":
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2")
    return (samples / 32768).astype(np.float32)


def stereo(path: Path) -> "Sound":
    with wave.open(str(path)) as file:
        samples = np.frombuffer(file.readframes(file.getnframes()), "<i2").reshape(-1, 2)
    return (samples.T / 32768).astype(np.float32)


def written(path: Path, sound: "Sound") -> Path:
    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(RATE)
        file.writeframes((sound.clip(-1, 1) * 32767).astype("<i2").tobytes())
    return path

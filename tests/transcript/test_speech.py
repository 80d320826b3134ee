from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scripted_ears import speech_at

from mediakit.clock import Span
from mediakit.transcript import speech
from mediakit.transcript.speech import (
    CLEAR_SPEECH,
    SPEECH,
    SPEECH_RATE,
    STEP,
    STEP_MS,
    Speech,
    find_speech,
    levelled,
)
from mediakit.transcript.windows import windows_of

Samples = NDArray[np.float32]


def find(sound: Samples) -> Speech:
    return find_speech(lambda start, stop: sound[start:stop], len(sound), lambda _: None)


def noise(seconds: float, level: float, seed: int = 0) -> Samples:
    """White noise with a level as a share of full scale."""
    drawn = np.random.default_rng(seed).normal(0, level, int(seconds * SPEECH_RATE))
    return drawn.astype(np.float32)


def decibels(sound: Samples) -> float:
    return float(10 * np.log10(np.mean(sound.astype(float) ** 2) + 1e-12))


def hum(seconds: float, hertz: float) -> Samples:
    at = np.arange(int(seconds * SPEECH_RATE))
    return (np.sin(at * 2 * np.pi * hertz / SPEECH_RATE) * 0.1).astype(np.float32)


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.float32),
        np.zeros(100, np.float32),
        np.zeros(5 * SPEECH_RATE, np.float32),
        noise(5, 0.05),
        noise(20, 0.0005),
        hum(5, 100),
        hum(20, 50) * 0.01,
        np.where(np.arange(5 * SPEECH_RATE) == 40_000, 0.9, 0).astype(np.float32),
    ],
    ids=["nothing", "short", "silence", "noise", "soft noise", "hum", "soft hum", "a click"],
)
def test_nobody_speaks_where_nobody_speaks(sound: Samples) -> None:
    found = find(sound)
    assert len(found.shares) == -(-len(sound) // STEP)
    assert windows_of(found) == ()


def test_speech_is_found_and_long_silence_left_out(spoken: Samples) -> None:
    silence = np.zeros(30 * SPEECH_RATE, np.float32)
    (window,) = windows_of(find(np.concatenate([silence, spoken, silence, spoken])))
    assert len(window.pieces) == 2
    assert window.length < 2 * len(spoken)
    starts = [piece.start / SPEECH_RATE for piece in window.pieces]
    # The voice begins after one second of silence of its own; half a second of it stays.
    assert starts == pytest.approx([30.5, 60.5 + len(spoken) / SPEECH_RATE], abs=0.3)


def share_of_speech(found: Speech, start: float, end: float) -> float:
    """How much of a stretch, in seconds, is speech."""
    first, last = (round(at * SPEECH_RATE / STEP) for at in (start, end))
    return float((found.shares[first:last] >= SPEECH).mean())


@pytest.mark.parametrize("level", [-30, -43, -50])
def test_a_soft_voice_after_something_loud_is_found(spoken: Samples, level: float) -> None:
    voice = spoken * 10 ** ((level - decibels(spoken)) / 20)
    bang = noise(0.4, 0.4) * np.linspace(1, 0, int(0.4 * SPEECH_RATE), dtype=np.float32)
    room = noise(len(voice) / SPEECH_RATE, 10 ** (-75 / 20), seed=1)[: len(voice)]
    found = find(np.concatenate([noise(1, 0.0002), bang, voice + room]))
    alone = find(spoken)
    length = len(spoken) / SPEECH_RATE
    assert share_of_speech(found, 1.4, 1.4 + length) >= 0.9 * share_of_speech(alone, 0, length)
    # A voice begins after a second of silence; the bang before it is none.
    assert share_of_speech(found, 0, 2) < 0.2


def test_a_long_recording_is_judged_as_a_short_one(
    spoken: Samples, monkeypatch: pytest.MonkeyPatch
) -> None:
    silence = np.zeros(2 * SPEECH_RATE + 77, np.float32)
    sound = np.concatenate([spoken, silence, spoken * 0.1, silence, spoken])
    whole = find(sound)
    monkeypatch.setattr(speech, "_BLOCK_STEPS", 170)
    parts = find(sound)
    assert len(parts.shares) == len(whole.shares) == -(-len(sound) // STEP)
    differences = np.abs(parts.shares - whole.shares)
    assert float((differences > 0.1).mean()) < 0.02
    assert float(((parts.shares >= SPEECH) != (whole.shares >= SPEECH)).mean()) < 0.01


def test_progress_grows_to_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(speech, "_BLOCK_STEPS", 30)
    told: list[float] = []
    sound = noise(3, 0.01)
    find_speech(lambda start, stop: sound[start:stop], len(sound), told.append)
    assert len(told) == 4
    assert all(one < two for one, two in pairwise(told))
    assert told[-1] == 1.0


def test_soft_sound_comes_up_and_loud_sound_goes_down() -> None:
    for level in (0.003, 0.3):
        sound = levelled(noise(10, level)[: 300 * STEP])
        assert decibels(sound) == pytest.approx(-20, abs=1)
    # No more than the most gain: what is hardly there stays hardly there.
    assert decibels(levelled(noise(10, 1e-5)[: 300 * STEP])) == pytest.approx(-70, abs=1)
    assert len(levelled(np.zeros(0, np.float32))) == 0


def test_a_bang_does_not_push_the_voice_beside_it_down() -> None:
    voice = noise(10, 0.01)[: 300 * STEP]
    voice[3000:6000] = 0.9
    assert decibels(levelled(voice)[SPEECH_RATE:]) == pytest.approx(-20, abs=1.5)


def test_levels_are_never_beyond_full_scale() -> None:
    sound = noise(4, 0.001)[: 120 * STEP]
    sound[::5000] = 1
    assert float(np.abs(levelled(sound)).max()) <= 1


@given(
    st.lists(st.sampled_from([0.0, 0.2, 0.4, 0.9]), max_size=60),
    st.integers(0, 8),
    st.sampled_from([0.15, SPEECH, CLEAR_SPEECH]),
)
def test_runs_hold_every_step_of_speech_and_end_in_one(
    shares: list[float], bridge: int, limit: float
) -> None:
    found = Speech(np.array(shares, np.float32), len(shares) * STEP)
    runs = found.runs(0, len(shares), limit, bridge)
    inside = {step for first, last in runs for step in range(first, last)}
    assert {step for step, share in enumerate(shares) if share >= limit} <= inside
    assert all(shares[first] >= limit <= shares[last - 1] for first, last in runs)
    assert all(two[0] - one[1] > bridge - 1 for one, two in pairwise(runs))


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ([0.9] * 3, [(0, 3)]),
        ([0.9] * 2, []),
        ([0.2] * 9, []),
        ([0.2, 0.2, 0.4, 0.2], [(0, 4)]),
        ([0.9] * 3 + [0.0] * 2 + [0.9] * 3, [(0, 8)]),
        ([0.9] * 3 + [0.0] * 3 + [0.9] * 3, [(0, 3), (6, 9)]),
    ],
)
def test_short_bursts_are_no_speech_and_short_pauses_no_end(
    shares: list[float], expected: list[tuple[int, int]]
) -> None:
    assert Speech(np.array(shares, np.float32), len(shares) * STEP).spoken(2) == expected


def test_the_most_of_a_stretch_holds_both_its_ends() -> None:
    found = speech_at([Span(10 * STEP_MS, 20 * STEP_MS)], 40 * STEP_MS)
    assert found.most(0, 10 * STEP_MS - 1) == 0
    assert found.most(0, 10 * STEP_MS) == pytest.approx(0.95)
    assert found.most(20 * STEP_MS - 1, 30 * STEP_MS) == pytest.approx(0.95)
    assert found.most(20 * STEP_MS, 30 * STEP_MS) == 0
    assert found.most(-500, 10 * STEP_MS - 1) == 0
    assert found.most(50 * STEP_MS, 60 * STEP_MS) == 0

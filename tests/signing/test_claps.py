"""Claps are heard, and bring a recording and a film together."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from played import RATE, in_noise, in_room, speech_like

from mediakit.signing.claps import align_by_claps, claps


def clap(sound, *seconds, height=0.8):
    """The sound with claps: bursts that rise at once and are gone after some milliseconds."""
    sound = sound.copy()
    for number, second in enumerate(seconds):
        time = np.arange(RATE // 20) / RATE
        burst = np.random.default_rng(number).normal(0, 1, len(time)) * np.exp(-time / 0.006)
        burst *= height / np.abs(burst).max()
        burst[0] = height
        sound[round(second * RATE) :][: len(burst)] += burst.astype(np.float32)
    return sound


def quiet(seconds):
    return np.random.default_rng(1).normal(0, 1e-3, round(seconds * RATE)).astype(np.float32)


@settings(max_examples=20)
@given(st.floats(0.6, 4), st.floats(5, 9.2), st.floats(0.1, 0.9))
def test_claps_are_told_to_a_few_milliseconds(first, second, height):
    found = claps(in_room(clap(quiet(10), first, second, height=height)), RATE)
    assert found == pytest.approx([first * 1000, second * 1000], abs=3)


def test_a_clap_before_the_speech_is_heard_and_the_speech_is_none():
    speech = speech_like(20)
    assert claps(in_noise(speech, 30), RATE) == ()
    sound = clap(np.concatenate([quiet(3), 0.5 * speech]), 1.5)
    assert claps(sound, RATE) == pytest.approx([1500], abs=3)


def with_beeps(sound, seconds, hertz=880, height=0.25):
    """A countdown: a beep of that length every second."""
    time = np.arange(len(sound)) / RATE
    return (sound + height * np.sin(2 * np.pi * hertz * time) * (time % 1 < seconds)).astype(
        np.float32
    )


def test_a_clap_stands_out_of_the_beeps_of_a_countdown():
    countdown = with_beeps(quiet(6), 0.08, height=0.05)
    assert claps(in_room(clap(countdown, 3.4)), RATE) == pytest.approx([3400], abs=3)


@pytest.mark.parametrize(
    "sound",
    [
        with_beeps(quiet(5), 0.08),
        in_room(with_beeps(quiet(5), 0.08)),
        in_room(with_beeps(quiet(5), 0.16, 1760)),
        np.zeros(0, np.float32),
        np.zeros(5 * RATE, np.float32),
        np.full(5 * RATE, 0.5, np.float32),
        quiet(5),
        clap(quiet(0.2), 0.1),
        np.sin(np.arange(5 * RATE) * 0.8).astype(np.float32),
    ],
)
def test_what_is_no_clap(sound):
    assert claps(sound, RATE) == ()


OFFSETS = st.integers(-7_300, 12_900)
MOMENTS = st.lists(st.integers(0, 300), min_size=1, max_size=8, unique=True)


@settings(max_examples=50)
@given(OFFSETS, st.sampled_from([1.0, 1.001]), MOMENTS)
def test_the_same_claps_in_both_bring_them_together(offset, pace, moments):
    # Never as far apart as any two others, so that there is one way only.
    recording = [moment * 1000.0 + 7 * moment**2 % 997 for moment in moments]
    found = align_by_claps(recording, [offset + time / pace for time in recording])
    if found.sure:
        assert all(
            found.film_ms(time) == pytest.approx(offset + time / pace, abs=40) for time in recording
        )
    assert found.sure or len(moments) > 1


def test_a_clap_more_in_one_of_them_does_no_harm():
    found = align_by_claps([1_000, 2_300, 9_000], [6_000, 7_300, 20_000, 14_000])
    assert (found.sure, found.offset_ms, found.confidence) == (True, 5_000, 1)
    far = align_by_claps([0, 600_600], [2_000, 602_000, 90_000])
    assert (far.sure, round(far.pace, 6)) == (True, 1.001)


def test_a_single_clap_is_believed_but_not_wholly():
    found = align_by_claps([1_500.0], [900.0])
    assert (found.sure, found.offset_ms, found.confidence) == (True, -600, 0.6)


@pytest.mark.parametrize(
    ("recording", "film", "words"),
    [
        ([], [1.0], "No clap is heard in the recording"),
        ([1.0], [], "No clap is heard in the film"),
        ([1_000, 5_000], [3_000], "do not fit together"),
        ([0, 1_000, 2_000], [0, 1_000], "do not fit together"),
        (list(range(0, 60_000, 1_000)), [3_000], "Too much in the recording"),
    ],
)
def test_claps_that_leave_doubt_are_not_sure(recording, film, words):
    found = align_by_claps(recording, film)
    assert not found.sure
    assert words in found.reason

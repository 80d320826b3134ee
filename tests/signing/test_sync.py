"""Recordings find their place in the film, or are refused."""

import re

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from played import RATE, heard, in_noise, in_room, speech_like

from mediakit.media.probe import probe
from mediakit.media.sound import decode_sound
from mediakit.signing.sync import FRAME_MS, Alignment, Mark, align, align_by_marks, lag_warning

OFFSETS = st.integers(-7_300, 12_900)
PACES = st.sampled_from([0.999, 1.0, 1.001])
MOMENTS = st.lists(st.integers(0, 1_800_000), min_size=1, max_size=6, unique=True)


@given(OFFSETS, PACES, MOMENTS)
def test_marks_give_back_what_they_were_made_with(offset, pace, moments):
    marks = [Mark(moment, round(offset + moment / pace)) for moment in moments]
    found = align_by_marks(marks)
    assert found.sure
    assert all(abs(found.film_ms(mark.recording_ms) - mark.film_ms) <= FRAME_MS for mark in marks)


def test_one_mark_gives_the_offset_and_two_the_pace():
    assert align_by_marks([Mark(2_000, 10_500)]).offset_ms == 8_500
    two = align_by_marks([Mark(1_000, 1_000), Mark(1_001_000, 1_000_000)])
    assert two.pace == pytest.approx(1000 / 999)
    assert two.film_ms(1_001_000) == pytest.approx(1_000_000)


def test_two_marks_close_together_give_no_pace():
    found = align_by_marks([Mark(1_000, 2_000), Mark(11_000, 12_040)])
    assert (found.pace, found.offset_ms, found.sure) == (1.0, 1_020, True)


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ([], "There is no mark"),
        ([Mark(0, 0), Mark(60_000, 66_000)], "9.1% too fast"),
        ([Mark(0, 60_000), Mark(60_000, 0)], "100.0% too slow"),
        ([Mark(0, 0), Mark(50_000, 50_500), Mark(100_000, 100_000)], "the one at 0:50"),
        ([Mark(0, 0), Mark(1_000, 1_500)], "do not fit together"),
    ],
)
def test_marks_that_cannot_be_right_are_not_sure(marks, words):
    found = align_by_marks(marks)
    assert not found.sure
    assert words in found.reason


@given(OFFSETS, PACES, st.integers(0, 1_800_000))
def test_the_two_clocks_undo_each_other(offset, pace, moment):
    found = Alignment(offset, pace, 1.0, True, "")
    assert found.recording_ms(found.film_ms(moment)) == pytest.approx(moment, abs=1e-3)
    at, start = found.slot()
    assert at == 0 or start == 0
    assert min(at, start) >= 0


@pytest.mark.parametrize(
    ("lag", "warned"), [(0, False), (3_000, False), (5_000, False), (5_001, True)]
)
def test_a_lag_above_five_seconds_is_warned(lag, warned):
    assert (lag_warning(lag) is not None) == warned


SHIFTS = (-7.3, 3.217, 12.9)
AS_RECORDED = {
    "as it is": lambda sound: sound,
    "in noise": in_noise,
    "in a room": in_room,
    "in noise in a room": lambda sound: in_noise(in_room(sound)),
}


@pytest.fixture(scope="module")
def film():
    return speech_like(32)


def worst_ms(found, offset, pace, film, recording):
    """By how much it is wrong where it is most, over all that both have."""
    first = max(0, -offset * pace)
    last = min(len(recording) / RATE, (len(film) / RATE - offset) * pace)
    times = np.linspace(first, last, 9)
    wrong = [found.film_ms(time * 1000) - (offset + time / pace) * 1000 for time in times]
    return float(np.abs(wrong).max())


@pytest.mark.parametrize("way", AS_RECORDED)
@pytest.mark.parametrize("pace", [1.0, 1.001])
@pytest.mark.parametrize("offset", SHIFTS)
def test_a_shifted_slowed_noisy_echoing_recording_is_aligned(film, offset, pace, way):
    recording = 0.1 * AS_RECORDED[way](heard(film, offset, pace))
    found = align(recording, film, RATE)
    assert found.sure, found
    assert worst_ms(found, offset, pace, film, recording) < 10


@pytest.mark.parametrize("seed", range(2, 6))
def test_unrelated_sound_is_refused(film, seed):
    found = align(in_noise(speech_like(45, seed)), film, RATE)
    assert not found.sure
    assert found.confidence < 0.4
    assert "not heard clearly" in found.reason


@pytest.mark.parametrize(
    ("recording", "words"),
    [
        (np.zeros(20 * RATE, np.float32), "Nothing is heard in the recording"),
        (speech_like(4), "too short"),
        (np.zeros(0, np.float32), "too short"),
        (np.full(20 * RATE, 0.5, np.float32), "not heard"),
        (in_noise(speech_like(30, 9), -40), "not heard"),
    ],
)
def test_what_cannot_be_aligned_by_its_sound_is_told(film, recording, words):
    found = align(recording, film, RATE)
    assert not found.sure
    assert words in found.reason


@settings(max_examples=10)
@given(
    st.floats(-7.3, 12.9),
    st.floats(0.998, 1.002),
    st.integers(0, 99),
    st.floats(0.05, 0.8),
    st.floats(-40, 0),
)
def test_any_shift_and_pace_is_aligned_in_any_room_at_any_level(offset, pace, seed, dull, level):
    film = speech_like(30, seed=7)
    sound = in_noise(in_room(heard(film, offset, pace), dull, seed=seed), seed=seed)
    recording = sound * np.float32(10 ** (level / 20))
    found = align(recording, film, RATE)
    assert found.sure, found
    assert worst_ms(found, offset, pace, film, recording) < 10


def test_a_recording_longer_than_the_film_and_one_of_a_part_of_it(film):
    long = in_noise(heard(film, -20, seconds=90))
    assert align(long, film, RATE).offset_ms == pytest.approx(-20_000, abs=5)
    short = in_noise(heard(film, 20, seconds=8))
    assert align(short, film, RATE).offset_ms == pytest.approx(20_000, abs=5)


def test_a_microphone_that_turns_the_waves_round_does_no_harm(film):
    found = align(-heard(film, 3.217), film, RATE)
    assert (found.sure, round(found.offset_ms)) == (True, 3_217)


def test_a_film_of_long_pauses_is_aligned_by_what_is_said_in_it():
    film = np.random.default_rng(6).normal(0, 1e-4, 120 * RATE).astype(np.float32)
    for start in (5, 40, 75, 110):
        film[start * RATE :][: 6 * RATE] += speech_like(6, seed=start)
    found = align(in_noise(in_room(heard(film, -7.3))), film, RATE)
    assert (found.sure, round(found.offset_ms)) == (True, -7_300)


def test_what_hardly_overlaps_is_refused(film):
    found = align(in_noise(heard(film, 30, seconds=30)), film, RATE)
    assert not found.sure


def test_a_film_of_other_rate_of_samples_is_as_good(film):
    doubled = np.repeat(film, 2)
    found = align(np.repeat(heard(film, 4.5), 2), doubled, 2 * RATE)
    assert found.sure
    assert found.offset_ms == pytest.approx(4_500, abs=5)


def test_a_clock_that_is_hardly_off_is_taken_as_right(film):
    recording = heard(film, 2, 1.0001)
    found = align(recording, film, RATE)
    assert found.pace == 1
    assert worst_ms(found, 2, 1.0001, film, recording) < 5


@pytest.mark.parametrize(("stopped", "missing"), [(20, 5.0), (30, 2.0), (25, 0.06)])
def test_a_recording_that_was_stopped_is_refused_and_told_where(stopped, missing):
    film = speech_like(50)
    whole = in_noise(in_room(heard(film, 1)))
    recording = np.delete(whole, slice(stopped * RATE, round((stopped + missing) * RATE)))
    found = align(recording, film, RATE)
    assert not found.sure
    told = re.search(r"before 0:(\d\d) in the recording", found.reason)
    assert told, found.reason
    assert abs(int(told[1]) - stopped) <= 2


def test_what_the_film_has_twice_is_aligned_only_with_what_it_has_once():
    jingle = speech_like(15, seed=5)
    film = np.concatenate([jingle, speech_like(15, seed=6), jingle])
    once = align(in_noise(heard(film, 0)), film, RATE)
    assert (once.sure, round(once.offset_ms)) == (True, 0)
    twice = align(in_noise(heard(film, 1, seconds=12)), film, RATE)
    assert not twice.sure
    assert "repeats" in twice.reason


@pytest.mark.parametrize("way", AS_RECORDED)
def test_made_voices_are_aligned(spoken, way):
    film = np.concatenate([spoken, spoken[::-1]])
    film = np.interp(np.arange(0, len(film), 16_000 / RATE), np.arange(len(film)), film)
    recording = AS_RECORDED[way](heard(film.astype(np.float32), -7.3, 1.001))
    found = align(recording, film.astype(np.float32), RATE)
    assert found.sure
    assert worst_ms(found, -7.3, 1.001, film, recording) < FRAME_MS


REAL = (
    "talking/grid_concat_british_bluescreen.mp4",
    "speech/fw_multilingual.mp3",
    "speech/michaelandsickmichael.wav",
    "music/pd_hungarian_dance_5_us_army_strings.ogg",
)


@pytest.fixture(scope="module")
def real_sounds(real_media):
    return {name: decode_sound(probe(real_media / name), RATE) for name in REAL}


@pytest.mark.media
@pytest.mark.parametrize(("offset", "pace"), [(-7.3, 1.001), (12.9, 1.001), (3.217, 1.0)])
@pytest.mark.parametrize("name", REAL)
def test_real_speech_and_music_are_aligned_in_noise_in_a_room(real_sounds, name, offset, pace):
    film = real_sounds[name]
    recording = in_noise(in_room(heard(film, offset, pace)))
    found = align(recording, film, RATE)
    assert found.sure, found
    assert worst_ms(found, offset, pace, film, recording) < FRAME_MS


@pytest.mark.media
@pytest.mark.parametrize("name", REAL)
@pytest.mark.parametrize("other", REAL)
def test_real_sound_that_is_another_is_refused(real_sounds, name, other):
    found = align(real_sounds[other], real_sounds[name], RATE)
    assert found.sure == (name == other)

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scripted_ears import counted, speech_at

from mediakit.clock import Span
from mediakit.transcript.speech import SPEECH_RATE, STEP, STILL_SPEECH, Speech
from mediakit.transcript.windows import (
    LONGEST,
    MARGIN,
    PAUSE_STEPS,
    Piece,
    Window,
    grouped,
    halves,
    windows_of,
)

SECOND = SPEECH_RATE


@st.composite
def recordings(draw: st.DrawFn) -> Speech:
    """Speech of any length with any pauses, in steps of the finder; the last step may be cut."""
    runs = draw(st.lists(st.tuples(st.integers(0, 1500), st.integers(0, 200)), max_size=12))
    shares: list[float] = []
    for said, pause in runs:
        level = draw(st.sampled_from([0.2, 0.4, 0.9]))
        shares += [level] * said + [draw(st.sampled_from([0.0, 0.1]))] * pause
    length = max(0, len(shares) * STEP - draw(st.integers(0, STEP - 1)))
    return Speech(np.array(shares, np.float32), length)


def pieces_of(windows: tuple[Window, ...]) -> list[Piece]:
    return [piece for window in windows for piece in window.pieces]


@given(recordings())
def test_all_speech_lies_in_exactly_one_window_in_order(speech: Speech) -> None:
    pieces = pieces_of(windows_of(speech))
    assert all(0 <= piece.start < piece.end <= speech.length for piece in pieces)
    assert all(one.end <= two.start for one, two in pairwise(pieces))
    inside = np.zeros(speech.length, bool)
    for piece in pieces:
        inside[piece.start : piece.end] = True
    for first, last in speech.spoken(0):
        assert inside[first * STEP : last * STEP].all()


@given(recordings())
def test_no_window_is_longer_than_whisper_hears(speech: Speech) -> None:
    assert all(0 < window.length <= LONGEST for window in windows_of(speech))


@given(recordings())
def test_long_silence_is_left_out(speech: Speech) -> None:
    spoken = speech.spoken(0)
    kept = sum(window.length for window in windows_of(speech))
    said = sum(last - first for first, last in spoken) * STEP
    # Every run may keep its margins and the pause after it.
    assert kept <= said + len(spoken) * (2 * MARGIN + PAUSE_STEPS * STEP)


@given(recordings())
def test_halves_cover_a_window_exactly(speech: Speech) -> None:
    for window in windows_of(speech):
        parts = halves(speech, window)
        joined = [piece for part in parts for piece in part.pieces]
        assert all(piece.length > 0 for piece in joined)
        assert np.array_equal(
            np.concatenate([np.arange(piece.start, piece.end) for piece in joined]),
            np.concatenate([np.arange(piece.start, piece.end) for piece in window.pieces]),
        )


@pytest.mark.parametrize("share", [0.2, 0.9])
def test_speech_without_a_pause_is_halved_where_it_is_quietest(share: float) -> None:
    shares = np.full(600, share, np.float32)
    shares[250] = share - 0.04
    speech = Speech(shares, 600 * STEP)
    one, two = halves(speech, Window((Piece(0, 600 * STEP),)))
    assert (one.pieces[0].end, two.pieces[0].start) == (250 * STEP, 250 * STEP)


def test_what_is_too_short_to_part_stays_whole() -> None:
    speech = Speech(np.ones(2, np.float32), 2 * STEP)
    window = Window((Piece(0, STEP // 2),))
    assert halves(speech, window) == (window,)


@given(st.lists(st.integers(20, 40), min_size=4, max_size=40), st.integers(6, 50))
def test_a_window_ends_in_a_pause_where_there_is_one(said: list[int], pause: int) -> None:
    shares = np.concatenate([[0.9] * steps + [0.0] * pause for steps in said])
    speech = Speech(shares.astype(np.float32), len(shares) * STEP)
    for one, two in pairwise(pieces_of(windows_of(speech))):
        assert speech.shares[one.end // STEP - 1] < STILL_SPEECH
        assert speech.shares[two.start // STEP] < STILL_SPEECH


def test_windows_are_filled_as_far_as_pauses_allow() -> None:
    # 24 sentences of 4 s with pauses of 1 s, in whole steps: five go into 29 s, the sixth does not.
    starts = range(960, 960 + 24 * 4992, 4992)
    speech = speech_at([Span(start, start + 4000) for start in starts], 125_000)
    windows = windows_of(speech)
    assert len(windows) == 5
    assert all(window.length > 24 * SECOND for window in windows[:-1])


def test_much_silence_between_words_still_makes_one_window() -> None:
    speech = speech_at([Span(10_000, 12_000), Span(300_000, 302_000)], 600_000)
    (window,) = windows_of(speech)
    first, second = window.pieces
    assert (first.start, second.end) == pytest.approx((9.5 * SECOND, 302.5 * SECOND), abs=STEP)
    assert window.length == pytest.approx(6 * SECOND, abs=4 * STEP)


TWO = Window((Piece(2 * SECOND, 3 * SECOND), Piece(10 * SECOND, 11 * SECOND)))
"""Two pieces of one second each, from the recording's seconds 2 and 10."""


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0, 500, (2000, 2500)),
        (1250, 1500, (10_250, 10_500)),
        (500, 1100, (2500, 3000)),
        (950, 1500, (10_000, 10_500)),
        (1500, 2600, (10_500, 11_000)),
        (-500, 100, (2000, 2100)),
    ],
)
def test_a_word_goes_back_to_its_own_piece_of_the_recording(
    start: int, end: int, expected: tuple[int, int]
) -> None:
    assert TWO.place(start, end) == expected


@given(
    st.lists(st.tuples(st.integers(0, 400), st.integers(1, 400)), min_size=1, max_size=6),
    st.lists(st.integers(-100, 90_000), min_size=2, max_size=30),
)
def test_places_are_inside_one_piece_and_in_order(
    shape: list[tuple[int, int]], times: list[int]
) -> None:
    pieces, at = [], 0
    for gap, length in shape:
        pieces.append(Piece((at + gap) * STEP, (at + gap + length) * STEP))
        at += gap + length
    window = Window(tuple(pieces))
    times = sorted(times)
    placed = [window.place(start, end) for start, end in pairwise(times)]
    for (start, end), place in zip(pairwise(times), placed, strict=True):
        assert place[0] <= place[1] and place[1] - place[0] <= end - start
        assert any(piece.start <= place[0] * 16 and place[1] * 16 <= piece.end for piece in pieces)
    assert all(one[0] <= two[0] and one[1] <= two[1] for one, two in pairwise(placed))


@given(recordings(), st.data())
def test_what_is_placed_is_the_sound_that_was_heard(speech: Speech, data: st.DataObject) -> None:
    windows = windows_of(speech)
    if not windows:
        return
    window = data.draw(st.sampled_from(windows))
    sound = window.sound(counted(speech.length // 16 + 1))
    assert len(sound) == window.length
    at = data.draw(st.integers(0, max(0, len(sound) // 16 - 1)))
    start, _ = window.place(at, at)
    assert abs(start * 16 - sound[at * 16]) <= 16


@given(st.integers(0, 20), st.integers(1, 6))
def test_groups_hold_all_windows_in_order(count: int, size: int) -> None:
    windows = [Window((Piece(at, at + 1),)) for at in range(count)]
    groups = grouped(windows, size)
    assert [window for group in groups for window in group] == windows
    sizes = [len(group) for group in groups]
    assert all(0 < one <= size for one in sizes)
    assert max(sizes, default=0) - min(sizes, default=0) <= 1
    assert count < 4 or size == 1 or len(groups) % 2 == 0
    assert count > size or count >= 4 or len(groups) == min(count, 1)

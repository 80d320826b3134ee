import numpy as np
import pytest
from numpy.typing import NDArray

from mediakit.transcript import speech
from mediakit.transcript.speech import SPEECH_RATE, Piece, Stretch, find_stretches

# Two pieces of one second each, from the recording's seconds 2 and 10.
TWO = Stretch(
    np.zeros(2 * SPEECH_RATE, np.float32),
    (Piece(0, 2 * SPEECH_RATE, SPEECH_RATE), Piece(SPEECH_RATE, 10 * SPEECH_RATE, SPEECH_RATE)),
)


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        (0.0, 0.5, (2000, 2500)),
        (1.25, 1.5, (10_250, 10_500)),
        (0.5, 1.1, (2500, 3000)),
        (0.95, 1.5, (10_000, 10_500)),
        (1.5, 2.6, (10_500, 11_000)),
        (-0.5, 0.1, (2000, 2100)),
    ],
)
def test_a_word_goes_back_to_its_own_piece_of_the_recording(
    start: float, end: float, expected: tuple[int, int]
) -> None:
    assert TWO.place(start, end) == expected


@pytest.mark.parametrize(
    "sound",
    [
        np.zeros(0, np.float32),
        np.zeros(100, np.float32),
        np.zeros(5 * SPEECH_RATE, np.float32),
        np.random.default_rng(0).normal(0, 0.05, 5 * SPEECH_RATE).astype(np.float32),
        np.sin(np.arange(5 * SPEECH_RATE) * 2 * np.pi * 100 / SPEECH_RATE).astype(np.float32) * 0.1,
    ],
    ids=["nothing", "a click", "silence", "noise", "hum"],
)
def test_nobody_speaks_where_nobody_speaks(sound: NDArray[np.float32]) -> None:
    assert find_stretches(sound) == ()


def test_speech_is_found_and_long_silence_left_out(spoken: NDArray[np.float32]) -> None:
    silence = np.zeros(30 * SPEECH_RATE, np.float32)
    (stretch,) = find_stretches(np.concatenate([silence, spoken, silence, spoken]))
    assert len(stretch.pieces) == 2
    assert len(stretch.sound) < 2 * len(spoken)
    starts = [piece.start / SPEECH_RATE for piece in stretch.pieces]
    # The voice begins after one second of silence of its own; half a second of it stays.
    assert starts == pytest.approx([30.5, 60.5 + len(spoken) / SPEECH_RATE], abs=0.3)


def test_a_long_recording_is_heard_in_stretches(
    spoken: NDArray[np.float32], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(speech, "STRETCH_SECONDS", 20)
    silence = np.zeros(5 * SPEECH_RATE, np.float32)
    sound = np.concatenate([spoken, silence] * 4)
    stretches = find_stretches(sound)
    assert len(stretches) > 1
    pieces = [piece for stretch in stretches for piece in stretch.pieces]
    assert len(pieces) == 4
    for stretch in stretches:
        assert sum(piece.length for piece in stretch.pieces) == len(stretch.sound)
        for piece in stretch.pieces:
            heard = stretch.sound[piece.at : piece.at + piece.length]
            assert np.array_equal(heard, sound[piece.start : piece.start + piece.length])

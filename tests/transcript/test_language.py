from collections.abc import Mapping
from itertools import pairwise

import numpy as np
import pytest
from numpy.typing import NDArray
from scripted_ears import ScriptedEngine, counted

from mediakit.errors import Stopped
from mediakit.process import StopSignal
from mediakit.transcript.language import PLACES, language_of
from mediakit.transcript.speech import SPEECH_RATE
from mediakit.transcript.windows import Piece, Window


class Polyglot(ScriptedEngine):
    """Hears Welsh before a time of the recording, and English after it."""

    def __init__(self, until: float, share: float = 0.9) -> None:
        super().__init__([])
        self.languages = frozenset({"en", "cy"})
        self.until, self.share = until, share
        self.places: list[float] = []

    def detect(self, sound: NDArray[np.float32]) -> Mapping[str, float]:
        self.places.append(float(sound[0]) / SPEECH_RATE)
        first, second = ("cy", "en") if self.places[-1] < self.until else ("en", "cy")
        return {first: self.share, second: 1 - self.share}


def windows(*seconds: int) -> tuple[Window, ...]:
    """Windows of these lengths, each 30 s after the last."""
    return tuple(
        Window((Piece(at * 30 * SPEECH_RATE, (at * 30 + length) * SPEECH_RATE),))
        for at, length in enumerate(seconds)
    )


def ask(engine: Polyglot, heard: tuple[Window, ...]) -> tuple[str, float]:
    return language_of(heard, counted(1_000_000), engine, StopSignal())


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5, 7, 8, 30])
def test_places_are_spread_over_the_whole_recording(count: int) -> None:
    engine = Polyglot(until=0)
    assert ask(engine, windows(*[28] * count)) == ("en", 0.9)
    places = [round(at / 30) for at in engine.places]
    assert len(set(places)) == len(places) == min(PLACES, count)
    farthest = -(-count // len(places))
    assert all(two - one <= farthest for one, two in pairwise(places))
    assert places[0] <= farthest / 2 and count - 1 - places[-1] <= farthest / 2


def test_a_greeting_in_another_language_does_not_decide() -> None:
    language, share = ask(Polyglot(until=30), windows(28, 28, 28, 28))
    assert language == "en"
    assert share == pytest.approx((0.9 * 3 + 0.1) / 4, abs=1e-3)


def test_long_windows_weigh_more_than_short_ones() -> None:
    language, share = ask(Polyglot(until=60, share=0.8), windows(2, 2, 28))
    assert language == "en"
    assert share == pytest.approx((0.8 * 28 + 0.2 * 4) / 32, abs=1e-3)


def test_many_small_doubts_add_up() -> None:
    assert ask(Polyglot(until=0, share=0.55), windows(28, 28)) == ("en", 0.55)


def test_nobody_speaks_no_language() -> None:
    engine = Polyglot(until=0)
    assert ask(engine, ()) == ("und", 0.0)
    assert engine.places == []


def test_a_model_for_english_hears_english() -> None:
    engine = ScriptedEngine([])
    assert language_of(windows(28), counted(1), engine, StopSignal()) == ("en", 1.0)


def test_it_stops_when_told() -> None:
    stop = StopSignal()
    stop.set()
    engine = Polyglot(until=0)
    with pytest.raises(Stopped):
        language_of(windows(28), counted(30_000), engine, stop)
    assert engine.places == []

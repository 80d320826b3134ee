from collections.abc import Mapping, Sequence

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from numpy.typing import NDArray
from scripted_ears import answer

from mediakit.transcript.engines.base import Asking, Decoded, Encoded
from mediakit.transcript.hot_words import HotWords, terms_in
from mediakit.transcript.words import Heard

ASKING = Asking("en", 2, "A talk.")
WINDOW = Encoded(None, 16_000)


class Hinted:
    """An engine that answers the same to everything, as if it had been told of the terms."""

    name, model, languages, workers = "hinted 1", "none 0", frozenset({"en"}), 1

    def __init__(self, *answers: Decoded) -> None:
        self.answers = answers
        self.asked: list[tuple[int, Asking]] = []

    def detect(self, sound: NDArray[np.float32]) -> Mapping[str, float]:
        return {"en": 1.0}

    def encode(self, sound: NDArray[np.float32]) -> Encoded:
        return Encoded(sound, len(sound))

    def decode(self, windows: Sequence[Encoded], asking: Asking) -> tuple[Decoded, ...]:
        self.asked.append((len(windows), asking))
        return self.answers[: len(windows)]


def said(*parts: tuple[str, int], start: int = 0) -> Decoded:
    """Words with how long each takes, in tenths of a second, one after the other."""
    heard = []
    for text, tenths in parts:
        heard.append(Heard(f" {text}", start, start + tenths * 100, 0.8, True))
        start += tenths * 100
    return answer(heard)


def plain(text: str) -> Decoded:
    """Words of 300 ms each."""
    return said(*((word, 3) for word in text.split()))


def applied(terms: Sequence[str], heard: Decoded, hinted: Decoded) -> tuple[Decoded, Hinted]:
    engine = Hinted(hinted)
    (result,) = HotWords(tuple(terms)).applied([heard], [WINDOW], engine, ASKING)
    return result, engine


def test_what_was_heard_as_something_alike_becomes_the_term() -> None:
    hinted = said(("We", 3), ("use", 3), ("ComfyUI", 6), ("today.", 3))
    result, engine = applied(["ComfyUI"], plain("We use comfy way today."), hinted)
    assert result.text == "We use ComfyUI today."
    assert [part.start for part in result.heard] == [0, 300, 600, 1200]
    assert engine.asked == [(1, Asking("en", 2, "A talk.", "ComfyUI"))]


@pytest.mark.parametrize("text", ["We plan the next film.", "", "Yes.", "A comfortable wait"])
def test_a_term_like_nothing_that_was_heard_is_not_even_sought(text: str) -> None:
    heard = plain(text)
    result, engine = applied(["Llanfairpwll", "Blodeuwedd"], heard, plain("Llanfairpwll"))
    assert result == heard
    assert engine.asked == []


def test_a_term_is_never_put_where_nothing_like_it_was_heard() -> None:
    heard = plain("The comfy way is the nicest thing")
    # Told of the word, Whisper writes it twice.
    hinted = said(("The", 3), ("ComfyUI", 6), ("is", 3), ("the", 3), ("ComfyUI", 6))
    result, _ = applied(["ComfyUI"], heard, hinted)
    assert result.text == "The ComfyUI is the nicest thing"


def test_nothing_but_the_term_is_taken_from_the_second_hearing() -> None:
    heard = plain("We use comfy way every single day.")
    hinted = said(("You", 3), ("lose", 3), ("ComfyUI", 6), ("never", 3), ("ever", 3), ("more", 3))
    result, _ = applied(["ComfyUI"], heard, hinted)
    assert result.text == "We use ComfyUI every single day."


def test_a_term_that_was_heard_as_it_is_stays_untouched() -> None:
    heard = plain("Start ComfyUI, then wait.")
    result, engine = applied(["ComfyUI"], heard, plain("Start ComfyUI then wait"))
    assert result is heard
    assert engine.asked == []


def test_one_place_is_mended_where_another_was_heard_well() -> None:
    heard = plain("ComfyUI, yes: comfy way is good.")
    hinted = said(("ComfyUI", 3), ("yes", 3), ("ComfyUI", 6), ("is", 3), ("good", 3))
    result, _ = applied(["ComfyUI"], heard, hinted)
    assert result.text == "ComfyUI, yes: ComfyUI is good."


def test_a_word_beside_a_term_that_was_heard_well_is_not_swallowed() -> None:
    heard = plain("We know ComfyUI now but comfy eye less")
    hinted = said(("We", 3), ("know", 3), ("ComfyUI", 6), ("but", 3), ("ComfyUI", 6), ("less", 3))
    result, _ = applied(["ComfyUI"], heard, hinted)
    assert result.text == "We know ComfyUI now but ComfyUI less"


@pytest.mark.parametrize(
    ("term", "text", "hinted", "expected"),
    [
        ("Llanfairpwll", "to llan fair P will", (("to", 3), ("Llanfairpwll", 12)), None),
        ("Siân", "to Shan", (("to", 3), ("Siân", 3)), "to Shan"),
        ("ComfyUI", "to comfy UI", (("to", 3), ("ComfyUI", 6)), None),
        ("ComfyUI", "to comfy UI", (("to", 3), ("Comfy", 3), ("UI", 3)), "to Comfy UI"),
        ("Siân", "to Sian", (("to", 3), ("Siân", 3)), None),
        (
            "Co-Production Network",
            "to coproduction net work",
            (("to", 3), ("Co-Production", 3), ("Network", 6)),
            None,
        ),
    ],
)
def test_a_term_may_have_been_heard_in_parts(
    term: str, text: str, hinted: tuple[tuple[str, int], ...], expected: str | None
) -> None:
    result, _ = applied([term], plain(text), said(*hinted))
    assert result.text == (expected or f"to {term}")


def test_what_the_second_hearing_does_not_find_stays_as_it_was() -> None:
    heard = plain("We use comfy way today.")
    assert applied(["ComfyUI"], heard, plain("We use comfy whey today."))[0] is heard


def test_only_windows_that_may_hold_a_term_are_heard_again() -> None:
    first, second, third = plain("Good morning."), plain("comfy way"), plain("Goodbye.")
    engine = Hinted(said(("ComfyUI", 6)))
    words = HotWords(("ComfyUI", "Siân"))
    results = words.applied([first, second, third], [WINDOW] * 3, engine, ASKING)
    assert [one.text for one in results] == ["Good morning.", "ComfyUI", "Goodbye."]
    assert [(count, asking.hot_words) for count, asking in engine.asked] == [(1, "ComfyUI, Siân")]


def test_without_terms_nothing_is_heard_again() -> None:
    engine = Hinted()
    assert HotWords().applied([plain("comfy way")], [WINDOW], engine, ASKING) == [
        plain("comfy way")
    ]
    assert engine.asked == []


WORDS = st.sampled_from(["comfy", "way", "UI", "comfy,", "Sian", "and", "ComfyUI", "Siân.", "fun"])


@given(
    st.lists(st.tuples(WORDS, st.integers(1, 6)), max_size=12),
    st.lists(st.tuples(WORDS, st.integers(1, 6)), max_size=12),
)
def test_every_word_was_heard_or_is_a_term_in_the_place_of_something_like_it(
    first: list[tuple[str, int]], second: list[tuple[str, int]]
) -> None:
    terms = ("ComfyUI", "Siân")
    heard, hinted = said(*first), said(*second)
    result, _ = applied(terms, heard, hinted)
    put_in = [part for part in result.heard if part not in heard.heard]
    keys = {"comfyui", "comfy", "ui", "siân"}
    assert all(part in hinted.heard for part in put_in)
    assert {part.text.strip(" .,").casefold() for part in put_in} <= keys
    unlike = [part for part in heard.heard if part.text.strip() in {"and", "fun"}]
    if not put_in:
        assert result == heard
    # What is like no term is only lost inside something that, as a whole, is like one.
    for part in unlike:
        if part not in result.heard:
            assert any(one.start <= part.end and part.start <= one.end for one in put_in)
    assert [part.text for part in result.heard] == result.text.split() or [
        part.text.strip() for part in result.heard
    ] == result.text.split()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("", ()),
        ("# nobody yet\n", ()),
        ("Siân\nSiân\n  ComfyUI  ", ("Siân", "ComfyUI")),
        ("Siân,Llanfairpwll ,, Menai  Bridge", ("Siân", "Llanfairpwll", "Menai Bridge")),
        ("ComfyUI # says Siân, not Shan", ("ComfyUI",)),
        ("Siân\r\nDafydd", ("Siân", "Dafydd")),
    ],
)
def test_terms_are_read_from_a_list(text: str, expected: tuple[str, ...]) -> None:
    assert terms_in(text) == expected

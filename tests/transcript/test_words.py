from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.transcript.model import Word
from mediakit.transcript.words import (
    LATER_MS,
    SHORTEST_WORD,
    Heard,
    in_order,
    is_ordered,
    sharpened,
    words_of,
)

TIMES = st.integers(-1000, 20_000)
HEARD = st.builds(
    Heard,
    text=st.text(max_size=8),
    start=TIMES,
    end=TIMES,
    confidence=st.floats(),
    begins=st.booleans(),
)


def heard(*texts: str) -> list[Heard]:
    """One piece each second; it begins a word where its text begins with a space."""
    return [
        Heard(text, 1000 * at, 1000 * at + 800, 0.9, text[0] == " ")
        for at, text in enumerate(texts)
    ]


def said(*texts: str) -> list[str]:
    return [word.text for word in words_of(heard(*texts), 60_000)]


@given(st.lists(HEARD, max_size=12), st.integers(0, 20_000))
def test_words_are_whole_ordered_and_inside_whatever_was_heard(
    parts: list[Heard], duration_ms: int
) -> None:
    words = words_of(parts, duration_ms)
    assert is_ordered(words, duration_ms)
    for word in words:
        assert word.text
        assert not any(letter.isspace() for letter in word.text)
        assert 0 <= word.confidence <= 1


@given(st.lists(HEARD, max_size=12))
def test_every_word_has_a_length_where_there_is_room(parts: list[Heard]) -> None:
    words = words_of(parts, 60_000)
    assert all(word.span.duration >= SHORTEST_WORD for word in words)


@given(st.lists(HEARD, max_size=12))
def test_putting_words_in_order_twice_changes_nothing_more(parts: list[Heard]) -> None:
    words = words_of(parts, 60_000)
    assert in_order(words, 60_000) == words


def test_pieces_of_one_word_are_joined() -> None:
    assert said(" co", "-production", " 1,", "000", " people's") == [
        "co-production",
        "1,000",
        "people's",
    ]


def test_a_joined_word_lasts_to_its_last_piece_and_is_as_sure_as_the_least_sure() -> None:
    pieces = [Heard(" co", 0, 300, 0.9, True), Heard("-op", 300, 700, 0.4, False)]
    (word,) = words_of(pieces, 5000)
    assert (word.span, word.confidence) == (Span(0, 700), 0.4)


def test_marks_that_nobody_says_are_left_out() -> None:
    assert said(" -", " yes", " - No", " ♪", " ...") == ["yes", "No..."]
    assert said(" .", " .", " .") == []


def test_a_sign_that_is_spoken_stays() -> None:
    assert said(" you", " &", " me") == ["you", "&", "me"]


@given(st.lists(HEARD, max_size=12))
def test_sharpened_words_are_the_same_and_never_longer(parts: list[Heard]) -> None:
    words = words_of(parts, 60_000)
    sharp = sharpened(words)
    assert [word.text for word in sharp] == [word.text for word in words]
    for before, after in zip(words, sharp, strict=True):
        assert after.span.end - before.span.end == LATER_MS
        assert after.span.end - after.span.start <= before.span.end - before.span.start


def test_a_long_word_and_a_number_keep_their_length() -> None:
    words = (Word("Llanfairpwll", Span(0, 1100), 1.0), Word("2012", Span(1200, 2500), 1.0))
    lengths = [word.span.end - word.span.start for word in sharpened(words)]
    assert lengths == [1100, 1300]

import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.transcript.model import Transcript, Word
from mediakit.transcript.speakers.names import named, names_by_order, names_from_other
from mediakit.transcript.words import is_ordered


def turn(speaker: str | None, text: str, at: int = 0, step: int = 400) -> list[Word]:
    """The words of `text`, one each `step` milliseconds from `at` on."""
    return [
        Word(part, Span(at + step * number, at + step * number + step - 50), 0.9, speaker)
        for number, part in enumerate(text.split())
    ]


def transcript(*words: Word) -> Transcript:
    return Transcript("en", 1.0, "engine 1", "base", 60_000, words)


def test_a_new_name_stands_on_every_word_of_its_speaker_and_on_no_other() -> None:
    heard = transcript(
        *turn("Speaker 1", "Good morning"),
        *turn("Speaker 2", "Hello", 2000),
        *turn("Speaker 1", "Sit down", 3000),
        *turn(None, "somebody", 9000),
    )
    renamed = named(heard, {"Speaker 1": "Ann", "Speaker 7": "Nobody"})
    speakers = [word.speaker for word in renamed.words]
    assert speakers == ["Ann", "Ann", "Speaker 2", "Ann", "Ann", None]
    assert [word.text for word in renamed.words] == [word.text for word in heard.words]


def test_names_may_be_exchanged() -> None:
    heard = transcript(*turn("Ann", "one"), *turn("Bryn", "two", 1000))
    speakers = [word.speaker for word in named(heard, {"Ann": "Bryn", "Bryn": "Ann"}).words]
    assert speakers == ["Bryn", "Ann"]


def test_one_name_for_two_labels_that_talk_at_once_leaves_one_order_of_words() -> None:
    heard = transcript(
        *turn("Speaker 1", "he began a confused complaint"),
        *turn("Speaker 2", "the horizon", at=500),
    )
    joined = named(heard, {"Speaker 1": "Ann", "Speaker 2": "Ann"})
    assert is_ordered(joined.words, joined.duration_ms)
    assert sorted(w.text for w in joined.words) == sorted(w.text for w in heard.words)


@given(st.lists(st.sampled_from(["Ann", "Bryn", None]), max_size=8))
def test_no_names_change_nothing(speakers: list[str | None]) -> None:
    words = [word for at, who in enumerate(speakers) for word in turn(who, "a word", at=1000 * at)]
    heard = transcript(*words)
    assert named(heard, {}) == heard


def test_names_by_order_are_tidied() -> None:
    assert names_by_order([" Ann  Example ", "Bryn"]) == {
        "Speaker 1": "Ann Example",
        "Speaker 2": "Bryn",
    }


OTHER = [
    ("Ann", "Well, good morning everybody and welcome to the very first meeting."),
    ("Bryn", "Thanks for having me, it's a pleasure to be here today."),
    ("Ann", "So what did you make?"),
    ("Bryn", "A film about our garden and the people who work in it."),
]


def test_names_come_from_another_transcript_with_other_wording_and_clock() -> None:
    heard = [
        *turn("Speaker 1", "Good morning, everybody, and welcome to the first meeting.", 5000),
        *turn("Speaker 2", "Thanks for having me. It’s a pleasure to be here.", 11_000),
        *turn("Speaker 1", "So, what did you make?", 17_000),
        *turn("Speaker 2", "Film about our garden and the people that work in it.", 21_000),
    ]
    assert names_from_other(heard, OTHER) == {"Speaker 1": "Ann", "Speaker 2": "Bryn"}


def test_one_person_taken_for_two_gets_the_name_twice() -> None:
    heard = [
        *turn("Speaker 1", "Good morning everybody and welcome"),
        *turn("Speaker 2", "to the very first meeting"),
    ]
    assert names_from_other(heard, OTHER) == {"Speaker 1": "Ann", "Speaker 2": "Ann"}


@pytest.mark.parametrize(
    ("speaker", "text"),
    [
        ("Speaker 1", "welcome to the very first meeting thanks for having me it's a"),
        ("Speaker 1", "nothing of this stands over there the first here"),
        ("Speaker 1", "good morning"),
        (None, "Thanks for having me it's a pleasure to be here today"),
    ],
    ids=["half and half", "another talk", "too little", "no label"],
)
def test_a_label_without_a_clear_name_keeps_its_number(speaker: str | None, text: str) -> None:
    assert names_from_other(turn(speaker, text), OTHER) == {}


def test_a_turn_without_a_name_gives_none() -> None:
    assert names_from_other(turn("Speaker 1", OTHER[0][1]), [("", OTHER[0][1])]) == {}


@pytest.mark.parametrize("other", [[], [("Ann", "")], [("Ann", "... -")]])
def test_an_empty_other_transcript_names_nobody(other: list[tuple[str, str]]) -> None:
    assert names_from_other(turn("Speaker 1", "good morning to you"), other) == {}


def test_two_hours_of_talk_are_compared_in_seconds() -> None:
    # 150 words a minute; word frequencies fall as in speech (Zipf), one word in ten misheard.
    chance = random.Random(1)
    vocabulary = [f"word{number}" for number in range(3000)]
    said = chance.choices(vocabulary, [1 / (rank + 1) for rank in range(3000)], k=18_000)
    turns = [said[at : at + 30] for at in range(0, 18_000, 30)]
    other = [(("Ann", "Bryn")[at % 2], " ".join(part)) for at, part in enumerate(turns)]
    misheard = [[w if chance.random() > 0.1 else "other" for w in part] for part in turns]
    heard = [
        word
        for at, part in enumerate(misheard)
        for word in turn(f"Speaker {at % 2 + 1}", " ".join(part), 12_000 * at)
    ]
    began = time.process_time()
    assert names_from_other(heard, other) == {"Speaker 1": "Ann", "Speaker 2": "Bryn"}
    assert time.process_time() - began < 10

"""Joining words, empty asides and brackets."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.subtitles.easy.asides import without_asides, without_brackets
from mediakit.subtitles.easy.guard import keeps_facts
from mediakit.subtitles.tokens import Sentence, Token, plain, text_of


def sentence(text: str) -> Sentence:
    return tuple(
        Token(word, Span(place, place + 1), None, (place, place + 1))
        for place, word in enumerate(text.split())
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("However, the team won.", "But the team won."),
        ("The team, however, won the cup.", "But the team won the cup."),
        ("Ann, nevertheless, can't go.", "But Ann can't go."),
        ("For this reason, I'm going home.", "So I'm going home."),
        ("They are, of course, very big.", "They are very big."),
        ("Of course, we like it.", "We like it."),
        ("We like it, in fact.", "We like it."),
        ("In fact, however, they left us.", "But they left us."),
    ],
)
def test_longer_joining_words_and_empty_ones_make_way(before, after):
    assert text_of(without_asides(sentence(before))) == after


@pytest.mark.parametrize(
    "text",
    [
        "Of course!",
        "Of course, yes!",
        "However we do it, it is hard.",
        "It was big, however it was cold.",
        "In fact and in law we won.",
        "The end of the day came, at last.",
    ],
)
def test_joining_words_stay_where_they_mean_something(text):
    assert text_of(without_asides(sentence(text))) == text


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The hall (by the river) is big.", "The hall, by the river, is big."),
        ("It closed in 1990 (in May).", "It closed in 1990, in May."),
        ("Ann (my aunt) met Sam (a friend).", "Ann, my aunt, met Sam, a friend."),
        ("In Bangor (on the coast), it rained.", "In Bangor, on the coast, it rained."),
    ],
)
def test_commas_stand_in_for_brackets(before, after):
    assert text_of(without_brackets(sentence(before))) == after


@pytest.mark.parametrize(
    "text",
    [
        "The National Health Service (NHS) is big.",
        "The author(s) came.",
        "(Laughs) we went home.",
        "Marin (south), Lake (north) and Napa (east) are near.",
        "Marin (south) and Napa (east), we know.",
        "It rained (we got wet. We did not mind) all day.",
        "It rained, (we got wet) all day.",
        "We go (a",
        "a :) smile",
    ],
)
def test_other_brackets_stay(text):
    assert text_of(without_brackets(sentence(text))) == text


@settings(max_examples=200)
@given(
    st.lists(
        st.sampled_from(
            "however, (Ann 7) never, I of course, fact. in (not) team) won, . ( )".split()
        ),
        max_size=9,
    )
)
def test_every_word_but_those_of_the_tables_stays_in_order(words):
    before = sentence(" ".join(words))
    for rewrite in (without_asides, without_brackets):
        after = rewrite(before)
        assert keeps_facts(text_of(before).split(), text_of(after).split())
        stays = {"ann", "7", "never", "i", "won", "not", "team"}
        said, says = (
            [plain(word) for word in text_of(part).split() if plain(word) in stays]
            for part in (before, after)
        )
        assert said == says

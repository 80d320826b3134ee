"""Hard words and what is suggested instead, with a thesaurus made for the purpose."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.subtitles.easy.hard_words import HardWord, hard_words
from mediakit.subtitles.easy.levels import Kind, base_of, in_form, is_hard
from mediakit.subtitles.easy.plain_words import Explained, PlainWord, PlainWords
from mediakit.subtitles.easy.plainer import MOST, Sense, plainer

NOTHING = PlainWords("en", ())
SHELF = PlainWords(
    "en",
    (PlainWord("facilitate", "help with", "verb"), PlainWord("in lieu of", "instead of", "phrase")),
    explained=(
        Explained("direct payment", "money to pay for your own support"),
        Explained("advocacy", "help to be heard"),
    ),
)
MEANINGS = {
    ("disguise", "verb"): (Sense(same=("mask",), broader=("hide",), seen=3),),
    ("compulsory", "adjective"): (Sense(same=("mandatory", "required")),),
    ("offshoot", "noun"): (
        Sense(same=("branch", "outgrowth"), broader=("thing",), seen=1),
        Sense(same=("London", "act of a person's will"), seen=0),
    ),
}


def meanings(word: str, kind: Kind) -> tuple[Sense, ...]:
    return MEANINGS.get((word, kind), ())


def found(text: str, shelf: PlainWords = NOTHING) -> list[tuple[str, tuple[str, ...]]]:
    return [(word.text, word.suggestions) for word in hard_words(text.split(), shelf, meanings)]


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("The meeting is compulsory.", [("compulsory", ("required", "mandatory"))]),
        ("She disguised herself.", [("disguised", ("hidden",))]),
        ("We bake bread with our friends.", []),
        ("Gwenllian lives in Llandudno in 2026.", []),
        ("Trefor and the BBC met Ffion.", []),
        ("It is an offshoot of the club.", [("offshoot", ("branch",))]),
        ("They intimidated us.", [("intimidated", ())]),
    ],
)
def test_hard_words_are_found_with_plainer_ones_in_their_form(text, words):
    assert found(text) == words


def test_the_form_of_a_verb_goes_over_to_the_suggestion():
    assert plainer("disguises", "disguise", "VBZ", "verb", meanings) == ("hides", "masks")
    assert in_form("take part", "VBD") == "took part"
    assert in_form("care plan", "NNS") == "care plans"
    assert base_of("children", "noun") == "child"


def test_the_shelf_comes_before_the_thesaurus():
    words = hard_words("Sian facilitates it, in lieu of compulsory work.".split(), SHELF, meanings)
    assert [(word.text, word.words, word.suggestions[0]) for word in words] == [
        ("facilitates", (1, 2), "helps with"),
        ("in lieu of", (3, 6), "instead of"),
        ("compulsory", (6, 7), "required"),
    ]


def test_words_that_people_keep_are_explained():
    words = hard_words("Direct payments pay for advocacy.".split(), SHELF, meanings)
    assert words == (
        HardWord(
            "Direct payments",
            (0, 2),
            explanation="Direct payment means: money to pay for your own support.",
        ),
        HardWord("advocacy", (4, 5), explanation="Advocacy means: help to be heard."),
    )


def test_advice_says_what_to_do():
    start = '"deploy" may be hard to read. '
    assert HardWord("deploy", (0, 1)).advice == start + "Say it in other words, or explain it."
    assert HardWord("deploy", (0, 1), suggestions=("use",)).advice == start + 'Could it be "use"?'
    explained = HardWord("deploy", (0, 1), explanation="Deploy means: use.").advice
    assert explained == start + 'Explain it the first time: "Deploy means: use."'


def test_other_languages_have_the_shelf_alone():
    shelf = PlainWords("cy", (PlainWord("cyfranogi", "cymryd rhan", "phrase"),))
    words = hard_words("Rydym yn cyfranogi mewn ymgynghoriad.".split(), shelf, meanings)
    assert [(word.text, word.suggestions) for word in words] == [("cyfranogi", ("cymryd rhan",))]


def test_without_a_thesaurus_hard_words_are_found_all_the_same():
    assert [word.text for word in hard_words(["It", "is", "compulsory."], NOTHING)] == [
        "compulsory"
    ]


@pytest.mark.parametrize(
    ("word", "kind", "hard"),
    [
        ("compulsory", "adjective", True),
        ("shrapnel", "noun", True),
        ("questionnaire", "noun", True),
        ("helped", "verb", False),
        ("council", "noun", False),
        ("children", "noun", False),
    ],
)
def test_what_is_hard(word: str, kind: Kind, hard: bool):
    assert is_hard(word, kind) is hard


@settings(max_examples=60)
@given(
    st.lists(
        st.sampled_from(
            "Compulsory compulsory, direct payments. advocacy “disguised” in lieu of 7 Ann — it's"
            " facilitated not".split(" ")
        ),
        max_size=8,
    )
)
def test_places_are_in_order_and_say_what_stands_there(texts: list[str]):
    words = hard_words(texts, SHELF, meanings)
    end = 0
    for word in words:
        assert end <= word.words[0] < word.words[1] <= len(texts)
        assert word.text in " ".join(texts[word.words[0] : word.words[1]])
        assert len(word.suggestions) <= MOST
        end = word.words[1]

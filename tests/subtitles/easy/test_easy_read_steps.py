"""The small steps of easy read, and the reasons and flags that they leave for people."""

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import heard, said, sentence, transcripts

from mediakit.errors import BadInput
from mediakit.subtitles.easy.acronyms import first_uses, in_full
from mediakit.subtitles.easy.contractions import written_out
from mediakit.subtitles.easy.easy_read import easy_read, easy_read_with_reasons
from mediakit.subtitles.easy.flags import flags_of
from mediakit.subtitles.easy.guard import keeps_facts
from mediakit.subtitles.easy.joins import plainly_joined
from mediakit.subtitles.easy.plain_words import Acronym, PlainWord, PlainWords
from mediakit.subtitles.easy.reasons import REASONS
from mediakit.subtitles.easy.repeats import without_false_starts
from mediakit.subtitles.easy.shelf import merge, read_plain_words
from mediakit.subtitles.easy.wordings import MOST_CHOICES, shorter_wordings
from mediakit.subtitles.rules.profiles import EASY_READ
from mediakit.subtitles.tokens import tokens_of

NHS = PlainWords("en", (), (Acronym("NHS", "National Health Service"),))


def in_easy_read(text: str, words: PlainWords, language: str = "en") -> str:
    cues = easy_read(heard(text, language), words, EASY_READ).cues
    return " ".join(cue.text.replace("\n", " ") for cue in cues)


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "The NHS helps. The NHS is big.",
            "The National Health Service (NHS) helps. The NHS is big.",
        ),
        ("She is an NHS nurse.", "She is a National Health Service (NHS) nurse."),
        ("The N.H.S. helps.", "The National Health Service (NHS) helps."),
        ("The National Health Service helps. The NHS is big.",) * 2,
        ("It is nhs.", "It is nhs."),
    ],
)
def test_a_short_form_is_said_in_full_once(before, after):
    assert in_easy_read(before, NHS) == after


def test_no_short_form_of_another_language_is_said_in_full():
    assert in_easy_read("Mae NHS yma.", NHS, "cy") == "Mae NHS yma."


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We don't know, and they can't.", "We do not know, and they cannot."),
        ("I'm here, we've met and they'll come.", "I am here, we have met and they will come."),
        ("It's good. It's been good.", "It is good. It has been good."),
        ("He's gone.", "He's gone."),
        ("She'd help, she'd better.", "She would help, she had better."),
        ("Mary's dog, let's go.", "Mary's dog, let us go."),
        ("Don't you like it, isn't it?", "Don't you like it, isn't it?"),
    ],
)
def test_short_forms_are_written_out_where_one_word_tells_what_is_meant(before, after):
    assert said(written_out(sentence(before))) == after


def test_short_forms_stay_unless_the_list_asks_otherwise():
    keep = read_plain_words('language = "en"', "w.toml")
    expand = read_plain_words('language = "en"\ncontractions = "expand"', "w.toml")
    assert in_easy_read("We don't go.", keep) == "We don't go."
    assert in_easy_read("We don't go.", merge(expand, keep)) == "We do not go."
    with pytest.raises(BadInput, match="contractions"):
        read_plain_words('language = "en"\ncontractions = "yes"', "w.toml")


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We went, sorry, we walked home.", "We walked home."),
        ("It was, I mean, it is good.", "It is good."),
        ("And then the bus, or rather, the train came.",) * 2,
        ("We like it, well, we do now.", "We do now."),
        ("I am sorry, we are late.",) * 2,
        ("No, no, we went.",) * 2,
    ],
)
def test_beginnings_that_were_taken_back_go(before, after):
    assert said(without_false_starts(sentence(before))) == after


def test_a_beginning_with_a_name_or_a_no_in_it_stays_and_is_flagged():
    for text in ("We met Ann, sorry, we met Tom.", "We went, no, we walked home."):
        result = easy_read_with_reasons(heard(text, pause_ms=4000), NHS, EASY_READ)
        assert " ".join(cue.text.replace("\n", " ") for cue in result.subtitles.cues) == text
        assert [flag.kind for flag in result.flags] == ["false start"]


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("The film was made by Ann.", ["passive"]),
        ("It has not been asked for.", ["passive"]),
        ("We are interested and tired.", []),
        ("We can't do nothing.", ["double negative"]),
        ("It is not impossible.", ["double negative"]),
        ("No, we can't.", []),
        ("Neither Ann nor Tom came.", []),
        ("The old man in the big house by the sea had a boat and a dog.", ["long sentence"]),
    ],
)
def test_what_people_should_look_at(text, kinds):
    assert [flag.kind for flag in flags_of(sentence(text), 12)] == kinds


def test_what_cannot_be_read_in_time_comes_with_shorter_wordings():
    text = "So we really think that it is going to be a very good film."
    result = easy_read_with_reasons(heard(text, word_ms=250, pause_ms=0), NHS, EASY_READ)
    (flag,) = (flag for flag in result.flags if flag.kind == "too fast")
    assert flag.text == text
    assert flag.choices
    assert all(len(choice) < len(text) for choice in flag.choices)


@settings(max_examples=100)
@given(
    st.lists(
        st.sampled_from(
            "we they Mary really very think that it is going to be a good old film, in the hall"
            " not two 2004, because quickly".split()
        ),
        min_size=1,
        max_size=20,
    ).map(" ".join),
    st.integers(5, 80),
)
def test_shorter_wordings_fit_and_keep_every_fact(text, most):
    choices = shorter_wordings(text, most)
    assert len(choices) <= MOST_CHOICES
    for choice in choices:
        assert len(choice) <= most
        assert keeps_facts(text.split(), choice.split())


def test_every_change_says_why():
    words = PlainWords(
        "en",
        (PlainWord("venue", "place", "noun", note="Asked for in May."),),
        NHS.acronyms,
        contractions="expand",
    )
    text = (
        "Um, we we went, sorry, we walked. The NHS has two venues due to rain. We don't have a"
        " big room of our own, but the people from the council have one that we can use. However,"
        " it is cold. The one in Bangor (by the river) is warm."
    )
    changes = easy_read_with_reasons(heard(text), words, EASY_READ).changes
    found = {change.rule: (change.before, change.after) for change in changes}
    assert found["fillers"] == ("Um", "")
    assert found["repeats"] == ("We", "")
    assert found["false starts"] == ("We went, sorry", "")
    assert found["acronyms"] == ("NHS", "National Health Service (NHS)")
    assert found["plain words"] == ("venues", "places")
    assert found["joining words"] == ("due to", "because of")
    assert found["digits"] == ("two", "2")
    assert found["short forms"] == ("don't", "do not")
    assert found["short sentences"][1].count("\n") == 1
    assert found["asides"] == ("However", "But")
    assert set(found) == set(REASONS)


@settings(max_examples=60)
@given(transcripts())
def test_changes_and_flags_point_at_the_words(transcript):
    result = easy_read_with_reasons(transcript, NHS, EASY_READ)
    assert result.subtitles == easy_read(transcript, NHS, EASY_READ)
    for thing in (*result.changes, *result.flags):
        first, end = thing.words
        assert 0 <= first < end <= len(transcript.words)
    for change in result.changes:
        assert change.before or change.after
        assert REASONS[change.rule].why in change.why
    for before, after in pairwise(result.changes):
        assert before.words <= after.words
    if transcript.language[:2] != "en":
        assert not result.flags
        assert {change.rule for change in result.changes} <= {"fillers", "repeats"}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Therefore, the room was big.", "So the room was big."),
        ("In addition, Mary came.", "Also, Mary came."),
        ("However the room looks, it is big.",) * 2,
        ("The hall is located in Bangor.", "The hall is in Bangor."),
        ("It was situated near us.", "It was near us."),
        ("It is located by satellite.",) * 2,
        ("We closed due to the rain.", "We closed because of the rain."),
        ("The bus is due to leave.",) * 2,
        ("Ann as well as Tom came.", "Ann and Tom came."),
        ("She sings as well as Ann.",) * 2,
    ],
)
def test_plainer_words_join_ideas_where_they_fit(before, after):
    assert said(plainly_joined(sentence(before))) == after


def test_first_uses_are_those_of_the_recording():
    tokens = tokens_of(heard("We like it. The NHS helps. The NHS is big."))
    uses = first_uses(tokens, NHS.acronyms)
    assert list(uses) == [4]
    assert said(in_full(tokens, uses, "en")).count("(NHS)") == 1

"""The plain-word lists of the shelf, entry by entry, and what they make of sentences.

The sentences stand in golden/plain-words.<language>.txt: a line "- " with what is said, and a line
"+ " with what the list makes of it ("=" if it stays). To make the second lines anew after a change
that was meant: MEDIAKIT_GOLDEN=write pytest tests/subtitles/easy/test_word_lists.py, then read
every difference before keeping it. A new sentence is a new line "- " there.
"""

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from spoken import heard, said
from wordfreq import zipf_frequency

from mediakit.subtitles.easy.guard import facts_of
from mediakit.subtitles.easy.inflection import plural, verb_forms
from mediakit.subtitles.easy.plain_words import PlainWord, PlainWords, in_plain_words
from mediakit.subtitles.easy.shelf import read_plain_words
from mediakit.subtitles.tokens import tokens_of

HERE = Path(__file__).parents[1]
LISTS = {
    language: read_plain_words(
        (HERE.parents[1] / "subtitles" / f"plain-words.{language}.toml").read_text("utf-8"), "list"
    )
    for language in ("en", "cy")
}
ENGLISH = LISTS["en"]

HEARD_OF = 1.0
"""Zipf frequency of a word form that exists: once in a hundred million words."""

EVERYDAY = 4.0
"""Zipf frequency above which a word is everyday English: once in a hundred thousand words."""

RARE_FORMS = set(
    "apprises convalesces decommissions familiarises itemises itemising remunerates remunerating"
    " upskills upskilled".split()
)
"""Right, but rarer than word lists count."""

PLAIN_ALL_THE_SAME = set(
    "carer charities chemist councillor councils dangers equals jab organise overweight paperwork"
    " rubbish sorting toilets upsets weekday yearly".split()
)
"""Known from daily life in Britain, although written less often than what they stand for."""


def replaced(words: PlainWords) -> list[PlainWord]:
    """Without the entries that only keep their words as they are."""
    return [word for word in words.words if word.say != word.instead_of]


def parts(text: str) -> list[str]:
    return re.findall(r"[\w'’-]+", text.casefold())


def plainly(text: str, words: PlainWords) -> str:
    return said(in_plain_words(tokens_of(heard(text, words.language)), words))


def rarest(text: str) -> float:
    return min(zipf_frequency(word, "en") for word in parts(text))


def forms(word: PlainWord) -> Iterator[tuple[str, str]]:
    if word.part == "verb":
        yield from zip(
            verb_forms(word.instead_of).values(), verb_forms(word.say).values(), strict=True
        )
    if word.part == "noun":
        yield plural(word.instead_of), word.plural or plural(word.say)


def test_the_lists_are_as_large_as_they_should_be():
    assert len(replaced(ENGLISH)) >= 500
    assert len(ENGLISH.acronyms) >= 60
    assert len(ENGLISH.explained) >= 60
    assert len(replaced(LISTS["cy"])) >= 100


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_no_entry_changes_a_name_a_number_or_a_negation(words):
    changed = [
        word.instead_of
        for word in words.words
        if facts_of(word.instead_of.split()) != facts_of(word.say.split())
    ]
    assert changed == []


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_plain_words_are_not_made_plainer_by_another_entry(words):
    says = {say for word in words.words for say in (word.say, word.plural) if say}
    assert [say for say in sorted(says) if plainly(say, words) != say] == []


def test_explanations_are_short_and_plain():
    for one in ENGLISH.explained:
        assert plainly(one.meaning, ENGLISH) == one.meaning, one.word
        assert len(one.meaning.split()) <= 16, one.word
        assert one.meaning[0].islower(), one.word
        assert one.meaning[-1] not in ".;,", one.word
        hard = [w for w in parts(one.meaning) if zipf_frequency(w, "en") < 3.3]
        assert set(hard) <= {"carer", "councillor", "councillors"}, one.word


def test_every_form_of_a_verb_is_a_word():
    odd = {
        part
        for word in replaced(ENGLISH)
        if word.part == "verb"
        for pair in forms(word)
        for part in parts(" ".join(pair))
        if zipf_frequency(part, "en") < HEARD_OF
    }
    assert odd == RARE_FORMS


def test_a_plural_that_people_say_has_a_plain_plural():
    odd = {
        easy
        for word in replaced(ENGLISH)
        if word.part == "noun"
        for hard, easy in forms(word)
        if rarest(hard) >= HEARD_OF
        and (rarest(easy) < HEARD_OF or re.search(r"\b(informations|moneys|staffs)\b", easy))
    }
    assert odd == set()


def test_plain_words_are_commoner_than_what_they_stand_for_or_everyday_words():
    harder = {
        f"{word.instead_of} -> {word.say}"
        for word in replaced(ENGLISH)
        for part in parts(word.say)
        if zipf_frequency(part, "en") < min(EVERYDAY, rarest(word.instead_of))
        and part not in PLAIN_ALL_THE_SAME
    }
    assert harder == set()


def test_no_two_entries_say_different_things_for_the_same_form():
    makes: dict[str, dict[str, str]] = {}
    listed = {word.instead_of.casefold() for word in ENGLISH.words}
    for word in ENGLISH.words:
        for hard, easy in forms(word):
            if hard.casefold() not in listed:
                makes.setdefault(hard, set()).add(f"{word.instead_of}: {easy}")
    fights = {
        hard: says for hard, says in makes.items() if len({s.split(":")[0] for s in says}) > 1
    }
    assert fights == {}


def test_the_same_plain_word_for_every_form_of_asking_for_help():
    text = "He assisted. She is assisting. They assist. It assists. Assistance came."
    assert plainly(text, ENGLISH) == "He helped. She is helping. They help. It helps. Help came."


@pytest.mark.parametrize("words", LISTS.values(), ids=LISTS)
def test_sentences_read_as_they_did(words):
    path = HERE / "golden" / f"plain-words.{words.language}.txt"
    kept = path.read_text(encoding="utf-8")
    sentences = [line[2:] for line in kept.splitlines() if line.startswith("- ")]
    made = ((text, plainly(text, words)) for text in sentences)
    now = "".join(f"- {text}\n+ {'=' if text == easy else easy}\n" for text, easy in made)
    if os.environ.get("MEDIAKIT_GOLDEN") == "write":
        path.write_text(now, encoding="utf-8")
    assert now == kept or os.environ.get("MEDIAKIT_GOLDEN") == "write"
    assert len(sentences) >= {"en": 150, "cy": 20}[words.language]

from pathlib import Path

import pytest

from mediakit.errors import BadInput
from mediakit.subtitles.shelf import merge, read_plain_words

SHELF = Path(__file__).parents[2] / "subtitles"


def test_the_teams_list_is_whole_and_each_plain_word_differs_from_its_hard_one():
    words = read_plain_words((SHELF / "plain-words.en.toml").read_text(encoding="utf-8"), "list")
    hard = [word.instead_of.casefold() for word in words.words]
    assert words.language == "en"
    assert len(hard) >= 150
    assert len(set(hard)) == len(hard)
    assert all(word.say.casefold() != word.instead_of.casefold() for word in words.words)


def test_no_plain_word_is_itself_a_hard_one():
    words = read_plain_words((SHELF / "plain-words.en.toml").read_text(encoding="utf-8"), "list")
    hard = {word.instead_of for word in words.words}
    assert not [word for word in words.words if word.say in hard]


def test_details_of_an_entry():
    text = 'language = "en"\n[nouns]\n"hub" = { say = "place", plural = "places", note = "ours" }\n'
    word = read_plain_words(text, "w").words[0]
    assert (word.say, word.plural, word.note, word.part) == ("place", "places", "ours", "noun")


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('language = "en"\n[verbs]\n"a" = "b\n', "w.toml, line 3"),
        ('language = "en"\n[verbs]\n"a" = 3\n', "w.toml, line 3"),
        ('language = "en"\n[verbs]\n"a" = { plain = "b" }\n', "w.toml, line 3"),
        ('language = "en"\n[verbs]\n"a" = ""\n', "w.toml, line 3"),
        ('language = "en"\n\n[verb]\n"a" = "b"\n', "w.toml, line 3"),
        ('[verbs]\n"a" = "b"\n', "does not say its language"),
        ('language = "en"\n[verbs]\n"a" = "b"\n"a" = "c"\n', "w.toml"),
    ],
)
def test_a_mistake_in_the_list_names_its_line(text, message):
    with pytest.raises(BadInput) as error:
        read_plain_words(text, "w.toml")
    assert message in str(error.value)
    assert error.value.remedy


def test_a_workspace_overrides_entry_by_entry():
    shelf = read_plain_words('language = "en"\n[verbs]\n"aid" = "help"\n"cease" = "stop"\n', "a")
    own = read_plain_words('language = "en"\n[verbs]\n"Cease" = "end"\n"vend" = "sell"\n', "b")
    said = {word.instead_of.casefold(): word.say for word in merge(shelf, own).words}
    assert said == {"aid": "help", "cease": "end", "vend": "sell"}

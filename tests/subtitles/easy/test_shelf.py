import re
from pathlib import Path

import pytest
from spoken import said, sentence

from mediakit.errors import BadInput
from mediakit.handwritten.mistakes import Mistakes
from mediakit.subtitles.easy.plain_words import Acronym, PlainWord, PlainWords, in_plain_words
from mediakit.subtitles.easy.shelf import merge, read_plain_words


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
    assert all(mistake.suggestion for mistake in error.value.mistakes)


def test_a_workspace_overrides_entry_by_entry():
    shelf = read_plain_words('language = "en"\n[verbs]\n"aid" = "help"\n"cease" = "stop"\n', "a")
    own = read_plain_words('language = "en"\n[verbs]\n"Cease" = "end"\n"vend" = "sell"\n', "b")
    said = {word.instead_of.casefold(): word.say for word in merge(shelf, own).words}
    assert said == {"aid": "help", "cease": "end", "vend": "sell"}


EVERY_MISTAKE = """\
langage = "en"
[verb]
"assist" = "help"
[verbs]
"to commence" = "start"
"aid" = "help"
"aid" = "care"
"vend" = { says = "sell" }
"cede" = { say = "give", plural = "gives" }
no equals
take part = "join"
[nouns]
"the hub" = "place"
"NHS" = "health service"
"Aid" = "help"
[explained]
"hub" = ""
"nouns" = 3
[verbs]
"ab" = "cd
"""


def test_every_mistake_is_told_at_once_by_its_line():
    with pytest.raises(Mistakes) as error:
        read_plain_words(EVERY_MISTAKE, "w")
    told = {mistake.line: f"{mistake.sentence} {mistake.suggestion}" for mistake in
            error.value.mistakes}  # fmt: skip
    assert sorted(told) == [1, 2, 5, 7, 8, 9, 10, 11, 13, 14, 15, 17, 18, 19, 20]
    assert 'Did you mean language = "en"?' in told[1]
    assert "Did you mean [verbs]?" in told[2]
    assert 'Write "commence".' in told[5]
    assert "'aid' is there twice" in told[7]
    assert "The hard words have no quotation marks." in told[11]
    assert "Write it under [acronyms]" in told[14]
    assert "'Aid' stands in [verbs] already." in told[15]
    assert "The part [verbs] is there twice." in told[19]


def test_what_is_no_word_list_at_all_is_refused_after_a_few_lines():
    with pytest.raises(Mistakes) as error:
        read_plain_words("nothing here\n" * 300, "w")
    assert 5 < len(error.value.mistakes) <= 20


def test_short_forms_and_explanations():
    text = """
        language = "en"
        [acronyms]
        "BSL" = "British Sign Language"
        "PIP" = { full = "Personal Independence Payment", note = "a benefit" }
        [explained]
        "advocate" = "a person who helps you to speak up"
        "PIP" = "money for people who need help each day"
    """
    words = read_plain_words(text, "w")
    assert words.acronyms == (
        Acronym("BSL", "British Sign Language"),
        Acronym("PIP", "Personal Independence Payment", "a benefit"),
    )
    assert [one.word for one in words.explained] == ["advocate", "PIP"]


def test_an_explained_word_is_kept_with_all_that_is_in_it():
    words = read_plain_words(
        'language = "en"\n[nouns]\n"payment" = "money"\n[explained]\n"direct payment" = "money"\n',
        "w",
    )
    text = "Direct payments help; a payment came."
    assert said(in_plain_words(sentence(text), words)) == "Direct payments help; a money came."


def test_a_workspace_decides_what_happens_to_a_word():
    shelf = read_plain_words(
        'language = "en"\n[explained]\n"advocate" = "speaker"\n"hub" = "place"\n'
        '[acronyms]\n"GP" = "general practitioner"\n"IT" = "computers"\n',
        "a",
    )
    own = read_plain_words(
        'language = "en"\n[nouns]\n"Advocate" = "supporter"\n[acronyms]\n"GP" = "GP"\n'
        '[explained]\n"Hub" = "Hub"\n',
        "b",
    )
    both = merge(shelf, own)
    assert [word.say for word in both.words] == ["supporter"]
    assert both.acronyms == (Acronym("IT", "computers"),)
    assert both.explained == ()


def test_english_forms_and_articles_touch_english_alone():
    words = PlainWords(
        "cy", (PlainWord("cais", "form", "noun"), PlainWord("yn awr", "nawr", "phrase"))
    )
    text = "Mae caiss a yn awr."
    assert said(in_plain_words(sentence(text), words)) == "Mae caiss a nawr."


def test_every_example_that_the_shelfs_own_help_shows_can_be_used():
    shelf = Path(__file__).parents[3] / "subtitles"
    help_text = (shelf / "README.md").read_text(encoding="utf-8")
    parts = re.findall(r"^ *```toml\n(.*?)^ *```", help_text, re.MULTILINE | re.DOTALL)
    rows = re.findall(r"^\| `(\[\w+\])` \|.*?`(.*?)` \|$", help_text, re.MULTILINE)
    assert len(parts) == 3
    assert len(rows) == 7
    for example in (*parts, *("\n".join(row) for row in rows)):
        assert read_plain_words(f'language = "en"\n{example}', "README.md")

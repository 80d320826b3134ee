"""NAME.about.toml: written once, then only added to."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from made_talk import talk, turn

from mediakit.handwritten.mistakes import Mistakes
from mediakit.workflow.about import About, Chapter, about_file, keep_about, mark_of, read_about


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return about_file(tmp_path, "talk")


def test_without_a_file_nothing_is_known(file: Path) -> None:
    assert read_about(file) == About()
    assert not file.exists()


def test_the_first_time_the_file_explains_itself(file: Path) -> None:
    about = keep_about(file, title='A "talk"', speakers={"Speaker 1": "Speaker 1"})
    assert about == About(title='A "talk"', speakers={"Speaker 1": "Speaker 1"})
    text = file.read_text(encoding="utf-8")
    assert text.startswith("# What you say about this recording.")
    assert '# checked_by = "First name"' in text
    # The examples in it work once the # in front is gone.
    waking = ("# [[", "# at", "# title", "# language", "# checked")
    lines = text.splitlines()
    awake = [line[2:] if line.startswith(waking) else line for line in lines]
    file.write_text("\n".join(awake), encoding="utf-8")
    assert read_about(file) == About(
        title='A "talk"',
        language="en",
        checked_by="First name",
        chapters=(Chapter(0, "Welcome"),),
        speakers={"Speaker 1": "Speaker 1"},
    )


MINE = """\
# mine
title = "Ours"   # a good one
language = "cy"
episode = 3
date = 2026-03-31
description = "Two\\nlines"

[speakers]
"Speaker 1" = "Siân" # chair

[[chapter]]
at = "1:30"
title = "Tea"
"""


def test_what_a_person_wrote_stays(file: Path) -> None:
    file.write_text(MINE, encoding="utf-8")
    about = keep_about(
        file,
        title="talk",
        language="en",
        speakers={"Speaker 1": "Ann", "Speaker 2": "Bob", "Speaker 3": "Speaker 3"},
    )
    assert about.title == "Ours"
    assert (about.language, about.episode, about.date) == ("cy", 3, "2026-03-31")
    assert about.chapters == (Chapter(90_000, "Tea"),)
    assert about.speakers == {"Speaker 1": "Siân", "Speaker 2": "Bob", "Speaker 3": "Speaker 3"}
    text = file.read_text(encoding="utf-8")
    assert set(MINE.splitlines()) <= set(text.splitlines())
    # And nothing is written where there is nothing to add.
    before = file.stat().st_mtime_ns
    assert keep_about(file, title="talk", speakers={"Speaker 2": "Speaker 2"}) == about
    assert file.stat().st_mtime_ns == before


def test_a_name_takes_the_place_of_a_label_only(file: Path) -> None:
    keep_about(file, title="talk", speakers={"Speaker 1": "Speaker 1"})
    keep_about(file, title="talk", speakers={"Speaker 1": "Ann"})
    about = keep_about(file, title="talk", speakers={"Speaker 1": "Bob"})
    assert about.speakers == {"Speaker 1": "Ann"}
    assert file.read_text(encoding="utf-8").count("Speaker 1") == 1


def test_all_who_checked_are_named(file: Path) -> None:
    keep_about(file, title="talk", checked_by="Ann", checked_words="one")
    keep_about(file, title="talk", checked_by="Ann", checked_words="two")
    about = keep_about(file, title="talk", checked_by="Bob", checked_words="two")
    assert (about.checked_by, about.checked_words) == ("Ann, Bob", "two")


def test_mistakes_are_told_by_line(file: Path) -> None:
    file.write_text(
        'titel = "x"\nepisode = "three"\n[speakers]\n"Speaker 1" = 5\n[[chapter]]\nat = "noon"\n',
        encoding="utf-8",
    )
    with pytest.raises(Mistakes) as caught:
        read_about(file)
    assert [mistake.line for mistake in caught.value.mistakes] == [1, 2, 4, 5, 6]
    told = str(caught.value)
    assert "Did you mean 'title'?" in told
    assert '"Speaker 1" = "First name"' in told
    assert "A chapter needs 'title'" in told
    assert str(file) in told


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('speakers = "Ann"', "[speakers]"),
        ("chapter = 5", "[[chapter]]"),
        ('language = "welsh"', '"cy"'),
        ('date = "31/3/26"', "2026-03-31"),
        ('"Speaker 1" = "Ann"', "this file"),
        ('[speakers]\n"A" = "b"\n"A" = "c"', "twice"),
        ('title = "', "quotation mark"),
    ],
)
def test_each_mistake_has_its_remedy(file: Path, text: str, says: str) -> None:
    file.write_text(text, encoding="utf-8")
    with pytest.raises(Mistakes) as caught:
        read_about(file)
    assert says in str(caught.value)
    assert file.read_text(encoding="utf-8") == text


NAMES = st.text(
    st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12
)  # what a line may hold


# tomlkit and pydantic are loaded with the first one.
@settings(max_examples=50)
@given(NAMES, NAMES, NAMES)
def test_any_name_comes_back_as_it_was(
    tmp_path_factory: pytest.TempPathFactory, title: str, label: str, name: str
) -> None:
    file = tmp_path_factory.mktemp("about") / "x.about.toml"
    about = keep_about(file, title=title, checked_by=name, speakers={label: name})
    assert about == read_about(file)
    assert (about.title, about.checked_by, about.speakers) == (title, name, {label: name})


def test_the_mark_of_words_changes_with_them_alone() -> None:
    one = talk(turn("We made it.", 0, "Ann"))
    assert mark_of(one) == mark_of(talk(turn("We made it.", 500, "Bob")))
    assert mark_of(one) != mark_of(talk(turn("We make it.", 0, "Ann")))

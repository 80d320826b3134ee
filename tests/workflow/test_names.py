"""No two files ever share a name."""

from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from mediakit.workflow.names import free_name, names_for, portable, slug

PART = st.text(st.sampled_from("aAbB.-1"), min_size=1, max_size=4).filter(
    lambda part: part.strip(".") != ""
)
FILES = st.lists(st.lists(PART, min_size=1, max_size=3).map("/".join), max_size=8)


@given(FILES)
def test_every_file_has_a_name_of_its_own(files: list[str]) -> None:
    names = names_for(files)
    assert set(names) == set(files)
    assert len({name.casefold() for name in names.values()}) == len(set(files))
    assert all(name and "/" not in name for name in names.values())


def test_a_file_without_an_ending_and_absolute_paths() -> None:
    assert names_for(["/a/x/C1", "/a/y/C1"]) == {"/a/x/C1": "x--C1", "/a/y/C1": "y--C1"}
    assert names_for(["/a/talk.mpg", "/a/talk.mpeg", "/a/b.mp4"]) == {
        "/a/talk.mpg": "talk-mpg",
        "/a/talk.mpeg": "talk-mpeg",
        "/a/b.mp4": "b",
    }


@given(st.text())
def test_every_title_gives_a_folder_name(title: str) -> None:
    name = slug(title)
    assert 0 < len(name) <= 60
    assert name.isascii()
    assert name == name.lower()
    assert "/" not in name
    assert name.strip("-.") == name


@given(st.lists(PART), PART)
def test_a_free_name_shares_its_stem_with_none(taken: list[str], name: str) -> None:
    free = free_name(taken, name)
    assert Path(free).stem.casefold() not in {Path(other).stem.casefold() for other in taken}


@given(st.text())
def test_a_portable_name_has_no_sign_that_film_toml_cannot_hold(name: str) -> None:
    assert not set(portable(name)) & set("\\/\n\r\t\x00")

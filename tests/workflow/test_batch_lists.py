"""What a batch shall make: lists from a spreadsheet, batch.toml, folders."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.errors import BadInput
from mediakit.handwritten.mistakes import Mistakes
from mediakit.workflow.batch.items import Row, named
from mediakit.workflow.batch.reading import read_list, rows_of
from mediakit.workflow.batch.spreadsheet import read_sheet

COLUMNS = ("file", "title", "language", "speakers", "preset", "out", "pair")

TEN_MISTAKES = """\
file;title;langauge;language;preset;out;pair;speakers
garden.mp4;The garden;;welsh;;;;
nowhere.mp4;;;;;;;
garden.mp4;;;;;;;
tip.mp4;;;;tiny;;;
walk.mp4;;;;;a/b;;
;No file;;;;;;
bus.mp4;;;en;;;one;
bin.mp4;;;;;same;;
shop.mp4;;;;;same;;0
way.mp4;;;;;;;;too;many
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    for name in ("garden", "tip", "walk", "bus", "bin", "shop", "way"):
        (tmp_path / f"{name}.mp4").write_bytes(b"film")
    return tmp_path


def mistakes_in(file: Path) -> list[tuple[int | None, str, str]]:
    with pytest.raises(Mistakes) as caught:
        read_list(file)
    return [(one.line, one.sentence, one.suggestion) for one in caught.value.mistakes]


def test_ten_mistakes_are_told_at_once_with_their_lines_and_advice(folder: Path) -> None:
    file = folder / "list.csv"
    file.write_text(TEN_MISTAKES)
    found = mistakes_in(file)
    assert [line for line, _, _ in found] == [1, 2, 3, 4, 5, 6, 7, 8, 10, 10, 11]
    assert len({sentence for _, sentence, _ in found}) == 11
    assert all(advice for _, _, advice in found)
    told = "\n".join(f"{sentence} {advice}" for _, sentence, advice in found)
    for words in ("Did you mean 'language'", "'nowhere.mp4'", "in this list already", '"cy"',
                  "no preset", "name of a file", "has 1 film.", "10 cells", "'same'",
                  "number of people"):  # fmt: skip
        assert words in told


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_lists_as_programs_save_them(folder: Path, encoding: str, separator: str, end: str) -> None:
    rows = (
        ("File", "Title", "Language", "Speakers"),
        ("garden.mp4", '"Caf\u00e9, ""garden""; tea"', "cy", '"Si\u00e2n, Dafydd"'),
        ("", "", "", ""),
        ("tip.mp4", "", "", ""),
    )
    file = folder / "list.csv"
    file.write_bytes(end.join(separator.join(row) for row in rows).encode(encoding))
    first, second = read_list(file)
    assert first == Row(
        folder / "garden.mp4", 'Caf\u00e9, "garden"; tea', "cy", "Si\u00e2n, Dafydd"
    )
    assert second == Row(folder / "tip.mp4")


def test_a_cell_may_have_line_breaks_and_lines_are_still_right(folder: Path) -> None:
    file = folder / "list.csv"
    file.write_text('file,title\ngarden.mp4,"The\ngarden"\nnowhere.mp4,\n')
    lines = [line for line, _, _ in mistakes_in(file)]
    assert lines == [2, 4]  # a title stands in one line


def test_a_quotation_mark_that_is_not_closed_is_found(folder: Path) -> None:
    file = folder / "list.csv"
    file.write_text('file;title\ngarden.mp4;The garden\ntip.mp4;"Tip one\nwalk.mp4;Walk\n')
    assert any(line == 3 and "not closed" in text for line, text, _ in mistakes_in(file))


def test_a_list_without_a_head_says_what_to_write(folder: Path) -> None:
    file = folder / "list.csv"
    file.write_text("garden.mp4;The garden\n")
    ((line, sentence, advice),) = mistakes_in(file)
    assert line == 1 and "columns" in sentence and "file, title" in advice


def test_batch_toml_says_the_same_things_with_lines(folder: Path) -> None:
    file = folder / "batch.toml"
    file.write_text(
        '[[item]]\nfile = "garden.mp4"\nspeakers = 2\n\n'
        '[[item]]\nfile = "nowhere.mp4"\n\n[[item]]\nfiel = "tip.mp4"\n\n'
        '[[item]]\nfile = "tip.mp4"\npair = "x"\nlanguage = "cy"\n'
        '[[item]]\nfile = "walk.mp4"\npair = "x"\nlanguage = "cy"\npreset = "small"\n'
    )
    found = mistakes_in(file)
    assert [line for line, _, _ in found] == [6, 9, 17, 17]
    assert "Did you mean 'file'" in found[1][2]


def test_a_whole_batch_toml(folder: Path) -> None:
    file = folder / "batch.toml"
    file.write_text('[[item]]\nfile = "garden.mp4"\nspeakers = 2\nlanguage = "en-gb"\n')
    assert read_list(file) == (Row(folder / "garden.mp4", None, "en-GB", "2"),)


def test_folders_hold_recordings_projects_and_no_results(folder: Path) -> None:
    (folder / "deep" / "film").mkdir(parents=True)
    (folder / "deep" / "film" / "film.toml").write_text("")
    (folder / "deep" / "film" / "clip.mp4").write_bytes(b"x")
    (folder / "made").mkdir()
    (folder / "made" / "package.json").write_text("{}")
    (folder / "made" / "film.mp4").write_bytes(b"x")
    (folder / "out" / "x").mkdir(parents=True)
    (folder / "out" / "x" / "film.mp4").write_bytes(b"x")
    (folder / ".hidden.mp4").write_bytes(b"x")
    (folder / "notes.txt").write_bytes(b"x")
    names = [row.source.name for row in rows_of([folder], folder / "out")]
    assert names == ["bin.mp4", "bus.mp4", "film", "garden.mp4", "shop.mp4", "tip.mp4",
                     "walk.mp4", "way.mp4"]  # fmt: skip


def test_places_where_nothing_is(tmp_path: Path) -> None:
    for place in (tmp_path, tmp_path / "nowhere"):
        with pytest.raises(BadInput):
            rows_of([place], tmp_path / "out")


@given(st.text(alphabet='file;,"\n\r title.mp4', max_size=60))
@settings(max_examples=150)
def test_any_list_is_read_or_refused_in_sentences(text: str) -> None:
    try:
        sheet = read_sheet(text, COLUMNS, "list.csv")
    except Mistakes:
        return
    assert len(sheet.rows) == len(sheet.lines)
    assert list(sheet.lines) == sorted(set(sheet.lines))


PATHS = st.sampled_from([Path(f"{place}/{name}.{kind}") for place in "abc" for name in ("x", "X")
                         for kind in ("mp4", "mov")])  # fmt: skip


@given(st.lists(PATHS, unique=True), st.lists(PATHS, unique=True), st.booleans())
@settings(max_examples=100)
def test_names_are_unique_and_stay(first: list[Path], then: list[Path], named_out: bool) -> None:
    rows = [Row(path, out="x" if named_out and not n else None) for n, path in enumerate(first)]
    known = {item.source: item for item in named(rows, {})}
    later = named([Row(path) for path in then], known)
    everything = {**{item.source: item for item in later}, **known}
    assert all(item.name == known[item.source].name for item in later if item.source in known)
    folded = [item.name.casefold() for item in everything.values()]
    assert len(set(folded)) == len(folded)

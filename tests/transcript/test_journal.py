from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.errors import CannotWrite
from mediakit.transcript.hearing import Part
from mediakit.transcript.journal import Journal
from mediakit.transcript.model import UNCLEAR, Sound, Word

ONE = Part((Word("Bore", Span(0, 300), 0.9), Word("da,\n", Span(300, 500), 1.0, "Siân")), ())
TWO = Part((), (Sound(UNCLEAR, Span(1000, 2500)),))
THREE = Part((Word('"tŷ"', Span(4000, 4200), 0.125),), ())


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A journal of three parts, in a folder that was not there before."""
    path = tmp_path / "kept" / "talk.partial.jsonl"
    journal = Journal(path)
    for name, part in (("0-0", ONE), ("0-1", TWO), ("1-0", THREE)):
        journal.add(name, part)
    return path


def test_what_was_added_is_there_the_next_time(path: Path) -> None:
    assert Journal(path).parts == {"0-0": ONE, "0-1": TWO, "1-0": THREE}


def test_nothing_is_there_at_first(tmp_path: Path) -> None:
    assert Journal(tmp_path / "none" / "talk.jsonl").parts == {}
    assert not (tmp_path / "none").exists()


def test_a_line_that_was_cut_short_counts_as_not_there(path: Path) -> None:
    whole = path.read_bytes()
    seen = set()
    for length in range(len(whole)):
        path.write_bytes(whole[:length])
        parts = Journal(path).parts
        assert all({"0-0": ONE, "0-1": TWO, "1-0": THREE}[name] == parts[name] for name in parts)
        seen.add(len(parts))
    assert seen == {0, 1, 2, 3}


def test_after_a_torn_line_new_parts_are_safe(path: Path) -> None:
    path.write_bytes(path.read_bytes()[:-20])
    Journal(path).add("1-0", ONE)
    Journal(path).add("1-1", TWO)
    assert Journal(path).parts == {"0-0": ONE, "0-1": TWO, "1-0": ONE, "1-1": TWO}


@pytest.mark.parametrize(
    "line",
    [
        b"notes",
        b"\xff\xfe\x00",
        b"null",
        b"[]",
        b"{}",
        b'{"part": "0-2"}',
        b'{"part": "0-2", "heard": null}',
        b'{"part": "0-2", "heard": {"words": [], "sounds": [{"text": "music"}]}}',
        b'{"part": "0-2", "heard": {"words": [{"text": "a", "span": {"start": 9, "end": 1},'
        b' "confidence": 1}], "sounds": []}}',
    ],
)
def test_lines_that_are_not_ours_are_passed_over(path: Path, line: bytes) -> None:
    path.write_bytes(line + b"\n" + path.read_bytes() + line + b"\n")
    assert Journal(path).parts == {"0-0": ONE, "0-1": TWO, "1-0": THREE}


@given(st.binary(max_size=60), st.integers(0, 1000))
def test_no_damage_stops_it(tmp_path_factory, damage: bytes, at: int) -> None:
    path = tmp_path_factory.mktemp("journal") / "talk.jsonl"
    Journal(path).add("0-0", ONE)
    Journal(path).add("0-1", TWO)
    data = path.read_bytes()
    at %= len(data)
    path.write_bytes(data[:at] + damage + data[at + len(damage) :])
    parts = Journal(path).parts
    first = data.index(b"\n", 1) + 1
    assert at < first or parts["0-0"] == ONE
    assert at + len(damage) > first or parts["0-1"] == TWO


def test_the_same_part_twice_counts_once(path: Path) -> None:
    Journal(path).add("0-0", THREE)
    assert Journal(path).parts == {"0-0": THREE, "0-1": TWO, "1-0": THREE}


def test_done_leaves_nothing(path: Path) -> None:
    journal = Journal(path)
    journal.done()
    assert list(path.parent.iterdir()) == []
    journal.done()
    assert Journal(path).parts == {}


def test_where_nothing_can_be_kept_it_is_said(tmp_path: Path) -> None:
    (tmp_path / "kept").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite, match="MEDIAKIT_CACHE"):
        Journal(tmp_path / "kept" / "talk.jsonl")


def test_a_folder_that_went_away_is_said(tmp_path: Path) -> None:
    journal = Journal(tmp_path / "kept" / "talk.jsonl")
    (tmp_path / "kept").write_text("a file where the folder should be")
    with pytest.raises(CannotWrite):
        journal.add("0-0", ONE)

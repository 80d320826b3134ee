"""The journal of a batch: one writer, any number of readers, and nothing lost."""

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from mediakit.errors import AlreadyThere, BadInput
from mediakit.workflow.batch.items import Item, Row
from mediakit.workflow.batch.journal import FOLDER, Entry, Journal, look

ITEM = Item("talk", Row(Path("/films/talk.mp4"), title="Siân", pair="x"))


def test_an_entry_comes_back_as_it_was(tmp_path: Path) -> None:
    entry = Entry(ITEM, "warned", "k", ("Look.",), facts={"words": 3}, began=1.5, share=0.5)
    with Journal(tmp_path) as journal:
        journal.put(entry, "warned")
        assert journal.entry(ITEM.source) == entry
    seen = look(tmp_path)
    assert seen.entries == (entry,)
    assert [(deed.what, deed.key, deed.run) for deed in seen.deeds] == [("warned", "k", 1)]
    assert not seen.running


def test_it_can_be_read_while_it_is_written_but_not_written_by_two(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.put(Entry(ITEM, "working"))
        journal.progress(ITEM.source, "Listening", 0.25)
        seen = look(tmp_path)
        assert seen.running
        assert (seen.entries[0].task, seen.entries[0].share) == ("Listening", 0.25)
        with pytest.raises(AlreadyThere, match="Another batch"):
            Journal(tmp_path)
    with Journal(tmp_path) as journal:
        assert journal.run == 2


def test_a_batch_that_was_killed_locks_nobody_out(tmp_path: Path) -> None:
    code = (
        "import os, sys; from pathlib import Path; from mediakit.workflow.batch.journal import *;"
        "from mediakit.workflow.batch.items import *;"
        "journal = Journal(Path(sys.argv[1]));"
        "journal.put(Entry(Item('a', Row(Path('/a'))), 'working'), 'began');"
        "os.kill(os.getpid(), 9)"
    )
    done = subprocess.run([sys.executable, "-c", code, str(tmp_path)], env=os.environ, check=False)
    assert done.returncode == -9
    with Journal(tmp_path) as journal:
        (entry,) = journal.entries()
        assert entry.state == "working"
        assert [deed.what for deed in journal.deeds()] == ["began"]


def test_progress_after_the_end_is_not_taken_for_work(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        journal.put(Entry(ITEM, "done"))
        journal.progress(ITEM.source, "Listening", 0.5)
        assert journal.entry(ITEM.source) == Entry(ITEM, "done")


def test_a_file_is_read_again_when_it_looks_otherwise(tmp_path: Path) -> None:
    file = tmp_path / "film.mp4"
    file.write_bytes(b"one")
    with Journal(tmp_path) as journal:
        assert journal.sha256(file) is None
        journal.saw(file, "abc")
        assert journal.sha256(file) == "abc"
        state = file.stat()
        file.write_bytes(b"two")
        os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
        assert journal.sha256(file) is None


def test_a_new_name_of_a_source_keeps_its_results(tmp_path: Path) -> None:
    with Journal(tmp_path) as journal:
        done = journal.put(Entry(ITEM, "done", "k"))
        new = Item("other", Row(Path("/films/other.mp4")))
        journal.moved(done, new)
        assert journal.entry(ITEM.source) is None
        entry = journal.entry(new.source)
    assert entry is not None
    assert (entry.item.name, entry.state, entry.key) == ("talk", "done", "k")


def test_what_is_no_journal_is_said(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match="No batch"):
        look(tmp_path)
    (tmp_path / FOLDER).mkdir()
    (tmp_path / FOLDER / "journal.sqlite").write_bytes(b"no database at all, " * 100)
    for opened in (look, Journal):
        with pytest.raises(BadInput, match="damaged"):
            opened(tmp_path)
    assert replace(Entry(ITEM), state="warned").is_done

"""A project's files are read once, and again as soon as they are others than they were."""

import os
import time

import pytest

from mediakit.media import backdrop, probe
from mediakit.workflow import known_files
from mediakit.workflow.known_files import FILE, KnownFiles

AN_HOUR_AGO = time.time() - 3600


@pytest.fixture
def reads(monkeypatch):
    """The files that were really read, in their order."""
    read, by_probe, by_backdrop = [], probe.probe, backdrop.backdrop_colour
    monkeypatch.setattr(probe, "probe", lambda path: read.append(path.name) or by_probe(path))
    monkeypatch.setattr(
        backdrop, "backdrop_colour", lambda media: read.append("backdrop") or by_backdrop(media)
    )
    # A file's last change cannot be made up; so the time for settling is taken away.
    monkeypatch.setattr(known_files, "_SETTLED_NS", -1)
    return read


@pytest.fixture
def footage(make_clip):
    """A recording of a screen."""
    return make_clip("clip.mp4")


def looked_at(kept, path):
    """What a new run of mediakit knows of the file: its facts, and the screen in it."""
    known = KnownFiles(kept)
    media = known.media("clip.mp4", path)
    found = media, known.backdrop("clip.mp4", media)
    known.keep()
    return found


def test_a_file_that_did_not_change_is_read_once(footage, tmp_path, reads):
    first, again = looked_at(tmp_path, footage), looked_at(tmp_path, footage)

    assert reads == ["clip.mp4", "backdrop"]
    assert first == again
    assert first[0].stamp == again[0].stamp


def test_a_file_of_the_same_size_and_time_with_other_content_is_read_again(
    footage, tmp_path, reads
):
    os.utime(footage, (AN_HOUR_AGO, AN_HOUR_AGO))
    first, _ = looked_at(tmp_path, footage)
    content = bytearray(footage.read_bytes())
    content[-1] ^= 1
    footage.write_bytes(content)
    os.utime(footage, (AN_HOUR_AGO, AN_HOUR_AGO))

    again, _ = looked_at(tmp_path, footage)

    assert reads == ["clip.mp4", "backdrop"] * 2
    assert again.stamp == first.stamp
    assert again.fingerprint != first.fingerprint


def test_a_file_that_was_just_written_is_not_trusted(footage, tmp_path, reads, monkeypatch):
    monkeypatch.setattr(known_files, "_SETTLED_NS", 3600 * 10**9)

    looked_at(tmp_path, footage)
    looked_at(tmp_path, footage)

    assert reads == ["clip.mp4", "backdrop"] * 2


@pytest.mark.parametrize("content", ["", "{", '{"made_with": {}, "files": {"clip.mp4": 1}}'])
def test_what_cannot_be_read_is_found_out_anew(footage, tmp_path, reads, content):
    (tmp_path / FILE).write_text(content)

    looked_at(tmp_path, footage)

    assert reads == ["clip.mp4", "backdrop"]


def test_what_another_reader_found_out_is_not_trusted(footage, tmp_path, reads, monkeypatch):
    looked_at(tmp_path, footage)
    monkeypatch.setattr(known_files, "READER", known_files.READER + 1)

    looked_at(tmp_path, footage)

    assert reads == ["clip.mp4", "backdrop"] * 2


def test_a_project_that_cannot_be_written_is_read_all_the_same(footage, tmp_path, reads):
    no_folder = tmp_path / "a file"
    no_folder.write_text("")

    media, _ = looked_at(no_folder / "kept", footage)

    assert media.kind == "video"

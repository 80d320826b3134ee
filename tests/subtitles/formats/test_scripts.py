"""Scripts for people who check the words, and SubViewer: what comes back and what is told."""

import pytest
from hypothesis import given, settings
from made_tracks import NOTES, SPEAKER, tracks

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.subtitles.formats import blocks, txt
from mediakit.subtitles.formats.sbv import read_sbv, write_sbv
from mediakit.subtitles.formats.txt import read_txt, write_txt
from mediakit.subtitles.model import Cue


@settings(max_examples=60)
@given(tracks(speakers=SPEAKER, notes=NOTES))
def test_a_script_comes_back_as_it_was(track):
    found = read_txt(write_txt(track), "", "t.txt")
    assert (found.subtitles, found.forgiven) == (track, ())


@settings(max_examples=40)
@given(tracks())
def test_sbv_comes_back_as_it_was(track):
    found = read_sbv(write_sbv(track), "cy", "t.sbv")
    assert (found.subtitles, found.forgiven) == (track, ())


def test_a_script_that_people_mended_in_a_hurry_is_read():
    text = (
        "[0:01 – 0:02.5] Siân: Hello\nthere\n[note] is this her?\n\n[note] and this?\n"
        "[00:02,500 to 00:04] Well\n"
    )
    found = read_txt(text, "en", "t.txt")
    assert found.subtitles.cues == (
        Cue(Span(1000, 2500), "Hello\nthere", "Siân", notes=("is this her?",)),
        Cue(Span(2500, 4000), "Well", notes=("and this?",)),
    )
    told = [(one.line, one.what) for one in found.forgiven]
    assert set(told) == {(n, what) for n in (1, 6) for what in (txt.WORDS_BESIDE, blocks.ODD_TIME)}


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("Minutes of the meeting\n", "no time at which", 1),
        ("[0:01 - 0:02] A:\nyes\n\n[0:0x - 0:04] B:\nno\n", "time cannot be read", 4),
        ("[0:02 - 0:01] A:\nyes\n", "ends before it starts", 1),
    ],
)
def test_what_is_no_script_is_refused_with_its_line(text, what, line):
    with pytest.raises(BadInput, match=rf"{what}.*t\.txt, line {line}\."):
        read_txt(text, "en", "t.txt")


def test_line_breaks_of_sbv_are_line_breaks():
    (cue,) = read_sbv("0:00:01.000,0:00:02.000\none[br]two\n", "en", "t.sbv").subtitles.cues
    assert cue.text == "one\ntwo"


@pytest.mark.parametrize("times", ["0:00:01.f00,0:00:02.000", "0:00:01.000,", "0:00:01,0:0:x"])
def test_broken_times_of_sbv_are_refused_with_their_line(times):
    with pytest.raises(BadInput, match=r"time cannot be read: t\.sbv, line 4"):
        read_sbv(f"0:00:00.000,0:00:01.000\none\n\n{times}\ntwo\n", "en", "t.sbv")

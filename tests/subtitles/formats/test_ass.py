"""ASS and SSA: what comes back, what is forgiven, what is refused."""

import pysubs2
import pytest
from hypothesis import given, settings
from made_tracks import NOTES, PLACE, SPEAKER, tracks

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.subtitles.formats import ass
from mediakit.subtitles.formats.ass import read_ass, write_ass
from mediakit.subtitles.formats.blocks import CONTROL, NO_TIME
from mediakit.subtitles.model import Cue, Subtitles

HEAD = "[Script Info]\nScriptType: v4.00+\n\n[Events]\n"
FORMAT = "Format: Layer, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"


def line(
    text: str, start: str = "0:00:01.00", end: str = "0:00:02.00", rest: str = "0,0,0,"
) -> str:
    return f"Dialogue: 0,{start},{end},Default,,{rest},{text}\n"


def read(text: str) -> tuple[tuple[Cue, ...], list[tuple[int, str]]]:
    found = read_ass(text, "en", "t.ass")
    return found.subtitles.cues, [(one.line, one.what) for one in found.forgiven]


@settings(max_examples=60)
@given(tracks(speakers=SPEAKER, settings=PLACE, notes=NOTES, unit_ms=10))
def test_ass_comes_back_as_it_was(track):
    found = read_ass(write_ass(track), "", "t.ass")
    assert (found.subtitles, found.forgiven) == (track, ())


@settings(max_examples=30)
@given(tracks(speakers=SPEAKER, notes=NOTES, unit_ms=10))
def test_pysubs2_reads_what_we_write(track):
    events = pysubs2.SSAFile.from_string(write_ass(track)).events
    spoken = [event for event in events if not event.is_comment]
    assert [(e.start, e.end) for e in spoken] == [(c.span.start, c.span.end) for c in track.cues]


def test_a_cue_too_short_for_hundredths_is_still_shown():
    found = read_ass(write_ass(Subtitles("en", (Cue(Span(1001, 1003), "x"),))), "en", "t")
    assert found.subtitles.cues[0].span == Span(1000, 1010)


def test_columns_are_taken_as_the_file_orders_them():
    text = HEAD + "Format: Start, End, Actor, Text\nDialogue: 0:00:01.00,0:00:02.00,Siân,one, two\n"
    (cue,), forgiven = read(text)
    assert (cue.span, cue.speaker, cue.text) == (Span(1000, 2000), "Siân", "one, two")
    assert forgiven == []


def test_places_are_taken_from_codes_and_styles():
    styles = (
        "[V4 Styles]\nFormat: Name, Fontname, Alignment\nStyle: Top,Arial,6\n\n[Events]\n"
        "Format: Marked, Start, End, Style, Name, MarginL, MarginR, MarginV, Effect, Text\n"
        "Dialogue: Marked=0,0:00:01.00,0:00:02.00,Top,,0,0,0,,one\n"
        "Dialogue: Marked=0,0:00:02.00,0:00:03.00,*Default,,0,0,0,,{\\an5}two\n"
    )
    cues, forgiven = read(styles)
    assert [cue.settings for cue in cues] == ["line:0", "line:50%"]
    assert forgiven == [(3, ass.LOOKS)]


@pytest.mark.parametrize(
    ("events", "words", "what"),
    [
        (line(r"{\i1}one{\i0} two\Nthree\hfour"), "one two\nthree four", ass.FORMATTING),
        (line("one {look this up}two"), "one two", 'The remark "look this up" was left out'),
        (line(r"{\p1}m 0 0 l 1 1{\p0}one"), "one", ass.DRAWING),
        (line("one") + "two\n", "one\ntwo", NO_TIME),
        (line("one\x07"), "one", CONTROL),
        (line("one", rest="0,0,40,"), "one", ass.FORMATTING),
        (line("one", rest="0,0,0,Banner;5"), "one", 'The effect "Banner;5" was left out'),
        (line("one") + "Picture: 0,0:00:01.00,0:00:02.00,,,0,0,0,,x.png\n", "one", ass.ATTACHED),
        (line("{unclosed"), "{unclosed", None),
    ],
)
def test_what_is_forgiven_is_told_and_no_word_is_lost(events, words, what):
    (cue,), forgiven = read(HEAD + FORMAT + events)
    assert cue.text == words
    assert what in [told for _, told in forgiven] or (what is None and not forgiven)


@pytest.mark.parametrize(
    ("text", "what", "number"),
    [
        ("Dear all,\n", "does not look like ASS", 1),
        (HEAD + FORMAT + line("x", start="soon"), "time cannot be read", 6),
        (HEAD + FORMAT + line("x", start="0:00:03.00"), "ends before it starts", 6),
        (HEAD + FORMAT + "Dialogue: 0,0:00:01.00,0:00:02.00,words\n", "too few parts", 6),
        (HEAD + FORMAT + "words\n", "no time to show them", 6),
    ],
)
def test_what_would_lose_words_is_refused_with_its_line(text, what, number):
    with pytest.raises(BadInput, match=rf"{what}.*t\.ass, line {number}"):
        read(text)


def test_an_empty_file_is_an_empty_track():
    assert read("") == ((), [])

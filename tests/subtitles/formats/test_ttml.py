"""TTML: what comes back, what is forgiven, what is refused."""

import io
from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from made_tracks import NOTES, PLACE, SPEAKER, tracks

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.subtitles.formats import ttml, ttml_body
from mediakit.subtitles.formats.blocks import CONTROL
from mediakit.subtitles.formats.ttml import read_ttml, write_ttml
from mediakit.subtitles.model import Cue, Subtitles

BEGIN = (
    '<tt xmlns="http://www.w3.org/ns/ttml" xmlns:tts="http://www.w3.org/ns/ttml#styling"\n'
    ' xmlns:ttm="http://www.w3.org/ns/ttml#metadata"\n'
    ' xmlns:ttp="http://www.w3.org/ns/ttml#parameter" xml:lang="cy"'
)


def document(body: str, head: str = "", more: str = "") -> str:
    return f"{BEGIN}{more}><head>{head}</head><body><div>\n{body}\n</div></body></tt>"


def read(text: str) -> tuple[tuple[Cue, ...], list[tuple[int, str]]]:
    found = read_ttml(text, "", "t.ttml")
    return found.subtitles.cues, [(one.line, one.what) for one in found.forgiven]


@settings(max_examples=60)
@given(tracks(speakers=SPEAKER, settings=PLACE, notes=NOTES))
def test_ttml_comes_back_as_it_was(track):
    found = read_ttml(write_ttml(track), "", "t.ttml")
    assert (found.subtitles, found.forgiven) == (track, ())


@settings(max_examples=20)
@given(tracks(speakers=SPEAKER, settings=PLACE))
def test_ttconv_reads_the_same_times_in_what_we_write(track):
    from ttconv.imsc.reader import to_model

    tree = ElementTree.parse(io.StringIO(write_ttml(track)))
    body = to_model(tree).get_body()
    spans = [
        Span(round((p.get_begin() or 0) * 1000), round(p.get_end() * 1000))
        for div in body
        for p in div
    ]
    assert spans == [cue.span for cue in track.cues]


@pytest.mark.parametrize(
    ("times", "span"),
    [
        ('begin="00:00:01.5" end="00:00:02.250"', Span(1500, 2250)),
        ('begin="1.5s" dur="750ms"', Span(1500, 2250)),
        ('begin="00:00:01:05" end="00:00:02:00"', Span(1200, 2000)),
        ('begin="50f" end="75f"', Span(2000, 3000)),
        ('begin="20t" end="30t"', Span(2000, 3000)),
        ('begin="0.5m" end="0.01h"', Span(30_000, 36_000)),
    ],
)
def test_times_are_read_however_they_are_written(times, span):
    more = ' ttp:frameRate="25" ttp:tickRate="10"'
    (cue,), _ = read(document(f"<p {times}>x</p>", more=more))
    assert cue.span == span


def test_times_count_from_the_element_around_them():
    text = (
        f'{BEGIN}><body begin="10s"><div begin="5s" timeContainer="seq"><p dur="1s">one</p>'
        '<p begin="1s" dur="1s">two</p></div><div end="3s"><p>three</p></div></body></tt>'
    )
    cues, _ = read(text)
    assert [(cue.text, cue.span) for cue in cues] == [
        ("three", Span(10_000, 13_000)),
        ("one", Span(15_000, 16_000)),
        ("two", Span(17_000, 18_000)),
    ]


def test_people_places_and_comments_are_kept():
    head = (
        '<metadata><ttm:agent xml:id="a" type="person"><ttm:name type="full">Siân</ttm:name>'
        '</ttm:agent></metadata><layout><region xml:id="r" tts:origin="10% 10%"\n'
        ' tts:extent="80% 20%" tts:displayAlign="after"/></layout>'
    )
    body = '<!-- is this her? --><p begin="1s" end="2s" region="r" ttm:agent="a">Tŷ<br/>ni</p>'
    cues, forgiven = read(document(body, head))
    notes = ("is this her?",)
    assert cues == (Cue(Span(1000, 2000), "Tŷ\nni", "Siân", settings="line:0", notes=notes),)
    assert forgiven == [(3, ttml.LOOKS)]


def test_parts_with_times_of_their_own_become_cues():
    body = '<p><span begin="1s" end="2s">one</span> <span begin="2s" end="3s">two</span></p>'
    cues, forgiven = read(document(body))
    assert [(cue.text, cue.span.start) for cue in cues] == [("one", 1000), ("two", 2000)]
    assert forgiven == []


@pytest.mark.parametrize(
    ("body", "words", "what"),
    [
        ('<p begin="1s" end="2s"><span tts:color="red">a</span></p>', "a", ttml_body.FORMATTING),
        ('<p begin="1s" end="2s"><span begin="1s">a</span></p>', "a", ttml_body.TIMES_INSIDE),
        ('<p begin="1s" end="2s">a\x00</p>', "a", CONTROL),
        (
            '<p begin="1s" end="2s">a</p> and more',
            "a",
            'The words "and more" stand outside any subtitle; they were left out',
        ),
    ],
)
def test_what_is_forgiven_is_told(body, words, what):
    (cue,), forgiven = read(document(body))
    assert cue.text == words
    assert [told for _, told in forgiven] == [what]


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("<html/>", "no TTML", 1),
        (document('<p begin="1s" end="2s">tea & cake</p>'), "no well-formed XML", 4),
        ("<!DOCTYPE tt [<!ENTITY a 'b'>]>\n<tt/>", "document type", 1),
        (document('<p begin="soon" end="2s">a</p>'), "time cannot be read", 4),
        (document("<p>a</p>"), "no time at which", 4),
        (document('<p begin="2s" end="1s">a</p>'), "ends before it starts", 4),
        (document("", more=' ttp:frameRate="0"'), "counts its time", 1),
        ("<tt>" + "<div>" * 200, "inside one another", 1),
    ],
)
def test_what_would_lose_words_is_refused_with_its_line(text, what, line):
    with pytest.raises(BadInput, match=rf"{what}.*t\.ttml, line {line}\b"):
        read(text)


def test_an_empty_file_is_an_empty_track():
    assert read("\n") == ((), [])
    assert read(write_ttml(Subtitles("cy", ()))) == ((), [])

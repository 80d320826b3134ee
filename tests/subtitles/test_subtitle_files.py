from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.subtitles.formats import FORMATS, decoded, format_for
from mediakit.subtitles.formats.srt import read_srt, write_srt
from mediakit.subtitles.formats.vtt import read_vtt, write_vtt
from mediakit.subtitles.model import Cue, Subtitles

TWO = Subtitles(
    "en", (Cue(Span(0, 1500), "We plan it\ntogether."), Cue(Span(1500, 3_723_004), "ŵŷ"))
)

_LINE = (
    st.text(st.characters(exclude_categories=["C", "Z"]), min_size=1, max_size=12)
    | st.sampled_from("a & b|1 < 2|3 > 2|&amp;|-- x|NOTE|WEBVTT|2024|<3|{x|Tŷ".split("|"))
).map(lambda text: text.replace("-->", "->").strip())
_TEXT = st.lists(_LINE, min_size=1, max_size=3).map("\n".join)


@st.composite
def tracks(draw: st.DrawFn, speakers: st.SearchStrategy) -> Subtitles:
    now, cues = 0, []
    for text in draw(st.lists(_TEXT, max_size=5)):
        start = now + draw(st.integers(0, 5_000_000))
        now = start + draw(st.integers(1, 10_000))
        cues.append(Cue(Span(start, now), text, draw(speakers)))
    return Subtitles("en", tuple(cues))


def _is_markup(track: Subtitles) -> bool:
    return any("<" in cue.text or "{\\" in cue.text for cue in track.cues)


@settings(deadline=None)
@given(tracks(st.none()))
def test_srt_comes_back_as_it_was(track):
    if not _is_markup(track):
        assert read_srt(write_srt(track), "en", "t.srt") == track


@settings(deadline=None)
@given(tracks(st.sampled_from([None, "Camera person", "A & B", "x > y", "Siân"])))
def test_vtt_comes_back_as_it_was(track):
    if not any("&" in cue.text and ";" in cue.text for cue in track.cues):
        assert read_vtt(write_vtt(track), "en", "t.vtt") == track


def test_srt_text():
    assert write_srt(TWO) == (
        "1\n00:00:00,000 --> 00:00:01,500\nWe plan it\ntogether.\n\n"
        "2\n00:00:01,500 --> 01:02:03,004\nŵŷ\n\n"
    )


@pytest.mark.parametrize(
    "text",
    [
        "\ufeff1\r\n00:00:00,000 --> 00:00:01,500\r\nWe plan it\r\ntogether.\r\n\r\n",
        "00:00:00,000 --> 00:00:01,500\nWe plan it\ntogether.",
        "7\n0:00:00.000 --> 0:00:01.500 X1:0\n<i>We plan it</i>\n{\\an8}together.\n \n",
        "1\n00:00:00,000 --> 00:00:01,500\n\nWe plan it\n\ntogether.\n\n\n",
    ],
)
def test_srt_is_read_with_patience(text):
    assert read_srt(text, "en", "t.srt").cues == TWO.cues[:1]


def test_cues_out_of_order_are_put_in_order_and_empty_ones_left_out():
    text = (
        "1\n00:00:05,000 --> 00:00:06,000\nlater\n\n"
        "2\n00:00:01,000 --> 00:00:02,000\nsooner\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\n<i></i>\n\n"
        "4\n00:00:09,000 --> 00:00:08,000\n\n"
    )
    assert [cue.text for cue in read_srt(text, "en", "t.srt").cues] == ["sooner", "later"]


@pytest.mark.parametrize(
    ("start", "end", "what"),
    [("00:00:09", "00:00:08", "ends before it starts"), ("00:00:09", "00:00:09", "ends when it")],
)
def test_a_cue_that_runs_backwards_is_refused_with_its_line(start, end, what):
    rows = "\n00:00:00.000 --> 00:00:01.000\nfine\n\n{0}.000 --> {1}.000\nlost\n"
    text = rows.format(start, end)
    with pytest.raises(BadInput, match=rf"{what}.*t\.srt, line 5"):
        read_srt("\ufeff" + text.replace("\n", "\r\n").replace(".", ","), "en", "t.srt")
    with pytest.raises(BadInput, match=rf"{what}.*t\.vtt, line 6"):
        read_vtt("WEBVTT\n" + text, "en", "t.vtt")


def test_an_empty_file_is_an_empty_track():
    assert read_srt("\ufeff\n", "en", "t.srt").cues == ()
    assert read_vtt("", "en", "t.vtt").cues == ()


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("Dear all,\nsee you there.\n", 1),
        ("1\n00:00:00,000 --> 00:00:01,000\nfine\n\n2\nhalf past two --> three\nbroken\n", 0),
        ("1\n00:00:00 -> soon\nbroken\n", 1),
    ],
)
def test_broken_srt_names_the_file_and_line(text, line):
    if line == 0:
        # What cannot be told from words is kept as words: nothing a person wrote is dropped.
        assert "half past two" in read_srt(text, "en", "t.srt").cues[0].text
        return
    with pytest.raises(BadInput, match=rf"t\.srt, line {line}"):
        read_srt(text, "en", "t.srt")


def test_broken_times_after_good_ones_name_their_line():
    text = "1\n00:00:00,000 --> 00:00:01,000\nfine\n\n2\n-00:00:03,000 --> 00:00:04,000\nx\n"
    with pytest.raises(BadInput, match=r"t\.srt, line \d"):
        read_srt("5\n" + text.replace("00:00:00,000", "noon"), "en", "t.srt")


def test_vtt_text_has_header_language_and_escapes():
    track = Subtitles("cy", (Cue(Span(0, 1000), "1 < 2 --> 3 & 4", "R & D"),))
    assert write_vtt(track) == (
        "WEBVTT\nLanguage: cy\n\n"
        "00:00:00.000 --> 00:00:01.000\n<v R &amp; D>1 &lt; 2 --&gt; 3 &amp; 4\n"
    )


def test_vtt_from_elsewhere():
    text = (
        "\ufeffWEBVTT - a title\r\nKind: captions\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
        "NOTE to self\r\n\r\nintro\r\n00:01.000 --> 00:02.500 line:0 align:start\r\n"
        "<v.loud Ann><b>Hello</b> <00:01.500>there</v> &amp; all\r\n"
    )
    assert read_vtt(text, "en", "t.vtt").cues == (
        Cue(Span(1000, 2500), "Hello there & all", "Ann"),
    )


def test_text_that_is_no_vtt_is_refused_in_plain_words():
    with pytest.raises(BadInput, match=r"t\.vtt, line 1.*says WEBVTT"):
        read_vtt("1\n00:00:00,000 --> 00:00:01,000\nSRT\n", "en", "t.vtt")


def test_the_registry_reads_and_writes_each_format_by_extension():
    for name, each in FORMATS.items():
        assert format_for(f"tip-1.en{each.extension}").name == name
        assert each.read(each.write(TWO), "en", "t") == TWO
    with pytest.raises(BadInput, match=r"\.srt or \.vtt"):
        format_for("tip-1.doc")


@pytest.mark.media
def test_real_files_are_read_or_refused_in_plain_words(real_media: Path):
    read = refused = 0
    for path in sorted((real_media / "subs").rglob("*.*tt")) + sorted(
        (real_media / "subs").rglob("*.srt")
    ):
        data = path.read_bytes()
        try:
            track = format_for(path.name).read(decoded(data), "en", path.name)
        except BadInput as error:
            assert path.name in str(error)
            refused += 1
            continue
        read += 1
        assert read_vtt(write_vtt(track), "en", path.name) == track
    assert read > 250
    assert refused < 25

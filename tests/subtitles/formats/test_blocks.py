"""SubRip, WebVTT and SubViewer: what comes back, what is forgiven, what is refused."""

import re
from datetime import timedelta

import pytest
from hypothesis import assume, given, settings
from made_tracks import NOTES, PLACE, SETTINGS, SPEAKER, tracks

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.subtitles.formats import FORMATS, blocks, format_for, reading
from mediakit.subtitles.formats import srt as module
from mediakit.subtitles.formats import vtt as vtt_module
from mediakit.subtitles.formats.srt import read_srt, write_srt
from mediakit.subtitles.formats.times import parse_stamp
from mediakit.subtitles.formats.vtt import read_vtt, write_vtt
from mediakit.subtitles.model import Cue, Subtitles

TWO = Subtitles(
    "en", (Cue(Span(0, 1500), "We plan it\ntogether."), Cue(Span(1500, 3_723_004), "ŵŷ"))
)
TWO_CENTISECONDS = Subtitles("en", (TWO.cues[0], Cue(Span(1500, 3_723_010), "ŵŷ")))


def srt(text: str) -> tuple[tuple[Cue, ...], list[tuple[int, str]]]:
    found = read_srt(text, "en", "t.srt")
    return found.subtitles.cues, [(one.line, one.what) for one in found.forgiven]


def vtt(text: str) -> tuple[tuple[Cue, ...], list[tuple[int, str]]]:
    found = read_vtt(text, "en", "t.vtt")
    return found.subtitles.cues, [(one.line, one.what) for one in found.forgiven]


@settings(max_examples=60)
@given(tracks(settings=PLACE))
def test_srt_comes_back_as_it_was(track):
    found = read_srt(write_srt(track), "cy", "t.srt")
    assert (found.subtitles, found.forgiven) == (track, ())


@settings(max_examples=60)
@given(tracks(speakers=SPEAKER, settings=SETTINGS, notes=NOTES))
def test_vtt_comes_back_as_it_was(track):
    found = read_vtt(write_vtt(track), "", "t.vtt")
    assert (found.subtitles, found.forgiven) == (track, ())


@settings(max_examples=40)
@given(tracks())
def test_the_libraries_read_what_we_write(track):
    import srt as library
    import webvtt

    # The library srt takes a line that only begins like a time for one.
    assume(not any(re.match(r"\d+:", line) for cue in track.cues for line in cue.text.split("\n")))
    ms = timedelta(milliseconds=1)
    rows = list(library.parse(write_srt(track)))
    spans = [cue.span for cue in track.cues]
    assert [Span(row.start // ms, row.end // ms) for row in rows] == spans
    captions = webvtt.from_string(write_vtt(track)).captions
    assert [parse_stamp(caption.start) for caption in captions] == [span.start for span in spans]


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
    (cue,), _ = srt(text)
    assert (cue.span, cue.text) == (TWO.cues[0].span, TWO.cues[0].text)


def test_cues_out_of_order_are_put_in_order_and_empty_ones_left_out():
    text = (
        "1\n00:00:05,000 --> 00:00:06,000\nlater\n\n"
        "2\n00:00:01,000 --> 00:00:02,000\nsooner\n\n"
        "3\n00:00:03,000 --> 00:00:04,000\n<i></i>\n\n"
        "4\n00:00:09,000 --> 00:00:08,000\n\n"
    )
    cues, forgiven = srt(text)
    assert [cue.text for cue in cues] == ["sooner", "later"]
    assert [line for line, _ in forgiven] == [6, 10, 10, 14]


def test_cues_that_run_backwards_are_refused_with_their_lines():
    text = "{0}00:00:01.000 --> 00:00:02.000\nfine\n\n" + (
        "00:00:09.000 --> 00:00:08.000\nlost\n\n" * 2
    )
    with pytest.raises(BadInput, match=r"ends before it starts: t\.srt, lines 4 and 7"):
        srt("\ufeff" + text.format("").replace("\n", "\r\n").replace(".", ","))
    with pytest.raises(BadInput, match=r"ends before it starts: t\.vtt, lines 6 and 9"):
        vtt(text.format("WEBVTT\n\n"))


def test_a_cue_that_takes_no_time_is_shown_for_a_moment():
    text = "WEBVTT\n\n00:05.000 --> 00:05.000\nyes\n\n00:05.400 --> 00:07.000\nno\n"
    cues, forgiven = vtt(text)
    assert [cue.span for cue in cues] == [Span(5000, 5400), Span(5400, 7000)]
    assert forgiven == [(3, reading.NO_DURATION)]


def test_a_cue_that_begins_too_early_begins_with_the_recording():
    cues, forgiven = srt("-00:00:01,000 --> 00:00:01,000\nyes\n")
    assert (cues[0].span, forgiven[-1]) == (Span(0, 1000), (1, reading.BEFORE_ZERO))
    with pytest.raises(BadInput, match=r"before the recording begins: t\.srt, line 1"):
        srt("-00:00:03,000 --> -00:00:01,000\nyes\n")


def test_an_empty_file_is_an_empty_track():
    assert srt("\ufeff\n") == vtt("") == ((), [])


GOOD = "1\n00:00:00,000 --> 00:00:01,000\nfine\n\n"


@pytest.mark.parametrize(
    ("text", "what", "line"),
    [
        ("Dear all,\nsee you there.\n", "no time at which", 1),
        (GOOD + "2\nhalf past two --> three\nbroken\n", "time cannot be read", 6),
        (GOOD + "2\n00:00:0l,000 --> 00:00:03,000\nbroken\n", "time cannot be read", 6),
        (GOOD + "2\n00:00:01,000 -->\nbroken\n", "time cannot be read", 6),
        (GOOD + "2\n00:61:00,000 --> 00:62:00,000\nbroken\n", "time cannot be read", 6),
        (GOOD + "2\nno times at all\n", "no time at which", 5),
    ],
)
def test_what_would_lose_words_is_refused_with_its_line(text, what, line):
    with pytest.raises(BadInput, match=rf"{what}.*t\.srt, line {line}\."):
        srt(text)
    with pytest.raises(BadInput, match=rf"{what}.*t\.vtt, line {line + 2}\."):
        vtt("WEBVTT\n\n" + text.replace(",000", ".000"))


@pytest.mark.parametrize(
    ("text", "what", "words"),
    [
        (GOOD + "more words\n", blocks.NO_TIME, "fine\nmore words"),
        (GOOD + "2\n", blocks.NUMBER_ALONE, "fine"),
        (GOOD + "2024\n", blocks.NO_TIME, "fine\n2024"),
        (GOOD.replace("fine", "f\0i\x1bne"), blocks.CONTROL, "fine"),
        (GOOD.replace(",000", ""), blocks.ODD_TIME, "fine"),
        (GOOD.replace("fine", "<b>fi</b>ne"), module.FORMATTING, "fine"),
        (GOOD.replace("01,000", "01,000 Well,"), module.WORDS_BESIDE, "Well,\nfine"),
        (GOOD.replace("01,000", "01,000 X1:5 Y1:7"), module.COORDINATES, "fine"),
    ],
)
def test_what_is_forgiven_in_srt_is_told_and_no_word_is_lost(text, what, words):
    cues, forgiven = srt(text)
    assert "\n".join(cue.text for cue in cues) == words
    assert [told for _, told in forgiven] == [what]


def test_a_missing_blank_line_is_told_and_takes_no_words_along():
    text = "1\n00:00:00,000 --> 00:00:01,000\n12\n2\n00:00:01,000 --> 00:00:02,000\ntwo\n"
    cues, forgiven = srt(text)
    assert [cue.text for cue in cues] == ["12", "two"]
    assert forgiven == [(5, blocks.NO_BLANK)]


def test_a_place_in_the_picture_is_kept_in_srt():
    (cue,), forgiven = srt(GOOD.replace("fine", r"{\an8}fine"))
    assert (cue.settings, cue.text, forgiven) == ("line:0", "fine", [])


def test_vtt_text_has_header_language_and_escapes():
    track = Subtitles("cy", (Cue(Span(0, 1000), "1 < 2 --> 3 & 4", "R & D"),))
    assert write_vtt(track) == (
        "WEBVTT\nLanguage: cy\n\n"
        "00:00:00.000 --> 00:00:01.000\n<v R &amp; D>1 &lt; 2 --&gt; 3 &amp; 4\n"
    )


def test_vtt_from_elsewhere():
    text = (
        "\ufeffWEBVTT - a title\r\nKind: captions\r\n\r\nSTYLE\r\n::cue { color: red }\r\n\r\n"
        "NOTE to self\r\n\r\nintro\r\n00:01.000 --> 00:02.500 line:0 align:middle region:x\r\n"
        "<v.loud Ann><b>Hello</b> <00:01.500>there</v> &amp; all\r\n\r\nNOTE\r\nthe\r\nend\r\n"
    )
    cues, forgiven = vtt(text)
    assert cues == (
        Cue(
            Span(1000, 2500),
            "Hello there & all",
            "Ann",
            settings="line:0 align:center",
            notes=("to self",),
        ),
    )
    assert read_vtt(text, "en", "t.vtt").subtitles.notes == ("the\nend",)
    assert forgiven == [
        (1, 'The heading "- a title" was left out'),
        (2, 'The heading "Kind: captions" was left out'),
        (4, vtt_module.LOOKS),
        (10, vtt_module.NAMES),
        (10, 'The setting "region:x" was left out'),
        (10, vtt_module.FORMATTING),
    ]


def test_text_that_is_no_vtt_is_refused_in_plain_words():
    with pytest.raises(BadInput, match=r"t\.vtt, line 1.*says WEBVTT"):
        vtt("Minutes of the meeting\n")


def test_vtt_without_its_first_line_is_read_all_the_same():
    cues, forgiven = vtt("1\n00:00:00.000 --> 00:00:01.000\nfine\n")
    assert (cues[0].text, forgiven) == ("fine", [(1, vtt_module.NO_HEADER)])


def test_the_language_is_what_the_caller_or_the_file_says():
    text = "WEBVTT\nLanguage: cy\n\n00:01.000 --> 00:02.000\nBore da\n"
    assert read_vtt(text, "", "t").subtitles.tag == "cy"
    assert read_vtt(text, "en", "t").subtitles.tag == "en"
    assert read_srt("", "", "t").subtitles.tag == "und"


def test_two_voices_share_even_the_shortest_time():
    text = "WEBVTT\n\n00:01.000 --> 00:01.002\n<v A>a</v><v B>bbbbbbbbbb</v>\n"
    cues, forgiven = vtt(text)
    assert [cue.span for cue in cues] == [Span(1000, 1001), Span(1001, 1002)]
    assert forgiven == [(3, vtt_module.TWO_VOICES)]


def test_voices_in_a_cue_too_short_to_part_keep_their_names():
    cues, forgiven = vtt("WEBVTT\n\n00:01.000 --> 00:01.001\n- <v A>a</v><v B>b</v>\n")
    assert [(cue.text, cue.speaker) for cue in cues] == [("-\nA: a\nB: b", None)]
    assert forgiven == [(3, vtt_module.TOO_SHORT)]


def test_lines_are_named_a_few_at_a_time():
    forgiven = [reading.Forgiven(number, "A thing") for number in (9, 3, 3, 5, 12)]
    assert reading.told([*forgiven, reading.Forgiven(0, "Whole")]) == (
        "Lines 3, 5, 9 and 1 more: a thing.",
        "Whole.",
    )


def test_an_unknown_format_is_refused():
    with pytest.raises(BadInput, match=r"Use \.srt.* or \."):
        format_for("tip-1.doc")


def test_the_registry_reads_and_writes_each_format_by_extension():
    for name, each in FORMATS.items():
        assert all(format_for(f"tip.en{one}").name == name for one in each.extensions)
        back = each.read(each.write(TWO_CENTISECONDS), "en", "t")
        assert (back.subtitles, back.forgiven) == (TWO_CENTISECONDS, ())

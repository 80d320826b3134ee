"""Bytes to text: every way in which people's programs save, and what cannot be known is told."""

import codecs

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.subtitles.formats import FORMATS, decoded
from mediakit.subtitles.formats.encoding import MIXED, NO_LETTER, WINDOWS, decode

WELSH = "1\r\n00:00:01,000 --> 00:00:02,000\r\nŴyl y tŷ, ŵyn a gŵr; café\r\n\r\n"


@pytest.mark.parametrize(
    "data",
    [
        WELSH.encode(),
        WELSH.encode("utf-8-sig"),
        WELSH.encode("utf-16"),
        codecs.BOM_UTF16_BE + WELSH.encode("utf-16-be"),
        WELSH.encode("utf-16-le"),
        WELSH.encode("utf-16-be"),
        WELSH.encode("utf-32"),
    ],
    ids=["utf-8", "utf-8-sig", "utf-16", "utf-16-be-mark", "utf-16-le", "utf-16-be", "utf-32"],
)
def test_welsh_letters_survive_every_unicode(data):
    assert decode(data) == (WELSH, ())
    (cue,) = FORMATS["srt"].read(data, "cy", "t.srt").subtitles.cues
    assert cue.text == "Ŵyl y tŷ, ŵyn a gŵr; café"


def test_what_is_not_unicode_is_read_as_windows_1252_and_that_is_told():
    text, told = decode("“Café” – naïve".encode("cp1252"))
    assert (text, [one.what for one in told]) == ("“Café” – naïve", [WINDOWS])


def test_one_stray_byte_does_not_spoil_the_welsh_letters_round_it():
    text, told = decode("gŵr\ntŷ caf".encode() + b"\xe9" + "\nŵyn".encode())
    assert text == "gŵr\ntŷ café\nŵyn"
    assert [(one.line, one.what) for one in told] == [(2, MIXED)]


def test_xml_that_names_its_alphabet_is_believed():
    data = "<?xml version='1.0' encoding='iso-8859-14'?>\n<tt>gŵr tŷ</tt>".encode("iso-8859-14")
    assert "gŵr tŷ" in decoded(data)


def test_half_a_letter_is_told_with_its_line():
    text, told = decode(codecs.BOM_UTF16_LE + "one\ntwo".encode("utf-16-le") + b"x")
    assert text.startswith("one\ntwo")
    assert [(one.line, one.what) for one in told] == [(2, NO_LETTER)]


@given(st.binary(max_size=60))
def test_any_bytes_are_some_text(data):
    text, told = decode(data)
    assert "\ufffd" not in text or told or "\ufffd".encode() in data

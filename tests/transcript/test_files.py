import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.transcript.files import read_transcript, write_transcript
from mediakit.transcript.model import UNCLEAR, Sound, Transcript, Word

SHARES = st.floats(0, 1)
GAPS = st.lists(st.tuples(st.integers(0, 500), st.integers(0, 500)), max_size=8)


@st.composite
def transcripts(draw: st.DrawFn) -> Transcript:
    words = []
    at = 0
    for gap, length in draw(GAPS):
        span = Span(at + gap, at + gap + length)
        speaker = draw(st.none() | st.text())
        words.append(Word(draw(st.text()), span, draw(SHARES), speaker))
        at = span.end
    text = st.text()
    return Transcript(
        draw(text),
        draw(SHARES),
        draw(text),
        draw(text),
        at + draw(st.integers(0, 99)),
        tuple(words),
    )


EXAMPLE = Transcript(
    "cy", 0.5, "faster-whisper 1.2.1", "base 96fc75cc", 2000,
    (
        Word("Siân,", Span(100, 500), 0.75, "Film maker"),
        Word("dŵr", Span(500, 900), 1.0, "Film maker"),
        Word("Ie.", Span(850, 950), 0.9, "Guest"),
    ),
    (Sound(UNCLEAR, Span(1000, 1500)),),
)  # fmt: skip


@given(transcripts())
def test_what_is_written_is_read_back(transcript: Transcript) -> None:
    text = write_transcript(transcript)
    assert read_transcript(text, "x.json") == transcript
    assert write_transcript(read_transcript(text, "x.json")) == text


def test_the_file_is_plain_json_in_which_letters_stay_letters() -> None:
    text = write_transcript(EXAMPLE)
    assert "dŵr" in text
    assert json.loads(text)["transcript"]["words"][0] == {
        "text": "Siân,",
        "span": {"start": 100, "end": 500},
        "confidence": 0.75,
        "speaker": "Film maker",
    }


DAMAGE = {
    "empty": lambda text: "",
    "cut short": lambda text: text[: len(text) // 2],
    "other json": lambda text: "[1, 2]",
    "a number": lambda text: "7",
    "a missing value": lambda text: text.replace('"engine"', '"machine"'),
    "text for a number": lambda text: text.replace("2000", '"2000"'),
    "an end before its start": lambda text: text.replace('"end": 500', '"end": 50'),
    "words out of order": lambda text: text.replace('"start": 500', '"start": 300'),
    "a word after the end": lambda text: text.replace("2000", "800"),
    "too sure": lambda text: text.replace("0.75", "1.75"),
    "not a number": lambda text: text.replace("0.75", "NaN"),
    "deep": lambda text: "[" * 100_000,
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_a_damaged_file_is_a_plain_error(damage) -> None:
    text = damage(write_transcript(EXAMPLE))
    assert text != write_transcript(EXAMPLE)
    with pytest.raises(BadInput, match=r"damaged or is no transcript.*x\.json"):
        read_transcript(text, "x.json")


def test_another_format_is_said() -> None:
    text = write_transcript(EXAMPLE).replace('"format": 2', '"format": 9')
    with pytest.raises(BadInput, match="format 9"):
        read_transcript(text, "x.json")

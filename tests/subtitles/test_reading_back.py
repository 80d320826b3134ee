"""From subtitles that a person mended back to words."""

from hypothesis import given
from hypothesis import strategies as st

from mediakit.clock import Span
from mediakit.subtitles.formats.srt import read_srt
from mediakit.subtitles.formats.vtt import read_vtt
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.subtitles.reading_back import FROM_FILE, transcript_of
from mediakit.transcript.model import Sound, Transcript
from mediakit.transcript.words import is_ordered


def read(*cues: Cue, duration: int = 60_000, known: tuple[str, ...] = ()) -> Transcript:
    track = Subtitles("cy", cues)
    return transcript_of(track, file="talk.vtt", duration_ms=duration, known=known)


def test_words_share_the_time_of_their_cue_by_their_length() -> None:
    found = read(Cue(Span(1000, 2000), "a cccc\nbb", "Ann"))
    # With the space after each: 2, 5 and 3 of 10.
    assert [(word.text, word.span) for word in found.words] == [
        ("a", Span(1000, 1200)),
        ("cccc", Span(1200, 1700)),
        ("bb", Span(1700, 2000)),
    ]
    assert {word.speaker for word in found.words} == {"Ann"}
    assert (found.engine, found.model, found.language) == (FROM_FILE, "talk.vtt", "cy")


def test_only_a_cue_that_is_all_brackets_is_a_sound() -> None:
    found = read(
        Cue(Span(0, 900), "[unclear\nspeech]"),
        Cue(Span(900, 2000), "[laughs] Well, [yes]", "Ann"),
        Cue(Span(2000, 2500), "[music]"),
    )
    assert found.sounds == (Sound("unclear speech", Span(0, 900)), Sound("music", Span(2000, 2500)))
    assert [word.text for word in found.words] == ["[laughs]", "Well,", "[yes]"]


def test_names_in_the_text_of_subrip_become_speakers() -> None:
    text = (
        "1\n00:00:01,000 --> 00:00:02,000\nSiân (chair):\nGood morning.\n\n"
        "2\n00:00:02,000 --> 00:00:03,000\nTwo things: tea\nand cake.\n\n"
        "3\n00:00:03,000 --> 00:00:03,500\n[laughs]\n\n"
        "4\n00:00:04,000 --> 00:00:05,000\nSpeaker 2: Yes.\n"
    )
    found = read(*read_srt(text, "en", "x").subtitles.cues, known=("Siân (chair)",))
    assert [(word.speaker, word.text) for word in found.words] == [
        ("Siân (chair)", "Good"),
        ("Siân (chair)", "morning."),
        ("Siân (chair)", "Two"),
        ("Siân (chair)", "things:"),
        ("Siân (chair)", "tea"),
        ("Siân (chair)", "and"),
        ("Siân (chair)", "cake."),
        ("Speaker 2", "Yes."),
    ]


def test_where_there_are_voices_the_text_keeps_its_colons() -> None:
    found = read(Cue(Span(0, 900), "Ann: Bob: yes", "Siân"), Cue(Span(900, 1900), "Ann: no"))
    assert [word.text for word in found.words] == ["Ann:", "Bob:", "yes", "Ann:", "no"]


def test_a_webvtt_cue_of_two_voices_is_one_for_each() -> None:
    text = "WEBVTT\n\n00:01.000 --> 00:02.000\n- <v Ann>Yes?</v> <v.loud Bob B>Nooo!</v>\n"
    assert read_vtt(text, "en", "x").subtitles.cues == (
        Cue(Span(1000, 1100), "-"),
        Cue(Span(1100, 1500), "Yes?", "Ann"),
        Cue(Span(1500, 2000), "Nooo!", "Bob B"),
    )


CUES = st.lists(
    st.builds(
        lambda start, length, text, speaker: Cue(Span(start, start + length), text, speaker),
        st.integers(0, 70_000),
        st.integers(0, 5000),
        st.sampled_from(["yes", "so we talked", "a\nb c", "[music]", ""]),
        st.sampled_from([None, "Ann", "Bob"]),
    ),
    max_size=12,
)


@given(CUES)
def test_any_cues_give_an_orderly_transcript(cues: list[Cue]) -> None:
    cues = sorted(cues, key=lambda cue: cue.span)
    found = read(*cues)
    assert is_ordered(found.words, found.duration_ms)
    spoken = [word for cue in cues if cue.text != "[music]" for word in cue.text.split()]
    assert [word.text for word in found.words] == spoken
    assert len(found.sounds) == sum(cue.text == "[music]" for cue in cues)
    assert all(one.span.end <= found.duration_ms for one in found.sounds)

"""Words again from subtitles that a person mended."""

from dataclasses import replace

import pytest
from edited import STEPS, edited
from hypothesis import given, settings
from spoken import SAMPLE, heard, transcripts

from mediakit.clock import Span
from mediakit.subtitles.edits.comparing import moved
from mediakit.subtitles.edits.mending import mended
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.subtitles.rules.profiles import WORD_FOR_WORD
from mediakit.subtitles.splitting import split
from mediakit.transcript.words import is_ordered

TALK = heard("We meet on Monday. We talk of cake and tea. That is all.", speaker="Ann")
TRACK = split(TALK, WORD_FOR_WORD)


def with_text(track: Subtitles, old: str, new: str) -> Subtitles:
    cues = tuple(replace(cue, text=cue.text.replace(old, new)) for cue in track.cues)
    assert cues != track.cues
    return replace(track, cues=tuple(cue for cue in cues if cue.text))


def texts(transcript):
    return [word.text for word in transcript.words]


def test_an_untouched_track_gives_the_words_that_were_heard():
    assert mended(TALK, TRACK, TRACK) == TALK


def test_a_mended_word_has_the_time_of_the_one_it_stands_for():
    result = mended(TALK, TRACK, with_text(TRACK, "cake", "Kate"))
    assert [word.span for word in result.words] == [word.span for word in TALK.words]
    assert texts(result) == [word.replace("cake", "Kate") for word in texts(TALK)]
    assert {word.speaker for word in result.words} == {"Ann"}


def test_words_are_taken_out_and_put_in():
    result = mended(TALK, TRACK, with_text(TRACK, "cake and tea", "the good things of life"))
    spoken = dict(zip(texts(TALK), TALK.words, strict=True))
    assert " ".join(texts(result)) == (
        "We meet on Monday. We talk of the good things of life. That is all."
    )
    new = result.words[7:12]
    assert new[0].span.start == TALK.words[6].span.end
    assert result.words[12] == spoken["That"]
    gone = mended(TALK, TRACK, with_text(TRACK, "That is all.", ""))
    assert gone.words == TALK.words[:-3]


def test_a_subtitle_that_a_person_added_is_said_where_it_stands():
    late = replace(TALK, duration_ms=20_000)
    added = replace(TRACK, cues=(*TRACK.cues, Cue(Span(12_000, 14_000), "Bye then!", "Bob")))
    new = mended(late, TRACK, added).words[-2:]
    assert [(word.text, word.speaker) for word in new] == [("Bye", "Bob"), ("then!", "Bob")]
    assert new[0].span.start == 12_000
    assert new[-1].span.end == 14_000


@pytest.mark.parametrize("by", [400, 5000])
def test_words_follow_a_track_that_was_moved(by):
    late = replace(TALK, duration_ms=60_000)
    later = replace(TRACK, cues=tuple(moved(cue, by) for cue in TRACK.cues))
    expected = [word.span.shift(by) for word in TALK.words]
    assert [word.span for word in mended(late, TRACK, later).words] == expected


def test_words_follow_a_subtitle_that_was_moved_far():
    late = replace(TALK, duration_ms=60_000)
    cues = (*TRACK.cues[:-1], moved(TRACK.cues[-1], 9000))
    words = mended(late, TRACK, replace(TRACK, cues=cues)).words
    assert texts(late) == [word.text for word in words]
    assert words[-3].span.start >= TRACK.cues[-1].span.start + 9000


@settings(max_examples=60)
@given(transcripts(), STEPS)
def test_every_word_of_the_person_and_no_other_is_there(transcript, steps):
    track = split(transcript, WORD_FOR_WORD)
    person = edited(track, "p", steps)
    result = mended(transcript, track, person)
    expected = sorted(word for cue in person.cues for word in cue.text.split())
    assert sorted(word for text in texts(result) for word in text.split()) == expected
    assert is_ordered(result.words, result.duration_ms)


@settings(max_examples=20)
@given(STEPS)
def test_words_stay_in_their_order(steps):
    transcript = heard(SAMPLE)
    track = split(transcript, WORD_FOR_WORD)
    person = edited(track, "p", steps)
    expected = [word for cue in person.cues for word in cue.text.split()]
    assert texts(mended(transcript, track, person)) == expected

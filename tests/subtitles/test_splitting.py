from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import SAMPLE, heard, transcript_of, transcripts

from mediakit.clock import Span
from mediakit.subtitles.breaks import BROKEN, break_cost
from mediakit.subtitles.grammar import ENGLISH
from mediakit.subtitles.lines import break_lines
from mediakit.subtitles.model import Subtitles
from mediakit.subtitles.rules.profiles import (
    BBC,
    EASY_READ,
    NETFLIX,
    PROFILES,
    WORD_FOR_WORD,
    profile_named,
)
from mediakit.subtitles.shots import Shots
from mediakit.subtitles.splitting import split
from mediakit.subtitles.timing import show_times
from mediakit.transcript.model import Transcript, Word


def texts(track: Subtitles) -> list[str]:
    return [cue.text for cue in track.cues]


def assert_in_time(track: Subtitles, transcript: Transcript) -> None:
    # Where people talk at once, every subtitle has a millisecond even if the recording is shorter.
    end = max(transcript.duration_ms, len(track.cues))
    for cue in track.cues:
        assert 0 <= cue.span.start <= cue.span.end <= end
    for before, after in pairwise(track.cues):
        assert before.span.end <= after.span.start


CUTS = st.sets(st.integers(0, 30_000), max_size=12)


@settings(max_examples=150)
@given(transcripts(), st.sampled_from(list(PROFILES.values())), CUTS)
def test_every_word_once_in_order_and_never_two_subtitles_at_once(transcript, profile, cuts):
    track = split(transcript, profile, Shots(tuple(sorted(cuts))))
    shown = " ".join(texts(track)).split()
    assert shown == " ".join(word.text for word in transcript.words).split()
    assert_in_time(track, transcript)
    for cue in track.cues:
        first, last = cue.words
        assert cue.text.split() == " ".join(w.text for w in transcript.words[first:last]).split()
        assert {w.speaker for w in transcript.words[first:last] if w.text.strip()} == {cue.speaker}


@settings(max_examples=80)
@given(transcripts())
def test_lines_stay_within_the_profile_unless_one_word_is_too_long(transcript):
    for cue in split(transcript, WORD_FOR_WORD).cues:
        words = transcript.words[slice(*cue.words)]
        if max(len(word.text) for word in words) <= WORD_FOR_WORD.line_length:
            assert len(cue.text.split("\n")) <= WORD_FOR_WORD.max_lines
            assert max(map(len, cue.text.split("\n"))) <= WORD_FOR_WORD.line_length


def test_each_sentence_has_its_own_subtitle_where_there_is_time():
    track = split(
        heard("We plan it together. Everybody has a say. Nobody is left out."), WORD_FOR_WORD
    )
    assert texts(track) == ["We plan it together.", "Everybody has a say.", "Nobody is left out."]


def test_a_name_is_never_broken():
    filler = "and then we all went to meet"
    for count in range(1, 8):
        words = " ".join(filler.split()[:count])
        track = split(
            heard(f"{words} Mary Jones Roberts at the big new centre in town"), WORD_FOR_WORD
        )
        assert any(
            "Mary Jones Roberts" in line for text in texts(track) for line in text.split("\n")
        )


@pytest.mark.parametrize(
    "together",
    "the garden|a long|long road|in town|to do|so we|that we|could not|don't know|five minutes"
    "|25 years|three hundred"
    "|over which|long round"
    "|Mary Jones|North Wales|Dr. Jones|out of|because of|what to|half an".split("|"),
)
def test_words_that_lean_on_each_other_are_kept_together(together):
    assert break_cost(*together.split(), ENGLISH, sentence_end=False) >= BROKEN


@pytest.mark.parametrize(
    "apart",
    "up for|some of|all of|you, and|good and|2019 we|is a|there's a|this is|people who|lot of"
    "|FIRE EXIT|garden and|us what".split("|"),
)
def test_words_that_only_look_like_leaning_may_part(apart):
    assert break_cost(*apart.split(), ENGLISH, sentence_end=False) < BROKEN


def test_small_words_stay_with_what_follows():
    track = split(heard(SAMPLE), WORD_FOR_WORD)
    line_ends = [line.split()[-1].lower() for text in texts(track) for line in text.split("\n")]
    assert not set(line_ends) & {"the", "a", "of", "with", "from", "and", "we", "every", "in"}


def test_a_long_pause_and_a_new_speaker_begin_a_new_subtitle():
    words = [
        Word("Hello", Span(0, 400), 1.0, "A"),
        Word("there", Span(400, 800), 1.0, "A"),
        Word("hi", Span(800, 1200), 1.0, "B"),
        Word("again", Span(4000, 4400), 1.0, "B"),
    ]
    track = split(transcript_of(words, duration=6000), WORD_FOR_WORD)
    assert [(cue.text, cue.speaker) for cue in track.cues] == [
        ("Hello there", "A"),
        ("hi", "B"),
        ("again", "B"),
    ]


def test_a_short_subtitle_stays_into_the_pause_and_starts_with_the_speech():
    track = split(heard("Yes. We did.", word_ms=300, pause_ms=5000, start=700), WORD_FOR_WORD)
    assert [cue.span for cue in track.cues] == [
        Span(700, 700 + WORD_FOR_WORD.min_duration),
        Span(6000, 6000 + WORD_FOR_WORD.min_duration),
    ]


def test_a_gap_too_short_to_notice_is_closed():
    spoken = [Span(0, 2000), Span(2500, 4000)]
    assert show_times(spoken, [1000, 1000], 5000, WORD_FOR_WORD)[0] == Span(0, 2500)


def test_netflix_leaves_two_frames_between_subtitles():
    spoken = [Span(0, 2000), Span(2200, 4000), Span(4010, 5000)]
    shown = show_times(spoken, [1000, 1000, 900], 6000, NETFLIX)
    assert shown == (Span(0, 2120), Span(2200, 3930), Span(4010, 5000))


def test_subtitles_start_and_end_where_the_picture_changes():
    spoken = [Span(300, 2000), Span(2150, 4000), Span(9000, 10_000)]
    shown = show_times(spoken, [1000, 1000, 800], 12_000, BBC, Shots((0, 2300, 4200, 8700, 10_400)))
    assert shown == (Span(0, 2300), Span(2300, 4200), Span(8700, 10_400))


def test_a_cut_that_would_take_reading_time_or_words_away_is_left():
    spoken = [Span(1000, 2000), Span(2000, 3000)]
    before = show_times(spoken, [1000, 1000], 3000, BBC)
    assert show_times(spoken, [1000, 1000], 3000, BBC, Shots((1400, 1600))) == before


def test_a_cut_is_worth_a_fair_break_and_no_more():
    words = "we made the film together and then we showed it to everybody in the town hall"
    transcript = heard(words, word_ms=400)
    ends = [cue.text.split()[-1] for cue in split(transcript, BBC, Shots((2000,))).cues]
    assert ends[0] == "together"
    ends = [cue.text.split()[-1] for cue in split(transcript, BBC, Shots((1200,))).cues]
    assert "the" not in ends


def test_easy_read_may_start_late_so_that_the_one_before_can_be_read():
    spoken = [Span(0, 1500), Span(1500, 3000)]
    first, second = show_times(spoken, [2500, 2500], 9000, EASY_READ)
    assert first == Span(0, 2500)
    assert second == Span(2500, 5000)


def test_nobody_waits_when_the_next_one_has_no_time_to_spare():
    spoken = [Span(0, 1500), Span(1500, 3000)]
    first, second = show_times(spoken, [2500, 2500], 3000, EASY_READ)
    assert (first, second) == (Span(0, 1500), Span(1500, 3000))


def test_tag_is_the_language_without_its_country():
    assert split(heard("Helo bawb.", "cy-GB"), WORD_FOR_WORD).tag == "cy"


def test_nothing_said_is_an_empty_track():
    assert split(transcript_of([], duration=5000), WORD_FOR_WORD).cues == ()


@given(st.text(max_size=200), st.integers(1, 60))
def test_break_lines_keeps_every_word_and_the_limit(text, limit):
    broken = break_lines(text, limit)
    assert broken.split() == text.split()
    for line in broken.split("\n"):
        assert len(line) <= limit or " " not in line


@pytest.mark.parametrize(
    ("text", "limit", "expected"),
    [
        ("Short enough.", 37, "Short enough."),
        ("We work with the council and nurses.", 30, "We work with the council\nand nurses."),
        ("Nobody tells us what to do any more.", 32, "Nobody tells us\nwhat to do any more."),
        ("Yes. We all have a say in this film.", 32, "Yes.\nWe all have a say in this film."),
    ],
)  # fmt: skip
def test_lines_break_where_people_would(text, limit, expected):
    assert break_lines(text, limit) == expected


def test_a_title_is_no_end_of_a_sentence():
    assert "Mrs.\n" not in break_lines("Mrs. Allen said Catherine the next morning.", 42)


def test_profiles_are_found_by_name_and_every_rule_has_a_source_and_advice():
    for name in PROFILES:
        profile = profile_named(name)
        assert len({rule.name for rule in profile.rules}) == len(profile.rules)
        assert all(rule.source and rule.advice and rule.unit for rule in profile.rules)
    assert "working figure" in EASY_READ.rule("characters a second").source

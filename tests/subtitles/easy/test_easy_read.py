from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from spoken import SAMPLE, heard, said, sentence, transcript_of, transcripts

from mediakit.subtitles.easy.clauses import short_sentences
from mediakit.subtitles.easy.easy_read import easy_read
from mediakit.subtitles.easy.fillers import without_fillers
from mediakit.subtitles.easy.guard import facts_of, keeps_facts
from mediakit.subtitles.easy.numbers import numbers_in, with_digits
from mediakit.subtitles.easy.plain_words import PlainWord, PlainWords, in_plain_words
from mediakit.subtitles.easy.repeats import without_repeats
from mediakit.subtitles.easy.shelf import read_plain_words
from mediakit.subtitles.rules.profiles import EASY_READ
from mediakit.subtitles.sentences import sentence_ends
from mediakit.transcript.model import Transcript

SHELF = Path(__file__).parents[3] / "subtitles" / "plain-words.en.toml"
WORDS = read_plain_words(SHELF.read_text(encoding="utf-8"), SHELF.name)
NO_WORDS = PlainWords("en", ())


def lines(transcript: Transcript, words: PlainWords = WORDS) -> list[str]:
    return [cue.text.replace("\n", " ") for cue in easy_read(transcript, words, EASY_READ).cues]


@settings(max_examples=120)
@given(transcripts())
def test_any_transcript_gives_a_linked_track_inside_its_limits(transcript):
    track = easy_read(transcript, WORDS, EASY_READ)
    assert track.tag == transcript.language[:2] + "-simple"
    if track.cues:
        assert track.cues[0].words[0] == 0
        assert track.cues[-1].words[1] == len(transcript.words)
    for before, after in pairwise(track.cues):
        assert before.span.end <= after.span.start
        assert before.words[1] >= after.words[0]
    for cue in track.cues:
        assert 0 <= cue.span.start <= cue.span.end <= transcript.duration_ms
        assert cue.text.strip()
        assert len(cue.text.split("\n")) <= 2 or max(map(len, cue.text.split())) > 32


@settings(max_examples=120)
@given(transcripts(languages=("en",)))
def test_no_number_and_no_negation_is_ever_lost(transcript):
    # Judged on the whole, not sentence by sentence as the guard does.
    shown = " ".join(lines(transcript)).split()
    spoken = " ".join(word.text for word in transcript.words).split()
    assert facts_of(spoken).negations <= facts_of(shown).negations


def test_the_sample_reads_as_easy_read():
    assert lines(heard(SAMPLE)) == [
        "So co-production means that we work together as equals.",
        "To begin, we held some meetings with Mary Jones.",
        "We invited people involved from the Welsh Government.",
        "It's not easy.",
        "2 people took part in every meeting.",
        "But we didn't have a place.",
        "Nobody was left out, which is important.",
    ]


def test_subtitles_are_shown_for_two_seconds_at_least_where_there_is_room():
    track = easy_read(heard("We did. You can too.", pause_ms=3000), WORDS, EASY_READ)
    assert [cue.span.duration for cue in track.cues] == [2000, 2000]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("It was, you know, hard.", "It was hard."),
        ("You know the way.", "You know the way."),
        ("Um, we did it.", "We did it."),
        ("We did it, I mean, twice.", "We did it twice."),
        ("I mean what I say.", "I mean what I say."),
        ("It was sort of good.", "It was good."),
        ("That is kind of you.", "That is kind of you."),
        ("What sort of help is it?", "What sort of help is it?"),
        ("We like cake.", "We like cake."),
        ("It took, like, a year, er.", "It took a year."),
        ("A girl, um, a boy.", "A girl, a boy."),
        ("Um.", ""),
    ],
)
def test_fillers_go_and_their_words_stay_where_they_mean_something(before, after):
    assert said(without_fillers(sentence(before), "en")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("The the plan is is good.", "The plan is good."),
        ("We can, we can do it.", "We can do it."),
        ("It was very very good.", "It was very very good."),
        ("No, no, no.", "No, no, no."),
        ("It had had a door.", "It had had a door."),
        ("I think I think we w- we won.", "I think we won."),
    ],
)
def test_stammers_go_and_emphasis_stays(before, after):
    assert said(without_repeats(sentence(before), "en")) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("Two people came.", "2 people came."),
        ("One of us knew, and no one spoke.", "One of us knew, and no one spoke."),
        ("It took one week or one or two months.", "It took 1 week or 1 or 2 months."),
        ("Twenty-five thousand pounds.", "25,000 pounds."),
        ("A hundred and two, half a million, a hundred.", "102, half a million, a hundred."),
        ("Two million five hundred thousand.", "2.5 million."),
        ("Three billion pounds.", "3 billion pounds."),
        ("One hundred and two.", "102."),
        ("In two thousand and ten, we began.", "In 2010, we began."),
        ("Count: one two three.", "Count: one two three."),
        ("Nineteen ninety five was a good year.", "Nineteen ninety five was a good year."),
        ("The second one.", "The second one."),
        ("The twenty first century.", "The twenty first century."),
        ("Two point five, two thirds.", "Two point five, two thirds."),
        ("In the nineteen eighties.", "In the nineteen eighties."),
        ("Two and a half men.", "Two and a half men."),
        ("Top tip number one: two is enough.", "Top tip number 1: 2 is enough."),
    ],
)
def test_numbers_become_digits_only_where_they_count(before, after):
    assert said(with_digits(sentence(before))) == after


def test_numbers_are_read_in_words_and_digits():
    text = "three hundred and five, 1,500 and £2.50; two million five hundred thousand"
    assert numbers_in(text.split()) == [305, 1500, 2.5, 2_500_000]
    assert numbers_in("a hundred and 2.5 million".split()) == [100, 2_500_000]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("We facilitated it.", "We helped with it."),
        ("Facilitating is work.", "Helping with is work."),
        ("An assessment of stakeholders.", "An assessment of people involved."),
        ("In order to start, prior to May.", "To start, before May."),
        ("We saw an amendment.", "We saw a change."),
        ("They undertook it; it was undertaken.", "They did it; it was done."),
        ("The Local Authority Board met.", "The Local Authority Board met."),
        ("Local authority staff met.", "Council staff met."),
        ("We notify, in order, to all.", "We tell, in order, to all."),
    ],
)
def test_plain_words_fit_in_their_place(before, after):
    assert said(in_plain_words(sentence(before), WORDS)) == after


def test_a_plain_word_that_loses_a_negation_or_a_name_is_not_used():
    bad = PlainWords(
        "en", (PlainWord("do not go", "stay", "phrase"), PlainWord("NHS", "it", "noun"))
    )
    assert said(in_plain_words(sentence("Please do not go to the NHS."), bad)) == (
        "Please do not go to the NHS."
    )


def test_a_plain_word_list_of_another_language_is_not_used():
    words = PlainWords("en", (PlainWord("mae", "WRONG", "phrase"),))
    assert lines(heard("Mae dau o blant yma, ym, heddiw.", "cy"), words) == [
        "Mae dau o blant yma, heddiw."
    ]


def test_welsh_words_that_look_like_english_fillers_stay():
    assert lines(heard("Er hynny, mae hi yn um hapus.", "cy")) == ["Er hynny, mae hi yn hapus."]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "We met the people from the council, and we told them what we wanted.",
            ["We met the people from the council.", "We told them what we wanted."],
        ),
        (
            "We meet on the first Monday of every month, which is good for everybody.",
            ["We meet on the first Monday of every month.", "This is good for everybody."],
        ),
        (
            "We used to write the big plan first and then we would ask people.",
            ["We used to write the big plan first.", "Then we would ask people."],
        ),
        (
            "Now we sit down together at the very beginning and everybody brings ideas.",
            ["Now we sit down together at the very beginning.", "Everybody brings ideas."],
        ),
        (
            "We wanted to make a film of our own because we have a lot to say.",
            ["We wanted to make a film of our own.", "This is because we have a lot to say."],
        ),
    ],
)
def test_long_sentences_are_split_where_both_halves_stand_alone(before, after):
    assert [said(part) for part in short_sentences(sentence(before), 12)] == after


@pytest.mark.parametrize(
    "text",
    [
        "If you come to the meeting on Monday and we all listen, it will help.",
        "They said that we should come to the big meeting and we should all talk.",
        "Do you want to come to the meeting on Monday and we can talk there?",
        "We met the people from the council and the people from the health board.",
        "We go and we talk.",
        "We made the film with the people from the centre and you and me.",
        "We asked the people who live in this street and everybody else in town.",
    ],
)
def test_sentences_stay_whole_where_a_split_could_change_what_they_say(text):
    assert [said(part) for part in short_sentences(sentence(text), 12)] == [text]


@pytest.mark.parametrize(
    ("before", "after", "kept"),
    [
        ("We never met Mary.", "We met Mary.", False),
        ("We met Mary Jones.", "We met Mary.", False),
        ("We can't.", "We cannot.", True),
        ("It cost 25,000 pounds.", "It cost twenty five thousand pounds.", True),
        ("It cost two pounds and two pence.", "It cost 2 pounds.", False),
        ("I think I'm right.", "It is right.", True),
    ],
)
def test_the_guard(before, after, kept):
    assert keeps_facts(before.split(), after.split()) is kept


def test_titles_and_short_forms_end_no_sentence():
    words = "We met Dr. Jones at 10 a.m. on Monday. It was good. Was it? Yes!".split()
    ends = [words[index] for index in sorted(sentence_ends(words, "en"))]
    assert ends == ["Monday.", "good.", "it?", "Yes!"]


def test_only_fillers_said_gives_an_empty_track_and_no_words_too():
    assert easy_read(heard("Um. Er."), NO_WORDS, EASY_READ).cues == ()
    assert easy_read(transcript_of([]), NO_WORDS, EASY_READ).cues == ()

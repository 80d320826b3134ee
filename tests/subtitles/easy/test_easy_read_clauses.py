"""Long sentences taken apart: what each rule makes of them, and what all leave alone."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spoken import said, sentence

from mediakit.subtitles.easy.clauses import SPLITTERS, short_sentences
from mediakit.subtitles.easy.guard import keeps_facts
from mediakit.subtitles.easy.parsing import main_clause, parsed
from mediakit.subtitles.easy.pieces import stands_alone

SPLIT = {
    "The bus was late again; the driver said that the road was closed for repairs.": (
        "The bus was late again.",
        "The driver said that the road was closed for repairs.",
    ),
    "The council gave us a big room, and the manager of the centre made tea.": (
        "The council gave us a big room.",
        "The manager of the centre made tea.",
    ),
    "It was very late in the evening, we all went home on the last bus.": (
        "It was very late in the evening.",
        "We all went home on the last bus.",
    ),
    "Mary Jones, who is a support worker in Bangor, took part in every one of the meetings.": (
        "Mary Jones is a support worker in Bangor.",
        "Mary Jones took part in every one of the meetings.",
    ),
    "Mary Jones, a support worker from Bangor, took part in every one of the meetings.": (
        "Mary Jones was a support worker from Bangor.",
        "Mary Jones took part in every one of the meetings.",
    ),
    "We went to see Mary Jones, who told us about all of the new plans.": (
        "We went to see Mary Jones.",
        "Mary Jones told us about all of the new plans.",
    ),
    "In the end we moved to the old town hall, where we had much more room.": (
        "In the end we moved to the old town hall.",
        "There, we had much more room.",
    ),
    "We met a lot of new people that day, most of whom came from Bangor.": (
        "We met a lot of new people that day.",
        "Most of them came from Bangor.",
    ),
    "We saw a short new film that showed how people in Bangor live.": (
        "We saw a short new film.",
        "This short new film showed how people in Bangor live.",
    ),
    "Although the room was too small for us, we stayed there until the evening.": (
        "The room was too small for us.",
        "But we stayed there until the evening.",
    ),
    "Because the old room was too small for us, we moved to the hall.": (
        "The old room was too small for us.",
        "So we moved to the hall.",
    ),
    "After we had talked about it for hours, the manager agreed to all of it.": (
        "We had talked about it for hours.",
        "After that, the manager agreed to all of it.",
    ),
    "When the meeting in the hall was over, we all went home on the bus.": (
        "The meeting in the hall was over.",
        "Then we all went home on the bus.",
    ),
    "We all stayed there until the evening although the room was too small for us.": (
        "We all stayed there until the evening.",
        "But the room was too small for us.",
    ),
    "The manager of the centre met us and told us about all the plans.": (
        "The manager of the centre met us.",
        "The manager of the centre told us about all the plans.",
    ),
    "The council closed the centre, making it hard for all of us to meet.": (
        "The council closed the centre.",
        "This made it hard for all of us to meet.",
    ),
    "Mary Jones (born in 1960 in Bangor) is a support worker for people with a disability.": (
        "Mary Jones was born in 1960 in Bangor.",
        "Mary Jones is a support worker for people with a disability.",
    ),
    "Mary Jones, born in Bangor in May, is a support worker for people with a disability.": (
        "Mary Jones was born in Bangor in May.",
        "Mary Jones is a support worker for people with a disability.",
    ),
    "We asked a lot of people to help with the film, including the council.": (
        "We asked a lot of people to help with the film.",
        "This includes the council.",
    ),
    "We asked Mary Jones, who told us about it.": (
        "We asked Mary Jones.",
        "Mary Jones told us about it.",
    ),
    "We like the big hall, and Mary likes it too.": (
        "We like the big hall.",
        "Mary likes it too.",
    ),
    "The old people saw the rainbow as a bridge over which the gods passed to the sky.": (
        "The old people saw the rainbow as a bridge.",
        "The gods passed over this bridge to the sky.",
    ),
    "Six spoons of snow peas, five slabs of blue cheese, and maybe a snack for Bob.": (
        "Six spoons of snow peas.",
        "Five slabs of blue cheese.",
        "And maybe a snack for Bob.",
    ),
    "We are just saying some words now and here's some more of the same words.": (
        "We are just saying some words now.",
        "Here's some more of the same words.",
    ),
    "The health board (HB), which looks after the people of the north, has a new head.": (
        "The health board (HB) looks after the people of the north.",
        "The HB has a new head.",
    ),
    "She was the head of the group, and according to many people, she was the best.": (
        "She was the head of the group.",
        "According to many people, she was the best.",
    ),
    "Mary went home early that day, taking the last bus from Bangor to Conwy.": (
        "Mary went home early that day.",
        "Mary took the last bus from Bangor to Conwy.",
    ),
    "Ask not what your country can do for you, ask what you can do for it.": (
        "Ask not what your country can do for you.",
        "Ask what you can do for it.",
    ),
    "The centre for people with a learning disability was opened by Mary in March 2004.": (
        "The centre for people with a learning disability was opened by Mary.",
        "This was in March 2004.",
    ),
    "In March 2004, the centre for people with a learning disability was opened by Mary.": (
        "It was March 2004.",
        "The centre for people with a learning disability was opened by Mary.",
    ),
}


@pytest.mark.parametrize(("text", "pieces"), SPLIT.items())
def test_each_rule_makes_sentences_that_stand_alone(text, pieces):
    assert tuple(said(part) for part in short_sentences(sentence(text), 12)) == pieces


@pytest.mark.parametrize(
    "text",
    [
        "If it rains again on Monday, we stay in the hall, and we make a new plan.",
        "They told us that the centre was closed and the manager was on holiday.",
        "The people who live in the old street next to the hall like the film.",
        "We make films about gardens, parks, streets, and other places that people like to see.",
        "The plans and services provided by the council were not what people asked it for.",
        "Was the room too small for all of us because so many new people came?",
        "We asked a woman from the council, who told us about all the new plans.",
        "The elevation of the land decreases slowly toward the east, with the lowest place there.",
        "The old building looks very odd, that is, painted in many colours by us.",
        "She told the manager that the plan was good and the manager agreed with her.",
        "We went, no, we walked home with the people from the new day centre in Conwy.",
        "We never went to see the manager of the centre when it was still open.",
        "He was chosen by the group and moved to the front of the big room.",
        "We need a new person in the group who can help us with our films.",
    ],
)
def test_what_is_not_surely_safe_stays_whole(text):
    assert [said(part) for part in short_sentences(sentence(text), 12)] == [text]


WORDS = st.sampled_from(
    "we they Mary Jones the a council film room is was went made told met who which that and but"
    " because although when after in of to not never two 2004, March home, here. big, ; making"
    " taking it's don't (old) “new”".split()
)


@settings(max_examples=200)
@given(st.lists(WORDS, min_size=1, max_size=30).map(" ".join))
def test_whatever_is_said_no_fact_is_lost_and_every_piece_stands_alone(text):
    pieces = short_sentences(sentence(text), 12)
    assert keeps_facts(text.split(), " ".join(said(part) for part in pieces).split())
    assert len(pieces) == 1 or all(stands_alone(part) for part in pieces)
    for splitter in SPLITTERS:
        for first, second in splitter(parsed(sentence(text))):
            assert first and second


@pytest.mark.parametrize(
    ("text", "subject", "verb"),
    [
        ("The head of the council met us.", "The head of the council", "met"),
        ("In 2004, Mary Jones was chosen.", "Mary Jones", "was"),
        ("Then everybody brings ideas.", "everybody", "brings"),
        ("It's good.", "It's", "It's"),
        ("Some of them are old.", "Some of them", "are"),
        ("You and me.", None, None),
    ],
)
def test_subjects_and_their_verbs_are_seen(text, subject, verb):
    words, clause = text.split(), main_clause(parsed(sentence(text)))
    found = (None, None)
    if clause:
        found = (" ".join(words[clause.start : clause.end]), words[clause.verb])
    assert found == (subject, verb)

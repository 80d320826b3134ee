"""What is said in passing at the start or in the middle of a long sentence."""

import pytest
from spoken import said, sentence

from mediakit.subtitles.easy.clauses import short_sentences

SPLIT = {
    # What was done first.
    "After leaving the old hall by the river, Ann went home on the last bus.": (
        "Ann left the old hall by the river.",
        "After that, Ann went home on the last bus.",
    ),
    "After being moved to the new hall in the spring, we were happy with it.": (
        "We were moved to the new hall in the spring.",
        "After that, we were happy with it.",
    ),
    "After being in hospital for a long time, I came home to my own flat.": (
        "I was in hospital for a long time.",
        "After that, I came home to my own flat.",
    ),
    "After having tea with the new people, Ann and Bob went home by bus again.": (
        "Ann and Bob had tea with the new people.",
        "After that, Ann and Bob went home by bus again.",
    ),
    # Dates, with a comma and without.
    "In 1921 the group joined with the people of the old hall in Bangor.": (
        "It was 1921.",
        "The group joined with the people of the old hall in Bangor.",
    ),
    "On 3 May 2006 we made a film about the people in the old hall.": (
        "It was 3 May 2006.",
        "We made a film about the people in the old hall.",
    ),
    "Ann Jones, born May 17, 1936, is a writer and an artist from North Wales.": (
        "Ann Jones was born May 17, 1936.",
        "Ann Jones is a writer and an artist from North Wales.",
    ),
    # Between the name and its verb.
    "The old hall, built in the 12th century, is now used by all of us.": (
        "The old hall was built in the 12th century.",
        "The old hall is now used by all of us.",
    ),
    "The group, led by Ann and Bob, makes films about the people of the town.": (
        "The group is led by Ann and Bob.",
        "The group makes films about the people of the town.",
    ),
    "The hall, once called the Red House, is now a home for the whole group.": (
        "The hall was once called the Red House.",
        "The hall is now a home for the whole group.",
    ),
    "We made a long film about the old hall, commanded by a man from Conwy.": (
        "We made a long film about the old hall.",
        "This was commanded by a man from Conwy.",
    ),
    # Where it is.
    "Bala is a small market town near a very large lake in Gwynedd, Wales.": (
        "Bala is a small market town near a very large lake.",
        "Bala is in Gwynedd, Wales.",
    ),
    # Once more about the same.
    "Some of the old roads are closed in the winter, and are used by walkers.": (
        "Some of the old roads are closed in the winter.",
        "Some of the old roads are used by walkers.",
    ),
    "The song was written by Ann in the spring and has been sung ever since.": (
        "The song was written by Ann in the spring.",
        "The song has been sung ever since.",
    ),
    "A year later, he took the bus from Bangor, and Ann went with him.": (
        "A year later, he took the bus from Bangor.",
        "Ann went with him.",
    ),
    # A word in -s may be a verb, and a noun where "the" stands before.
    "The Jones family also runs the big shop, which gives us all of our tea.": (
        "The Jones family also runs the big shop.",
        "This gives us all of our tea.",
    ),
    "The size of the drops was small, and the band of light was very wide.": (
        "The size of the drops was small.",
        "The band of light was very wide.",
    ),
    # Which ones.
    "We sell a lot of other drinks, such as tea, milk and hot water.": (
        "We sell a lot of other drinks.",
        "Examples are tea, milk and hot water.",
    ),
    "That day, we had a long lunch, in which we heard a lot about it.": (
        "That day, we had a long lunch.",
        "In this long lunch, we heard a lot about it.",
    ),
}


@pytest.mark.parametrize(("text", "pieces"), SPLIT.items())
def test_what_is_said_in_passing_becomes_a_sentence(text, pieces):
    assert tuple(said(part) for part in short_sentences(sentence(text), 12)) == pieces


@pytest.mark.parametrize(
    "text",
    [
        # It was somebody else who did it, or it is not certain who.
        "After singing the songs, the council said that it was time to go home now.",
        "After reaching the coast of Wales, the winds were much weaker than on the day before.",
        "After working with us on the film, Ann will go home on the last bus.",
        # In the present, a date is no story.
        "In 2030 the group meets with the people of the old hall in Bangor.",
        # Where the school is, not where she is; and the biggest of where.
        "Ann Jones is a teacher at a school in the old town of Bangor in Wales.",
        "Bala is the oldest small town near the lake in the whole of North Wales.",
        # The second verb may be about others.
        "The council asked people who are old and are living in the town for help.",
        # Denied, or only alike.
        "We do not sell any other drinks in the old hall, such as tea and milk.",
        "They played in many of the old halls, like those in Bangor and in Conwy.",
    ],
)
def test_what_is_not_sure_to_be_true_alone_stays(text):
    assert [said(part) for part in short_sentences(sentence(text), 12)] == [text]

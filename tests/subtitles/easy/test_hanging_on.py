"""What hangs on at the end of a long sentence: what each rule makes of it, and what stays."""

import pytest
from spoken import said, sentence

from mediakit.subtitles.easy.clauses import short_sentences

SPLIT = {
    # What something has or is like.
    "It is a small village near the coast of Wales, with a population of 500.": (
        "It is a small village near the coast of Wales.",
        "It has a population of 500.",
    ),
    "The new hall is near the river in Bangor, with a kitchen, a stage and a bar.": (
        "The new hall is near the river in Bangor.",
        "The new hall has a kitchen, a stage and a bar.",
    ),
    "These are small birds that live near the sea, with little or no red on them.": (
        "These are small birds that live near the sea.",
        "They have little or no red on them.",
    ),
    "We saw a small bird on the roof of the hall with its head under a wing.": (
        "We saw a small bird on the roof of the hall.",
        "Its head was under a wing.",
    ),
    "It was an old house at the end of the street with its door wide open.": (
        "It was an old house at the end of the street.",
        "Its door was wide open.",
    ),
    "Many people came to the new hall in May, with two children playing in the street.": (
        "Many people came to the new hall in May.",
        "Two children played in the street.",
    ),
    "The team is led by people with a learning disability, with Mary being the head of it.": (
        "The team is led by people with a learning disability.",
        "Mary is the head of it.",
    ),
    "The council closed many of the old halls, with the last one sold in the autumn.": (
        "The council closed many of the old halls.",
        "The last one was sold in the autumn.",
    ),
    "The group is a good one for new people, one that meets on Mondays in the hall.": (
        "The group is a good one for new people.",
        "The group is one that meets on Mondays in the hall.",
    ),
    # What it is not, and what it is.
    "The new manager is not a nurse from Bangor, but a doctor from the hospital in Conwy.": (
        "The new manager is not a nurse from Bangor.",
        "The new manager is a doctor from the hospital in Conwy.",
    ),
    "They are not angry with the people of the council but sad about the whole thing.": (
        "They are not angry with the people of the council.",
        "They are sad about the whole thing.",
    ),
    # What happens now and then.
    "When a child is ill for a long time, the parents are often at home.": (
        "Sometimes a child is ill for a long time.",
        "Then the parents are often at home.",
    ),
    "When people are ill for a long time, they need somebody who helps them at home.": (
        "Sometimes people are ill for a long time.",
        "Then they need somebody who helps them at home.",
    ),
    # Which one, and what was done to it.
    "She began a long talk with the driver who had stopped the bus in the street.": (
        "She began a long talk with the driver.",
        "This driver had stopped the bus in the street.",
    ),
    "We are saying a lot of different words that we did not say in the film.": (
        "We are saying a lot of different words.",
        "We did not say these different words in the film.",
    ),
    "They have a big old hall that they bought with our help in the spring.": (
        "They have a big old hall.",
        "They bought this big old hall with our help in the spring.",
    ),
    # Why, when, from where and what for.
    "We closed the old hall by the river in Bangor because of the heavy rain.": (
        "We closed the old hall by the river in Bangor.",
        "This was because of the heavy rain.",
    ),
    "He lived with his family in the old town of Bangor during the war.": (
        "He lived with his family in the old town of Bangor.",
        "This was during the war.",
    ),
    "The young people walked over the hill from the old school to their new hall.": (
        "The young people walked over the hill.",
        "The young people went from the old school to their new hall.",
    ),
    "The bus goes through many small villages from the coast to the hills of Wales.": (
        "The bus goes through many small villages.",
        "The bus goes from the coast to the hills of Wales.",
    ),
    "The council built a new hall near the old school in Bangor to help us.": (
        "The council built a new hall near the old school in Bangor.",
        "This was to help us.",
    ),
    # What was found to be so.
    "Since then the doctors have found that it is not the food that makes us ill.": (
        "Since then the doctors have found this.",
        "It is not the food that makes us ill.",
    ),
    # Things, with or without a comma before the last.
    "6 new tables, 5 thick slices of blue cheese and maybe a cake for her brother.": (
        "6 new tables.",
        "5 thick slices of blue cheese.",
        "And maybe a cake for her brother.",
    ),
}


@pytest.mark.parametrize(("text", "pieces"), SPLIT.items())
def test_what_hangs_on_becomes_a_sentence(text, pieces):
    assert tuple(said(part) for part in short_sentences(sentence(text), 12)) == pieces


@pytest.mark.parametrize(
    "text",
    [
        # "With" says how it was done, or with whom.
        "We did all of the work on the film, with the help of the council.",
        "They opened the door of the hall with their keys from the council on Monday.",
        "She worked with her friends on the film about the gardens in the old town.",
        "The drink was first made in the old town in May, with other drinks like beer.",
        "They are going to the old town by bus, with a lot of new people.",
        "This was a bad time for all of us, with nobody to talk to about it.",
        "It is a nice place for us to meet in, with a bit of luck.",
        # The people went, and the staff may not have.
        "The staff moved the people from the big home in Denbigh to houses in town.",
        # "One" may be a number, and a name may be what is meant.
        "It is the first film about the old city of Bangor, one of the smallest here.",
        # More is meant than "not".
        "The room is not only a place for us to meet, but a place to eat.",
        "It is not just a film about the old hall, but one about all of us.",
        # It always happens, or may never happen.
        "When the sun goes down in the evening, the birds in the park stop singing.",
        "When a new person comes to the group, we will all help them to settle in.",
        "If a child is ill for a long time, the parents often stay at home.",
        # They tell which one.
        "We thanked the first man who had come to help us in the old hall.",
        "She was the only driver in town who had stopped the bus in the street.",
        "We never met the driver who had stopped the bus in the middle of town.",
        "We need a big old hall that we can use with friends in the spring.",
        # Another verb, or "not", may be what the end belongs to.
        "The people of the old town did not close the hall because of the rain.",
        "He wrote a very long book about the old town of Bangor during the war.",
        "He wanted to live with his family in the old town during the long war.",
        "The council asked the people in the new hall in Bangor to help all of us.",
        "The law gave all of the people of the town the right to speak up.",
        "The team came back in the second half of the game to win the cup.",
        "There is a lot of work in the old hall for us to do today.",
        # It may not be so.
        "They have not found that the old hall of the town is open to all.",
        "The manager said that the old hall of the town is now open to all.",
        "It was found that the old hall of the town is now open to all.",
    ],
)
def test_what_may_belong_to_something_else_stays(text):
    assert [said(part) for part in short_sentences(sentence(text), 12)] == [text]

"""Ten sentences of our own, some of them too hard for the rules: what easy read makes of each, to
be judged by eye. No number says whether people understand it.
"""

from collections.abc import Callable, Sequence

SENTENCES: Sequence[str] = (
    "Um, we we wanted to, you know, facilitate a workshop for twenty five people in Bangor.",
    "However, the council, which is located in Caernarfon, couldn't give us an answer before May.",
    "We met the people from the health board, and they told us that the budget had been reduced.",
    "The centre (by the river) consists of three rooms, and none of them is accessible.",
    "Siân has participated in the group since 2004, and she is considered one of its founders.",
    "It is not uncommon for people not to be told what has been decided about their own care.",
    "Following the consultation, numerous residents stated that they hadn't been listened to.",
    "Having lived in three different places, none of which he had chosen, Gethin knew what he was"
    " talking about when he spoke to the minister.",
    "If the money does not come through by the end of March, which nobody can promise, the whole"
    " thing falls flat and we are back to square one.",
    "What we would say to anybody who is thinking of doing something like this is that you should"
    " ask people first.",
)


def examples(rewrite: Callable[[str], str]) -> str:
    """The sentences and what becomes of them, as a list in Markdown. What stays as it was said is
    shown too: there the rules do not help.
    """
    lines = []
    for sentence in SENTENCES:
        easy = rewrite(sentence)
        lines.append(f"- {sentence}")
        lines.append(f"  - {'(as it was said)' if easy == sentence else easy}")
    return "\n".join(lines)

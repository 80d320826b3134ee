"""Reasons, times and contrasts: "because it rained", "although it rained", "after it rained"."""

from collections.abc import Iterator

from mediakit.subtitles.easy.coordination import governed
from mediakit.subtitles.easy.parsing import Parsed, clause_at, is_past, main_clause
from mediakit.subtitles.easy.pieces import FEWEST_WORDS, Split, begun, ended, lowered, tense
from mediakit.subtitles.tokens import word_set

_THEN = "then"
_TIMES = word_set("when after before")
_NEGATIVE = word_set("not never no nobody nothing none n't")

_LEADING = {
    ("although",): "But",
    ("though",): "But",
    ("even", "though"): "But",
    ("whereas",): "But",
    ("because",): "So",
    ("after",): "After that,",
    ("once",): "Then",
    ("when",): _THEN,
}
"""What the second sentence begins with when the first had this word before it."""

_ONLY_IN_THE_PAST = word_set("after once when")
"""In the present, these may mean "whenever" or "if"."""


def leading(parse: Parsed) -> Iterator[Split]:
    """ "Although it rained, we went." becomes "It rained. But we went." """
    for words, joiner in _LEADING.items():
        if parse.words[: len(words)] != words:
            continue
        inner = clause_at(parse, len(words))
        for index in range(len(words) + 2, len(parse) - 1):
            outer = clause_at(parse, index) if "," in parse.tail(index - 1) else None
            if inner is None or outer is None:
                continue
            past = is_past(parse, inner.verb) and is_past(parse, outer.verb)
            if words[0] in _ONLY_IN_THE_PAST and not past:
                continue
            lead = _then(parse.word(outer.verb)) if joiner == _THEN else joiner
            rest = parse.sentence[index:]
            yield (
                ended(begun(parse.sentence[len(words) : index])),
                begun(lowered(rest), lead),
            )


def _then(verb: str) -> str:
    return "At that time," if verb in ("was", "were", "had") else "Then"


def trailing(parse: Parsed) -> Iterator[Split]:
    """ "We went although it rained." becomes "We went. But it rained." """
    for index in range(FEWEST_WORDS, len(parse) - 2):
        lead = _lead(parse, index)
        if lead is None or governed(parse, index):
            continue
        skip, said = lead
        yield ended(parse.sentence[:index]), begun(parse.sentence[index + skip :], said)


def _lead(parse: Parsed, index: int) -> tuple[int, str] | None:
    """How many words go, and what is said in their place."""
    word, comma = parse.word(index), "," in parse.tail(index - 1)
    two = word == "even" and parse.word(index + 1) == "though"
    if parse.tail(index) or clause_at(parse, index + 1 + two) is None:
        return None
    because = word == "because" and parse.tag(index - 1) != "RB"
    lead = None
    if because or (word == "since" and comma and tense(parse) == "is"):
        lead = "This is because"
    elif word in ("although", "though", "whereas") or two:
        lead = "But"
    elif word == "while" and comma:
        lead = "At the same time,"
    elif word in _TIMES and _is_one_time(parse, index):
        lead = f"This was {word}"
    return (1 + two, lead) if lead else None


def _is_one_time(parse: Parsed, index: int) -> bool:
    """Whether the words before tell of something that happened once, and the time can belong to
    nothing else in them.
    """
    main, inner = main_clause(parse), clause_at(parse, index + 1)
    return (
        main is not None
        and not (parse.word(main.start) == "it" and parse.tag(main.verb + 1) == "CD")
        and inner is not None
        and is_past(parse, main.verb)
        and is_past(parse, inner.verb)
        and not any(w in _NEGATIVE or w.endswith("n't") for w in parse.words[:index])
        and not {"TO", "VBG"} & set(parse.tags[main.verb : index])
    )

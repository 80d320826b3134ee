"""What hangs at the end without a subject of its own: "making it better", "in 2004"."""

from collections.abc import Iterator

from mediakit.subtitles.easy.coordination import governed
from mediakit.subtitles.easy.inflection import base_of_going, verb_forms
from mediakit.subtitles.easy.parsing import (
    Clause,
    Parsed,
    clause_at,
    is_finite,
    is_past,
    is_plural,
    main_clause,
)
from mediakit.subtitles.easy.pieces import FEWEST_WORDS, Split, begun, ended, repeated
from mediakit.subtitles.easy.tagging import BE, MODALS, is_verb
from mediakit.subtitles.tokens import Sentence, word_set

_RESULTS = word_set(
    "making leading causing resulting giving allowing leaving forcing bringing helping meaning"
    " enabling ensuring prompting sparking showing"
)
"""After a comma, these say what came of all that stands before."""

_NO_DOING = word_set(
    "including according following during regarding concerning starting beginning depending"
    " considering excluding involving being having ranging"
)
_MONTHS = word_set(
    "january february march april may june july august september october november december"
)
_DATE_WORDS = _MONTHS | word_set("of to and the early late mid spring summer autumn winter century")
_INSIDE_DATE = word_set("of to and the early late mid")
_BEFORE_DATE = word_set("in on during from between since")


def consequences(parse: Parsed) -> Iterator[Split]:
    """ "It rained, making us wet." becomes "It rained. This made us wet." """
    for index, base, main in _goings(parse):
        if _is_result(parse, index) and not _is_plan(parse, main):
            form = verb_forms(base)["past" if is_past(parse, main.verb) else "third"]
            yield ended(parse.sentence[:index]), begun(parse.sentence[index + 1 :], f"This {form}")


def members(parse: Parsed) -> Iterator[Split]:
    """ "..., including Ann." becomes "... This includes Ann." """
    for index in range(FEWEST_WORDS, len(parse) - 1):
        word = parse.word(index) == "including" and "," in parse.tail(index - 1)
        if word and not governed(parse, index) and main_clause(parse) is not None:
            rest = parse.sentence[index + 1 :]
            commas = any("," in parse.tail(at) for at in range(index - 1))
            if not commas and not any(is_finite(parse, at) for at in range(index + 1, len(parse))):
                yield ended(parse.sentence[:index]), begun(rest, "This includes")


def doings(parse: Parsed) -> Iterator[Split]:
    """ "Ann went home, taking the bus." becomes "Ann went home. Ann took the bus." """
    for index, base, main in _goings(parse):
        subject = repeated(parse, main.start, main.end, past=is_past(parse, main.verb))
        if _is_passive(parse, main):
            subject = "This"
        if subject is None or _is_result(parse, index) or parse.word(main.start) == "there":
            continue
        form = _form(parse, main, base) if subject != "This" else _of_this(parse, main, base)
        yield ended(parse.sentence[:index]), begun(parse.sentence[index + 1 :], f"{subject} {form}")


def _is_result(parse: Parsed, index: int) -> bool:
    """Whether the words say what came of it: "making it warm", but not "making landfall"."""
    word, following = parse.word(index), parse.tag(index + 1)
    return word in _RESULTS and not (word == "making" and following in ("NN", "VB"))


def _is_passive(parse: Parsed, main: Clause) -> bool:
    """Whether somebody else does what is said: "forests were cut, taking away ..."."""
    verb = main.verb + 1
    while parse.tag(verb) == "RB":
        verb += 1
    helped = parse.word(main.verb) in BE
    return helped and parse.tag(verb) in ("VBN", "VBD", "VB") and parse.word(verb) not in _PLACED


_PLACED = word_set("located situated based placed")


def _of_this(parse: Parsed, main: Clause, base: str) -> str:
    return verb_forms(base)["past" if is_past(parse, main.verb) else "third"]


def _goings(parse: Parsed) -> Iterator[tuple[int, str, Clause]]:
    """Where a comma and a verb in -ing stand, its base, and the main clause before it."""
    main = main_clause(parse)
    if main is None:
        return
    for index in range(max(main.verb + 2, FEWEST_WORDS), len(parse) - 1):
        word = parse.word(index)
        if "," not in parse.tail(index - 1) or not word.endswith("ing") or word in _NO_DOING:
            continue
        base = base_of_going(word, is_verb)
        listed = any("," in parse.tail(at) for at in range(main.verb, index - 1))
        if base is not None and not listed and not governed(parse, index):
            yield index, base, main


def _is_plan(parse: Parsed, main: Clause) -> bool:
    return parse.word(main.verb) in MODALS


def _form(parse: Parsed, main: Clause, base: str) -> str:
    if _is_plan(parse, main):
        return f"{parse.word(main.verb)} {base}"
    if is_past(parse, main.verb):
        return verb_forms(base)["past"]
    return base if is_plural(parse, main.start, main.end) else verb_forms(base)["third"]


def dates(parse: Parsed) -> Iterator[Split]:
    """ "... was built in 1910." becomes "... was built. This was in 1910." """
    main = main_clause(parse)
    if main is None or not is_past(parse, main.verb) or _is_unclear(parse):
        return
    if parse.word(main.start) == "it" and parse.tag(main.verb + 1) not in ("VBN", "VBD"):
        return
    for index in range(main.verb + 2, len(parse) - 1):
        if parse.word(index) in _BEFORE_DATE and is_date(parse.sentence[index + 1 :]):
            yield ended(parse.sentence[:index]), begun(parse.sentence[index:], "This was")


def first_dates(parse: Parsed) -> Iterator[Split]:
    """ "In 2004, we began." becomes "It was 2004. We began." """
    if parse.word(0) not in ("in", "on"):
        return
    for index in range(2, len(parse) - FEWEST_WORDS):
        apart = "," in parse.tail(index - 1) or _ends_date(parse, index)
        clause = clause_at(parse, index) if apart else None
        if clause and is_past(parse, clause.verb) and is_date(parse.sentence[1:index]):
            yield ended(begun(parse.sentence[1:index], "It was")), begun(parse.sentence[index:])


def _ends_date(parse: Parsed, index: int) -> bool:
    """Whether a date from the second word on ends before `index`: "In 1921 | the group met"."""
    more = is_date(parse.sentence[1 : index + 1]) and parse.word(index) not in _INSIDE_DATE
    return parse.word(index - 1) not in _INSIDE_DATE and not more


def is_date(words: Sentence) -> bool:
    """Whether the words are a date and nothing else: "July 8, 1979", "the summer of 2004"."""
    plain_words = [token.text.strip(",.;").casefold() for token in words]
    known = all(
        word in _DATE_WORDS or (word.rstrip("sthrdn").isdigit() and word) for word in plain_words
    )
    certain = any(word in _MONTHS or (len(word.rstrip("s")) == 4 and word[:1].isdigit())
                  for word in plain_words)  # fmt: skip
    return known and certain


def _is_unclear(parse: Parsed) -> bool:
    """Whether the date may belong to something else than the verb, or to nothing that happened."""
    negative = any(w in ("not", "never", "no") or w.endswith("n't") for w in parse.words)
    other = {"which", "who", "that", "if", "when", "to", "said"} & set(parse.words)
    hanging = any(
        tag == "VBN" and parse.tag(at - 1) in ("NN", "NNS", "NNP") and at > _first_verb(parse)
        for at, tag in enumerate(parse.tags)
    )
    return negative or bool(other) or hanging


def _first_verb(parse: Parsed) -> int:
    main = main_clause(parse)
    return main.verb if main else 0

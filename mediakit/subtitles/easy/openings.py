"""What was done first: "After leaving the hall, Ann went home"."""

from collections.abc import Iterator

from mediakit.subtitles.easy.inflection import base_of_going, verb_forms
from mediakit.subtitles.easy.parsing import Parsed, clause_at, is_finite, is_past, is_plural
from mediakit.subtitles.easy.pieces import Split, begun, ended, lowered, repeated
from mediakit.subtitles.easy.tagging import is_verb
from mediakit.subtitles.tokens import word_set

_PEOPLE = word_set("i we he she they you")


def first_doings(parse: Parsed) -> Iterator[Split]:
    """ "After leaving the hall, Ann went home." becomes "Ann left the hall. After that, Ann went
    home." Only of what happened once, and was done by the one that the sentence is about.
    """
    if parse.word(0) != "after" or not parse.word(1).endswith("ing"):
        return
    index = next((at + 1 for at in range(2, len(parse) - 3) if "," in parse.tail(at)), len(parse))
    clause = clause_at(parse, index)
    rest = range(3 if parse.word(1) == "being" else 2, index - 1)
    inside = any(is_finite(parse, at) or parse.tag(at) == "VBG" for at in rest)
    if clause is None or clause.start != index or inside or not is_past(parse, clause.verb):
        return
    # "After reaching the coast, the winds fell": only of people is it sure that they did it.
    someone = parse.word(index) in _PEOPLE or _are_names(parse, index, clause.end)
    subject = repeated(parse, clause.start, clause.end, past=True)
    done = _done(parse, clause.start, clause.end)
    if subject is None or done is None or not someone:
        return
    first = begun(parse.sentence[2:index], f"{subject} {done}")
    yield ended(first), begun(lowered(parse.sentence[index:]), "After that,")


def _are_names(parse: Parsed, start: int, end: int) -> bool:
    """Whether the words are a name or several: "Ann Jones", "Ann and Bob"."""
    return all(tag in ("NNP", "NNPS", "CC") for tag in parse.tags[start:end])


def _done(parse: Parsed, start: int, end: int) -> str | None:
    """The verb after "after" in the past, for the subject from `start` to `end`."""
    if parse.word(1) == "being":
        many = is_plural(parse, start, end) and parse.word(start) != "i"
        return "were" if many else "was"
    base = base_of_going(parse.word(1), is_verb)
    if parse.word(1) == "having" or base is None:
        return "had" if parse.word(1) == "having" else None
    return verb_forms(base)["past"]

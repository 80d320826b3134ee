"""What says which one is meant: "the man who had hidden there", "words that I had not said"."""

from collections.abc import Iterator

from mediakit.subtitles.easy.coordination import governed
from mediakit.subtitles.easy.parsing import (
    Parsed,
    clause_at,
    is_finite,
    is_past,
    main_clause,
    noun_phrase_start,
)
from mediakit.subtitles.easy.pieces import FEWEST_WORDS, Split, begun, ended
from mediakit.subtitles.easy.tagging import BE, HAVE
from mediakit.subtitles.tokens import with_text, word_set

_NOT_ONE = word_set(
    "no not never n't any every each only first last same next other like as if than want wanted"
    " need needed would could might may"
)
"""Where these stand before, there may be no such thing, or the words may be what makes it one."""

_EXACT = frozenset({"JJS", "RBS"})
_NOUNS = frozenset({"NN", "NNS"})
_DONE = word_set(
    "say said see saw seen make made write wrote written read find found buy bought use used know"
    " knew known meet met take took taken get got give gave given choose chose chosen build built"
    " lose lost sell sold record recorded keep kept bring brought show showed shown send sent"
)
"""Verbs of what is done to something, which is always named."""

_AFTER_OBJECT = word_set("in on at from with for during after before")


def known_things(parse: Parsed) -> Iterator[Split]:
    """ "We thanked the man who had found it." becomes "We thanked the man. This man had found it."
    Only in a story of what happened once: the man is there, and the rest is true of him.
    """
    main = main_clause(parse)
    for index in range(4, len(parse) - FEWEST_WORDS):
        start = noun_phrase_start(parse, index)
        if main is None or start is None or parse.word(index) not in ("who", "which", "that"):
            continue
        one = parse.word(start) == "the" and parse.tag(index - 1) == "NN"
        happened = is_past(parse, main.verb) and parse.word(main.verb) not in BE | HAVE
        told = is_past(parse, index + 1) and is_finite(parse, index + 1)
        whole = not any(map(parse.tail, range(len(parse) - 1)))
        if one and happened and told and whole and start > main.verb and _is_there(parse, index):
            noun = " ".join(token.text for token in parse.sentence[start + 1 : index])
            yield ended(parse.sentence[:index]), begun(parse.sentence[index + 1 :], f"This {noun}")


def things_done(parse: Parsed) -> Iterator[Split]:
    """ "We hear words that we did not say in the film." becomes "We hear words. We did not say
    these words in the film." Only for what is new ("words", "a hall"), which is there without it.
    """
    main = main_clause(parse)
    for index in range(3, len(parse) - FEWEST_WORDS):
        start = noun_phrase_start(parse, index)
        clause = clause_at(parse, index + 1) if parse.word(index) == "that" else None
        if main is None or start is None or clause is None or start <= main.verb:
            continue
        new = parse.word(start) in ("a", "an") or _is_bare(parse, start, index)
        done = _what_is_done(parse, clause.verb)
        if not new or done is None or not _is_there(parse, index):
            continue
        these = "these" if parse.tag(index - 1) == "NNS" else "this"
        bare = start + (parse.word(start) in ("a", "an"))
        noun = " ".join([these, *(token.text for token in parse.sentence[bare:index])])
        verb = with_text(parse.sentence[done], f"{parse.sentence[done].text} {noun}")
        rest = (*parse.sentence[index + 1 : done], verb, *parse.sentence[done + 1 :])
        yield ended(parse.sentence[:index]), begun(rest)


def _is_there(parse: Parsed, index: int) -> bool:
    """Whether nothing before `index` says that there may be no such thing, or which one it is."""
    before = parse.words[:index]
    vague = set(before) & _NOT_ONE or any(word.endswith("n't") for word in before)
    return not vague and not _EXACT & set(parse.tags[:index]) and not governed(parse, index)


def _is_bare(parse: Parsed, start: int, end: int) -> bool:
    """Whether the noun phrase is many things without "the" or "our": "different words"."""
    return parse.tag(end - 1) == "NNS" and parse.tag(start) in ("JJ", "NNS")


def _what_is_done(parse: Parsed, verb: int) -> int | None:
    """The place of a verb that lacks the thing it is done to, and is followed by where or when."""
    while parse.tag(verb) in ("RB", "MD") or parse.word(verb) in ("did", "had", "have", "has"):
        verb += 1
    gap = parse.word(verb + 1) in _AFTER_OBJECT and not parse.tail(verb)
    ends = not any(parse.tail(at) for at in range(verb, len(parse) - 1))
    last = parse.tag(len(parse) - 1) not in ("IN", "TO")
    return verb if parse.word(verb) in _DONE and gap and ends and last else None

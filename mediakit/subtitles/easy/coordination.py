"""Two ideas joined by "and", "but", "so", a semicolon or nothing at all."""

from collections.abc import Iterator
from itertools import pairwise

from mediakit.subtitles.easy.inflection import past_only
from mediakit.subtitles.easy.parsing import (
    SUBJECT_PRONOUNS,
    Clause,
    Parsed,
    clause_at,
    is_finite,
    is_past,
    is_plural,
    main_clause,
    noun_phrase_end,
    parsed,
)
from mediakit.subtitles.easy.pieces import (
    FEWEST_WORDS,
    Split,
    begun,
    ended,
    repeated,
    uncapitalised,
)
from mediakit.subtitles.easy.tagging import BE, HAVE, MODALS, is_contracted
from mediakit.subtitles.tokens import Sentence, word_set

_JOINERS = word_set("and but so yet")
_ALWAYS_GOVERN = word_set(
    "if unless until whether than either both neither between let's why how what whoever whatever"
    " whose whom"
)
_TIES = word_set("when whenever while although though because since as before after where once")
"""They govern what follows unless a comma and a sentence of its own close them off."""

_ALSO_PREPOSITIONS = word_set("until since before after than as")
_NOUNS = frozenset({"NN", "NNS", "NNP", "NNPS"})
_RELATIVES = word_set("that which who")
_CONTENT = word_set(
    "fact idea news claim claims belief hope view feeling sense chance evidence notion theory"
)
"""Before "that", these say that what follows is thought or said."""

_TELLING = word_set(
    "tell tells told show shows showed remind reminded warn warned promise promised"
)
"""After these and a person, "that" says what is told."""

_TAKEN_BACK = word_set("no yes well sorry mean rather")
_QUOTING = word_set("said says say think thinks thought suppose guess believe know knows knew")


def governed(parse: Parsed, index: int) -> bool:
    """Whether something before `index` may govern what stands from there on."""
    return any(_governs(parse, at, index) for at in range(index) if not parse.tail(at))


def _governs(parse: Parsed, at: int, index: int) -> bool:
    word = parse.word(at)
    if word in _ALSO_PREPOSITIONS and (
        parse.word(at + 1) == "then" or clause_at(parse, at + 1) is None
    ):
        return False
    if word == "where" and parse.tag(at - 1) in _NOUNS:
        return False
    if word in _TIES:
        return not (at == 0 and _closed(parse, at, index))
    return word in _ALWAYS_GOVERN or (word in _RELATIVES and _tells_what(parse, at))


def _tells_what(parse: Parsed, at: int) -> bool:
    """Whether "that" or "which" says what is thought or asked: after a noun it only says which one
    is meant, and "that day" is no clause.
    """
    word = parse.word(at)
    if word == "that" and parse.tag(at + 1) in ("NN", "NNS") and not is_finite(parse, at + 2):
        return False
    noun = parse.tag(at - 1) in _NOUNS or ":" in parse.tail(at - 1)
    told = any(verb in _TELLING for verb in parse.words[:at])
    own = word == "that" and parse.tail(at - 1) and clause_at(parse, at) is not None
    return not own and (not noun or told or parse.word(at - 1) in _CONTENT)


def _closed(parse: Parsed, at: int, index: int) -> bool:
    commas = (place for place in range(at, index - 1) if "," in parse.tail(place))
    return any(clause_at(parse, place + 1) is not None for place in commas)


def _second_clause(parse: Parsed, index: int) -> Clause | None:
    """The clause that begins at `index`, unless it only says who says or thinks so."""
    clause = clause_at(parse, index)
    if clause is None or clause.verb + 1 >= len(parse):
        return None
    quoting = parse.word(clause.verb) in _QUOTING and parse.tail(clause.verb)
    no_verb = _may_be_no_verb(parse, clause) or _disagrees(parse, clause)
    return None if quoting or no_verb else clause


def _disagrees(parse: Parsed, clause: Clause) -> bool:
    """Whether the "verb" is a thing of many: "samples from radio plays"."""
    ends_in_s = parse.tag(clause.verb) == "VBZ" and parse.word(clause.verb) not in BE | HAVE
    return ends_in_s and parse.tag(clause.start) in ("NNS", "NNPS")


def _may_be_no_verb(parse: Parsed, clause: Clause) -> bool:
    """Whether "services provided" may be services that are provided, and no clause at all."""
    word, known = parse.word(clause.start), parse.tag(clause.start) in ("DT", "PRP$")
    sure = parse.tag(clause.verb) != "VBN" or word in SUBJECT_PRONOUNS or known
    return not sure and parse.tag(clause.verb + 1) not in ("DT", "PRP$", "PRP")


def _ends_a_list(parse: Parsed, index: int) -> bool:
    """Whether "and" at `index` comes before the last of several things: "a pen, paper, and ..."."""
    if "," not in parse.tail(index - 1):
        return False
    commas = [at for at in range(index - 1) if "," in parse.tail(at)]
    item = range(commas[-1] + 1, index) if commas else range(0)
    return 0 < len(item) <= _LONGEST_ITEM and not any(is_finite(parse, at) for at in item)


_LONGEST_ITEM = 4
"""Words between two commas that may be one thing of a list."""


def semicolons(parse: Parsed) -> Iterator[Split]:
    """ "It rained; we stayed." becomes "It rained. We stayed." """
    for index in range(FEWEST_WORDS, len(parse) - FEWEST_WORDS + 1):
        joint = set(parse.tail(index - 1))
        if (joint & set(":—–") and clause_at(parse, index)) or ";" in joint:
            lead = 1 if parse.word(index) == "and" else 0
            yield ended(parse.sentence[:index]), begun(parse.sentence[index + lead :])


def coordinated(parse: Parsed) -> Iterator[Split]:
    """ "We went, and it rained." becomes "We went. It rained." Other joining words stay, as in "But
    it rained".
    """
    for index in range(FEWEST_WORDS, len(parse) - FEWEST_WORDS + 1):
        word = parse.word(index)
        joined = word in _JOINERS and not parse.tail(index)
        twice = joined and parse.word(index + 1) in _JOINERS
        if parse.word(index - 1) in _JOINERS:
            continue
        if not joined and "," not in parse.tail(index - 1):
            continue
        if not joined and parse.word(index - 1) in _TAKEN_BACK:
            continue
        clause = _second_clause(parse, index + joined + twice)
        if clause is None and joined and "," in parse.tail(index - 1):
            # "..., and after that, we went": the words up to the comma belong to what follows.
            clause = main_clause(parsed(parse.sentence[index + 1 :]))
        if (
            clause is None
            or governed(parse, index)
            or (not joined and not _is_spoken(parse, clause))
        ):
            continue
        if joined and _ends_a_list(parse, index):
            continue
        first, rest = parse.sentence[:index], parse.sentence[index:]
        if word == "yet":
            yield ended(first), begun(rest[1:], "But")
        yield ended(first), begun(rest[1:] if word == "and" else rest)


def _is_spoken(parse: Parsed, clause: Clause) -> bool:
    """Whether a clause after a bare comma begins with a pronoun: "it was late, we went home"."""
    word = parse.word(clause.start)
    begins = word in SUBJECT_PRONOUNS - {"that"} or is_contracted(word)
    return begins and main_clause(parsed(parse.sentence[: clause.start])) is not None


def same_subject(parse: Parsed) -> Iterator[Split]:
    """ "We met Ann and asked her." becomes "We met Ann. We asked her." """
    main = main_clause(parse)
    if main is None:
        return
    for index in range(main.verb + 2, len(parse) - 1):
        if parse.word(index) not in _JOINERS or parse.tail(index):
            continue
        if _any_tie(parse, main.verb, index) or governed(parse, index):
            continue
        verb = index + 1
        while parse.tag(verb) == "RB":
            verb += 1
        helper = _goes_on(parse, main, verb)
        subject = repeated(parse, main.start, main.end, past=is_past(parse, main.verb))
        if helper is None or subject is None or parse.word(main.start) == "there":
            continue
        lead = " ".join(part for part in (subject, helper) if part)
        but = "But " if parse.word(index) in ("but", "yet") else ""
        lead = uncapitalised(lead) if but else lead
        yield ended(parse.sentence[:index]), begun(parse.sentence[index + 1 :], but + lead)


def _any_tie(parse: Parsed, first: int, last: int) -> bool:
    """Whether another clause begins in between, so that the verb may belong to that one."""
    others = _TIES - {"as", "since", "before", "after"} | _RELATIVES
    return any(parse.word(at) in others for at in range(first, last))


def _goes_on(parse: Parsed, main: Clause, verb: int) -> str | None:
    """What helping word to say again before the second verb, "" for none; None where the verb may
    be something else: "was chosen and moved" may go on as "moved" or as "was moved".
    """
    word, tag, first = parse.word(verb), parse.tag(verb), parse.word(main.verb)
    helped = first in BE | HAVE | MODALS or is_contracted(first)
    if verb + 1 >= len(parse) or is_contracted(word):
        return None
    if is_past(parse, main.verb) and tag in ("VBD", "VBN"):
        certain = word in ("was", "were", "had", "did") or past_only(word)
        return "" if certain or not helped else None
    if first in BE | HAVE and word in _SURE and _agree(parse, main, word):
        return ""
    if parse.tag(main.verb) == tag == "VBZ":
        return "" if word in BE | HAVE | {"does"} or _has_object(parse, verb) else None
    if first in MODALS and tag == "VB" and not first.endswith(("n't", "not")):
        return first if _has_object(parse, verb) and parse.tag(main.verb + 1) == "VB" else None
    return None


_SURE = word_set("is are was were has have")
"""Verbs that can only go on with the sentence, where they agree with its subject."""


def _agree(parse: Parsed, main: Clause, word: str) -> bool:
    many = is_plural(parse, main.start, main.end)
    return word in (("are", "were", "have") if many else ("is", "was", "has"))


def _has_object(parse: Parsed, verb: int) -> bool:
    """Whether what follows can only follow a verb: "plays the piano", not "plays and films"."""
    return parse.tag(verb + 1) in ("DT", "PRP", "PRP$", "TO", "IN", "RB") or (
        parse.tag(verb + 1) in ("VBN", "VBG")
    )


def commands(parse: Parsed) -> Iterator[Split]:
    """ "Ask not ..., ask ..." becomes two: an order whose verb is said again after a comma."""
    for index in range(FEWEST_WORDS, len(parse) - FEWEST_WORDS + 1):
        said = [at for at in range(index) if parse.word(at) == parse.word(index)]
        before = said and (said[0] == 0 or "," in parse.tail(said[0] - 1))
        if before and "," in parse.tail(index - 1) and parse.tag(index) in ("VB", "VBP", "NN"):
            yield ended(parse.sentence[:index]), begun(parse.sentence[index:])


def things(parse: Parsed) -> tuple[Sentence, ...]:
    """The things of a list that is no sentence, each for itself: "Six eggs, a pint of milk, and
    some bread." Empty where there is a verb, or something too short to be shown alone.
    """
    if any(is_finite(parse, at) or is_contracted(parse.word(at)) for at in range(len(parse))):
        return ()
    cuts = [at for at in range(1, len(parse)) if "," in parse.tail(at - 1)]
    cuts += [at for at in range(cuts[-1] + 1 if cuts else len(parse), len(parse) - 1)
             if parse.word(at) == "and" and _begins_thing(parse, at + 1)][-1:]  # fmt: skip
    edges = [0, *cuts, len(parse)]
    parts = [parse.sentence[first:end] for first, end in pairwise(edges)]
    if len(parts) < 2 or min(map(len, parts)) < FEWEST_WORDS or not all(map(_is_thing, parts)):
        return ()
    return tuple(ended(begun(part)) for part in parts)


def _begins_thing(parse: Parsed, index: int) -> bool:
    """Whether another thing begins there: "a snack", "maybe 2 eggs", but not "pepper"."""
    at = index + (parse.word(index) in _BEFORE_THING)
    return parse.tag(at) in ("DT", "CD")


def _is_thing(part: Sentence) -> bool:
    """Whether words name a thing and nothing else: "and maybe a snack for Bob"."""
    parse = parsed(part)
    start = next((at for at, word in enumerate(parse.words) if word not in _BEFORE_THING), 0)
    return noun_phrase_end(parse, start) == len(parse)


_BEFORE_THING = word_set("and or also maybe perhaps")

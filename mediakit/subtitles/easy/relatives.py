"""What is said about a person or thing in passing: "who lives here", "a doctor from Bangor"."""

from collections.abc import Iterator

from mediakit.subtitles.easy.coordination import governed
from mediakit.subtitles.easy.inflection import past_only
from mediakit.subtitles.easy.parsing import (
    Parsed,
    clause_at,
    is_finite,
    is_past,
    main_clause,
    noun_phrase_end,
    noun_phrase_start,
)
from mediakit.subtitles.easy.pieces import Split, be_like, begun, ended, is_name, repeated
from mediakit.subtitles.easy.tagging import BE, HAVE
from mediakit.subtitles.tokens import CLOSERS, capitalised, tail, with_text, word_set

_ONE = word_set("is was has does isn't wasn't hasn't doesn't")
_MANY = word_set("are were have do aren't weren't haven't don't")
_COUNTED = word_set("most some many all both none one two three several each much")
_THINGS = frozenset({"NN", "NNS", "NNP", "NNPS", "CD"})
_POSSESSIVE = word_set("his her its their our my your")


def middle_relatives(parse: Parsed) -> Iterator[Split]:
    """ "Ann, who is a doctor, came." becomes "Ann is a doctor. Ann came." """
    subject_end = noun_phrase_end(parse, 0)
    if subject_end is None or "," not in parse.tail(subject_end - 1):
        return
    closing = _closing(parse, subject_end)
    if closing is None:
        return
    inside = parse.sentence[subject_end : closing + 1]
    subject = repeated(parse, 0, subject_end, past=is_past(parse, closing + 1))
    if subject is None:
        return
    rest = begun(parse.sentence[closing + 1 :], subject)
    if parse.word(subject_end) in ("who", "which") and is_finite(parse, _verb(parse, subject_end)):
        yield ended(begun(inside[1:], _bare(parse, subject_end))), rest
    elif _describes(parse, subject_end, closing + 1):
        be = be_like(parse, 0, subject_end, closing + 1)
        yield ended(begun(inside, f"{_bare(parse, subject_end)} {be}")), rest


def in_brackets(parse: Parsed) -> Iterator[Split]:
    """ "Ann (born in 1960) is a doctor." becomes "Ann was born in 1960. Ann is a doctor." """
    start = noun_phrase_end(parse, 0) or 0
    bracket = parse.opens(start) and parse.sentence[start].text[:1] == "("
    closing = ")" if bracket else ","
    ends = [at for at in range(start, len(parse)) if closing in parse.tail(at)]
    # In "born May 17, 1936, is ..." the second comma is the one after which the verb stands.
    end = next((at for at in ends[:2] if bracket or _goes_on(parse, _verb(parse, at))), 0)
    apart = bracket or parse.tail(start - 1) == ","
    if not apart or not 0 < start < end < len(parse) - 2:
        return
    subject = repeated(parse, 0, start, past=False)
    verb = _verb(parse, end)
    if subject is None or not is_finite(parse, verb):
        return
    words = [with_text(token, token.text.strip("()")) for token in parse.sentence[start : end + 1]]
    be = be_like(parse, 0, start, verb)
    told = {"born": "was", "also": be, "formerly": "was", "previously": "was"}
    if parse.word(start) in told and words[0].text:
        first = ended(begun(tuple(words), f"{subject} {told[parse.word(start)]}"))
        yield first, begun(parse.sentence[end + 1 :], subject)


def _goes_on(parse: Parsed, verb: int) -> bool:
    """Whether the verb is surely that of the sentence: "is", "came", but not "named"."""
    word, tag = parse.word(verb), parse.tag(verb)
    if word in BE | HAVE or tag in ("VBZ", "MD") or past_only(word):
        return True
    return is_finite(parse, verb) and not any(map(parse.tail, range(verb, len(parse) - 1)))


def _closing(parse: Parsed, start: int) -> int | None:
    """The word with the comma after which the sentence goes on with its verb."""
    for at in range(start, len(parse) - 2):
        if "," in parse.tail(at) and is_finite(parse, _verb(parse, at)):
            return at
    return None


def _verb(parse: Parsed, at: int) -> int:
    """The place of the next word that is no adverb."""
    at += 1
    while parse.tag(at) == "RB" or parse.word(at) == "first":
        at += 1
    return at


def _bare(parse: Parsed, end: int) -> str:
    """The subject before `end`, as it was said."""
    return " ".join(token.text for token in parse.sentence[:end]).rstrip(",")


def _describes(parse: Parsed, start: int, end: int) -> bool:
    """Whether the words are one noun phrase that says what somebody or something is."""
    begins = parse.word(start) in {"a", "an", "the"} | _POSSESSIVE
    return begins and noun_phrase_end(parse, start) == end


def relatives(parse: Parsed) -> Iterator[Split]:
    """The same at the end of a sentence: "We asked Ann, who is a doctor."; also ", where he lived"
    and "a film that shows how we live".
    """
    for index in range(3, len(parse) - 2):
        first, rest = parse.sentence[:index], parse.sentence[index:]
        if governed(parse, index):
            continue
        if "," in parse.tail(index - 1):
            lead, skip = _lead_after_comma(parse, index)
            if lead is not None:
                yield ended(first), begun(rest[skip:], lead)
        elif parse.word(index) in ("who", "which", "that"):
            lead = _lead_of_new_thing(parse, index)
            if lead is not None:
                yield ended(first), begun(rest[1:], lead)


def _lead_after_comma(parse: Parsed, index: int) -> tuple[str | None, int]:
    """What the second sentence begins with, and how many words that stands in for."""
    word, verb = parse.word(index), _verb(parse, index)
    commas = (at for at in range(index, len(parse)) if "," in parse.tail(at))
    goes_on = any(is_finite(parse, at + 1) for at in commas)
    lead: str | None = None
    if goes_on:
        return None, 0
    if word in ("which", "that") and is_finite(parse, verb) and not parse.tail(verb):
        lead = _this_or_these(parse, index, verb)
    elif word == "who" and is_finite(parse, verb):
        lead = _person(parse, index)
    elif word == "where" and clause_at(parse, index + 1):
        lead = "There,"
    elif word == "whose":
        lead = _whose(parse, index)
    elif word in _COUNTED and parse.words[index + 1 : index + 2] == ("of",):
        several = parse.word(index + 2) in ("whom", "which") and is_finite(parse, index + 3)
        return (f"{capitalised(word)} of them" if several else None), 3
    return lead, 1


def _whose(parse: Parsed, index: int) -> str | None:
    """ "Ann's" for "Ann, whose house is big"."""
    noun, name = noun_phrase_end(parse, index + 1), _person(parse, index)
    fits = noun is not None and is_finite(parse, noun) and name is not None
    return f"{name}'s" if fits and not str(name).endswith("s") else None


def _this_or_these(parse: Parsed, index: int, verb: int) -> str | None:
    """ "This" or "These", as the verb asks for it, or in the past the noun before."""
    if parse.word(verb) in _ONE or parse.tag(verb) == "VBZ":
        return "This"
    if parse.word(verb) in _MANY or parse.tag(verb) == "VBP":
        return "These"
    if parse.tag(verb) == "MD" or parse.tag(verb) in ("VBD", "VBN"):
        return "These" if parse.tag(index - 1) == "NNS" else "This"
    return None


def _person(parse: Parsed, index: int) -> str | None:
    """Who or what stands before the comma, as it is said again: "Ann", "this doctor"."""
    start = noun_phrase_start(parse, index)
    if start is None or (parse.tag(start - 1) == "IN" and parse.tag(start - 2) in _THINGS):
        return None
    if parse.word(start) in ("a", "an"):
        return _with(parse, "This", start + 1, index)
    if is_name(parse, start, index) or parse.tag(start) in ("DT", "PRP$"):
        return repeated(parse, start, index, past=True)
    if parse.tag(index - 1) == "NNS" and parse.tag(start - 1) != "CD":
        return _with(parse, "These", start, index)
    return None


def _with(parse: Parsed, determiner: str, start: int, end: int) -> str | None:
    noun = repeated(parse, start, end, past=True)
    return f"{determiner} {parse.sentence[start].text[:1]}{noun[1:]}" if noun else None


def _lead_of_new_thing(parse: Parsed, index: int) -> str | None:
    """The subject for what is said about "a ..." that has just been brought up; None where the
    words tell which one is meant, or where it may not exist ("we need a person who ...").
    """
    start, main = noun_phrase_start(parse, index), main_clause(parse)
    if start is None or main is None or not is_finite(parse, _verb(parse, index)):
        return None
    exists = is_past(parse, main.verb) or parse.word(main.verb) in ("is", "'s", "are")
    told = any(word in _NOT_REAL for word in parse.words[:index])
    if parse.word(start) not in ("a", "an") or not exists or told or index - start < _WORTH_SAYING:
        return None
    return _person(parse, index)


_NOT_REAL = word_set("no not never n't any every each like as want need if would could may might")
_WORTH_SAYING = 3
"""Words in "a way of working" that make it worth a sentence: "a dog" alone says nothing."""


def over_which(parse: Parsed) -> Iterator[Split]:
    """ "We saw a bridge over which they came." becomes "We saw a bridge. They came over this
    bridge." """
    main = main_clause(parse)
    for index in range(3, len(parse) - 3):
        found = parse.tag(index) == "IN" and parse.word(index + 1) in ("which", "whom")
        clause = clause_at(parse, index + 2) if found else None
        start = noun_phrase_start(parse, index)
        if not clause or main is None or start is None or governed(parse, index):
            continue
        both_past = is_past(parse, main.verb) and is_past(parse, clause.verb)
        new = (
            both_past
            and parse.word(start) in ("a", "an")
            and parse.tag(clause.verb) in ("VBD", "VBN")
        )
        thing = _with(parse, "this", start + 1, index)
        if not new or thing is None or parse.tail(index - 1) or parse.word(clause.verb) in _HELPERS:
            continue
        verb = parse.sentence[clause.verb]
        bare, after = verb.text.rstrip(CLOSERS), tail(verb.text)
        put = with_text(verb, f"{bare} {parse.word(index)} {thing}{after if after == '.' else ''}")
        rest = (
            *parse.sentence[index + 2 : clause.verb],
            put,
            *parse.sentence[clause.verb + 1 :],
        )
        yield ended(parse.sentence[:index]), begun(rest)


_HELPERS = word_set("was were had did")


def led_by(parse: Parsed) -> Iterator[Split]:
    """ "We joined a group, led by Ann." becomes "We joined a group. This is led by Ann." """
    main = main_clause(parse)
    for index in range(3, len(parse) - 2):
        by = parse.tag(index) == "VBD" and parse.word(index + 1) == "by"
        told = by or (parse.tag(index) == "VBN" and parse.tag(index + 1) == "IN")
        if not told or main is None or parse.tail(index - 1) != "," or governed(parse, index):
            continue
        start = noun_phrase_start(parse, index)
        listed = any("," in parse.tail(at) for at in range(main.verb, index - 1))
        if start is None or listed or index < main.verb:
            continue
        many = parse.tag(index - 1) == "NNS"
        be = ("were" if many else "was") if is_past(parse, main.verb) else "are" if many else "is"
        lead = f"{'These' if many else 'This'} {be}"
        yield ended(parse.sentence[:index]), begun(parse.sentence[index:], lead)


def appositions(parse: Parsed) -> Iterator[Split]:
    """ "We met Ann, a doctor from Bangor." becomes "We met Ann. Ann is a doctor from Bangor." """
    for index in range(3, len(parse) - 2):
        start = noun_phrase_start(parse, index)
        if "," not in parse.tail(index - 1) or start is None or not is_name(parse, start, index):
            continue
        listed = any("," in parse.tail(at) for at in range(index - 1))
        if listed or parse.word(start - 1) in ("and", "or"):
            continue
        if governed(parse, index) or not _describes(parse, index, len(parse)):
            continue
        name = repeated(parse, start, index, past=True)
        if name is not None:
            main = main_clause(parse)
            be = be_like(parse, start, index, main.verb) if main else "is"
            yield ended(parse.sentence[:index]), begun(parse.sentence[index:], f"{name} {be}")

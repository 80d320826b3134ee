"""Where a place is, and what is said of something between its name and its verb."""

from collections.abc import Iterator

from mediakit.subtitles.easy.coordination import governed
from mediakit.subtitles.easy.parsing import (
    Parsed,
    clause_at,
    is_finite,
    is_past,
    is_plural,
    main_clause,
    noun_phrase_end,
    noun_phrase_start,
)
from mediakit.subtitles.easy.pieces import FEWEST_WORDS, Split, begun, ended, repeated
from mediakit.subtitles.tokens import word_set

_PLACES = word_set(
    "village town city municipality commune county district area park river lake mountain island"
    " school station hall building castle church parish suburb region province state capital"
    " community house hospital museum street square settlement valley bay beach farm market theatre"
    " university college stadium library hill bridge road port harbour neighbourhood hotel prison"
)
_NEAR = word_set("in on near at of by along beside outside between around")
_NAMES = frozenset({"NNP", "NNPS"})

_ONCE = word_set(
    "built founded made written opened created started formed published released directed designed"
    " invented discovered established introduced launched born held recorded painted found set"
)
"""What happened once, also to something that is still there: it "was built"."""

_STILL = word_set("known called used owned run based led named seen")
"""What goes on for as long as the rest of the sentence."""

_HOW = word_set("better best also often first")
_BEFORE = word_set("once then formerly previously originally first")


def places(parse: Parsed) -> Iterator[Split]:
    """ "Bala is a town near a lake in Gwynedd, Wales." becomes "Bala is a town near a lake. Bala is
    in Gwynedd, Wales." Only of a place: a teacher at a school in Wales is not where the school is.
    """
    main = main_clause(parse)
    if main is None or parse.word(main.verb) not in ("is", "was", "are", "were"):
        return
    end = noun_phrase_end(parse, main.verb + 1, links=False)
    subject = repeated(parse, main.start, main.end, past=True)
    one = parse.word(main.verb + 1) in ("a", "an")
    if end is None or subject is None or parse.word(end - 1) not in _PLACES or not one:
        return
    for index in range(end + 2, len(parse) - 1):
        nearer = parse.word(end) in _NEAR and not parse.tail(end)
        if parse.word(index) != "in" or not nearer or governed(parse, index):
            continue
        if _is_where(parse, index + 1):
            lead = f"{subject} {parse.word(main.verb)}"
            yield ended(parse.sentence[:index]), begun(parse.sentence[index:], lead)


def _is_where(parse: Parsed, start: int) -> bool:
    """Whether the words from `start` on are places with a name and nothing else."""
    verbs = any(is_finite(parse, at) for at in range(start, len(parse)))
    tags = parse.tags[start:]
    plain = not {"VBN", "VBG", "TO", "CD", "WDT", "WP"} & set(tags)
    return bool(_NAMES & set(tags)) and plain and not verbs and "and" not in parse.words[start:]


def middle_participles(parse: Parsed) -> Iterator[Split]:
    """ "The hall, built in 1900, is big." becomes "The hall was built in 1900. The hall is
    big." """
    start = noun_phrase_end(parse, 0)
    if start is None or parse.tail(start - 1) != ",":
        return
    at = start
    while parse.word(at) in _HOW or parse.tag(at) == "RB":
        at += 1
    done, how = parse.word(at), set(parse.words[start:at])
    end = next(
        (place for place in range(start, len(parse)) if "," in parse.tail(place)), len(parse)
    )
    verb = end + 1
    while parse.tag(verb) == "RB":
        verb += 1
    subject = repeated(parse, 0, start, past=False)
    if end >= len(parse) - 2 or not is_finite(parse, verb) or subject is None or end == at:
        return
    if done in _ONCE or done in _STILL:
        over = bool(_BEFORE & how) or (done in _ONCE and "now" not in how)
        be = _be(parse, start, past=over or (is_past(parse, verb) and "now" not in how))
        first = begun(parse.sentence[start : end + 1], f"{subject} {be}")
        yield ended(first), begun(parse.sentence[end + 1 :], subject)


def _be(parse: Parsed, end: int, *, past: bool) -> str:
    many = is_plural(parse, 0, end)
    return ("were" if many else "was") if past else ("are" if many else "is")


def in_which(parse: Parsed) -> Iterator[Split]:
    """ "We had a break, in which we ate." becomes "We had a break. In this break, we ate." """
    for index in range(FEWEST_WORDS, len(parse) - FEWEST_WORDS):
        found = parse.tag(index) == "IN" and parse.word(index + 1) == "which"
        start = noun_phrase_start(parse, index)
        if not found or "," not in parse.tail(index - 1) or start is None or governed(parse, index):
            continue
        if parse.word(start) not in ("a", "an", "the") or clause_at(parse, index + 2) is None:
            continue
        if parse.tag(start - 1) == "IN" and parse.tag(start - 2).startswith("NN"):
            continue
        many = parse.tag(index - 1) == "NNS"
        noun = repeated(parse, start + 1, index, past=True)
        if noun is not None:
            small = parse.sentence[start + 1].text[:1] + noun[1:]
            lead = f"{parse.word(index).capitalize()} {'these' if many else 'this'} {small},"
            yield ended(parse.sentence[:index]), begun(parse.sentence[index + 2 :], lead)

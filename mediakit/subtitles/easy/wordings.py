"""Shorter ways to say a sentence that people cannot read in the time there is. A person chooses."""

from collections.abc import Callable, Iterator
from itertools import pairwise

from mediakit.clock import Span
from mediakit.subtitles.easy.guard import keeps_facts
from mediakit.subtitles.easy.parsing import Parsed, noun_phrase_end, parsed
from mediakit.subtitles.easy.pieces import ended, stands_alone
from mediakit.subtitles.tokens import (
    Sentence,
    Token,
    capitalised,
    core,
    ends_sentence,
    tail,
    text_of,
    with_text,
    word_set,
)

MOST_CHOICES = 3

_SHORTER = {
    "is going to": "will",
    "are going to": "will",
    "going to be able to": "will be able to",
    "is able to": "can",
    "are able to": "can",
    "was able to": "could",
    "were able to": "could",
    "would like to": "want to",
    "a lot of": "many",
    "as well as": "and",
    "in order to": "to",
    "at the moment": "now",
    "because of this": "so",
    "there are some": "some",
    "this is because": "because",
    "it is": "it's",
    "that is": "that's",
    "we are": "we're",
    "they are": "they're",
    "do not": "don't",
    "does not": "doesn't",
    "did not": "didn't",
    "is not": "isn't",
    "will not": "won't",
}
_EMPTY_STARTS = word_set("so well now anyway actually basically okay right and yeah then")
_EMPTY_WORDS = word_set(
    "very really quite just actually basically absolutely definitely certainly totally completely"
    " simply literally obviously clearly extremely particularly incidentally"
)
_SAYING = word_set("think know say said hope feel believe see show shows means mean thought knew")
_NOT_LEFT_OUT = word_set(
    "only first last next same other own more less fewer most least able not probably"
    " possibly nearly almost mostly usually partly early daily weekly monthly yearly likely"
)

Cut = Callable[[Parsed], Iterator[Sentence]]


def shorter_wordings(text: str, most_characters: int) -> tuple[str, ...]:
    """Up to three ways to say `text` in at most `most_characters`, the fullest first; none where
    nothing short enough keeps every name, number and negation. Rules are for English.

    >>> shorter_wordings("So we really think that it is going to be very good.", 30)
    ('We think that it will be good.', 'We think it will be good.')
    """
    sentence = tuple(
        Token(word, Span(at, at + 1), None, (at, at + 1)) for at, word in enumerate(text.split())
    )
    found: dict[str, None] = {}
    for cuts in (_GENTLE, (*_GENTLE, *_FIRMER), (*_GENTLE, *_FIRMER, *_FIRMEST)):
        for wording in _shortened(sentence, cuts, most_characters):
            if _fits(text, wording, most_characters):
                found[text_of(wording)] = None
    return tuple(sorted(found, key=len, reverse=True)[:MOST_CHOICES])


def _fits(text: str, wording: Sentence, most_characters: int) -> bool:
    said = text_of(wording)
    kept = keeps_facts(text.split(), said.split())
    return len(said) <= most_characters and said != text and kept and stands_alone(wording)


def _shortened(sentence: Sentence, cuts: tuple[Cut, ...], most: int) -> Iterator[Sentence]:
    """The sentence after as many cuts as it takes, from the gentlest on; each step on its way."""
    current = sentence
    for cut in cuts:
        for _ in range(_MOST_TIMES):
            shorter = next((one for one in cut(parsed(current)) if _safe(current, one)), None)
            if shorter is None:
                break
            current = shorter
            if len(text_of(current)) <= most:
                yield current


_MOST_TIMES = 6
"""How often one kind of cut is made in a sentence, at most."""


def _safe(before: Sentence, after: Sentence) -> bool:
    kept = keeps_facts(text_of(before).split(), text_of(after).split())
    return kept and stands_alone(after)


def _without(parse: Parsed, first: int, end: int) -> Sentence:
    """The sentence without some of its words; its capital and full stop stay."""
    rest = [*parse.sentence[:first], *parse.sentence[end:]]
    if not rest:
        return ()
    if first == 0:
        rest[0] = with_text(rest[0], capitalised(rest[0].text))
    stop = tail(parse.sentence[-1].text)
    if end == len(parse) and not ends_sentence(rest[-1].text):
        rest[-1] = with_text(rest[-1], core(rest[-1].text) + stop)
    return ended(tuple(rest)) if ends_sentence(stop) else tuple(rest)


def _empty_starts(parse: Parsed) -> Iterator[Sentence]:
    if parse.word(0) in _EMPTY_STARTS and len(parse) > 1:
        yield _without(parse, 0, 1)


def _empty_words(parse: Parsed) -> Iterator[Sentence]:
    for index, word in enumerate(parse.words):
        if word in _EMPTY_WORDS and not parse.tail(index):
            yield _without(parse, index, index + 1)


def _short_phrases(parse: Parsed) -> Iterator[Sentence]:
    for long, short in _SHORTER.items():
        words = tuple(long.split())
        for index in range(len(parse) - len(words) + 1):
            if parse.words[index : index + len(words)] == words:
                first = parse.sentence[index]
                said = capitalised(short) if first.text[:1].isupper() else short
                last = tail(parse.sentence[index + len(words) - 1].text)
                token = with_text(first, said + last)
                rest = parse.sentence[index + len(words) :]
                yield (*parse.sentence[:index], token, *rest)


def _thats(parse: Parsed) -> Iterator[Sentence]:
    for index in range(1, len(parse) - 1):
        if parse.word(index) == "that" and parse.word(index - 1) in _SAYING:
            yield _without(parse, index, index + 1)


def _asides(parse: Parsed) -> Iterator[Sentence]:
    """Without what stands between two commas."""
    commas = [index for index in range(len(parse)) if parse.tail(index) == ","]
    for first, last in pairwise(commas):
        yield _without(parse, first + 1, last + 1)


def _manners(parse: Parsed) -> Iterator[Sentence]:
    for index, word in enumerate(parse.words):
        if word.endswith("ly") and parse.tag(index) == "RB" and word not in _NOT_LEFT_OUT:
            yield _without(parse, index, index + 1)


def _endings(parse: Parsed) -> Iterator[Sentence]:
    """Without the last "in the big hall"."""
    for index in range(len(parse) - 2, 2, -1):
        if parse.tag(index) == "IN" and noun_phrase_end(parse, index + 1) == len(parse):
            yield _without(parse, index, len(parse))


def _details(parse: Parsed) -> Iterator[Sentence]:
    """Without a word that says what a thing is like."""
    for index in range(len(parse) - 1):
        before, what, noun = (parse.tag(at) for at in (index - 1, index, index + 1))
        told = what == "JJ" and noun in ("NN", "NNS") and before in ("DT", "PRP$", "IN", "CD")
        if told and parse.word(index) not in _NOT_LEFT_OUT:
            yield _without(parse, index, index + 1)


_GENTLE: tuple[Cut, ...] = (_empty_starts, _empty_words, _short_phrases, _thats)
_FIRMER: tuple[Cut, ...] = (_asides, _manners)
_FIRMEST: tuple[Cut, ...] = (_endings, _details)

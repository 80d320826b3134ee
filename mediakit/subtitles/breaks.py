"""How good a place each gap between two words is for ending a line or a subtitle.

The costs are a scale, not measurements: 0 is the best place, and lines may be very unequal before a
name is broken. Order and sources: break at punctuation; never split article and noun, preposition
and phrase, conjunction and clause, pronoun and verb (BBC), nor a person's name or auxiliary and
verb (DCMP); before conjunctions and prepositions (Netflix).
"""

from mediakit.subtitles.grammar import Grammar
from mediakit.subtitles.tokens import core, plain, tail

SENTENCE = 0
STRONG = 4  # ; : –
COMMA = 10
BEFORE_CONJUNCTION = 16
BEFORE_PREPOSITION = 26
ANYWHERE = 40
AFTER_PRONOUN = 70
AFTER_AUXILIARY = 70
AFTER_NUMBER = 90
AFTER_PREPOSITION = 100
AFTER_CONJUNCTION = 100
AFTER_DETERMINER = 110
INSIDE_NAME = 400


def break_cost(left: str, right: str, grammar: Grammar, *, sentence_end: bool) -> int:
    """What it costs to end a line or a subtitle between the words `left` and `right`.

    >>> from mediakit.subtitles.grammar import ENGLISH
    >>> break_cost("the", "garden", ENGLISH, sentence_end=False)
    110
    >>> break_cost("garden,", "and", ENGLISH, sentence_end=False)
    10
    >>> break_cost("Mary", "Jones", ENGLISH, sentence_end=False)
    400
    """
    if sentence_end:
        return SENTENCE
    after, word = tail(left), plain(left)
    if word in grammar.titles or (not after and _inside_name(left, right, grammar)):
        return INSIDE_NAME
    if any(mark in ";:–—" for mark in after):
        return STRONG
    if after:
        return COMMA
    return max(_after(word, grammar), 0) or _before(plain(right), grammar)


def _inside_name(left: str, right: str, grammar: Grammar) -> bool:
    # "The Welsh": a capital at the start of a sentence is no name if the word is an everyday one.
    first, second = core(left), core(right)
    return (
        first[:1].isupper()
        and second[:1].isupper()
        and not {plain(left), plain(right)} & grammar.binding
    )


def _after(word: str, grammar: Grammar) -> int:
    costs = [
        (grammar.determiners, AFTER_DETERMINER),
        (grammar.conjunctions, AFTER_CONJUNCTION),
        (grammar.prepositions, AFTER_PREPOSITION),
        (grammar.pronouns, AFTER_PRONOUN),
        (grammar.auxiliaries, AFTER_AUXILIARY),
    ]
    worst = max((cost for words, cost in costs if word in words), default=0)
    return AFTER_NUMBER if not worst and word[:1].isdigit() else worst


def _before(word: str, grammar: Grammar) -> int:
    if word in grammar.conjunctions:
        return BEFORE_CONJUNCTION
    if word in grammar.prepositions:
        return BEFORE_PREPOSITION
    return ANYWHERE

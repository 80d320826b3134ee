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
AFTER_VERB = 50  # "there is / a garden"
AFTER_PRONOUN = 70
AFTER_AUXILIARY = 70
AFTER_MODIFIER = 75
AFTER_NUMBER = 90
AFTER_PREPOSITION = 100
AFTER_CONJUNCTION = 100
AFTER_DETERMINER = 110
INSIDE_NAME = 400

BROKEN = AFTER_PRONOUN
"""From this cost on, words that belong together are parted."""


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
    after, word = tail(left), plain(left)
    if sentence_end and word not in grammar.titles:
        return SENTENCE
    if word in grammar.titles or (not after and _inside_name(left, right, grammar)):
        return INSIDE_NAME
    if any(mark in ";:–—" for mark in after):
        return STRONG
    if after:
        return COMMA
    return _after(word, plain(right), grammar) or _before(plain(right), grammar)


def _inside_name(left: str, right: str, grammar: Grammar) -> bool:
    # "The Welsh": a capital at the start of a sentence is no name if the word is an everyday one;
    # where everything is in capitals, they say nothing.
    first, second = core(left), core(right)
    return (
        first[:1].isupper()
        and second[:1].isupper()
        and not (first.isupper() and second.isupper() and len(first) > 1)
        and not {plain(left), plain(right)} & grammar.binding
    )


def _after(word: str, follower: str, grammar: Grammar) -> int:
    """What parting `word` from what leans on it costs; 0 where nothing does."""
    if word in grammar.articles:
        return AFTER_DETERMINER
    if _stands_alone(word, follower, grammar):
        return 0
    costs = [
        (grammar.determiners, AFTER_DETERMINER),
        (grammar.conjunctions, AFTER_CONJUNCTION),
        (grammar.prepositions, AFTER_PREPOSITION),
        (grammar.numbers, AFTER_NUMBER),
        (grammar.modifiers, AFTER_MODIFIER),
        (grammar.pronouns, AFTER_PRONOUN),
        (grammar.auxiliaries, AFTER_AUXILIARY),
    ]
    worst = max((cost for words, cost in costs if word in words), default=0)
    is_verb = word in grammar.auxiliaries or word in grammar.contractions
    if is_verb and follower in grammar.determiners:
        return AFTER_VERB
    return AFTER_NUMBER if not worst and word[:1].isdigit() else worst


def _stands_alone(word: str, follower: str, grammar: Grammar) -> bool:
    """Whether what follows shows that nothing leans on `word`: "we signed up / for it", "some / of
    us", "with you / and", "in 2019 / we". Two prepositions may be one: "out of", "because of".
    """
    is_relative = word in grammar.prepositions and follower in grammar.relatives
    if is_relative or (word, follower) in grammar.pairs:
        return False
    if follower in grammar.conjunctions:
        return word not in grammar.conjunctions
    if word in grammar.prepositions:
        return follower in grammar.prepositions or follower in grammar.auxiliaries
    leans_not = follower in grammar.prepositions
    if word in grammar.pronouns and word not in grammar.contractions:
        return leans_not
    if word in grammar.determiners or word in grammar.numbers or word[:1].isdigit():
        is_subject = follower in grammar.pronouns and word not in grammar.conjunctions
        return leans_not or follower in grammar.auxiliaries or is_subject
    is_small = follower in grammar.binding and follower not in grammar.modifiers
    return word in grammar.modifiers and is_small


def _before(word: str, grammar: Grammar) -> int:
    if word in grammar.conjunctions:
        return BEFORE_CONJUNCTION
    if word in grammar.prepositions:
        return BEFORE_PREPOSITION
    return ANYWHERE

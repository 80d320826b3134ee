"""What a rewrite must never lose: names, numbers and negations."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mediakit.subtitles.easy.numbers import numbers_in
from mediakit.subtitles.tokens import core, ends_sentence, plain, word_set

_NEGATIONS = word_set(
    "no not never nobody nothing none nowhere neither nor without cannot hardly barely dim"
    " ddim byth neb heb na nid nad"
)


@dataclass(frozen=True, slots=True)
class Facts:
    """The names, numbers and negations of a stretch of text, each with how often it occurs."""

    names: frozenset[str]
    numbers: Counter[float]
    negations: int


def facts_of(texts: Sequence[str]) -> Facts:
    """The facts in a run of words.

    A name is a word with a capital that does not begin a sentence, or with a capital or a digit
    inside it. A word that begins a sentence may be a name too, but nobody can tell.

    >>> facts = facts_of("We don't meet Mary at two.".split())
    >>> sorted(facts.names), dict(facts.numbers), facts.negations
    (['mary'], {2: 1}, 1)
    """
    names = set()
    for index, text in enumerate(texts):
        begins = index == 0 or ends_sentence(texts[index - 1])
        word = core(text)
        inner = any(letter.isupper() for letter in word[1:])
        if inner or (word[:1].isupper() and not begins):
            names.add(plain(text).removesuffix("'s"))
    # "I" and its short forms have a capital and are no name.
    names -= {"i", "i'm", "i've", "i'll", "i'd"}
    negations = sum(_is_negation(plain(text)) for text in texts)
    return Facts(frozenset(names), Counter(numbers_in(texts)), negations)


def keeps_facts(before: Sequence[str], after: Sequence[str]) -> bool:
    """Whether every name, number and negation of `before` is still in `after`.

    >>> keeps_facts("We are not ready.".split(), "We are ready.".split())
    False
    >>> keeps_facts("It has two rooms.".split(), "It has 2 rooms.".split())
    True
    """
    old, new = facts_of(before), facts_of(after)
    written = {plain(text).removesuffix("'s") for text in after}
    return old.names <= written and not old.numbers - new.numbers and old.negations <= new.negations


def _is_negation(word: str) -> bool:
    return word in _NEGATIONS or word.endswith("n't")

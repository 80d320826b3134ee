"""What a rewrite must never lose: names, numbers, amounts and negations."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from mediakit.subtitles.easy.numbers import ORDINALS, numbers_in
from mediakit.subtitles.tokens import core, ends_sentence, plain, word_set

_NEGATIONS = word_set(
    "no not never nobody nothing none nowhere neither nor without cannot hardly barely scarcely"
    " rarely seldom unable dim ddim byth neb heb na nid nad"
)
_AMOUNTS = word_set(
    "half halves quarter quarters third thirds double triple twice dozen dozens percent pence"
    " hanner"
) | frozenset(ORDINALS)
_SIGNS = "£$€%°"
_NO_NAMES = frozenset({"i", "i'm", "i've", "i'll", "i'd", "a"})
""" "I" has a capital and is no name; "A" is a letter or begins a sentence."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The names, numbers, amounts and negations of a stretch of text, each with how often it
    occurs.
    """

    names: frozenset[str]
    numbers: Counter[float]
    amounts: Counter[str]
    """Words such as "half" and "third", and signs such as £."""
    negations: int


def facts_of(texts: Sequence[str], names: frozenset[str] = frozenset()) -> Facts:
    """The facts in a run of words.

    A name is a word with a capital that does not begin a sentence, or with a capital or a digit
    inside it. A word that begins a sentence may be a name too: it is one if it is among `names`,
    in small letters, which come from elsewhere in the recording.

    >>> facts = facts_of("We don't meet Mary at two.".split())
    >>> sorted(facts.names), dict(facts.numbers), facts.negations
    (['mary'], {2: 1}, 1)
    """
    found = set()
    for index, text in enumerate(texts):
        begins = index == 0 or ends_sentence(texts[index - 1])
        word = core(text)
        inner = any(letter.isupper() for letter in word[1:])
        if inner or (word[:1].isupper() and (not begins or name_in(text) in names)):
            found.add(name_in(text))
    words = [plain(text) for text in texts]
    amounts = Counter(_amount(word) for word in words if _amount(word))
    amounts.update(sign for text in texts for sign in text if sign in _SIGNS)
    negations = sum(map(is_negation, words))
    return Facts(frozenset(found) - _NO_NAMES, Counter(numbers_in(texts)), amounts, negations)


def keeps_facts(
    before: Sequence[str], after: Sequence[str], names: frozenset[str] = frozenset()
) -> bool:
    """Whether every name, number, amount and negation of `before` is still in `after`; a name with
    its capital.

    >>> keeps_facts("We are not ready.".split(), "We are ready.".split())
    False
    >>> keeps_facts("It has two rooms.".split(), "It has 2 rooms.".split())
    True
    """
    old, new = facts_of(before, names), facts_of(after, names)
    written = {name_in(text) for text in after if any(map(str.isupper, text))}
    return (
        old.names <= written
        and not old.numbers - new.numbers
        and not old.amounts - new.amounts
        and old.negations <= new.negations
    )


def name_in(text: str) -> str:
    """A name as it is compared: "Mary's," is mary, "N.H.S." is nhs.

    >>> name_in("Mary’s,"), name_in("(N.H.S.)")
    ('mary', 'nhs')
    """
    return plain(text).removesuffix("'s").removesuffix("s'").replace(".", "")


def is_negation(word: str) -> bool:
    """Whether a word in small letters says no.

    >>> is_negation("can't"), is_negation("know")
    (True, False)
    """
    return word in _NEGATIONS or word.endswith("n't")


def _amount(word: str) -> str:
    """The amount that a word says: "third" and "3rd" are the same. "" if it is none."""
    for ordinal, digits in ORDINALS.items():
        if word in (ordinal, digits):
            return digits
    return word if word in _AMOUNTS else ""

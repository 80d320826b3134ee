"""How well known an English word is: its level for learners (CEFR) and how often it is met."""

from functools import lru_cache
from typing import Literal

Kind = Literal["noun", "verb", "adjective", "adverb"]

LEVELS = ("A1", "A2", "B1", "B2", "C1", "C2")

_TAGS: dict[Kind, tuple[str, ...]] = {
    "noun": ("NN", "NNS"),
    "verb": ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ"),
    "adjective": ("JJ", "JJR", "JJS"),
    "adverb": ("RB", "RBR", "RBS"),
}
"""The Penn Treebank's names for the forms of each kind."""

_LEMMATIZER: dict[Kind, str] = {
    "noun": "NOUN",
    "verb": "VERB",
    "adjective": "ADJ",
    "adverb": "ADV",
}

_KNOWN = (("A2", 0.0), ("B1", 4.2), ("C2", 4.8))
"""A word is known well enough up to this level if it is met at least as often as the number beside
it says (Zipf scale: 3 is once in a million words, 4 ten times). The W3C asks for the 1,500 most
common words, which are those of 4.8 and more; nearly all of them are of A1 to B1. Working figures,
to be confirmed with checkers."""

_UNLISTED = 3.5
"""A word without a level is mostly a rare one; below this Zipf value it counts as hard."""


def kind_of(tag: str) -> Kind | None:
    """The kind of a word by its tag; None for names and for the small words of grammar.

    >>> kind_of("VBD"), kind_of("NNP"), kind_of("IN")
    ('verb', None, None)
    """
    return next((kind for kind, tags in _TAGS.items() if tag in tags), None)


@lru_cache(maxsize=4096)
def frequency(words: str) -> float:
    """How often a word or phrase is met, on the Zipf scale; 0 if never.

    >>> frequency("help") > frequency("assist") > frequency("facilitate")
    True
    """
    from wordfreq import zipf_frequency

    return float(zipf_frequency(words, "en"))


@lru_cache(maxsize=4096)
def level_of(word: str, kind: Kind) -> str | None:
    """The level at which learners know a word, as that kind of word if it is listed as that.

    >>> level_of("help", "verb"), level_of("compulsory", "adjective"), level_of("zorp", "noun")
    ('A1', 'B2', None)
    """
    from cefrpy import CEFRAnalyzer

    analyzer = CEFRAnalyzer()
    if not analyzer.is_word_in_database(word):
        return None
    levels = {tag.name: level for tag, level in analyzer.get_pos_level_dict_for_word(word).items()}
    fitting = [levels[tag] for tag in _TAGS[kind] if tag in levels]
    return str(min(fitting or levels.values()).name)


@lru_cache(maxsize=4096)
def base_of(word: str, kind: Kind) -> str:
    """The form that dictionaries list.

    >>> base_of("disguised", "verb"), base_of("authorities", "noun")
    ('disguise', 'authority')
    """
    from lemminflect import getLemma

    bases = getLemma(word, _LEMMATIZER[kind])
    # Where there are two ("found", "find"), the better known one is meant more often.
    return max(bases, key=frequency) if bases else word


@lru_cache(maxsize=4096)
def in_form(base: str, tag: str) -> str:
    """A word or phrase in the form that a tag asks for: the first word of a phrase for a verb, the
    last for a noun. As in British spelling where there is a choice.

    >>> in_form("hide", "VBN"), in_form("young child", "NNS"), in_form("travel", "VBG")
    ('hidden', 'young children', 'travelling')
    """
    from lemminflect import getInflection

    before, _, last = base.rpartition(" ")
    first, _, after = base.partition(" ")
    if kind_of(tag) == "noun":
        return f"{before} {_one_of(getInflection(last, tag), last)}".strip()
    return f"{_one_of(getInflection(first, tag), first)} {after}".strip()


def is_hard(word: str, kind: Kind) -> bool:
    """Whether a reader of easy read may not know a word, in any of its forms.

    >>> is_hard("observers", "noun"), is_hard("helped", "verb")
    (True, False)
    """
    forms = {word, base_of(word, kind)}
    often = max(map(frequency, forms))
    levels = [level for form in forms if (level := level_of(form, kind))]
    if not levels:
        return often < _UNLISTED
    level = min(levels)
    return not any(level <= highest and often >= least for highest, least in _KNOWN)


def _one_of(forms: tuple[str, ...], word: str) -> str:
    doubled = [form for form in forms if len(form) > len(forms[0]) and "ll" in form]
    return (doubled or [*forms, word])[0]

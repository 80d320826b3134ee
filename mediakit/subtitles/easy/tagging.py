"""What each word of an English sentence is: a noun, a verb, a name. By textblob's word list and
rules, which need no model; what it gets wrong most is put right here.

The names of the kinds are those of the Penn Treebank: NN noun, NNP name, PRP pronoun, MD modal,
VB base, VBZ "helps", VBP "help", VBD "helped", VBN "is helped", VBG "helping", IN preposition.
"""

import warnings
from collections.abc import Mapping, Sequence
from functools import lru_cache
from typing import Protocol, cast

from mediakit.subtitles.easy.inflection import past_only
from mediakit.subtitles.tokens import OPENERS, core, plain, tail, word_set

WITH_VERB = ("'s", "'re", "'m", "'ve", "'ll", "'d")
"""Endings that are a verb when they follow a pronoun: it's, we're, they'd."""

PRONOUNS = word_set("i you he she it we they there here who that what this")
BE = word_set("am is are was were be been being isn't aren't wasn't weren't 's 're 'm")
HAVE = word_set("has have had having hasn't haven't hadn't 've 'd")
DO = word_set("do does did don't doesn't didn't")
MODALS = word_set(
    "can could may might must shall should will would cannot can't couldn't mustn't shan't"
    " shouldn't won't wouldn't needn't"
)
_BY_KIND = {
    "MD": MODALS,
    "VBZ": word_set("is has does isn't hasn't doesn't"),
    "VBP": word_set("am are have do aren't haven't don't"),
    "VBD": word_set("was were had did wasn't weren't hadn't didn't"),
    "RB": word_set("not never also often always soon later then still only just"),
    "NN": word_set("everybody everyone nobody somebody someone anyone anybody nothing something"),
}
_FIXED = {word: kind for kind, words in _BY_KIND.items() for word in words}
_BETWEEN = word_set("not also never always often then still only just later been being")


def tags_of(texts: Sequence[str]) -> tuple[str, ...]:
    """The kind of each word, punctuation around it and all. A pronoun with its verb ("it's") counts
    as the pronoun.

    >>> tags_of("The council helped us, and it's good.".split())
    ('DT', 'NN', 'VBD', 'PRP', 'CC', 'PRP', 'JJ')
    """
    return _tags_of(tuple(texts))


def is_contracted(word: str) -> bool:
    """Whether a word in small letters is a pronoun and its verb in one.

    >>> is_contracted("they're"), is_contracted("mary's")
    (True, False)
    """
    stem, quote, _ = word.partition("'")
    return bool(quote) and stem in PRONOUNS and word.endswith(WITH_VERB)


@lru_cache(maxsize=4096)
def _tags_of(texts: tuple[str, ...]) -> tuple[str, ...]:
    pieces: list[str] = []
    places: list[int] = []
    for text in texts:
        opener = text[: len(text) - len(text.lstrip(OPENERS))]
        places.append(len(pieces) + bool(opener))
        pieces += [piece for piece in (opener, _bare(text), tail(text)) if piece]
        if not _bare(text):
            places[-1] = len(pieces) - 1
    tags = [tag for _, tag in _tagger().find_tags(pieces)]
    rough = [tags[place] for place in places]
    words = [plain(text) for text in texts]
    return tuple(_mended(words, rough, texts, place) for place in range(len(texts)))


def _bare(text: str) -> str:
    word = core(text).replace("’", "'")
    return word.partition("'")[0] if is_contracted(plain(text)) else word


def _mended(words: list[str], tags: list[str], texts: Sequence[str], place: int) -> str:
    word, tag = words[place], tags[place]
    if not word or word in _FIXED:
        return _FIXED.get(word, "PUNCT")
    if any(letter.isdigit() for letter in word[:2]):
        return "CD" if word[-2:] not in ("st", "nd", "rd", "th") else "JJ"
    if tag in ("VBD", "VBN"):
        return _of_past(words, tag, place)
    inside = core(texts[place])[:1].isupper() and place > 0 and not tail(texts[place - 1])
    if inside and tag[:2] in ("JJ", "VB", "NN", "FW"):
        return "NNP"
    goes_on = not tail(texts[place]) and "".join(texts[place + 1 : place + 2]).islower()
    if tag == "NNS" and goes_on and _stands_between(words, tags, place):
        return "VBZ"
    return _of_present(words, tags, place) or tag


def _stands_between(words: list[str], tags: list[str], place: int) -> bool:
    """Whether a word in -s stands between one thing and another: "the film shows our town"."""
    before = place - 2 if tags[place - 1] == "RB" else place - 1
    one = before >= 0 and tags[before] in ("NN", "NNP")
    other = place + 1 < len(tags) and words[place + 1] in _DETERMINERS
    return one and other and is_verb(words[place].removesuffix("s"))


def _of_past(words: list[str], tag: str, place: int) -> str:
    if _after_helper(words, place):
        return "VBN"
    return "VBD" if past_only(words[place]) else tag


def _of_present(words: list[str], tags: list[str], place: int) -> str | None:
    """VBP or VBZ for the verb of the subject before it: "we meet", "people like", "I never sound",
    "she sounds".
    """
    tag, before = tags[place], place - 1
    base = tag == "VB" or words[place] == "like"
    if base and place == 1 and tags[0] == "NNS":
        return "VBP"
    while before > 0 and (words[before].endswith("ly") or words[before] in _BETWEEN):
        before -= 1
    subject = words[before] if before >= 0 else ""
    if subject in _ONE_SUBJECT and tag == "NNS":
        return "VBZ"
    if before == place - 1 and subject in _DETERMINERS and tag in _NOUN_FOR_VERB:
        return _NOUN_FOR_VERB[tag]
    if subject in _SUBJECTS and (base or (tag == "NN" and subject in _ALWAYS_SUBJECTS)):
        return None if _asked(words, before + 1) else "VBP"
    return None


def _asked(words: list[str], place: int) -> bool:
    """Whether a helping verb before the subject takes its time: "do we meet?"."""
    return place > 1 and words[place - 2] in DO | MODALS | {"to", "let", "help", "make", "and"}


_ALWAYS_SUBJECTS = word_set("i we they")
_SUBJECTS = _ALWAYS_SUBJECTS | {"you", "who", "these", "those"}
_ONE_SUBJECT = word_set("he she it who")
_DETERMINERS = word_set("the a an my your his our their its")
_NOUN_FOR_VERB = {"VB": "NN", "VBP": "NN", "VBZ": "NNS"}
"""What these are after a determiner: "the drops", "his reach"."""


def _after_helper(words: list[str], place: int) -> bool:
    """Whether "is", "has" or the like stands before, with nothing but adverbs between."""
    before = place - 1
    while before >= 0 and (words[before].endswith("ly") or words[before] in _BETWEEN):
        before -= 1
    return before >= 0 and (
        words[before] in BE | HAVE | {"get", "got"} or is_contracted(words[before])
    )


def is_verb(word: str) -> bool:
    """Whether a word can be the base of a verb: "make", not "mak"."""
    return str(_tagger().lexicon.get(word, "")).startswith(("VB", "NN"))


def is_name_alone(word: str) -> bool:
    """Whether a word with a capital is a name even where a sentence begins: "London", not "The"."""
    lexicon = _tagger().lexicon
    name = str(lexicon.get(word, "")).startswith("NNP")
    return name and word[:1].isupper() and word.casefold() not in lexicon


class _Tagger(Protocol):
    """What is used of textblob's parser."""

    lexicon: Mapping[str, str]

    def find_tags(self, tokens: Sequence[str]) -> list[list[str]]: ...


@lru_cache(maxsize=1)
def _tagger() -> _Tagger:
    from textblob.en import parser

    with warnings.catch_warnings():
        # It leaves closing the file of its word list to the garbage collector.
        warnings.simplefilter("ignore", ResourceWarning)
        parser.find_tags(["word"])
    return cast("_Tagger", parser)

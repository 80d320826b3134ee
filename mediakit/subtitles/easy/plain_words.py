"""Plain words for hard ones, from a list that people edit. Same thing, same word, every time."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from mediakit.subtitles.easy.guard import keeps_facts
from mediakit.subtitles.easy.inflection import article_for, plural, verb_forms
from mediakit.subtitles.easy.numbers import merged
from mediakit.subtitles.grammar import ENGLISH
from mediakit.subtitles.tokens import (
    Sentence,
    Token,
    capitalised,
    core,
    ends_sentence,
    plain,
    tail,
    with_text,
    word_set,
)

Part = Literal["verb", "noun", "adjective", "adverb", "phrase"]


@dataclass(frozen=True, slots=True)
class PlainWord:
    """`instead_of` a hard word or phrase, `say` a plain one that fits in its place. `plural` is
    what to say for more than one, where adding an s would be wrong. `note` is for people.
    """

    instead_of: str
    say: str
    part: Part
    plural: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Acronym:
    """A short form that is said in full at first use: "NHS", "National Health Service". The full
    name has no article. `note` is for people.
    """

    short: str
    full: str
    note: str | None = None


@dataclass(frozen=True, slots=True)
class Explained:
    """A word, as in "to help" or as one thing, that people keep and explain: it is never replaced,
    and not hard without an explanation. `meaning` says in easy read what it is, without a capital
    or a full stop; `plural` is the word for more than one, where adding an s would be wrong.
    """

    word: str
    meaning: str
    plural: str | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class PlainWords:
    """The plain-word list of one language. No word of `explained` is in `words`. `contractions`
    says whether "don't" stays ("keep") or becomes "do not" ("expand"); None: it stays.
    """

    language: str
    words: tuple[PlainWord, ...]
    acronyms: tuple[Acronym, ...] = ()
    explained: tuple[Explained, ...] = ()
    contractions: Literal["keep", "expand"] | None = None

    def __hash__(self) -> int:
        # Looked up for every sentence: a list of thousands is not gone through each time.
        return hash((self.language, len(self.words), len(self.acronyms), len(self.explained)))


def in_plain_words(sentence: Sentence, plain_words: PlainWords) -> Sentence:
    """The sentence with hard words replaced, longest phrase first, one at a time. A replacement
    that would lose a name, a number or a negation is not made.
    """
    table = _table(plain_words)
    longest = _longest(plain_words)
    tokens = list(sentence)
    index = 0
    while index < len(tokens):
        length, words = _match(tokens, index, table, longest)
        before = tokens[index - 1].text if index else ""
        say = _in_form(words, before, length) if words else None
        if say:
            changed = put_in(tokens, index, length, say, plain_words.language)
            if keeps_facts(_texts(tokens), _texts(changed)):
                tokens = changed
                length = 1
        index += max(length, 1)
    return tuple(tokens)


def _texts(tokens: Sequence[Token]) -> list[str]:
    return [word for token in tokens for word in token.text.split()]


@dataclass(frozen=True, slots=True)
class Say:
    """What to say for one form of a hard word, as a past ("we gave") or a participle ("is given");
    the same for all other forms.
    """

    past: str
    participle: str


_KEPT = Say("", "")
"""For words that are explained: nothing is said instead of them or of a part of them."""

Table = Mapping[tuple[str, ...], Say]
"""What to say for each form of each hard word, by its words."""


@lru_cache(maxsize=8)
def _table(plain_words: PlainWords) -> Table:
    """What to say for each form of each hard word, by its words. Forms that a person listed
    themselves win over those that were worked out.
    """
    table: dict[tuple[str, ...], Say] = {}
    english = plain_words.language == "en"
    for word in plain_words.words:
        for hard, say in _forms(word) if english else ():
            key = tuple(hard.split())
            # "Helped" is both the past and the participle of "help": keep what to say for each.
            past = table[key].past if key in table else say
            table[key] = Say(past, say)
    for word in plain_words.words:
        table[tuple(_key(word.instead_of).split())] = Say(word.say, word.say)
    for kept in plain_words.explained:
        more = kept.plural or (plural(kept.word) if english else kept.word)
        forms = {kept.word, more}
        table |= {tuple(_key(form).split()): _KEPT for form in forms}
    return table


@lru_cache(maxsize=8)
def _longest(plain_words: PlainWords) -> int:
    """How many words the longest hard phrase has."""
    return max((len(words) for words in _table(plain_words)), default=0)


def _forms(word: PlainWord) -> Iterator[tuple[str, str]]:
    if word.part == "verb":
        hard, easy = verb_forms(_key(word.instead_of)), verb_forms(word.say)
        for form in hard:
            yield hard[form], easy[form]
            yield from _round_pronouns(hard[form], easy[form])
    if word.part == "noun":
        yield plural(_key(word.instead_of)), word.plural or plural(word.say)


_PARTICLES = word_set("away back down in off on out right round together up")
_INSEPARABLE = word_set("go goes went gone going")
_OBJECTS = word_set("it them him her me us you")


def _round_pronouns(hard: str, say: str) -> Iterator[tuple[str, str]]:
    """ "Postponed it" is "put it off", not "put off it"."""
    words = say.split()
    if len(words) == 2 and words[1] in _PARTICLES and words[0] not in _INSEPARABLE:
        for pronoun in _OBJECTS:
            yield f"{hard} {pronoun}", f"{words[0]} {pronoun} {words[1]}"


def _in_form(say: Say, before: str, length: int) -> str | None:
    """What to say after the word `before`; None where the past and the participle differ ("gave",
    "given") and that word does not tell which is meant.
    """
    word = plain(before)
    if say.past == say.participle or word in ENGLISH.auxiliaries or word.endswith(("'ve", "'d")):
        return say.participle
    # "People participated in it" can only be a past; "the help provided" may be either.
    certain = word in ENGLISH.pronouns | {"and", "who"} or length > 1
    return say.past if certain else None


def _key(text: str) -> str:
    """Short forms in capitals match only as capitals: "IT" must not match "it"."""
    return text if text.isupper() else text.casefold()


def _match(
    tokens: Sequence[Token], index: int, table: Table, longest: int
) -> tuple[int, Say | None]:
    for length in range(min(longest, len(tokens) - index), 0, -1):
        part = tokens[index : index + length]
        if any(tail(token.text) for token in part[:-1]) or _owns(part[-1].text):
            continue
        exact = tuple(core(token.text) for token in part)
        say = table.get(exact) if all(word.isupper() for word in exact) else None
        if say is None and not _is_name(tokens, index, part):
            say = table.get(tuple(plain(token.text) for token in part))
        if say is not None:
            return length, say
    return 0, None


def _owns(text: str) -> bool:
    """Whether a word is a plural that something belongs to: "the participants' views"."""
    return core(text).endswith("s") and tail(text)[:1] in ("'", "’")


def _is_name(tokens: Sequence[Token], index: int, part: Sequence[Token]) -> bool:
    """Whether capitals say that the words are a name: the Safeguarding Board."""
    begins = index == 0 or ends_sentence(tokens[index - 1].text)
    words = part[1:] if begins else part
    return any(core(token.text)[:1].isupper() for token in words)


def put_in(
    tokens: Sequence[Token], index: int, length: int, say: str, language: str
) -> list[Token]:
    """The words with `say` instead of `length` of them from `index` on: its capital, the
    punctuation and the "a" before are made to fit.
    """
    part = tokens[index : index + length]
    first, last = part[0].text, part[-1].text
    opener = first[: first.find(core(first))]
    if core(first)[:1].isupper() and (core(first) == "A" or not core(first).isupper()):
        say = capitalised(say)
    changed = [*tokens[:index], merged(part, opener + say + tail(last)), *tokens[index + length :]]
    if language == "en" and index and plain(tokens[index - 1].text) in ("a", "an"):
        changed[index - 1] = _article(tokens[index - 1], say)
    return changed


def _article(token: Token, following: str) -> Token:
    article = article_for(following)
    return with_text(token, article.capitalize() if token.text[0].isupper() else article)

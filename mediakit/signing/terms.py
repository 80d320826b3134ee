"""Names and hard words of a film: what an interpreter prepares before the recording."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mediakit.subtitles.easy.guard import facts_of, name_in
from mediakit.subtitles.easy.hard_words import HardWord
from mediakit.subtitles.easy.plain_words import Acronym
from mediakit.subtitles.model import Cue
from mediakit.subtitles.tokens import core, ends_sentence, plain, tail

FindHard = Callable[[Sequence[str]], tuple[HardWord, ...]]
"""The hard words among some words."""


@dataclass(frozen=True, slots=True)
class Term:
    """A name or a word, when it first comes in the film, and what is known about it, "" for
    nothing.
    """

    text: str
    at_ms: int
    about: str = ""


@dataclass(frozen=True, slots=True)
class _Spoken:
    text: str
    at_ms: int
    begins: bool
    """Whether it begins a sentence."""


def names_said(cues: Sequence[Cue], acronyms: Sequence[Acronym] = ()) -> tuple[Term, ...]:
    """The names of people, places and bodies in the words that are said, once each, in the order in
    which they first come. Short forms that `acronyms` knows stand with their full names.

    >>> from mediakit.clock import Span
    >>> names_said([Cue(Span(900, 2000), "We met Siân in North Wales.")])
    (Term(text='Siân', at_ms=900, about=''), Term(text='North Wales', at_ms=900, about=''))
    """
    words = list(_spoken(cues))
    known = facts_of([word.text for word in words]).names
    full = {acronym.short.casefold(): acronym.full for acronym in acronyms}
    found: dict[str, Term] = {}
    for name in _runs(words, known):
        text = _shown(name)
        key = text.casefold()
        found.setdefault(key, Term(text, name[0].at_ms, full.get(key.replace(".", ""), "")))
    return tuple(found.values())


def words_explained(cues: Sequence[Cue], hard: FindHard) -> tuple[Term, ...]:
    """The hard words that are said, once each, with their explanation, or with plainer words, of
    which nobody knows whether they say the same here.
    """
    found: dict[str, Term] = {}
    for cue in cues:
        for word in hard(cue.text.split()):
            found.setdefault(plain(word.text), Term(word.text, cue.span.start, _about(word)))
    return tuple(found.values())


def _about(word: HardWord) -> str:
    if word.explanation or not word.suggestions:
        return word.explanation or ""
    return f"Perhaps: {', '.join(word.suggestions)}"


def _spoken(cues: Sequence[Cue]) -> Iterator[_Spoken]:
    begins = True
    for cue in cues:
        for text in cue.text.split():
            yield _Spoken(text, cue.span.start, begins)
            begins = ends_sentence(text)


def _runs(words: Sequence[_Spoken], known: frozenset[str]) -> Iterator[list[_Spoken]]:
    """Names of several words in one: words with a capital that follow each other with no
    punctuation between them. The first word of a sentence counts if it is a name elsewhere, too.
    """
    run: list[_Spoken] = []
    for word in words:
        is_name = name_in(word.text) in known and any(map(str.isupper, core(word.text)))
        if run and (not is_name or word.begins or tail(run[-1].text)):
            yield run
            run = []
        if is_name:
            run.append(word)
    if run:
        yield run


def _shown(name: Sequence[_Spoken]) -> str:
    text = " ".join(core(word.text) for word in name)
    return text.replace("’", "'").removesuffix("'s")

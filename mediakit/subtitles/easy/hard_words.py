"""Words that a reader of easy read may not know, each with what could be done about it.

Nothing is changed here. What the team's shelf says comes first, then what a thesaurus offers; a
person chooses.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from mediakit.clock import Span
from mediakit.subtitles.easy.inflection import plural
from mediakit.subtitles.easy.levels import base_of, is_hard, kind_of, level_of
from mediakit.subtitles.easy.plain_words import Explained, PlainWords, in_plain_words
from mediakit.subtitles.easy.plainer import Thesaurus, no_thesaurus, plainer
from mediakit.subtitles.easy.tagging import tags_of
from mediakit.subtitles.tokens import Token, capitalised, core, plain


@dataclass(frozen=True, slots=True)
class HardWord:
    """A hard word or phrase. `words` are the first and one-past-last index of the words that were
    looked at; `level` is that of the CEFR, where it has one. `suggestions` fit in its place, the
    best first; `explanation` is a sentence that can be a subtitle after it.
    """

    text: str
    words: tuple[int, int]
    level: str | None = None
    suggestions: tuple[str, ...] = ()
    explanation: str | None = None

    @property
    def advice(self) -> str:
        """What a person can do, in one or two sentences.

        >>> HardWord("deploy", (0, 1), "C2", ("use", "send")).advice
        '"deploy" may be hard to read. Could it be "use" or "send"?'
        """
        start = f'"{self.text}" may be hard to read.'
        if self.explanation:
            return f'{start} Explain it the first time: "{self.explanation}"'
        if self.suggestions:
            quoted = " or ".join(f'"{suggestion}"' for suggestion in self.suggestions)
            return f"{start} Could it be {quoted}?"
        return f"{start} Say it in other words, or explain it."


def hard_words(
    texts: Sequence[str], plain_words: PlainWords, thesaurus: Thesaurus = no_thesaurus
) -> tuple[HardWord, ...]:
    """The hard words of a sentence, in order. `texts` are its words with their punctuation.

    Names and numbers are never hard. In a language other than English, only words that the shelf
    knows are found.
    """
    found = {word.words[0]: word for word in _replaceable(texts, plain_words)}
    found |= {word.words[0]: word for word in _explained(texts, plain_words)}
    taken = {index for word in found.values() for index in range(*word.words)}
    if plain_words.language == "en":
        tags = tags_of(texts)
        for index in set(range(len(texts))) - taken:
            word = _looked_up(texts[index], index, tags[index], thesaurus)
            if word:
                found[index] = word
    return tuple(found[index] for index in sorted(found))


def _replaceable(texts: Sequence[str], plain_words: PlainWords) -> Iterator[HardWord]:
    """Words and phrases for which the shelf says something plainer."""
    tokens = tuple(
        Token(text, Span(index, index + 1), None, (index, index + 1))
        for index, text in enumerate(texts)
    )
    for token in in_plain_words(tokens, plain_words):
        first, end = token.words
        said = " ".join(texts[first:end])
        # An article that changes with the word after it is not hard.
        if token.text != said and plain(said) not in ("a", "an"):
            yield HardWord(core(said), token.words, suggestions=(core(token.text),))


def _explained(texts: Sequence[str], plain_words: PlainWords) -> Iterator[HardWord]:
    forms = {
        tuple(form.casefold().split()): word
        for word in plain_words.explained
        for form in (word.word, word.plural or plural(word.word))
    }
    said = [plain(text) for text in texts]
    longest = max(map(len, forms), default=0)
    index = 0
    while index < len(said):
        for length in range(longest, 0, -1):
            word = forms.get(tuple(said[index : index + length]))
            if word and index + length <= len(said):
                text = core(" ".join(texts[index : index + length]))
                yield HardWord(text, (index, index + length), explanation=_cue(word))
                index += length - 1
                break
        index += 1


def _cue(word: Explained) -> str:
    return f"{capitalised(word.word)} means: {word.meaning}."


def _looked_up(text: str, index: int, tag: str, thesaurus: Thesaurus) -> HardWord | None:
    word, kind = plain(text).removesuffix("'s"), kind_of(tag)
    if kind is None or not word.isalpha() or not is_hard(word, kind):
        return None
    # Where a sentence begins, a capital says nothing: a word that no list knows may be a name.
    if core(text)[:1].isupper() and not level_of(word, kind):
        return None
    base = base_of(word, kind)
    return HardWord(
        core(text),
        (index, index + 1),
        level_of(word, kind),
        plainer(word, base, tag, kind, thesaurus),
    )

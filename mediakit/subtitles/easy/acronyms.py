"""Short forms in full where they are first said: "the National Health Service (NHS)"."""

from collections.abc import Mapping, Sequence

from mediakit.subtitles.easy.plain_words import Acronym, put_in
from mediakit.subtitles.tokens import Sentence, Token, core, plain, with_text


def first_uses(tokens: Sequence[Token], acronyms: Sequence[Acronym]) -> Mapping[int, str]:
    """What to say in full, by the index of the transcript's word that says it short for the first
    time. Nothing is said for a short form whose full name is said too.

    >>> from mediakit.clock import Span
    >>> first_uses([Token("TV", Span(0, 1), None, (1, 2))], [Acronym("TV", "television")])
    {1: 'television (TV)'}
    """
    text = f" {' '.join(plain(token.text) for token in tokens)} "
    found: dict[int, str] = {}
    for acronym in acronyms:
        place = next((t.words[0] for t in tokens if _letters(t.text) == acronym.short), None)
        if place is not None and f" {acronym.full.casefold()} " not in text:
            found[place] = f"{acronym.full} ({acronym.short})"
    return found


def in_full(sentence: Sentence, uses: Mapping[int, str], language: str) -> Sentence:
    """The sentence with the short forms that `first_uses` found in full, and "a" or "an" to fit."""
    tokens = list(sentence)
    for index, token in enumerate(sentence):
        if token.words[0] in uses and _letters(token.text) == _short(uses[token.words[0]]):
            if "." in core(token.text) and index + 1 < len(sentence):
                # The last full stop of "N.H.S." ends no sentence here.
                tokens[index] = with_text(token, token.text.replace(".", ""))
            tokens = put_in(tokens, index, 1, uses[token.words[0]], language)
    return tuple(tokens)


def _letters(text: str) -> str:
    """A word as a short form: "N.H.S.," is NHS."""
    return core(text).replace(".", "")


def _short(full: str) -> str:
    return full.rpartition("(")[2].removesuffix(")")

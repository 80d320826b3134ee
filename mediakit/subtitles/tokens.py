"""Spoken words on their way into subtitles: text, time, and which words they stand for."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediakit.clock import Span
from mediakit.transcript.model import Transcript

OPENERS = "\"'“‘([{¿¡"
CLOSERS = ".,;:!?…\"'”’)]}–—"
SENTENCE_ENDERS = ".!?…"


@dataclass(frozen=True, slots=True)
class Token:
    """A word of a subtitle. `words` are the first and one-past-last index of the transcript's words
    that it stands for: more than one where a phrase was put in plain words.
    """

    text: str
    span: Span
    speaker: str | None
    words: tuple[int, int]


Sentence = tuple[Token, ...]


def word_set(text: str) -> frozenset[str]:
    """The words of `text`, for word lists that people can read and edit."""
    return frozenset(text.split())


def tokens_of(transcript: Transcript) -> tuple[Token, ...]:
    """The words of a transcript as tokens, in order, inside the recording, with times that never
    run backwards for any one speaker. Words without a letter to show are left out.
    """
    tokens = []
    earliest: dict[str | None, int] = {}
    for index, word in enumerate(transcript.words):
        # A word is one piece: anything that breaks lines would break a subtitle file.
        text = " ".join(word.text.split())
        start = max(word.span.start, earliest.get(word.speaker, 0))
        start = min(start, transcript.duration_ms)
        end = min(max(word.span.end, start), transcript.duration_ms)
        earliest[word.speaker] = start
        if text:
            tokens.append(Token(text, Span(start, end), word.speaker, (index, index + 1)))
    return tuple(tokens)


def text_of(tokens: Sequence[Token]) -> str:
    """The tokens as one line of text."""
    return " ".join(token.text for token in tokens)


def core(text: str) -> str:
    """A word without the punctuation round it.

    >>> core('"Together,'), core("I'm"), core("—")
    ('Together', "I'm", '')
    """
    return text.lstrip(OPENERS).rstrip(CLOSERS)


def plain(text: str) -> str:
    """A word for comparing: without the punctuation round it, in small letters, straight quotes.

    >>> plain("Don’t,")
    "don't"
    """
    return core(text).replace("’", "'").casefold()


def tail(text: str) -> str:
    """The punctuation after a word.

    >>> tail("Really?”"), tail("we")
    ('?”', '')
    """
    return text[len(text.rstrip(CLOSERS)) :]


def ends_sentence(text: str) -> bool:
    """Whether the punctuation after a word can end a sentence.

    >>> ends_sentence("done.”"), ends_sentence("so,"), ends_sentence("well...")
    (True, False, True)
    """
    return any(mark in SENTENCE_ENDERS for mark in tail(text))


def capitalised(text: str) -> str:
    """`text` with its first letter as a capital, whatever stands before that letter.

    >>> capitalised("we did"), capitalised('"we'), capitalised("3 of us")
    ('We did', '"We', '3 of us')
    """
    for place, character in enumerate(text):
        if character.isalnum():
            return text[:place] + character.upper() + text[place + 1 :]
    return text


def with_text(token: Token, text: str) -> Token:
    """The same token, saying something else."""
    return replace(token, text=text)


def single_words(sentence: Sequence[Token]) -> Sentence:
    """The tokens with one word each. A plain phrase that stands in for a word becomes words of its
    own that share its time, so that lines can break inside it.
    """
    words: list[Token] = []
    for token in sentence:
        pieces = token.text.split()
        length = token.span.duration
        for place, piece in enumerate(pieces):
            start = token.span.start + length * place // len(pieces)
            end = token.span.start + length * (place + 1) // len(pieces)
            words.append(Token(piece, Span(start, end), token.speaker, token.words))
    return tuple(words)

"""Plainer ways to hang sentences together: "but" for "however", nothing for "of course", and commas
for brackets, which are hard to follow and cannot be heard.

Rules for English. When in doubt a sentence stays as it is.
"""

from collections.abc import Mapping, Sequence

from mediakit.subtitles.grammar import ENGLISH
from mediakit.subtitles.tokens import (
    CLOSERS,
    Sentence,
    Token,
    capitalised,
    core,
    ends_sentence,
    plain,
    tail,
    with_text,
)

_JOINERS: Mapping[tuple[str, ...], str] = {
    ("however",): "But",
    ("nevertheless",): "But",
    ("nonetheless",): "But",
    ("in", "contrast"): "But",
    ("on", "the", "other", "hand"): "But",
    ("hence",): "So",
    ("consequently",): "So",
    ("accordingly",): "So",
    ("for", "this", "reason"): "So",
}
"""What to say at the start of a sentence, where a comma sets these words apart."""

_EMPTY: Sequence[tuple[str, ...]] = (
    ("of", "course"),
    ("in", "fact"),
    ("as", "a", "matter", "of", "fact"),
    ("indeed",),
    ("in", "turn"),
    ("so", "to", "speak"),
    ("as", "it", "were"),
    ("needless", "to", "say"),
    ("at", "the", "end", "of", "the", "day"),
)
"""Words that can go where commas set them apart: what is said is the same without them."""

_FEWEST_WORDS = 3
"""What is left without such words is a sentence of its own, and no answer such as "Of course!"."""

_MOST_PAIRS = 2
"""Pairs of brackets in a sentence."""

_LONGEST_ASIDE = 8
"""Words in brackets; more of them are a sentence inside a sentence, which commas do not help."""


def without_asides(sentence: Sentence) -> Sentence:
    """The sentence with a plain "But" or "So" at its start for the longer words, wherever they
    stood, and without the empty ones.
    """
    tokens = list(sentence)
    joiner = ""
    index = 0
    while index < len(tokens):
        words = _set_apart(tokens, index)
        if not words or len(tokens) - len(words) < _FEWEST_WORDS:
            index += 1
            continue
        joiner = joiner or _JOINERS.get(words, "")
        _take_out(tokens, index, len(words))
    if len(tokens) == len(sentence):
        return sentence
    return _begun(tokens, joiner, sentence)


def without_brackets(sentence: Sentence) -> Sentence:
    """The sentence with commas in place of brackets round a few words. Two pairs are the most, and
    not in a list, where commas part the things that are listed.

    A short form in brackets stays: "the National Health Service (NHS)" says what it is short for.
    """
    text = " ".join(token.text for token in sentence)
    pairs = text.count("(")
    if pairs != text.count(")") or not 0 < pairs <= _MOST_PAIRS:
        return sentence
    changed = sentence
    for last, token in enumerate(sentence):
        if token.text.count(")") == 1:
            changed = _with_commas(changed, last, alone=pairs == 1)
    return changed


def _with_commas(sentence: Sentence, last: int, *, alone: bool) -> Sentence:
    """The sentence without the brackets that end at `last`, if that is safe."""
    first = next((at for at in range(last, 0, -1) if sentence[at].text.startswith("(")), 0)
    inside = sentence[first : last + 1]
    if not first or not _is_plain_aside(inside) or tail(sentence[first - 1].text):
        return sentence
    bare, _, after = inside[-1].text.rpartition(")")
    goes_on = last + 1 < len(sentence)
    if not alone and (
        "," in after or (goes_on and plain(sentence[last + 1].text) in ("and", "or"))
    ):
        return sentence
    # A sentence ends there, or goes on after a comma.
    closed = with_text(inside[-1], bare + (after or ("," if goes_on else "")))
    middle = [*inside[:-1], closed]
    middle[0] = with_text(middle[0], middle[0].text[1:])
    before = with_text(sentence[first - 1], sentence[first - 1].text + ",")
    return (*sentence[: first - 1], before, *middle, *sentence[last + 1 :])


def _set_apart(tokens: Sequence[Token], index: int) -> tuple[str, ...]:
    """The words of the tables that stand at `index` between commas or the sentence's edges."""
    if index and tail(tokens[index - 1].text) != ",":
        return ()
    for words in (*_JOINERS, *_EMPTY):
        part = tokens[index : index + len(words)]
        said = tuple(plain(token.text) for token in part)
        whole = said == words and not any(tail(token.text) for token in part[:-1])
        if whole and (tail(part[-1].text) == "," or (index and ends_sentence(part[-1].text))):
            return words
    return ()


def _take_out(tokens: list[Token], index: int, length: int) -> None:
    """Remove the words with the commas round them; the sentence ends as it did."""
    end = tail(tokens[index + length - 1].text)
    del tokens[index : index + length]
    if index:
        before = tokens[index - 1]
        bare = before.text.rstrip(CLOSERS)
        tokens[index - 1] = with_text(before, bare + (end if end != "," else ""))


def _begun(tokens: Sequence[Token], joiner: str, original: Sentence) -> Sentence:
    """The sentence with its joining word or its capital at the start."""
    first, rest = tokens[0], tokens[1:]
    if not joiner:
        capital = core(original[0].text)[:1].isupper()
        return (with_text(first, capitalised(first.text)) if capital else first, *rest)
    text = first.text
    if plain(text) in ENGLISH.binding and not text.startswith(("I ", "I'", "I’")) and text != "I":
        text = text[0].lower() + text[1:]
    return (Token(f"{joiner} {text}", first.span, first.speaker, first.words), *rest)


def _is_plain_aside(inside: Sequence[Token]) -> bool:
    words = [token.text for token in inside]
    text = " ".join(words)
    starts = len(words[0]) > 1 and text.count("(") == text.count(")") == 1
    short = len(words) == 1 and core(words[0]).isupper()
    whole = not any(mark in text[: text.rfind(")")] for mark in ".;:!?")
    return starts and whole and not short and len(words) <= _LONGEST_ASIDE

"""Taking out what carries no meaning: ums and "you know".

When in doubt a word stays. Welsh "er" is a word (although) and is never taken out.
"""

from mediakit.subtitles.grammar import ENGLISH, grammar_of, language_of
from mediakit.subtitles.tokens import (
    CLOSERS,
    Sentence,
    Token,
    capitalised,
    ends_sentence,
    plain,
    tail,
    with_text,
    word_set,
)

_SOUNDS = {
    "en": word_set("um umm uh uhh uhm er erm err hm hmm mm mmm mhm"),
    "cy": word_set("um umm ym ymm erm"),
}

_ASIDES = (
    ("you", "know"),
    ("i", "mean"),
    ("you", "see"),
    ("sort", "of"),
    ("kind", "of"),
    ("like",),
    ("basically",),
    ("if", "you", "like"),
)
"""Taken out only where commas or the sentence's edges set them apart on both sides."""

_SOFTENERS = (("sort", "of"), ("kind", "of"))
_BEFORE_SOFTENER = word_set(
    "i we you they he she it it's that's we're they're he's she's i'm was were is are just"
    " and but so can could would"
)
_BEGINNERS = ENGLISH.pronouns | {"it's", "there's", "that's", "and", "but"}
_AFTER_KIND = word_set("you him her them me us")
"""That is kind of you: here it is no filler."""


def without_fillers(sentence: Sentence, language: str) -> Sentence:
    """The sentence without sounds of hesitation and empty asides; its punctuation and its capital
    letter move to the words that stay. Empty if nothing else was said.
    """
    tokens = list(sentence)
    index = 0
    while index < len(tokens):
        length = _filler_at(tokens, index, language)
        if length:
            own = _has_own_comma(tokens, index, length, language)
            own = own or _begins_clause(tokens, index + length)
            _take_out(tokens, index, length, own)
        else:
            index += 1
    return begun_as(tuple(tokens), sentence)


def _filler_at(tokens: list[Token], index: int, language: str) -> int:
    if plain(tokens[index].text) in _sounds(language):
        return 1
    if language_of(language) != "en":
        return 0
    for aside in _ASIDES:
        if _says(tokens, index, aside) and _set_apart(tokens, index, len(aside)):
            return len(aside)
    return _softener_at(tokens, index)


def _softener_at(tokens: list[Token], index: int) -> int:
    for words in _SOFTENERS:
        end = index + len(words)
        if (
            index > 0
            and end < len(tokens)
            and _says(tokens, index, words)
            and plain(tokens[index - 1].text) in _BEFORE_SOFTENER
            and plain(tokens[end].text) not in _AFTER_KIND
            and not tail(tokens[end - 1].text)
        ):
            return len(words)
    return 0


def _says(tokens: list[Token], index: int, words: tuple[str, ...]) -> bool:
    part = tokens[index : index + len(words)]
    said = tuple(plain(token.text) for token in part)
    return said == words and not any(tail(token.text) for token in part[:-1])


def _set_apart(tokens: list[Token], index: int, length: int) -> bool:
    before = index == 0 or bool(tail(tokens[index - 1].text))
    after = bool(tail(tokens[index + length - 1].text))
    return before and after and length < len(tokens)


def _take_out(tokens: list[Token], index: int, length: int, keep_comma: bool) -> None:
    """Remove the words, and let the word before take over the end of the sentence or drop a comma
    that only set them apart.
    """
    after = tail(tokens[index + length - 1].text)
    del tokens[index : index + length]
    if not index:
        return
    before = tokens[index - 1]
    bare = before.text.rstrip(CLOSERS)
    if ends_sentence(after):
        tokens[index - 1] = with_text(before, bare + after)
    elif after and tail(before.text) == "," and not keep_comma:
        tokens[index - 1] = with_text(before, bare)


def _begins_clause(tokens: list[Token], index: int) -> bool:
    """Whether somebody begins anew after an aside: "we're just, you know, there's a lot"."""
    return index < len(tokens) and plain(tokens[index].text) in _BEGINNERS


def _has_own_comma(tokens: list[Token], index: int, length: int, language: str) -> bool:
    """Whether the comma before a hesitation may belong to the sentence: in "a girl, um, a boy" it
    does, in "it was, um, hard" it does not.
    """
    if not index or length > 1 or plain(tokens[index].text) not in _sounds(language):
        return False
    return plain(tokens[index - 1].text) not in grammar_of(language).binding


def _sounds(language: str) -> frozenset[str]:
    return _SOUNDS.get(language_of(language), frozenset())


def begun_as(sentence: Sentence, original: Sentence) -> Sentence:
    """A capital for the first word that stayed, if the sentence began with one."""
    if not sentence or not original or original[0].text == sentence[0].text:
        return sentence
    if not plain(original[0].text) or original[0].text == capitalised(original[0].text):
        return (with_text(sentence[0], capitalised(sentence[0].text)), *sentence[1:])
    return sentence

"""Whether a rewriting keeps every name, number and negation: a second opinion.

Nothing here is mediakit's own: numbers are read by Whisper's English normaliser, words that begin a
sentence are told from names by the CEFR word list, and the negations are another list. So a fact
that mediakit's guard is blind to can still be seen to be lost.
"""

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from functools import cache

NEGATIONS = (
    "no not never none nobody nothing nowhere neither nor without cannot hardly scarcely barely"
    " rarely seldom unable"
)

_WORD = re.compile(r"[^\W_]+(?:['’.&-][^\W_]+)*")
_ENDS = re.compile(r"[.!?:;…\"“”()]")
_NUMBER = re.compile(r"\d+(?:\.\d+)?")
_NEGATION = re.compile(rf"(?i)\b(?:{'|'.join(NEGATIONS.split())})\b|n['’]t\b")
_NO_NAMES = frozenset({"I", "I'm", "I've", "I'll", "I'd"})


@dataclass(frozen=True, slots=True)
class Lost:
    """What a rewriting lost: the names and numbers, and how many negations."""

    names: tuple[str, ...]
    numbers: tuple[str, ...]
    negations: int

    def __bool__(self) -> bool:
        """Whether anything was lost."""
        return bool(self.names or self.numbers or self.negations)


def lost(before: str, after: str) -> Lost:
    """What of `before` is no longer in `after`.

    >>> lost("In May 2004 Ann did not see two dogs.", "In May, Ann saw 2 dogs.")
    Lost(names=(), numbers=('2004',), negations=1)
    """
    written = Counter(_bare(word) for word in _WORD.findall(after))
    names = sorted(name for name in names_in(before) if not written[_bare(name)])
    numbers = Counter(numbers_in(before)) - Counter(numbers_in(after))
    negations = negations_in(before) - negations_in(after)
    return Lost(tuple(names), tuple(sorted(numbers.elements())), max(0, negations))


def names_in(text: str) -> frozenset[str]:
    """Words with a capital anywhere, but for common words that begin a sentence or a quotation.

    >>> sorted(names_in("Then Jane's dog saw the BBC. Today Anglesey was wet."))
    ['Anglesey', 'BBC', 'Jane']
    """
    found = set()
    end = 0
    for match in _WORD.finditer(text):
        begins = end == 0 or bool(_ENDS.search(text[end : match.start()]))
        word = re.sub(r"['’]s$", "", match[0])
        capital = any(letter.isupper() for letter in word) and word not in _NO_NAMES
        if capital and not (
            begins and word[1:].islower() and all(map(_is_common, word.lower().split("-")))
        ):
            found.add(word)
        end = match.end()
    return frozenset(found - {"A"})


def numbers_in(text: str) -> list[str]:
    """Every number of `text` in digits, whether it was in words or not.

    >>> numbers_in("One of twenty-five paid £1,500 in the third year.")
    ['1', '25', '1500', '3']
    """
    text = re.sub(r"(?<=\d),(?=\d{3})", "", text)
    text = re.sub(r"(?<=[^\W\d_])[-–—](?=[^\W\d_])", " ", text)
    # The normaliser reads words between spaces, and writes a single 1 as "one".
    spaced = " ".join(re.sub(r"([^\w\s.£$€%]|\.(?!\d))", r" \1 ", text).split())
    # It does not read on from a digit.
    spaced = re.sub(r"(?i)(\d) and a half\b", r"\1.5", spaced)
    digits = _in_digits()(spaced.lower())
    return _NUMBER.findall(re.sub(r"\bone(?:s\b|\b)", "1", digits))


def negations_in(text: str) -> int:
    """How many words of `text` say no.

    >>> negations_in("Nobody can't do without. It isn't notable.")
    4
    """
    return len(_NEGATION.findall(text))


def _bare(word: str) -> str:
    return re.sub(r"['’]s$", "", word).casefold()


@cache
def _in_digits() -> Callable[[str], str]:
    from whisper_normalizer.english import EnglishNumberNormalizer

    normalise: Callable[[str], str] = EnglishNumberNormalizer()
    return normalise


@cache
def _is_common(word: str) -> bool:
    """Whether the word is known, and as a name no better than as another word."""
    from cefrpy import CEFRAnalyzer

    analyzer = CEFRAnalyzer()
    if not analyzer.is_word_in_database(word):
        return False
    levels = analyzer.get_pos_level_dict_for_word(word)
    others = [level for kind, level in levels.items() if not kind.name.startswith("NNP")]
    return bool(others) and min(others) <= min(levels.values())

"""Numbers in words and in digits: reading them, and writing digits as easy read asks (NHS)."""

import re
from collections.abc import Iterator, Sequence

from mediakit.subtitles.tokens import Sentence, Token, core, plain, tail, word_set


def _valued(text: str, first: int, step: int) -> dict[str, int]:
    return {word: first + step * place for place, word in enumerate(text.split())}


_SMALL = _valued(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    " sixteen seventeen eighteen nineteen",
    first=0,
    step=1,
)
_TENS = _valued("twenty thirty forty fifty sixty seventy eighty ninety", first=20, step=10)
_SCALES = {"hundred": 100, "thousand": 1000, "million": 1_000_000, "billion": 1_000_000_000}
ORDINALS = {
    "first": "1st",
    "second": "2nd",
    "third": "3rd",
    "fourth": "4th",
    "fifth": "5th",
    "sixth": "6th",
    "seventh": "7th",
    "eighth": "8th",
    "ninth": "9th",
    "tenth": "10th",
    "eleventh": "11th",
    "twelfth": "12th",
}
_PARTS = word_set("half halves thirds quarters fifths sixths eighths tenths point hundredths")
"""Beside a number, these make another number of it: two thirds, two point five."""
_DIGITS = re.compile(r"[£$€]?(\d[\d,]*(?:\.\d+)?)(?:%|[a-z]{1,3})?")

_MEASURES = word_set(
    "hour hours minute minutes second seconds week weeks month months year years pound pounds"
    " penny pence percent per kilometre kilometres mile miles metre metres o'clock million"
    " billion"
)
"""Before these, "one" counts."""

_NUMBERED = word_set("number tip step part chapter point question stage level phase option page")
"""After these, "one" names a place in a row. Elsewhere it may mean "a" or "someone" and stays."""


def numbers_in(texts: Sequence[str]) -> list[float]:
    """Every number in a run of words, in order, whether in words or in digits.

    >>> numbers_in("Twenty one of us, and 1,500 more.".split())
    [21, 1500]
    """
    found: list[float] = []
    index = 0
    while index < len(texts):
        value, length = _number_at(texts, index)
        if length:
            found.append(value)
        index += max(length, 1)
    return found


def with_digits(sentence: Sentence) -> Sentence:
    """The sentence with numbers in digits, except where "one" may mean "a" or a person.

    Numbers that do not read as one whole ("nineteen ninety five", "one two three") stay as said.
    """
    tokens = list(sentence)
    texts = [token.text for token in tokens]
    for start, end, value in reversed(list(_numbers_to_change(texts))):
        opener = texts[start][: texts[start].find(core(texts[start]))]
        text = opener + _written(value, texts, start) + tail(texts[end - 1])
        tokens[start:end] = [merged(tokens[start:end], text)]
    return tuple(tokens)


def merged(tokens: Sequence[Token], text: str) -> Token:
    """One token that stands for all of `tokens` and says `text`."""
    first, last = tokens[0], tokens[-1]
    span = type(first.span)(first.span.start, max(token.span.end for token in tokens))
    return Token(text, span, first.speaker, (first.words[0], last.words[1]))


def _numbers_to_change(texts: Sequence[str]) -> Iterator[tuple[int, int, int]]:
    index = 0
    while index < len(texts):
        value, length = _number_at(texts, index)
        in_words = length and not any(letter.isdigit() for letter in texts[index])
        in_words = in_words and not (plain(texts[index]) == "a" and length == 2)
        if (
            in_words
            and not _is_vague(texts, index, length)
            and not _is_listing(texts, index, length)
            and not _is_part(texts, index, length)
        ):
            yield index, index + length, int(value)
        index += max(length, 1)


def _is_vague(texts: Sequence[str], index: int, length: int) -> bool:
    if length > 1 or plain(texts[index]) not in ("one", "zero"):
        return False
    following = plain(texts[index + 1]) if index + 1 < len(texts) else ""
    counted = following in _MEASURES and not tail(texts[index])
    range_of = texts[index + 1 : index + 3]
    numbered = index > 0 and plain(texts[index - 1]) in _NUMBERED and not tail(texts[index - 1])
    counted = (
        counted
        or numbered
        or (len(range_of) == 2 and plain(range_of[0]) == "or" and _is_small(range_of[1]))
    )
    return not counted


def _is_small(text: str) -> bool:
    return plain(text) in _SMALL


def _is_listing(texts: Sequence[str], index: int, length: int) -> bool:
    """Whether another number stands right beside it, so that it may be counted out or a year."""
    before = index > 0 and not tail(texts[index - 1]) and _number_at(texts, index - 1)[1]
    end = index + length
    after = end < len(texts) and not tail(texts[end - 1]) and _number_at(texts, end)[1]
    return bool(before or after)


def _is_part(texts: Sequence[str], index: int, length: int) -> bool:
    """Whether the words beside make another number of it: "twenty first", "two point five",
    "nineteen eighties".
    """
    following = plain(texts[index + length]) if index + length < len(texts) else ""
    before = plain(texts[index - 1]) if index else ""
    decade = following.endswith("ties") and following[:-3] + "y" in _TENS
    half = [plain(text) for text in texts[index + length : index + length + 3]]
    if half[:1] == ["and"] and half[-1] in _PARTS:
        return True
    joined = following in ORDINALS or following in _PARTS or decade
    return (joined and not tail(texts[index + length - 1])) or before == "point"


def _written(value: int, texts: Sequence[str], start: int) -> str:
    """Digits, with a comma above 999 unless it looks like a year ("in two thousand and ten").

    >>> _written(2010, ["in", "x"], 1), _written(2010, ["paid", "x"], 1)
    ('2010', '2,010')
    """
    before = plain(texts[start - 1]) if start else ""
    year = 1900 <= value <= 2099 and before in {"in", "since", "until", "from", "by"}
    for word in ("billion", "million"):
        scale = _SCALES[word]
        if value >= scale and value % (scale // 10) == 0:
            return f"{value / scale:,g} {word}"
    return str(value) if year else f"{value:,}"


def _number_at(texts: Sequence[str], index: int) -> tuple[float, int]:
    """The number that begins at `index` and how many words it takes; (0, 0) where there is none."""
    digits = _DIGITS.fullmatch(plain(texts[index]))
    if digits:
        value = float(digits[1].replace(",", ""))
        following = plain(texts[index + 1]) if index + 1 < len(texts) else ""
        scale = 1 if tail(texts[index]) else _SCALES.get(following, 1)
        value *= scale
        return (int(value) if value.is_integer() else value), 1 if scale == 1 else 2
    total = 0
    # "A hundred", but not "half a million".
    group = length = 1 if _is_a_scale(texts, index) else 0
    smallest_scale, room = 10**12, 1000
    while index + length < len(texts):
        step = _step(plain(texts[index + length]), total, group, room, smallest_scale)
        if step is None:
            if not _joins(texts, index, length):
                break
            length += 1
            continue
        total, group, room, smallest_scale = step
        length += 1
        if tail(texts[index + length - 1]):
            break
    return (total + group, length) if length else (0, 0)


def _is_a_scale(texts: Sequence[str], index: int) -> bool:
    words = [plain(text) for text in texts[max(index - 1, 0) : index + 2]]
    before = words.pop(0) if index else ""
    return len(words) == 2 and words[0] == "a" and words[1] in _SCALES and before != "half"


def _step(
    word: str, total: int, group: int, room: int, smallest_scale: int
) -> tuple[int, int, int, int] | None:
    """The sum so far after one more number word; None if the word does not go on with the number.
    `room` is what the next small number must stay under.
    """
    value = _plain_value(word)
    if value is not None:
        if value >= room or (value == 0 and total + group):
            return None
        ten = 20 <= value < 100 and value % 10 == 0
        return total, group + value, 10 if ten else 1, smallest_scale
    scale = _SCALES.get(word)
    if scale is None or not group:
        return None
    if scale == 100:
        return (total, group * 100, 100, smallest_scale) if group < 10 else None
    if scale >= smallest_scale:
        return None
    return total + group * scale, 0, 1000, scale


def _plain_value(word: str) -> int | None:
    """The value of a number under a hundred in words: twenty, six, twenty-six."""
    if word in _SMALL:
        return _SMALL[word]
    if word in _TENS:
        return _TENS[word]
    tens, dash, ones = word.partition("-")
    if dash and tens in _TENS and 0 < _SMALL.get(ones, 0) < 10:
        return _TENS[tens] + _SMALL[ones]
    return None


def _joins(texts: Sequence[str], index: int, length: int) -> bool:
    """Whether the next word is the "and" of "a hundred and two"."""
    place = index + length
    if not length or plain(texts[place]) != "and" or tail(texts[place]) or place + 1 >= len(texts):
        return False
    return (
        plain(texts[place - 1]) in _SCALES
        and not tail(texts[place - 1])
        and _plain_value(plain(texts[place + 1])) is not None
    )

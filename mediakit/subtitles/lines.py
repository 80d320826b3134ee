"""Breaking the text of a subtitle into lines: as few as fit, at good places, the lower longer."""

from collections.abc import Callable, Sequence
from functools import cache
from itertools import pairwise

from mediakit.subtitles.breaks import break_cost
from mediakit.subtitles.grammar import grammar_of
from mediakit.subtitles.tokens import ends_sentence

BALANCE = 0.8
"""Cost of each character by which a line misses its share of the text. Twenty characters off
balance then weigh as much as the step from a good break (before "and") to a dull one."""

LOWER_LONGER = 4
"""Characters by which each line should be longer than the one above it: the eye then travels less
between the end of the one and the start of the other, and less of the picture is covered."""

TOO_LONG = 10_000
"""Cost of a line that is over the limit, which only a single over-long word can cause."""


def break_lines(text: str, limit: int, language: str = "en") -> str:
    """`text` on as few lines of at most `limit` characters as hold it. Line breaks that it had are
    forgotten; a word longer than the limit stays whole on a line of its own.

    >>> print(break_lines("We plan the film together, and everybody has a say.", 32))
    We plan the film together,
    and everybody has a say.
    """
    words = text.split()
    grammar = grammar_of(language)
    costs = [
        break_cost(left, right, grammar, sentence_end=ends_sentence(left))
        for left, right in pairwise(words)
    ]
    _, starts = arrange(tuple(map(len, words)), tuple(costs), limit)
    edges = [*starts, len(words)]
    return "\n".join(" ".join(words[start:end]) for start, end in pairwise(edges))


def arrange(
    lengths: tuple[int, ...], costs: Sequence[int], limit: int
) -> tuple[float, tuple[int, ...]]:
    """The cheapest way to lay words of these `lengths` on the fewest possible lines.

    `costs` holds the cost of a break after each word but the last. Returns the whole cost and the
    index of the first word of each line.

    >>> cost, starts = arrange((3, 6, 3, 4), (110, 16, 40), 12)
    >>> starts
    (0, 2)
    """
    if not lengths:
        return 0.0, ()
    if sum(lengths) + len(lengths) - 1 <= limit:
        return 0.0, (0,)
    count = lines_needed(lengths, limit)
    share = (sum(lengths) + len(lengths) - count) / count
    width = _widths(lengths)

    @cache
    def best(first: int, line: int) -> tuple[float, tuple[int, ...]]:
        """The cheapest way to set the words from `first` on, in `line` and the lines after it."""
        target = share + (line - (count - 1) / 2) * LOWER_LONGER
        if line == count - 1:
            return _line_cost(width(first, len(lengths)), target, limit, len(lengths) - first), (
                first,
            )
        ends = range(first + 1, len(lengths) - (count - line - 1) + 1)
        options = []
        for end in ends:
            own = _line_cost(width(first, end), target, limit, end - first) + costs[end - 1]
            rest, starts = best(end, line + 1)
            options.append((own + rest, (first, *starts)))
        return min(options)

    cost, starts = best(0, 0)
    return round(cost, 3), starts


def lines_needed(lengths: Sequence[int], limit: int) -> int:
    """How many lines hold words of these lengths, each word as early as it fits.

    >>> lines_needed((5, 5, 5), 11), lines_needed((40, 1), 11)
    (2, 2)
    """
    lines, used = 0, limit + 1
    for length in lengths:
        if used + 1 + length > limit:
            lines, used = lines + 1, length
        else:
            used += 1 + length
    return lines


def _widths(lengths: Sequence[int]) -> Callable[[int, int], int]:
    ends = [0]
    for length in lengths:
        ends.append(ends[-1] + length + 1)
    return lambda first, end: ends[end] - ends[first] - 1


def _line_cost(width: int, target: float, limit: int, words: int) -> float:
    cost = BALANCE * abs(width - target)
    return cost + TOO_LONG if width > limit and words > 1 else cost

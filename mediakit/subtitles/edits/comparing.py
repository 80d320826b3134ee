"""Which cues of two tracks are the same ones, though edited files have no numbers to go by.

Cues are known again by their words and their times: at the same time, elsewhere in time, in parts,
joined, or rewritten where they stood.
"""

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from mediakit.clock import Span
from mediakit.subtitles.model import Cue
from mediakit.subtitles.tokens import core

Pair = tuple[int, int]
"""A place in the one track and a place in the other."""

FAR_MS = 30_000
"""The same words further apart than this are taken for other words, unless they are so many that
hardly anybody says them twice. [own]"""

MANY_WORDS = 5
"""How many these are. [own]"""

NEAR_MS = 10_000
"""The same for single words, which come back sooner. [own]"""

_TYPOGRAPHY = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "…": "...", "–": "-", "—": "-", "\xa0": " "}
)
"""What editors and word processors change by themselves."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A word of a cue: what it is known by, when it is said, and in which cue it stands."""

    word: str
    at: float
    cue: int


def looks(text: str) -> str:
    """What a text looks like: without the differences that editors make by themselves.

    >>> looks("It’s  “here”…\\nNow") == looks("It's \\"here\\"...\\nNow ")
    True
    """
    lines = (" ".join(line.split()) for line in text.translate(_TYPOGRAPHY).splitlines())
    return "\n".join(line for line in lines if line)


def words_in(text: str) -> tuple[str, ...]:
    """The words of a text, as they are known again: without capitals and punctuation.

    >>> words_in("Well, it’s\\nCO-PRODUCTION!")
    ('well', "it's", 'co-production')
    """
    plain = (core(word).casefold() for word in looks(text).split())
    return tuple(word for word in plain if word)


def is_same(one: Cue, other: Cue) -> bool:
    """Whether both show the same words, in the same lines, place and time; the notes count, too."""
    return (
        one.span == other.span
        and besides(one) == besides(other)
        and looks(one.text) == looks(other.text)
    )


def besides(cue: Cue) -> tuple[str | None, str, tuple[str, ...]]:
    """What a cue says besides its words and times: who speaks, where it stands, notes."""
    return cue.speaker, cue.settings, cue.notes


def are_same(some: Sequence[Cue], others: Sequence[Cue]) -> bool:
    """Whether they are the same, one by one."""
    return len(some) == len(others) and all(map(is_same, some, others))


def moved(cue: Cue, by: int) -> Cue:
    """The cue `by` milliseconds later, but never before the beginning."""
    start = max(0, cue.span.start + by)
    return replace(cue, span=Span(start, max(start + 1, cue.span.end + by)))


def shift_between(before: Sequence[Cue], after: Sequence[Cue]) -> int:
    """By how many milliseconds everything was moved; 0 unless that holds for most of the cues that
    are known again by their words.
    """
    pairs = chain(_by_words(before, after))
    shifts = Counter(
        after[j].span.start - before[i].span.start
        for i, j in pairs
        if after[j].span.duration == before[i].span.duration
    )
    if len(pairs) < 2 or not shifts:
        return 0
    shift, count = shifts.most_common(1)[0]
    return shift if 2 * count > len(pairs) else 0


def links(one: Sequence[Cue], other: Sequence[Cue]) -> set[Pair]:
    """Which cues of two tracks have to do with each other. A cue may be linked to several: one that
    was split, or whose words moved to a neighbour.
    """
    found = set(_linked(one, other, _STAGES))
    found |= _by_time(one, other, found)
    return found


def chain(candidates: Iterable[tuple[Pair, float]]) -> list[Pair]:
    """Of weighted candidates, the heaviest choice in which both places always grow.

    >>> chain([((0, 5), 1.0), ((1, 1), 1.0), ((2, 2), 1.0)])
    [(1, 1), (2, 2)]
    """
    # The best chain that ends at or before a second place: places and weights both grow.
    ends: list[int] = []
    best: list[tuple[float, int]] = []
    behind: list[tuple[Pair, int]] = []
    # Of candidates with the same first place the later second place comes first, so that none
    # follows another.
    for pair, weight in sorted(candidates, key=lambda one: (one[0][0], -one[0][1])):
        place = bisect_left(ends, pair[1])
        before = best[place - 1] if place else (0.0, -1)
        total = before[0] + weight
        if place < len(ends) and ends[place] == pair[1] and best[place][0] >= total:
            continue
        stop = place
        while stop < len(ends) and best[stop][0] <= total:
            stop += 1
        behind.append((pair, before[1]))
        ends[place:stop] = [pair[1]]
        best[place:stop] = [(total, len(behind) - 1)]
    chosen: list[Pair] = []
    at = best[-1][1] if best else -1
    while at >= 0:
        pair, at = behind[at]
        chosen.append(pair)
    return chosen[::-1]


Stage = Callable[[Sequence[Cue], Sequence[Cue]], list[Pair]]


def _linked(one: Sequence[Cue], other: Sequence[Cue], stages: Sequence[Stage]) -> Iterator[Pair]:
    """Pairs found by the first stage, and by the next ones in the gaps between them."""
    if not one or not other or not stages:
        return
    pairs = stages[0](one, other)
    yield from pairs
    if len(stages) == 1:
        return
    for (i, j), (to_i, to_j) in pairwise([(-1, -1), *pairs, (len(one), len(other))]):
        inside = _linked(one[i + 1 : to_i], other[j + 1 : to_j], stages[1:])
        yield from ((i + 1 + a, j + 1 + b) for a, b in inside)


def _in_place(one: Sequence[Cue], other: Sequence[Cue]) -> list[Pair]:
    """Cues that nobody touched."""
    places = defaultdict(list)
    for j, cue in enumerate(other):
        places[cue.span, looks(cue.text)].append(j)
    return chain(
        ((i, j), 1.0) for i, cue in enumerate(one) for j in places[cue.span, looks(cue.text)]
    )


def _elsewhere(one: Sequence[Cue], other: Sequence[Cue]) -> list[Pair]:
    """Cues with the same words that are not too far apart, or that cannot be mistaken."""
    return chain(
        ((i, j), weight)
        for (i, j), weight in _by_words(one, other)
        if abs(one[i].span.start - other[j].span.start) <= FAR_MS
        or len(words_in(one[i].text)) >= MANY_WORDS
    )


def _by_words(one: Sequence[Cue], other: Sequence[Cue]) -> Iterator[tuple[Pair, float]]:
    """Every two cues with the same words; the nearer in time, the heavier."""
    places = defaultdict(list)
    for j, cue in enumerate(other):
        places[words_in(cue.text)].append(j)
    for i, cue in enumerate(one):
        for j in places[words_in(cue.text)]:
            yield (i, j), _weight(cue.span.start - other[j].span.start, FAR_MS)


def _in_parts(one: Sequence[Cue], other: Sequence[Cue]) -> list[Pair]:
    """Cues that share words that are not too far apart."""
    some, others = _pieces(one), _pieces(other)
    places = defaultdict(list)
    for j, piece in enumerate(others):
        places[piece.word].append(j)
    found = chain(
        ((i, j), _weight(piece.at - others[j].at, NEAR_MS))
        for i, piece in enumerate(some)
        for j in places[piece.word]
        if abs(piece.at - others[j].at) <= NEAR_MS
    )
    return sorted({(some[i].cue, others[j].cue) for i, j in found})


_STAGES: tuple[Stage, ...] = (_in_place, _elsewhere, _in_parts)


def _weight(apart: float, far: int) -> float:
    """More pairs come before nearer ones; of as many, the nearer ones are meant."""
    return 1 + max(0.0, 1 - abs(apart) / far) / 1000


def _pieces(cues: Sequence[Cue]) -> list[_Piece]:
    pieces = []
    for index, cue in enumerate(cues):
        words = words_in(cue.text)
        step = cue.span.duration / max(1, len(words))
        pieces += [
            _Piece(word, cue.span.start + (at + 0.5) * step, index) for at, word in enumerate(words)
        ]
    return pieces


def _by_time(one: Sequence[Cue], other: Sequence[Cue], found: set[Pair]) -> set[Pair]:
    """Links of cues that no word links, to those that stand where they stood."""
    linked_one, linked_other = {i for i, _ in found}, {j for _, j in found}
    return {
        (i, j)
        for i, j in overlapping(one, other)
        if (i not in linked_one and covers(other[j], one[i]))
        or (j not in linked_other and covers(one[i], other[j]))
    }


def covers(cue: Cue, other: Cue) -> bool:
    """Whether `cue` is shown for at least half of the time of `other`."""
    shared = cue.span.overlap(other.span)
    return shared is not None and 2 * shared.duration >= other.span.duration


def overlapping(one: Sequence[Cue], other: Sequence[Cue]) -> Iterator[Pair]:
    """Every two cues that are shown at the same time; both tracks are in order of their starts."""
    longest = max((cue.span.duration for cue in other), default=0)
    starts = [cue.span.start for cue in other]
    for i, cue in enumerate(one):
        first = bisect_left(starts, cue.span.start - longest)
        for j in range(first, bisect_left(starts, cue.span.end)):
            if cue.span.overlap(other[j].span):
                yield i, j

"""Which windows of speech are the same voice: unit vectors in, the direction of each speaker out.

Windows are joined pair by pair, the most alike first (average linkage over cosines), which gives a
tree. The tree is cut where it has as many branches of some weight as there are speakers; small
branches (a laugh, a door, two voices at once) take no speaker's place. Then every window goes to
the nearest speaker and the speakers are averaged anew, until nothing moves.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Vectors = NDArray[np.float32]

MOST_SPEAKERS = 10
"""The estimate looks no further; more people than that in one recording have to be counted."""

SAME_VOICE = 0.5
"""Likeness of two speakers (see `likeness`) from which they are taken for one person. Measured on
400 pairs of real voices, of 4 windows or more each: different people at most 0.43, one person cut
in two at least 0.52 (0.63 in 99 of 100); a man well, and with a bad cold in another room, 0.63."""

SMALLEST_SHARE = 0.02
"""Share of all windows that a branch must hold to count as a speaker at first: in an hour, a minute
of speech."""

FEWEST_WINDOWS = 3
"""Windows that a branch must hold to count as a speaker at first: three in a row are 3 s."""

STEADY = 0.5
"""Mean cosine between the windows of one speaker, as a share of that of the steadiest speaker, from
which the estimate counts them as a person: measured 0.35 (well and ill at once) to 0.63 for real
people, and close to 0 for windows that only have in common that they are like nobody."""

LARGEST_TREE = 2000
"""Windows from which the tree grows, evenly taken from all: their table of cosines needs 16 MB
(2000 x 2000 x 4 bytes), and two hours of speech have 9600."""

_ROUNDS = 20
"""Rounds of averaging; in 60 trials with real voices nothing moved after ten."""


def speakers_of(windows: Vectors, number: int | None) -> Vectors:
    """The direction of each speaker, a unit vector a row; `number` None to estimate how many.

    There are fewer than `number` where there are fewer windows.
    """
    sample = windows[_evenly(len(windows), LARGEST_TREE)]
    tree = _Tree.grown(sample)
    if number is not None:
        return _refined(windows, _branches(sample, tree, min(number, len(sample))))
    found = _refined(windows, _branches(sample, tree, 1))
    # All numbers are tried: with fewer speakers than there are, two people in one group are not
    # like each other, and look like nobody.
    for more in range(2, min(MOST_SPEAKERS, len(sample)) + 1):
        finer = _refined(windows, _branches(sample, tree, more))
        if likeness(windows, finer) < SAME_VOICE and _all_are_people(windows, finer):
            found = finer
    return found


def likeness(windows: Vectors, speakers: Vectors) -> float:
    """How alike the two speakers are that are most alike: the mean cosine between a window of one
    and a window of the other, as a share of that between two windows of the same one.

    1 is the same voice, 0 two that have nothing in common. As a share it does not depend on the
    recording: noise and short windows lower both cosines alike. -1 where there is one speaker.
    """
    groups = _groups(windows, speakers)
    if len(groups) < 2:
        return -1.0
    means = np.array([group.mean(axis=0) for group in groups])
    own = np.sqrt([_likeness_within(group) for group in groups])
    shares = (means @ means.T) / np.outer(own, own)
    return float(shares[np.triu_indices(len(groups), 1)].max())


def _likeness_within(group: Vectors) -> float:
    """The mean cosine of all pairs, from the length of their sum; a window is no pair with itself.

    Never nought: windows that have nothing in common are nobody's voice, and like everything.
    """
    count = len(group)
    pairs = max(count * (count - 1), 1)
    return max((float(np.square(group.sum(axis=0)).sum()) - count) / pairs, 1e-3)


def _evenly(count: int, most: int) -> NDArray[np.intp]:
    return np.unique(np.linspace(0, count - 1, min(count, most)).round().astype(np.intp))


def _branches(windows: Vectors, tree: _Tree, number: int) -> Vectors:
    """The first speakers: the mean directions of `number` branches of the tree, as heavy as can be.

    Where heavy branches are one voice cut in two, somebody who says little may be the other.
    """
    weights = (max(FEWEST_WINDOWS, round(SMALLEST_SHARE * len(windows))), FEWEST_WINDOWS, 1)
    cuts = [cut for weight in weights if (cut := _cut(windows, tree, number, weight)) is not None]
    apart = (cut for cut in cuts[:-1] if likeness(windows, cut) < SAME_VOICE)
    return next(apart, cuts[0])


def _cut(windows: Vectors, tree: _Tree, number: int, weighty: int) -> Vectors | None:
    """The means of the first `number` branches of at least `weighty` windows, from the root down;
    None where the tree never has that many at once.
    """
    for branches in tree.from_the_root():
        heavy = [branch for branch in branches if len(tree.leaves[branch]) >= weighty]
        if len(heavy) >= number:
            means = [windows[tree.leaves[branch]].mean(axis=0) for branch in heavy]
            return _unit(np.array(means, np.float32))
    return None


def _refined(windows: Vectors, speakers: Vectors) -> Vectors:
    before: NDArray[np.intp] | None = None
    for _ in range(_ROUNDS):
        nearest = (windows @ speakers.T).argmax(axis=1)
        if before is not None and np.array_equal(nearest, before):
            break
        before = nearest
        speakers = speakers.copy()
        for number in np.unique(nearest):
            speakers[number] = windows[nearest == number].mean(axis=0)
        speakers = _unit(speakers)
    return speakers


def _all_are_people(windows: Vectors, speakers: Vectors) -> bool:
    """Whether every speaker has windows enough, and windows that are like each other."""
    groups = _groups(windows, speakers)
    steady = [_likeness_within(group) for group in groups]
    enough = all(len(group) >= FEWEST_WINDOWS for group in groups)
    return enough and len(groups) == len(speakers) and min(steady) >= STEADY * max(steady)


def _groups(windows: Vectors, speakers: Vectors) -> list[Vectors]:
    """The windows nearest to each speaker; a speaker to whom none is nearest has no group."""
    nearest = (windows @ speakers.T).argmax(axis=1)
    return [windows[nearest == number] for number in np.unique(nearest)]


def _unit(vectors: Vectors) -> Vectors:
    lengths = np.linalg.norm(vectors, axis=-1, keepdims=True)
    return np.asarray(vectors / np.maximum(lengths, 1e-12), np.float32)


class _Tree:
    """Branches by number: the windows first, then each join in order of likeness."""

    def __init__(self, joins: list[tuple[int, int]], windows: int) -> None:
        self._joins = joins
        self._windows = windows
        self.leaves: list[list[int]] = [[window] for window in range(windows)]
        for left, right in joins:
            self.leaves.append(self.leaves[left] + self.leaves[right])

    def from_the_root(self) -> Iterator[list[int]]:
        """The branches at every height: the whole tree, then one more at each step."""
        branches = [len(self.leaves) - 1]
        yield list(branches)
        for top in range(len(self.leaves) - 1, self._windows - 1, -1):
            branches.remove(top)
            branches.extend(self._joins[top - self._windows])
            yield list(branches)

    @classmethod
    def grown(cls, windows: Vectors) -> _Tree:
        """Average linkage by chains of nearest neighbours: time and memory grow with the square of
        the windows.
        """
        count = len(windows)
        cosines = (windows @ windows.T).astype(np.float32)
        np.fill_diagonal(cosines, -np.inf)
        sizes = np.ones(count)
        heights: list[tuple[float, int, int]] = []
        chain: list[int] = []
        alive = np.ones(count, dtype=bool)
        while len(heights) < count - 1:
            if not chain:
                chain.append(int(np.flatnonzero(alive)[0]))
            last = chain[-1]
            nearest = int(cosines[last].argmax())
            # Of equally near ones the one it came from: otherwise a chain could run for ever.
            if len(chain) > 1 and cosines[last, chain[-2]] >= cosines[last, nearest]:
                heights.append((float(cosines[last, chain[-2]]), last, chain[-2]))
                _join(cosines, sizes, alive, *chain[-2:])
                del chain[-2:]
            else:
                chain.append(nearest)
        return cls(_numbered(heights, count), count)


def _join(
    cosines: Vectors, sizes: NDArray[np.float64], alive: NDArray[np.bool_], kept: int, gone: int
) -> None:
    """Make `kept` the two of them, with the mean likeness to all others, and take `gone` out."""
    total = sizes[kept] + sizes[gone]
    mean = (sizes[kept] * cosines[kept] + sizes[gone] * cosines[gone]) / total
    cosines[kept], cosines[:, kept] = mean, mean
    cosines[gone], cosines[:, gone] = -np.inf, -np.inf
    cosines[kept, kept] = -np.inf
    sizes[kept], alive[gone] = total, False


def _numbered(heights: list[tuple[float, int, int]], count: int) -> list[tuple[int, int]]:
    """Joins in order of likeness, each naming the branches that it joins rather than windows."""
    above = list(range(count))

    def top(window: int) -> int:
        while above[window] != window:
            above[window] = above[above[window]]
            window = above[window]
        return window

    branch = list(range(count))
    joins: list[tuple[int, int]] = []
    for _, left, right in sorted(heights, key=lambda join: -join[0]):
        one, other = top(left), top(right)
        joins.append((branch[one], branch[other]))
        above[other] = one
        branch[one] = count + len(joins) - 1
    return joins

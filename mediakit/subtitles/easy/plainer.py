"""Plainer words for a hard one, the best first, from the meanings that a thesaurus lists.

A suggestion is shown to a person and never put in by itself: a thesaurus does not know what was
meant.
"""

import math
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from mediakit.subtitles.easy.levels import LEVELS, Kind, frequency, in_form, is_hard, level_of
from mediakit.subtitles.tokens import word_set


@dataclass(frozen=True, slots=True)
class Sense:
    """One meaning of a word: other words for the same, for something more general, and for
    something close to it. `seen` says how often the word was met with this meaning in text whose
    meanings people marked.
    """

    same: tuple[str, ...] = ()
    broader: tuple[str, ...] = ()
    near: tuple[str, ...] = ()
    narrower: tuple[str, ...] = ()
    seen: int = 0


Thesaurus = Callable[[str, Kind], Sequence[Sense]]
"""The meanings of a word in its base form, the most common first; none where it is unknown."""


def no_thesaurus(_word: str, _kind: Kind) -> Sequence[Sense]:
    """The thesaurus of those who have none."""
    return ()


MOST = 3
"""Suggestions that are shown."""

_CLOSE = {"same": 1.0, "near": 0.7, "broader": 0.5, "narrower": 0.2}
"""How much a word counts for by how it stands to the hard one. This number and the next ones are
chosen on sentences of ASSET, by how often the first suggestion was what one of ten people wrote;
any of them may be a third larger or smaller without much difference."""

_UNSEEN = 0.5
"""A meaning that was never met is not impossible."""
_LATER = 0.9
"""A meaning is at least so much likelier than the next one in the list."""
_PER_ZIPF, _PER_LEVEL, _PER_PHRASE = 0.3, 0.1, 0.7
_OFTEN_ENOUGH = 5.5
"""Words met more often than this (Zipf) are all equally plain."""
_PLAINER = 0.3
"""A suggestion is met at least so much more often (Zipf) than the hard word: twice as often."""
_RAREST = 3.0
_LONGEST = 2
"""Words in a suggestion."""
_HARD = 0.5
"""What it takes off that a suggestion is a hard word itself."""

_EMPTY = word_set(
    "be have do person individual soul thing object entity act action activity state way group"
    " event being condition unit amount"
)
"""Words that mean too little to stand for another."""


def plainer(word: str, base: str, tag: str, kind: Kind, thesaurus: Thesaurus) -> tuple[str, ...]:
    """Up to `MOST` words or short phrases that may stand for `word`, in its form, the best first.

    `base` is the form that dictionaries list, `tag` says which form `word` has.

    >>> senses = (Sense(same=("mandatory", "required"), seen=3),)
    >>> plainer("compulsory", "compulsory", "JJ", "adjective", lambda word, kind: senses)
    ('required', 'mandatory')
    """
    weights: dict[str, list[float]] = {}
    for candidate, weight in _candidates(word, base, kind, thesaurus):
        weights.setdefault(candidate, []).append(weight)
    scores = {}
    least = max(frequency(word) + _PLAINER, _RAREST)
    for candidate, found in weights.items():
        form = in_form(candidate, tag)
        often = min(frequency(form), frequency(candidate))
        if (
            candidate not in (word, base)
            and often >= least
            and _EMPTY.isdisjoint(candidate.split())
        ):
            scores[form] = math.log(sum(found)) + _ease(candidate, kind, often)
    return tuple(sorted(scores, key=lambda form: (-scores[form], form))[:MOST])


def _candidates(
    word: str, base: str, kind: Kind, thesaurus: Thesaurus
) -> Iterator[tuple[str, float]]:
    """Every word that the thesaurus has to offer, with what it counts for; some come twice."""
    own = thesaurus(word, kind) if word != base else ()
    senses = (*own, *thesaurus(base, kind))
    seen = sum(sense.seen + _UNSEEN for sense in senses)
    for place, sense in enumerate(senses):
        likely = max((sense.seen + _UNSEEN) / seen, _LATER**place / 2)
        for how, close in _CLOSE.items():
            for candidate in getattr(sense, how):
                # A word with a capital is a name: the Thames is no plainer word for a river.
                if candidate.islower() and candidate.count(" ") < _LONGEST:
                    yield candidate, likely * close


def _ease(candidate: str, kind: Kind, often: float) -> float:
    level = level_of(candidate, kind)
    steps = LEVELS.index(level) if level else 0
    return (
        _PER_ZIPF * min(often, _OFTEN_ENOUGH)
        - _PER_LEVEL * steps
        - _PER_PHRASE * (" " in candidate)
        - _HARD * is_hard(candidate, kind)
    )

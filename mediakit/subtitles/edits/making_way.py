"""Cues of the machine make way for those whose times a person has set."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from mediakit.clock import Span
from mediakit.subtitles.model import Cue

Trims = Mapping[Span, Span]
"""Times of cues, and what they become."""


def trims_of(cues: Sequence[Cue], person: Sequence[Cue], wish: Sequence[Cue]) -> Trims:
    """How cues with new times must be shortened, so that none is shown together with a neighbour
    that has its times from the `person` and not from the machine's `wish`. One that would lose more
    than half of its time stays as it is, and will be found by the rules.

    >>> a, b, c = Cue(Span(0, 1000), "a"), Cue(Span(1000, 2000), "b"), Cue(Span(900, 2000), "b")
    >>> trims_of([a, c], [a, b], [c])
    {Span(start=900, end=2000): Span(start=1000, end=2000)}
    """
    mine, wanted = {cue.span for cue in person}, {cue.span for cue in wish}
    trims: dict[Span, Span] = {}
    for one, other in pairwise(cues):
        fixed = [cue.span in mine and cue.span not in wanted for cue in (one, other)]
        new = [cue.span not in mine for cue in (one, other)]
        if new[0] and fixed[1]:
            _shorten(one.span, Span(0, other.span.start), trims)
        elif fixed[0] and new[1]:
            _shorten(other.span, Span(one.span.end, max(one.span.end, other.span.end)), trims)
    return trims


def trimmed(cues: Sequence[Cue], trims: Trims) -> tuple[Cue, ...]:
    """The cues with their new times."""
    return tuple(replace(cue, span=trims[cue.span]) if cue.span in trims else cue for cue in cues)


def _shorten(span: Span, room: Span, trims: dict[Span, Span]) -> None:
    left = trims.get(span, span).overlap(room)
    if left is not None and left != span and 2 * left.duration >= span.duration:
        trims[span] = left

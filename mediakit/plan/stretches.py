"""A clip in stretches: between its cutaways, and of about two seconds each."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from mediakit.clock import FrameSpan
from mediakit.film.timeline import Placed

CHUNK_SECONDS = 2
"""How long a chunk is: as far as key pictures lie apart, so that it costs no picture that would not
be there anyway, and a changed word as little as can be. Chunks that follow one another are made in
one run (see `runs`)."""

SHORTEST_SECONDS = 1
"""A rest shorter than this joins the chunk before it rather than being encoded for itself."""


def stretches(placed: Placed, own: FrameSpan, rate: Fraction) -> Iterator[FrameSpan]:
    """The frames `own` of a clip in chunks, each of the clip itself or of one of its cutaways. All
    are counted from where the clip or the cutaway begins, so that they are the same wherever the
    clip stands.
    """
    edges = {
        edge
        for cutaway in placed.cutaways
        for edge in (cutaway.span.start, cutaway.span.end)
        if own.start < edge < own.end
    }
    for start, end in pairwise(sorted({own.start, own.end} | edges)):
        yield from cut(seen_at(placed, start).span.start, start, end, rate)


def seen_at(placed: Placed, frame: int) -> Placed:
    """What is seen in a frame of the film that lies in a clip: a cutaway, or the clip itself."""
    seen = (one for one in placed.cutaways if one.span.start <= frame < one.span.end)
    return next(seen, placed)


def cut(origin: int, start: int, end: int, rate: Fraction) -> list[FrameSpan]:
    """Frames `start` to `end` in chunks of about two seconds, counted from frame `origin`, the
    clip's own start: so a clip that moves, or dissolves differently, keeps its inner chunks.

    >>> cut(0, 0, 120, Fraction(25))
    [FrameSpan(start=0, end=50), FrameSpan(start=50, end=120)]
    """
    step, shortest = round(CHUNK_SECONDS * rate), round(SHORTEST_SECONDS * rate)
    inner = [
        edge
        for edge in range(origin + step, end, step)
        if edge - start >= shortest and end - edge >= shortest
    ]
    return [FrameSpan(a, b) for a, b in pairwise([start, *inner, end]) if a < b]

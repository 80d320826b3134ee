"""A clip in stretches: between its cutaways, and of about ten seconds each."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import pairwise

from mediakit.clock import FrameSpan
from mediakit.film.timeline import Placed

CHUNK_SECONDS = 10
"""How long a chunk is. Measured on two cores: 10 s chunks cost about as much as one pass over the
whole film, 5 s chunks half as much again (facts/ffmpeg.md).
"""

SHORTEST_SECONDS = 3
"""A rest shorter than this joins the chunk before it rather than costing a run of its own."""


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
    """Frames `start` to `end` in chunks of about ten seconds, counted from frame `origin`, the
    clip's own start: so a clip that moves, or dissolves differently, keeps its inner chunks.

    >>> cut(0, 0, 530, Fraction(25))
    [FrameSpan(start=0, end=250), FrameSpan(start=250, end=530)]
    """
    step, shortest = round(CHUNK_SECONDS * rate), round(SHORTEST_SECONDS * rate)
    inner = [
        edge
        for edge in range(origin + step, end, step)
        if edge - start >= shortest and end - edge >= shortest
    ]
    return [FrameSpan(a, b) for a, b in pairwise([start, *inner, end]) if a < b]

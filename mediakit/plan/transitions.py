"""What of the ways into and out of clips is seen in a part of the film."""

from collections.abc import Iterator

from mediakit.clock import FrameSpan
from mediakit.film.timeline import Placed
from mediakit.plan.model import Fade


def fades_in(placed: Placed, part: FrameSpan) -> Iterator[Fade]:
    """The fades of a clip that reach into a part of it, counted from the part's beginning."""
    end = placed.span.end + placed.hold
    coming = FrameSpan(placed.span.start, placed.span.start + placed.fade_in)
    if coming.overlap(part):
        yield Fade("in", coming.start - part.start, coming.duration)
    going = FrameSpan(end - placed.fade_out, end)
    if going.overlap(part):
        yield Fade("out", going.start - part.start, going.duration)

"""Where the picture changes under the subtitles, and how long its frames are."""

from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from fractions import Fraction

from mediakit.clock import Span
from mediakit.subtitles.rules.limits import RATE


@dataclass(frozen=True, slots=True)
class Shots:
    """`cuts` are the times in milliseconds at which another shot begins, in order. Sound alone has
    none.
    """

    cuts: tuple[int, ...] = ()
    rate: Fraction = RATE

    def near(self, time: int, within: int) -> int | None:
        """The cut nearest to `time`, if it is at most `within` milliseconds off.

        >>> Shots((1000, 2000)).near(1800, 500), Shots((1000,)).near(1800, 500)
        (2000, None)
        """
        place = bisect_left(self.cuts, time)
        found = self.cuts[max(place - 1, 0) : place + 1]
        best = min(found, key=lambda cut: abs(cut - time), default=None)
        return best if best is not None and abs(best - time) <= within else None

    def inside(self, span: Span, margin: int) -> tuple[int, ...]:
        """The cuts in `span` that lie more than `margin` milliseconds from both of its ends.

        >>> Shots((1000, 2000, 3000)).inside(Span(900, 3100), 500)
        (2000,)
        """
        first = bisect_right(self.cuts, span.start + margin)
        return self.cuts[first : bisect_left(self.cuts, span.end - margin)]


NO_SHOTS = Shots()

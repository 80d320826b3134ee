"""The pace of frames: their exact rate, whether it is steady, and what a film can have. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from math import lcm
from statistics import median

from mediakit.errors import BadInput

STANDARD = tuple(
    sorted(
        {Fraction(whole) for whole in (5, 10, 12, 15, 20, 24, 25, 30, 48, 50, 60, 100, 120, 240)}
        | {Fraction(25, 2)}
        | {Fraction(whole * 1000, 1001) for whole in (24, 30, 48, 60, 120, 240)}
    )
)
"""Frame rates that cameras and editors mean; the 1000/1001 ones are those of NTSC television."""

JITTER = Fraction(1, 500)
"""Seconds by which frames of steady footage may lie off the even grid: 2 ms, twice the 1 ms to
which Matroska and FLV round; a quarter of a frame at the fastest standard rate in use, 120."""

EXACTLY = Fraction(1, 2000)
"""How near to a standard rate steady footage must be to be taken for it: half of the 1/1000 that
lies between a whole rate and its NTSC neighbour."""

ROUGHLY = Fraction(1, 500)
"""The same for unsteady footage, which is brought to an even pace anyway."""

REGULAR = Fraction(3, 4)
"""Share of equally long frames from which on unsteady footage is taken to have dropped some,
rather than to have no rate of its own."""

NEAR = Fraction(1, 50)
"""How near footage must be to a standard rate for its film to have that: at 2 % one picture in
fifty is left out or shown twice. [own]"""

MOST_FILM_RATE = 60
"""Frames a second beyond which a film gains nothing to see and takes twice as long to make."""

MOST_TICKS = 2**31 - 1
"""Ticks a second that ffmpeg can count: its time bases are fractions of 32-bit numbers. More are
cut off without a word, and every picture comes at a wrong time."""


@dataclass(frozen=True, slots=True)
class Pace:
    """Frames a second (0: not known, as of a single frame) and whether they come evenly."""

    rate: Fraction
    steady: bool


def pace_of(times: Sequence[int], tick: Fraction, stated: Fraction) -> Pace:
    """The pace of frames shown at `times`, counted in ticks of `tick` seconds.

    `stated` is the rate by the file's header (0: none), which speaks only where there are not two
    frames to measure: headers of variable footage state anything.

    >>> pace_of([0, 33, 67, 100], Fraction(1, 1000), Fraction(1000))
    Pace(rate=Fraction(30, 1), steady=True)
    """
    shown = sorted(set(times))
    if len(shown) < 2:
        return Pace(stated, steady=True)
    span = (shown[-1] - shown[0]) * tick
    average = (len(shown) - 1) / span
    # Where a tick is nearly a frame, as in AVI, times are exact.
    slack = min(max(JITTER, 2 * tick), 1 / (4 * average))
    # Both ends may lie a little off the grid, which blurs the rate of short footage.
    rate = _snapped(average, max(EXACTLY, slack / span), stated)
    for candidate in (rate, average):
        if _is_even(shown, tick, candidate, slack):
            return Pace(candidate.limit_denominator(10_000), steady=True)
    return Pace(_rate_between_drops(shown, tick, slack, stated), steady=False)


def film_rate(rate: Fraction) -> Fraction:
    """Frames a second for a film made of footage at `rate` (which may be anything, even 0): the
    nearest standard rate where one is `NEAR`, else the nearest whole number.

    >>> film_rate(Fraction(266155, 8907)), film_rate(Fraction(7302, 1001)), film_rate(Fraction(240))
    (Fraction(30000, 1001), Fraction(7, 1), Fraction(60, 1))
    """
    nearest = min(STANDARD, key=lambda standard: abs(standard - rate))
    chosen = nearest if abs(nearest - rate) <= NEAR * rate else Fraction(round(rate))
    return min(max(chosen, Fraction(1)), Fraction(MOST_FILM_RATE))


def ticks_of(rate: Fraction) -> int:
    """Ticks a second in which both microseconds and frames at `rate` are whole numbers.

    Raises `BadInput` for a rate so odd that ffmpeg cannot count them; `film_rate` gives none such.

    >>> ticks_of(Fraction(30000, 1001))
    3000000
    """
    ticks = lcm(1_000_000, rate.numerator)
    if ticks > MOST_TICKS:
        raise BadInput(
            f"A film cannot have exactly {rate} frames a second",
            remedy=f"Choose {film_rate(rate)} frames a second.",
        )
    return ticks


def _is_even(times: Sequence[int], tick: Fraction, rate: Fraction, slack: Fraction) -> bool:
    # In floats: a double holds hours of ticks to well under a microsecond, and is 50 times faster.
    step = float(1 / (rate * tick))
    offsets = [time - number * step for number, time in enumerate(times)]
    return max(offsets) - min(offsets) <= float(slack / tick)


def _rate_between_drops(
    times: Sequence[int], tick: Fraction, slack: Fraction, stated: Fraction
) -> Fraction:
    gaps = [later - earlier for earlier, later in pairwise(times)]
    usual, room = median(gaps), slack / tick
    regular = [gap for gap in gaps if abs(gap - usual) <= room]
    if len(regular) < REGULAR * len(gaps):
        rate = (len(times) - 1) / ((times[-1] - times[0]) * tick)
    else:
        rate = _snapped(len(regular) / (sum(regular) * tick), ROUGHLY, stated)
    # Times that make no sense must not ask for thousands of frames a second.
    return min(rate.limit_denominator(10_000), STANDARD[-1])


def _snapped(rate: Fraction, within: Fraction, stated: Fraction) -> Fraction:
    nearest = min(STANDARD, key=lambda standard: abs(standard - rate))
    choice = stated if stated in STANDARD and abs(stated - rate) <= within * rate else nearest
    return choice if abs(choice - rate) <= within * rate else rate

"""Recordings shown faster or slower than they were made.

At `speed` 2 a second of the recording takes half a second of the film: it is laid on the film's
frames at half as many a second of its own. So all that counts in a recording is turned into frames
at the clip's own rate, and back.
"""

import math
from fractions import Fraction

from mediakit.film.model import Footage
from mediakit.film.values import Refused
from mediakit.handwritten.mistakes import shown

SPEEDS = (Fraction(1, 4), Fraction(4))
"""Slowest and fastest: beyond these nobody can follow speech or movement. [own]"""


def own_rate(clip: Footage, rate: Fraction) -> Fraction:
    """Frames of a film of that rate that one second of the clip's recording takes.

    >>> own_rate(Footage("a.mp4", speed=Fraction(2)), Fraction(25))
    Fraction(25, 2)
    """
    return rate / clip.speed


def speed_value(value: object) -> Fraction:
    """How many times as fast as it was recorded, exactly: 0.5, 2.

    >>> speed_value(1.25)
    Fraction(5, 4)
    """
    usable = isinstance(value, int | float) and not isinstance(value, bool)
    speed = Fraction(str(value)) if usable and math.isfinite(float(str(value))) else Fraction(0)
    if not SPEEDS[0] <= speed <= SPEEDS[1]:
        raise Refused(
            f"is {shown(value)}, and it must be {float(SPEEDS[0])} to {SPEEDS[1]}",
            "Write a number such as 0.5 for half as fast, or 2 for twice as fast.",
        )
    return speed.limit_denominator(1000)

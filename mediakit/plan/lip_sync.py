"""Lip sync: sound kept in step with pictures that cannot be shown just when they were taken.

A film shows pictures on its own grid of frames. A clip cut between two pictures of its recording
shows all of them up to half a frame early or late; one brought into shape first has been moved a
part of a frame before. Where that part is the same for the whole clip, its sound moves along.
"""

from fractions import Fraction
from math import floor

from mediakit.film.model import Footage
from mediakit.media.model import Picture
from mediakit.plan.model import Conform


def picture_late_us(
    clip: Footage, picture: Picture | None, conform: Conform | None, film_rate: Fraction
) -> int:
    """Microseconds by which a film of so many frames a second shows the clip's pictures later than
    they were taken (less than 0: earlier), as far as that is the same for all of them; 0 at other
    speeds. `conform` brings the recording into shape first, if it is not None.
    """
    if picture is None or not picture.rate or clip.speed != 1:
        return 0
    late, first, rate = Fraction(0), Fraction(picture.begins_us, 1_000_000), picture.rate
    if conform is not None:
        if picture.steady:
            late += _moved(first, rate, conform.rate)
        first, rate = Fraction(0), conform.rate
    late += _moved(first - Fraction(clip.start, 1000), rate, film_rate)
    return round(late * 1_000_000)


def _moved(first: Fraction, rate: Fraction, grid: Fraction) -> Fraction:
    """Seconds by which pictures at `rate`, one of them at time `first`, are moved onto a grid of so
    many frames a second; 0 where the grid is no multiple, and each is moved differently.
    """
    if (grid / rate).denominator != 1:
        return Fraction(0)
    # A picture is shown in the frame whose middle it covers: halves go up, as in ffmpeg's fps.
    return floor(first * grid + Fraction(1, 2)) / grid - first

"""Time: spans in whole milliseconds, frames at an exact rate, timestamps as text.

Speech and subtitles count whole milliseconds; films count whole frames. Only this module converts
between the two, always from absolute time and never by adding up rounded parts.
"""

import re
from dataclasses import dataclass
from fractions import Fraction
from typing import Self

SAMPLE_RATE = 48_000
"""Samples a second of every film's sound (design: AAC 48 kHz)."""

_TIMESTAMP = re.compile(r"(?:(?:(?P<h>\d+):)?(?P<m>\d{1,2}):)?(?P<s>\d+)(?:[.,](?P<f>\d{1,3}))?")


@dataclass(frozen=True, order=True, slots=True)
class Span:
    """A stretch of time in whole milliseconds, `start` included and `end` not.

    >>> Span(1000, 2500).duration
    1500
    """

    start: int
    end: int

    def __post_init__(self) -> None:
        if self.end < self.start:
            raise ValueError(f"a span cannot end ({self.end}) before it starts ({self.start})")

    @property
    def duration(self) -> int:
        """Length in milliseconds."""
        return self.end - self.start

    def shift(self, by: int) -> Self:
        """The same span, `by` milliseconds later (or earlier, if negative)."""
        return type(self)(self.start + by, self.end + by)

    def overlap(self, other: Self) -> Self | None:
        """The part shared with `other`; None where they only touch or lie apart.

        >>> Span(0, 10).overlap(Span(5, 20))
        Span(start=5, end=10)
        >>> Span(0, 10).overlap(Span(10, 20)) is None
        True
        """
        start, end = max(self.start, other.start), min(self.end, other.end)
        return type(self)(start, end) if start < end else None


class FrameSpan(Span):
    """A stretch of a film in whole frames, `start` included and `end` not."""

    __slots__ = ()


def frame_of(ms: int, rate: Fraction) -> int:
    """The frame boundary nearest to `ms`, at `rate` frames a second; halves go up.

    >>> frame_of(1000, Fraction(25)), frame_of(1000, Fraction(30000, 1001))
    (25, 30)
    """
    return (2 * ms * rate.numerator + 1000 * rate.denominator) // (2000 * rate.denominator)


def ms_of(frame: int, rate: Fraction) -> int:
    """The millisecond nearest to the start of `frame`; halves go up.

    >>> ms_of(30, Fraction(30000, 1001))
    1001
    """
    return (2000 * frame * rate.denominator + rate.numerator) // (2 * rate.numerator)


def samples_of(frame: int, rate: Fraction, sample_rate: int = SAMPLE_RATE) -> int:
    """The sample nearest to the start of `frame`.

    >>> samples_of(25, Fraction(25))
    48000
    """
    return (2 * frame * rate.denominator * sample_rate + rate.numerator) // (2 * rate.numerator)


def frame_span(span: Span, rate: Fraction) -> FrameSpan:
    """`span` on the frame grid: both ends go to the nearest frame boundary."""
    return FrameSpan(frame_of(span.start, rate), frame_of(span.end, rate))


def ms_span(frames: Span, rate: Fraction) -> Span:
    """A span of frames in milliseconds."""
    return Span(ms_of(frames.start, rate), ms_of(frames.end, rate))


def parse_time(text: str) -> int:
    """Milliseconds of a time as people write it: seconds, m:ss or h:mm:ss, with . or , decimals.

    Raises ValueError for anything else.

    >>> parse_time("00:03.2"), parse_time("1:02:03,004"), parse_time("75")
    (3200, 3723004, 75000)
    """
    match = _TIMESTAMP.fullmatch(text.strip())
    if match is None:
        raise ValueError(f"{text!r} is not a time")
    hours, minutes, seconds = (int(match[part] or 0) for part in "hms")
    if match["m"] is not None and seconds > 59:
        raise ValueError(f"{text!r} has more than 59 seconds after the minutes")
    if match["h"] is not None and minutes > 59:
        raise ValueError(f"{text!r} has more than 59 minutes after the hours")
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + int((match["f"] or "0").ljust(3, "0"))


def format_time(ms: int) -> str:
    """A time for people: m:ss, or h:mm:ss from one hour on; fractions are cut off.

    >>> format_time(83_400), format_time(3_600_000)
    ('1:23', '1:00:00')
    """
    minutes, seconds = divmod(ms // 1000, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{seconds:02}" if hours else f"{minutes}:{seconds:02}"


def format_timestamp(ms: int) -> str:
    """A full timestamp, h:mm:ss.mmm with two digits for the hours.

    >>> format_timestamp(3_723_004)
    '01:02:03.004'
    """
    seconds, fraction = divmod(ms, 1000)
    minutes, seconds = divmod(seconds, 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours:02}:{minutes:02}:{seconds:02}.{fraction:03}"

"""Subtitles that come and go with the pictures: starts and ends brought to the cuts beside them."""

from collections.abc import Sequence
from dataclasses import dataclass

from mediakit.clock import Span
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.shots import Shots


@dataclass(frozen=True, slots=True)
class _Pictures:
    """The cuts and what a profile asks about them, in milliseconds."""

    shots: Shots
    within: int
    least: int
    open_gap: int
    max_hang: int

    def reads_well(self, gap: int) -> bool:
        """Whether a gap is none, the least, or long enough not to flicker."""
        return gap == self.least or gap >= max(self.open_gap, self.least)

    def may_end(self, span: Span, end: int, needed: int, spoken_end: int) -> bool:
        """Whether a subtitle can end there: time to read is left, what is still being said is
        hidden for half of the distance at most, and it does not hang on.
        """
        heard = spoken_end - self.within // 2 <= end <= max(spoken_end + self.max_hang, span.end)
        return heard and end - span.start >= min(needed, span.duration)


def snapped(
    shown: Sequence[Span],
    spoken: Sequence[Span],
    needed: Sequence[int],
    profile: Profile,
    shots: Shots,
) -> tuple[Span, ...]:
    """The times of `show_times`, with starts and ends at the cuts that lie within the profile's
    distance, wherever that takes no time from a reader. Two subtitles that touch move together.
    """
    within = profile.ms("shot changes", shots.rate)
    if not shots.cuts or not within:
        return tuple(shown)
    least, open_gap = profile.least_gap(shots.rate), profile.open_gap(shots.rate)
    pictures = _Pictures(shots, within, least, open_gap, profile.max_hang)
    spans = list(shown)
    for index in range(len(spans)):
        _snap_start(index, spans, spoken, needed, pictures)
    for index in range(len(spans)):
        _snap_end(index, spans, spoken, needed, pictures)
    return tuple(spans)


def _snap_start(
    index: int,
    spans: list[Span],
    spoken: Sequence[Span],
    needed: Sequence[int],
    pictures: _Pictures,
) -> None:
    span = spans[index]
    cut = pictures.shots.near(span.start, pictures.within)
    if cut is None or span.end - cut < min(needed[index], span.duration):
        return
    if index:
        before = spans[index - 1]
        end = cut - pictures.least
        if span.start - before.end <= pictures.least:
            if not pictures.may_end(before, end, needed[index - 1], spoken[index - 1].end):
                return
            spans[index - 1] = Span(before.start, end)
        elif not pictures.reads_well(cut - before.end):
            return
    spans[index] = Span(cut, span.end)


def _snap_end(
    index: int,
    spans: list[Span],
    spoken: Sequence[Span],
    needed: Sequence[int],
    pictures: _Pictures,
) -> None:
    span = spans[index]
    cut = pictures.shots.near(span.end, pictures.within)
    if cut is None or not pictures.may_end(span, cut, needed[index], spoken[index].end):
        return
    if index + 1 < len(spans):
        after = spans[index + 1].start
        if after - span.end <= pictures.least or not pictures.reads_well(after - cut):
            return
    spans[index] = Span(span.start, cut)

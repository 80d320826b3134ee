"""When a subtitle comes and goes: with the speech, long enough to read, never two at once."""

from collections.abc import Sequence
from fractions import Fraction

from mediakit.clock import Span
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.shots import NO_SHOTS, Shots
from mediakit.subtitles.snapping import snapped


def show_times(
    spoken: Sequence[Span],
    needed: Sequence[int],
    recording_end: int,
    profile: Profile,
    shots: Shots = NO_SHOTS,
) -> tuple[Span, ...]:
    """When each subtitle is on the screen.

    `spoken` says when its words are heard, in order; `needed` how many milliseconds a reader needs.
    A subtitle starts with its words, or later by at most what the profile `waits` when the one
    before needs that time and it can be spared. It lasts into the pause after its words as long as
    needed. Where the picture changes close by, it starts and ends with that.

    >>> from mediakit.subtitles.rules.profiles import BBC
    >>> show_times([Span(0, 400), Span(5000, 6000)], [1000, 1000], 9000, BBC)
    (Span(start=0, end=1000), Span(start=5000, end=6000))
    """
    latest = _latest_starts(spoken, needed, recording_end, profile)
    least = profile.least_gap(shots.rate)
    shown: list[Span] = []
    free_from = 0
    for index, words in enumerate(spoken):
        start = max(words.start, free_from)
        last = index + 1 == len(spoken)
        limit = recording_end if last else latest[index + 1] - least
        end = min(_wanted_end(start, words.end, needed[index], profile), max(limit, start))
        if not last:
            next_start = max(spoken[index + 1].start, start)
            end = max(start, _without_flicker(end, words.end, next_start, profile, shots.rate))
        shown.append(Span(start, end))
        free_from = end + least
    moved = snapped(shown, spoken, needed, profile, shots)
    return tuple(Span(min(one.start, recording_end), min(one.end, recording_end)) for one in moved)


def _latest_starts(
    spoken: Sequence[Span], needed: Sequence[int], recording_end: int, profile: Profile
) -> list[int]:
    """How late each subtitle may start and still be read in time, seen from the end backwards."""
    latest: list[int] = []
    must_be_gone = recording_end
    for words, time in zip(reversed(spoken), reversed(needed), strict=True):
        start = max(words.start, min(must_be_gone - time, words.start + profile.waits))
        latest.append(start)
        must_be_gone = start
    return latest[::-1]


def _wanted_end(start: int, spoken_end: int, needed: int, profile: Profile) -> int:
    stretched = min(start + needed, spoken_end + profile.max_hang)
    return max(spoken_end, stretched)


def _without_flicker(
    end: int, spoken_end: int, next_start: int, profile: Profile, rate: Fraction
) -> int:
    """A gap too short to notice reads as a flicker: close it, or open it up (BBC, Netflix)."""
    gap, least, open_gap = next_start - end, profile.least_gap(rate), profile.open_gap(rate)
    if gap <= least or gap >= open_gap:
        return end
    if next_start - least <= spoken_end + profile.max_hang:
        return next_start - least
    return max(spoken_end, next_start - open_gap)

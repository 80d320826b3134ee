"""When a subtitle comes and goes: with the speech, long enough to read, never two at once."""

from collections.abc import Sequence

from mediakit.clock import Span
from mediakit.subtitles.profiles import Profile


def show_times(
    spoken: Sequence[Span], needed: Sequence[int], recording_end: int, profile: Profile
) -> tuple[Span, ...]:
    """When each subtitle is on the screen.

    `spoken` says when its words are heard, in order; `needed` how many milliseconds a reader needs.
    A subtitle starts with its words, or later by at most the profile's limit when the one before
    needs that time and it can be spared. It lasts into the pause after its words as long as needed.

    >>> from mediakit.subtitles.profiles import WORD_FOR_WORD
    >>> show_times([Span(0, 400), Span(5000, 6000)], [1000, 1000], 9000, WORD_FOR_WORD)
    (Span(start=0, end=1000), Span(start=5000, end=6000))
    """
    latest = _latest_starts(spoken, needed, recording_end, profile)
    shown: list[Span] = []
    free_from = 0
    for index, words in enumerate(spoken):
        start = max(words.start, free_from)
        if index + 1 < len(spoken):
            next_start, limit = max(spoken[index + 1].start, start), latest[index + 1]
        else:
            next_start, limit = recording_end, recording_end
        end = min(_wanted_end(start, words.end, needed[index], profile), max(limit, start))
        if index + 1 < len(spoken):
            end = _without_flicker(end, words.end, next_start, profile)
        shown.append(Span(start, end))
        free_from = end
    return tuple(shown)


def _latest_starts(
    spoken: Sequence[Span], needed: Sequence[int], recording_end: int, profile: Profile
) -> list[int]:
    """How late each subtitle may start and still be read in time, seen from the end backwards."""
    latest: list[int] = []
    must_be_gone = recording_end
    for words, time in zip(reversed(spoken), reversed(needed), strict=True):
        start = max(words.start, min(must_be_gone - time, words.start + profile.max_late))
        latest.append(start)
        must_be_gone = start
    return latest[::-1]


def _wanted_end(start: int, spoken_end: int, needed: int, profile: Profile) -> int:
    stretched = min(start + needed, spoken_end + profile.max_hang)
    return max(spoken_end, stretched)


def _without_flicker(end: int, spoken_end: int, next_start: int, profile: Profile) -> int:
    """A gap too short to notice reads as a flicker: close it, or open it up (BBC)."""
    gap = next_start - end
    if gap <= 0 or gap >= profile.min_gap:
        return end
    if next_start <= spoken_end + profile.max_hang:
        return next_start
    return max(spoken_end, next_start - profile.min_gap)

"""People who talk at once: words in runs that follow one another, and one subtitle at a time."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from mediakit.clock import Span
from mediakit.subtitles.model import Cue
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.tokens import Token


def runs_of(tokens: Sequence[Token]) -> tuple[tuple[int, int], ...]:
    """The first and one-past-last index of each run: a new one begins where somebody begins to
    speak before the words of the one before have ended. Without interruptions there is one run.
    """
    starts = [
        index
        for index in range(1, len(tokens))
        if tokens[index].speaker != tokens[index - 1].speaker
        and tokens[index].span.start < tokens[index - 1].span.end
    ]
    edges = [0, *starts, len(tokens)]
    return tuple(pairwise(edges)) if tokens else ()


def one_at_a_time(cues: Sequence[Cue], profile: Profile, recording_end: int) -> tuple[Cue, ...]:
    """Cues in order of their starts, none while another is shown: a cue goes when the next one
    comes, once it has been shown for the shortest time; until then the next one waits.
    """
    spans: list[Span] = []
    least = profile.least_gap()
    for cue in cues:
        start = cue.span.start
        if spans:
            last = spans[-1]
            shown = min(last.end, max(start - least, last.start + profile.min_duration))
            spans[-1] = Span(last.start, shown)
            start = max(start, shown + least)
        spans.append(Span(start, max(cue.span.end, start + 1)))
    # Those that waited past the end of the recording move forward again.
    limit = max(recording_end, len(spans))
    for index in range(len(spans) - 1, -1, -1):
        end = min(spans[index].end, limit)
        limit = min(spans[index].start, end - 1)
        spans[index] = Span(limit, end)
    return tuple(replace(cue, span=span) for cue, span in zip(cues, spans, strict=True))

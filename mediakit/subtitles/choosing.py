"""Which words share a subtitle: the cheapest of all ways to cut a run of words, found exactly.

The costs are on the scale of `breaks`. Best cuts are found word by word: the cheapest way to reach
each word is the cheapest last subtitle after the cheapest way to reach that subtitle's first word.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mediakit.clock import Span
from mediakit.subtitles.breaks import BROKEN, break_cost
from mediakit.subtitles.grammar import Grammar
from mediakit.subtitles.lines import arrange, lines_needed
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.shots import NO_SHOTS, Shots
from mediakit.subtitles.tokens import Token


@dataclass(frozen=True, slots=True)
class Costs:
    """What the choice of subtitles weighs, one number a wish. Milliseconds count by the tenth of a
    second. Chosen so that `scripts/bench subtitles` counts few breaches with every profile.
    """

    subtitle: float = 20
    """Each subtitle, so that there are not more than needed."""
    line_break: float = 0.6
    """Share of a break's cost when it lies between two lines of one subtitle: the worse of two
    breaks belongs there.
    """
    line_broken: float = 30
    """Lines that part what belongs together, besides."""
    sentence_inside: float = 30
    """A sentence that ends inside a subtitle: one sentence a subtitle where possible (BBC)."""
    sentence_inside_strict: float = 120
    """The same where a profile has a rule about it: more than a bad break inside a sentence."""
    too_short: float = 12
    """Each tenth of a second that a subtitle has less than the shortest time."""
    too_fast: float = 2
    """Each tenth of a second that a reader would need more than there is."""
    too_long: float = 6
    """Each tenth of a second over the longest time."""
    pause_inside: float = 2
    """Each tenth of a second of silence inside a subtitle."""
    pause_at_end: float = 2
    """Taken off a break's cost for each tenth of a second of silence there."""
    cut_inside: float = 24
    """Each cut of the picture inside a subtitle: worth a break before "and", none after "the"."""


@dataclass(frozen=True, slots=True)
class _Run:
    """Words with no hard break among them, and everything about their gaps worth knowing once."""

    tokens: Sequence[Token]
    lengths: tuple[int, ...]
    breaks: tuple[int, ...]
    """Cost of a break after each word."""
    ends: tuple[bool, ...]
    """Whether a sentence ends with each word."""
    room_end: int
    """When the last subtitle must be gone: the next one's start or the recording's end."""
    shots: Shots


def choose(
    tokens: Sequence[Token],
    ends: frozenset[int],
    profile: Profile,
    grammar: Grammar,
    recording_end: int,
    *,
    shots: Shots = NO_SHOTS,
    costs: Costs = Costs(),  # frozen, so one shared value is safe
) -> tuple[tuple[int, int], ...]:
    """The first and one-past-last index of the tokens of each subtitle; together, all tokens.

    `ends` are the indexes of tokens that end a sentence. A new speaker and a long pause always
    begin a new subtitle.
    """
    chosen: list[tuple[int, int]] = []
    for first, last in _runs(tokens, profile):
        room_end = tokens[last].span.start if last < len(tokens) else recording_end
        part = tokens[first:last]
        run = _Run(
            part,
            tuple(len(token.text) for token in part),
            tuple(_breaks(part, ends, first, grammar)),
            tuple(first + index in ends for index in range(len(part))),
            room_end,
            shots,
        )
        chosen += [(first + start, first + end) for start, end in _cut(run, profile, costs)]
    return tuple(chosen)


def _runs(tokens: Sequence[Token], profile: Profile) -> Iterator[tuple[int, int]]:
    first = 0
    for index in range(1, len(tokens) + 1):
        if index == len(tokens) or _parted(tokens[index - 1], tokens[index], profile):
            yield first, index
            first = index


def _parted(left: Token, right: Token, profile: Profile) -> bool:
    pause = right.span.start - left.span.end
    return left.speaker != right.speaker or pause >= profile.long_pause


def _breaks(
    tokens: Sequence[Token], ends: frozenset[int], offset: int, grammar: Grammar
) -> Iterator[int]:
    for index, (left, right) in enumerate(pairwise(tokens)):
        end = offset + index in ends
        yield break_cost(left.text, right.text, grammar, sentence_end=end)
    yield 0


def _cut(run: _Run, profile: Profile, costs: Costs) -> list[tuple[int, int]]:
    count = len(run.tokens)
    best: list[tuple[float, int]] = [(0.0, 0)]
    for end in range(1, count + 1):
        options = [
            (best[start][0] + _cost(run, start, end, profile, costs), start)
            for start in _starts(run, end, profile)
        ]
        best.append(min(options))
    cuts: list[tuple[int, int]] = []
    end = count
    while end:
        start = best[end][1]
        cuts.append((start, end))
        end = start
    return cuts[::-1]


def _starts(run: _Run, end: int, profile: Profile) -> Iterator[int]:
    """The words at which a subtitle that ends before `end` can begin and still fit. A single word
    always can, however long.
    """
    yield end - 1
    for start in range(end - 2, -1, -1):
        lengths = run.lengths[start:end]
        if max(lengths) > profile.line_length:
            return
        if lines_needed(lengths, profile.line_length) > profile.max_lines:
            return
        yield start


def _cost(run: _Run, start: int, end: int, profile: Profile, costs: Costs) -> float:
    lines, _ = arrange(run.lengths[start:end], run.breaks[start : end - 1], profile.line_length)
    inside = sum(run.ends[start : end - 1])
    each = costs.sentence_inside_strict if profile.one_sentence else costs.sentence_inside
    return (
        costs.subtitle
        + costs.line_break * lines
        + costs.line_broken * (lines >= BROKEN)
        + each * inside
        + _end_cost(run, end, costs)
        + _time_cost(run, start, end, profile, costs)
    )


def _end_cost(run: _Run, end: int, costs: Costs) -> float:
    pause = _pause(run, end) if end < len(run.tokens) else 0
    return max(run.breaks[end - 1] - costs.pause_at_end * pause / 100, 0)


def _pause(run: _Run, index: int) -> int:
    """Milliseconds of silence before the word at `index`."""
    return max(run.tokens[index].span.start - run.tokens[index - 1].span.end, 0)


def _time_cost(run: _Run, start: int, end: int, profile: Profile, costs: Costs) -> float:
    tokens = run.tokens[start:end]
    begins = tokens[0].span.start
    next_starts = run.tokens[end].span.start if end < len(run.tokens) else run.room_end
    room = min(next_starts, tokens[-1].span.end + profile.max_hang) - begins
    spoken = tokens[-1].span.end - begins
    letters = sum(run.lengths[start:end]) + end - start - 1
    needed = letters * 1000 / profile.characters_a_second
    pauses = sum(_pause(run, index) for index in range(start + 1, end))
    in_time = (
        costs.too_short * max(profile.min_duration - room, 0)
        + costs.too_fast * max(needed - room, 0)
        + costs.too_long * max(spoken - profile.max_duration, 0)
        + costs.pause_inside * pauses
    ) / 100
    return in_time + costs.cut_inside * _cuts_inside(run, begins, tokens[-1].span.end, profile)


def _cuts_inside(run: _Run, start: int, end: int, profile: Profile) -> int:
    """Cuts that stay inside a subtitle even when its ends are brought to those beside them."""
    within = profile.ms("shot changes", run.shots.rate)
    return len(run.shots.inside(Span(start, max(start, end)), within)) if within else 0

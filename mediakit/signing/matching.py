"""The line on which a recording's parts are found in the film: first roughly, by the shape of the
sound, then to the millisecond, by its waves.

Times are seconds in the recording; a place is the film's time less the recording's.
"""

from dataclasses import dataclass, replace
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mediakit.signing.likeness import STEPS, Searched, Shape, Sound, delay_of, peaks_of, shape_of
from mediakit.signing.lines import Finds, Line, Numbers, best_line, heights_on, without

_PART = 20.0
"""Seconds of the parts that are looked for. At 0.5 % another pace a part is 0.1 s longer, half a
syllable: longer parts would not be found."""

_PARTS = 48
"""Parts that are looked for at most, spread over the recording: a long one takes hardly longer."""

_FEWEST_PARTS = 4
"""A short recording has shorter parts rather than fewer, so that they can agree."""

_SHORTEST_PART = 2.5
"""Seconds: a few words."""

_CHOICES = 3
"""Places that are considered for each part."""

_WITHIN = 0.06
"""Seconds by which a part may lie beside the line: three steps."""

_ELSEWHERE = 0.5
"""Seconds from which on it is another place."""

_WAVES_PART = 1.0
"""Seconds of the parts whose waves are compared: at 0.1 % another pace they part by 1 ms."""

_WAVES_PARTS = 160

_WAVES_REACH = 0.08
"""Seconds by which the rough line may be wrong."""

_WAVES_WITHIN = 0.004
"""Seconds by which waves may lie beside the line: sound travels 1.4 m in this time, and the first
echoes of a table or a wall come within it."""

_SHORT = 16.0
"""Seconds: the pace of what is shorter is hardly told by its ends, so that no more is tried."""

_WAVES_CLEAR = 6.0
"""Standard deviations by which a place must stand out: 4 of 100 parts of unrelated speech and music
do so somewhere, and 8 of 10 of what was played in a room with noise at 5 dB do so in their place.
"""

_WAVES_FEWEST = 3
_WAVES_SHARE = 0.2
"""Waves that must agree, and their part of all that were compared, before the line follows them:
where sound came over the internet, its waves are no longer those of the film."""

_ASIDE = 0.03
"""Seconds beside the line from which on waves belong to another one: most of a picture."""

_PARTED = 0.7
"""How well two lines must be parted in time to be two pieces of a recording."""

_STRAY_SHARE = 0.4
"""Part of the waves that must agree elsewhere before a part of the recording is said to lie there.
"""


@dataclass(frozen=True, slots=True)
class Match:
    """What was found. `offset_ms` and `pace` are those of an alignment.

    Of the parts of the recording that would fall onto sound in the film, `heard` of `expected`
    were found there by their shape; `rival` is the evidence for the best other place, as a part of
    that for this one. Of the film's sound there, `waves` of `waves_expected` were found to the
    millisecond, and `waves_rival` at the other place. `broken_ms` is about when in the recording
    another part of it begins or ends, which plainly lies elsewhere in the film; None where there
    is none.
    """

    offset_ms: float
    pace: float
    heard: int
    expected: int
    rival: float
    waves: int
    waves_expected: int
    waves_rival: int
    broken_ms: int | None = None


@dataclass(frozen=True, slots=True, eq=False)
class _Pair:
    """The two sounds, of `rate` samples a second, and their shapes."""

    recording: Sound
    film: Sound
    rate: int
    heard: Shape
    model: Shape

    def film_sounds(self, start: float, end: float) -> bool:
        """Whether the film can be heard in most of that stretch of seconds."""
        first, last = (max(0, round(time * STEPS)) for time in (start, end))
        return bool(self.model.heard[first:last].sum() > (end - start) * STEPS / 2)


@dataclass(frozen=True, slots=True)
class _Waves:
    """What the waves say: how to correct the line, at which times they do, of how many compared;
    and at which times they say something else, but the same.
    """

    correction: Line | None = None
    times: tuple[float, ...] = ()
    compared: int = 0
    aside: tuple[float, ...] = ()

    def enough(self, share: float) -> bool:
        """Whether so many agree that it is no chance."""
        return len(self.times) >= max(_WAVES_FEWEST, self.compared * share)


def match(recording: Sound, film: Sound, rate: int, widest_pace: float) -> Match | None:
    """Where the mono sound `recording` lies in `film`, both of `rate` samples a second; None where
    none of its parts is like any of the film's. `widest_pace` is how far the pace may be from 1.
    """
    pair = _Pair(recording, film, rate, shape_of(recording, rate), shape_of(film, rate))
    length = _part_length(pair.heard.steps)
    finds = _finds(pair, length)
    slopes = _slopes(widest_pace, finds.times, _WITHIN)
    first = best_line(finds, slopes, _WITHIN)
    if first is None:
        return None
    second = best_line(without(finds, first, _ELSEWHERE), slopes, _WITHIN)
    lines = (first,) if second is None else (first, second)
    # The shape of a few words is not theirs alone; their waves are.
    tried = [(line, *_refined(pair, line)) for line in lines]
    tried.sort(key=lambda one: len(one[2].times), reverse=True)
    (rough, line, waves), others = tried[0], tried[1:]
    half = length / STEPS / 2
    expected = _expected(pair, rough, finds, half)
    heights = heights_on(finds, rough, _WITHIN)
    against = max((heights_on(finds, one[0], _WITHIN).sum() for one in others), default=0.0)
    return Match(
        offset_ms=line.start * 1000,
        pace=1 / (1 + line.slope),
        heard=int((expected & (heights > 0)).sum()),
        expected=int(expected.sum()),
        rival=float(against / heights.sum()),
        waves=len(waves.times),
        waves_expected=waves.compared,
        waves_rival=max((len(one[2].times) for one in others), default=0),
        broken_ms=_broken_ms(pair, finds, line, waves, half),
    )


def _expected(pair: _Pair, line: Line, finds: Finds, half: float) -> NDArray[np.bool_]:
    """Which parts (`half` a part on both sides of each time) fall on sound in the film."""
    middles = [_film_time(line, float(time)) for time in finds.times[:, 0]]
    return np.array([pair.film_sounds(at - half, at + half) for at in middles])


def _film_time(line: Line, time: float) -> float:
    return time + line.at(time)


def _recording_time(line: Line, film: float) -> float:
    return (film - line.start) / (1 + line.slope)


def _part_length(steps: int) -> int:
    seconds = min(_PART, max(_SHORTEST_PART, steps / STEPS / _FEWEST_PARTS))
    return min(steps, int(seconds * STEPS))


def _finds(pair: _Pair, length: int) -> Finds:
    """Where the recording's parts of `length` steps are most like the film, by their shape."""
    steps = pair.heard.steps
    starts = np.linspace(0, steps - length, min(_PARTS, steps // length)).astype(int)
    searched = Searched(pair.model, length)
    places = np.zeros((len(starts), _CHOICES))
    heights = np.zeros_like(places)
    for number, start in enumerate(starts):
        curve = searched.likeness(pair.heard.bands[:, start : start + length])
        found = peaks_of(curve, _CHOICES, round(_ELSEWHERE * STEPS))
        for choice, (place, height) in enumerate(found):
            places[number, choice] = (place - length - start) / STEPS
            heights[number, choice] = height
    times = np.repeat((starts[:, None] + length / 2) / STEPS, _CHOICES, axis=1)
    return Finds(times, places, heights)


def _slopes(widest: float, times: Numbers, within: float) -> Numbers:
    """Slopes so close that a line between two of them misses nothing at either end."""
    reach = float(np.ptp(times)) / 2
    count = int(np.ceil(widest * reach / within))
    return np.linspace(-widest, widest, 2 * count + 1) if count else np.zeros(1)


def _refined(pair: _Pair, line: Line) -> tuple[Line, _Waves]:
    """The line corrected by the waves of the whole recording: a second time, since waves that run
    at nearly the same pace are told better.
    """
    best = _Waves()
    for _ in range(2):
        waves = _compared(pair, line, 0, len(pair.recording) / pair.rate)
        if waves.correction is None or not waves.enough(_WAVES_SHARE):
            return line, best if best.times else replace(waves, times=())
        line = Line(line.start + waves.correction.start, line.slope + waves.correction.slope)
        best = waves
    return line, best


def _compared(pair: _Pair, line: Line, start: float, end: float) -> _Waves:
    """The correction of `line` by the waves from `start` to `end` in the recording."""
    half = _WAVES_PART / 2
    first = max(start + half, _recording_time(line, half))
    last = min(end - half, _recording_time(line, len(pair.film) / pair.rate - half))
    if last <= first:
        return _Waves()
    rows = []
    for time in np.linspace(first, last, min(_WAVES_PARTS, int((last - first) / _WAVES_PART) + 1)):
        film = _film_time(line, float(time))
        if pair.film_sounds(film - half, film + half):
            delay, clear = _delay(pair, line, film)
            # What is heard later than thought lies earlier in the film.
            rows.append((float(time), -delay, clear if clear >= _WAVES_CLEAR else 0.0))
    if not rows:
        return _Waves()
    times, places, heights = np.array(rows).T[:, :, None]
    widest = 2 * _WAVES_REACH / max(float(np.ptp(times)), _SHORT)
    slopes = _slopes(widest, times, _WAVES_WITHIN)
    finds = Finds(times, places, heights)
    correction = best_line(finds, slopes, _WAVES_WITHIN)
    if correction is None:
        return _Waves(compared=len(rows))
    rest = without(finds, correction, _ASIDE)
    other = best_line(rest, slopes, _WAVES_WITHIN)
    return _Waves(
        correction=correction,
        times=_times_on(finds, correction),
        compared=len(rows),
        aside=() if other is None else _times_on(rest, other),
    )


def _times_on(finds: Finds, line: Line) -> tuple[float, ...]:
    on = heights_on(finds, line, _WAVES_WITHIN) > 0
    return tuple(finds.times[on, 0].tolist())


def _delay(pair: _Pair, line: Line, film: float) -> tuple[float, float]:
    """By how many seconds the recording is heard later than `line` says around that time in the
    film, and how clearly (see `delay_of`).
    """
    rate, count = pair.rate, round(_WAVES_PART * pair.rate)
    first = max(0, round(film * rate) - count // 2)
    model = pair.film[first : first + count]
    # The recording as it would be at the film's pace.
    at = (np.arange(first, first + len(model)) - line.start * rate) / (1 + line.slope)
    low = max(0, int(at[0]))
    near = pair.recording[low : int(at[-1]) + 2]
    part = np.interp(at - low, np.arange(len(near)), near).astype(np.float32)
    samples, clear = delay_of(part, model, rate, int(_WAVES_REACH * rate))
    return samples / rate, clear


def _broken_ms(pair: _Pair, finds: Finds, line: Line, waves: _Waves, half: float) -> int | None:
    """About when the recording leaves the line, or comes to it, if a part of it (`half` a part on
    both sides of each time) lies elsewhere in the film.
    """
    if len(waves.aside) >= max(_WAVES_FEWEST, waves.compared * _WAVES_SHARE):
        border, parted = _border(waves.times, waves.aside)
        # An echo that is louder than what comes straight is found all over the recording.
        if parted >= _PARTED:
            return round(border * 1000)
    off = heights_on(finds, line, _WITHIN) == 0
    for time, place in zip(finds.times[off, 0], finds.places[off, 0], strict=True):
        there = Line(float(place - line.slope * time), line.slope)
        first, last = float(time) - half, float(time) + half
        stray = _compared(pair, there, first, last)
        here = [at for at in waves.times if first <= at <= last]
        if stray.enough(_STRAY_SHARE) and len(here) < len(stray.times) / 2:
            whole = _compared(pair, there, 0, len(pair.recording) / pair.rate)
            return round(_border(waves.times, whole.times or stray.times)[0] * 1000)
    return None


def _border(some: tuple[float, ...], others: tuple[float, ...]) -> tuple[float, float]:
    """The time that best parts the ones from the others, and how well: 1 is wholly."""

    def parted(time: float) -> float:
        before = sum(at < time for at in some) / max(1, len(some))
        after = sum(at >= time for at in others) / len(others)
        return abs(before + after - 1)

    times = sorted((*some, *others))
    between = [(one + other) / 2 for one, other in pairwise(times)] or times
    best = max(between, key=parted)
    return best, parted(best)

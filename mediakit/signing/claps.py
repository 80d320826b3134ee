"""Claps: sharp sounds, alone and far louder than what is around them; and alignment by them."""

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from mediakit.signing.likeness import Sound
from mediakit.signing.sync import SURE_FROM, Alignment, Mark, align_by_marks, refused

_STEP = 0.002
"""Seconds of the steps whose loudness is compared: a clap reaches its height within two."""

_RISE_DB = 20.0
"""By how much a clap is louder than what was there just before."""

_ALONE_DB = 15.0
"""By how much it is louder than nearly all of the half seconds before and after. The loudest sounds
of speech come in rows, a few decibels apart."""

_LOUD_DB = 10.0
"""By how much it may be quieter than the loudest of the whole recording: it is made to be heard."""

_BEFORE = (0.5, 0.01)
_AFTER = (0.25, 0.5)
"""Seconds before and after a clap that are looked at. A room that carries on for 0.6 s has become
25 dB quieter after 0.25 s."""

_LENGTH = 0.04
_NEAR_TOP_DB = 6.0
"""A clap is within that many decibels of its height for so many seconds at most: its own sound for
a hundredth, and now and then its echo. The shortest beeps last twice as long."""

_NEARLY_ALL = 90
"""Percent of the steps there; a chair that creaks once does not hide a clap."""

_APART = 0.1
"""Seconds in which there is one clap at most; what follows is its echo."""

_ONSET = 0.3
"""Part of its height at which a clap begins."""

_SILENT = 1e-10
"""Power of what cannot be heard: -100 dB of full scale."""

_MOST_CLAPS = 50
"""More than anybody claps on purpose."""

_NEAR_MS = 20.0
"""By how much two claps may miss each other: half a picture. Each is told to a few milliseconds.
"""

_PACE = 0.0015
"""How far from the film's pace claps are looked for: wider, any two would fall together."""

_ONE_CLAP = 0.6
"""Confidence in a single clap on both sides: it may have been another sound."""

_DIFFER = "The claps in the recording and in the film do not fit together in one clear way."


def claps(sound: Sound, rate: int) -> tuple[float, ...]:
    """When claps begin in a mono sound, in milliseconds, to the sample."""
    # Steps from sample to sample: a clap is mostly high, a knock on the table and speech low.
    sharp = np.diff(sound, prepend=sound[:1])
    hop = max(1, round(_STEP * rate))
    steps = len(sharp) // hop
    power = np.square(sharp[: steps * hop]).reshape(steps, hop).mean(axis=1)
    levels = 10 * np.log10(power + _SILENT)
    least = levels.max(initial=-np.inf) - _LOUD_DB
    return tuple(
        _onset(sharp, int(step) * hop, rate) * 1000 / rate
        for step in _loudest(levels)
        if levels[step] >= least and _alone(levels, int(step))
    )


def align_by_claps(recording: Sequence[float], film: Sequence[float]) -> Alignment:
    """Where claps of the two fall together; both as times in milliseconds.

    It is not sure where they do so in more than one way. A clap in each is believed, since both
    were made on purpose.

    >>> align_by_claps([1500.0, 4000.0], [2500.0, 5000.0]).offset_ms
    1000.0
    """
    for times, name in ((recording, "recording"), (film, "film")):
        if not times:
            return refused(f"No clap is heard in the {name}.")
        if len(times) > _MOST_CLAPS:
            return refused(f"Too much in the {name} sounds like a clap.")
    pairs = [Mark(one, other) for one in recording for other in film]
    ways = {pair: _together(pair, recording, film) for pair in pairs}
    best = max(ways.values(), key=len)
    elsewhere = max((len(way) for pair, way in ways.items() if pair not in best), default=0)
    laid = align_by_marks(best)
    confidence = _clear(len(best), elsewhere) * len(best) / min(len(recording), len(film))
    if laid.sure and confidence >= SURE_FROM:
        reason = f"Claps that fall together: {len(best)}."
        return replace(laid, confidence=confidence, reason=reason)
    confidence = min(confidence, laid.confidence)
    return replace(laid, confidence=confidence, sure=False, reason=_DIFFER)


def _clear(together: int, elsewhere: int) -> float:
    """How clear a way is where `together` claps fall together, and `elsewhere` in the next best.
    One pair says nothing against it: any two claps are one.
    """
    if together == 1:
        return 0.0 if elsewhere else _ONE_CLAP
    return (together - max(1, elsewhere)) / (together - 1)


def _together(first: Mark, recording: Sequence[float], film: Sequence[float]) -> list[Mark]:
    """The claps that fall together if those of `first` do, at nearly the same pace."""
    offset = first.film_ms - first.recording_ms
    pairs = []
    for time in recording:
        nearest = min(film, key=lambda other: abs(other - time - offset))
        off = abs(nearest - time - offset)
        if off <= _NEAR_MS + _PACE * abs(time - first.recording_ms):
            pairs.append(Mark(time, nearest))
    return pairs


def _loudest(levels: NDArray[np.float32]) -> NDArray[np.int64]:
    """The steps that are louder than all within `_APART` on both sides."""
    reach = round(_APART / _STEP)
    count = len(levels) // reach
    if not count:
        return np.zeros(0, np.int64)
    blocks = levels[: count * reach].reshape(count, reach)
    tops = blocks.argmax(axis=1) + np.arange(count) * reach
    highest = [levels[max(0, top - reach) : top + reach + 1].max() for top in tops]
    return np.asarray(tops[levels[tops] >= np.array(highest)], np.int64)


def _alone(levels: NDArray[np.float32], step: int) -> bool:
    far, near = (round(seconds / _STEP) for seconds in _BEFORE)
    soon, late = (round(seconds / _STEP) for seconds in _AFTER)
    before = levels[max(0, step - far) : max(0, step - near)]
    after = levels[step + soon : step + late]
    # What begins or ends with the sound may be a cut through anything.
    if len(before) < near or len(after) < near:
        return False
    limit = levels[step] - _ALONE_DB
    reach = round(_APART / _STEP)
    around = levels[max(0, step - reach) : step + reach]
    return bool(
        (around > levels[step] - _NEAR_TOP_DB).sum() * _STEP <= _LENGTH
        and levels[step] - np.median(before[-5 * near :]) >= _RISE_DB
        and np.percentile(before, _NEARLY_ALL) <= limit
        and np.percentile(after, _NEARLY_ALL) <= limit
    )


def _onset(sharp: Sound, sample: int, rate: int) -> int:
    """The sample at which the clap around that one begins."""
    first = max(0, sample - round(_BEFORE[1] * rate))
    near = np.abs(sharp[first : sample + round(_STEP * rate)])
    return first + int(np.argmax(near >= _ONSET * near.max()))

"""The straight line that most of many doubtful finds lie on. Pure."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Finds:
    """Where something was found: each at `times`, at `places`, with `heights` of evidence.

    All are of shape (times, choices): at each time there may be several places to choose from;
    those that are not there have height 0.
    """

    times: Numbers
    places: Numbers
    heights: Numbers


@dataclass(frozen=True, slots=True)
class Line:
    """place = start + slope * time."""

    start: float
    slope: float

    def at(self, time: float) -> float:
        """The place at that time."""
        return self.start + self.slope * time


def best_line(finds: Finds, slopes: Numbers, within: float) -> Line | None:
    """The line of one of `slopes` with the most evidence, then laid through its finds; None where
    there is no find.

    A find lies on a line if it is `within` that distance. Of slopes that are as good, the one
    nearest to 0 is taken.
    """
    there = finds.heights > 0
    if not there.any():
        return None
    slopes = slopes[np.argsort(np.abs(slopes), kind="stable")]
    starts = (finds.places[None] - slopes[:, None, None] * finds.times[None])[:, there]
    scores = np.zeros_like(starts)
    for times, places, heights in zip(finds.times, finds.places, finds.heights, strict=True):
        own = places[None] - slopes[:, None] * times[None]
        off = np.abs(starts[:, :, None] - own[:, None, :])
        scores += np.where(off <= within, heights, 0).max(axis=2)
    row, column = np.unravel_index(int(np.argmax(scores)), scores.shape)
    line = Line(float(starts[row, column]), float(slopes[row]))
    for _ in range(2):
        line = _laid_through(finds, line, within, float(np.abs(slopes).max()))
    return line


def without(finds: Finds, line: Line, within: float) -> Finds:
    """The finds that are not on that line."""
    return replace(finds, heights=np.where(_on(finds, line, within), 0, finds.heights))


def heights_on(finds: Finds, line: Line, within: float) -> Numbers:
    """For each time the evidence for that line; 0 where no find lies on it."""
    heights: Numbers = np.where(_on(finds, line, within), finds.heights, 0).max(axis=1)
    return heights


def _on(finds: Finds, line: Line, within: float) -> NDArray[np.bool_]:
    off = np.abs(finds.places - line.start - line.slope * finds.times)
    return (off <= within) & (finds.heights > 0)


def _laid_through(finds: Finds, line: Line, within: float, widest: float) -> Line:
    """The line nearest to the finds that are `within` of the old one (least squares), as far as its
    slope is not beyond `widest`.
    """
    on = _on(finds, line, within)
    times, places = finds.times[on], finds.places[on]
    if not on.any():
        return line
    middle = float(times.mean())
    apart = times - middle
    across = float(np.square(apart).sum())
    slope = float((apart * places).sum()) / across if across else line.slope
    slope = min(max(slope, -widest), widest)
    return Line(float(places.mean()) - slope * middle, slope)

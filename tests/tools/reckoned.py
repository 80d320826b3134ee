"""What every frame of a film must show, reckoned from the film as it is written.

None of mediakit's own reckoning is used: what is tested would else be its own proof. Frame n of a
clip shows what the recording shows in the middle of that frame, counted from the clip's `from`.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from math import ceil

import numpy as np
from numbered import Levels, Numbered, levels_of
from random_films import RandomFilm

from mediakit.film.model import Clip, Footage, SignerSlot

CARD = frozenset({0})
"""A card is dark where numbers are read."""


@dataclass(frozen=True, slots=True)
class Frame:
    """The number that is seen, or either of two where the recording changes just then; in a
    dissolve, those of the clip that comes, and how much of it is in the mixture. `light`: 0 is
    black, and 1 is no fade.
    """

    seen: frozenset[int]
    comes: frozenset[int] = frozenset()
    share: Fraction = Fraction(0)
    light: Fraction = Fraction(1)

    def may_be(self) -> list[Levels]:
        """How bright the fields may be."""
        return [
            float(self.light)
            * (levels_of(old) * float(1 - self.share) + levels_of(new) * float(self.share))
            for old in self.seen
            for new in self.comes or CARD
        ]


def nearest(ms: int, rate: Fraction) -> int:
    """The frame whose beginning is nearest to a time; of two, the later one."""
    return int(ms * rate / 1000 + Fraction(1, 2))


def shown(recording: Numbered, start: int, step: Fraction, count: int) -> list[Frame]:
    """So many frames from a time of the recording on, of which each lasts `step` of its seconds."""
    frames = []
    for n in range(count):
        place = (Fraction(start, 1000) + (n + Fraction(1, 2)) * step) * recording.rate
        numbers = {ceil(place) - 1, int(place)}
        last = recording.frames - 1
        frames.append(Frame(frozenset(recording.first + min(one, last) for one in numbers)))
    return frames


def film_frames(film: RandomFilm) -> list[Frame]:
    """Every frame of the film, without a signer over it."""
    holds, frames = _holds(film), list[Frame]()
    for index, clip in enumerate(film.clips):
        own = _clip_frames(film, clip)
        own += [own[-1]] * holds[index]
        own = _faded(film, index, own)
        mixed = nearest(clip.dissolve, film.rate)
        for n in range(mixed):
            at = len(frames) - mixed + n
            frames[at] = replace(frames[at], comes=own[n].seen, share=Fraction(n, mixed))
        frames += own[mixed:]
    return frames


def signer_frames(film: RandomFilm) -> list[Frame | None]:
    """What the signer's box shows in every frame of the film; None where nobody signs."""
    found: list[Frame | None] = [None] * len(film_frames(film))
    starts = _starts(film, _holds(film))
    for slot in film.signer.slots if film.signer else ():
        at, length = _at(film, slot, starts), _length(film, slot)
        found[at : at + length] = shown(film.files[slot.file], slot.start, 1 / film.rate, length)
    return found


def _clip_frames(film: RandomFilm, clip: Clip) -> list[Frame]:
    if not isinstance(clip, Footage):
        return [Frame(CARD)] * _clip_length(film, clip)
    step = clip.speed / film.rate
    frames = shown(film.files[clip.file], clip.start, step, _clip_length(film, clip))
    for cutaway in clip.cutaways:
        other = cutaway.shown
        assert isinstance(other, Footage)
        assert other.end is not None
        first = nearest(cutaway.at, 1 / step) - nearest(clip.start, 1 / step)
        end = cutaway.at + other.end - other.start
        count = nearest(end, film.rate) - nearest(cutaway.at, film.rate)
        away = shown(film.files[other.file], other.start, 1 / film.rate, count)
        frames[first : first + count] = away
    return frames


def _clip_length(film: RandomFilm, clip: Clip) -> int:
    if not isinstance(clip, Footage):
        return nearest(clip.duration, film.rate)
    assert clip.end is not None
    own = film.rate / clip.speed
    return nearest(clip.end, own) - nearest(clip.start, own)


def _faded(film: RandomFilm, index: int, frames: Sequence[Frame]) -> list[Frame]:
    """The first picture of a fade out of black is black, and the last of one into it."""
    fades, count = film.clips[index].fades, len(frames)
    dip = nearest(fades.dip, film.rate)
    coming = nearest(fades.coming, film.rate) or dip // 2
    after = film.clips[index + 1].fades.dip if index + 1 < len(film.clips) else 0
    going = nearest(fades.going, film.rate) or ceil(Fraction(nearest(after, film.rate), 2))
    lit = [Fraction(1)] * count
    lit[:coming] = [Fraction(n, coming) for n in range(coming)]
    lit[count - going :] = [Fraction(n, going) for n in reversed(range(going))]
    return [replace(frame, light=light) for frame, light in zip(frames, lit, strict=True)]


def _holds(film: RandomFilm) -> list[int]:
    """How long the film waits after each clip: before one that is signed, and at its end, until the
    signing is done. A dissolve lies in the waiting as a whole.
    """
    holds = [0] * len(film.clips)
    if film.signer is None:
        return holds
    first, *later = film.signer.slots
    end = nearest(first.at, film.rate) + _length(film, first)
    for slot in later:
        clip = [getattr(clip, "file", None) for clip in film.clips].index(slot.clip)
        over = end - _at(film, slot, _starts(film, holds))
        if over > 0:
            holds[clip - 1] = max(over, nearest(film.clips[clip].dissolve, film.rate))
    starts = _starts(film, holds)
    ends = [_at(film, slot, starts) + _length(film, slot) for slot in film.signer.slots]
    holds[-1] += max(0, max(ends) - starts[-1])
    return holds


def _starts(film: RandomFilm, holds: Sequence[int]) -> list[int]:
    """Where each clip begins, and where the film ends."""
    starts, end = [], 0
    for clip, hold in zip(film.clips, holds, strict=True):
        starts.append(end - nearest(clip.dissolve, film.rate))
        end = starts[-1] + _clip_length(film, clip) + hold
    return [*starts, end]


def _at(film: RandomFilm, slot: SignerSlot, starts: Sequence[int]) -> int:
    for clip, start in zip(film.clips, starts, strict=False):
        if isinstance(clip, Footage) and slot.clip == clip.file:
            own = film.rate / clip.speed
            return start + nearest(slot.at, own) - nearest(clip.start, own)
    return nearest(slot.at, film.rate)


def _length(film: RandomFilm, slot: SignerSlot) -> int:
    recording = film.files[slot.file]
    recorded = int(Fraction(recording.frames) / recording.rate * film.rate)
    recorded -= nearest(slot.start, film.rate)
    if slot.to is None:
        return recorded
    speeds = [c.speed for c in film.clips if isinstance(c, Footage) and c.file == slot.clip]
    own = film.rate / (*speeds, Fraction(1))[0]
    return min(recorded, nearest(slot.to, own) - nearest(slot.at, own))


def wrong_frames(frames: Sequence[Frame | None], read: Levels, nearly: float = 0.2) -> list[str]:
    """What is seen wrongly in a film, as sentences. `read` may hold fewer fields than numbers do:
    the rest is behind a signer.
    """
    if len(frames) != len(read):
        return [f"{len(read)} frames instead of {len(frames)}"]
    return [
        f"frame {n} is {np.round(levels, 1)} instead of {frame}"
        for n, (frame, levels) in enumerate(zip(frames, read, strict=True))
        if frame is not None
        and all(np.abs(levels - may[: len(levels)]).max() > nearly for may in frame.may_be())
    ]

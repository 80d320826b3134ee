"""A signer's slot in step with the film, where it is known how the recording fits the film's sound.

Interpreters work to the film as it is without signing (`plain`). Where signing goes on longer than
a clip, the film waits for it, and all that follows is later (`held`).
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from math import floor

from mediakit.clock import Span, frame_of, ms_of, ms_span
from mediakit.film.edit_slots import written_pace
from mediakit.film.model import Footage, SignerSlot
from mediakit.film.timeline import PlacedSlot, Timeline
from mediakit.signing.sync import Alignment


def beginning_of(slot: SignerSlot, plain: Timeline, held: Timeline) -> int | None:
    """The time in the plain film at which a slot begins, in milliseconds: where its clip would show
    that moment, if it is cut off. None where nothing of its clip after that is in the film.
    """
    if slot.clip is None:
        return moved(slot.at, held, plain)
    found = _clip_at(slot, plain)
    return None if found is None else found[1]


def _clip_at(slot: SignerSlot, plain: Timeline) -> tuple[Footage, int] | None:
    """The clip in which a slot begins, and when that is in the plain film."""
    for placed in plain.clips:
        clip = placed.clip
        if isinstance(clip, Footage) and clip.file == slot.clip:
            span = ms_span(placed.span, plain.canvas.rate)
            begins = span.start + round((slot.at - clip.start) / clip.speed)
            if begins < span.end:
                return clip, begins
    return None


def _recorded(slot: SignerSlot, later: int, plain: Timeline) -> int:
    """So many milliseconds of the film as those of the clip that a slot belongs to."""
    found = _clip_at(slot, plain)
    return later if found is None else round(later * found[0].speed)


def in_step(slot: SignerSlot, alignment: Alignment, plain: Timeline, held: Timeline) -> SignerSlot:
    """The slot, showing of its recording what belongs there. It begins where it did, or where the
    recording does, if that is later. One that is not in the film stays as it is.
    """
    rate = plain.canvas.rate
    begins = beginning_of(slot, plain, held)
    if begins is None:
        return slot
    first = alignment.offset_ms if slot.clip else max(0.0, alignment.offset_ms)
    at = ms_of(frame_of(begins, rate), rate)
    if at < first:
        at = ms_of(_first_frame(first, rate), rate)
        later = _recorded(slot, at - begins, plain)
        later = later if slot.clip else moved(at, plain, held) - slot.at
        slot = replace(slot, at=max(0, slot.at + later))
    start = max(0, round(alignment.recording_ms(at)))
    return replace(slot, start=start, pace=written_pace(alignment.pace))


def beginning_at(slot: SignerSlot, at: int, plain: Timeline, held: Timeline) -> SignerSlot:
    """The slot, showing its recording from its beginning on from the film's time `at`."""
    begins = beginning_of(slot, plain, held)
    if slot.clip is not None and begins is not None:
        at = max(0, slot.at + _recorded(slot, moved(at, held, plain) - begins, plain))
    return replace(slot, at=at, start=0, pace=written_pace(1))


def moved(ms: int, one: Timeline, other: Timeline) -> int:
    """The time in another timeline of the same clips at which the same moment of a clip is."""
    rate = one.canvas.rate
    for before, after in zip(reversed(one.clips), reversed(other.clips), strict=True):
        if ms_of(before.span.start, rate) <= ms:
            return ms - ms_of(before.span.start, rate) + ms_of(after.span.start, rate)
    return ms


def covered(alignment: Alignment, length_ms: int, plain: Timeline, held: Timeline) -> Span | None:
    """The time of the held film that a recording covers; None where it lies outside the film."""
    start = max(0, round(alignment.offset_ms))
    end = min(round(alignment.film_ms(length_ms)), ms_of(plain.frames, plain.canvas.rate))
    if start >= end:
        return None
    return Span(moved(start, plain, held), moved(end, plain, held))


def place_heard(span: Span, places: Iterable[PlacedSlot], rate: Fraction) -> PlacedSlot | None:
    """Of the places that wait for a recording, the one of which most lies in `span`."""
    shared = [
        (inside.duration, -number, place)
        for number, place in enumerate(places)
        if (inside := ms_span(place.span, rate).overlap(span))
    ]
    return max(shared, key=lambda one: one[:2])[2] if shared else None


def _first_frame(ms: float, rate: Fraction) -> int:
    """The first frame that does not begin before `ms`."""
    frame = frame_of(floor(ms), rate)
    while ms_of(frame, rate) < ms:
        frame += 1
    return frame

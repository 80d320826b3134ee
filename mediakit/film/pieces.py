"""Signing in pieces: how much of it the film shows with each clip, and where the film waits for it.

Lengths count in frames of the film. A piece that belongs to a clip is laid out from the clip's own
start, so that it moves with it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from mediakit.clock import frame_of, ms_of
from mediakit.film.model import Film, Footage, SignerSlot
from mediakit.film.speed import own_rate
from mediakit.media.model import Media
from mediakit.signing.sync import MOST_LAG_MS


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of signing. `first` counts in frames from the start of the clip of index `clip`;
    for a slot without a clip, from the film's start. `start` is where in the recording it begins,
    in ms.
    """

    number: int
    slot: SignerSlot
    clip: int | None
    first: int
    length: int
    start: int

    def at(self, starts: Sequence[int]) -> int:
        """The film's frame at which it begins."""
        return self.first + (0 if self.clip is None else starts[self.clip])

    def end(self, starts: Sequence[int]) -> int:
        """The film's frame before which it ends."""
        return self.at(starts) + self.length


def whole_frames(ms: int, rate: Fraction) -> int:
    """How many frames fit into `ms`: rounded down, so that no frame is made up."""
    return ms * rate.numerator // (1000 * rate.denominator)


def clip_starts(
    lengths: Sequence[int], dissolves: Sequence[int], holds: Sequence[int]
) -> tuple[int, ...]:
    """The film's frame at which each clip begins, and at last that at which the film ends.

    >>> clip_starts([100, 50, 30], [0, 10, 0], [0, 20, 0])
    (0, 90, 160, 190)
    """
    starts, end = [], 0
    for length, dissolve, hold in zip(lengths, dissolves, holds, strict=True):
        starts.append(end - dissolve)
        end = starts[-1] + length + hold
    return (*starts, end)


def pieces_of(
    number: int,
    slot: SignerSlot,
    film: Film,
    facts: Mapping[str, Media],
    lengths: Sequence[int],
) -> Iterator[Piece]:
    """A slot's signing, in as many pieces as the film shows its clip in. One without a clip is one
    piece; the length of a placeholder without a `to` is 0 until all pieces are known.
    """
    rate, media = film.canvas.rate, facts.get(slot.file)
    if slot.clip is None:
        length = _length(slot, media, rate, rate)
        yield Piece(number, slot, None, frame_of(slot.at, rate), length, slot.start)
        return
    for index, clip in enumerate(film.clips):
        if not isinstance(clip, Footage) or clip.file != slot.clip:
            continue
        own = own_rate(clip, rate)
        shown = list(_shown(film, lengths, clip, own))
        first = frame_of(clip.start, own)
        end, at = first + lengths[index], frame_of(slot.at, own)
        length = _length(slot, media, rate, own)
        until = at + (length or max([1, *(other - at for _, other in shown)]))
        begins = max(at, first)
        if begins >= min(end, until):
            continue
        goes_on = any(end <= other < until for other, _ in shown)
        # What is left is the interpreter's lag, or was signed to a part that is cut out.
        lags = until - end <= frame_of(MOST_LAG_MS, rate) or _is_whole(film, index)
        stop = until if until <= end or (lags and not goes_on) else end
        start = slot.start + round(ms_of(begins - at, rate) * slot.pace)
        yield Piece(number, slot, index, begins - first, stop - begins, start)


def _shown(
    film: Film, lengths: Sequence[int], of: Footage, own: Fraction
) -> Iterator[tuple[int, int]]:
    """Where the clips of a recording begin and end, in frames of it at the rate of the clip `of`:
    another may be shown at another speed.
    """
    for clip, length in zip(film.clips, lengths, strict=True):
        if isinstance(clip, Footage) and clip.file == of.file:
            first = frame_of(clip.start, own)
            yield first, first + round(length * clip.speed / of.speed)


def _length(slot: SignerSlot, media: Media | None, rate: Fraction, own: Fraction) -> int:
    """How many frames a slot wants to be shown; 0 for a placeholder without a `to`. Its times are
    laid on frames at the rate `own`.
    """
    recorded = 0 if media is None else max(1, recording_frames(slot, media, rate))
    if slot.to is None:
        return recorded
    written = frame_of(slot.to, own) - frame_of(slot.at, own)
    return min(recorded, written) if recorded else written


def _is_whole(film: Film, index: int) -> bool:
    """Whether a clip goes on to the end of its recording."""
    clip = film.clips[index]
    return isinstance(clip, Footage) and clip.end is None


def recording_frames(slot: SignerSlot, media: Media, rate: Fraction) -> int:
    """How many frames of the film the recording covers from its `from` on."""
    return whole_frames(int(media.duration_ms / slot.pace), rate) - frame_of(
        int(slot.start / slot.pace), rate
    )


def holds_of(
    pieces: Sequence[Piece], lengths: Sequence[int], dissolves: Sequence[int]
) -> tuple[int, ...]:
    """How many frames the film waits after each clip: until signing is done that began before the
    next signed clip, and at the end of the film.
    """
    holds = [0] * len(lengths)
    starts = clip_starts(lengths, dissolves, holds)
    for before, after in pairwise(sorted(pieces, key=lambda piece: piece.at(starts))):
        over = before.end(starts) - after.at(starts)
        clip = after.clip
        if over > 0 and clip and before.length and before.at(starts) < starts[clip]:
            holds[clip - 1] += max(over, dissolves[clip] - holds[clip - 1])
            starts = clip_starts(lengths, dissolves, holds)
    over = max((piece.end(starts) for piece in pieces), default=0) - starts[-1]
    holds[-1] += max(0, over)
    return tuple(holds)


def until_the_next(pieces: Sequence[Piece], starts: Sequence[int]) -> list[Piece]:
    """The pieces in order; a placeholder without an end goes on until the next piece."""
    ordered = sorted(pieces, key=lambda piece: piece.at(starts))
    ends = [piece.at(starts) for piece in ordered[1:]] + [starts[-1]] * bool(ordered)
    return [
        piece if piece.length else replace(piece, length=max(1, end - piece.at(starts)))
        for piece, end in zip(ordered, ends, strict=True)
    ]

"""Which chunks are made together: pictures that follow one another, or that several versions share,
are decoded, scaled and overlaid once, and then cut into chunks.

A chunk made in a run is the same as one made alone, byte for byte: what is kept is keyed by the
chunk, and never by its company.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction

from mediakit.plan.model import Chunk, Shot, SignerShot

RUN_SECONDS = 10
"""How long a run is at most. Starting one (the program, its typeface, pictures decoded before the
first that is wanted) takes a fortieth of what ten seconds of film take; longer runs gain little,
and leave processors idle at the end."""

FEWEST_RUNS = 4
"""So many at least, if there are chunks enough: a small change shall leave no processor idle."""

MOST_CHUNKS = 15
"""Chunks of all versions in one run: each has an encoder of its own, of about 40 MB at 1280x720."""


@dataclass(frozen=True, slots=True)
class Run:
    """Chunks that one ffmpeg run makes: in each row some of one version that follow one another,
    and in all rows the same stretch of film.
    """

    rows: tuple[tuple[Chunk, ...], ...]

    @property
    def chunks(self) -> tuple[Chunk, ...]:
        """All of them, row by row."""
        return tuple(chunk for row in self.rows for chunk in row)

    @property
    def frames(self) -> int:
        """Frames of all of them."""
        return sum(chunk.frames for chunk in self.chunks)


def runs_of(versions: Sequence[Sequence[Chunk]], wanted: Collection[Chunk]) -> Iterator[Run]:
    """The chunks `wanted`, each once, in runs. All `versions` are cut at the same places."""
    left, rows = dict.fromkeys(wanted), list[list[Chunk]]()
    columns = [dict.fromkeys(column) for column in zip(*versions, strict=True)]
    longest = _longest(columns, left)
    for column in columns:
        found = [chunk for chunk in column if chunk in left]
        for chunk in found:
            del left[chunk]
        if rows and not _goes_on(rows, found, longest):
            yield Run(tuple(map(tuple, rows)))
            rows = []
        if not rows:
            rows = [[] for _ in found]
        for row, chunk in zip(rows, found, strict=True):
            row.append(chunk)
    if rows:
        yield Run(tuple(map(tuple, rows)))


def whole(row: Sequence[Chunk]) -> Chunk:
    """What chunks that follow one another show, as one. Words are left out: each has its own."""
    frames, signers = 0, list[SignerShot]()
    for chunk in row:
        for signer in chunk.signers:
            _add(signers, replace(signer, first=signer.first + frames, last=signer.last + frames))
        frames += chunk.frames
    logo = row[0].logo and replace(row[0].logo, last=frames)
    return replace(row[0], frames=frames, signers=tuple(signers), logo=logo, ass="")


def _longest(columns: Sequence[Collection[Chunk]], wanted: Collection[Chunk]) -> Fraction:
    """How many seconds a run of this work may be long."""
    found = (next((chunk for chunk in column if chunk in wanted), None) for column in columns)
    seconds = sum((one.frames / one.canvas.rate for one in found if one), Fraction(0))
    return min(Fraction(RUN_SECONDS), seconds / FEWEST_RUNS)


def _goes_on(rows: Sequence[Sequence[Chunk]], found: Sequence[Chunk], longest: Fraction) -> bool:
    """Whether the chunks found are the next of the rows, and there is room for them."""
    if len(rows) != len(found):
        return False
    canvas = rows[0][0].canvas
    frames = sum(chunk.frames for chunk in rows[0]) + found[0].frames
    room = frames <= longest * canvas.rate and len(rows) * (len(rows[0]) + 1) <= MOST_CHUNKS
    return room and all(_follows(row[-1], chunk) for row, chunk in zip(rows, found, strict=True))


def _follows(before: Chunk, after: Chunk) -> bool:
    """Whether a chunk shows what comes next of the same recording, in the same place and manner."""
    if len(before.shots) > 1 or len(after.shots) > 1 or before.fades or after.fades:
        return False
    return _manner(before) == _manner(after) and _continues(
        before.shots[0], before.frames, after.shots[0]
    )


def _manner(chunk: Chunk) -> Chunk:
    """What of a chunk stays the same from one to the next."""
    logo = chunk.logo and replace(chunk.logo, last=0)
    return replace(chunk, shots=(), signers=(), ass="", frames=0, logo=logo)


def _continues(before: Shot, frames: int, after: Shot) -> bool:
    if before.still or after.still:
        return before == after
    return replace(before, skip=before.skip + frames) == after


def _add(signers: list[SignerShot], new: SignerShot) -> None:
    """Add what is shown of a signer, to what went before of the same if it goes on from there."""
    for place, old in enumerate(signers):
        if _is_next(old, new):
            signers[place] = replace(old, last=new.last)
            return
    signers.append(new)


def _is_next(old: SignerShot, new: SignerShot) -> bool:
    same = (old.last, old.box, old.colour) == (new.first, new.box, new.colour)
    shown = old.last - old.first
    if not same or not _continues(old.shot, shown, new.shot):
        return False
    if old.matte is None or new.matte is None:
        return old.matte == new.matte
    return _continues(old.matte, shown, new.matte)

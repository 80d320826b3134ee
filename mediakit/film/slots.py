"""When the signer is in the picture: slots on the film's frame grid.

A slot that names a `clip` lies in that recording's own time, as subtitles do: it is shown wherever
the film shows that part, in as many pieces as there are clips, and follows them through every new
cut. Signing is never cut off silently: where it goes on into the next signing, or beyond the film's
end, the film waits for it.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from mediakit.clock import FrameSpan, frame_of, ms_of
from mediakit.film.model import Film, Footage, SignerSlot
from mediakit.film.pieces import (
    Piece,
    clip_starts,
    holds_of,
    pieces_of,
    recording_frames,
    until_the_next,
)
from mediakit.film.timeline import PlacedSlot
from mediakit.film.values import time_text
from mediakit.handwritten.mistakes import Finding, nearest
from mediakit.media.model import Media
from mediakit.signing.geometry import LEAST_RATE

_LOSES = Fraction(3, 2)
"""How many times as many pictures a second as the film a recording has that loses visibly. [own]"""


@dataclass(frozen=True, slots=True)
class Signing:
    """The slots of a film in order of time, how many frames the film waits after each clip, what is
    wrong with the slots, and what to look at.
    """

    slots: tuple[PlacedSlot, ...]
    holds: tuple[int, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]


def place_signing(
    film: Film,
    facts: Mapping[str, Media],
    lengths: Sequence[int],
    dissolves: Sequence[int],
) -> Signing:
    """The slots of a film whose clips are `lengths` frames long. The film waits only if one of its
    versions shows the signer. A recording that is not in `facts`
    becomes a placeholder until its `to`, else until its clip or the next slot, else until the film
    ends.
    """
    rate, none = film.canvas.rate, (0,) * len(lengths)
    frames = clip_starts(lengths, dissolves, none)[-1]
    numbered = list(enumerate(film.signer.slots if film.signer else ()))
    findings = [
        Finding(("signer", "slot", number, key), sentence, advice)
        for number, slot in numbered
        for key, sentence, advice in _misfits(slot, facts.get(slot.file), frames, rate)
    ]
    unfit = {finding.path[2] for finding in findings}
    fit = [one for one in numbered if one[0] not in unfit]
    warnings = [*_unsigned_versions(film)]
    pieces = [
        piece for number, slot in fit for piece in pieces_of(number, slot, film, facts, lengths)
    ]
    seen = any(version.signer for version in film.versions)
    waits = holds_of(pieces, lengths, dissolves)
    overlaps = _overlaps(_laid(pieces, clip_starts(lengths, dissolves, waits), facts), rate)
    holds = waits if seen else none
    starts = clip_starts(lengths, dissolves, holds)
    placed = _laid(pieces, starts, facts)
    warnings += _placeholder_warnings(placed, film, facts)
    for number, slot in fit:
        own = [piece for piece in pieces if piece.number == number]
        warnings += _end_warnings(slot, own, facts, rate) if own else _lost(slot, film)
    warnings += _rate_warnings(fit, facts, rate)
    warnings += _speed_warnings(film)
    warnings += _hold_warnings(holds, starts, lengths, film)
    return Signing(
        tuple(slot for _, slot in placed),
        holds,
        (*findings, *overlaps),
        tuple(warnings),
    )


def _misfits(
    slot: SignerSlot, media: Media | None, frames: int, rate: Fraction
) -> Iterator[tuple[str, str, str]]:
    """Key, sentence and suggestion for each reason why a slot cannot be shown."""
    if slot.clip is None and frame_of(slot.at, rate) >= frames:
        end = time_text(ms_of(frames, rate))
        yield (
            "at",
            f"The signer's slot at {time_text(slot.at)} begins after the film ends ({end}).",
            "Give it an earlier 'at'.",
        )
    if media is None:
        return
    if media.kind != "video" or media.picture is None:
        sentence = f"{slot.file} has no moving picture, so no signer can be seen in it."
        yield "file", sentence, "Choose a video of the signer."
    elif slot.start >= media.duration_ms:
        length = time_text(media.duration_ms)
        sentence = f"'from' is {time_text(slot.start)}, but {slot.file} is only {length} long."
        yield "from", sentence, "Give it an earlier 'from'."


def _laid(
    pieces: Sequence[Piece], starts: Sequence[int], facts: Mapping[str, Media]
) -> list[tuple[int, PlacedSlot]]:
    """The pieces in the film, each with the number of its slot, in order of time."""
    laid = until_the_next(pieces, starts)
    return [(piece.number, _placed(piece, starts, facts)) for piece in laid]


def _placed(piece: Piece, starts: Sequence[int], facts: Mapping[str, Media]) -> PlacedSlot:
    start = piece.at(starts)
    file = piece.slot.file if piece.slot.file in facts else None
    span = FrameSpan(start, max(min(piece.end(starts), starts[-1]), start + 1))
    return PlacedSlot(span, file, piece.slot.file, piece.start, piece.slot.pace, piece.slot.person)


def _lost(slot: SignerSlot, film: Film) -> Iterator[str]:
    """A slot whose clip, or whose part of it, is no longer in the film."""
    there = any(isinstance(clip, Footage) and clip.file == slot.clip for clip in film.clips)
    what = f"The signed part of {slot.clip}" if there else slot.clip
    yield (
        f"{what} is not in the film any more, so its signing {slot.file} is not shown."
        " The recording is kept."
    )


def _end_warnings(
    slot: SignerSlot, pieces: Sequence[Piece], facts: Mapping[str, Media], rate: Fraction
) -> Iterator[str]:
    """What of a recording is not shown, and where it ends too early."""
    media = facts.get(slot.file)
    if media is None:
        return
    length, at = recording_frames(slot, media, rate), frame_of(slot.at, rate)
    to = None if slot.to is None else frame_of(slot.to, rate) - at
    if to is not None and to < length:
        yield (
            f"The signing in {slot.file} goes on for {_seconds(length - to, rate)} after its 'to'"
            f" ({time_text(slot.to or 0)}). That part is not shown."
        )
    elif to is not None and to > length + 1:
        yield (
            f"The signing in {slot.file} ends {_seconds(to - length, rate)} before its 'to'"
            f" ({time_text(slot.to or 0)}). No signer is shown after it."
        )
    if slot.clip is None or (to is not None and to < length):
        return
    lost = length - sum(piece.length for piece in pieces)
    if lost > 0:
        yield (
            f"{_seconds(lost, rate)} of the signing in {slot.file} belong to a part of {slot.clip}"
            " that is cut out of the film. They are not shown. The recording is kept."
        )


def _rate_warnings(
    fit: Sequence[tuple[int, SignerSlot]], facts: Mapping[str, Media], rate: Fraction
) -> Iterator[str]:
    """Recordings that lose pictures in the film, or have too few: movement is what is read."""
    for file in dict.fromkeys(slot.file for _, slot in fit):
        media = facts.get(file)
        if media is None or media.picture is None:
            continue
        own = media.picture.rate
        if own < LEAST_RATE:
            yield (
                f"{file} has only {float(own):.4g} pictures a second. Signing needs"
                f" {LEAST_RATE} or more: film it again if you can."
            )
        elif own >= _LOSES * rate:
            yield (
                f"{file} has {float(own):.4g} pictures a second, and the film {float(rate):.4g}."
                " Signing is easier to follow with all of them: write"
                f" rate = {float(own):.4g} at the top of film.toml."
            )


def _speed_warnings(film: Film) -> Iterator[str]:
    """Recordings that are signed, and shown at more than one speed: what was signed to the one is
    out of step with the other.
    """
    slots = film.signer.slots if film.signer else ()
    for file in dict.fromkeys(slot.clip for slot in slots if slot.clip):
        clips = (clip for clip in film.clips if isinstance(clip, Footage) and clip.file == file)
        if len({clip.speed for clip in clips}) > 1:
            yield (
                f"{file} is signed, and shown at different speeds. Look whether the signing is in"
                " step in each of its clips."
            )


def _hold_warnings(
    holds: Sequence[int], starts: Sequence[int], lengths: Sequence[int], film: Film
) -> Iterator[str]:
    rate = film.canvas.rate
    ground = film.signer is not None and film.signer.overrun == "wait"
    seen = "A plain ground is shown" if ground else "The last picture stays"
    for index, hold in enumerate(holds):
        # One frame comes of rounding, and nobody sees it.
        if hold > 1:
            at = time_text(ms_of(starts[index] + lengths[index], rate))
            yield (
                f"The signing goes on for {_seconds(hold, rate)} after clip {index + 1} ends at"
                f" {at}. {seen} until it is done."
            )


def _placeholder_warnings(
    placed: Sequence[tuple[int, PlacedSlot]], film: Film, facts: Mapping[str, Media]
) -> Iterator[str]:
    rate = film.canvas.rate
    for _, slot in placed:
        if slot.file is None:
            meant = nearest(slot.wanted, facts)
            advice = f" Did you mean '{meant}'?" if meant else ""
            start, end = (time_text(ms_of(at, rate)) for at in (slot.span.start, slot.span.end))
            yield (
                f"The signer's recording {slot.wanted} is not there yet. A placeholder is shown"
                f" from {start} to {end}.{advice}"
            )


def _overlaps(placed: Sequence[tuple[int, PlacedSlot]], rate: Fraction) -> Iterator[Finding]:
    for (_, earlier), (number, later) in pairwise(placed):
        if earlier.span.end > later.span.start:
            start, end = (time_text(ms_of(f, rate)) for f in (later.span.start, earlier.span.end))
            yield Finding(
                ("signer", "slot", number, "at"),
                f"Two signers would be in the picture at {start}:"
                f" {earlier.wanted} is shown until {end}.",
                "Give the earlier slot a 'to', or this one a later 'at'.",
            )


def _unsigned_versions(film: Film) -> Iterator[str]:
    names = [version.name for version in film.versions if version.signer]
    if names and not (film.signer and film.signer.slots):
        yield (
            f"The version '{names[0]}' has no signer yet."
            " Add a [[signer.slot]] with the signer's recording."
        )


def _seconds(frames: int, rate: Fraction) -> str:
    return f"{ms_of(frames, rate) / 1000:.1f} s"

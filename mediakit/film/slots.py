"""When the signer is in the picture: slots on the film's frame grid."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from mediakit.clock import FrameSpan, frame_of, ms_of
from mediakit.film.model import Film, SignerSlot
from mediakit.film.timeline import PlacedSlot
from mediakit.film.values import time_text
from mediakit.handwritten.mistakes import Finding, nearest
from mediakit.media.model import Media


@dataclass(frozen=True, slots=True)
class Signing:
    """The slots of a film in order of time, what is wrong with them, and what to look at."""

    slots: tuple[PlacedSlot, ...]
    findings: tuple[Finding, ...]
    warnings: tuple[str, ...]


def whole_frames(ms: int, rate: Fraction) -> int:
    """How many frames fit into `ms`: rounded down, so that no frame is made up."""
    return ms * rate.numerator // (1000 * rate.denominator)


def place_signing(film: Film, facts: Mapping[str, Media], frames: int) -> Signing:
    """The slots of a film that is `frames` long. A recording that is not in `facts` becomes a
    placeholder until its `to`, else until the next slot, else until the film ends. Signing that is
    cut off by its `to` or by the film's end is always told.
    """
    rate = film.canvas.rate
    numbered = list(enumerate(film.signer.slots if film.signer else ()))
    findings = [
        Finding(("signer", "slot", number, key), sentence, advice)
        for number, slot in numbered
        for key, sentence, advice in _misfits(slot, facts.get(slot.file), frames, rate)
    ]
    unfit = {finding.path[2] for finding in findings}
    fit = sorted((one for one in numbered if one[0] not in unfit), key=lambda one: one[1].at)
    placed: list[tuple[int, PlacedSlot]] = []
    warnings = list(_unsigned_versions(film))
    for place, (number, slot) in enumerate(fit, start=1):
        following = fit[place][1] if place < len(fit) else None
        media = facts.get(slot.file)
        if media is None:
            end = _placeholder_end(slot, following, frames, rate)
            warnings.append(_placeholder_warning(slot, end, facts, rate))
        else:
            end = min(_own_end(slot, media, rate), frames)
            warnings += _end_warnings(slot, media, frames, rate)
        start = frame_of(slot.at, rate)
        span = FrameSpan(start, max(end, start + 1))
        file = slot.file if media else None
        placed.append((number, PlacedSlot(span, file, slot.file, slot.start)))
    return Signing(
        tuple(slot for _, slot in placed),
        (*findings, *_overlaps(placed, rate)),
        tuple(warnings),
    )


def _misfits(
    slot: SignerSlot, media: Media | None, frames: int, rate: Fraction
) -> Iterator[tuple[str, str, str]]:
    """Key, sentence and suggestion for each reason why a slot cannot be shown."""
    if frame_of(slot.at, rate) >= frames:
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


def _recording_end(slot: SignerSlot, media: Media, rate: Fraction) -> int:
    """The film's frame at which the recording is over."""
    length = whole_frames(media.duration_ms, rate) - frame_of(slot.start, rate)
    return frame_of(slot.at, rate) + max(1, length)


def _own_end(slot: SignerSlot, media: Media, rate: Fraction) -> int:
    end = _recording_end(slot, media, rate)
    return end if slot.to is None else min(end, frame_of(slot.to, rate))


def _end_warnings(slot: SignerSlot, media: Media, frames: int, rate: Fraction) -> Iterator[str]:
    over = _recording_end(slot, media, rate)
    to = None if slot.to is None else frame_of(slot.to, rate)
    if to is not None and to <= frames and to < over:
        yield (
            f"The signing in {slot.file} goes on for {_seconds(over - to, rate)} after its 'to'"
            f" ({time_text(slot.to or 0)}). That part is not shown."
        )
    elif over > frames:
        yield (
            f"The signing in {slot.file} goes on for {_seconds(over - frames, rate)} after the film"
            " ends. That part is not shown. Make the last clip longer."
        )
    elif to is not None and to > over + 1:
        yield (
            f"The signing in {slot.file} ends {_seconds(to - over, rate)} before its 'to'"
            f" ({time_text(slot.to or 0)}). No signer is shown after it."
        )


def _placeholder_end(
    slot: SignerSlot, following: SignerSlot | None, frames: int, rate: Fraction
) -> int:
    if slot.to is not None:
        return min(frame_of(slot.to, rate), frames)
    return frame_of(following.at, rate) if following else frames


def _placeholder_warning(
    slot: SignerSlot, end: int, facts: Mapping[str, Media], rate: Fraction
) -> str:
    meant = nearest(slot.file, facts)
    advice = f" Did you mean '{meant}'?" if meant else ""
    return (
        f"The signer's recording {slot.file} is not there yet. A placeholder is shown"
        f" from {time_text(slot.at)} to {time_text(ms_of(end, rate))}.{advice}"
    )


def _overlaps(placed: list[tuple[int, PlacedSlot]], rate: Fraction) -> Iterator[Finding]:
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

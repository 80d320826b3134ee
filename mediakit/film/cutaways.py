"""Other pictures while somebody is heard: cutaways on the film's frame grid.

A cutaway lies in its recording's own time, as subtitles do, so it stays with the words wherever the
clip is moved. All of it is counted from the clip's own start.
"""

from collections.abc import Container, Iterator, Mapping, Sequence
from itertools import pairwise

from mediakit.clock import FrameSpan, frame_of, ms_of
from mediakit.film.model import Card, Cutaway, Film, Footage, Photo
from mediakit.film.pieces import whole_frames
from mediakit.film.speed import own_rate
from mediakit.film.timeline import Placed
from mediakit.film.values import time_text
from mediakit.handwritten.mistakes import Finding
from mediakit.handwritten.positions import Path
from mediakit.media.model import Media


def pictures_in(film: Film) -> Iterator[tuple[Path, Footage | Photo]]:
    """Every recording and still that is seen, with its place, in the order of the film."""
    for index, clip in enumerate(film.clips):
        if isinstance(clip, Footage):
            yield ("clip", index, "file"), clip
            for number, cutaway in enumerate(clip.cutaways):
                key = "file" if isinstance(cutaway.shown, Footage) else "photo"
                yield ("clip", index, "cutaway", number, key), cutaway.shown
        elif isinstance(clip, Photo):
            yield ("clip", index, "photo"), clip
        elif isinstance(clip, Card) and clip.picture:
            yield ("clip", index, "picture"), Photo(clip.picture, clip.duration)
    if film.logo:
        yield ("logo", "file"), Photo(film.logo.file, 0)


def cutaway_spans(
    clip: Footage, length: int, facts: Mapping[str, Media], film: Film
) -> tuple[FrameSpan, ...]:
    """When the cutaways of a clip of `length` frames are seen, in their order, in frames from the
    clip's start; none ends after it. One that nobody gave a length ends when the next begins.
    """
    own = own_rate(clip, film.canvas.rate)
    first = frame_of(clip.start, own)
    begins = [frame_of(cutaway.at, own) - first for cutaway in clip.cutaways]
    spans = []
    for cutaway, begin in zip(clip.cutaways, begins, strict=True):
        end = min(length, begin + _frames(cutaway, facts, film))
        if not _has_length(cutaway):
            end = min([end, *(other for other in begins if other > begin)])
        spans.append(FrameSpan(begin, max(begin + 1, end)))
    return tuple(spans)


def placed_cutaways(
    clip: Footage, span: FrameSpan, facts: Mapping[str, Media], film: Film
) -> tuple[Placed, ...]:
    """The cutaways of a clip in the film, in order of time."""
    spans = cutaway_spans(clip, span.duration, facts, film)
    placed = (
        Placed(cutaway.shown, inner.shift(span.start), 0)
        for cutaway, inner in zip(clip.cutaways, spans, strict=True)
    )
    return tuple(sorted(placed, key=lambda one: one.span))


def cutaway_findings(
    film: Film,
    lengths: Sequence[int],
    dissolves: Sequence[int],
    facts: Mapping[str, Media],
    unfit: Container[object],
) -> Iterator[Finding]:
    """Cutaways that are not inside their clip, are longer than their file, meet one another, or
    begin or end in the middle of a dissolve. Clips with an index in `unfit` have another mistake.
    """
    for index, (clip, length) in enumerate(zip(film.clips, lengths, strict=True)):
        if not isinstance(clip, Footage) or index in unfit:
            continue
        spans = cutaway_spans(clip, length, facts, film)
        for number, (cutaway, span) in enumerate(zip(clip.cutaways, spans, strict=True)):
            called, path = f"Cutaway {number + 1} of clip {index + 1}", ("clip", index, "cutaway")
            found = _outside(cutaway, clip, span, length) or _too_long(cutaway, facts, film)
            leaving = [*dissolves, 0][index + 1]
            found = found or _in_dissolve(span, length, dissolves[index], leaving)
            if found:
                key, sentence, advice = found
                yield Finding((*path, number, key), f"{called} {sentence}", advice)
        yield from _meetings(index, clip, spans)


def cutaway_warnings(
    film: Film, lengths: Sequence[int], facts: Mapping[str, Media]
) -> Iterator[str]:
    """Cutaways that end with their clip, before they are over."""
    for index, (clip, length) in enumerate(zip(film.clips, lengths, strict=True)):
        if not isinstance(clip, Footage):
            continue
        spans = cutaway_spans(clip, length, facts, film)
        for number, (cutaway, span) in enumerate(zip(clip.cutaways, spans, strict=True)):
            lost = _frames(cutaway, facts, film) - span.duration
            # One frame comes of rounding.
            if _has_length(cutaway) and lost > 1:
                yield (
                    f"Cutaway {number + 1} of clip {index + 1} ends with its clip,"
                    f" {ms_of(lost, film.canvas.rate) / 1000:.1f} s before it is over."
                )


def _frames(cutaway: Cutaway, facts: Mapping[str, Media], film: Film) -> int:
    """How many frames a cutaway would be seen for if nothing ended it."""
    shown, rate = cutaway.shown, film.canvas.rate
    if isinstance(shown, Photo):
        return frame_of(cutaway.at + shown.duration, rate) - frame_of(cutaway.at, rate)
    if shown.end is None:
        return whole_frames(facts[shown.file].duration_ms - shown.start, rate)
    return frame_of(cutaway.at + shown.end - shown.start, rate) - frame_of(cutaway.at, rate)


def _has_length(cutaway: Cutaway) -> bool:
    return isinstance(cutaway.shown, Photo) or cutaway.shown.end is not None


def _outside(
    cutaway: Cutaway, clip: Footage, span: FrameSpan, length: int
) -> tuple[str, str, str] | None:
    at = time_text(cutaway.at)
    if span.start < 0:
        sentence = f"begins at {at}, but the clip shows its recording from {time_text(clip.start)}."
        return "at", sentence, "'at' counts in the recording of the clip. Give it a later one."
    if span.start >= length:
        sentence = f"begins at {at}, where the clip is over."
        return "at", sentence, "'at' counts in the recording of the clip. Give it an earlier one."
    return None


def _too_long(
    cutaway: Cutaway, facts: Mapping[str, Media], film: Film
) -> tuple[str, str, str] | None:
    shown, rate = cutaway.shown, film.canvas.rate
    if isinstance(shown, Photo):
        return None
    media = facts[shown.file]
    if shown.start >= media.duration_ms:
        length = time_text(media.duration_ms)
        sentence = f"shows {shown.file} from {time_text(shown.start)}, but it is {length} long."
        return "from", sentence, "Give it an earlier 'from'."
    left = media.duration_ms - shown.start
    if shown.end is not None and _frames(cutaway, facts, film) > whole_frames(left, rate) + 1:
        wanted = time_text(shown.end - shown.start)
        sentence = f"is {wanted} long, but {shown.file} has only {time_text(left)} to show."
        return "seconds", sentence, "Give it fewer 'seconds', or take them out to show all of it."
    return None


def _in_dissolve(
    span: FrameSpan, length: int, coming: int, leaving: int
) -> tuple[str, str, str] | None:
    """A dissolve shows one picture of each clip: its cutaway throughout, or not at all."""
    advice = "Let it begin or end before the dissolve or after it."
    for dissolve in (FrameSpan(0, coming), FrameSpan(length - leaving, length)):
        shared = span.overlap(dissolve)
        if shared and shared != dissolve:
            edge = "begins" if span.start > dissolve.start else "ends"
            return "at", f"{edge} in the middle of a dissolve.", advice
    return None


def _meetings(index: int, clip: Footage, spans: Sequence[FrameSpan]) -> Iterator[Finding]:
    numbered = sorted(enumerate(spans), key=lambda one: one[1])
    for (_, before), (number, after) in pairwise(numbered):
        if before.end > after.start:
            at = time_text(clip.cutaways[number].at)
            yield Finding(
                ("clip", index, "cutaway", number, "at"),
                f"Two cutaways of clip {index + 1} would be seen at {at}.",
                "Give the earlier one fewer 'seconds', or this one a later 'at'.",
            )

"""Signers who reach beyond their picture, told before a film is made."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict
from pathlib import Path

from mediakit.clock import format_time
from mediakit.files import write_text
from mediakit.film.timeline import PlacedSlot, Timeline
from mediakit.media.model import Media
from mediakit.plan.model import Way
from mediakit.render.mattes import CUTTER
from mediakit.signing.geometry import places
from mediakit.signing.reach import Clipped, Look, clipped, moments

FOLDER = "reach"
"""In a project's kept folder: one file for each recording that was looked at."""

_NAMED = 3
"""Times that a warning names."""

_BEYOND = {
    "recording": (
        "{file}: the signer touches the {edge} edge of the recording, at {times}. Hands may be cut"
        " off. Look with: mediakit sign preview {file}"
    ),
    "place": (
        "{file}: the signer reaches beyond their place in the film, at the {edge} edge, at {times}."
        ' Hands may be cut off. Try shape = "wide" under [signer], or film from further away.'
    ),
}


def reaching_too_far(
    timeline: Timeline,
    facts: Mapping[str, Media],
    ways: Mapping[str, Way],
    weights: Path | None,
    kept: Path,
) -> Iterator[str]:
    """Sentences about signers who are cut off by the edge of their recording or of their place, in
    what the film shows of them. `ways` says how each recording is cut out; others are not looked
    at. What was seen is kept in `kept`: a recording is looked at once.
    """
    canvas = timeline.canvas
    box = places(canvas.width, canvas.height, timeline.stand).signer
    for file, way in ways.items():
        picture = facts[file].picture
        if picture is None:
            continue
        slots = [slot for slot in timeline.slots if slot.file == file]
        looks = [
            look
            for look in _looks(facts[file], way, weights, kept / FOLDER)
            if any(_shows(slot, timeline, look.ms) for slot in slots)
        ]
        for found in clipped(looks, picture.width, picture.height, box):
            yield sentence(file, found)


def sentence(file: str, found: Clipped) -> str:
    """What a person should know of it."""
    named = [format_time(ms) for ms in found.times[:_NAMED]]
    more = len(found.times) - len(named)
    times = ", ".join(named) + (f" and at {more} more times looked at" if more else "")
    return _BEYOND[found.of].format(file=file, edge=found.edge, times=times)


def _shows(slot: PlacedSlot, timeline: Timeline, ms: int) -> bool:
    lasts = slot.span.duration * 1000 / timeline.canvas.rate * slot.pace
    return slot.start <= ms < slot.start + lasts


def _looks(media: Media, way: Way, weights: Path | None, folder: Path) -> tuple[Look, ...]:
    file = folder / f"{media.fingerprint}.{way}.{CUTTER}.json"
    try:
        return tuple(Look(**row) for row in json.loads(file.read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        pass
    from mediakit.render.mattes import looks_at

    times = list(moments(media.duration_ms))
    looks = tuple(looks_at(media, times, way, weights))
    write_text(file, json.dumps([asdict(look) for look in looks]))
    return looks

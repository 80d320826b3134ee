"""An editor's cut, as OpenTimelineIO, back to the clips of a film.

Order, trims, lengths, dissolves and speeds come back; all else is told in plain sentences. A clip
that is as it was handed over keeps its times to the millisecond.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Any
from urllib.parse import unquote

from mediakit.clock import format_time, ms_of
from mediakit.errors import BadInput
from mediakit.film.edit_clips import Kept
from mediakit.film.model import Card, Clip, Credits, Footage, Photo
from mediakit.film.timeline import Timeline
from mediakit.outputs.editing.writing import OWN, in_source, source_start

Otio = Any  # OpenTimelineIO's classes are made by pybind11, without types that can be checked


@dataclass(frozen=True, slots=True)
class Recut:
    """The clips of an editor's cut, and what of it could not be brought back."""

    clips: tuple[Kept, ...]
    told: tuple[str, ...]


@dataclass(slots=True)
class _Item:
    """A clip in the editor's track, with the frames of the dissolves around it."""

    clip: Otio
    at: int
    before: tuple[int, int] = (0, 0)
    after: tuple[int, int] = (0, 0)


def read_otio(text: str, timeline: Timeline, where: str) -> Recut:
    """The clips that the lowest picture track of `text` shows. `timeline` is the film as it is now.

    Raises `BadInput` for a text that is no OpenTimelineIO, or shows nothing of the film.
    """
    track = _track(_read(text, where), where)
    items, told = _items(track, timeline.canvas.rate)
    kept: list[Kept] = []
    for item in items:
        one = _kept(item, timeline)
        if isinstance(one, str):
            told.append(one)
        else:
            kept.append(one)
    if not kept:
        raise BadInput("Nothing of the film is in this file", where, "Is it of another film?")
    if kept[0].clip.dissolve:
        kept[0] = replace(kept[0], clip=replace(kept[0].clip, dissolve=0))
    return Recut(tuple(kept), tuple(dict.fromkeys(told)))


def told_beside(text: str, expected: Otio, where: str) -> Iterator[str]:
    """What was changed beside the pictures, where `expected` is the new film as it would be handed
    over.
    """
    given = _read(text, where)
    rate = Fraction(expected.global_start_time.rate)
    pictures, others = _track(given, where), []
    for track in given.video_tracks():
        if track != pictures:
            others += _rows(track, rate)
    if others != [row for track in expected.video_tracks()[1:] for row in _rows(track, rate)]:
        yield (
            "Pictures over other pictures were put in, taken out or moved. That was left out:"
            " cutaways are changed in film.toml."
        )
    heard, meant = (
        [row for track in one.audio_tracks() for row in _rows(track, rate)]
        for one in (given, expected)
    )
    if heard != meant:
        yield (
            "The sound was cut in another way than the pictures. That was left out: each clip is"
            " heard while it is seen."
        )


def _rows(track: Otio, rate: Fraction) -> list[tuple[str, int, int, int]]:
    """The name of what each clip of a track shows, where it stands, what it begins with, and how
    long it lasts.
    """
    rows = []
    for clip in track.find_clips():
        shown, place = clip.trimmed_range(), clip.range_in_parent()
        url = unquote(getattr(clip.media_reference, "target_url", "") or clip.name)
        frames = (place.start_time, _source_time(clip), shown.duration)
        at, start, length = (_frames(time, rate) for time in frames)
        rows.append((url.replace("\\", "/").rpartition("/")[2], at, start, length))
    return rows


def _read(text: str, where: str) -> Otio:
    import opentimelineio as otio

    try:
        whole = otio.adapters.read_from_string(text, "otio_json")
    except Exception as error:  # its reader raises whatever it stumbles over
        raise _unreadable(where) from error
    if not isinstance(whole, otio.schema.Timeline):
        raise _unreadable(where)
    return whole


def _unreadable(where: str) -> BadInput:
    return BadInput(
        "The file is no timeline of OpenTimelineIO",
        where,
        "Export the timeline as .otio from the editing program.",
    )


def _track(whole: Otio, where: str) -> Otio:
    """The lowest picture track with something in it."""
    for track in whole.video_tracks():
        if track.find_clips():
            return track
    raise BadInput("There are no pictures in this file", where, "Export the whole timeline.")


def _items(track: Otio, rate: Fraction) -> tuple[list[_Item], list[str]]:
    import opentimelineio as otio

    items: list[_Item] = []
    told: list[str] = []
    at, waiting, waits = 0, (0, 0), False
    for one in track:
        if isinstance(one, otio.schema.Transition):
            sides = (_frames(one.in_offset, rate), _frames(one.out_offset, rate))
            if one.transition_type != "SMPTE_Dissolve":
                told.append(f"The transition {one.name!r} became a dissolve.")
            if items:
                items[-1].after = sides
            waiting = sides
            continue
        length = _frames(one.duration(), rate)
        if isinstance(one, otio.schema.Clip) and one.enabled:
            items.append(_Item(one, at, (0, 0) if waits else waiting))
            told += _odd_effects(one, at, rate)
        elif not (isinstance(one, otio.schema.Gap) and "waits" in one.metadata.get(OWN, {})):
            told.append(f"{_place(at, rate)} there is {_thing(one)}. It was left out.")
        waits = isinstance(one, otio.schema.Gap)
        waiting, at = (0, 0), at + length
    return items, told


def _odd_effects(clip: Otio, at: int, rate: Fraction) -> Iterator[str]:
    import opentimelineio as otio

    for effect in clip.effects:
        if not isinstance(effect, otio.schema.LinearTimeWarp) or effect.time_scalar <= 0:
            name = effect.name or effect.effect_name or "without a name"
            yield f"{_place(at, rate)} the effect {name!r} was left out."


def _thing(item: Otio) -> str:
    import opentimelineio as otio

    if isinstance(item, otio.schema.Gap):
        return "a gap, which a film cannot have (a card can stand there)"
    if isinstance(item, otio.schema.Clip):
        return "a clip that is switched off"
    return "something that is made of other timelines"


def _place(frame: int, rate: Fraction) -> str:
    return f"At {format_time(ms_of(frame, rate))}"


def _kept(item: _Item, timeline: Timeline) -> Kept | str:
    """The clip that an item shows, or what is to be said where it shows none."""
    rate = timeline.canvas.rate
    found = _origin(item.clip, timeline)
    if found is None:
        name = item.clip.name or "without a name"
        return (
            f"{_place(item.at, rate)} there is {name!r}, which is not in the film. It was left out:"
            " put its file in with mediakit add, then hand the film over anew."
        )
    number, origin = found
    placed = timeline.clips[number]
    shown = item.clip.trimmed_range()
    length = _frames(shown.duration, rate) + item.before[0] + item.after[1]
    dissolve = sum(item.before)
    held = number > 0 and timeline.clips[number - 1].hold > 0
    if placed.dissolve == dissolve or (held and not dissolve):
        clip = origin
    else:
        clip = replace(origin, dissolve=ms_of(dissolve, rate))
    if isinstance(clip, Footage):
        clip = _trimmed(clip, item, length, timeline, placed.span.duration)
    elif length != placed.span.duration:
        clip = replace(clip, duration=ms_of(length, rate))
    return Kept(clip, number)


def _trimmed(clip: Footage, item: _Item, length: int, timeline: Timeline, was: int) -> Footage:
    rate = timeline.canvas.rate
    speed = _speed(item.clip, clip.speed)
    sped = replace(clip, speed=speed)
    first = _frames(_source_time(item.clip), rate) - in_source(sped, item.before[0])
    last = first + in_source(sped, length)
    start = clip.start
    if first != source_start(clip, rate):
        start = ms_of(max(0, first), rate)
    if speed == clip.speed and last == source_start(clip, rate) + in_source(clip, was):
        return replace(clip, start=start)
    return replace(sped, start=start, end=start + round(ms_of(length, rate) * speed))


def _speed(clip: Otio, written: Fraction) -> Fraction:
    import opentimelineio as otio

    warps = [one for one in clip.effects if isinstance(one, otio.schema.LinearTimeWarp)]
    scalar = warps[0].time_scalar if warps and warps[0].time_scalar > 0 else 1.0
    return written if scalar == float(written) else Fraction(scalar).limit_denominator(1000)


def _source_time(clip: Otio) -> Otio:
    """Where in its file a clip begins, counted from the file's own beginning."""
    start, there = clip.trimmed_range().start_time, clip.media_reference.available_range
    return start if there is None else start - there.start_time


def _origin(item: Otio, timeline: Timeline) -> tuple[int, Clip] | None:
    """The clip of the film that an item comes from: by its own mark, else by what it shows."""
    clips: Sequence[Clip] = [placed.clip for placed in timeline.clips]
    marked = item.metadata.get(OWN, {}).get("clip")
    if isinstance(marked, int) and 0 <= marked < len(clips) and _shows(item, clips[marked]):
        return marked, clips[marked]
    return next(((n, clip) for n, clip in enumerate(clips) if _shows(item, clip)), None)


def _shows(item: Otio, clip: Clip) -> bool:
    import opentimelineio as otio

    media = item.media_reference
    if isinstance(media, otio.schema.ExternalReference):
        # Editing programs may write the whole way to a file.
        file = clip.file if isinstance(clip, Footage | Photo) else None
        url = unquote(media.target_url).replace("\\", "/")
        return file is not None and (url == file or url.endswith(f"/{file}"))
    if isinstance(media, otio.schema.GeneratorReference):
        told = dict(media.parameters)
        match clip:
            case Card():
                return told.get("title") == clip.title and told.get("text") == (clip.text or "")
            case Credits():
                return told.get("lines") == "\n".join(clip.lines)
    return False


def _frames(time: Otio, rate: Fraction) -> int:
    frames: float = time.rescaled_to(float(rate)).value
    return round(frames)

"""A film as OpenTimelineIO: pictures, cutaways and sound as tracks, words and chapters as marks.

Times are in frames of the film. Where clips dissolve, OpenTimelineIO lets them meet in the middle
of the dissolve, and the transition says how far it reaches to both sides. Files are named as in
film.toml, from the project's folder.
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from typing import Any
from urllib.parse import quote

from mediakit.clock import frame_of
from mediakit.film.model import Card, Clip, Credits, Footage, Photo
from mediakit.film.pieces import whole_frames
from mediakit.film.timeline import Placed, Timeline
from mediakit.media.model import Media
from mediakit.outputs.podcast.model import Chapter
from mediakit.subtitles.model import Subtitles

OWN = "mediakit"
"""The key under which an item's metadata says what it is to mediakit."""

PICTURES, CUTAWAYS, SOUND = "Pictures", "Cutaways", "Sound"

NOT_HANDED_OVER = "the signer, the music, narration, fades, and how subtitles look"
"""What an editing program does not get, in plain words."""

Otio = Any  # OpenTimelineIO's classes are made by pybind11, without types that can be checked


def write_otio(
    timeline: Timeline,
    facts: Mapping[str, Media],
    tracks: Sequence[Subtitles] = (),
    chapters: Sequence[Chapter] = (),
) -> str:
    """The film as the text of an .otio file."""
    return str(otio_of(timeline, facts, tracks, chapters).to_json_string())


def otio_of(
    timeline: Timeline,
    facts: Mapping[str, Media],
    tracks: Sequence[Subtitles] = (),
    chapters: Sequence[Chapter] = (),
) -> Otio:
    """The film as a timeline of OpenTimelineIO."""
    import opentimelineio as otio

    rate = timeline.canvas.rate
    whole = otio.schema.Timeline(timeline.title)
    whole.global_start_time = _time(0, rate)
    kinds = ((PICTURES, "Video"), (CUTAWAYS, "Video"), (SOUND, "Audio"))
    pictures, cutaways, sound = (otio.schema.Track(name, kind=kind) for name, kind in kinds)
    pictures.extend(_pictures(timeline, facts))
    cutaways.extend(_cutaways(timeline, facts))
    sound.extend(_sound(timeline, facts))
    pictures.markers.extend(_marks(tracks, chapters, rate))
    whole.tracks.extend(track for track in (pictures, cutaways, sound) if len(track))
    return whole


def _pictures(timeline: Timeline, facts: Mapping[str, Media]) -> Iterator[Otio]:
    import opentimelineio as otio

    rate, clips = timeline.canvas.rate, timeline.clips
    for number, placed in enumerate(clips):
        # While the film waits, the last picture is held: a dissolve after that has no clip before.
        into = 0 if number == 0 or clips[number - 1].hold else placed.dissolve
        after = clips[number + 1].dissolve if number + 1 < len(clips) and not placed.hold else 0
        if into:
            first, second = _sides(into)
            yield otio.schema.Transition(
                "Dissolve", "SMPTE_Dissolve", _time(first, rate), _time(second, rate)
            )
        before, behind = _sides(into)[0], _sides(after)[1]
        length = placed.span.duration - before - behind
        start = source_start(placed.clip, rate) + in_source(placed.clip, before)
        item = _clip(placed.clip, start, length, timeline, facts)
        item.metadata[OWN] = {"clip": number}
        yield item
        if placed.hold:
            gap = otio.schema.Gap(duration=_time(placed.hold, rate))
            gap.metadata[OWN] = {"waits": True}
            yield gap


def _sides(dissolve: int) -> tuple[int, int]:
    """Frames of a dissolve before the place where both clips meet, and after it."""
    return dissolve // 2, dissolve - dissolve // 2


def source_start(clip: Clip, rate: Fraction) -> int:
    """The frame of its source with which a clip begins."""
    return frame_of(clip.start, rate) if isinstance(clip, Footage) else 0


def in_source(clip: Clip, frames: int) -> int:
    """How many frames of its source a clip shows in so many of the film."""
    return round(frames * clip.speed) if isinstance(clip, Footage) else frames


def _cutaways(timeline: Timeline, facts: Mapping[str, Media]) -> Iterator[Otio]:
    placed = [one for clip in timeline.clips for one in clip.cutaways]
    yield from _laid(placed, timeline, facts)


def _sound(timeline: Timeline, facts: Mapping[str, Media]) -> Iterator[Otio]:
    heard, end = [], 0
    for placed in timeline.clips:
        clip = placed.clip
        if isinstance(clip, Footage) and facts[clip.file].main_sound is not None and clip.volume:
            # One track cannot hold two sounds at once: the second begins when the first is over.
            late = max(0, end - placed.span.start)
            heard.append((placed, late))
            end = placed.span.end
    yield from _laid([one for one, _ in heard], timeline, facts, [late for _, late in heard])


def _laid(
    placed: Sequence[Placed],
    timeline: Timeline,
    facts: Mapping[str, Media],
    late: Sequence[int] = (),
) -> Iterator[Otio]:
    """Clips where they stand in the film, with gaps between them."""
    import opentimelineio as otio

    rate, end = timeline.canvas.rate, 0
    for one, cut in zip(placed, late or [0] * len(placed), strict=True):
        start, length = one.span.start + cut, one.span.duration - cut
        if length <= 0:
            continue
        if start > end:
            yield otio.schema.Gap(duration=_time(start - end, rate))
        yield _clip(
            one.clip,
            source_start(one.clip, rate) + in_source(one.clip, cut),
            length,
            timeline,
            facts,
        )
        end = start + length


def _clip(
    clip: Clip, start: int, length: int, timeline: Timeline, facts: Mapping[str, Media]
) -> Otio:
    import opentimelineio as otio

    rate = timeline.canvas.rate
    shown = otio.opentime.TimeRange(_time(start, rate), _time(length, rate))
    item = otio.schema.Clip(_name(clip), _media(clip, rate, facts), shown)
    if isinstance(clip, Footage) and clip.speed != 1:
        item.effects.append(otio.schema.LinearTimeWarp("Speed", float(clip.speed)))
    return item


def _name(clip: Clip) -> str:
    match clip:
        case Footage():
            return clip.name or clip.file
        case Card():
            return " ".join(clip.title.split())
        case Photo():
            return clip.file
        case Credits():
            return "Credits"


def _media(clip: Clip, rate: Fraction, facts: Mapping[str, Media]) -> Otio:
    import opentimelineio as otio

    match clip:
        case Footage():
            frames = whole_frames(facts[clip.file].duration_ms, rate)
            there = otio.opentime.TimeRange(_time(0, rate), _time(frames, rate))
            return otio.schema.ExternalReference(quote(clip.file), there)
        case Photo():
            return otio.schema.ExternalReference(quote(clip.file))
        case Card():
            told = {"title": clip.title, "text": clip.text or ""}
        case Credits():
            told = {"lines": "\n".join(clip.lines)}
    return otio.schema.GeneratorReference(_name(clip), type(clip).__name__, parameters=told)


def _marks(
    tracks: Sequence[Subtitles], chapters: Sequence[Chapter], rate: Fraction
) -> Iterator[Otio]:
    import opentimelineio as otio

    marks = [(chapter.span, chapter.title, "chapter", "PURPLE") for chapter in chapters]
    marks += [(cue.span, cue.text, track.tag, "GREEN") for track in tracks for cue in track.cues]
    for span, text, kind, colour in marks:
        start, end = (frame_of(ms, rate) for ms in (span.start, span.end))
        place = otio.opentime.TimeRange(_time(start, rate), _time(end - start, rate))
        yield otio.schema.Marker(text, place, colour, {OWN: {"kind": kind}})


def _time(frames: int, rate: Fraction) -> Otio:
    import opentimelineio as otio

    return otio.opentime.RationalTime(frames, float(rate))

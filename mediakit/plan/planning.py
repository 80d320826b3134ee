"""Timeline to Plan: which pieces a film is made of. Pure: nothing runs, nothing is read."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from itertools import pairwise

from mediakit.clock import FrameSpan
from mediakit.film.model import Canvas, Card, Credits, Footage, Photo, Version
from mediakit.film.people import credit_lines
from mediakit.film.pieces import whole_frames
from mediakit.film.timeline import Placed, PlacedCue, PlacedSlot, Timeline
from mediakit.media.model import Media, Picture
from mediakit.media.shape import needs_conforming
from mediakit.plan.burned import Words, ass_of, words_of
from mediakit.plan.keys import key_of
from mediakit.plan.matting import matte_of
from mediakit.plan.model import (
    CardDrawing,
    Chunk,
    Conform,
    CreditsDrawing,
    Drawing,
    GroundDrawing,
    Matte,
    PhotoDrawing,
    PlaceholderDrawing,
    Plan,
    Shot,
    SignerShot,
    Tools,
    VersionPlan,
    Way,
)
from mediakit.plan.presets import Preset
from mediakit.plan.soundtrack import sound_plan
from mediakit.signing.geometry import SHAPES, Box, Places, places
from mediakit.subtitles.burned.look import Style

CHUNK_SECONDS = 10
"""How long a chunk is. Measured on two cores: 10 s chunks cost about as much as one pass over the
whole film, 5 s chunks half as much again (facts/ffmpeg.md).
"""

SHORTEST_SECONDS = 3
"""A rest shorter than this joins the chunk before it rather than costing a run of its own."""


@dataclass(frozen=True)
class Ingredients:
    """All that decides what a film looks and sounds like.

    `facts` and `backdrops` are keyed by file as written in film.toml; `tracks` holds the subtitles
    in film time by their tag.
    """

    timeline: Timeline
    versions: tuple[Version, ...]
    facts: Mapping[str, Media]
    backdrops: Mapping[str, str | None]
    tracks: Mapping[str, tuple[PlacedCue, ...]]
    style: Style
    preset: Preset
    tools: Tools
    keep_loudness: bool = False
    """True leaves the sound as loud as it was recorded."""
    finds_people: bool = False
    """True cuts out signers who stand before no screen; else they stay in a box."""


def plan_film(ingredients: Ingredients) -> Plan:
    """Every piece that the versions of a film are made of. Equal pieces appear once."""
    versions = tuple(_version(ingredients, version) for version in ingredients.versions)
    shown = {
        shot.source
        for version in versions
        for chunk in version.chunks
        for shot in (*chunk.shots, *_signing(chunk))
    }
    tools = ingredients.tools
    mattes = tuple(m for m in _mattes(ingredients) if key_of(m, tools) in shown)
    # A matte is made of the recording as it is shown.
    shown |= {matte.source for matte in mattes}
    return Plan(
        versions=versions,
        sound=sound_plan(
            ingredients.timeline,
            ingredients.facts,
            bitrate=ingredients.preset.sound_bitrate,
            loudness=None if ingredients.keep_loudness else ingredients.preset.loudness,
        ),
        conforms=tuple(c for c in _conforms(ingredients) if key_of(c, tools) in shown),
        drawings=tuple(d for d in _drawings(ingredients) if key_of(d, tools) in shown),
        tools=tools,
        mattes=mattes,
    )


def _signing(chunk: Chunk) -> Iterator[Shot]:
    for signer in chunk.signers:
        yield signer.shot
        if signer.matte is not None:
            yield signer.matte


def _version(ingredients: Ingredients, version: Version) -> VersionPlan:
    timeline = ingredients.timeline
    words = words_of(timeline, version, ingredients.tracks, ingredients.style)
    chunks = tuple(
        _chunk(ingredients, version, words, part, clips) for part, clips in _parts(timeline)
    )
    return VersionPlan(version.name, chunks, timeline.frames)


def _parts(timeline: Timeline) -> Iterator[tuple[FrameSpan, tuple[Placed, ...]]]:
    """The film cut into stretches of one clip, or of the two that dissolve into each other; where
    the film waits after a clip is a stretch of its own.
    """
    following = [*timeline.clips[1:], None]
    before: Placed | None = None
    for clip, after in zip(timeline.clips, following, strict=True):
        leaving = after.dissolve if after else 0
        if before is not None and clip.dissolve:
            yield FrameSpan(clip.span.start, clip.span.start + clip.dissolve), (before, clip)
        start, end = clip.span.start, clip.span.end
        own = end if clip.hold else end - leaving
        for part in cut(start, start + clip.dissolve, own, timeline.canvas.rate):
            yield part, (clip,)
        if clip.hold > leaving:
            waits = cut(end, end, end + clip.hold - leaving, timeline.canvas.rate)
            yield from ((part, (clip,)) for part in waits)
        before = clip


def cut(origin: int, start: int, end: int, rate: Fraction) -> list[FrameSpan]:
    """Frames `start` to `end` in chunks of about ten seconds, counted from frame `origin`, the
    clip's own start: so a clip that moves, or dissolves differently, keeps its inner chunks.

    >>> cut(0, 0, 530, Fraction(25))
    [FrameSpan(start=0, end=250), FrameSpan(start=250, end=530)]
    """
    step, shortest = round(CHUNK_SECONDS * rate), round(SHORTEST_SECONDS * rate)
    inner = [
        edge
        for edge in range(origin + step, end, step)
        if edge - start >= shortest and end - edge >= shortest
    ]
    return [FrameSpan(a, b) for a, b in pairwise([start, *inner, end]) if a < b]


def _chunk(
    ingredients: Ingredients,
    version: Version,
    words: Words,
    part: FrameSpan,
    clips: Sequence[Placed],
) -> Chunk:
    timeline, encoding = ingredients.timeline, ingredients.preset.encoding
    if version.alone:
        canvas = _alone(timeline)
        ground = _ground_shot(ingredients, canvas)
        box = Box(0, 0, canvas.width, canvas.height)
        signers = tuple(_signers(ingredients, part, box))
        return Chunk(canvas, part.duration, (ground,), signers, "", encoding)
    found = _places(timeline, signed=version.signer)
    whole = Box(0, 0, timeline.canvas.width, timeline.canvas.height)
    return Chunk(
        canvas=timeline.canvas,
        frames=part.duration,
        shots=tuple(_shot(ingredients, clip, part.start, version.signer) for clip in clips),
        signers=tuple(_signers(ingredients, part, found.signer)) if version.signer else (),
        ass=ass_of(words, part, timeline, found.room),
        encoding=encoding,
        film=None if found.film == whole else found.film,
    )


def _shot(ingredients: Ingredients, placed: Placed, frame: int, signed: bool) -> Shot:
    """What `placed` shows from the film's frame `frame` on: after its end, while the film waits,
    its last picture or a plain ground.
    """
    waits, canvas = frame >= placed.span.end, ingredients.timeline.canvas
    if waits and ingredients.timeline.overrun == "wait":
        return _ground_shot(ingredients, canvas)
    skip = placed.span.duration - 1 if waits else frame - placed.span.start
    if isinstance(placed.clip, Footage):
        shot = _footage_shot(ingredients, placed.clip.file, placed.clip.start, skip)
    else:
        key = key_of(_drawing(ingredients, placed, signed), ingredients.tools)
        shot = Shot(key, 0, 0, skip, canvas.width, canvas.height, canvas.rate)
    return replace(shot, still=waits or shot.still)


def _ground_shot(ingredients: Ingredients, canvas: Canvas) -> Shot:
    key = key_of(_ground(canvas), ingredients.tools)
    return Shot(key, 0, 0, 0, canvas.width, canvas.height, canvas.rate)


def _ground(canvas: Canvas) -> GroundDrawing:
    """One frame is enough: what is shorter than its chunk holds its last picture."""
    return GroundDrawing(canvas, 1)


def _alone(timeline: Timeline) -> Canvas:
    """The picture of a signer who is shown alone: as high as the film."""
    across, down = SHAPES[timeline.stand.shape]
    height = timeline.canvas.height
    return Canvas(round(height * across / down / 2) * 2, height, timeline.canvas.rate)


def _footage_shot(ingredients: Ingredients, file: str, start: int, skip: int) -> Shot:
    """A recording from its time `start` (milliseconds), `skip` frames of the film later."""
    media = ingredients.facts[file]
    picture = media.picture
    if picture is None:
        raise TypeError(f"{file} has no picture; a timeline holds none such")
    conform = _conform(ingredients, media)
    source, begins, rate = media.fingerprint, media.start_us, picture.rate
    if conform is not None:
        source, begins, rate = key_of(conform, ingredients.tools), 0, conform.rate
    origin = begins + start * 1000
    last = _last_frame(picture, start, ingredients.timeline.canvas.rate)
    over = last is not None and skip > last
    skip = last if over and last is not None else skip
    return Shot(source, begins, origin, skip, picture.width, picture.height, rate, still=over)


def _last_frame(picture: Picture, start: int, rate: Fraction) -> int | None:
    """The last frame of the film, from a recording's time `start` on, that has a picture of its
    own: the sound may go on longer. None where that is not known.
    """
    if not picture.shown_ms:
        return None
    return max(0, whole_frames(picture.shown_ms - start, rate) - 1)


def _conform(ingredients: Ingredients, media: Media) -> Conform | None:
    if needs_conforming(media) is None:
        return None
    return Conform(media.fingerprint, media.start_us, ingredients.timeline.canvas.rate)


def _conforms(ingredients: Ingredients) -> tuple[Conform, ...]:
    pictures = (media for media in ingredients.facts.values() if media.kind == "video")
    found = (_conform(ingredients, media) for media in pictures)
    return tuple(dict.fromkeys(conform for conform in found if conform is not None))


def _drawing(ingredients: Ingredients, placed: Placed, signed: bool) -> Drawing:
    timeline = ingredients.timeline
    canvas, frames = timeline.canvas, placed.span.duration
    beside = signed and any(slot.span.overlap(placed.span) for slot in timeline.slots)
    over = timeline.stand.layout == "over"
    room = _places(timeline, signed=beside and over).room
    match placed.clip:
        case Card(title=title, text=text):
            return CardDrawing(canvas, frames, room, title, text)
        case Photo(file=file, movement=movement):
            source = ingredients.facts[file].fingerprint
            return PhotoDrawing(canvas, frames, room, source, movement == "slow")
        case Credits(lines=lines):
            named = tuple(credit_lines(timeline.people, lines))
            return CreditsDrawing(canvas, frames, room, (*lines, *named))
        case Footage():
            raise TypeError("footage is not drawn")


def _places(timeline: Timeline, *, signed: bool) -> Places:
    """Where the film and its words stand; without a signer, everywhere."""
    width, height = timeline.canvas.width, timeline.canvas.height
    whole = Box(0, 0, width, height)
    return places(width, height, timeline.stand) if signed else Places(whole, whole, whole)


def _drawings(ingredients: Ingredients) -> tuple[Drawing, ...]:
    timeline = ingredients.timeline
    drawn = [
        _drawing(ingredients, placed, signed)
        for placed in timeline.clips
        if not isinstance(placed.clip, Footage)
        for signed in (False, True)
    ]
    alone = _alone(timeline)
    sizes = (
        _places(timeline, signed=True).signer,
        Box(0, 0, alone.width, alone.height),
    )
    missing = [
        _placeholder(ingredients, slot, box)
        for slot in timeline.slots
        if slot.file is None
        for box in sizes
    ]
    grounds = [_ground(timeline.canvas), _ground(alone)]
    return tuple(dict.fromkeys([*drawn, *missing, *grounds]))


def _placeholder(ingredients: Ingredients, slot: PlacedSlot, box: Box) -> PlaceholderDrawing:
    """One frame is enough: what is shorter than its slot holds its last picture."""
    canvas = Canvas(box.width, box.height, ingredients.timeline.canvas.rate)
    return PlaceholderDrawing(canvas, 1, slot.wanted)


def _signers(ingredients: Ingredients, part: FrameSpan, box: Box) -> Iterator[SignerShot]:
    for slot in ingredients.timeline.slots:
        shown = slot.span.overlap(part)
        if shown is None:
            continue
        skip = shown.start - slot.span.start
        if slot.file is None:
            key = key_of(_placeholder(ingredients, slot, box), ingredients.tools)
            shot = Shot(key, 0, 0, 0, box.width, box.height, ingredients.timeline.canvas.rate)
            colour, matte = None, None
        else:
            shot = _footage_shot(ingredients, slot.file, slot.start, skip)
            shot = replace(shot, pace=slot.pace)
            colour = ingredients.backdrops.get(slot.file)
            matte = _matte_shot(ingredients, slot.file, shot)
        first, last = shown.start - part.start, shown.end - part.start
        yield SignerShot(shot, box, colour, first, last, matte)


def _matte_shot(ingredients: Ingredients, file: str, shot: Shot) -> Shot | None:
    """The matte of a recording at the time of `shot`; None if nobody is cut out of it."""
    matte = _matte(ingredients, file)
    if matte is None:
        return None
    return replace(
        shot,
        source=key_of(matte, ingredients.tools),
        start_us=0,
        origin_us=shot.origin_us - shot.start_us,
        width=matte.width,
        height=matte.height,
    )


def _matte(ingredients: Ingredients, file: str) -> Matte | None:
    screen = ingredients.backdrops.get(file) is not None
    if not screen and not ingredients.finds_people:
        return None
    media = ingredients.facts[file]
    conform = _conform(ingredients, media)
    way: Way = "screen" if screen else "person"
    if conform is None:
        return matte_of(media, media.fingerprint, None, way)
    return matte_of(media, key_of(conform, ingredients.tools), conform.rate, way)


def _mattes(ingredients: Ingredients) -> tuple[Matte, ...]:
    files = dict.fromkeys(slot.file for slot in ingredients.timeline.slots if slot.file)
    found = (_matte(ingredients, file) for file in files)
    return tuple(dict.fromkeys(matte for matte in found if matte is not None))

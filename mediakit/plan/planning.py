"""Timeline to Plan: which pieces a film is made of. Pure: nothing runs, nothing is read."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from mediakit.clock import FrameSpan
from mediakit.film.model import Canvas, Card, Version
from mediakit.film.timeline import Placed, Timeline
from mediakit.plan.burned import Words, ass_of, words_of
from mediakit.plan.drawings import alone_canvas, drawings_of, ground_of, places_in
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.keys import key_of
from mediakit.plan.logos import logo_shot
from mediakit.plan.model import Chunk, Plan, Shot, VersionPlan
from mediakit.plan.seen import altered_clips, seen_shot
from mediakit.plan.shots import conforms_of, mattes_of, signers_in
from mediakit.plan.soundtrack import sound_plan
from mediakit.plan.steady_clips import steadies_of
from mediakit.plan.stretches import cut, seen_at, stretches
from mediakit.plan.transitions import fades_in
from mediakit.signing.geometry import Box


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
    altered = tuple(a for a in altered_clips(ingredients) if key_of(a, tools) in shown)
    shown |= {shot.source for one in altered for shot in one.shown.shots}
    mattes = tuple(m for m in mattes_of(ingredients) if key_of(m, tools) in shown)
    steadies = tuple(s for s in steadies_of(ingredients) if key_of(s, tools) in shown)
    # Both are made of the recordings as they are shown.
    shown |= {matte.source for matte in mattes} | {steady.shot.source for steady in steadies}
    return Plan(
        versions=versions,
        sound=sound_plan(
            ingredients.timeline,
            ingredients.facts,
            bitrate=ingredients.preset.sound_bitrate,
            loudness=None if ingredients.keep_loudness else ingredients.preset.loudness,
        ),
        conforms=tuple(c for c in conforms_of(ingredients) if key_of(c, tools) in shown),
        drawings=tuple(d for d in drawings_of(ingredients) if key_of(d, tools) in shown),
        tools=tools,
        mattes=mattes,
        steadies=steadies,
        altered=altered,
    )


def _signing(chunk: Chunk) -> Iterator[Shot]:
    for one in (*chunk.signers, *([chunk.logo] if chunk.logo else [])):
        yield one.shot
        if one.matte is not None:
            yield one.matte


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
        own = FrameSpan(start + clip.dissolve, end if clip.hold else end - leaving)
        for part in stretches(clip, own, timeline.canvas.rate):
            yield part, (clip,)
        if clip.hold > leaving:
            waits = cut(end, end, end + clip.hold - leaving, timeline.canvas.rate)
            yield from ((part, (clip,)) for part in waits)
        before = clip


def _chunk(
    ingredients: Ingredients,
    version: Version,
    words: Words,
    part: FrameSpan,
    clips: Sequence[Placed],
) -> Chunk:
    timeline, encoding = ingredients.timeline, ingredients.preset.encoding
    if version.alone:
        canvas = alone_canvas(timeline)
        ground = _ground_shot(ingredients, canvas)
        box = Box(0, 0, canvas.width, canvas.height)
        signers = tuple(signers_in(ingredients, part, box))
        return Chunk(canvas, part.duration, (ground,), signers, "", encoding)
    found = places_in(timeline, signed=version.signer)
    whole = Box(0, 0, timeline.canvas.width, timeline.canvas.height)
    return Chunk(
        canvas=timeline.canvas,
        frames=part.duration,
        shots=tuple(_shot(ingredients, clip, part.start, version.signer) for clip in clips),
        signers=tuple(signers_in(ingredients, part, found.signer)) if version.signer else (),
        ass=ass_of(words, part, timeline, found.room),
        encoding=encoding,
        film=None if found.film == whole else found.film,
        logo=None if _bears_picture(clips) else logo_shot(ingredients, found, part.duration),
        fades=tuple(fade for clip in clips for fade in fades_in(clip, part)),
    )


def _bears_picture(clips: Sequence[Placed]) -> bool:
    """Whether this is a card that shows a picture of its own, which a logo would stand over."""
    return all(isinstance(placed.clip, Card) and placed.clip.picture for placed in clips)


def _shot(ingredients: Ingredients, placed: Placed, frame: int, signed: bool) -> Shot:
    """What `placed` shows from the film's frame `frame` on: after its end, while the film waits,
    its last picture or a plain ground.
    """
    waits, canvas = frame >= placed.span.end, ingredients.timeline.canvas
    if waits and ingredients.timeline.overrun == "wait":
        return _ground_shot(ingredients, canvas)
    frame = min(frame, placed.span.end - 1)
    placed = seen_at(placed, frame)
    skip = frame - placed.span.start
    shot = seen_shot(ingredients, placed, skip, signed)
    return replace(shot, still=waits or shot.still)


def _ground_shot(ingredients: Ingredients, canvas: Canvas) -> Shot:
    key = key_of(ground_of(canvas), ingredients.tools)
    return Shot(key, 0, 0, 0, canvas.width, canvas.height, canvas.rate, still=True)

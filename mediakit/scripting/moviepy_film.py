"""A film's composition as a MoviePy clip: pictures in order, with the sound of the recordings."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from mediakit.film.model import Canvas, Footage
from mediakit.film.timeline import Placed, Timeline
from mediakit.media.model import Media
from mediakit.plan.drawings import drawn_clip
from mediakit.plan.levels import decibels
from mediakit.plan.model import Drawing
from mediakit.render.pictures import picture_clip
from mediakit.signing.geometry import Box

if TYPE_CHECKING:
    from moviepy import VideoClip

Moving = Any  # MoviePy has no types

NOT_IN_MOVIEPY = (
    "subtitles and names",
    "the signer",
    "the music, and the levelling of voices",
    "the blurred ground beside pictures that do not fill the film (it is black)",
    "narration, and the pitch of voices that are shown faster or slower",
    "the logo, and effects of your own",
    "what mediakit does for odd footage: HDR, interlaced fields, uneven frame rates",
)
"""What is in an export and not in the MoviePy clip of a film."""


def composition(timeline: Timeline, facts: Mapping[str, Media]) -> "VideoClip":
    """The film's pictures in their order, with cutaways, dissolves and fades, and the sound of its
    recordings, each as loud as the film says.
    """
    from moviepy import CompositeVideoClip

    canvas = timeline.canvas
    parts = [part for placed in timeline.clips for part in _parts(placed, timeline, facts)]
    seconds = timeline.frames / canvas.rate
    whole = CompositeVideoClip(parts, size=(canvas.width, canvas.height))
    return whole.with_duration(float(seconds)).with_fps(float(canvas.rate))


def _parts(placed: Placed, timeline: Timeline, facts: Mapping[str, Media]) -> Iterator[Moving]:
    """A clip where it stands in the film, and its cutaways over it."""
    from moviepy import afx, vfx

    rate = timeline.canvas.rate
    dissolve = float(placed.dissolve / rate)
    clip = _moving(placed, timeline, facts)
    if dissolve:
        clip = clip.with_effects([vfx.CrossFadeIn(dissolve)])
        if clip.audio is not None:
            clip = clip.with_effects([afx.AudioFadeIn(dissolve)])
    if placed.fade_in:
        clip = clip.with_effects([vfx.FadeIn(float(placed.fade_in / rate))])
    if placed.fade_out:
        clip = clip.with_effects([vfx.FadeOut(float(placed.fade_out / rate))])
    yield clip.with_start(float(placed.span.start / rate))
    for cutaway in placed.cutaways:
        shown = _moving(cutaway, timeline, facts).without_audio()
        yield shown.with_start(float(cutaway.span.start / rate))


def _moving(placed: Placed, timeline: Timeline, facts: Mapping[str, Media]) -> Moving:
    """What a clip shows, as long as it is seen, the last picture held while the film waits."""
    rate = timeline.canvas.rate
    seconds = float((placed.span.duration + placed.hold) / rate)
    if not isinstance(placed.clip, Footage):
        drawing = _drawing(placed, timeline, facts)
        files = {media.fingerprint: media.path for media in facts.values()}
        return picture_clip(drawing, files).with_duration(seconds)
    return _footage(placed.clip, facts[placed.clip.file], timeline.canvas, seconds)


def _footage(clip: Footage, media: Media, canvas: Canvas, seconds: float) -> Moving:
    from moviepy import VideoFileClip, afx, vfx

    film = VideoFileClip(str(media.path))
    start = clip.start / 1000
    end = min(film.duration, start + seconds * float(clip.speed))
    part = film.subclipped(start, end)
    if clip.speed != 1:
        part = part.with_effects([vfx.MultiplySpeed(float(clip.speed))])
    if part.audio is not None and clip.volume != 1:
        factor = 10 ** (decibels(clip.volume) / 20) if clip.volume else 0
        part = part.with_effects([afx.MultiplyVolume(factor)])
    if seconds - part.duration > 1 / float(canvas.rate):
        part = part.with_effects([vfx.Freeze("end", total_duration=seconds)])
    scale = min(canvas.width / part.w, canvas.height / part.h)
    return part.resized(scale).with_position("center")


def _drawing(placed: Placed, timeline: Timeline, facts: Mapping[str, Media]) -> Drawing:
    room = Box(0, 0, timeline.canvas.width, timeline.canvas.height)
    return drawn_clip(placed, timeline, facts, room)

"""An episode, or a part of one, as a film for social media."""

from pathlib import Path

from mediakit.clock import FrameSpan, Span, format_time, frame_span
from mediakit.errors import BadInput
from mediakit.files import check_writable, copy
from mediakit.media.model import Media
from mediakit.media.probe import fingerprint, probe
from mediakit.media.stills import still_facts
from mediakit.plan.audiogram import (
    RATE,
    SIZES,
    Audiogram,
    Shape,
    audiogram_key,
    layout_of,
    sounding_of,
)
from mediakit.plan.audiogram_words import burned
from mediakit.process import StopSignal
from mediakit.render import audiogram as drawing
from mediakit.render.programs import Job
from mediakit.render.rendering import PICTURE_SUFFIX
from mediakit.render.store import Store
from mediakit.render.tools import tools_in_use
from mediakit.subtitles.burned.look import Look
from mediakit.subtitles.model import Subtitles
from mediakit.workflow.events import Progress, Tell
from mediakit.workflow.keeping import cache_folder

SHAPES: tuple[Shape, ...] = tuple(SIZES)


def make_audiogram(
    sound: Path,
    cues: Subtitles,
    *,
    title: str,
    show: str | None,
    artwork: Path | None,
    shape: Shape,
    span: Span | None,
    out: Path,
    look: Look,
    tell: Tell,
    stop: StopSignal,
) -> Path:
    """Make a film of `sound` (or of its stretch `span`) with a wave, the subtitles `cues` in time
    of the sound, the words `title` and `show`, and the picture `artwork`; returns `out`, an .mp4.

    The sound stays as loud as it is. What was made before with all of the same is not made again.
    Raises `BadInput` for a sound, an artwork or a span that cannot be used.
    """
    check_writable(out.parent)
    media = probe(sound)
    frames = _frames(media, span)
    layout = layout_of(shape, look, artwork=artwork is not None)
    audiogram = Audiogram(
        layout=layout,
        title=title,
        show=show or "",
        artwork=_checked(artwork),
        sound=sounding_of(media, frames),
        frames=frames.duration,
        ass=burned(cues, frames, layout),
    )
    files = {media.fingerprint: sound}
    if artwork is not None and audiogram.artwork is not None:
        files[audiogram.artwork] = artwork
    store = Store(cache_folder() / "render")
    with store.in_use():
        copy(_made(audiogram, files, store, tell, stop), out)
    return out


def _made(
    audiogram: Audiogram, files: dict[str, Path], store: Store, tell: Tell, stop: StopSignal
) -> Path:
    """The finished film in the store."""
    task = "Making the audiogram"
    key = audiogram_key(audiogram, drawing.DRAWER, tools_in_use())
    kept = store.find(key, PICTURE_SUFFIX)

    def on_frame(done: int) -> None:
        tell(Progress(task, done, audiogram.frames))

    def work(folder: Path) -> Path:
        """Make it in an empty folder of the store."""
        return drawing.make(audiogram, Job(folder, files, stop, on_frame))

    made = kept or store.make(key, PICTURE_SUFFIX, work)
    on_frame(audiogram.frames)
    return made


def _frames(media: Media, span: Span | None) -> FrameSpan:
    """The frames of the recording that are shown."""
    where = str(media.path)
    if media.main_sound is None:
        raise BadInput("There is no sound in the file", where)
    whole = Span(0, media.duration_ms)
    wanted = whole if span is None else span.overlap(whole)
    if wanted is None:
        length = format_time(media.duration_ms)
        raise BadInput(
            f"The part from {format_time(span.start if span else 0)} lies after the end",
            where,
            f"The recording is {length} long.",
        )
    frames = frame_span(wanted, RATE)
    if not frames.duration:
        raise BadInput("The part is too short to show", where, "Give a later end.")
    return FrameSpan(frames.start, frames.end)


def _checked(artwork: Path | None) -> str | None:
    """The artwork's fingerprint; only a still picture will do."""
    if artwork is None:
        return None
    mark = fingerprint(artwork)
    if still_facts(artwork) is None:
        raise BadInput(
            "The artwork is no picture that can be used",
            str(artwork),
            "Save it as JPEG or PNG.",
        )
    return mark

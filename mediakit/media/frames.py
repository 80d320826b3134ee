"""A single picture out of a film, as a viewer sees it: for thumbnails, and for looking."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn

from mediakit.errors import BadInput
from mediakit.media.container import MICROSECONDS, frames_of, opened, packets, start_of
from mediakit.media.shape import SEEKABLE
from mediakit.media.stills import still_picture
from mediakit.media.streams import shown_size
from mediakit.media.upright import upright_of

if TYPE_CHECKING:
    from av import VideoFrame, VideoStream
    from av.container import InputContainer
    from PIL.Image import Image

_ROUNDING = Fraction(1, 1000)
"""Seconds by which a frame's time may lie after the wanted one and still be meant: containers
round to 1 ms, and so do people's times."""

_DETOUR = Fraction(10)
"""Seconds before the wanted time from which on files without an index are decoded: seeking in them
lands after the asked key frame as well as before, and key frames are 10 s apart at most."""


def picture_at(path: Path, ms: int) -> Image:
    """The RGB picture shown `ms` after the start, upright and with square pixels.

    Before the first picture that is the first, after the last the last; of a photo it is the
    photo. Raises `BadInput` if there is no picture.
    """
    still = still_picture(path)
    if still is not None:
        return still
    wanted = Fraction(ms, 1000) + _ROUNDING
    return _shown_at(path, wanted, seek=True) or _shown_at(path, wanted, seek=False) or _none(path)


def _shown_at(path: Path, wanted: Fraction, *, seek: bool) -> Image | None:
    """The picture shown `wanted` seconds after the start; None if seeking led past it."""
    with opened(path) as container:
        stream = film_stream(path, container)
        start = Fraction(start_of(container), MICROSECONDS)
        exact = container.format.name.split(",")[0] in SEEKABLE
        place = wanted if exact else wanted - _DETOUR
        sought = seek and place > 0
        if sought:
            container.seek(int((start + place) * MICROSECONDS), backward=True)
        found = _last_before(film_frames(container, stream), start + wanted)
        if found is None or (sought and time_of(found) > start + wanted):
            return None
        return _as_shown(found, stream)


def _none(path: Path) -> NoReturn:
    remedy = "It may be damaged: copy it from the camera again."
    raise BadInput("The picture in this file cannot be read", str(path), remedy)


def film_stream(path: Path, container: InputContainer) -> VideoStream:
    """The stream that is the film: not a cover or a preview. Raises `BadInput` if there is none."""
    from av.stream import Disposition

    about = Disposition.attached_pic | Disposition.timed_thumbnails
    for stream in container.streams.video:
        if not stream.disposition & about and stream.codec_context is not None:
            # Frames decoded on several cores at once: half the wait on large pictures.
            stream.thread_type = "AUTO"
            return stream
    raise BadInput("There is no picture in this file", str(path), "Name a film or a photo.")


def film_frames(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    """The frames that have a time, from where the container stands."""
    from av import VideoFrame

    for frame in chain.from_iterable(map(frames_of, packets(container, stream))):
        if isinstance(frame, VideoFrame) and frame.pts is not None:
            yield frame


def _last_before(frames: Iterator[VideoFrame], wanted: Fraction) -> VideoFrame | None:
    """The last frame not after `wanted`, or the first of all if every one is after it."""
    found = None
    for frame in frames:
        if found is not None and time_of(frame) > wanted:
            break
        found = frame
    return found


def time_of(frame: VideoFrame) -> Fraction:
    """When a frame is shown, in seconds of the file's own time."""
    return (frame.pts or 0) * (frame.time_base or Fraction(1))


def _as_shown(frame: VideoFrame, stream: VideoStream) -> Image:
    from PIL.Image import Transpose

    turns = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
    image: Image = frame.to_image()  # type: ignore[no-untyped-call]  # PyAV gives it no types
    stand = upright_of(frame)
    pixel = stream.sample_aspect_ratio or Fraction(1)
    size = shown_size(image.width, image.height, pixel, stand.rotation)
    upright = image.transpose(turns[stand.rotation]) if stand.rotation else image
    if stand.mirrored:
        upright = upright.transpose(Transpose.FLIP_LEFT_RIGHT)
    return upright if upright.size == size else upright.resize(size)

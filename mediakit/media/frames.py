"""A single picture out of a film, as a viewer sees it: for thumbnails, and for looking."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import chain
from pathlib import Path
from typing import TYPE_CHECKING

from mediakit.errors import BadInput
from mediakit.media.container import MICROSECONDS, frames_of, opened, packets, start_of
from mediakit.media.stills import still_picture
from mediakit.media.streams import rotation_of, shown_size

if TYPE_CHECKING:
    from av import VideoFrame, VideoStream
    from av.container import InputContainer
    from PIL.Image import Image

_ROUNDING = Fraction(1, 1000)
"""Seconds by which a frame's time may lie after the wanted one and still be meant: containers
round to 1 ms, and so do people's times."""


def picture_at(path: Path, ms: int) -> Image:
    """The RGB picture shown `ms` after the start, upright and with square pixels.

    Before the first picture that is the first, after the last the last; of a photo it is the
    photo. Raises `BadInput` if there is no picture.
    """
    still = still_picture(path)
    if still is not None:
        return still
    with opened(path) as container:
        stream = _film_stream(path, container)
        wanted = Fraction(start_of(container) + 1000 * ms, MICROSECONDS) + _ROUNDING
        container.seek(int(wanted * MICROSECONDS), backward=True)
        found = _last_before(_film_frames(container, stream), wanted)
        if found is None or _time(found) > wanted:
            # Some containers seek past what was asked for: then from the beginning.
            container.seek(start_of(container), backward=True)
            found = _last_before(_film_frames(container, stream), wanted) or found
        if found is None:
            raise BadInput("The picture in this file cannot be read", str(path))
        return _as_shown(found, stream)


def _film_stream(path: Path, container: InputContainer) -> VideoStream:
    from av.stream import Disposition

    about = Disposition.attached_pic | Disposition.timed_thumbnails
    for stream in container.streams.video:
        if not stream.disposition & about and stream.codec_context is not None:
            # Frames decoded on several cores at once: half the wait on large pictures.
            stream.thread_type = "AUTO"
            return stream
    raise BadInput("There is no picture in this file", str(path), "Name a film or a photo.")


def _film_frames(container: InputContainer, stream: VideoStream) -> Iterator[VideoFrame]:
    from av import VideoFrame

    for frame in chain.from_iterable(map(frames_of, packets(container, stream))):
        if isinstance(frame, VideoFrame) and frame.pts is not None:
            yield frame


def _last_before(frames: Iterator[VideoFrame], wanted: Fraction) -> VideoFrame | None:
    """The last frame not after `wanted`, or the first of all if every one is after it."""
    found = None
    for frame in frames:
        if found is not None and _time(frame) > wanted:
            break
        found = frame
    return found


def _time(frame: VideoFrame) -> Fraction:
    return (frame.pts or 0) * (frame.time_base or Fraction(1))


def _as_shown(frame: VideoFrame, stream: VideoStream) -> Image:
    from PIL.Image import Transpose

    turns = {90: Transpose.ROTATE_270, 180: Transpose.ROTATE_180, 270: Transpose.ROTATE_90}
    image: Image = frame.to_image()  # type: ignore[no-untyped-call]  # PyAV gives it no types
    rotation = rotation_of(frame)
    pixel = stream.sample_aspect_ratio or Fraction(1)
    size = shown_size(image.width, image.height, pixel, rotation)
    upright = image.transpose(turns[rotation]) if rotation else image
    return upright if upright.size == size else upright.resize(size)

"""Opening media with PyAV: the one place where its errors become ours."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mediakit.errors import BadInput
from mediakit.media.inputs import GUARD_OPTIONS

if TYPE_CHECKING:
    from av import AudioFrame, Packet, VideoFrame
    from av.container import InputContainer
    from av.stream import Stream

READABLE = "mp4, mov, mkv, webm, avi, mpg, wav, mp3, m4a, flac, ogg, jpg, png and heic"
"""Kinds of file that people are told about; `inputs.FORMATS` holds all of them."""

MICROSECONDS = 1_000_000
"""Units a second of ffmpeg's own clock (AV_TIME_BASE), in which containers state their times."""

_MOV_BOXES = {b"ftyp", b"moov", b"mdat", b"wide", b"free", b"skip", b"pnot"}
"""Names that stand at byte 4 of every file of the mp4 and mov family (ISO/IEC 14496-12, QTFF)."""

_HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"mif1", b"msf1"}
"""Major brands of HEIF stills (ISO/IEC 23008-12)."""

_MAX_DAMAGES = 1000
"""Damaged places in one file after which reading is given up, so that it surely ends."""


def check_file(path: Path) -> None:
    """Raise `BadInput` unless `path` is a plain file with something in it that may be read."""
    try:
        state = path.stat()
        if stat.S_ISREG(state.st_mode):
            with path.open("rb"):
                pass
    except PermissionError as error:
        remedy = "Ask its owner, or change its permissions."
        raise BadInput("You are not allowed to read this file", str(path), remedy) from error
    except (OSError, ValueError) as error:
        remedy = "Check the name, and that the disk or card it lies on is connected."
        raise BadInput("There is no such file", str(path), remedy) from error
    if stat.S_ISDIR(state.st_mode):
        raise BadInput("This is a folder, not a file", str(path), "Name the files in it.")
    if not stat.S_ISREG(state.st_mode):
        remedy = "Name a film, sound or picture file."
        raise BadInput("This is a device, not a file", str(path), remedy)
    if state.st_size == 0:
        raise BadInput("The file is empty", str(path), "Copy it from the camera again.")


@contextmanager
def opened(path: Path) -> Iterator[InputContainer]:
    """The container in `path`, opened under the guard; raises `BadInput` if it cannot be."""
    import av

    check_file(path)
    try:
        container = av.open(
            str(path.absolute()), options=dict(GUARD_OPTIONS), metadata_errors="replace"
        )
    except (av.error.FFmpegError, OSError) as error:
        raise _unreadable(path) from error
    with container:
        yield container


def packets(container: InputContainer, *streams: Stream) -> Iterator[Packet[Stream]]:
    """Every packet of these streams (or of all), in the file's order; damage is passed over.

    At the end comes an empty packet for every stream, which makes its decoder give what it holds.
    """
    import av

    for _ in range(_MAX_DAMAGES):
        try:
            yield from container.demux(*streams)
        except av.error.FFmpegError:
            continue
        return


def frames_of(packet: Packet[Stream]) -> list[VideoFrame | AudioFrame]:
    """The pictures or sounds in the packet; nothing if it is damaged or its codec is unknown."""
    import av

    stream = packet.stream
    # PyAV's types promise a codec, but a stream that describes itself wrongly has none.
    if getattr(stream, "codec_context", None) is None:
        return []
    try:
        decoded = packet.decode()
    except (av.error.FFmpegError, EOFError):
        return []
    return [frame for frame in decoded if isinstance(frame, (av.VideoFrame, av.AudioFrame))]


def side_data_of(frame: VideoFrame, name: str) -> bytes | None:
    """What a frame carries beside its picture under PyAV's `name`; None if it does not."""
    # PyAV's types know of motion vectors alone.
    beside: Any = frame.side_data
    return next((bytes(data) for data in beside if data.type.name == name), None)


def start_of(container: InputContainer) -> int:
    """The first timestamp in microseconds; 0 where the file states none, as ffmpeg has it."""
    return container.start_time or 0


def is_heif(path: Path) -> bool:
    """Whether the file is a photo as phones keep them (HEIC), by its first bytes."""
    check_file(path)
    head = _head(path)
    return head[4:8] == b"ftyp" and head[8:12] in _HEIF_BRANDS


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(4096)


def _unreadable(path: Path) -> BadInput:
    head = _head(path)
    if head[4:8] in _MOV_BOXES:
        remedy = "Copy it from the camera again; if that file will not play either, it is lost."
        what = "The recording was cut short (its table of contents is missing)"
        return BadInput(what, str(path), remedy)
    if _is_text(head):
        remedy = f"mediakit reads {READABLE}."
        return BadInput("This is text, not a film, a sound or a picture", str(path), remedy)
    remedy = f"It may be damaged, or of another kind: mediakit reads {READABLE}."
    return BadInput("This is no film, sound or picture that can be read", str(path), remedy)


def _is_text(head: bytes) -> bool:
    # A character of several bytes may be cut at the end of what was read.
    text = head.decode("utf-8", "ignore")
    return b"\0" not in head and len(text.encode()) > len(head) - 4

"""Do a plan: make what is not yet kept, then join each version."""

import threading
from collections.abc import Callable, Mapping
from concurrent.futures import FIRST_EXCEPTION, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from mediakit.errors import ProgramFailed
from mediakit.files import Stamp, check_unchanged
from mediakit.plan.conforming import conform_command
from mediakit.plan.graph import (
    RESULT,
    chunk_command,
    drawing_arguments,
    matte_arguments,
)
from mediakit.plan.keys import key_of
from mediakit.plan.model import Chunk, Conform, Matte, Piece, Plan, SoundPlan, Steady
from mediakit.plan.steadying import steady_commands
from mediakit.process import StopSignal
from mediakit.render.mattes import frames_of_matte
from mediakit.render.pictures import frames_of
from mediakit.render.programs import Job, OnFrame
from mediakit.render.sound import make_sound
from mediakit.render.store import Store

OnProgress = Callable[[int, int], None]
"""Is told the frames done so far and the frames in all."""

_LOOK_EVERY = 0.1
"""Seconds between two looks for a Ctrl-C: one that comes just before a wait does not end it."""

SOUND_SUFFIX, PICTURE_SUFFIX = ".m4a", ".mp4"


@dataclass(frozen=True, slots=True)
class Made:
    """What a plan's pieces came to: where each is kept, and how many chunks had to be rendered."""

    pieces: Mapping[str, Path]
    chunks_rendered: int
    chunks_kept: int


@dataclass(frozen=True, slots=True)
class Order:
    """One piece to be made: plain data, which can travel. `files` as in `Job`."""

    piece: Piece
    key: str
    files: Mapping[str, Path]
    store: Store
    stamps: Mapping[str, Stamp]
    """The stamps of people's files by their fingerprint, as they were when the film was planned."""


def render(
    plan: Plan,
    files: Mapping[str, Path],
    store: Store,
    executor: Executor,
    *,
    stop: StopSignal,
    on_progress: OnProgress,
    stamps: Mapping[str, Stamp] | None = None,
) -> Made:
    """Make every piece of `plan` that the store does not hold. `files` finds people's files by
    fingerprint, `stamps` tell whether they are still the same. Stops all work at the first failure,
    and raises it.
    """
    # A piece that fails ends this film's other pieces, not the films that come after it.
    stop = stop.below()
    # A Ctrl-C interrupts the main thread only. There it could strike while a piece is handed over,
    # and leave that piece running with nobody to stop it; so pieces are handed over from another.
    with ThreadPoolExecutor(1) as aside:
        try:
            work = aside.submit(
                _render,
                plan,
                files,
                store,
                executor,
                stop=stop,
                on_progress=on_progress,
                stamps=stamps or {},
            )
            while not wait([work], _LOOK_EVERY).done:
                pass
            return work.result()
        except BaseException:
            stop.set()
            raise


def _render(
    plan: Plan,
    files: Mapping[str, Path],
    store: Store,
    executor: Executor,
    *,
    stop: StopSignal,
    on_progress: OnProgress,
    stamps: Mapping[str, Stamp],
) -> Made:
    chunks = list(dict.fromkeys(chunk for version in plan.versions for chunk in version.chunks))
    stages: list[list[Piece]] = [
        [*plan.conforms, *plan.drawings],
        [*plan.mattes, *plan.steadies],
        [plan.sound, *chunks],
    ]
    keys = {piece: key_of(piece, plan.tools) for stage in stages for piece in stage}
    kept = {
        piece: path for piece, key in keys.items() if (path := store.find(key, suffix_of(piece)))
    }
    progress = _Progress(set(keys) - set(kept), on_progress)
    found = dict(files)
    for stage in stages:
        now = dict(found)
        work = {
            piece: executor.submit(
                make_piece, Order(piece, keys[piece], now, store, stamps), stop, progress.of(piece)
            )
            for piece in stage
            if piece not in kept
        }
        _finish(list(work.values()), stop)
        found |= {keys[piece]: kept[piece] for piece in stage if piece in kept}
        found |= {keys[piece]: future.result() for piece, future in work.items()}
    rendered = sum(chunk not in kept for chunk in chunks)
    return Made(found, rendered, len(chunks) - rendered)


def make_piece(order: Order, stop: StopSignal, on_frame: OnFrame) -> Path:
    """Make the piece and keep it; returns where. What an executor is handed: a plain function and
    plain data, and the two that belong to this process, which another machine has to replace.
    """

    def work(folder: Path) -> Path:
        """Make it in an empty folder of the store, of the files as they were when it got its key:
        what was made of anything else must not be kept under it.
        """
        try:
            made = _work(order.piece, Job(folder, order.files, stop, on_frame))
        except (ProgramFailed, OSError):
            _check_sources(order)
            raise
        _check_sources(order)
        return made

    return order.store.make(order.key, suffix_of(order.piece), work)


def _check_sources(order: Order) -> None:
    for fingerprint, stamp in order.stamps.items():
        check_unchanged(order.files[fingerprint], fingerprint, stamp)


def suffix_of(piece: Piece) -> str:
    """The ending of the file that holds a finished piece."""
    return SOUND_SUFFIX if isinstance(piece, SoundPlan) else PICTURE_SUFFIX


def _work(piece: Piece, job: Job) -> Path:
    """Make one piece in the job's empty folder; returns its file."""
    match piece:
        case SoundPlan():
            return make_sound(piece, job)
        case Chunk():
            job.run(chunk_command(piece))
            check_frames(job.folder / RESULT, piece.frames)
        case Conform():
            job.run(conform_command(piece))
        case Steady():
            look, hold = steady_commands(piece)
            job.run(look)
            job.ffmpeg(hold.arguments)
            check_frames(job.folder / RESULT, piece.frames)
        case Matte():
            job.ffmpeg(matte_arguments(piece), feed=frames_of_matte(piece, job.files))
            check_frames(job.folder / RESULT, piece.frames)
        case _:
            job.ffmpeg(drawing_arguments(piece.canvas), feed=frames_of(piece, job.files))
            check_frames(job.folder / RESULT, piece.frames)
    return job.folder / RESULT


def count_frames(path: Path) -> int:
    """Frames of picture in a finished file, by its packets: nothing is decoded. 0 if it is no film
    at all.
    """
    return _count_packets(path, "video")


def is_sound(path: Path) -> bool:
    """True if a finished file can be opened and holds sound."""
    return _count_packets(path, "audio") > 0


def _count_packets(path: Path, kind: Literal["video", "audio"]) -> int:
    import av

    try:
        with av.open(str(path)) as container:
            streams = [stream for stream in container.streams if stream.type == kind]
            return sum(packet.size > 0 for packet in container.demux(streams[:1]) if streams)
    except av.FFmpegError:
        return 0


def check_frames(path: Path, expected: int) -> None:
    """Raise `ProgramFailed` unless the file holds exactly `expected` frames."""
    counted = count_frames(path)
    if counted != expected:
        raise ProgramFailed(
            f"A piece of the film has {counted} frames where {expected} were planned",
            remedy="Please report this, with the film.toml.",
        )


def _finish(work: list[Future[Path]], stop: StopSignal) -> None:
    """Wait for all; at the first failure end what still runs and raise it."""
    done, open_ = wait(work, return_when=FIRST_EXCEPTION)
    failure = next((error for future in done if (error := future.exception())), None)
    if failure is not None:
        stop.set()
        for future in open_:
            future.cancel()
        wait(open_)
        raise failure


class _Progress:
    """Adds up the frames of all pieces in hand; safe to call from many threads."""

    def __init__(self, pieces: set[Piece], report: OnProgress) -> None:
        self._report = report
        self._total = sum(_weight(piece) for piece in pieces)
        self._done: dict[Piece, int] = {}
        self._lock = threading.Lock()

    def of(self, piece: Piece) -> OnFrame:
        """Where this piece reports its frames."""

        def advance(frames: int) -> None:
            with self._lock:
                self._done[piece] = min(frames, _weight(piece))
                self._report(sum(self._done.values()), self._total)

        return advance


def _weight(piece: Piece) -> int:
    """Frames that stand for the work of a piece. Conformed footage is not counted: how many frames
    it has shows only as they are made. Sound takes a small share of the time.
    """
    return 0 if isinstance(piece, Conform | SoundPlan) else piece.frames

"""Do a plan: make what is not yet kept, then join each version."""

import threading
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from concurrent.futures import FIRST_EXCEPTION, Executor, Future, ThreadPoolExecutor, wait
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

from mediakit.errors import ProgramFailed
from mediakit.files import Stamp, check_unchanged
from mediakit.plan.command import RESULT
from mediakit.plan.conforming import conform_command
from mediakit.plan.feeding import drawing_arguments, matte_arguments
from mediakit.plan.graph import result_name, run_command
from mediakit.plan.keys import key_of
from mediakit.plan.model import (
    Altered,
    Chunk,
    Conform,
    Drawing,
    Matte,
    Piece,
    Plan,
    SoundPlan,
    Steady,
)
from mediakit.plan.runs import Run, runs_of
from mediakit.plan.stages import names_in, stages_of
from mediakit.plan.steadying import steady_commands
from mediakit.process import StopSignal
from mediakit.render.effects import alter
from mediakit.render.hearing import Hearing, hear
from mediakit.render.mattes import frames_of_matte
from mediakit.render.pictures import frames_of
from mediakit.render.programs import Job, OnFrame
from mediakit.render.sound import make_sound
from mediakit.render.store import Store

OnProgress = Callable[[int, int], None]
"""Is told the frames done so far and the frames in all."""

_LOOK_EVERY = 0.1
"""Seconds between two looks for a Ctrl-C: one that comes just before a wait does not end it."""

SOUND_SUFFIX, PICTURE_SUFFIX, TRANSCRIPT_SUFFIX = ".m4a", ".mp4", ".json"

_LISTENING = "listening"
"""The folder beside the pieces where what is being heard is kept."""


@dataclass(frozen=True, slots=True)
class Made:
    """What a plan's pieces came to: where each that was needed is kept, by its key; how many chunks
    had to be rendered; and the keys of all that was made.
    """

    pieces: Mapping[str, Path]
    chunks_rendered: int
    chunks_kept: int
    made: frozenset[str] = frozenset()


Work = Run | Conform | Steady | Altered | Matte | Drawing | SoundPlan
"""What of a film is made at once: chunks in runs, every other piece for itself."""


@dataclass(frozen=True, slots=True)
class Order:
    """A piece to be made, or the chunks of a run, or a recording to be heard: plain data, which can
    travel. `keys` are those of the pieces, in their order; `files` as in `Job`.
    """

    work: Work | Hearing
    keys: tuple[str, ...]
    files: Mapping[str, Path]
    store: Store
    stamps: Mapping[str, Stamp]
    """The stamps of people's files by their fingerprint, as they were when the film was planned."""

    @property
    def suffix(self) -> str:
        """The ending of the files that hold the pieces."""
        if isinstance(self.work, Hearing):
            return TRANSCRIPT_SUFFIX
        return suffix_of(pieces_of(self.work)[0])


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
    keys = {piece: key_of(piece, plan.tools) for stage in stages_of(plan) for piece in stage}
    kept, lacking = _sought(stages_of(plan), keys, store)
    stages = _works(plan, lacking)
    progress = _Progress([work for stage in stages for work in stage], on_progress)
    found = {**files, **{keys[piece]: path for piece, path in kept.items()}}
    for stage in stages:
        orders = [
            Order(work, tuple(map(keys.__getitem__, pieces_of(work))), dict(found), store, stamps)
            for work in stage
        ]
        made = [
            executor.submit(make_pieces, order, stop, progress.of(work))
            for work, order in zip(stage, orders, strict=True)
        ]
        _finish(made, stop)
        for order, future in zip(orders, made, strict=True):
            found |= zip(order.keys, future.result(), strict=True)
    chunks = [piece for piece in keys if isinstance(piece, Chunk)]
    rendered = sum(chunk in lacking for chunk in chunks)
    made_now = frozenset(keys[piece] for piece in lacking)
    return Made(found, rendered, len(chunks) - rendered, made_now)


def _sought(
    stages: Sequence[Sequence[Piece]], keys: Mapping[Piece, str], store: Store
) -> tuple[dict[Piece, Path], set[Piece]]:
    """What is kept, and what has to be made. The last stage is the film; of all that comes before,
    only that is needed which something lacking is made of. The rest is not even read, but stays:
    the next change may need it.
    """
    kept: dict[Piece, Path] = {}
    lacking: set[Piece] = set()
    named: set[str] = set()
    for stage in reversed(stages):
        for piece in stage:
            key = keys[piece]
            if stage is not stages[-1] and key not in named:
                store.touch(key, suffix_of(piece))
            elif path := store.find(key, suffix_of(piece)):
                kept[piece] = path
            else:
                lacking.add(piece)
                named |= names_in(piece)
    return kept, lacking


def _works(plan: Plan, lacking: Collection[Piece]) -> list[list[Work]]:
    """All that is to be made, after what it is made of; chunks that are kept are in no run."""
    rows = [version.chunks for version in plan.versions]
    missing = [chunk for row in rows for chunk in row if chunk in lacking]
    # The longest first: then no processor idles while the last one ends.
    runs = sorted(runs_of(rows, missing), key=lambda run: -run.frames)
    stages: list[list[Work]] = [
        [*plan.conforms, *plan.drawings],
        [*plan.mattes, *plan.steadies],
        [*plan.altered],
        [plan.sound],
    ]
    *first, last = ([one for one in stage if one in lacking] for stage in stages)
    return [*first, [*last, *runs]]


def pieces_of(work: Work) -> tuple[Piece, ...]:
    """What becomes of some work."""
    return work.chunks if isinstance(work, Run) else (work,)


def make_pieces(order: Order, stop: StopSignal, on_frame: OnFrame) -> tuple[Path, ...]:
    """Do the work and keep its pieces; returns where. What an executor is handed: a plain function
    and plain data, and the two that belong to this process, which another machine has to replace.
    """
    with order.store.job() as folder:
        try:
            job = Job(folder, order.files, stop, on_frame)
            if isinstance(order.work, Hearing):
                made: tuple[Path, ...] = (hear(order.work, job, order.store.folder / _LISTENING),)
            else:
                made = _make(order.work, job)
        except (ProgramFailed, OSError):
            _check_sources(order)
            raise
        # What was made of anything else than was planned must not be kept under its key.
        _check_sources(order)
        return tuple(
            order.store.keep(key, order.suffix, file)
            for key, file in zip(order.keys, made, strict=True)
        )


def _check_sources(order: Order) -> None:
    for fingerprint, stamp in order.stamps.items():
        check_unchanged(order.files[fingerprint], fingerprint, stamp)


def suffix_of(piece: Piece) -> str:
    """The ending of the file that holds a finished piece."""
    return SOUND_SUFFIX if isinstance(piece, SoundPlan) else PICTURE_SUFFIX


def _make(work: Work, job: Job) -> tuple[Path, ...]:
    """Do some work in the job's empty folder; returns the files of its pieces."""
    match work:
        case SoundPlan():
            return (make_sound(work, job),)
        case Run():
            return _make_run(work, job)
        case Conform():
            job.run(conform_command(work))
        case Steady():
            look, hold = steady_commands(work)
            job.run(look)
            job.ffmpeg(hold.arguments)
            check_frames(job.folder / RESULT, work.frames)
        case Altered():
            alter(work, job)
            check_frames(job.folder / RESULT, work.frames)
        case Matte():
            job.ffmpeg(matte_arguments(work), feed=frames_of_matte(work, job.files))
            check_frames(job.folder / RESULT, work.frames)
        case _:
            job.ffmpeg(drawing_arguments(work.canvas), feed=frames_of(work, job.files))
            check_frames(job.folder / RESULT, work.frames)
    return (job.folder / RESULT,)


def _make_run(run: Run, job: Job) -> tuple[Path, ...]:
    files = tuple(job.folder / result_name(number) for number in range(len(run.chunks)))
    on_frame = job.on_frame

    def begun(frames: int) -> None:
        """ffmpeg counts the frames of its first result; of the others it shows what has begun."""
        results = sum(file.exists() and file.stat().st_size > 0 for file in files)
        if on_frame is not None:
            on_frame(frames if len(files) == 1 else run.frames * max(0, results - 1) // len(files))

    replace(job, on_frame=begun).run(run_command(run))
    for chunk, file in zip(run.chunks, files, strict=True):
        check_frames(file, chunk.frames)
    if on_frame is not None:
        on_frame(run.frames)
    return files


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


def _finish(work: Collection[Future[tuple[Path, ...]]], stop: StopSignal) -> None:
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
    """Adds up the frames of all work in hand; safe to call from many threads."""

    def __init__(self, work: Iterable[Work], report: OnProgress) -> None:
        self._report = report
        self._total = sum(map(_weight, work))
        self._done: dict[Work, int] = {}
        self._lock = threading.Lock()

    def of(self, work: Work) -> OnFrame:
        """Where this work reports its frames."""

        def advance(frames: int) -> None:
            with self._lock:
                self._done[work] = min(frames, _weight(work))
                self._report(sum(self._done.values()), self._total)

        return advance


def _weight(work: Work) -> int:
    """Frames that stand for the work. Conformed footage is not counted: how many frames it has
    shows only as they are made. Sound takes a small share of the time.
    """
    return 0 if isinstance(work, Conform | SoundPlan) else work.frames

"""Chunks and sound to one finished film file."""

from collections.abc import Mapping
from pathlib import Path

from mediakit.errors import ProgramFailed
from mediakit.files import move
from mediakit.plan.command import RESULT
from mediakit.plan.joining import (
    CHAPTERS,
    LISTING,
    SOUND,
    Wrapping,
    join_arguments,
    listing,
    track_name,
)
from mediakit.plan.keys import key_of
from mediakit.plan.model import Plan, VersionPlan
from mediakit.process import StopSignal
from mediakit.render.programs import Job
from mediakit.render.rendering import Made, check_frames, count_frames, is_sound
from mediakit.render.store import Store, lay_out


def join(
    plan: Plan,
    version: VersionPlan,
    made: Made,
    store: Store,
    *,
    wrapping: Wrapping,
    to: Path,
    stop: StopSignal,
) -> None:
    """Write one version of the film to `to`: a stream copy, its frames counted, then renamed.

    If that fails because kept pieces are damaged, they are discarded, and the error says so.
    """
    chunks = [made.pieces[key_of(chunk, plan.tools)] for chunk in version.chunks]
    sound = made.pieces[key_of(plan.sound, plan.tools)]
    with store.job() as folder:
        names = {f"chunk-{n}.mp4": path for n, path in enumerate(chunks)}
        lay_out(folder, {**names, SOUND: sound})
        _write_texts(folder, wrapping)

        def put_together(*, quick: bool) -> None:
            """Do it, and see that every frame is there."""
            (folder / LISTING).write_text(listing(list(names), quick=quick), encoding="utf-8")
            Job(folder, {}, stop).ffmpeg(join_arguments(wrapping, version.codec))
            check_frames(folder / RESULT, version.frames)

        for quick in (True, False):
            try:
                put_together(quick=quick)
                break
            except ProgramFailed as error:
                if quick:
                    continue
                frames = {path: c.frames for path, c in zip(chunks, version.chunks, strict=True)}
                _discard_damaged(frames, sound, store, error)
                raise
        move(folder / RESULT, to)


def _write_texts(folder: Path, wrapping: Wrapping) -> None:
    (folder / CHAPTERS).write_text(wrapping.chapters, encoding="utf-8")
    for number, track in enumerate(wrapping.tracks):
        (folder / track_name(number)).write_text(track.text, encoding="utf-8")


def _discard_damaged(
    frames: Mapping[Path, int], sound: Path, store: Store, error: ProgramFailed
) -> None:
    """Discard the pieces that do not hold what they should, and say so if there are any."""
    damaged = [chunk for chunk, expected in frames.items() if count_frames(chunk) != expected]
    if not is_sound(sound):
        damaged.append(sound)
    for piece in damaged:
        store.discard(piece)
    if damaged:
        raise ProgramFailed(
            "Some pieces of the film that were kept are damaged, and are removed now",
            remedy="Run the same command again: it makes them anew.",
        ) from error

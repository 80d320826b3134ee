"""Chunks and sound to one finished film file."""

from collections.abc import Sequence
from pathlib import Path

from mediakit.files import move
from mediakit.plan.graph import RESULT, join_arguments
from mediakit.plan.model import Plan, VersionPlan, key_of
from mediakit.process import StopSignal
from mediakit.render.programs import Job
from mediakit.render.rendering import Made, check_frames
from mediakit.render.store import Store, lay_out


def join(
    plan: Plan,
    version: VersionPlan,
    made: Made,
    store: Store,
    *,
    title: str,
    to: Path,
    stop: StopSignal,
) -> None:
    """Write one version of the film to `to`: a stream copy, its frames counted, then renamed."""
    chunks = [made.pieces[key_of(chunk, plan.tools)] for chunk in version.chunks]
    sound = made.pieces[key_of(plan.sound, plan.tools)]
    with store.job() as folder:
        names = {f"chunk-{n}.mp4": path for n, path in enumerate(chunks)}
        lay_out(folder, {**names, "sound.m4a": sound})
        (folder / "chunks.ffconcat").write_text(_listing(list(names)), encoding="utf-8")
        Job(folder, {}, stop).ffmpeg(join_arguments(title))
        check_frames(folder / RESULT, version.frames)
        move(folder / RESULT, to)


def _listing(names: Sequence[str]) -> str:
    return "\n".join(["ffconcat version 1.0", *(f"file {name}" for name in names), ""])

"""A person's own effect on a clip: their function is run in a process of its own, which nothing
that it does can leave: neither a crash nor sys.exit ends the export, and a Ctrl-C ends it.

Its folder is an empty one, and the project's folder is not searched for modules: what the person
allowed to run is one file, whose hash is looked at again before it runs.
"""

import json
import sys
from dataclasses import replace

from mediakit import process
from mediakit.errors import BadInput, CannotWrite, MediakitError, MissingPart, ProgramFailed
from mediakit.plan.graph import chunk_command, result_name
from mediakit.plan.model import Altered
from mediakit.render.effect_process import DONE, FAILED, FRAME, GIVEN, Task
from mediakit.render.programs import Job

_KINDS = {kind.__name__: kind for kind in (BadInput, CannotWrite, MissingPart, ProgramFailed)}


def alter(piece: Altered, job: Job) -> None:
    """Make the altered clip as result.mp4 in the job's folder. Raises `BadInput` with the line of
    the person's file where that goes wrong.
    """
    given = replace(job.inside("given"), on_frame=None)
    given.run(chunk_command(piece.shown))
    (given.folder / result_name(0)).rename(job.folder / GIVEN)
    code, canvas = job.files[piece.code], piece.canvas
    task = Task(
        code=str(code),
        sha256=piece.code,
        function=piece.function,
        width=canvas.width,
        height=canvas.height,
        rate=str(canvas.rate),
        frames=piece.frames,
    )
    last: list[str] = []

    def listen(line: str) -> None:
        sign, _, rest = line.partition(" ")
        if sign == FRAME and job.on_frame is not None:
            job.on_frame(int(rest))
        elif sign in (DONE, FAILED):
            last[:] = sign, rest

    # -P: no module is taken from the folder that it runs in.
    argv = [sys.executable, "-P", "-m", "mediakit.render.effect_process", task.as_text()]
    try:
        process.run(argv, cwd=job.folder, stop=job.stop, on_line=listen)
    except ProgramFailed:
        last = []
    if not last:
        raise BadInput(
            f"The effect '{piece.function}' ended before its pictures were made",
            str(code),
            "Look in it for what ends a program, or runs out of memory.",
        )
    if last[0] == FAILED:
        raise _told(last[1])


def _told(text: str) -> MediakitError:
    kind, what, where, remedy = json.loads(text)
    return _KINDS.get(kind, ProgramFailed)(what, where, remedy)

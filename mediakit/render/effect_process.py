"""The process in which a person's effect runs: `python -m mediakit.render.effect_process TASK`.

It tells on its standard output, line by line, how far it is, and at last that it is done or what
went wrong. What the person's function prints goes elsewhere.
"""

import hashlib
import json
import os
import sys
import traceback
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any, TypeVar

from mediakit.errors import BadInput, MediakitError
from mediakit.film.model import Canvas
from mediakit.plan.feeding import drawing_arguments
from mediakit.process import StopSignal
from mediakit.render.programs import Job

GIVEN = "given.mp4"
"""The clip that the function is given, in the folder that it runs in."""

FRAME, DONE, FAILED = "frame", "done", "failed"
"""What a line begins with that is told."""

_AGAIN = "Mend it, then allow it again with: mediakit trust"

_NEAR = 12
"""Pictures: to go on for so many is quicker than to seek. [own]"""

Moving = Any  # MoviePy has no types
Say = Callable[[str], None]
_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class Task:
    """What is to be done, as it travels. `rate` is a fraction, as text."""

    code: str
    sha256: str
    function: str
    width: int
    height: int
    rate: str
    frames: int

    def as_text(self) -> str:
        """One word of a command."""
        return json.dumps(asdict(self))

    @property
    def canvas(self) -> Canvas:
        """Of what the function is given, and of what it returns."""
        return Canvas(self.width, self.height, Fraction(self.rate))


def main(text: str) -> None:
    """Do the task, and tell what became of it."""
    say = _own_voice()
    task = Task(**json.loads(text))
    try:
        _do(task, say)
    except MediakitError as error:
        told = [type(error).__name__, error.what, error.where, error.remedy]
        say(f"{FAILED} {json.dumps(told)}")
    else:
        say(DONE)


def _own_voice() -> Say:
    """What is said to mediakit; whatever else is printed goes where nobody listens for it."""
    out = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)

    def say(line: str) -> None:
        out.write(f"{line}\n")
        out.flush()

    return say


def _do(task: Task, say: Say) -> None:
    function = _function(task)
    given = _given(task)
    clip = _theirs(task, lambda: function(given))
    _check(task, clip)
    job = Job(Path.cwd(), {}, StopSignal(), lambda done: say(f"{FRAME} {done}"))
    job.ffmpeg(drawing_arguments(task.canvas), feed=_frames(task, clip))


def _function(task: Task) -> Callable[[Moving], Moving]:
    """The person's function, out of the very bytes that they allowed to run."""
    content = Path(task.code).read_bytes()
    if hashlib.sha256(content).hexdigest() != task.sha256:
        raise BadInput(
            "The file was changed while the film was made",
            task.code,
            "Allow it again with: mediakit trust",
        )
    names: dict[str, Any] = {"__name__": "effects", "__file__": task.code}
    _theirs(task, lambda: exec(compile(content, task.code, "exec"), names))  # noqa: S102 - asked for
    found = names.get(task.function)
    if not callable(found):
        raise BadInput(f"There is no function '{task.function}'", task.code, _AGAIN)
    return found  # type: ignore[no-any-return]  # whatever it is, it can be called


def _theirs(task: Task, work: Callable[[], _T]) -> _T:
    """What the person's own code gives; what goes wrong in it is told with its line."""
    try:
        return work()
    except (Exception, SystemExit) as error:
        raise _wrong(task, error) from error


def _wrong(task: Task, error: BaseException) -> BadInput:
    lines = [
        at.lineno for at in traceback.extract_tb(error.__traceback__) if at.filename == task.code
    ]
    line = lines[-1] if lines else None
    if isinstance(error, SyntaxError) and error.filename == task.code:
        line = error.lineno
    said = " ".join(str(error.msg if isinstance(error, SyntaxError) else error).split())
    what = f"{type(error).__name__}: {said}" if said else type(error).__name__
    return BadInput(
        f"The effect '{task.function}' went wrong ({what})",
        task.code if line is None else f"{task.code}, line {line}",
        _AGAIN,
    )


def _given(task: Task) -> Moving:
    """What the function is given: a clip without sound that finds its pictures by their number."""
    from moviepy import VideoClip

    rate, pictures = Fraction(task.rate), _Pictures(Path(GIVEN), Fraction(task.rate))

    def picture(seconds: float) -> Any:  # noqa: ANN401
        # Whatever time in a picture is asked for, and however it was rounded.
        number = int(seconds * rate + Fraction(1, 1000))
        return pictures.at(min(max(number, 0), task.frames - 1))

    clip = VideoClip(picture, duration=float(task.frames / rate))
    return clip.with_fps(float(rate))


class _Pictures:
    """The pictures of a film by their number; quick if they are asked for in order."""

    def __init__(self, path: Path, rate: Fraction) -> None:
        import av

        self._container = av.open(str(path))
        self._rate = rate
        self._stream: Any = self._container.streams.video[0]
        self._coming: Iterator[Any] = self._container.decode(self._stream)
        self._number = -1
        self._shown: Any = None

    def at(self, number: int) -> Any:  # noqa: ANN401
        """The picture as an array of RGB, the caller's own."""
        if not self._number <= number <= self._number + _NEAR:
            self._go_before(number)
        while self._number < number:
            frame = next(self._coming)
            self._number = round(frame.pts * frame.time_base * self._rate)
            self._shown = frame
        return self._shown.to_ndarray(format="rgb24")

    def _go_before(self, number: int) -> None:
        at = Fraction(number) / self._rate / self._stream.time_base
        self._container.seek(int(at), stream=self._stream, backward=True)
        self._coming = self._container.decode(self._stream)
        self._number = -1


def _check(task: Task, clip: Moving) -> None:
    """Raise `BadInput` unless what the function returned can take the place of the clip."""
    from moviepy import VideoClip

    wanted = task.frames / Fraction(task.rate)
    if not isinstance(clip, VideoClip):
        raise BadInput(
            f"The effect '{task.function}' returned {type(clip).__name__}, not a MoviePy clip",
            task.code,
            "Let the function end with: return clip",
        )
    # One without a length has a picture for every time.
    if clip.duration is not None and abs(clip.duration - wanted) > 1 / (2 * Fraction(task.rate)):
        raise BadInput(
            f"The effect '{task.function}' returned a clip of {clip.duration:.2f} s, where the film"
            f" has {float(wanted):.2f} s",
            task.code,
            "Let it return a clip as long as it was given: the subtitles keep to its times.",
        )


def _frames(task: Task, clip: Moving) -> Iterator[bytes]:
    """The clip's pictures as raw RGB."""
    import numpy as np

    wanted = (task.height, task.width, 3)
    for number in range(task.frames):
        seconds = float(number / Fraction(task.rate))
        picture = _theirs(task, lambda at=seconds: np.asarray(clip.get_frame(at)))  # type: ignore[misc]
        if picture.shape != wanted:
            size = " x ".join(str(edge) for edge in (*picture.shape[1::-1], *picture.shape[2:]))
            raise BadInput(
                f"The effect '{task.function}' made a picture of {size}, where the film has"
                f" {task.width} x {task.height} x 3",
                task.code,
                "Let it return pictures as large as it was given, in three colours.",
            )
        yield np.clip(picture, 0, 255).astype(np.uint8).tobytes()


if __name__ == "__main__":
    main(sys.argv[1])

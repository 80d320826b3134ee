"""Listening without locking the person out: Ctrl-C answers at once."""

import threading
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mediakit.media.model import Media
from mediakit.process import StopSignal
from mediakit.transcript.listening import Listener, doubts
from mediakit.transcript.model import Transcript
from mediakit.workflow.events import Progress, Tell, Warned

_LOOK_EVERY = 0.1
"""Seconds between two looks at whether the person has pressed Ctrl-C."""

Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Ears:
    """Listens to one recording after another; what was heard is kept in the folder `keep`, so that
    nothing is listened to twice.
    """

    listener: Listener
    keep: Path
    tell: Tell
    stop: StopSignal

    def hear(self, media: Media) -> Transcript:
        """What is said in `media`. Warns of what a person should look at."""
        task = f"Listening to {media.path.name}"

        def work() -> Transcript:
            return self.listener.listen(
                media,
                keep=self.keep,
                on_progress=lambda share: self.tell(Progress(task, share, 1.0)),
                stop=self.stop,
            )

        transcript = interruptible(work, self.stop)
        for doubt in doubts(transcript):
            self.tell(Warned(f"{media.path.name}: {doubt}"))
        return transcript


def interruptible(work: Callable[[], Result], stop: StopSignal) -> Result:
    """Do `work` in a thread of its own, so that a speech model deep in its arithmetic does not
    keep Ctrl-C waiting; then `stop` is set and the thread is left to end by itself.
    """
    results: list[Result] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - handed on to the waiting thread as it is
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_LOOK_EVERY)
    except BaseException:
        stop.set()
        raise
    if failures:
        raise failures[0]
    return results[0]

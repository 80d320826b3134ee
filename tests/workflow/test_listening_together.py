"""Recordings of a film heard by others at once, and not again."""

from collections.abc import Callable
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import nullcontext
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

from mediakit.media.probe import probe
from mediakit.process import StopSignal
from mediakit.transcript.listening import Listener, Listening
from mediakit.workflow.events import Progress
from mediakit.workflow.listening import Ears, listeners
from mediakit.workflow.making import HERE, Workers

TOGETHER = 2
PICTURES = (("one.mp4", "testsrc2"), ("two.mp4", "smptebars"))


class Others(Executor):
    """Work begins once as many pieces were handed over as are to be made at once."""

    def __init__(self) -> None:
        self.handed_over = 0
        self._pool, self._all_here = ThreadPoolExecutor(TOGETHER), Barrier(TOGETHER)

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        self.handed_over += 1

        def work() -> Any:
            self._all_here.wait(timeout=60)
            return fn(*args, **kwargs)

        return self._pool.submit(work)


@pytest.mark.models
def test_all_recordings_are_handed_over_at_once_and_heard_only_then(
    make_talk: Callable[..., Path], tmp_path: Path
) -> None:
    talks = [probe(make_talk(name, picture)) for name, picture in PICTURES]
    others, told = Others(), list[Progress]()
    workers = Workers(lambda: nullcontext(others), others=True)
    by = listeners(workers, tmp_path / "store")
    listener = Listener(Listening(model="tiny.en", language="en"))
    ears = Ears(listener, tmp_path / "kept", told.append, StopSignal(), elsewhere=by)
    ears.hear_together([(talk, None) for talk in talks])
    assert others.handed_over == TOGETHER
    assert told[-1] == Progress("Listening to 2 recordings", 2.0, 2.0)
    for talk in talks:
        assert "Monday" in " ".join(word.text for word in ears.hear(talk).words)
    assert others.handed_over == TOGETHER


def test_this_computer_hears_one_after_another(tmp_path: Path) -> None:
    assert listeners(HERE, tmp_path) is None

"""A Ctrl-C ends what runs, at whatever moment it comes."""

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from counted import make_counted, plan_clips

from mediakit.film.model import Footage
from mediakit.process import StopSignal
from mediakit.render.rendering import render
from mediakit.render.store import Store


class Interrupted(ThreadPoolExecutor):
    """Has a Ctrl-C strike right after each piece of work was handed over."""

    def submit(self, work: Callable[..., Any], /, *args: Any, **more: Any) -> Future[Any]:
        future = super().submit(work, *args, **more)
        os.kill(os.getpid(), signal.SIGINT)
        return future


def test_a_piece_that_was_just_handed_over_is_stopped(ffmpeg: str, tmp_path: Path) -> None:
    media = make_counted(ffmpeg, tmp_path / "counted.mp4", "25", 500)
    plan = plan_clips([Footage("counted")], {"counted": media}, Fraction(25), size=(1280, 720))
    store, files = Store(tmp_path / "store"), {media.fingerprint: media.path}
    stop = StopSignal()
    with Interrupted(2) as executor, pytest.raises(KeyboardInterrupt):
        render(plan, files, store, executor, stop=stop, on_progress=lambda *_: None)
    assert list((tmp_path / "store" / "work").iterdir()) == []
    assert list((tmp_path / "store" / "pieces").rglob("*.m*")) == []

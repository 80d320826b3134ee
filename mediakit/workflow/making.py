"""A plan done: its pieces made, or taken from those that are kept."""

import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import Executor, ThreadPoolExecutor
from contextlib import AbstractContextManager
from dataclasses import dataclass
from pathlib import Path

from mediakit.media.model import Media
from mediakit.plan.model import Plan
from mediakit.process import StopSignal
from mediakit.render.rendering import Made, render
from mediakit.render.store import Store
from mediakit.workflow.events import Progress, Tell


@dataclass(frozen=True, slots=True)
class Workers:
    """What makes pieces: `opened` gives it, for as long as it is needed. `others` says that it is
    other computers, which can listen as well.
    """

    opened: Callable[[], AbstractContextManager[Executor]]
    others: bool = False


HERE = Workers(lambda: ThreadPoolExecutor(os.cpu_count()))
"""This computer: a thread for each of its cores."""


def make(
    plan: Plan,
    recordings: Iterable[Media],
    keeper: Store,
    *,
    tell: Tell,
    stop: StopSignal,
    more: Mapping[str, Path] | None = None,
    workers: Workers = HERE,
) -> Made:
    """Every piece of `plan`. `more` are files by fingerprint that are no recordings. Until the
    pieces are done with, hold `keeper.in_use`.
    """
    recordings = tuple(recordings)
    files = {media.fingerprint: media.path for media in recordings} | dict(more or {})
    stamps = {media.fingerprint: media.stamp for media in recordings if media.stamp}
    with workers.opened() as executor:
        return render(
            plan,
            files,
            keeper,
            executor,
            stop=stop,
            on_progress=lambda done, total: tell(Progress("Making the film", done, total)),
            stamps=stamps,
        )

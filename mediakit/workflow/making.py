"""A plan done on this machine: its pieces made, or taken from those that are kept."""

import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from mediakit.media.model import Media
from mediakit.plan.model import Plan
from mediakit.process import StopSignal
from mediakit.render.rendering import Made, render
from mediakit.render.store import Store
from mediakit.workflow.events import Progress, Tell


def make(
    plan: Plan,
    recordings: Iterable[Media],
    keeper: Store,
    *,
    tell: Tell,
    stop: StopSignal,
    more: Mapping[str, Path] | None = None,
) -> Made:
    """Every piece of `plan`. `more` are files by fingerprint that are no recordings."""
    files = {media.fingerprint: media.path for media in recordings} | dict(more or {})
    with ThreadPoolExecutor(os.cpu_count()) as executor:
        return render(
            plan,
            files,
            keeper,
            executor,
            stop=stop,
            on_progress=lambda done, total: tell(Progress("Making the film", done, total)),
        )

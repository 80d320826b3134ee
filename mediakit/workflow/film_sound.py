"""The finished sound of a film, for finding recordings in it."""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from typing import TYPE_CHECKING

from mediakit.film.timeline import Timeline
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.plan.keys import key_of
from mediakit.plan.model import Plan
from mediakit.plan.presets import PRESETS
from mediakit.plan.soundtrack import sound_plan
from mediakit.process import StopSignal
from mediakit.render.rendering import render
from mediakit.render.store import Store
from mediakit.render.tools import tools_in_use
from mediakit.workflow.project import Project
from mediakit.workflow.syncing import sound_to_sync

if TYPE_CHECKING:
    from mediakit.signing.likeness import Sound


def film_sound(
    project: Project, timeline: Timeline, facts: Mapping[str, Media], stop: StopSignal
) -> Sound:
    """The finished sound of the film, ready to be compared; made once, for exports too."""
    preset = PRESETS["standard"]
    wanted = sound_plan(timeline, facts, bitrate=preset.sound_bitrate, loudness=preset.loudness)
    plan = Plan((), wanted, (), (), tools_in_use())
    files = {media.fingerprint: media.path for media in facts.values()}
    store = Store(project.kept / "render")
    with store.in_use():
        with ThreadPoolExecutor(1) as executor:
            made = render(
                plan,
                files,
                store,
                executor,
                stop=stop,
                on_progress=lambda _done, _total: None,
            )
        return sound_to_sync(probe(made.pieces[key_of(wanted, plan.tools)]), stop=stop)

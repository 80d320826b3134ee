"""Whether there is room on the disk for a film, asked before it is made."""

import shutil
from collections.abc import Iterable
from pathlib import Path

from mediakit.errors import CannotWrite
from mediakit.media.model import Media
from mediakit.plan.keys import key_of
from mediakit.plan.model import Plan
from mediakit.plan.room import QUIET, bytes_of
from mediakit.plan.stages import names_in, stages_of
from mediakit.render.rendering import suffix_of
from mediakit.render.store import Store
from mediakit.workflow.events import Tell, Warned


def check_room(
    plan: Plan, recordings: Iterable[Media], store: Store, folder: Path, tell: Tell
) -> None:
    """Raise `CannotWrite` if what is lacking of a film, and its files in `folder`, cannot have the
    room that even quiet pictures take. Where lively ones would not have it, that is told.
    """
    seconds = {media.fingerprint: media.duration_ms / 1000 for media in recordings}
    pieces, films = needed(plan, seconds, store)
    for place, bytes_ in _by_disk((store.folder, pieces), (folder, films)):
        free = shutil.disk_usage(place).free
        if bytes_ <= free:
            continue
        asks = f"The film may need {_amount(bytes_)}, and {_amount(free)} is free on the disk"
        if bytes_ > free * QUIET:
            raise CannotWrite(asks, str(place), "Make room on it: 'mediakit clean' may help.")
        tell(Warned(f"{asks}: {place}."))


def needed(plan: Plan, seconds: dict[str, float], store: Store) -> tuple[int, int]:
    """Bytes of the pieces that are to be made, and of the film files that are joined of all."""
    stages = stages_of(plan)
    sizes: dict[str, int] = {}
    pieces, named = 0, set[str]()
    for stage in reversed(stages):
        for piece in stage:
            key = key_of(piece, plan.tools)
            if stage is not stages[-1] and key not in named:
                continue
            kept = store.size(key, suffix_of(piece))
            sizes[key] = bytes_of(piece, seconds) if kept is None else kept
            if kept is None:
                pieces += sizes[key]
                named |= names_in(piece)
    sound = sizes[key_of(plan.sound, plan.tools)]
    films = sum(
        sound + sum(sizes[key_of(chunk, plan.tools)] for chunk in version.chunks)
        for version in plan.versions
    )
    return pieces, films


def _by_disk(*wanted: tuple[Path, int]) -> Iterable[tuple[Path, int]]:
    """What is needed of each disk, and a folder on it."""
    disks: dict[int, tuple[Path, int]] = {}
    for place, bytes_ in wanted:
        there = next(one for one in (place, *place.absolute().parents) if one.exists())
        first, sum_ = disks.get(there.stat().st_dev, (there, 0))
        disks[there.stat().st_dev] = first, sum_ + bytes_
    return disks.values()


def _amount(bytes_: int) -> str:
    return f"{bytes_ / 1e9:.1f} GB" if bytes_ >= 1e9 else f"{bytes_ / 1e6:.1f} MB"

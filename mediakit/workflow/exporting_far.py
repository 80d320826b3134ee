"""The verb export where the project, or the place of its results, is an address."""

from dataclasses import replace
from pathlib import Path

from mediakit.process import StopSignal
from mediakit.render.store import Store
from mediakit.transcript.listening import Listening
from mediakit.workflow.events import Tell
from mediakit.workflow.exporting import Wish, export
from mediakit.workflow.keeping import cache_folder
from mediakit.workflow.making import HERE, Workers
from mediakit.workflow.mirror import Mirror
from mediakit.workflow.places import url_of
from mediakit.workflow.producing import Package
from mediakit.workflow.sending import send


def export_anywhere(
    place: Path | None,
    wish: Wish,
    listening: Listening,
    *,
    tell: Tell,
    stop: StopSignal,
    workers: Workers = HERE,
) -> tuple[Package, str | None]:
    """Make a film's package, as `export` does. A project at an address is fetched, and what was
    made goes there: the package into its exports, new subtitles into its subtitles. Returns the
    package, and its address where it has one; then its folder here is gone.
    """
    mirror = None if place is None or url_of(place) is None else Mirror(url_of(place) or "")
    out = None if wish.out is None else url_of(wish.out)
    if mirror is None and out is None:
        return export(place, wish, listening, tell=tell, stop=stop, workers=workers), None
    if mirror is not None:
        mirror.fetch(tell)
        out = out or (None if wish.out else f"{mirror.url}/exports")
    # A place that is told from the project's in the same way on every computer: see `owner`.
    with Store(cache_folder() / "render").job() as folder:
        made = export(
            place if mirror is None else mirror.folder,
            wish if out is None else replace(wish, out=folder),
            listening,
            tell=tell,
            stop=stop,
            workers=workers,
        )
        if mirror is not None:
            mirror.give_back("subtitles", tell)
        address = None if out is None else send(made.folder, f"{out}/{made.folder.name}", tell)
        return made, address

"""The interpreter's film: the joined film, and the run that puts its time and a countdown to it."""

from pathlib import Path

from mediakit.plan.brief_film import FILM, BriefFilm, brief_film_command, brief_film_key
from mediakit.plan.command import RESULT
from mediakit.plan.joining import Wrapping
from mediakit.plan.model import Plan
from mediakit.process import StopSignal
from mediakit.render.joining import join
from mediakit.render.programs import Job, OnFrame
from mediakit.render.rendering import PICTURE_SUFFIX, Made, check_frames
from mediakit.render.store import Store


def make_brief_film(
    film: BriefFilm, plan: Plan, made: Made, store: Store, *, stop: StopSignal, on_frame: OnFrame
) -> Path:
    """The film of the plan's first version with countdown and time, kept in the store."""
    version = plan.versions[0]
    key = brief_film_key(film, plan, version)

    def work(folder: Path) -> Path:
        """Make it in an empty folder of the store."""
        joined = folder / "joined.mp4"
        join(plan, version, made, store, wrapping=Wrapping(film.title), to=joined, stop=stop)
        Job(folder, {FILM: joined}, stop, on_frame).run(brief_film_command(film))
        check_frames(folder / RESULT, film.lead + film.frames)
        return folder / RESULT

    return store.find(key, PICTURE_SUFFIX) or store.make(key, PICTURE_SUFFIX, work)

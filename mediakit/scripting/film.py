"""A film project as a value: open it, look at it, change it, save it, export it."""

from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

from mediakit.errors import BadInput
from mediakit.files import write_text
from mediakit.film.carrying import carry, film_subtitles
from mediakit.film.edit_clips import Kept, put_clips
from mediakit.film.model import Canvas, Clip, Version
from mediakit.film.placing import build_timeline
from mediakit.film.timeline import Timeline
from mediakit.handwritten.mistakes import Mistakes
from mediakit.media.model import Media
from mediakit.process import StopSignal
from mediakit.subtitles.model import Subtitles
from mediakit.transcript.listening import Listening
from mediakit.workflow.events import Event, Progress, nobody
from mediakit.workflow.exporting import Wish, export, tracks_of
from mediakit.workflow.film_pages import chapters_in
from mediakit.workflow.project import (
    Project,
    facts_of,
    open_project,
    read_text,
    subtitle_names,
)

if TYPE_CHECKING:
    from moviepy import VideoClip

    from mediakit.workflow.producing import Package

OnProgress = Callable[[str, float], None]
"""Is told what is being done, and how much of it is done, from 0 to 1."""


@dataclass(frozen=True)
class Film:
    """A film project. It never changes: every edit gives a new Film, and nothing is written before
    `save`. `clips` may also be made anew, of the types in `mediakit.film.model`.
    """

    _project: Project = field(repr=False)
    _kept: tuple[Kept, ...] = field(repr=False)

    @classmethod
    def open(cls, place: str | Path | None = None) -> Self:
        """The film in a folder (or the one we are in). Raises `BadInput` where there is none, and
        `Mistakes` with every mistake in its film.toml.
        """
        project = open_project(None if place is None else Path(place))
        kept = (Kept(clip, number) for number, clip in enumerate(project.film.clips))
        return cls(project, tuple(kept))

    @property
    def folder(self) -> Path:
        """The project's folder."""
        return self._project.folder

    @property
    def title(self) -> str:
        """What the film is called."""
        return self._project.film.title

    @property
    def canvas(self) -> Canvas:
        """The size of its picture, and its frames a second."""
        return self._project.film.canvas

    @property
    def clips(self) -> tuple[Clip, ...]:
        """What is shown, in order."""
        return tuple(one.clip for one in self._kept)

    @property
    def versions(self) -> tuple[Version, ...]:
        """What is exported."""
        return self._project.film.versions

    @property
    def is_saved(self) -> bool:
        """Whether film.toml says what this Film does."""
        return self.clips == self._project.film.clips

    @property
    def seconds(self) -> float:
        """How long the film is. Raises `Mistakes` if something in it does not fit its files."""
        timeline = self.timeline()
        return float(timeline.frames / timeline.canvas.rate)

    @property
    def problems(self) -> tuple[str, ...]:
        """What forbids an export, and what a person should look at, in plain sentences."""
        try:
            return self.timeline().warnings
        except Mistakes as mistakes:
            return tuple(str(mistakes).split("\n"))

    @property
    def chapters(self) -> tuple[tuple[float, str], ...]:
        """When each chapter begins, in seconds, and what it is called."""
        found = chapters_in(self.timeline())
        return tuple((chapter.span.start / 1000, chapter.title) for chapter in found)

    def subtitles(self, tag: str) -> Subtitles:
        """A track in the film's time, as people left it: of the recordings that have subtitles."""
        project, timeline = self._as_meant(), self.timeline()
        names = subtitle_names(project.film, self.facts())
        found = tracks_of(project, names, [Version("", tag, signer=False)], nobody)
        return film_subtitles(timeline, carry(timeline, found.get(tag, {})), tag)

    def changed(self, number: int, **values: Any) -> Self:  # noqa: ANN401
        """The film with the clip at that place (from 0) changed: `film.changed(1, end=9000)`.
        Times are in milliseconds.
        """
        one = self._kept[number]
        known = {each.name for each in fields(one.clip)}
        unknown = sorted(set(values) - known)
        if unknown:
            raise BadInput(
                f"A {type(one.clip).__name__} has no {unknown[0]!r}",
                "",
                f"It has: {', '.join(sorted(known))}.",
            )
        return self._with_kept(number, replace(one, clip=replace(one.clip, **values)))

    def moved(self, number: int, to: int) -> Self:
        """The film with the clip at that place moved to another."""
        rest = [one for place, one in enumerate(self._kept) if place != number]
        rest.insert(to, self._kept[number])
        return replace(self, _kept=tuple(rest))

    def without(self, number: int) -> Self:
        """The film without the clip at that place."""
        return replace(self, _kept=(*self._kept[:number], *self._kept[number + 1 :]))

    def with_clip(self, clip: Clip, at: int | None = None) -> Self:
        """The film with one more clip, at the end or at that place."""
        place = len(self._kept) if at is None else at
        return replace(self, _kept=(*self._kept[:place], Kept(clip), *self._kept[place:]))

    def save(self) -> Self:
        """Write film.toml, a person's notes in it kept, and return the film as it is saved. Raises
        `BadInput` if the file was changed since it was opened, or cannot be written so.
        """
        file = self._project.film_file
        text = put_clips(self._project.text, self._kept, str(file))
        if read_text(file) != self._project.text:
            raise BadInput(
                "The film was changed by somebody else meanwhile",
                str(file),
                "Open it again, and make your changes anew.",
            )
        write_text(file, text)
        return type(self).open(self.folder)

    def export(
        self,
        version: str | None = None,
        *,
        preset: str = "standard",
        out: str | Path | None = None,
        on_progress: OnProgress | None = None,
        listening: Listening | None = None,
    ) -> "Package":
        """Make the finished film with all its files, as `mediakit export` does. Raises `BadInput`
        if it is not saved.
        """
        if not self.is_saved:
            raise BadInput(
                "The film was changed and is not saved", str(self.folder), "Call save() first."
            )
        wish = Wish(version, None if out is None else Path(out), preset)

        def tell(event: Event) -> None:
            if on_progress is not None and isinstance(event, Progress) and event.total:
                on_progress(event.task, event.done / event.total)

        asked = listening or Listening()
        return export(self.folder, wish, asked, tell=tell, stop=StopSignal())

    def timeline(self) -> Timeline:
        """Every time of the film resolved to whole frames."""
        project, text = self._as_meant(), self._project.text if self.is_saved else None
        return build_timeline(project.film, self.facts(), where=str(project.film_file), text=text)

    def facts(self) -> dict[str, Media]:
        """What is known of every file in the film, by its name there."""
        return facts_of(self._as_meant(), nobody)

    def to_moviepy(self) -> "VideoClip":
        """The film as a MoviePy clip, for effects of one's own: see `NOT_IN_MOVIEPY` for what it
        leaves out.
        """
        from mediakit.scripting.moviepy_film import composition

        return composition(self.timeline(), self.facts())

    def _as_meant(self) -> Project:
        film = replace(self._project.film, clips=self.clips)
        return replace(self._project, film=film)

    def _with_kept(self, number: int, one: Kept) -> Self:
        return replace(self, _kept=(*self._kept[:number], one, *self._kept[number + 1 :]))

"""The verb export: a project to a finished package."""

import contextlib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.film.model import Film, Version
from mediakit.film.placing import build_timeline
from mediakit.film.translations import language_name
from mediakit.outputs.package import check_free, owner
from mediakit.plan.presets import PRESETS, Preset
from mediakit.plan.reasons import explain
from mediakit.process import StopSignal
from mediakit.render.store import Store
from mediakit.subtitles.model import Subtitles
from mediakit.transcript.listening import Listening
from mediakit.workflow.cleaning import keep_within
from mediakit.workflow.events import Tell, Warned
from mediakit.workflow.exported import keep_exported
from mediakit.workflow.film_files import checked_to_fit
from mediakit.workflow.making import HERE, Workers
from mediakit.workflow.names import slug
from mediakit.workflow.people_finder import weights_in_use
from mediakit.workflow.producing import Package, Production, produce
from mediakit.workflow.project import Project, backdrops_of, facts_of, open_project
from mediakit.workflow.remembering import remember, remembered
from mediakit.workflow.shelf import style
from mediakit.workflow.subtitling import Subtitling, film_profile
from mediakit.workflow.tracks import as_told, find_track, read_track, tags_of, track_file
from mediakit.workflow.trusting import trusted


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks of an export. No `version` means all; `out` holds the package's folder.
    `folder` is that folder itself; `mark` the package's `owner`, where it is made in another place
    than the one it is for.
    """

    version: str | None = None
    out: Path | None = None
    preset: str = "standard"
    folder: Path | None = None
    mark: str | None = None


def export(
    place: Path | None,
    wish: Wish,
    listening: Listening,
    *,
    tell: Tell,
    stop: StopSignal,
    workers: Workers = HERE,
) -> Package:
    """Make a film's package, with subtitles for every recording that has none yet.

    An earlier package goes, unless a person changed something in it.
    """
    project = open_project(place)
    preset = preset_named(wish.preset)
    versions = _versions(project, wish.version)
    name = slug(project.film.title)
    usual = (wish.out or project.exports) / "-".join([name, *_parts(wish, preset)])
    folder = wish.folder or usual
    mark = wish.mark or owner(folder, project.folder)
    check_free(folder, replace=True, project=mark)
    effects = trusted(project)
    facts = facts_of(project, tell)
    # Everything that the files forbid is said before anything takes time.
    where = str(project.film_file)
    whole = build_timeline(project.film, facts, where=where, text=project.text)
    seconds = float(whole.frames / whole.canvas.rate)
    preset = checked_to_fit(preset, project.film.canvas, seconds, where)
    work = Subtitling(project, facts, listening, tell, stop, workers=workers)
    _check_tracks_exist(project, work.names, versions)
    work.complete()
    tracks = tracks_of(project, work.names, versions, tell)
    for sentence in _to_look_at(project.film, versions, tracks, work):
        tell(Warned(sentence))
    film = replace(
        project.film, canvas=preset.canvas(project.film.canvas), versions=tuple(versions)
    )
    production = Production(
        film=film,
        facts=facts,
        backdrops=backdrops_of(project, facts),
        tracks=tracks,
        style=style(project.folder).following(project.film.profile),
        preset=preset,
        name=name,
        note="Made with mediakit from subtitles that people can check and mend in the project.",
        how={"speech": work.speech()},
        where=where,
        text=project.text,
        project=mark,
        profile=film_profile(project),
        effects=effects,
        finder=weights_in_use() if film.signer else None,
    )
    with _in_limits(project.kept / "render") as store:
        package = produce(
            production, store=store, folder=folder, tell=tell, stop=stop, workers=workers
        )
    keep_exported(project.kept, build_timeline(film, facts), as_told(film, tracks))
    return _explained(package, project.kept, preset.name)


def _explained(package: Package, kept: Path, preset: str) -> Package:
    """The package with why its chunks were made or kept; they are remembered for the next time."""
    why = explain(remembered(kept, preset), package.chunks, package.made)
    remember(kept, preset, package.chunks)
    return replace(package, why=why)


def _to_look_at(
    film: Film,
    versions: Iterable[Version],
    tracks: Mapping[str, Mapping[str, Subtitles]],
    work: Subtitling,
) -> Iterator[str]:
    yield from _untranslated(film, versions, tracks)
    for file in work.unused():
        yield f"subtitles/{file.name} belongs to no recording that is heard in the film."
    yield from work.open()


@contextlib.contextmanager
def _in_limits(store: Path) -> Iterator[Path]:
    """Nothing that an export uses goes; afterwards, no more else is kept than allowed."""
    with Store(store).in_use():
        yield store
        keep_within(store)


def preview(
    place: Path | None, version: str | None, listening: Listening, *, tell: Tell, stop: StopSignal
) -> Package:
    """A small, quick export of one version: the one named, else the film's first."""
    first = version or open_project(place).film.versions[0].name
    return export(place, Wish(version=first, preset="preview"), listening, tell=tell, stop=stop)


def _parts(wish: Wish, preset: Preset) -> Iterable[str]:
    """What tells this package's folder from the film's full, standard one."""
    if wish.version is not None:
        yield wish.version
    if preset.name != "standard":
        yield preset.name


def preset_named(name: str) -> Preset:
    """The row of the table. Raises `BadInput` naming those that exist."""
    if name not in PRESETS:
        raise BadInput("There is no such preset", name, f"Choose one of: {', '.join(PRESETS)}.")
    return PRESETS[name]


def _versions(project: Project, wanted: str | None) -> list[Version]:
    versions = [v for v in project.film.versions if wanted in (None, v.name)]
    if not versions:
        known = ", ".join(version.name for version in project.film.versions)
        raise BadInput(
            "The film has no such version", f"{project.film_file} ({wanted})", f"It has: {known}."
        )
    return versions


def tracks_of(
    project: Project, names: Mapping[str, str], versions: Iterable[Version], tell: Tell
) -> dict[str, dict[str, Subtitles]]:
    """The subtitle files as people left them, by tag and recording: the film's own tracks, those
    of other languages spoken in it, and translations that a version shows. A recording in which
    nobody speaks has none.
    """
    own = tags_of(project.film)
    spoken = [tag for file in names for tag in tags_of(project.film, file)]
    shown = [tag for version in versions for tag in version.tracks]
    return {
        tag: {
            file: read_track(path, tag, tell)
            for file, name in names.items()
            if (path := find_track(project.subtitles, name, tag))
        }
        for tag in dict.fromkeys((*own, *spoken, *shown))
    }


def _check_tracks_exist(
    project: Project, names: Mapping[str, str], versions: list[Version]
) -> None:
    """mediakit writes the film's own tracks; another language is a translation by people."""
    own = tags_of(project.film)
    for version in versions:
        for tag in version.tracks:
            files = [track_file(name, tag) for name in names.values()]
            there = any(find_track(project.subtitles, name, tag) for name in names.values())
            if tag in own or there or not files:
                continue
            raise BadInput(
                "There are no such subtitles yet",
                f"version {version.name}: {tag}",
                f"Put a translation into the folder subtitles, as {files[0]}, or choose from:"
                f" {', '.join(own)}.",
            )


def _untranslated(
    film: Film, versions: Iterable[Version], tracks: Mapping[str, Mapping[str, Subtitles]]
) -> Iterator[str]:
    """Recordings whose translation is missing, while others have theirs."""
    asked = (version for version in versions if version.translation or version.second)
    spoken = {file: tags_of(film, file) for found in tracks.values() for file in found}
    for tag in dict.fromkeys(tag for version in asked for tag in version.tracks):
        missing = sorted(
            file for file, own in spoken.items() if tag not in own and file not in tracks[tag]
        )
        if missing:
            yield f"There are no subtitles in {language_name(tag)} for {', '.join(missing)}."

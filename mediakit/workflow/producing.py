"""A film with all its facts, to a finished package. What export and caption have in common."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mediakit import __version__
from mediakit.checks.film import check_film
from mediakit.clock import ms_of
from mediakit.files import write_text
from mediakit.film.carrying import as_spoken, carry, film_subtitles
from mediakit.film.model import Film, Version
from mediakit.film.placing import build_timeline
from mediakit.film.timeline import PlacedCue, Timeline
from mediakit.film.translations import primary_of
from mediakit.media.ffmpeg import ffmpeg_version
from mediakit.media.model import Media
from mediakit.outputs.package import assembling, stood_aside, write_listing
from mediakit.outputs.sidecars import sidecars
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.model import Plan, Way
from mediakit.plan.planning import plan_film
from mediakit.plan.presets import Preset
from mediakit.process import StopSignal
from mediakit.render.joining import join
from mediakit.render.people_weights import SHA256
from mediakit.render.rendering import Made
from mediakit.render.store import Store
from mediakit.render.tools import tools_in_use
from mediakit.subtitles.burned.look import Style
from mediakit.subtitles.model import LINKED_SUFFIX, Subtitles
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.rules.profiles import WORD_FOR_WORD
from mediakit.workflow.events import Progress, Tell, Warned
from mediakit.workflow.making import Workers, here, make
from mediakit.workflow.reaching import reaching_too_far


@dataclass(frozen=True, slots=True)
class Production:
    """A film and everything that reaches its package.

    `facts` and `backdrops` are keyed by file as the film names it; `tracks` by tag, then by file.
    `name` begins the name of every file in the package; `note` says how far its words can be
    trusted; `text` is the film.toml, for the line numbers of what is wrong in it; `project` is the
    package's `owner`.
    """

    film: Film
    facts: Mapping[str, Media]
    backdrops: Mapping[str, str | None]
    tracks: Mapping[str, Mapping[str, Subtitles]]
    style: Style
    preset: Preset
    name: str
    note: str
    how: Mapping[str, str]
    where: str
    text: str | None = None
    project: str = ""
    keep_loudness: bool = False
    profile: Profile = WORD_FOR_WORD
    """The rules of the word-for-word subtitles."""
    finder: Path | None = None
    """The weights with which people are found in pictures; None leaves signers before no screen in
    a box."""


@dataclass(frozen=True, slots=True)
class Package:
    """A finished package: its folder, its films by version, and what making it came to."""

    folder: Path
    films: Mapping[str, Path]
    chunks_rendered: int
    chunks_kept: int
    warnings: tuple[str, ...]


def produce(
    production: Production,
    *,
    store: Path,
    folder: Path,
    tell: Tell,
    stop: StopSignal,
    workers: Workers = here,
) -> Package:
    """Make the package in `folder`; pieces are kept in `store`."""
    film = production.film
    timeline = build_timeline(film, production.facts, where=production.where, text=production.text)
    placed = {tag: carry(timeline, files) for tag, files in production.tracks.items()}
    found = (
        check_film(timeline, film.versions, placed, production.profile)
        if production.preset.to_publish
        else ()
    )
    reaching = _reaching(production, timeline, store)
    warnings = (*timeline.warnings, *found, *reaching)
    for warning in warnings:
        tell(Warned(warning))
    plan = plan_film(_ingredients(production, timeline, placed))
    keeper = Store(store)
    finder = {} if production.finder is None else {SHA256: production.finder}
    made = make(
        plan,
        production.facts.values(),
        keeper,
        tell=tell,
        stop=stop,
        more=finder,
        workers=workers,
    )
    with assembling(folder) as assembly:
        about = _films(production, plan, made, keeper, assembly.partial, tell=tell, stop=stop)
        tracks = [film_subtitles(timeline, cues, tag) for tag, cues in _told(timeline, placed)]
        about |= _sidecars(production, tracks, assembly.partial)
        facts = _facts(production, timeline, warnings)
        write_listing(assembly.partial, about, facts, project=production.project)
        place = assembly.finish()
    tell(Progress("Putting the film together", 1, 1))
    if place != folder:
        warnings = (*warnings, stood_aside(folder, place))
        tell(Warned(warnings[-1]))
    films = {
        version.name: place / _film_name(production, version.name) for version in plan.versions
    }
    return Package(place, films, made.chunks_rendered, made.chunks_kept, warnings)


def _reaching(production: Production, timeline: Timeline, kept: Path) -> tuple[str, ...]:
    """What is to be said of signers who are cut out, and cut off."""
    if not any(version.signer for version in production.film.versions):
        return ()
    finder = production.finder
    ways: dict[str, Way] = {
        file: "screen" if colour else "person"
        for file, colour in production.backdrops.items()
        if colour or finder
    }
    return tuple(reaching_too_far(timeline, production.facts, ways, finder, kept))


def _told(
    timeline: Timeline, placed: Mapping[str, tuple[PlacedCue, ...]]
) -> Iterator[tuple[str, tuple[PlacedCue, ...]]]:
    """The tracks as files: those of the film's own language hold all that is spoken."""
    own = primary_of(timeline.language)
    for tag, cues in placed.items():
        yield tag, as_spoken(timeline, placed, tag) if primary_of(tag) == own else cues


def _films(
    production: Production,
    plan: Plan,
    made: Made,
    keeper: Store,
    folder: Path,
    *,
    tell: Tell,
    stop: StopSignal,
) -> dict[str, str]:
    """Join every version into `folder`; returns what each file is, by name."""
    about = {}
    for number, version in enumerate(plan.versions):
        tell(Progress("Putting the film together", number, len(plan.versions)))
        name = _film_name(production, version.name)
        title = production.film.title
        join(plan, version, made, keeper, title=title, to=folder / name, stop=stop)
        about[name] = _about(production.film.versions[number])
    return about


def _sidecars(production: Production, tracks: list[Subtitles], folder: Path) -> dict[str, str]:
    """Write the text files into `folder`; returns what each file is, by name."""
    film = production.film
    files = sidecars(production.name, film.title, film.language, tracks, production.note)
    for file in files:
        write_text(folder / file.name, file.text)
    return {file.name: file.about for file in files}


def _film_name(production: Production, version: str) -> str:
    return f"{production.name}.{version}.mp4"


def _ingredients(
    production: Production, timeline: Timeline, tracks: Mapping[str, tuple[PlacedCue, ...]]
) -> Ingredients:
    return Ingredients(
        timeline=timeline,
        versions=production.film.versions,
        facts=production.facts,
        backdrops=production.backdrops,
        tracks=tracks,
        style=production.style,
        preset=production.preset,
        tools=tools_in_use(),
        keep_loudness=production.keep_loudness,
        finds_people=production.finder is not None,
    )


def _signing(film: Film, timeline: Timeline) -> dict[str, Any]:
    """Who answers for the signing, and when it is seen; times in seconds of the film."""
    rate = timeline.canvas.rate
    people = film.signer.people if film.signer else ()
    return {
        "people": [asdict(person) for person in people],
        "slots": [
            {
                "file": slot.wanted,
                "from": ms_of(slot.span.start, rate) / 1000,
                "to": ms_of(slot.span.end, rate) / 1000,
                "person": slot.person,
            }
            for slot in timeline.slots
        ],
    }


def _about(version: Version) -> str:
    if version.alone:
        return "The signer alone, as long as the film, for players that show it beside the film"
    parts = ["The film"]
    if version.signer:
        parts.append("with a signer in the picture")
    if version.subtitles:
        kind = "easy-read" if version.subtitles.endswith(LINKED_SUFFIX) else "word-for-word"
        languages = f" in {' and '.join(version.tracks)}" if version.second else ""
        parts.append(f"with {kind} subtitles{languages} in the picture")
    return ", ".join(parts)


def _facts(production: Production, timeline: Timeline, warnings: tuple[str, ...]) -> dict[str, Any]:
    """What package.json says besides its files: the film, its versions, how it was made."""
    film, canvas = production.film, timeline.canvas
    return {
        "title": film.title,
        "language": film.language,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": round(float(timeline.frames / canvas.rate), 3),
        "picture": {
            "width": canvas.width,
            "height": canvas.height,
            "frames_a_second": str(canvas.rate),
            "frames": timeline.frames,
        },
        "versions": [
            {
                "name": version.name,
                "file": _film_name(production, version.name),
                "subtitles": list(version.tracks),
                "signer": version.signer,
            }
            for version in film.versions
        ],
        "signing": _signing(film, timeline),
        "how": {
            "mediakit": __version__,
            "ffmpeg": ffmpeg_version(),
            "preset": production.preset.name,
            **production.how,
        },
        "words": production.note,
        "warnings": list(warnings),
    }

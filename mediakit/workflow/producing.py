"""A film with all its facts, to a finished package. What export and caption have in common."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
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
from mediakit.outputs.podcast.model import Chapter
from mediakit.outputs.sidecars import Sidecar, sidecars
from mediakit.plan.encodings import plan_encodings
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.model import Plan, Way
from mediakit.plan.presets import Preset
from mediakit.plan.reasons import Known, Why, known_chunks
from mediakit.process import StopSignal
from mediakit.render.people_weights import SHA256
from mediakit.render.rendering import Made
from mediakit.render.store import Store
from mediakit.render.tools import tools_in_use
from mediakit.subtitles.burned.look import Style
from mediakit.subtitles.model import LINKED_SUFFIX, Subtitles
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.rules.profiles import WORD_FOR_WORD
from mediakit.workflow.events import Progress, Tell, Warned
from mediakit.workflow.film_files import (
    FilmFile,
    film_files,
    join_all,
    made_to_fit,
    without_picture_text,
    wrapping_of,
)
from mediakit.workflow.film_pages import chapter_files, chapters_in, player_page
from mediakit.workflow.making import HERE, Workers, make
from mediakit.workflow.reaching import reaching_too_far
from mediakit.workflow.room import check_room
from mediakit.workflow.trusting import Code


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
    effects: Mapping[str, Code] = field(default_factory=dict)
    """The Python files that a person allowed to run, as written in film.toml."""
    finder: Path | None = None
    """The weights with which people are found in pictures; None leaves signers before no screen in
    a box."""


@dataclass(frozen=True, slots=True)
class Package:
    """A finished package: its folder, its films by version, and what making it came to: the chunks
    as they are remembered, the keys of all that was made, and why, if that was asked.
    """

    folder: Path
    films: Mapping[str, Path]
    chunks_rendered: int
    chunks_kept: int
    warnings: tuple[str, ...]
    chunks: tuple[Known, ...] = ()
    made: frozenset[str] = frozenset()
    why: tuple[Why, ...] = ()


def produce(
    production: Production,
    *,
    store: Path,
    folder: Path,
    tell: Tell,
    stop: StopSignal,
    workers: Workers = HERE,
) -> Package:
    """Make the package in `folder`; pieces are kept in `store`, which the caller holds `in_use`."""
    film = production.film
    timeline = build_timeline(film, production.facts, where=production.where, text=production.text)
    placed = {tag: carry(timeline, files) for tag, files in production.tracks.items()}
    warnings = _to_look_at(production, timeline, placed, store)
    for warning in warnings:
        tell(Warned(warning))
    keeper = Store(store)
    more = {} if production.finder is None else {SHA256: production.finder}
    more |= {code.sha256: code.path for code in production.effects.values()}

    def made_with(preset: Preset) -> tuple[Plan, Made]:
        plan = plan_encodings(_ingredients(replace(production, preset=preset), timeline, placed))
        recordings = production.facts.values()
        check_room(plan, recordings, keeper, folder, tell)
        return plan, make(
            plan, recordings, keeper, tell=tell, stop=stop, more=more, workers=workers
        )

    plan, made = made_to_fit(production.preset, made_with, production.where)
    tracks = [film_subtitles(timeline, cues, tag) for tag, cues in _told(timeline, placed)]
    chapters = chapters_in(timeline)
    files = film_files(production.name, film, plan)
    wrapped = [
        (file, wrapping_of(file, film.title, chapters, tracks, production.preset)) for file in files
    ]
    with assembling(folder) as assembly:
        partial = assembly.partial
        join_all(wrapped, plan, made, keeper, folder=partial, tell=tell, stop=stop)
        about = {file.name: _about(file, production.preset) for file in files}
        about |= _sidecars(production, tracks, partial)
        about |= _written(partial, chapter_files(production.name, chapters))
        if production.preset.also:
            player = player_page(production.name, film, files, tracks, chapters)
            about |= _written(partial, [player])
        facts = _facts(production, timeline, files, chapters, warnings)
        write_listing(partial, about, facts, project=production.project)
        place = assembly.finish()
    tell(Progress("Putting the film together", 1, 1))
    if place != folder:
        warnings = (*warnings, stood_aside(folder, place))
        tell(Warned(warnings[-1]))
    films = {file.plan.name: place / file.name for file in files}
    chunks = made.chunks_rendered, made.chunks_kept
    return Package(place, films, *chunks, warnings, known_chunks(plan), made.made)


def _to_look_at(
    production: Production,
    timeline: Timeline,
    placed: Mapping[str, tuple[PlacedCue, ...]],
    kept: Path,
) -> tuple[str, ...]:
    found: tuple[str, ...] = ()
    if production.preset.to_publish:
        versions, profile = production.film.versions, production.profile
        found = tuple(check_film(timeline, versions, placed, profile))
    return (*timeline.warnings, *found, *_reaching(production, timeline, kept))


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


def _written(folder: Path, files: Iterable[Sidecar]) -> dict[str, str]:
    """Write text files into `folder`; returns what each is, by name."""
    about = {}
    for file in files:
        write_text(folder / file.name, file.text)
        about[file.name] = file.about
    return about


def _sidecars(production: Production, tracks: list[Subtitles], folder: Path) -> dict[str, str]:
    """Write the text files into `folder`; returns what each file is, by name."""
    film = production.film
    files = sidecars(production.name, film.title, film.language, tracks, production.note)
    return _written(folder, files)


def _ingredients(
    production: Production, timeline: Timeline, tracks: Mapping[str, tuple[PlacedCue, ...]]
) -> Ingredients:
    return Ingredients(
        timeline=timeline,
        versions=without_picture_text(production.film.versions, production.preset),
        facts=production.facts,
        backdrops=production.backdrops,
        tracks=tracks,
        style=production.style,
        preset=production.preset,
        tools=tools_in_use(),
        keep_loudness=production.keep_loudness,
        codes={file: code.sha256 for file, code in production.effects.items()},
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


def _about(file: FilmFile, preset: Preset) -> str:
    text = _about_version(file.version, preset)
    return f"{text} (AV1, for browsers that know it)" if file.plan.codec == "av1" else text


def _about_version(version: Version, preset: Preset) -> str:
    if version.alone:
        return "The signer alone, as long as the film, for players that show it beside the film"
    parts = ["The film"]
    if version.signer:
        parts.append("with a signer in the picture")
    if version.subtitles:
        kind = "easy-read" if version.subtitles.endswith(LINKED_SUFFIX) else "word-for-word"
        languages = f" in {' and '.join(version.tracks)}" if version.second else ""
        place = "in the picture" if preset.subtitles == "picture" else "to switch on"
        parts.append(f"with {kind} subtitles{languages} {place}")
    return ", ".join(parts)


def _facts(
    production: Production,
    timeline: Timeline,
    files: Sequence[FilmFile],
    chapters: Sequence[Chapter],
    warnings: tuple[str, ...],
) -> dict[str, Any]:
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
                "name": file.version.name,
                "file": file.name,
                "subtitles": list(file.version.tracks),
                "signer": file.version.signer,
            }
            for file in files
        ],
        "chapters": [
            {"from": chapter.span.start / 1000, "title": chapter.title} for chapter in chapters
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

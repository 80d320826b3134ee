"""The film files of a package: every version in every encoding, with its chapters and tracks."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.clock import format_time
from mediakit.errors import BadInput
from mediakit.film.model import Canvas, Film, Version
from mediakit.film.translations import language_name
from mediakit.outputs.podcast.chapters import write_ffmetadata
from mediakit.outputs.podcast.model import Chapter
from mediakit.outputs.podcast.tags import three_letters
from mediakit.plan.codecs import CONTAINERS
from mediakit.plan.fitting_size import fitted, longest_seconds, tightened
from mediakit.plan.joining import TextTrack, Wrapping
from mediakit.plan.keys import key_of
from mediakit.plan.model import Piece, Plan, VersionPlan
from mediakit.plan.presets import Preset
from mediakit.process import StopSignal
from mediakit.render.joining import join
from mediakit.render.rendering import Made
from mediakit.render.store import Store
from mediakit.subtitles.formats.srt import write_srt
from mediakit.subtitles.model import LINKED_SUFFIX, Subtitles
from mediakit.workflow.events import Progress, Tell

TRIES = 4
"""How often a film that came out too large is made smaller: each time misses by less. [own]"""

Make = Callable[[Preset], tuple[Plan, Made]]
"""Plans and makes the pieces of a film."""


@dataclass(frozen=True, slots=True)
class FilmFile:
    """A finished film file: which version it shows, and how it is packed."""

    name: str
    version: Version
    plan: VersionPlan


def made_to_fit(preset: Preset, make: Make, where: str) -> tuple[Plan, Made]:
    """The pieces of a film whose files keep to the bytes that `preset` allows. Raises `BadInput` if
    they cannot.
    """
    for _ in range(TRIES):
        plan, made = make(preset)
        if preset.most_bytes is None:
            return plan, made
        largest = max(_bytes_of(plan, version, made) for version in plan.versions)
        if largest <= preset.most_bytes:
            return plan, made
        preset = tightened(preset, largest)
    raise too_large(preset, "The film cannot be made small enough for it", where)


def checked_to_fit(preset: Preset, canvas: Canvas, seconds: float, where: str) -> Preset:
    """`preset` for a film of this length. Raises `BadInput` for one that is too long to be sent."""
    fits = fitted(preset, canvas, seconds)
    if fits is None:
        most = format_time(int(longest_seconds(preset, canvas) * 1000))
        length = format_time(int(seconds * 1000))
        sentence = f"The film is {length} long, and a file that can be sent holds about {most}"
        raise too_large(preset, sentence, where)
    return fits


def too_large(preset: Preset, sentence: str, where: str) -> BadInput:
    """The error for a film that the preset's limit forbids."""
    return BadInput(
        f"{sentence} (--preset {preset.name}: {(preset.most_bytes or 0) / 1e6:g} MB at most)",
        where,
        "Make it with --preset small and send it as a document or as a link, or make a shorter"
        " film of it.",
    )


def _bytes_of(plan: Plan, version: VersionPlan, made: Made) -> int:
    """What a version's pieces come to: as one file they need less room for their contents."""
    pieces: list[Piece] = [*version.chunks, plan.sound]
    keys = [key_of(piece, plan.tools) for piece in pieces]
    return sum(made.pieces[key].stat().st_size for key in keys)


def film_files(name: str, film: Film, plan: Plan) -> tuple[FilmFile, ...]:
    """What the files of a package's films are called; each name begins with `name`."""
    count = len(film.versions)
    return tuple(
        FilmFile(
            f"{name}.{version.name}{CONTAINERS[version.codec].ending}",
            film.versions[number % count],
            version,
        )
        for number, version in enumerate(plan.versions)
    )


def join_all(
    files: Sequence[tuple[FilmFile, Wrapping]],
    plan: Plan,
    made: Made,
    keeper: Store,
    *,
    folder: Path,
    tell: Tell,
    stop: StopSignal,
) -> None:
    """Join every file into `folder`, each with its wrapping."""
    for number, (file, wrapping) in enumerate(files):
        tell(Progress("Putting the film together", number, len(files)))
        to = folder / file.name
        join(plan, file.plan, made, keeper, wrapping=wrapping, to=to, stop=stop)


def wrapping_of(
    file: FilmFile,
    title: str,
    chapters: Sequence[Chapter],
    tracks: Sequence[Subtitles],
    preset: Preset,
) -> Wrapping:
    """What a file says besides pictures and sound. Where the preset asks for it, all subtitles are
    in it as tracks, those of its version first.
    """
    own = file.version.tracks
    shown = sorted(tracks, key=lambda track: track.tag not in own)
    inside = [track for track in shown if track.cues] if preset.subtitles == "track" else []
    marks = write_ffmetadata(chapters) if chapters else ""
    return Wrapping(title, marks, tuple(_text_track(track) for track in inside))


def _text_track(track: Subtitles) -> TextTrack:
    language = three_letters(track.tag.removesuffix(LINKED_SUFFIX))
    return TextTrack(write_srt(track), language, track_label(track.tag))


def track_label(tag: str) -> str:
    """What viewers choose a track by.

    >>> track_label("en"), track_label("cy-simple")
    ('English', 'Welsh, easy read')
    """
    return language_name(tag) + (", easy read" if tag.endswith(LINKED_SUFFIX) else "")


def without_picture_text(versions: Sequence[Version], preset: Preset) -> tuple[Version, ...]:
    """The versions as they are drawn: without subtitles, where the preset has them in tracks."""
    if preset.subtitles == "picture":
        return tuple(versions)
    return tuple(replace(version, subtitles=None, second=None) for version in versions)

"""film.toml, read and checked whole: text to Film, or every mistake at once."""

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any, TypedDict

from mediakit.film.fades import joins
from mediakit.film.model import (
    PHOTO_MS,
    Canvas,
    Card,
    Chapter,
    Clip,
    Credits,
    Cutaway,
    Fades,
    Film,
    FilmSound,
    Footage,
    Logo,
    Photo,
    Signer,
    SignerSlot,
    SigningPerson,
    Version,
    Voice,
)
from mediakit.film.sound_tracks import two_sounds
from mediakit.film.tables import checked, parse_toml
from mediakit.film.translations import translations, two_languages
from mediakit.handwritten.mistakes import Finding, Mistake, Mistakes
from mediakit.handwritten.positions import Positions
from mediakit.signing.geometry import Stand
from mediakit.subtitles.model import LINKED_SUFFIX

if TYPE_CHECKING:
    from mediakit.film import schema

FORMAT = 1

CREDIT_MS, SHORTEST_CREDITS_MS = 1500, 5000
"""Time for one line of credits, and for the shortest roll. A name is two or three words, read at 2
words a second, the easy-read pace. [own]"""


def read_film(text: str, where: str = "film.toml") -> Film:
    """The film that a person wrote. Raises Mistakes with all that is wrong, by line."""
    text = text.removeprefix("\ufeff")
    data = parse_toml(text, where)
    version = data.get("format")
    if isinstance(version, int) and version > FORMAT:
        line = Positions(text).line_of(("format",))
        raise Mistakes(
            [
                Mistake(
                    line,
                    f"This film was made by a newer mediakit (format {version}).",
                    "Install the newest mediakit to open it.",
                )
            ],
            where,
        )
    return _checked(text, data, where)


def _checked(text: str, data: dict[str, Any], where: str) -> Film:
    from mediakit.film import film_words, schema

    found = tuple(_across_tables(data))
    return _film(checked(data, schema.FilmTable, film_words.FILM, text, where, found=found))


def _across_tables(data: Mapping[str, Any]) -> Iterator[Finding]:
    """Mistakes that lie between tables. `data` may be of any shape: this must not stumble."""
    clips, versions = (_tables(data.get(key)) for key in ("clip", "version"))
    yield from joins(clips)
    yield from two_sounds(clips)
    yield from two_languages(clips, data.get("language", "en-GB"))
    seen: set[str] = set()
    for number, version in enumerate(versions):
        name = str(version.get("name", number)).strip()
        if name.casefold() in seen:
            yield Finding(
                ("version", number, "name"),
                f"There is another version called '{name}'.",
                "Give each version its own name.",
            )
        seen.add(name.casefold())
        signed = version.get("signer") is True or version.get("signer") == "alone"
        if signed and "signer" not in data:
            yield Finding(
                ("version", number, "signer"),
                "This version has a signer, but the film has none.",
                "Add [[signer.slot]] with the signer's file, or write signer = false.",
            )
        yield from translations(number, version, data.get("language", "en-GB"))


def _tables(value: object) -> list[Mapping[str, Any]]:
    items = value if isinstance(value, list) else []
    return [item if isinstance(item, dict) else {} for item in items]


def _film(table: "schema.FilmTable") -> Film:
    width, height = table.size
    people = len(table.signer.person) if table.signer else 0
    versions = tuple(_version(one, table.language) for one in table.version)
    return Film(
        title=table.title,
        language=table.language,
        canvas=Canvas(width, height, table.rate),
        clips=tuple(_clip(clip, people) for clip in table.clip),
        signer=_signer(table.signer) if table.signer else None,
        music=table.music.file if table.music else None,
        versions=versions or (easy_read_version(table.language),),
        profile=table.subtitles.profile if table.subtitles else None,
        voices=tuple(_voice(one) for one in table.voice),
        logo=Logo(table.logo.file, table.logo.corner) if table.logo else None,
        sound=_sound(table),
        ground=table.ground,
    )


def _sound(table: "schema.FilmTable") -> FilmSound:
    volume = table.music.volume if table.music else 1.0
    if table.sound is None:
        return FilmSound(volume)
    return FilmSound(volume, table.sound.loudness, table.sound.clean)


def _voice(table: "schema.VoiceTable") -> Voice:
    start, end, name = table.from_, table.to, table.name
    heard = Footage(
        table.file,
        start,
        end,
        name,
        language=table.language,
        volume=table.volume,
        clean=table.clean,
    )
    return Voice(heard, table.at, table.clip)


def _signer(table: "schema.SignerTable") -> Signer:
    slots = (
        SignerSlot(slot.file, slot.at, slot.from_, slot.to, slot.clip, slot.pace, slot.person)
        for slot in table.slot
    )
    people = (SigningPerson(one.name, one.role, one.registration) for one in table.person)
    stand = Stand(table.side, table.layout, table.shape, table.size)
    return Signer(stand, tuple(slots), table.overrun, tuple(people))


def _version(table: "schema.VersionTable", language: str) -> Version:
    first, second, *_ = (*(_track(tag, language) for tag in table.subtitles), None, None)
    alone = table.signer == "alone"
    return Version(table.name, first, bool(table.signer), second, table.translation, alone)


def easy_read_version(language: str) -> Version:
    """The version that a film has where none is written."""
    return Version("easy-read", track_of(language) + LINKED_SUFFIX, signer=False)


def track_of(language: str) -> str:
    """The tag of the word-for-word track of a film's language: without the region, as subtitle
    files are named.

    >>> track_of("en-GB")
    'en'
    """
    return language.partition("-")[0]


def _track(tag: str, language: str) -> str:
    """en-GB and en name the same track of a film in en-GB."""
    if tag.removesuffix(LINKED_SUFFIX) == language:
        return track_of(language) + tag.removeprefix(language)
    return tag


class _Shared(TypedDict):
    """What every clip has."""

    dissolve: int
    chapter: Chapter
    fades: Fades


def _clip(table: "schema.Clip", people: int) -> Clip:
    """A clip. Credits take time for the `people` who answer for the signing, too."""
    from mediakit.film import schema

    shared: _Shared = {
        "dissolve": table.dissolve,
        "chapter": table.chapter,
        "fades": Fades(table.fade_in, table.fade_out, table.dip),
    }
    match table:
        case schema.FootageTable():
            return Footage(
                table.file,
                table.from_,
                table.to,
                table.name,
                table.role,
                language=table.language,
                volume=0.0 if table.mute else table.volume,
                clean=table.clean,
                speed=table.speed,
                steady=table.steady,
                cutaways=tuple(_cutaway(one) for one in table.cutaway),
                sound=table.sound,
                ground=table.ground,
                effect=table.effect,
                **shared,
            )
        case schema.CardTable():
            return Card(
                table.card,
                table.seconds,
                table.text or None,
                picture=table.picture,
                effect=table.effect,
                **shared,
            )
        case schema.PhotoTable():
            return Photo(
                table.photo,
                table.seconds,
                table.movement,
                ground=table.ground,
                effect=table.effect,
                **shared,
            )
        case schema.CreditsTable():
            least = max(SHORTEST_CREDITS_MS, CREDIT_MS * (len(table.credits) + people))
            return Credits(
                tuple(table.credits), table.seconds or least, style=table.style, **shared
            )


def _cutaway(table: "schema.CutawayTable") -> Cutaway:
    shown: Footage | Photo
    if table.photo is not None:
        shown = Photo(table.photo, table.seconds or PHOTO_MS, table.movement or "slow")
    else:
        start = table.from_ or 0
        end = None if table.seconds is None else start + table.seconds
        shown = Footage(table.file or "", start, end)
    return Cutaway(shown, table.at)

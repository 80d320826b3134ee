"""The verb caption: videos with captions, no project."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.film.model import Canvas, Film, Footage, Version
from mediakit.media.model import Media, Picture
from mediakit.media.pace import film_rate
from mediakit.media.probe import probe
from mediakit.outputs.package import check_free, owner
from mediakit.outputs.transcripts import Standing
from mediakit.plan.presets import PRESETS, Preset
from mediakit.process import StopSignal
from mediakit.render.store import Store
from mediakit.subtitles.model import Subtitles
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.rules.profiles import WORD_FOR_WORD
from mediakit.transcript.listening import Listening
from mediakit.transcript.model import Transcript
from mediakit.transcript.speakers.names import named, names_by_order
from mediakit.workflow.cutting import shots_of
from mediakit.workflow.events import Tell, Warned
from mediakit.workflow.keeping import cache_folder
from mediakit.workflow.listening import Ask, Ears
from mediakit.workflow.making import HERE, Workers
from mediakit.workflow.producing import Package, Production, produce
from mediakit.workflow.shelf import profile_named, style
from mediakit.workflow.single_files import Done, each, ears_for
from mediakit.workflow.tracks import tracks_from

TRACKS = ("word-for-word", "easy-read")


def caption(
    files: Iterable[Path],
    *,
    out: Path | None,
    track: str,
    listening: Listening,
    speakers: Sequence[str] = (),
    profile: str = WORD_FOR_WORD.name,
    replace_old: bool,
    tell: Tell,
    stop: StopSignal,
    ask: Ask | None = None,
    workers: Workers = HERE,
) -> Iterator[Done]:
    """Caption videos, one folder of results for each: in `out`, or beside the video. `speakers` are
    names in the order in which people first speak, `profile` names the rules of the word-for-word
    subtitles. A file that fails does not keep the others from being done.
    """
    look = Look(track, profile_named(profile))
    ears = ears_for(listening, tell, stop, ask, workers=workers)

    def work(file: Path, name: str) -> Done:
        """Caption one video into its own folder."""
        folder = _folder(out or file.parent, name)
        mark = owner(folder, file)
        check_free(folder, replace=replace_old, project=mark)
        heard = hear_video(probe(file), ears, listening, speakers)
        place = Place(name, folder, mark)
        package = put_captions(heard, look, place, tell=tell, stop=stop, workers=workers)
        return Done(file, (package.folder,), package)

    yield from each(files, work)


@dataclass(frozen=True, slots=True)
class Look:
    """How captions are made: which `track` is shown, the rules of the word-for-word one, and how
    the film comes out.
    """

    track: str = TRACKS[0]
    rules: Profile = WORD_FOR_WORD
    preset: Preset = PRESETS["standard"]


@dataclass(frozen=True, slots=True)
class Place:
    """Where a captioned film goes: the `name` that begins those of its files, its package's folder
    and `owner`; and its `title`, if that is not its name.
    """

    name: str
    folder: Path
    mark: str
    title: str | None = None


@dataclass(frozen=True, slots=True)
class HeardVideo:
    """A video, and what is said in it."""

    media: Media
    picture: Picture
    transcript: Transcript


def hear_video(
    media: Media, ears: Ears, listening: Listening, speakers: Sequence[str] = ()
) -> HeardVideo:
    """What is said in a video, and by whom. Raises `BadInput` where there is no moving picture."""
    picture = _moving_picture(media)
    for warning in media.warnings:
        ears.tell(Warned(f"{media.path.name}: {warning}"))
    transcript = named(_heard(media, ears, listening), names_by_order(speakers))
    return HeardVideo(media, picture, transcript)


def put_captions(
    heard: HeardVideo,
    look: Look,
    place: Place,
    *,
    tell: Tell,
    stop: StopSignal,
    workers: Workers = HERE,
) -> Package:
    """The captioned film with all its files."""
    rate = film_rate(heard.picture.rate)
    shots = shots_of(heard.media, rate, cache_folder(), tell=tell, stop=stop)
    tracks = tracks_from(heard.transcript, look.rules, shots)
    store = cache_folder() / "render"
    with Store(store).in_use():
        return produce(
            _production(heard, tracks, look, place),
            store=store,
            folder=place.folder,
            tell=tell,
            stop=stop,
            workers=workers,
        )


def _folder(place: Path, name: str) -> Path:
    """Where a video's results go. A video without an ending may have that very name itself."""
    folder = place / name
    return place / f"{name}-captioned" if folder.is_file() else folder


def _moving_picture(media: Media) -> Picture:
    if media.kind != "video" or media.picture is None:
        raise BadInput(
            "There is no moving picture to put captions on",
            str(media.path),
            "For sound alone use: mediakit transcribe",
        )
    return media.picture


def _production(
    heard: HeardVideo, tracks: tuple[Subtitles, Subtitles], look: Look, place: Place
) -> Production:
    """A film of one clip, whole, as loud as it was recorded; as large, unless the preset says
    otherwise.
    """
    transcript, name = heard.transcript, place.name
    shown = tracks[TRACKS.index(look.track)]
    film = _film(heard.picture, name, place.title or name, transcript.language, shown)
    return Production(
        film=replace(film, canvas=look.preset.canvas(film.canvas)),
        facts={name: heard.media},
        backdrops={},
        tracks={subtitles.tag: {name: subtitles} for subtitles in tracks},
        style=style().following(look.rules.name),
        preset=look.preset,
        name=name,
        note=Standing().note(transcript),
        how={
            "speech": f"{transcript.engine}, {transcript.model}",
            "source": heard.media.path.name,
        },
        where=str(heard.media.path),
        project=place.mark,
        profile=look.rules,
        keep_loudness=True,
    )


def _heard(media: Media, ears: Ears, listening: Listening) -> Transcript:
    """What is said; nothing in a video without sound, which is worth a warning. Where nobody
    speaks, the language is the one asked for.
    """
    silent = listening.language or "en"
    if media.main_sound is not None:
        language = None if listening.language else ears.language_of(media)
        heard = ears.hear(media, language)
        return heard if heard.words else replace(heard, language=silent)
    ears.tell(Warned(f"{media.path.name}: there is no sound in it, so it gets no captions."))
    return Transcript(silent, 1.0, listening.engine, listening.model, media.duration_ms, ())


def _film(picture: Picture, file: str, title: str, language: str, shown: Subtitles) -> Film:
    width, height = (max(2, side // 2 * 2) for side in (picture.width, picture.height))
    canvas = Canvas(width, height, film_rate(picture.rate))
    version = Version("captioned", shown.tag, signer=False)
    return Film(title, language, canvas, (Footage(file),), None, None, (version,))

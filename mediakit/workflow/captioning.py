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
from mediakit.plan.presets import PRESETS
from mediakit.process import StopSignal
from mediakit.subtitles.model import Subtitles
from mediakit.subtitles.rules.profiles import WORD_FOR_WORD
from mediakit.transcript.listening import Listening
from mediakit.transcript.model import Transcript
from mediakit.transcript.speakers.names import named, names_by_order
from mediakit.workflow.cutting import shots_of
from mediakit.workflow.events import Tell, Warned
from mediakit.workflow.keeping import cache_folder
from mediakit.workflow.listening import Ask, Ears
from mediakit.workflow.making import Workers, here
from mediakit.workflow.producing import Production, produce
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
    workers: Workers = here,
) -> Iterator[Done]:
    """Caption videos, one folder of results for each: in `out`, or beside the video. `speakers` are
    names in the order in which people first speak, `profile` names the rules of the word-for-word
    subtitles. A file that fails does not keep the others from being done.
    """
    rules = profile_named(profile)
    ears = ears_for(listening, tell, stop, ask)

    def work(file: Path, name: str) -> Done:
        """Caption one video into its own folder."""
        folder = _folder(out or file.parent, name)
        mark = owner(folder, file)
        check_free(folder, replace=replace_old, project=mark)
        media = probe(file)
        picture = _moving_picture(media)
        for warning in media.warnings:
            tell(Warned(f"{media.path.name}: {warning}"))
        transcript = named(_heard(media, ears, listening), names_by_order(speakers))
        rate = film_rate(picture.rate)
        shots = shots_of(media, rate, cache_folder(), tell=tell, stop=stop)
        tracks = tracks_from(transcript, rules, shots)
        captions = _Captions(transcript, tracks, tracks[TRACKS.index(track)])
        production = replace(
            _production(media, picture, name, captions),
            project=mark,
            profile=rules,
            style=style().following(rules.name),
        )
        package = produce(
            production,
            store=cache_folder() / "render",
            folder=folder,
            tell=tell,
            stop=stop,
            workers=workers,
        )
        return Done(file, (package.folder,), package)

    yield from each(files, work)


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


@dataclass(frozen=True, slots=True)
class _Captions:
    """What is said in a video, both tracks of it, and the one to show in the picture."""

    transcript: Transcript
    tracks: tuple[Subtitles, Subtitles]
    shown: Subtitles


def _production(media: Media, picture: Picture, name: str, captions: _Captions) -> Production:
    """A film of one clip, whole, as large and as loud as it was recorded."""
    transcript = captions.transcript
    return Production(
        film=_film(picture, name, transcript.language, captions.shown),
        facts={name: media},
        backdrops={},
        tracks={subtitles.tag: {name: subtitles} for subtitles in captions.tracks},
        style=style(),
        preset=PRESETS["standard"],
        name=name,
        note=Standing().note(transcript),
        how={"speech": f"{transcript.engine}, {transcript.model}", "source": media.path.name},
        where=str(media.path),
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


def _film(picture: Picture, title: str, language: str, shown: Subtitles) -> Film:
    width, height = (max(2, side // 2 * 2) for side in (picture.width, picture.height))
    canvas = Canvas(width, height, film_rate(picture.rate))
    version = Version("captioned", shown.tag, signer=False)
    return Film(title, language, canvas, (Footage(title),), None, None, (version,))

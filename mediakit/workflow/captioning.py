"""The verbs caption and transcribe: single files, no project."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.errors import AlreadyThere, BadInput, MediakitError
from mediakit.files import check_writable, write_bytes
from mediakit.film.model import Canvas, Film, Footage, Version
from mediakit.media.model import Media, Picture
from mediakit.media.pace import film_rate
from mediakit.media.probe import probe
from mediakit.outputs.package import check_free, owner
from mediakit.outputs.transcripts import Standing, file_name, written
from mediakit.plan.presets import PRESETS
from mediakit.process import StopSignal
from mediakit.subtitles.model import Subtitles
from mediakit.transcript.listening import Listener, Listening
from mediakit.transcript.model import Transcript
from mediakit.workflow.events import Tell, Warned
from mediakit.workflow.keeping import cache_folder
from mediakit.workflow.listening import Ears
from mediakit.workflow.names import names_for
from mediakit.workflow.producing import Package, Production, produce
from mediakit.workflow.shelf import look
from mediakit.workflow.tracks import tracks_from

TRACKS = ("word-for-word", "easy-read")


@dataclass(frozen=True, slots=True)
class Done:
    """What became of one file: its results, or the error that stopped it."""

    file: Path
    results: tuple[Path, ...] = ()
    package: Package | None = None
    error: MediakitError | None = None


def caption(
    files: Iterable[Path],
    *,
    out: Path | None,
    track: str,
    listening: Listening,
    replace_old: bool,
    tell: Tell,
    stop: StopSignal,
) -> Iterator[Done]:
    """Caption videos, one folder of results for each: in `out`, or beside the video. A file that
    fails does not keep the others from being done.
    """
    ears = _ears(listening, tell, stop)

    def work(file: Path, name: str) -> Done:
        """Caption one video into its own folder."""
        folder = _folder(out or file.parent, name)
        mark = owner(folder, file)
        check_free(folder, replace=replace_old, project=mark)
        media = probe(file)
        picture = _moving_picture(media)
        for warning in media.warnings:
            tell(Warned(f"{media.path.name}: {warning}"))
        transcript = _heard(media, ears, listening)
        production = replace(_production(media, picture, name, track, transcript), project=mark)
        package = produce(
            production, store=cache_folder() / "render", folder=folder, tell=tell, stop=stop
        )
        return Done(file, (package.folder,), package)

    yield from _each(files, work)


def transcribe(
    files: Iterable[Path],
    *,
    out: Path | None,
    formats: Iterable[str],
    listening: Listening,
    replace_old: bool,
    tell: Tell,
    stop: StopSignal,
) -> Iterator[Done]:
    """Write down what is said in sound or video files, in each of `formats`."""
    ears = _ears(listening, tell, stop)
    formats = tuple(formats)

    def work(file: Path, name: str) -> Done:
        """Write one recording's transcript in every format."""
        folder = out or file.parent
        targets = {kind: folder / file_name(name, kind) for kind in formats}
        check_writable(folder)
        _check_targets(targets.values(), file, replace_old)
        transcript = ears.hear(probe(file))
        for kind, target in targets.items():
            write_bytes(target, written(kind, name, transcript, Standing(), media=file.name))
        return Done(file, tuple(targets.values()))

    yield from _each(files, work)


def _folder(place: Path, name: str) -> Path:
    """Where a video's results go. A video without an ending may have that very name itself."""
    folder = place / name
    return place / f"{name}-captioned" if folder.is_file() else folder


def _each(files: Iterable[Path], work: Callable[[Path, str], Done]) -> Iterator[Done]:
    names = names_for(str(file) for file in files)
    for file, name in names.items():
        path = Path(file)
        try:
            yield work(path.absolute(), name)
        except MediakitError as error:
            if error.exit_code == 130:
                raise
            yield Done(path, error=error)


def _check_targets(targets: Iterable[Path], source: Path, replace_old: bool) -> None:
    for target in targets:
        if target.resolve() == source.resolve():
            raise AlreadyThere(
                "The result would take the place of the recording itself",
                str(target),
                "Choose another folder with --out.",
            )
        if target.exists() and not replace_old:
            raise AlreadyThere(
                "There is a transcript already",
                str(target),
                "Choose another folder with --out, or add --replace to write it anew.",
            )


def _ears(listening: Listening, tell: Tell, stop: StopSignal) -> Ears:
    return Ears(Listener(listening), cache_folder() / "transcripts", tell, stop)


def _moving_picture(media: Media) -> Picture:
    if media.kind != "video" or media.picture is None:
        raise BadInput(
            "There is no moving picture to put captions on",
            str(media.path),
            "For sound alone use: mediakit transcribe",
        )
    return media.picture


def _production(
    media: Media, picture: Picture, name: str, track: str, transcript: Transcript
) -> Production:
    """A film of one clip, whole, as large and as loud as it was recorded."""
    tracks = tracks_from(transcript)
    shown = tracks[TRACKS.index(track)]
    return Production(
        film=_film(picture, name, transcript.language, shown),
        facts={name: media},
        backdrops={},
        tracks={subtitles.tag: {name: subtitles} for subtitles in tracks},
        look=look(),
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
        heard = ears.hear(media)
        return heard if heard.words else replace(heard, language=silent)
    ears.tell(Warned(f"{media.path.name}: there is no sound in it, so it gets no captions."))
    return Transcript(silent, 1.0, listening.engine, listening.model, media.duration_ms, ())


def _film(picture: Picture, title: str, language: str, shown: Subtitles) -> Film:
    width, height = (max(2, side // 2 * 2) for side in (picture.width, picture.height))
    canvas = Canvas(width, height, film_rate(picture.rate))
    version = Version("captioned", shown.tag, signer=False)
    return Film(title, language, canvas, (Footage(title),), None, None, (version,))

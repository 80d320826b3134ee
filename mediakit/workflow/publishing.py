"""A finished episode with all its files, as a package."""

import tempfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from mediakit import __version__
from mediakit.clock import Span
from mediakit.files import copy, move, write_bytes, write_text
from mediakit.media.ffmpeg import ffmpeg_version
from mediakit.outputs.package import assembling, stood_aside, write_listing
from mediakit.outputs.podcast.chapters import chapters_of, write_chapters_json, write_ffmetadata
from mediakit.outputs.podcast.cover import cover_doubts
from mediakit.outputs.podcast.model import Tags
from mediakit.outputs.podcast.tags import tag_m4a, tag_mp3, three_letters
from mediakit.outputs.transcripts import FORMATS, Standing, file_name, kind_named, written
from mediakit.plan import finishing, podcast, podcast_graph
from mediakit.plan.audiogram import Shape
from mediakit.plan.finishing import Loudness
from mediakit.plan.podcast import EpisodeSound
from mediakit.process import StopSignal
from mediakit.render.podcast import Finished
from mediakit.render.programs import Job
from mediakit.render.store import lay_out
from mediakit.transcript.model import Transcript
from mediakit.workflow.audiograms import make_audiogram
from mediakit.workflow.events import Tell, Warned
from mediakit.workflow.shelf import style
from mediakit.workflow.tracks import tracks_from


@dataclass(frozen=True, slots=True)
class AudiogramWish:
    """A film for social media: its shape ("square", "portrait", "wide"), and the part of the
    recording that it shows, in the recording's own time; None is all of it.
    """

    shape: Shape
    part: Span | None = None


@dataclass(frozen=True, slots=True)
class Episode:
    """An episode before it is put into its folder.

    `name` begins the name of every file; `transcript` and `starts` (chapters: milliseconds and
    title) are in the time of the recording; `parts` are the names of the files that went into the
    sound besides it; `mark` is the package's `owner`.
    """

    name: str
    tags: Tags
    starts: tuple[tuple[int, str], ...]
    sound: EpisodeSound
    finished: Finished
    transcript: Transcript
    standing: Standing
    source: str
    parts: Mapping[str, str]
    cover: Path | None
    mark: str


def publish(
    episode: Episode,
    folder: Path,
    audiogram: AudiogramWish | None,
    tell: Tell,
    stop: StopSignal,
) -> Path:
    """Put the episode with all its files into `folder`, whole or not at all; returns where it
    stands: beside the folder, if a person has put something into that meanwhile.
    """
    at, length = episode.sound.talk_at_ms, episode.sound.length_ms
    chapters = chapters_of(
        episode.starts,
        talk_at=at,
        talk=episode.transcript.duration_ms,
        length=length,
        title=episode.tags.title,
    )
    tags = replace(episode.tags, chapters=chapters)
    transcript = shifted(episode.transcript, at, length)
    warnings = tuple(_warnings(episode))
    for warning in warnings:
        tell(Warned(f"{episode.source}: {warning}"))
    with assembling(folder) as assembly:
        inside = _Files(assembly.partial, episode.name)
        inside.sound(episode.finished, tags, stop)
        inside.texts(transcript, tags, episode.standing)
        if audiogram is not None:
            inside.audiogram(audiogram, episode, transcript, tell, stop)
        facts = _facts(episode, tags, transcript, warnings)
        write_listing(assembly.partial, inside.about, facts, project=episode.mark)
        place = assembly.finish()
    if place != folder:
        tell(Warned(f"{episode.source}: {stood_aside(folder, place)}"))
    return place


def shifted(transcript: Transcript, by: int, length: int) -> Transcript:
    """The transcript on the clock of a file of `length` milliseconds, in which the recording begins
    at `by`.
    """
    return replace(
        transcript,
        duration_ms=length,
        words=tuple(replace(word, span=word.span.shift(by)) for word in transcript.words),
        sounds=tuple(replace(sound, span=sound.span.shift(by)) for sound in transcript.sounds),
    )


class _Files:
    """Fills a package's folder, and says in plain words what each file in it is."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder = folder
        self._name = name
        self.about: dict[str, str] = {}

    def sound(self, finished: Finished, tags: Tags, stop: StopSignal) -> None:
        """The mp3 and the m4a with their tags and chapters; the cover as a picture."""
        mp3 = self._path(".mp3", "The episode, for every player (MP3)")
        copy(finished.files["mp3"].path, mp3)
        tag_mp3(mp3, tags)
        m4a = self._path(".m4a", "The episode, for newer players (AAC)")
        self._with_chapters(finished.files["m4a"].path, m4a, tags, stop)
        tag_m4a(m4a, tags)
        if tags.cover is not None:
            write_bytes(self._path(".cover.jpg", "The cover picture"), tags.cover)
        if tags.chapters:
            text = write_chapters_json(tags, mp3.name)
            path = self._path(".chapters.json", "Chapters for podcast players (Podcasting 2.0)")
            write_text(path, text)

    def texts(self, transcript: Transcript, tags: Tags, standing: Standing) -> None:
        """The transcript in every format, in the time of the finished files."""
        mp3 = f"{self._name}.mp3"
        for kind in FORMATS:
            name = file_name(self._name, kind)
            self.about[name] = kind_named(kind).about
            content = written(kind, tags.title, transcript, standing, media=mp3)
            write_bytes(self._folder / name, content)

    def audiogram(
        self,
        wish: AudiogramWish,
        episode: Episode,
        transcript: Transcript,
        tell: Tell,
        stop: StopSignal,
    ) -> None:
        """A film of the sound for social media."""
        part = None if wish.part is None else wish.part.shift(episode.sound.talk_at_ms)
        make_audiogram(
            self._folder / f"{self._name}.m4a",
            tracks_from(transcript)[0],
            title=episode.tags.title,
            show=episode.tags.show,
            artwork=episode.cover,
            shape=wish.shape,
            span=part,
            out=self._path(f".{wish.shape}.mp4", "The sound as a film, for social media"),
            look=style().look_for(transcript.language),
            tell=tell,
            stop=stop,
        )

    def _path(self, ending: str, about: str) -> Path:
        path = self._folder / f"{self._name}{ending}"
        self.about[path.name] = about
        return path

    def _with_chapters(self, sound: Path, to: Path, tags: Tags, stop: StopSignal) -> None:
        """Copy an m4a and put chapters in, which mutagen cannot."""
        with tempfile.TemporaryDirectory(prefix=".chapters-", dir=self._folder) as name:
            work = Path(name)
            lay_out(work, {"sound.m4a": sound})
            write_text(work / "chapters.txt", write_ffmetadata(tags.chapters))
            Job(work, {}, stop).run(podcast_graph.chapters_command(three_letters(tags.language)))
            move(work / podcast_graph.result_name("m4a"), to)


def _warnings(episode: Episode) -> Iterator[str]:
    """Plain sentences about what a person should look at before publishing."""
    finished, wanted = episode.finished, episode.sound.loudness
    gain = podcast.gain_for(wanted, finished.before)
    if gain > podcast.NOISY_GAIN_DB:
        help_ = "" if episode.sound.clean else " --clean may help."
        yield (
            f"The recording is very quiet: it was made {gain:.0f} dB louder, and its noise with"
            f" it. Listen to it before you publish.{help_}"
        )
    for kind, file in finished.files.items():
        if not finishing.is_right(file.measured, wanted):
            yield (
                f"The {kind} measures {file.measured.lufs:.1f} LUFS with peaks at"
                f" {file.measured.peak_db:.1f} dBTP, and not {wanted:.0f} with at most"
                f" {finishing.PEAK_DB:.0f}. Listen to it before you publish."
            )
    if episode.sound.clean and not finished.denoised:
        yield (
            "There is no pause in which its noise is heard alone, so only rumble was taken away."
        )
    late = sum(at >= episode.transcript.duration_ms for at, _ in episode.starts)
    if late:
        yield f"{late} of the chapters begin after the end, and are left out."
    if episode.tags.cover is not None:
        yield from cover_doubts(episode.tags.cover)


def _facts(
    episode: Episode, tags: Tags, transcript: Transcript, warnings: tuple[str, ...]
) -> dict[str, Any]:
    """What package.json says besides its files: the episode, its sound, how it was made."""
    sound, finished = episode.sound, episode.finished
    return {
        "title": tags.title,
        "show": tags.show,
        "language": tags.language,
        "made": datetime.now(UTC).isoformat(timespec="seconds"),
        "seconds": sound.length_ms / 1000,
        "talk_begins_at": sound.talk_at_ms / 1000,
        "sound": {
            "channels": sound.channels,
            "wanted": {"lufs": sound.loudness, "most_dbtp": finishing.PEAK_DB},
            "recorded": _measured(finished.before),
            "finished": {kind: _measured(file.measured) for kind, file in finished.files.items()},
            "cleaned": sound.clean,
            "less_noise": finished.denoised,
            "parts": dict(episode.parts),
        },
        "how": {
            "mediakit": __version__,
            "ffmpeg": ffmpeg_version(),
            "speech": f"{transcript.engine}, {transcript.model}",
            "source": episode.source,
        },
        "words": episode.standing.note(transcript),
        "warnings": list(warnings),
    }


def _measured(loudness: Loudness) -> dict[str, float]:
    return {"lufs": loudness.lufs, "dbtp": loudness.peak_db}

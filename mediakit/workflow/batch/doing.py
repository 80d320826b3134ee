"""One item, in two steps: what is said in it, then its results. Each step fills another part of
the machine, so that one item is heard while others are made.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from mediakit.errors import BadInput
from mediakit.film.placing import build_timeline
from mediakit.media.probe import probe
from mediakit.outputs.package import check_free, owner
from mediakit.plan.presets import PRESETS
from mediakit.process import StopSignal
from mediakit.transcript.listening import Engines, Listening
from mediakit.workflow.batch.items import Item, Settings
from mediakit.workflow.batch.looking import facts_of_package, facts_of_transcript
from mediakit.workflow.captioning import HeardVideo, Look, Place, hear_video, put_captions
from mediakit.workflow.events import Tell
from mediakit.workflow.exporting import Wish, export
from mediakit.workflow.making import Workers
from mediakit.workflow.project import Project, facts_of, open_project
from mediakit.workflow.scribe import Scribe, Wording
from mediakit.workflow.shelf import profile_named
from mediakit.workflow.single_files import ears_for
from mediakit.workflow.speakers import speakers_wish
from mediakit.workflow.subtitling import Subtitling
from mediakit.workflow.transcribing import Transcribing
from mediakit.workflow.transcribing import Wish as Transcripts


@dataclass(frozen=True, slots=True)
class Written:
    """A recording whose transcripts are written: there is nothing more to make."""

    folder: Path


_FRAMES_HELD = 80
"""Pictures in memory while a chunk is made: x264 looks up to 40 ahead (rc-lookahead), its threads,
ffmpeg's filters and its decoders hold about as many again. [own]"""

_CHUNK_MS = 10_000
"""About how long a chunk is: shorter films are one."""

Heard = HeardVideo | Project | Written
"""What the first step hands to the second."""


@dataclass(frozen=True, slots=True)
class Results:
    """What came of an item: its folder, and what the report shows of it."""

    folder: Path
    facts: Mapping[str, Any]
    fresh: bool = False
    """Whether every piece was made now, and none had been kept: what it took is then telling."""


class Doing:
    """Does items with one speech model, loaded once, and one set of workers."""

    def __init__(self, settings: Settings, workers: Workers, stop: StopSignal) -> None:
        self._settings, self._workers, self._stop = settings, workers, stop
        self._engines = Engines()
        self._rules = profile_named(settings.profile)

    def hear(self, item: Item, folder: Path, tell: Tell) -> Heard:
        """What is said in the item, whose results go into `folder`. Safe to call from many threads:
        here, they take turns with the speech model.
        """
        if item.source.is_dir():
            return self._hear_project(item, tell)
        media = probe(item.source)
        listening, names = self._listening(item)
        ears = ears_for(listening, tell, self._stop, engines=self._engines, workers=self._workers)
        if media.kind != "sound":
            check_free(folder, replace=True, project=self._mark(item))
            return hear_video(media, ears, listening, names)
        if item.row.pair:
            raise BadInput(
                "The films of a pair are videos or projects",
                str(item.source),
                "Take the word out of the column pair: transcripts are released by themselves.",
            )
        scribe = Scribe(Wording(names), listening.language, ears, tell)
        wish = Transcripts(out=folder, replace_old=True)
        Transcribing(wish, scribe, tell).one(item.source, item.name)
        return Written(folder)

    def make(self, item: Item, heard: Heard, folder: Path, tell: Tell) -> Results:
        """The item's results in `folder`. Safe to call from many threads."""
        preset = self._settings.preset_of(item.row)
        if isinstance(heard, Written):
            return Results(folder, facts_of_transcript(folder, item.name, self._rules))
        if isinstance(heard, HeardVideo):
            look = Look(self._settings.track, self._rules, PRESETS[preset])
            place = Place(item.name, folder, self._mark(item), item.row.title)
            package = put_captions(
                heard, look, place, tell=tell, stop=self._stop, workers=self._workers
            )
            transcript = heard.transcript
        else:
            wish = Wish(folder=folder, mark=self._mark(item), preset=preset)
            package = export(
                item.source,
                wish,
                self._settings.listening,
                tell=tell,
                stop=self._stop,
                workers=self._workers,
            )
            transcript = None
        facts = facts_of_package(package.folder, self._rules, transcript)
        return Results(package.folder, facts, fresh=not package.chunks_kept)

    def found(self, folder: Path) -> Results:
        """Results that an earlier run had finished when it was ended before it could say so."""
        return Results(folder, facts_of_package(folder, self._rules, None))

    def _mark(self, item: Item) -> str:
        return owner(self._settings.out / item.name, item.origin or item.source)

    def _listening(self, item: Item) -> tuple[Listening, tuple[str, ...]]:
        """How to listen to this item, and the names of those who speak."""
        number, names = speakers_wish(item.row.speakers or self._settings.speakers)
        listening = self._settings.listening
        language = item.row.language or listening.language
        return replace(listening, speakers=number, language=language), names

    def _hear_project(self, item: Item, tell: Tell) -> Project:
        """Write the subtitles that a project lacks, so that its export need not listen."""
        project = open_project(item.source)
        facts = facts_of(project, tell)
        build_timeline(project.film, facts, where=str(project.film_file), text=project.text)
        listening = self._settings.listening
        work = Subtitling(
            project,
            facts,
            listening,
            tell,
            self._stop,
            engines=self._engines,
            workers=self._workers,
        )
        work.complete()
        return project


def memory_for(heard: Heard, cores: int) -> int:
    """Bytes that making the item may take, with as many chunks at once as there are cores."""
    if isinstance(heard, Written):
        return 0
    if isinstance(heard, HeardVideo):
        pixels = heard.picture.width * heard.picture.height
        chunks = 1 + heard.media.duration_ms // _CHUNK_MS
    else:
        pixels, chunks = heard.film.canvas.width * heard.film.canvas.height, cores
    # Three bytes hold two pixels (4:2:0 in 8 bits).
    return pixels * 3 // 2 * _FRAMES_HELD * min(cores, chunks)

"""The verb podcast: recordings to finished episodes, each in a folder of its own."""

import contextlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path

from mediakit.errors import BadInput
from mediakit.media.model import Media
from mediakit.media.probe import probe
from mediakit.outputs.package import check_free, owner, read_listing
from mediakit.outputs.podcast.cover import write_cover
from mediakit.outputs.podcast.model import Tags
from mediakit.plan.podcast import EpisodeSound, part_of
from mediakit.process import StopSignal
from mediakit.render.podcast import make_episode
from mediakit.render.store import Store
from mediakit.transcript.listening import Listening
from mediakit.workflow.about import about_file, read_about
from mediakit.workflow.episodes import episodes_in
from mediakit.workflow.events import Progress, Tell, Warned
from mediakit.workflow.keeping import cache_folder
from mediakit.workflow.listening import Ask
from mediakit.workflow.names import names_for
from mediakit.workflow.publishing import AudiogramWish, Episode, publish
from mediakit.workflow.scribe import Scribe, Worded, Wording, check_source
from mediakit.workflow.show import Show, merged, read_show
from mediakit.workflow.single_files import Done, each, ears_for


@dataclass(frozen=True, slots=True)
class Wish:
    """What a person asks of a podcast just now; `show` counts before podcast.toml."""

    show: Show = field(default_factory=Show)
    wording: Wording = field(default_factory=Wording)
    audiogram: AudiogramWish | None = None


def podcast(
    places: Iterable[Path],
    *,
    out: Path | None,
    wish: Wish,
    listening: Listening,
    replace_old: bool,
    tell: Tell,
    stop: StopSignal,
    ask: Ask | None = None,
) -> Iterator[Done]:
    """Make an episode of every recording, and of those in the folders among `places`: a folder of
    results for each, in `out` or beside the recording. One that fails does not keep the others
    from being made.
    """
    files = list(episodes_in(places, besides=wish.show.sounds))
    check_source(wish.wording, files)
    _check_clock(wish.wording.source)
    ears = None if wish.wording.source else ears_for(listening, tell, stop, ask)
    scribe = Scribe(wish.wording, listening.language, ears, tell)
    store = Store(cache_folder() / "render")
    maker = _Maker(wish, scribe, store, out, replace_old, tell, stop)
    if len(files) > 1:
        names = names_for(str(file) for file in files)
        scribe.ask_ahead(_unanswered({Path(f).absolute(): name for f, name in names.items()}, out))
    with store.in_use():
        yield from each(files, maker.make)


@dataclass(frozen=True, slots=True)
class _Maker:
    """Makes one episode after another."""

    wish: Wish
    scribe: Scribe
    store: Store
    out: Path | None
    replace_old: bool
    tell: Tell
    stop: StopSignal
    facts: Callable[[Path], Media] = field(default_factory=lambda: cache(probe))
    """Probes a file once: the intro is the same in every episode."""

    def make(self, file: Path, name: str) -> Done:
        """Make one recording's package."""
        place = self.out or file.parent
        folder = place / f"{name}-podcast" if (place / name).is_file() else place / name
        mark = owner(folder, file)
        check_free(folder, replace=self.replace_old, project=mark)
        # What people wrote and what they named is read first, so that a slip of the pen is not
        # found after an hour of work.
        show = merged(self.wish.show, read_show(file.parent))
        notes = _notes(place, file.parent, name)
        read_about(notes)
        cover = write_cover(show.cover) if show.cover else None
        talk = self._sounding(file)
        sound, parts = self._sound(talk, show)
        worded = self.scribe.words_of(talk, name, notes, show.language)
        finished = make_episode(
            sound,
            {media.fingerprint: media.path for media in (talk, *parts.values())},
            self.store,
            on_share=lambda share: self.tell(Progress(f"Making {file.name}", share, 1.0)),
            stop=self.stop,
        )
        tags = _tags(worded, show, cover, name)
        episode = Episode(
            name=name,
            tags=tags,
            starts=tuple((chapter.at, chapter.title) for chapter in worded.about.chapters),
            sound=sound,
            finished=finished,
            transcript=replace(worded.transcript, language=tags.language),
            standing=worded.standing,
            source=file.name,
            parts={word: media.path.name for word, media in parts.items()},
            cover=show.cover,
            mark=mark,
        )
        made = publish(episode, folder, self.wish.audiogram, self.tell, self.stop)
        return Done(file, (made,))

    def _sounding(self, file: Path) -> Media:
        """The facts of a file that must have sound."""
        media = self.facts(file)
        if media.main_sound is None:
            raise BadInput("There is no sound in this file", str(file), "Choose another one.")
        for warning in media.warnings:
            self.tell(Warned(f"{file.name}: {warning}"))
        return media

    def _sound(self, talk: Media, show: Show) -> tuple[EpisodeSound, dict[str, Media]]:
        """The sound to make, and the recordings that go into it besides the talk."""
        named_parts = {"intro": show.intro, "outro": show.outro, "music": show.music}
        parts = {word: self._sounding(path) for word, path in named_parts.items() if path}
        every = [media.main_sound for media in (talk, *parts.values()) if media.main_sound]
        mono = show.mono or all(sound.channels == 1 for sound in every)
        sound = EpisodeSound(
            talk=part_of(talk),
            channels=1 if mono else 2,
            intro=part_of(parts["intro"]) if "intro" in parts else None,
            outro=part_of(parts["outro"]) if "outro" in parts else None,
            music=parts["music"].fingerprint if "music" in parts else None,
            clean=show.clean,
        )
        return sound, parts


def _unanswered(names: Mapping[Path, str], out: Path | None) -> dict[Path, Path]:
    """The recordings whose show does not say what is spoken, each with the file in which people
    speak about it. A mistake in a podcast.toml is left for the turn of its recordings.
    """
    places = {}
    for file, name in names.items():
        with contextlib.suppress(BadInput):
            if not read_show(file.parent).language:
                places[file] = _notes(out or file.parent, file.parent, name)
    return places


def _check_clock(source: Path | None) -> None:
    """Raise `BadInput` for a mended transcript that lies in an episode with an intro: its times
    begin with that, and not with the recording.
    """
    if source is not None and read_listing(source.parent).get("talk_begins_at"):
        raise BadInput(
            "This transcript is that of a finished episode: its times begin with the intro",
            str(source),
            "Mend the one that 'mediakit transcribe' makes from your recording.",
        )


def _notes(place: Path, beside: Path, name: str) -> Path:
    """The file in which people speak about the recording: where the results go, unless there is
    one beside the recording.
    """
    there, here = about_file(place, name), about_file(beside, name)
    return here if here.exists() and not there.exists() else there


def _tags(worded: Worded, show: Show, cover: bytes | None, name: str) -> Tags:
    """What players show, but for the chapters. Where nobody speaks, the show's language is told."""
    about, transcript = worded.about, worded.transcript
    known = about.language or show.language or "en"
    return Tags(
        title=about.title or name,
        language=transcript.language if transcript.words else known,
        show=show.show,
        author=show.author,
        episode=about.episode,
        date=about.date,
        description=about.description,
        website=show.website,
        cover=cover,
    )

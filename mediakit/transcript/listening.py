"""Listening to recordings, each only once: what was heard is kept by everything that decides it."""

import hashlib
import json
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from mediakit.clock import format_time
from mediakit.errors import BadInput
from mediakit.files import write_text
from mediakit.media.model import Media
from mediakit.process import StopSignal
from mediakit.transcript.engines import EngineKind, engine_named
from mediakit.transcript.engines.base import UNDETERMINED, Asking, Engine, code_of, known_code
from mediakit.transcript.files import FORMAT, read_transcript, write_transcript
from mediakit.transcript.hot_words import HotWords
from mediakit.transcript.journal import Journal
from mediakit.transcript.language import SURE_ENOUGH, language_of
from mediakit.transcript.model import UNCLEAR, Transcript
from mediakit.transcript.models import Model, find_model

if TYPE_CHECKING:
    from mediakit.transcript.hearing import Hearing
    from mediakit.transcript.recording import Recording, Said, Voice

LISTENER = 3
"""Counts up whenever the same recording would be heard differently by what stands in our own code:
how its sound is decoded and mixed, where speech is found, how words are put together. Constants
count by themselves (`_numbers`)."""

_READY = 0.05
"""Share of the work until the speech is found; the rest is hearing it."""

_HEARD = 0.85
"""Share of the work until the words are there, where voices are then told apart."""

_VOICES_BY = ("kaldi-native-fbank", "onnx", "onnxruntime")
"""Libraries whose versions decide how voices are told apart."""

_LOOK_EVERY = 0.2
"""Seconds between two looks whether somebody who waits for their turn was stopped."""

_PLACES = 5
"""Unclear places that are named; the transcript marks them all."""


@dataclass(frozen=True, slots=True)
class Listening:
    """How to listen. `model` is a name, or a folder or file of the person's own; `language` is a
    BCP 47 tag, None to find it out; `download` allows a model to come from the internet.

    `prompt` is a text as it might stand before the recording: it sets spelling and style.
    `hot_words` are names and terms to listen for. `beams` is how many wordings are followed at
    once where what is said is not clear. `temperatures` are tried in turn where nothing else makes
    sense of a place; the words are then not the same every time. `speakers` is how many people
    speak; "guess" to find that out by their voices, "channels" to tell people apart only where
    each has a channel of their own.
    """

    engine: str = "faster-whisper"
    model: str = "base"
    language: str | None = None
    download: bool = False
    prompt: str = ""
    hot_words: tuple[str, ...] = ()
    beams: int = 5
    temperatures: tuple[float, ...] = ()
    speakers: int | Literal["channels", "guess"] = "channels"


class Engines:
    """Engines by what they are, each loaded when it is first needed, and once: for listeners that
    ask different things of the same one. They take turns.
    """

    def __init__(self) -> None:
        self._busy = threading.Lock()
        self._loaded: dict[tuple[str, str], Engine] = {}

    @contextmanager
    def turn(self, stop: StopSignal) -> Iterator[None]:
        """While this lasts, nobody else listens: an engine uses every core by itself, and two
        recordings at once would only slow each other. Raises `Stopped` if that is asked for while
        waiting.
        """
        while not self._busy.acquire(timeout=_LOOK_EVERY):
            stop.check()
        try:
            yield
        finally:
            self._busy.release()

    def loaded(self, kind: EngineKind, model: Model) -> Engine:
        """The engine with this model, ready to hear."""
        key = kind.name, model.fingerprint
        if key not in self._loaded:
            self._loaded[key] = kind.load(model)
        return self._loaded[key]


class Listener:
    """Listens to many recordings with one engine, which is loaded when the first one needs it."""

    def __init__(self, settings: Listening, engines: Engines | None = None) -> None:
        """Raises `BadInput` or `MissingPart` at once for an engine or model that is not there."""
        self._settings = settings
        self._kind = engine_named(settings.engine)
        self._versions = self._kind.versions()
        self._model = find_model(
            settings.model, weights=self._kind.weights, download=settings.download
        )
        self._engines = engines or Engines()
        self._ready: tuple[str, Recording] | None = None

    @property
    def settings(self) -> Listening:
        """How it listens."""
        return self._settings

    def key(self, media: Media, language: str | None = None) -> str:
        """What the transcript of `media` is kept under: everything that decides what is heard and
        by whom. `language` as in `listen`.
        """
        words = self._decides(media, language)
        if self._settings.speakers == "channels":
            return _hash(words)
        from mediakit.transcript.speakers.weights import SHA256

        versions = [_version(library) for library in _VOICES_BY]
        who = {"speakers": self._settings.speakers, "voices": SHA256, "voices by": versions}
        return _hash(words | who)

    def detect(self, media: Media, *, keep: Path, stop: StopSignal) -> tuple[str, float]:
        """The language spoken in `media` and how sure that is (0 to 1), kept in the folder `keep`.

        Raises as `listen` does.
        """
        _check_sound(media)
        kept = keep / f"{_hash(self._decides(media, None))}.language.json"
        with self._engines.turn(stop):
            return self._language(media, kept, stop)

    def listen(
        self,
        media: Media,
        *,
        keep: Path,
        on_progress: Callable[[float], None],
        stop: StopSignal,
        language: str | None = None,
    ) -> Transcript:
        """See the function `listen`. `language` goes before the one of the settings."""
        _check_sound(media)
        language = language or self._settings.language
        kept = keep / f"{self.key(media, language)}.json"
        with self._engines.turn(stop):
            found = _kept(kept)
            if found is None:
                with self._letting_go():
                    job = _Job(media, language, keep, on_progress, stop)
                    found = self._told_apart(job, self._heard(job))
                write_text(kept, write_transcript(found))
        on_progress(1.0)
        return found

    def _decides(self, media: Media, language: str | None) -> dict[str, object]:
        language = language or self._settings.language
        return {
            "format": FORMAT,
            "media": media.fingerprint,
            **({} if media.chosen is None else {"sound": media.chosen}),
            "engine": self._settings.engine,
            "model": self._model.fingerprint,
            "model name": self._model.name,
            "language": language and code_of(language),
            "prompt": self._settings.prompt,
            "hot words": self._settings.hot_words,
            "beams": self._settings.beams,
            "temperatures": self._settings.temperatures,
            "versions": self._versions,
            "listener": LISTENER,
            "numbers": _numbers(),
            "sound decoded by": metadata.version("av"),
        }

    def _heard(self, job: "_Job") -> Transcript:
        """What is said, kept by itself whoever said it."""
        name = _hash(self._decides(job.media, job.language))
        kept = job.keep / f"{name}.json"
        found = _kept(kept)
        if found is None:
            journal = Journal(job.keep / f"{name}.partial.jsonl")
            found = self._made_out(job, journal)
            write_text(kept, write_transcript(found))
            journal.done()
        return found

    def _made_out(self, job: "_Job", journal: Journal) -> Transcript:
        engine = self._loaded()
        given = job.language and known_code(engine, job.language)
        recording = self._recording(job.media, job.keep, job.part(0, _READY), job.stop)
        if given:
            code, confidence = given, 1.0
        else:
            kept = job.keep / f"{_hash(self._decides(job.media, None))}.language.json"
            code, confidence = self._language(job.media, kept, job.stop)
        said = self._said(recording, code, journal, job)
        return Transcript(
            code,
            confidence,
            engine.name,
            engine.model,
            # A film may go on after its sound ends.
            max(job.media.duration_ms, recording.duration_ms),
            said.words,
            said.sounds,
        )

    def _said(self, recording: "Recording", code: str, journal: Journal, job: "_Job") -> "Said":
        from mediakit.transcript.hearing import Hearing
        from mediakit.transcript.recording import hear_all

        engine, settings = self._loaded(), self._settings
        asking = Asking(code, settings.beams, settings.prompt)
        hot_words = HotWords(settings.hot_words)

        def hearing(voice: "Voice") -> "Hearing":
            """How one voice is heard."""
            temperatures = settings.temperatures
            return Hearing(engine, asking, voice.speech, voice.read, hot_words, temperatures)

        on_progress = job.part(_READY, self._heard_share)
        return hear_all(recording, hearing, journal, on_progress=on_progress, stop=job.stop)

    def _told_apart(self, job: "_Job", found: Transcript) -> Transcript:
        """With a speaker on every word. Channels that are people's own need no ear for voices."""
        from mediakit.transcript.speakers.voices import tell_apart

        number = self._settings.speakers
        if number == "channels" or any(word.speaker for word in found.words):
            return found
        recording = self._recording(job.media, job.keep, lambda _: None, job.stop)
        words = tell_apart(
            found.words,
            recording.sound.read,
            number=None if number == "guess" else number,
            on_progress=job.part(self._heard_share, 1.0),
            stop=job.stop,
        )
        return replace(found, words=words, speakers_guessed=number == "guess")

    @property
    def _heard_share(self) -> float:
        """Share of the work that is done when every word is there."""
        return 1.0 if self._settings.speakers == "channels" else _HEARD

    def _loaded(self) -> Engine:
        return self._engines.loaded(self._kind, self._model)

    def _recording(
        self, media: Media, keep: Path, on_progress: Callable[[float], None], stop: StopSignal
    ) -> "Recording":
        """`media` made ready; the last one stays so until another is needed."""
        from mediakit.transcript.recording import prepare

        heard = f"{media.fingerprint} {media.chosen}"
        if self._ready is None or self._ready[0] != heard:
            self._let_go()
            made = prepare(media, keep, on_progress=on_progress, stop=stop)
            self._ready = (heard, made)
        return self._ready[1]

    def _language(self, media: Media, kept: Path, stop: StopSignal) -> tuple[str, float]:
        try:
            found = json.loads(kept.read_text(encoding="utf-8"))
            return str(found["language"]), float(found["share"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        recording = self._recording(media, kept.parent, lambda _: None, stop)
        voice = max(recording.voices, key=lambda one: sum(w.length for w in one.windows))
        language, share = language_of(voice.windows, voice.read, self._loaded(), stop)
        write_text(kept, json.dumps({"language": language, "share": share}) + "\n")
        return language, share

    @contextmanager
    def _letting_go(self) -> Iterator[None]:
        """Give back the disk that the decoded sound takes, whatever happens."""
        try:
            yield
        finally:
            self._let_go()

    def _let_go(self) -> None:
        if self._ready is not None:
            self._ready[1].sound.close()
            self._ready = None


def listen(
    media: Media,
    settings: Listening,
    *,
    keep: Path,
    on_progress: Callable[[float], None],
    stop: StopSignal,
) -> Transcript:
    """What is said in `media`, from the folder `keep` where it was listened to before.

    For many recordings make one `Listener`. Raises `BadInput` for a file without sound,
    `MissingPart` for an engine, a model or a part that tells speakers apart that is not there,
    `Stopped` once `stop` is set; what was heard until then is kept, and the next time goes on.
    """
    return Listener(settings).listen(media, keep=keep, on_progress=on_progress, stop=stop)


def doubts(transcript: Transcript) -> tuple[str, ...]:
    """Plain sentences about what a person should look at before trusting the transcript."""
    if not transcript.words and not transcript.sounds:
        return ("No speech was found.",)
    found = []
    if transcript.language != UNDETERMINED and transcript.language_confidence < SURE_ENOUGH:
        found.append(
            f"The language is not clear: {transcript.language} is only a guess "
            f"({transcript.language_confidence:.0%}). If it is another one, say which, "
            "for example: --language cy"
        )
    unclear = [sound.span for sound in transcript.sounds if sound.text == UNCLEAR]
    if unclear:
        places = ", ".join(format_time(span.start) for span in unclear[:_PLACES])
        more = " and later" if len(unclear) > _PLACES else ""
        found.append(
            f"Somebody speaks who could not be understood, at {places}{more}. "
            "Listen there, and write what you hear."
        )
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Job:
    """One listening: to what, in which language, where it is kept, and who is told."""

    media: Media
    language: str | None
    keep: Path
    on_progress: Callable[[float], None]
    stop: StopSignal

    def part(self, start: float, end: float) -> Callable[[float], None]:
        """Tells the progress of a part of the work that reaches from one share to another."""
        return lambda share: self.on_progress(start + share * (end - start))


def _check_sound(media: Media) -> None:
    if media.main_sound is None:
        raise BadInput("There is no sound in the file", str(media.path))


def _numbers() -> dict[str, object]:
    """Every constant of the rooms that hear. A part that was kept by other numbers is another part:
    groups of other sizes, for one, hold other windows.
    """
    from mediakit.transcript import hearing, hot_words, language, speech, windows, words
    from mediakit.transcript.engines import base, faster_whisper
    from mediakit.transcript.speakers import channels, weaving

    finding = (speech, windows, channels, weaving)
    understanding = (base, faster_whisper, hearing, hot_words, language, words)
    return {
        f"{module.__name__}.{name}": value
        for module in (*finding, *understanding)
        for name, value in vars(module).items()
        if name.isupper() and isinstance(value, (int, float, str))
    }


def _version(library: str) -> str:
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def _hash(parts: dict[str, object]) -> str:
    data = json.dumps(parts, sort_keys=True, separators=(",", ":")).encode()
    return hashlib.sha256(data).hexdigest()


def _kept(path: Path) -> Transcript | None:
    """A kept transcript; None where there is none, or it is damaged and must be made anew."""
    try:
        return read_transcript(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError, BadInput):
        return None

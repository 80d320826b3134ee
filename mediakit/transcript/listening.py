"""Listening to recordings, each only once: what was heard is kept by everything that decides it."""

import hashlib
import json
import threading
from collections.abc import Callable
from dataclasses import dataclass, replace
from importlib import metadata
from pathlib import Path
from typing import Literal

from mediakit.errors import BadInput
from mediakit.files import write_text
from mediakit.media.model import Media
from mediakit.process import StopSignal
from mediakit.transcript.engines import Engine, engine_named
from mediakit.transcript.engines.base import code_of
from mediakit.transcript.files import FORMAT, read_transcript, write_transcript
from mediakit.transcript.model import Transcript
from mediakit.transcript.models import find_model

LISTENER = 1
"""Counts up whenever the same recording would be heard differently by what stands in our own code:
how its sound is decoded and mixed, where speech is found, how words are put together."""

SURE_ENOUGH = 0.5
"""Share from which a language that Whisper found is taken without a question (faster-whisper's own
limit for a language that counts as found)."""


@dataclass(frozen=True, slots=True)
class Listening:
    """How to listen. `model` is a name, or a folder or file of the person's own; `language` is a
    BCP 47 tag, None to find it out; `download` allows a model to come from the internet.

    `prompt` is a text as it might stand before the recording: it sets spelling and style.
    `hot_words` are names and terms to listen for. `beams` is how many wordings are followed at
    once. `speakers` is how many people speak; "guess" to find that out by their voices, "channels"
    to tell people apart only where each has a channel of their own.
    """

    engine: str = "faster-whisper"
    model: str = "base"
    language: str | None = None
    download: bool = False
    prompt: str = ""
    hot_words: tuple[str, ...] = ()
    beams: int = 5
    speakers: int | Literal["channels", "guess"] = "channels"


class Listener:
    """Listens to many recordings with one engine, which is loaded when the first one needs it."""

    def __init__(self, settings: Listening) -> None:
        """Raises `BadInput` or `MissingPart` at once for an engine or model that is not there."""
        self._settings = settings
        self._kind = engine_named(settings.engine)
        self._versions = self._kind.versions()
        self._model = find_model(
            settings.model, weights=self._kind.weights, download=settings.download
        )
        self._engine: Engine | None = None
        # An engine uses every core by itself; two recordings at once would only slow each other.
        self._busy = threading.Lock()

    def key(self, media: Media) -> str:
        """What the transcript of `media` is kept under: everything that decides what is heard."""
        language = self._settings.language
        parts = {
            "format": FORMAT,
            "media": media.fingerprint,
            "engine": self._settings.engine,
            "model": self._model.fingerprint,
            "model name": self._model.name,
            "language": language and code_of(language),
            "versions": self._versions,
            "listener": LISTENER,
            "sound decoded by": metadata.version("av"),
            "decoding": _decoding(),
        }
        return hashlib.sha256(_canonical(parts)).hexdigest()

    def listen(
        self,
        media: Media,
        *,
        keep: Path,
        on_progress: Callable[[float], None],
        stop: StopSignal,
    ) -> Transcript:
        """See `listen`."""
        if media.main_sound is None:
            raise BadInput("There is no sound in the file", str(media.path))
        kept = keep / f"{self.key(media)}.json"
        with self._busy:
            found = _kept(kept)
            if found is None:
                found = self._hear(media, on_progress, stop)
                write_text(kept, write_transcript(found))
        on_progress(1.0)
        return found

    def _hear(
        self, media: Media, on_progress: Callable[[float], None], stop: StopSignal
    ) -> Transcript:
        from mediakit.media.sound import decode_sound
        from mediakit.transcript.speech import SPEECH_RATE

        sound = decode_sound(media, sample_rate=SPEECH_RATE)
        stop.check()
        if self._engine is None:
            self._engine = self._kind.load(self._model)
        transcript = self._engine.listen(
            sound, language=self._settings.language, on_progress=on_progress, stop=stop
        )
        # A film may go on after its sound ends.
        return replace(transcript, duration_ms=max(media.duration_ms, transcript.duration_ms))


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
    `MissingPart` for an engine or model that is not there, `Stopped` once `stop` is set.
    """
    return Listener(settings).listen(media, keep=keep, on_progress=on_progress, stop=stop)


def doubts(transcript: Transcript) -> tuple[str, ...]:
    """Plain sentences about what a person should look at before trusting the transcript."""
    if not transcript.words:
        return ("No speech was found.",)
    if transcript.language_confidence < SURE_ENOUGH:
        return (
            f"The language is not clear: {transcript.language} is only a guess "
            f"({transcript.language_confidence:.0%}). If it is another one, say which, "
            "for example: --language cy",
        )
    return ()


def _decoding() -> dict[str, object]:
    from mediakit.transcript.engines import base, faster_whisper
    from mediakit.transcript.speech import FINDING, STRETCH_SECONDS

    return {
        **base.DECODING,
        "log probability limit": base.LOG_PROBABILITY_LIMIT,
        "seed": base.SEED,
        "compute type": faster_whisper.COMPUTE_TYPE,
        "finding": FINDING,
        "stretch": STRETCH_SECONDS,
    }


def _canonical(parts: dict[str, object]) -> bytes:
    return json.dumps(parts, sort_keys=True, separators=(",", ":")).encode()


def _kept(path: Path) -> Transcript | None:
    """A kept transcript; None where there is none, or it is damaged and must be made anew."""
    try:
        return read_transcript(path.read_text(encoding="utf-8"), str(path))
    except (OSError, UnicodeDecodeError, BadInput):
        return None

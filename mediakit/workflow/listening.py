"""Listening without locking the person out: Ctrl-C answers at once."""

import threading
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from mediakit.files import copy
from mediakit.film.values import Refused, language_value
from mediakit.media.model import Media
from mediakit.process import StopSignal
from mediakit.render.hearing import SHARES, Hearing
from mediakit.render.rendering import Order, make_pieces
from mediakit.render.store import Store
from mediakit.transcript.engines.base import UNDETERMINED
from mediakit.transcript.language import SURE_ENOUGH
from mediakit.transcript.listening import Listener, doubts
from mediakit.transcript.model import Transcript
from mediakit.workflow.events import Progress, Said, Tell, Warned
from mediakit.workflow.making import Workers

_LOOK_EVERY = 0.1
"""Seconds between two looks at whether the person has pressed Ctrl-C."""

_ASKED_AT_ONCE = 32
"""Recordings that are asked for at once: more than most clusters have workers. [own]"""

Result = TypeVar("Result")

Ask = Callable[[str], str]
"""Puts a question to the person and gives back what they typed; "" where they only pressed
Enter."""

LANGUAGES = {
    "ar": "Arabic",
    "bg": "Bulgarian",
    "bn": "Bengali",
    "br": "Breton",
    "cs": "Czech",
    "cy": "Welsh",
    "da": "Danish",
    "de": "German",
    "el": "Greek",
    "en": "English",
    "es": "Spanish",
    "fa": "Persian",
    "fr": "French",
    "hi": "Hindi",
    "it": "Italian",
    "ja": "Japanese",
    "ko": "Korean",
    "la": "Latin",
    "mi": "Maori",
    "ne": "Nepali",
    "nl": "Dutch",
    "nn": "Norwegian",
    "no": "Norwegian",
    "pa": "Punjabi",
    "pl": "Polish",
    "pt": "Portuguese",
    "ro": "Romanian",
    "ru": "Russian",
    "so": "Somali",
    "sv": "Swedish",
    "ta": "Tamil",
    "tr": "Turkish",
    "uk": "Ukrainian",
    "ur": "Urdu",
    "zh": "Chinese",
}
"""What people call the languages that are spoken most in Britain and those that Whisper takes for
one another; any other is shown by its code."""


@dataclass(frozen=True, slots=True)
class Elsewhere:
    """Other computers that listen: `workers`, and the store that they and we share."""

    workers: Workers
    store: Path


def listeners(workers: Workers, store: Path) -> Elsewhere | None:
    """Those workers as listeners; None where they are this computer, which listens anyway."""
    return Elsewhere(workers, store) if workers.others else None


@dataclass(frozen=True, slots=True)
class Ears:
    """Listens to one recording after another; what was heard is kept in the folder `keep`, so that
    nothing is listened to twice.
    """

    listener: Listener
    keep: Path
    tell: Tell
    stop: StopSignal
    ask: Ask | None = None
    """None where nobody is there to be asked."""
    elsewhere: Elsewhere | None = None
    """None where only this computer listens."""

    def hear(self, media: Media, language: str | None = None) -> Transcript:
        """What is said in `media`, in `language` if a person said which it is. Warns of what a
        person should look at.
        """
        task = f"Listening to {media.path.name}"

        def told(share: float) -> None:
            """Tell how far it is."""
            self.tell(Progress(task, share, 1.0))

        def work() -> Transcript:
            """Listen, or take what was heard."""
            if self.elsewhere is not None and media.main_sound is not None:
                self._have_heard(self.elsewhere, media, language, told)
            return self.listener.listen(
                media, keep=self.keep, on_progress=told, stop=self.stop, language=language
            )

        transcript = interruptible(work, self.stop)
        for doubt in doubts(transcript):
            self.tell(Warned(f"{media.path.name}: {doubt}"))
        return transcript

    def hear_together(self, recordings: Sequence[tuple[Media, str | None]]) -> None:
        """Have others hear all these recordings at once, each in its language if a person said
        which it is: `hear` then finds them heard. Where only this computer listens, nothing
        happens: a speech model takes all of it.
        """
        by = self.elsewhere
        spoken = [(media, language) for media, language in recordings if media.main_sound]
        if by is None or len(spoken) < 2:
            return
        task, shares = f"Listening to {len(spoken)} recordings", [0.0] * len(spoken)
        # Without turns, what was added up first could be told last, and the progress run back.
        turn = threading.Lock()

        def one(number: int) -> None:
            """Have one of them heard."""

            def told(share: float) -> None:
                """Tell how far all are."""
                with turn:
                    shares[number] = share
                    self.tell(Progress(task, sum(shares), float(len(shares))))

            self._have_heard(by, *spoken[number], told)

        def work() -> None:
            """Have all heard, each asked for from a thread of its own."""
            with ThreadPoolExecutor(min(len(spoken), _ASKED_AT_ONCE)) as pool:
                list(pool.map(one, range(len(spoken))))

        interruptible(work, self.stop)

    def _have_heard(
        self,
        by: Elsewhere,
        media: Media,
        language: str | None,
        told: Callable[[float], None],
    ) -> None:
        """Have `media` heard by others, and keep their transcript as if it were ours."""
        key = self.listener.key(media, language)
        kept = self.keep / f"{key}.json"
        if kept.exists():
            return
        order = Order(
            Hearing(key, media, self.listener.settings, language),
            (key,),
            {media.fingerprint: media.path},
            Store(by.store),
            {media.fingerprint: media.stamp} if media.stamp else {},
        )
        with by.workers.opened() as executor:
            made = executor.submit(make_pieces, order, self.stop, lambda n: told(n / SHARES))
            (transcript,) = made.result()
        copy(transcript, kept)

    def language_of(self, media: Media) -> str | None:
        """The language of `media` as the person confirmed it, after being told what was found; None
        where nobody was there to be asked, or there was no need. Raises `BadInput` for a file
        without sound.
        """
        found, share = interruptible(
            lambda: self.listener.detect(media, keep=self.keep, stop=self.stop), self.stop
        )
        if found == UNDETERMINED:
            return None
        name, sure = media.path.name, share >= SURE_ENOUGH
        sounds = "this sounds like" if sure else "the language is not clear. It may be"
        self.tell(Said(f"{name}: {sounds} {language_name(found)} ({share:.0%})."))
        if found == "en" and sure:
            return None
        if self.ask is not None:
            return asked(self.ask, self.tell, found)
        # What is not even sure is told once the recording has been listened to.
        if sure:
            self.tell(
                Warned(
                    f"{name}: nobody was there to say whether it is {language_name(found)}. If it "
                    "is English, run the command again with --language en"
                )
            )
        return None


def language_name(tag: str) -> str:
    """What people call a language.

    >>> language_name("cy"), language_name("en-GB"), language_name("xx")
    ('Welsh', 'English', 'the language with the code xx')
    """
    return LANGUAGES.get(tag.partition("-")[0], f"the language with the code {tag}")


def asked(ask: Ask, tell: Tell, found: str) -> str:
    """The language that the person says it is, in its usual spelling."""
    other = "cy" if found.startswith("en") else "en"
    question = (
        f"Is that right? Press Enter for {language_name(found)}, "
        f"or write another code such as {other}:"
    )
    while True:
        answer = ask(question).strip()
        try:
            return language_value(answer) if answer else found
        except Refused as refused:
            tell(Said(f"'{answer}' {refused.clause}. {refused.suggestion}"))


def interruptible(work: Callable[[], Result], stop: StopSignal) -> Result:
    """Do `work` in a thread of its own, so that a speech model deep in its arithmetic does not
    keep Ctrl-C waiting; then `stop` is set and the thread is left to end by itself.
    """
    results: list[Result] = []
    failures: list[BaseException] = []

    def run() -> None:
        try:
            results.append(work())
        except BaseException as error:  # noqa: BLE001 - handed on to the waiting thread as it is
            failures.append(error)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    try:
        while thread.is_alive():
            thread.join(_LOOK_EVERY)
    except BaseException:
        stop.set()
        raise
    if failures:
        raise failures[0]
    return results[0]

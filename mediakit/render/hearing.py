"""Listening as a piece of work that can be handed over, as chunks are."""

import shutil
from dataclasses import dataclass, replace
from pathlib import Path

from mediakit.errors import MissingPart
from mediakit.media.model import Media
from mediakit.render.programs import Job
from mediakit.transcript.listening import Engines, Listener, Listening

SHARES = 1000
"""Listening has no frames: so many parts of it are told as done."""

_ENGINES = Engines()
"""A worker loads each speech model once, and hears one recording at a time."""


@dataclass(frozen=True, slots=True)
class Hearing:
    """A recording to be listened to. `key` is what its transcript is kept under where that is
    asked for; `language` is a BCP 47 tag, None for the one of the settings.
    """

    key: str
    media: Media
    settings: Listening
    language: str | None


def hear(hearing: Hearing, job: Job, keep: Path) -> Path:
    """The transcript as a file in the job's folder. What was heard meanwhile is kept in `keep`,
    so that whoever begins again there goes on.

    Raises `MissingPart` where this computer would hear it otherwise.
    """
    listener = Listener(hearing.settings, _ENGINES)
    media = replace(hearing.media, path=job.files[hearing.media.fingerprint])
    if listener.key(media, hearing.language) != hearing.key:
        raise MissingPart(
            f"The speech model {hearing.settings.model}, or what listens with it, differs between"
            " the computers",
            remedy="Install the same everywhere, and start the worker again.",
        )

    def told(share: float) -> None:
        """Tell how much of it is heard."""
        if job.on_frame is not None:
            job.on_frame(round(share * SHARES))

    listener.listen(media, keep=keep, on_progress=told, stop=job.stop, language=hearing.language)
    made = job.folder / "transcript.json"
    shutil.copyfile(keep / f"{hearing.key}.json", made)
    return made

"""What is published: a transcript, its title, and how far it can be trusted."""

from dataclasses import dataclass

from mediakit.subtitles.reading_back import FROM_FILE
from mediakit.transcript.model import Transcript

GUESSED_SPEAKERS = "Who speaks when is the machine's guess."


@dataclass(frozen=True, slots=True)
class Standing:
    """How far a transcript can be trusted: who checked it, None while nobody has."""

    checked_by: str | None = None

    def note(self, transcript: Transcript) -> str:
        """Plain sentences for the reader."""
        if self.checked_by:
            return f"Checked by {self.checked_by}."
        guess = f" {GUESSED_SPEAKERS}" if transcript.speakers_guessed else ""
        if transcript.engine == FROM_FILE:
            return f"Made from {transcript.model}. Nobody has said yet that it is checked.{guess}"
        return machine_note(transcript) + guess


@dataclass(frozen=True, slots=True)
class Publication:
    """A transcript on its way into a file. `media` is the name of the recording that is published
    beside it, if there is one.
    """

    title: str
    transcript: Transcript
    standing: Standing
    media: str | None = None

    @property
    def note(self) -> str:
        """How far the words can be trusted, in plain sentences."""
        return self.standing.note(self.transcript)


def machine_note(transcript: Transcript) -> str:
    """Says that nobody has checked the words yet, and what heard them."""
    return (
        f"Made by machine ({transcript.engine}, model {transcript.model}), "
        "not yet checked by a person."
    )

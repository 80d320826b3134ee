"""A brief as data: what to record, how, and the script."""

from dataclasses import dataclass

from mediakit.clock import format_time
from mediakit.signing.filming import Advice
from mediakit.signing.terms import Term

IN_PICTURE = "In the picture"


@dataclass(frozen=True, slots=True)
class Row:
    """A stretch of the script, from the film's time `start_ms`: what is said, word for word and in
    easy read; or, with `in_picture`, what can be read in the picture, in `said` alone.
    """

    start_ms: int
    speaker: str | None
    said: str
    easy: str
    in_picture: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """A recording that is wanted, for the film's time from `start_ms` to `end_ms`: how to name its
    file (without a folder), and whether it is there already.
    """

    number: int
    file: str
    start_ms: int
    end_ms: int
    there: bool = False

    @property
    def name_told(self) -> str:
        """The name, and that nothing need be recorded where that is so."""
        return f"{self.file} (we have this one already)" if self.there else self.file


@dataclass(frozen=True, slots=True)
class Brief:
    """Everything that the documents say. `film` and `picture` are the names of the files beside
    them; `alt` says in words what the picture shows; `note` says how far the words can be trusted.
    """

    title: str
    language: str
    note: str
    film: str
    script: str
    picture: str
    alt: str
    lead_seconds: int
    parts: tuple[Part, ...]
    advice: tuple[Advice, ...]
    names: tuple[Term, ...]
    words: tuple[Term, ...]
    rows: tuple[Row, ...]

    ask = "You know signing, and we know what we mean. If anything is not clear, ask us first."

    @property
    def contents(self) -> tuple[tuple[str, str], ...]:
        """The files to look at, and what each is."""
        return (
            (self.film, "the film, small, with a countdown, and with its time above the picture"),
            (self.script, "what is said and when, word for word and in easy read"),
        )

    @property
    def steps(self) -> tuple[str, ...]:
        """What to do, one thing after the other."""
        return (
            "Read the script, and how to film yourself below. Ask us what is not clear.",
            f"Start your camera first. Then play the film {self.film} from its beginning, aloud. It"
            f" counts down for {self.lead_seconds} seconds with short beeps. At the long beep the"
            " film begins: that is time 0:00. The time of the film stands above its picture.",
            "Sign until the film ends, and let the camera run to its end. If something goes wrong,"
            " stop, go back a sentence or two and record the rest as a new part.",
            "Name your files as below. If you make more parts, count on: 2, 3, 4.",
            "Send the files as they come out of your camera. Programs for messages make films"
            " smaller, and hands become unclear.",
        )

    @property
    def about_times(self) -> str:
        """What the times in the script count."""
        first = format_time(self.lead_seconds * 1000)
        return (
            "Times count from the beginning of the film, as they stand above its picture. In the"
            f" file {self.film} the film begins at {first}, after the countdown."
        )

    @property
    def lists(self) -> tuple[tuple[str, tuple[Term, ...], str], ...]:
        """What to prepare: a heading, the terms, and what to say where there are none."""
        return (
            ("Names", self.names, "No names are said or shown in this film."),
            ("Hard words", self.words, "No hard words were found in this film."),
        )

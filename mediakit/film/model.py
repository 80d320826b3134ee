"""A film as a person wrote it: clips in order, signer, music, versions. Times are milliseconds."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from mediakit.signing.geometry import Side


@dataclass(frozen=True, slots=True)
class Canvas:
    """The picture that a film is drawn on: pixels wide and high (both even), frames a second."""

    width: int
    height: int
    rate: Fraction


@dataclass(frozen=True, slots=True)
class Footage:
    """A stretch of a recording. `start` and `end` count from the recording's start; `end` None is
    its end. `dissolve` is how long the picture before melts into this one (0: a cut).
    `name` and `role` are shown as a name caption when the clip begins. `language` is what is spoken
    here, if it is another one than the film's.
    """

    file: str
    start: int = 0
    end: int | None = None
    name: str | None = None
    role: str | None = None
    dissolve: int = 0
    language: str | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A title on a plain ground, with an optional smaller line under it."""

    title: str
    duration: int
    text: str | None = None
    dissolve: int = 0


@dataclass(frozen=True, slots=True)
class Photo:
    """A still. With `movement` "slow" the camera comes slowly closer; "none" holds still."""

    file: str
    duration: int
    movement: Literal["slow", "none"] = "slow"
    dissolve: int = 0


@dataclass(frozen=True, slots=True)
class Credits:
    """Lines that roll upwards at the end. "Camera: Our team" shows as a role and a name."""

    lines: tuple[str, ...]
    duration: int
    dissolve: int = 0


Clip = Footage | Card | Photo | Credits


@dataclass(frozen=True, slots=True)
class SignerSlot:
    """A stretch of film with a signer in the picture: `file` from its time `start`, shown from the
    film's time `at`, until the recording ends or until the film's time `to`.
    """

    file: str
    at: int
    start: int = 0
    to: int | None = None


@dataclass(frozen=True, slots=True)
class Signer:
    """Where the signer stands and what is shown when."""

    side: Side
    slots: tuple[SignerSlot, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """One export of the film. `subtitles` is the tag of the track burned into the picture, or None;
    `second` is that of another language, shown below it at the same time; `signer` says whether the
    signer is in the picture. `translation`: the subtitles are in a language that is not spoken.
    """

    name: str
    subtitles: str | None
    signer: bool
    second: str | None = None
    translation: bool = False

    @property
    def tracks(self) -> tuple[str, ...]:
        """The tags of the tracks in the picture, from the upper to the lower."""
        return tuple(tag for tag in (self.subtitles, self.second) if tag is not None)


@dataclass(frozen=True, slots=True)
class Film:
    """Everything that film.toml says. File names are as written there: relative to the project's
    folder, with forward slashes.
    """

    title: str
    language: str
    """BCP 47 tag of the spoken language, such as en-GB."""
    canvas: Canvas
    clips: tuple[Clip, ...]
    signer: Signer | None
    music: str | None
    versions: tuple[Version, ...]
    profile: str | None = None
    """The rules of the word-for-word subtitles by their name; None for the usual ones."""

"""A film as a person wrote it: clips in order, signer, music, versions. Times are milliseconds."""

from dataclasses import dataclass
from fractions import Fraction
from typing import Literal

from mediakit.signing.geometry import Stand

PHOTO_MS = 5000
"""How long a photo is seen where nobody says. [own]"""


@dataclass(frozen=True, slots=True)
class Canvas:
    """The picture that a film is drawn on: pixels wide and high (both even), frames a second."""

    width: int
    height: int
    rate: Fraction


Chapter = str | Literal[False] | None
"""The name of the chapter that begins with a clip. None is the usual: a card's title, and no
chapter with any other clip; False is no chapter."""


Ground = Literal["blurred", "plain"]
"""What fills the picture beside a recording or a photo of another shape: itself, blurred, or a
plain colour. Neither is ever cropped."""


@dataclass(frozen=True, slots=True)
class Fades:
    """How a clip comes out of black and goes into it. `dip`: half of this time the clip before goes
    into black, and half of it this one comes out.
    """

    coming: int = 0
    going: int = 0
    dip: int = 0


@dataclass(frozen=True, slots=True)
class Effect:
    """A person's own function, in a Python file of the project, that changes a clip's pictures."""

    file: str
    function: str


@dataclass(frozen=True, slots=True)
class Footage:
    """A stretch of a recording. `start` and `end` count from the recording's start; `end` None is
    its end. `dissolve` is how long the picture before melts into this one (0: a cut).
    `name` and `role` are shown as a name caption when the clip begins. `language` is what is spoken
    here, if it is another one than the film's. `volume` is how loud it is heard beside the rest of
    the film: 0.5 is half as loud to the ear, 0 is silent. `cutaways` are seen in its place for a
    while. `speed` is how many times as fast as it was recorded it is shown and heard; `steady`
    takes the shaking of the camera out. `sound` is the recording's sound track that is heard, from
    1; None is the usual one. `ground` None is the film's.
    """

    file: str
    start: int = 0
    end: int | None = None
    name: str | None = None
    role: str | None = None
    dissolve: int = 0
    language: str | None = None
    volume: float = 1.0
    clean: bool | None = None
    """Whether noise and hum go down; None is as the film has it."""
    chapter: Chapter = None
    fades: Fades = Fades()
    cutaways: tuple["Cutaway", ...] = ()
    speed: Fraction = Fraction(1)
    steady: bool = False
    sound: int | None = None
    ground: Ground | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Card:
    """A title on a plain ground, with an optional smaller line under it, and an optional still
    above.
    """

    title: str
    duration: int
    text: str | None = None
    dissolve: int = 0
    chapter: Chapter = None
    fades: Fades = Fades()
    picture: str | None = None
    effect: Effect | None = None


Movement = Literal["slow", "across", "none"]
"""How the camera moves over a photo: it comes slowly closer, goes from one side to the other, or
holds still."""


@dataclass(frozen=True, slots=True)
class Photo:
    """A still. `ground` None is the film's."""

    file: str
    duration: int
    movement: Movement = "slow"
    dissolve: int = 0
    chapter: Chapter = None
    fades: Fades = Fades()
    ground: Ground | None = None
    effect: Effect | None = None


@dataclass(frozen=True, slots=True)
class Credits:
    """Lines that roll upwards at the end, or stand on pages. "Camera: Our team" shows as a role and
    a name.
    """

    lines: tuple[str, ...]
    duration: int
    dissolve: int = 0
    chapter: Chapter = None
    fades: Fades = Fades()
    style: Literal["roll", "pages"] = "roll"


@dataclass(frozen=True, slots=True)
class Cutaway:
    """Other pictures while a recording is heard: `shown`, without its sound, from the time `at` of
    the recording on. Footage without an `end` is shown until it is over, its clip is, or the next
    cutaway begins.
    """

    shown: Footage | Photo
    at: int


@dataclass(frozen=True, slots=True)
class Voice:
    """Somebody who tells over the pictures: `heard` is what of a recording, from the film's time
    `at` on; with a `clip`, from that time of that recording, where the film first shows it.
    """

    heard: Footage
    at: int
    clip: str | None = None


Clip = Footage | Card | Photo | Credits


@dataclass(frozen=True, slots=True)
class SignerSlot:
    """A stretch of film with a signer in the picture: `file` from its time `start`, shown from `at`
    until the recording ends or until `to`. Both count in the film; with a `clip`, in that
    recording, wherever the film shows it: then the signing follows its clips.

    `pace` is how much longer the recording takes than the film: 1.001 where its clock is that much
    too slow. `person` is who signs.
    """

    file: str
    at: int
    start: int = 0
    to: int | None = None
    clip: str | None = None
    pace: Fraction = Fraction(1)
    person: str | None = None


@dataclass(frozen=True, slots=True)
class SigningPerson:
    """Somebody who answers for the signing, with the number in the register of sign language
    interpreters and translators.
    """

    name: str
    role: Literal["interpreter", "checker"]
    registration: str | None = None


Overrun = Literal["hold", "wait"]
"""What is seen until signing that goes on longer is done: the clip's last picture, or a plain
ground."""


@dataclass(frozen=True, slots=True)
class Signer:
    """How the signer stands in the picture, what is shown when, and who answers for it."""

    stand: Stand
    slots: tuple[SignerSlot, ...]
    overrun: Overrun = "hold"
    people: tuple[SigningPerson, ...] = ()


Corner = Literal["top-left", "top-right"]
"""Where a logo stands. Subtitles and signers stand at the bottom."""


@dataclass(frozen=True, slots=True)
class Logo:
    """A still that is seen in a corner from beginning to end."""

    file: str
    corner: Corner = "top-left"


@dataclass(frozen=True, slots=True)
class FilmSound:
    """How the film as a whole sounds. `music_volume` is that of the music (see `Footage`);
    `loudness` is what it measures, in LUFS, None for that of the preset; with `clean`, noise and
    hum go down in whatever does not say otherwise.
    """

    music_volume: float = 1.0
    loudness: float | None = None
    clean: bool = False


@dataclass(frozen=True, slots=True)
class Version:
    """One export of the film. `subtitles` is the tag of the track burned into the picture, or None;
    `second` is that of another language, shown below it at the same time; `signer` says whether the
    signer is in the picture. `translation`: the subtitles are in a language that is not spoken.
    `alone`: the signer is all that is in the picture, for players that show it beside the film.
    """

    name: str
    subtitles: str | None
    signer: bool
    second: str | None = None
    translation: bool = False
    alone: bool = False

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
    sound: FilmSound = FilmSound()
    logo: Logo | None = None
    voices: tuple[Voice, ...] = ()
    ground: Ground = "blurred"

"""The film with every time resolved to whole frames."""

from dataclasses import dataclass, field
from fractions import Fraction

from mediakit.clock import FrameSpan
from mediakit.film.model import Canvas, Clip, FilmSound, Ground, Logo, Overrun, SigningPerson
from mediakit.signing.geometry import Stand


@dataclass(frozen=True, slots=True)
class Placed:
    """A clip in the film. `span` includes the `dissolve` frames at its start that it shares with
    the clip before. After it the film waits for `hold` frames, until the signing is done; if the
    clip after it dissolves, these hold the whole dissolve. Its `cutaways` lie inside the span, in
    order, and apart. Its first `fade_in` frames come out of black, and its last `fade_out` go into
    it, those of the hold included.
    """

    clip: Clip
    span: FrameSpan
    dissolve: int
    hold: int = 0
    cutaways: tuple["Placed", ...] = ()
    fade_in: int = 0
    fade_out: int = 0


@dataclass(frozen=True, slots=True)
class PlacedSlot:
    """A signer's recording in the film, from its time `start` in milliseconds, at its `pace` (see
    `SignerSlot`). `file` is None where the recording does not exist yet: a placeholder is shown
    instead, with the name in `wanted`.
    """

    span: FrameSpan
    file: str | None
    wanted: str
    start: int
    pace: Fraction = Fraction(1)
    person: str | None = None


@dataclass(frozen=True, slots=True)
class NameCaption:
    """Who is speaking, shown over the picture."""

    span: FrameSpan
    name: str
    role: str | None


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a subtitle of the film comes from: the place of its clip, or its voice, among all that
    is `heard` in the film, and the cue's place in the track of that recording.
    """

    clip: int
    cue: int


@dataclass(frozen=True, slots=True)
class PlacedCue:
    """A subtitle in film time. It has several `origins` where cues had to become one. `spoken` is
    the language of its clip, None for the film's.
    """

    span: FrameSpan
    text: str
    speaker: str | None
    origins: tuple[Origin, ...] = field(default=(), compare=False)
    spoken: str | None = None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The film on its frame grid. Clips lie in order, each overlapping the one before (and its
    hold) by its dissolve and leaving no gap. `warnings` are plain sentences about what a person
    should look at. `overrun` is what is seen while the film waits.
    """

    title: str
    language: str
    canvas: Canvas
    clips: tuple[Placed, ...]
    captions: tuple[NameCaption, ...]
    stand: Stand
    slots: tuple[PlacedSlot, ...]
    music: str | None
    frames: int
    warnings: tuple[str, ...]
    overrun: Overrun = "hold"
    people: tuple[SigningPerson, ...] = ()
    sound: FilmSound = field(default_factory=FilmSound)
    ground: Ground = "blurred"
    logo: Logo | None = None
    voices: tuple[Placed, ...] = ()
    """Who tells over the pictures, in order of time: they may lie anywhere in the film."""

    @property
    def heard(self) -> tuple[Placed, ...]:
        """Everything that can be heard: the clips, then the voices over them."""
        return (*self.clips, *self.voices)

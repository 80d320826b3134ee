"""The pieces of work that make a film: plain data, keyed by everything that reaches the result.

A piece never names a file. It names its inputs by fingerprint (a person's file) or by key (another
piece), so moving or renaming a file changes nothing and a changed file changes the key.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

from mediakit.film.model import Canvas, Ground, Movement
from mediakit.media.colours import Colours
from mediakit.media.ears import Ears
from mediakit.signing.geometry import Box

Codec = Literal["h264", "av1", "prores"]
"""How pictures are compressed (see `codecs`)."""


@dataclass(frozen=True, slots=True)
class Encoding:
    """How a film's picture is compressed: the encoder's preset and constant rate factor. `cap` is
    the most kilobits a second; a key picture comes at least every `key_ms`.
    """

    preset: str
    crf: int
    codec: Codec = "h264"
    cap: int | None = None
    key_ms: int = 2000


@dataclass(frozen=True, slots=True)
class Conform:
    """Odd footage brought into shape once: upright, square pixels, constant `rate`, whole pictures,
    BT.709, quick to seek. Its time zero is the recording's (`start_us` in the file's own time).

    `colours` are the recording's, `matrix` what is meant where they say none. `fields` is how its
    fields become pictures ("frame": two make one, "field": each makes one); "" leaves them. `alpha`
    is the decoder that knows its alpha ("own": ffmpeg's usual one); "" for a picture without.
    `most` frames are made of it, and no more, whatever the file brings.
    """

    source: str
    start_us: int
    rate: Fraction
    most: int
    width: int
    height: int
    colours: Colours
    matrix: str
    fields: str
    alpha: str


Way = Literal["screen", "person"]
"""How a person is cut out: by the colours of the screen behind, or by what a person looks like."""


@dataclass(frozen=True, slots=True)
class Matte:
    """Where the person is in a recording, made once: a film of `frames` grey pictures, white where
    the person is, at the recording's own even `rate` from its time zero.
    """

    source: str
    rate: Fraction
    frames: int
    width: int
    height: int
    way: Way


@dataclass(frozen=True, slots=True)
class CardDrawing:
    """A title card, with the still `picture` above the title or none. `room` is the part of the
    canvas that a signer leaves to it.
    """

    canvas: Canvas
    frames: int
    room: Box
    title: str
    text: str | None
    picture: str | None = None


@dataclass(frozen=True, slots=True)
class PhotoDrawing:
    """A still on its `ground`, and how the camera moves over it; `room` as for a card."""

    canvas: Canvas
    frames: int
    room: Box
    source: str
    movement: Movement
    ground: Ground = "blurred"


@dataclass(frozen=True, slots=True)
class CreditsDrawing:
    """Lines that roll upwards, or stand on `pages`; `room` as for a card."""

    canvas: Canvas
    frames: int
    room: Box
    lines: tuple[str, ...]
    pages: bool = False


@dataclass(frozen=True, slots=True)
class PlaceholderDrawing:
    """Stands in for a signer whose recording does not exist yet."""

    canvas: Canvas
    frames: int
    label: str


@dataclass(frozen=True, slots=True)
class GroundDrawing:
    """A plain ground."""

    canvas: Canvas
    frames: int


@dataclass(frozen=True, slots=True)
class LogoDrawing:
    """A still as large as the canvas, without what is see-through in it; or as a `matte`, white
    where it is not.
    """

    canvas: Canvas
    frames: int
    source: str
    matte: bool


Drawing = (
    CardDrawing | PhotoDrawing | CreditsDrawing | PlaceholderDrawing | GroundDrawing | LogoDrawing
)


@dataclass(frozen=True, slots=True)
class Shot:
    """Frames of one source: frame n of the film shows what the source shows in the middle of that
    frame, `skip` + n + 1/2 frames after `origin_us` (in microseconds of the source's own time).
    Counting from the clip's start keeps every chunk on the same grid, whatever its place.
    """

    source: str
    start_us: int
    """The source's first timestamp; seeking counts from there."""
    origin_us: int
    skip: int
    width: int
    height: int
    rate: Fraction
    """The source's own frames a second: tells how far before the first frame decoding begins."""
    pace: Fraction = Fraction(1)
    """How much longer the source takes than the film."""
    matrix: str = ""
    """The colour matrix that a source means without saying so; "" leaves it to ffmpeg."""
    ground: Ground = "blurred"
    """What is seen beside it where the canvas has another shape."""
    still: bool = False
    """Only the first of the frames is shown, as long as it takes."""


@dataclass(frozen=True, slots=True)
class Steady:
    """A clip of so many frames held steady, made once: `shot` from its first frame on, on the
    frames and in the size of `canvas`.
    """

    shot: Shot
    canvas: Canvas
    frames: int


@dataclass(frozen=True, slots=True)
class SignerShot:
    """A signer in the picture from frame `first` of the chunk to before frame `last`. `matte` shows
    where the person is, who is then cut out; None shows the recording in its box. `colour` is that
    of the screen behind, as 0xRRGGBB, whose glow is taken off the person; None for no screen.
    """

    shot: Shot
    box: Box
    colour: str | None
    first: int
    last: int
    matte: Shot | None = None


@dataclass(frozen=True, slots=True)
class Fade:
    """The film's picture comes out of black, or goes into it, in `frames` frames from the chunk's
    frame `first` on, which may lie before it. The first or the last of them is black.
    """

    way: Literal["in", "out"]
    first: int
    frames: int


@dataclass(frozen=True, slots=True)
class Chunk:
    """About two seconds of one version of a film, or one dissolve.

    Two `shots` dissolve into one another over the whole chunk. They are shown in the box `film`,
    before a plain ground; None is the whole canvas. `fades` leave signers and
    words alone. `ass` is the text of the subtitle file burned in, in the chunk's own
    time; "" burns nothing.
    """

    canvas: Canvas
    frames: int
    shots: tuple[Shot, ...]
    signers: tuple[SignerShot, ...]
    ass: str
    encoding: Encoding
    film: Box | None = None
    fades: tuple[Fade, ...] = ()
    logo: SignerShot | None = None


@dataclass(frozen=True, slots=True)
class Altered:
    """A clip as a person's own `function` makes it, once: `shown` is what it is given, the whole
    clip without subtitles or signers. `code` is the SHA-256 of the Python file.
    """

    shown: Chunk
    code: str
    function: str

    @property
    def canvas(self) -> Canvas:
        """As that of what it is given."""
        return self.shown.canvas

    @property
    def frames(self) -> int:
        """As many as it is given."""
        return self.shown.frames


@dataclass(frozen=True, slots=True)
class Sounding:
    """The sound of one clip on the film's sample grid. `offset_us` counts from the file's first
    timestamp `start_us`; `at` and `length` are in samples; the fades (in samples) are where
    dissolves are heard. `volume` is how loud it is heard beside the others: 0.5 is half as loud.
    `speed` is how many times as fast as it was recorded; it stays as high.
    Under a voice that `tells`, the others step back. `clean`: noise and hum go down. It is heard
    `late_us` later than it was recorded, as its picture is seen.
    """

    source: str
    stream: int
    start_us: int
    offset_us: int
    seekable: bool
    at: int
    length: int
    fade_in: int
    fade_out: int
    volume: float = 1.0
    speed: Fraction = Fraction(1)
    ears: Ears = "stereo"
    tells: bool = False
    clean: bool = False
    late_us: int = 0


@dataclass(frozen=True, slots=True)
class SoundPlan:
    """The whole film's sound, `length` samples long, as one job. `loudness` is the programme
    loudness aimed at in LUFS; None leaves the level as it was recorded. `music_volume` is as a
    voice's.
    """

    length: int
    voices: tuple[Sounding, ...]
    music: str | None
    loudness: float | None
    bitrate: str
    music_volume: float = 1.0


Piece = Conform | Matte | Steady | Altered | Drawing | Chunk | SoundPlan


@dataclass(frozen=True, slots=True)
class VersionPlan:
    """One film file: its chunks in order."""

    name: str
    chunks: tuple[Chunk, ...]
    frames: int

    @property
    def codec(self) -> Codec:
        """How its pictures are compressed: all alike."""
        return self.chunks[0].encoding.codec


@dataclass(frozen=True, slots=True)
class Tools:
    """What reaches pieces without being part of them: hashes and versions by name. `every` reaches
    all pieces; `drawing` only what Python draws and `cutting` only mattes, and both reach chunks
    through the keys of what they show.
    """

    every: Mapping[str, str] = field(hash=False)
    drawing: Mapping[str, str] = field(default_factory=dict, hash=False)
    cutting: Mapping[str, str] = field(default_factory=dict, hash=False)


@dataclass(frozen=True, slots=True)
class Plan:
    """All that must be made for a set of versions, and with what."""

    versions: tuple[VersionPlan, ...]
    sound: SoundPlan
    conforms: tuple[Conform, ...]
    drawings: tuple[Drawing, ...]
    tools: Tools
    mattes: tuple[Matte, ...] = ()
    steadies: tuple[Steady, ...] = ()
    altered: tuple[Altered, ...] = ()

"""What is known of a media file: the facts that everything else decides by."""

from dataclasses import dataclass, field
from fractions import Fraction
from pathlib import Path
from typing import Literal

from mediakit.files import Stamp
from mediakit.media.colours import Colours
from mediakit.media.ears import Ears

Kind = Literal["video", "sound", "photo"]


@dataclass(frozen=True, slots=True)
class Picture:
    """A video stream or a still. `width` and `height` are in pixels as shown to a viewer: turned
    upright, with square pixels. `rate` is in frames a second; `steady` says that every frame
    lasts equally long; `frames` counts them (0: not known without decoding).
    """

    codec: str
    width: int
    height: int
    rate: Fraction
    steady: bool
    frames: int
    rotation: int
    """Degrees clockwise that turn the stored picture upright: 0, 90, 180, 270."""
    pixel_format: str
    colours: Colours = field(default_factory=Colours)
    shown_ms: int = 0
    """When the last picture is over, from the file's first timestamp: the sound may go on. 0 where
    it is not known, and for a still."""
    begins_us: int = 0
    """When the first picture that can be decoded is shown, from the file's first timestamp: the
    sound may begin before it."""
    mirrored: bool = False
    """Left and right are swapped once it is turned."""
    pixel: Fraction = Fraction(1)
    """How much wider than high the stored pixels are."""
    interlaced: bool = False
    """Measured: two fields taken one after another make a picture."""
    alpha: bool = False
    """Some of it may be see-through."""
    dolby_only: bool = False
    """Dolby Vision whose colours mean nothing without Dolby's own mapping (profile 5)."""


@dataclass(frozen=True, slots=True)
class Sound:
    """One sound stream. `index` counts the sound streams of the file from 0."""

    index: int
    codec: str
    channels: int
    sample_rate: int
    language: str
    """As tagged in the file ("eng", "cym"); "" if not tagged."""
    default: bool
    ears: Ears = "stereo"
    """Measured: what two channels hold."""


@dataclass(frozen=True, slots=True)
class Media:
    """A file with its probed facts.

    `fingerprint` is the SHA-256 of its content, in hex. `start_us` is the file's first timestamp
    in microseconds: all other times in mediakit count from there. `duration_ms` is the length
    that can really be played, which may be less than the header says.
    """

    path: Path
    fingerprint: str
    kind: Kind
    container: str
    """ffmpeg's name of the container format, as its demuxer gives it ("mov,mp4,m4a,...")."""
    start_us: int
    duration_ms: int
    picture: Picture | None
    sounds: tuple[Sound, ...]
    chosen: int | None = None
    """The sound stream that a person chose, counted from 0."""
    warnings: tuple[str, ...] = ()
    """Plain sentences about what is odd in the file and what was done about it."""
    stamp: Stamp | None = field(default=None, compare=False)
    """The file's stamp when its content was read; None where it was not."""

    @property
    def main_sound(self) -> Sound | None:
        """The sound stream that counts: a person's choice, the one marked as default, the first."""
        wanted = [sound for sound in self.sounds if sound.index == self.chosen]
        usual = [sound for sound in self.sounds if sound.default]
        return next(iter([*wanted, *usual, *self.sounds]), None)

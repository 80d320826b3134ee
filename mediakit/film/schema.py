"""The words of film.toml: one pydantic model for each kind of table.

These models stay inside reading; the rest of mediakit knows the dataclasses of `film.model`.
Field order matters: a check may look only at fields above its own.
"""

from fractions import Fraction
from typing import Annotated, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    ConfigDict,
    Discriminator,
    Field,
    PlainValidator,
    Tag,
    ValidationInfo,
    field_validator,
    model_validator,
)

from mediakit.film import values
from mediakit.film.effects import effect_value
from mediakit.film.model import PHOTO_MS, Corner, Effect, Ground, Movement
from mediakit.film.speed import speed_value
from mediakit.handwritten.mistakes import nearest

Time = Annotated[int, PlainValidator(values.time_value)]
Seconds = Annotated[int, PlainValidator(values.seconds_value)]
Size = Annotated[tuple[int, int], PlainValidator(values.size_value)]
Rate = Annotated[Fraction, PlainValidator(values.rate_value)]
Speed = Annotated[Fraction, PlainValidator(speed_value)]
Pace = Annotated[Fraction, PlainValidator(values.pace_value)]
Volume = Annotated[float, PlainValidator(values.volume_value)]
Loudness = Annotated[float, PlainValidator(values.loudness_value)]
InPicture = Annotated[bool | str, PlainValidator(values.signer_value)]
Line = Annotated[str, AfterValidator(values.line_value)]
Block = Annotated[str, AfterValidator(values.block_value)]
CardText = Annotated[str, AfterValidator(values.card_value)]
File = Annotated[str, AfterValidator(values.path_value)]
Language = Annotated[str, AfterValidator(values.language_value)]
Tracks = Annotated[tuple[str, ...], PlainValidator(values.tracks_value)]
ChapterName = Annotated[str | Literal[False], PlainValidator(values.chapter_value)]
OwnEffect = Annotated[Effect, PlainValidator(effect_value)]
FileName = Annotated[str, AfterValidator(values.file_name_value)]


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


def _not_before(value: int, earlier: int | None, word: str) -> int:
    if earlier is not None and value <= earlier:
        time = values.time_text(value)
        raise values.Refused(
            f"is {time}, which is not after '{word}' ({values.time_text(earlier)})",
            f"Make 'to' later than '{word}'.",
        )
    return value


class _ClipTable(_Table):
    """What every clip may say: how it follows the one before it, and what it begins."""

    dissolve: Time = 0
    dip: Time = 0
    fade_in: Time = 0
    fade_out: Time = 0
    chapter: ChapterName | None = None

    @field_validator("dip", "fade_in")
    @classmethod
    def _comes_in_one_way(cls, ms: int, info: ValidationInfo) -> int:
        other = next((word for word in ("dissolve", "dip") if info.data.get(word)), None)
        if ms and other and other != info.field_name:
            raise values.Refused(
                f"stands beside '{other}', but a clip comes in one way", "Keep one of them."
            )
        return ms


class CutawayTable(_Table):
    """Other pictures while a recording is heard. `at` counts in that recording, `from` in the file
    that is shown.
    """

    file: File | None = None
    photo: File | None = None
    at: Time
    from_: Time | None = Field(None, alias="from")
    seconds: Seconds | None = None
    movement: Movement | None = None

    @model_validator(mode="after")
    def _shows_one_thing(self) -> Self:
        if self.file is None and self.photo is None:
            raise values.Refused("shows nothing", "Give it a 'file' or a 'photo'.")
        if self.file is not None and self.photo is not None:
            raise values.Refused(
                "has 'file' and 'photo', but it shows one thing",
                "Give each a [[clip.cutaway]] of its own.",
            )
        if self.file is not None and self.movement is not None:
            raise values.Refused("has 'movement', which only goes with 'photo'", "Take it out.")
        if self.photo is not None and self.from_ is not None:
            raise values.Refused("has 'from', which only goes with 'file'", "Take it out.")
        return self


class FootageTable(_ClipTable):
    """A clip that shows a recording."""

    file: File
    from_: Time = Field(0, alias="from")
    to: Time | None = None
    name: Line | None = None
    role: Line | None = None
    language: Language | None = None
    volume: Volume = 1.0
    mute: bool = False
    clean: bool | None = None
    speed: Speed = Fraction(1)
    steady: bool = False
    sound: Annotated[int, PlainValidator(values.track_number)] | None = None
    ground: Ground | None = None
    effect: OwnEffect | None = None
    cutaway: list[CutawayTable] = []

    @field_validator("to")
    @classmethod
    def _is_after_from(cls, to: int, info: ValidationInfo) -> int:
        return _not_before(to, info.data.get("from_"), "from")

    @field_validator("role")
    @classmethod
    def _goes_with_name(cls, role: str, info: ValidationInfo) -> str:
        # A name that was refused is absent from the data, and has its own mistake.
        if info.data.get("name", "") is None:
            raise values.Refused("stands without a 'name'", 'Add name = "First name" above it.')
        return role


class CardTable(_ClipTable):
    """A clip that shows a title."""

    card: CardText
    seconds: Seconds = 4000
    text: Block | None = None
    picture: File | None = None
    effect: OwnEffect | None = None


class PhotoTable(_ClipTable):
    """A clip that shows a still."""

    photo: File
    seconds: Seconds = PHOTO_MS
    movement: Movement = "slow"
    ground: Ground | None = None
    effect: OwnEffect | None = None


class CreditsTable(_ClipTable):
    """A clip that rolls lines upwards, or shows them on pages."""

    credits: list[Block] = Field(min_length=1)
    seconds: Seconds | None = None
    style: Literal["roll", "pages"] = "roll"

    @field_validator("credits")
    @classmethod
    def _says_something(cls, lines: list[str]) -> list[str]:
        if not any(lines):
            raise values.Refused("has no text in it", 'Write lines such as "Camera: Our team".')
        return lines


CLIP_TABLES: dict[str, type[_Table]] = {
    "file": FootageTable,
    "card": CardTable,
    "photo": PhotoTable,
    "credits": CreditsTable,
}
"""What a clip may show, by the one key that says so."""


def words_of(table: type[BaseModel]) -> tuple[str, ...]:
    """The keys that a table knows, as people write them; its own before those that others share."""
    names = sorted(table.model_fields, key=lambda name: name not in table.__annotations__)
    return tuple(table.model_fields[name].alias or name for name in names)


def shown_by(clip: object) -> str | None:
    """The key that says what a clip shows: the first one written, else the one probably meant."""
    if not isinstance(clip, dict):
        return None
    keys = [str(key) for key in clip]
    known = {word for table in CLIP_TABLES.values() for word in words_of(table)}
    meant = (nearest(key, CLIP_TABLES) for key in keys if key not in known)
    return next((key for key in keys if key in CLIP_TABLES), next(filter(None, meant), None))


Clip = Annotated[
    Annotated[FootageTable, Tag("file")]
    | Annotated[CardTable, Tag("card")]
    | Annotated[PhotoTable, Tag("photo")]
    | Annotated[CreditsTable, Tag("credits")],
    Discriminator(shown_by),
]


class SlotTable(_Table):
    """A stretch of film with a signer. `from` counts in the recording, the others in the film or,
    with a `clip`, in that.
    """

    file: File
    at: Time
    from_: Time = Field(0, alias="from")
    to: Time | None = None
    clip: File | None = None
    pace: Pace = Fraction(1)
    person: Line | None = None

    @field_validator("to")
    @classmethod
    def _is_after_at(cls, to: int, info: ValidationInfo) -> int:
        return _not_before(to, info.data.get("at"), "at")


class PersonTable(_Table):
    """Somebody who answers for the signing."""

    name: Line
    role: Literal["interpreter", "checker"]
    registration: Line | None = None


class SignerTable(_Table):
    """How the signer stands in the picture, what is shown when, and who answers for it."""

    side: Literal["right", "left"] = "right"
    layout: Literal["over", "beside", "full"] = "over"
    shape: Literal["portrait", "square", "wide"] = "portrait"
    size: Literal["sixth", "third", "half"] = "sixth"
    overrun: Literal["hold", "wait"] = "hold"
    slot: list[SlotTable] = []
    person: list[PersonTable] = []


class VoiceTable(_Table):
    """Somebody who tells over the pictures. `from` and `to` count in the recording, `at` in the
    film or, with a `clip`, in that.
    """

    file: File
    at: Time
    from_: Time = Field(0, alias="from")
    to: Time | None = None
    clip: File | None = None
    name: Line | None = None
    language: Language | None = None
    volume: Volume = 1.0
    clean: bool | None = None

    @field_validator("to")
    @classmethod
    def _is_after_from(cls, to: int, info: ValidationInfo) -> int:
        return _not_before(to, info.data.get("from_"), "from")


class MusicTable(_Table):
    """The music under the film."""

    file: File
    volume: Volume = 1.0


class SoundTable(_Table):
    """How the film as a whole sounds."""

    loudness: Loudness | None = None
    clean: bool = False


class LogoTable(_Table):
    """A still in a corner of the picture."""

    file: File
    corner: Corner = "top-left"


class SubtitlesTable(_Table):
    """How the word-for-word subtitles are made."""

    profile: Line


class VersionTable(_Table):
    """One export."""

    name: FileName
    subtitles: Tracks = ()
    signer: InPicture = False
    translation: bool = False


class FilmTable(_Table):
    """The whole file."""

    format: Literal[1]
    title: Line
    language: Language = "en-GB"
    size: Size = (1280, 720)
    rate: Rate = Fraction(25)
    ground: Ground = "blurred"
    clip: list[Clip] = Field(min_length=1)
    signer: SignerTable | None = None
    voice: list[VoiceTable] = []
    music: MusicTable | None = None
    sound: SoundTable | None = None
    logo: LogoTable | None = None
    subtitles: SubtitlesTable | None = None
    version: list[VersionTable] = []

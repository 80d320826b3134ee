"""The words of a batch.toml: pydantic models that stay inside reading."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator

from mediakit.errors import BadInput
from mediakit.film import schema, values
from mediakit.film.vocabulary import TableWords, Vocabulary
from mediakit.handwritten.mistakes import nearest, shown
from mediakit.plan.presets import PRESETS
from mediakit.workflow.speakers import speakers_wish


def _preset(text: str) -> str:
    if text in PRESETS:
        return text
    near = nearest(text, PRESETS)
    advice = f"Did you mean '{near}'?" if near else f"There are: {', '.join(PRESETS)}."
    raise values.Refused(f"is {shown(text)}, which is no preset", advice)


def _speakers(value: object) -> str:
    text = str(value) if isinstance(value, int) and not isinstance(value, bool) else value
    try:
        if isinstance(text, str):
            speakers_wish(text)
            return text
    except BadInput:
        pass
    raise values.Refused(
        f"is {shown(value)}, which is no number of people and no names",
        "Write a number such as 2, or names with commas between: Siân, Dafydd.",
    )


class ItemTable(BaseModel):
    """One thing to be made."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    file: schema.Line
    title: schema.Line | None = None
    language: schema.Language | None = None
    speakers: Annotated[str, PlainValidator(_speakers)] | None = None
    preset: Annotated[str, AfterValidator(_preset)] | None = None
    out: schema.FileName | None = None
    pair: schema.Line | None = None


class BatchTable(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    item: list[ItemTable] = Field(default=[])


COLUMNS = schema.words_of(ItemTable)

BATCH = Vocabulary(
    tables={
        (): TableWords("a batch", "at the top of the file", schema.words_of(BatchTable)),
        ("item",): TableWords("an item", "under an [[item]]", COLUMNS),
    },
    parts={"item": "[[item]]"},
    repeated={("item",): "[[item]]"},
    examples={
        "file": 'file = "films/garden.mp4"',
        "title": 'title = "The garden"',
        "language": 'language = "cy"',
        "speakers": 'speakers = "Siân, Dafydd"',
        "preset": 'preset = "small"',
        "out": 'out = "garden-cy"',
        "pair": 'pair = "garden"',
    },
)

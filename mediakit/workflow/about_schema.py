"""The words of an about.toml: pydantic models that stay inside reading."""

from datetime import date
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator

from mediakit.film import schema, values
from mediakit.film.vocabulary import TableWords, Vocabulary
from mediakit.handwritten.mistakes import shown


def _number(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
        return value
    raise values.Refused(f"is {shown(value)}", "Write a whole number, such as episode = 3.")


def _day(value: object) -> str:
    try:
        return date.fromisoformat(str(value)).isoformat()
    except ValueError:
        raise values.Refused(
            f"is {shown(value)}, which is not a day",
            'Write year, month and day: date = "2026-03-31".',
        ) from None


class _Table(BaseModel):
    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)


class ChapterTable(_Table):
    """Where a part of the recording begins, and what it is called."""

    at: schema.Time
    title: schema.Line


class AboutTable(_Table):
    """The whole file."""

    title: schema.Line | None = None
    language: schema.Language | None = None
    checked_by: schema.Line | None = None
    checked_words: schema.Line | None = None
    description: Annotated[str, AfterValidator(values.block_value)] | None = None
    episode: Annotated[int, PlainValidator(_number)] | None = None
    date: Annotated[str, PlainValidator(_day)] | None = None
    chapter: list[ChapterTable] = Field(default=[])
    speakers: dict[str, schema.Line] = Field(default={})


ABOUT = Vocabulary(
    tables={
        (): TableWords(
            "this file",
            "at the top of the file, above the first [ or [[",
            schema.words_of(AboutTable),
        ),
        ("chapter",): TableWords("a chapter", "under a [[chapter]]", schema.words_of(ChapterTable)),
        ("speakers",): TableWords("the list of speakers", "under [speakers]", ()),
    },
    parts={"chapter": "[[chapter]]", "speakers": "[speakers]"},
    repeated={("chapter",): "[[chapter]]"},
    examples={
        "title": 'title = "Our podcast"',
        "language": 'language = "en"',
        "checked_by": 'checked_by = "First name"',
        "at": 'at = "1:30"',
        "Speaker 1": '"Speaker 1" = "First name"',
        ("chapter", "title"): 'title = "Welcome"',
    },
)

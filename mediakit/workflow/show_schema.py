"""The words of a podcast.toml: a pydantic model that stays inside reading."""

from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict

from mediakit.film import schema, values
from mediakit.film.vocabulary import TableWords, Vocabulary
from mediakit.handwritten.mistakes import shown


def _address(text: str) -> str:
    if not text.startswith(("https://", "http://")) or any(sign.isspace() for sign in text):
        raise values.Refused(
            f"is {shown(text)}, which is no web address",
            'Write it whole: website = "https://example.org".',
        )
    return text


class ShowTable(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", strict=True, frozen=True)

    show: schema.Line | None = None
    author: schema.Line | None = None
    language: schema.Language | None = None
    website: Annotated[str, AfterValidator(_address)] | None = None
    cover: schema.File | None = None
    intro: schema.File | None = None
    outro: schema.File | None = None
    music: schema.File | None = None
    clean: bool = False
    mono: bool = False


SHOW = Vocabulary(
    tables={(): TableWords("a podcast.toml", "in the file itself", schema.words_of(ShowTable))},
    parts={},
    repeated={},
    examples={
        "show": 'show = "Our podcast"',
        "author": 'author = "Our group"',
        "language": 'language = "en"',
        "website": 'website = "https://example.org"',
        "cover": 'cover = "cover.jpg"',
        "intro": 'intro = "music/intro.wav"',
        "outro": 'outro = "music/outro.wav"',
        "music": 'music = "music/bed.ogg"',
        "clean": "clean = true",
        "mono": "mono = true",
    },
)

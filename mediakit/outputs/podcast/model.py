"""What players show of an episode."""

from dataclasses import dataclass

from mediakit.clock import Span


@dataclass(frozen=True, slots=True)
class Chapter:
    """A part of an episode, in the time of the published file."""

    span: Span
    title: str


@dataclass(frozen=True, slots=True)
class Tags:
    """What is written into an episode's files. `language` is a BCP 47 tag, `date` year-month-day;
    `cover` is a JPEG.
    """

    title: str
    language: str
    show: str | None = None
    author: str | None = None
    episode: int | None = None
    date: str | None = None
    description: str | None = None
    website: str | None = None
    cover: bytes | None = None
    chapters: tuple[Chapter, ...] = ()

"""A film's chapters as files: for web pages, and as lines for YouTube."""

from collections.abc import Iterable, Iterator, Sequence

from mediakit.clock import format_time, format_timestamp
from mediakit.outputs.podcast.chapters import chapters_of
from mediakit.outputs.podcast.model import Chapter

YOUTUBE_LEAST_MS, YOUTUBE_FEWEST = 10_000, 3
"""YouTube shows chapters only if the first begins at 0:00, there are at least three, and each lasts
ten seconds or more (support.google.com/youtube/answer/9884579)."""


def film_chapters(
    starts: Iterable[tuple[int, str]], *, length: int, title: str
) -> tuple[Chapter, ...]:
    """Chapters that fill a film of `length` milliseconds, from where they begin and what they are
    called; none where there would be only one. What comes before the first is called as the film.
    """
    chapters = chapters_of(starts, talk_at=0, talk=length, length=length, title=title)
    return chapters if len(chapters) > 1 else ()


def write_chapters_vtt(chapters: Sequence[Chapter]) -> str:
    """The chapters as a WebVTT file, for the `track` of a web page's video."""
    blocks = [
        f"{format_timestamp(chapter.span.start)} --> {format_timestamp(chapter.span.end)}\n"
        f"{_escaped(chapter.title)}"
        for chapter in chapters
    ]
    return "\n\n".join(["WEBVTT", *blocks]) + "\n"


def write_chapters_text(chapters: Sequence[Chapter]) -> str | None:
    """Lines for the description of a film on YouTube; None where it would show no chapters. One
    that is too short goes to the chapter before it, and a first one to the chapter after it.

    >>> from mediakit.clock import Span
    >>> marks = ((0, "Start"), (4000, "Tip 1"), (20_000, "Tip 2"), (40_000, "End"))
    >>> ends = (4000, 20_000, 40_000, 60_000)
    >>> pairs = zip(marks, ends, strict=True)
    >>> print(write_chapters_text([Chapter(Span(at, end), name) for (at, name), end in pairs]))
    0:00 Tip 1
    0:20 Tip 2
    0:40 End
    <BLANKLINE>
    """
    lines = [f"{format_time(at)} {name}" for at, name in _long_enough(chapters)]
    return "\n".join([*lines, ""]) if len(lines) >= YOUTUBE_FEWEST else None


def _long_enough(chapters: Sequence[Chapter]) -> Iterator[tuple[int, str]]:
    """Where the chapters begin that last long enough, in whole seconds, and their names."""
    at = 0
    for chapter in chapters:
        end = chapter.span.end // 1000 * 1000
        if end - at >= YOUTUBE_LEAST_MS:
            yield at, chapter.title
            at = end


def _escaped(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")

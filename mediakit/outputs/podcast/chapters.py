"""Chapters: from where they begin in a recording to the published file, and as files."""

import json
from collections.abc import Iterable, Sequence

from mediakit.clock import Span
from mediakit.outputs.podcast.model import Chapter, Tags

VERSION = "1.2.0"
"""Of the Podcasting 2.0 chapters format (namespace podcast, "jsonChapters")."""


def chapters_of(
    starts: Iterable[tuple[int, str]], *, talk_at: int, talk: int, length: int, title: str
) -> tuple[Chapter, ...]:
    """Chapters that fill the published file, from where they begin in the talk (milliseconds) and
    what they are called.

    The talk begins at `talk_at` and lasts `talk`; the file lasts `length`. An intro belongs to a
    chapter that begins with the talk; where the first begins later, one with the episode's `title`
    comes before it. Those that begin after the talk's end are left out.
    """
    begun = sorted((at, name) for at, name in starts if at < talk)
    if not begun:
        return ()
    places = [(0 if at == 0 else talk_at + at, name) for at, name in begun]
    if places[0][0] > 0:
        places.insert(0, (0, title))
    ends = [at for at, _ in places[1:]] + [length]
    return tuple(
        Chapter(Span(at, end), name)
        for (at, name), end in zip(places, ends, strict=True)
        if end > at
    )


def write_chapters_json(tags: Tags, file: str) -> str:
    """The chapters as Podcasting 2.0 takes them; `file` is the name of the sound beside it."""
    facts = {
        "version": VERSION,
        "title": tags.title,
        "author": tags.author,
        "podcastName": tags.show,
        "description": tags.description,
        "fileName": file,
        "chapters": [
            {
                "startTime": chapter.span.start / 1000,
                "endTime": chapter.span.end / 1000,
                "title": chapter.title,
            }
            for chapter in tags.chapters
        ],
    }
    told = {name: value for name, value in facts.items() if value is not None}
    return json.dumps(told, indent=2, ensure_ascii=False) + "\n"


def write_ffmetadata(chapters: Sequence[Chapter]) -> str:
    """The chapters as ffmpeg reads them, to be put into an m4a."""
    lines = [";FFMETADATA1"]
    for chapter in chapters:
        lines += ["[CHAPTER]", "TIMEBASE=1/1000"]
        lines += [f"START={chapter.span.start}", f"END={chapter.span.end}"]
        lines.append(f"title={_escaped(chapter.title)}")
    return "\n".join(lines) + "\n"


def _escaped(text: str) -> str:
    """Text in which ffmpeg sees nothing but text (FFmpeg Formats, "Metadata"). It takes a line that
    ends with two backslashes to go on, so a space follows them.
    """
    escaped = "".join(f"\\{sign}" if sign in "=;#\\\n" else sign for sign in text)
    return f"{escaped} " if escaped.endswith("\\") else escaped

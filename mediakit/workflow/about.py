"""What people say about one recording, in one place beside its transcripts: NAME.about.toml.

mediakit writes the file once and from then on only adds to it.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

from mediakit.files import write_text
from mediakit.film.tables import checked, parse_toml
from mediakit.handwritten.positions import Positions
from mediakit.transcript.model import Transcript
from mediakit.workflow.project import read_text

ENDING = ".about.toml"

_NEW = """\
# What you say about this recording. Change it in any editor, save it, and run the same command
# again: every transcript is then made with it. mediakit never takes away what you write here.

title = {title}

# What is spoken: "en" is English, "cy" is Welsh.
# language = "en"

# When a person has checked every word, write the name here:
# checked_by = "First name"

# Chapters of a podcast. Take away the # in front, and write one for each part.
# [[chapter]]
# at = "0:00"
# title = "Welcome"

# Who speaks. Put each name between the quotation marks on the right.
[speakers]
"""

_ASIDES = {"checked_words": "  # mediakit knows by this which words were checked"}


@dataclass(frozen=True, slots=True)
class Chapter:
    """Where a part of the recording begins, in milliseconds, and what it is called."""

    at: int
    title: str


@dataclass(frozen=True, slots=True)
class About:
    """What is known of a recording from people. `checked_words` is the mark (`mark_of`) of the
    words that `checked_by` checked; `speakers` gives names to labels; `date` is year-month-day.
    """

    title: str | None = None
    language: str | None = None
    checked_by: str | None = None
    checked_words: str | None = None
    description: str | None = None
    episode: int | None = None
    date: str | None = None
    chapters: tuple[Chapter, ...] = ()
    speakers: Mapping[str, str] = field(default_factory=dict)


def about_file(folder: Path, name: str) -> Path:
    """Where people speak about the recording called `name`."""
    return folder / f"{name}{ENDING}"


def read_about(path: Path) -> About:
    """What the file says; nothing where there is none. Raises `Mistakes` with every mistake in
    it, by line.
    """
    return _read(read_text(path), str(path)) if path.exists() else About()


def keep_about(
    path: Path,
    *,
    title: str,
    language: str | None = None,
    checked_by: str | None = None,
    checked_words: str | None = None,
    speakers: Mapping[str, str] | None = None,
) -> About:
    """Write down what people said just now, and give all that the file then says.

    A new file gets all of it; to one that is there, only what is missing in it is added. Speakers
    whose names are still their labels count as missing. A name in `checked_by` is added to the
    names that stand there, and `checked_words` is mediakit's own, so it is renewed.
    """
    old = read_text(path) if path.exists() else _NEW.format(title=_quoted(title))
    about = _read(old, str(path))
    text = _with_line(old, "language", None if about.language else language)
    if checked_by and checked_by not in (about.checked_by or "").split(", "):
        names = ", ".join(filter(None, [about.checked_by, checked_by]))
        text = _with_line(text, "checked_by", names)
    if checked_words != about.checked_words:
        text = _with_line(text, "checked_words", checked_words, after="checked_by")
    text = _with_speakers(text, about, speakers or {})
    if text != old or not path.exists():
        write_text(path, text)
    return _read(text, str(path))


def mark_of(transcript: Transcript) -> str:
    """A short mark of the words of a transcript, whatever their times and speakers."""
    words = " ".join(word.text for word in transcript.words)
    return hashlib.sha256(words.encode()).hexdigest()[:12]


def _read(text: str, where: str) -> About:
    from mediakit.workflow.about_schema import ABOUT, AboutTable

    text = text.removeprefix("\ufeff")
    table = checked(parse_toml(text, where), AboutTable, ABOUT, text, where)
    return About(
        title=table.title,
        language=table.language,
        checked_by=table.checked_by,
        checked_words=table.checked_words,
        description=table.description,
        episode=table.episode,
        date=table.date,
        chapters=tuple(Chapter(one.at, one.title) for one in table.chapter),
        speakers=table.speakers,
    )


def _with_line(text: str, word: str, value: str | None, *, after: str = "title") -> str:
    """`text` with a line for `word`: in place of its own, or of its example in a comment, else
    below the line `after`, else at the top.
    """
    if value is None:
        return text
    line = f"{word} = {_quoted(value)}{_ASIDES.get(word, '')}"
    lines = text.split("\n")
    positions = Positions(text)
    own = positions.lines_of((word,))
    if own is not None:
        lines[own.first - 1 : own.last] = [line]
        return "\n".join(lines)
    example = next((i for i, one in enumerate(lines) if one.startswith(f"# {word} = ")), None)
    if example is not None:
        lines[example] = line
        return "\n".join(lines)
    place = positions.lines_of((after,))
    lines.insert(place.last if place else 0, line)
    return "\n".join(lines)


def _with_speakers(text: str, about: About, names: Mapping[str, str]) -> str:
    """`text` with names for those labels that have none yet."""
    import tomlkit

    missing = {
        label: name
        for label, name in names.items()
        if about.speakers.get(label) in (None, label) and about.speakers.get(label) != name
    }
    if not missing:
        return text
    document = tomlkit.parse(text)
    if "speakers" not in document:
        document["speakers"] = tomlkit.table()
    cast("dict[str, str]", document["speakers"]).update(missing)
    return tomlkit.dumps(document)


def _quoted(text: str) -> str:
    import tomlkit

    return tomlkit.string(" ".join(text.split())).as_string()

"""A first film.toml for a newcomer, and new clips put into one that a person wrote.

New parts are inserted as whole lines and nothing else is touched, so every comment, blank line and
order stays as the person left it. What was written is read back and compared with what was meant.
"""

import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from mediakit.errors import BadInput
from mediakit.film.cutaways import pictures_in
from mediakit.film.edit_proof import verify
from mediakit.film.edit_slots import quoted, with_slot, with_slot_changed
from mediakit.film.lines import at_end, end_with_notes, inserted, start_with_notes
from mediakit.film.model import (
    PHOTO_MS,
    Clip,
    Credits,
    Film,
    Footage,
    Photo,
    SignerSlot,
    Version,
)
from mediakit.film.toml import easy_read_version, read_film, track_of
from mediakit.film.values import Refused, language_value, path_value, time_text
from mediakit.handwritten.positions import Positions

_NOT_AS_MEANT = (
    "The new parts cannot be put into this file",
    "Write every clip, signer slot and version under its own [[header]].",
)

UNKNOWN_SIGNING_MS = 60_000
"""How long a signer's recording is taken to be where nobody said. [own]"""

_NEW_FILM = """\
# This file says what is in your film. You can change it with any text editor.
# A line that starts with # is a note for people. mediakit does not read it.

format = 1
title = {title}
language = {language}

# Every [[clip]] is one part of the film. They are shown in this order.

[[clip]]
card = {title}
seconds = 4

# This is how to show a part of a recording. Put your own words in, and take the # away.
# [[clip]]
# file = "footage/my-recording.mp4"
# from = "0:03.5"
# to = "0:41"
# name = "First name"
# role = "What you do"

[[clip]]
credits = [
  "Thank you to everyone who took part",
  "Made by: Our team",
]

# Every [[version]] is one finished film that you can share.

[[version]]
name = "easy-read"
subtitles = {subtitles}
"""


@dataclass(frozen=True, slots=True)
class Addition:
    """A file to put into a film. `file` is its place in the project, with forward slashes."""

    kind: Literal["footage", "photo", "music", "signing"]
    file: str


@dataclass(frozen=True, slots=True)
class Added:
    """The new text of film.toml, and plain sentences about what a person should know."""

    text: str
    notes: tuple[str, ...]


def new_film(title: str, language: str = "en-GB") -> str:
    """The film.toml of a new film: a title card, credits, one easy-read version.

    Line breaks and signs that cannot be shown leave the title. Raises BadInput if nothing is left,
    or if `language` is no BCP 47 tag.
    """
    shown = clean_title(title)
    if not shown:
        raise BadInput("The film has no title", "", 'Give it one, such as "My film".')
    try:
        language = language_value(language)
    except Refused as refusal:
        raise BadInput(f"The language {refusal.clause}", "", refusal.suggestion) from None
    return _NEW_FILM.format(
        title=quoted(shown),
        language=quoted(language),
        subtitles=quoted(easy_read_version(language).subtitles or ""),
    )


def clean_title(title: str) -> str:
    """A title in one line, without control characters and broken letters.

    >>> clean_title(" Let's\\ntalk ")
    "Let's talk"
    """
    kept = (" " if unicodedata.category(c) in ("Cc", "Cs") else c for c in title)
    return " ".join("".join(kept).split())


def add_clips(
    text: str,
    additions: Sequence[Addition],
    durations: Mapping[str, int] | None = None,
    where: str = "film.toml",
) -> Added:
    """`text` with `additions` in it.

    Footage and photos go in their order behind the last clip, or before the credits that end the
    film. Music becomes the film's music unless it has one. The first signer's recording starts
    with the first footage, the next ones follow where the last slot ends: `durations` are the
    lengths in milliseconds of recordings, by file. A film with a signer gets a version that shows
    them. What is in the film already is not added again.

    Raises Mistakes if `text` has any, BadInput if a new part cannot be put into it.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    film = read_film(text, where)
    fresh, notes = _fresh(film, additions)
    clips = tuple(_clip(one) for one in fresh if one.kind in ("footage", "photo"))
    text, film = _with_clips(text, film, clips), replace(film, clips=_clips_after(film, clips))
    for one in fresh:
        if one.kind == "music" and film.music is None:
            text, film = (
                at_end(text, f"[music]\nfile = {quoted(one.file)}"),
                replace(film, music=one.file),
            )
        elif one.kind == "music":
            notes.append(f"The film has music already, {film.music}, so {one.file} was not put in.")
        elif one.kind == "signing":
            at, note = _signing_starts(film, one.file, durations or {})
            text, film = with_slot(text, film, SignerSlot(one.file, at))
            notes += [note] if note else []
    if film.signer is not None and any(one.kind == "signing" for one in fresh):
        text, film = _with_signed_version(text, film)
    verify(text, film, where, *_NOT_AS_MEANT)
    return Added(mark + text, tuple(notes))


def put_slot(
    text: str, slot: SignerSlot, number: int | None = None, where: str = "film.toml"
) -> str:
    """`text` with `slot` in it: in place of the slot with the index `number`, or as a new one; then
    the film gets a version that shows the signer.

    Raises Mistakes if `text` has any, BadInput if the slot cannot be put into it.
    """
    mark = "\ufeff" if text.startswith("\ufeff") else ""
    text = text.removeprefix(mark)
    film = read_film(text, where)
    if number is None:
        text, film = with_slot(text, film, slot)
        text, film = _with_signed_version(text, film)
    else:
        text, film = with_slot_changed(text, film, number, slot)
    verify(text, film, where, *_NOT_AS_MEANT)
    return mark + text


def _fresh(film: Film, additions: Sequence[Addition]) -> tuple[list[Addition], list[str]]:
    known = {shown.file for _, shown in pictures_in(film)}
    known |= {slot.file for slot in film.signer.slots} if film.signer else set()
    known |= {film.music} if film.music else set()
    known |= {voice.heard.file for voice in film.voices}
    fresh, notes = [], []
    for one in additions:
        try:
            file = path_value(one.file)
        except Refused as refusal:
            raise BadInput(
                f"The name of the file {refusal.clause}", "", refusal.suggestion
            ) from None
        if file in known:
            notes.append(f"{file} is in the film already.")
        else:
            fresh.append(replace(one, file=file))
        known.add(file)
    return fresh, notes


def _clip(addition: Addition) -> Footage | Photo:
    if addition.kind == "photo":
        return Photo(addition.file, PHOTO_MS)
    return Footage(addition.file)


def _clips_after(film: Film, new: tuple[Clip, ...]) -> tuple[Clip, ...]:
    if isinstance(film.clips[-1], Credits):
        return (*film.clips[:-1], *new, film.clips[-1])
    return film.clips + new


def _with_clips(text: str, film: Film, new: Sequence[Footage | Photo]) -> str:
    blocks = [
        f"[[clip]]\nphoto = {quoted(clip.file)}\nseconds = {clip.duration // 1000}"
        if isinstance(clip, Photo)
        else f"[[clip]]\nfile = {quoted(clip.file)}"
        for clip in new
    ]
    if not blocks:
        return text
    last = ("clip", len(film.clips) - 1)
    if isinstance(film.clips[-1], Credits):
        line = start_with_notes(text, Positions(text).line_of(last) or 1) - 1
    else:
        line = end_with_notes(text, Positions(text).last_line_of(last) or 1)
    return inserted(text, line, "\n\n".join(blocks))


def _signing_starts(film: Film, file: str, durations: Mapping[str, int]) -> tuple[int, str]:
    """When a new slot starts, and a note where that is a guess."""
    slots = film.signer.slots if film.signer else ()
    if not slots:
        return _first_footage_starts(film), ""
    last = max(slots, key=lambda slot: slot.at)
    if last.to is not None:
        return last.to, ""
    if last.file in durations:
        return last.at + max(0, durations[last.file] - last.start), ""
    at = last.at + UNKNOWN_SIGNING_MS
    return (
        at,
        f"{file} starts at {time_text(at)}, which is a guess. Write the right 'at' into film.toml.",
    )


def _first_footage_starts(film: Film) -> int:
    at = 0
    for clip in film.clips:
        if isinstance(clip, Footage):
            return max(0, at - clip.dissolve)
        at += clip.duration - clip.dissolve
    return 0


def _with_signed_version(text: str, film: Film) -> tuple[str, Film]:
    """A film without a written version would lose its usual one as soon as another is written."""
    if any(version.signer for version in film.versions):
        return text, film
    names = {version.name.casefold() for version in film.versions}
    name = next(name for name in _numbered("signed") if name not in names)
    signed = Version(name, track_of(film.language), signer=True)
    written = Positions(text).lines_of(("version",)) is not None
    for version in (signed,) if written else (*film.versions, signed):
        lines = [
            "[[version]]",
            f"name = {quoted(version.name)}",
            f"subtitles = {quoted(version.subtitles or '')}",
        ]
        text = at_end(text, "\n".join(lines + ["signer = true"] * version.signer))
    return text, replace(film, versions=(*film.versions, signed))


def _numbered(name: str) -> Iterator[str]:
    yield name
    number = 2
    while True:
        yield f"{name}-{number}"
        number += 1

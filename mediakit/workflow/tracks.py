"""Subtitle files of a project: made by mediakit, edited by people, never taken from them."""

import codecs
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from mediakit.film.model import Film
from mediakit.film.translations import language_in, primary_of
from mediakit.subtitles.easy.easy_read import Simplified, easy_read_with_reasons
from mediakit.subtitles.formats import FORMATS, format_for
from mediakit.subtitles.model import LINKED_SUFFIX, Subtitles
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.rules.profiles import EASY_READ, WORD_FOR_WORD
from mediakit.subtitles.shots import NO_SHOTS, Shots
from mediakit.subtitles.splitting import split
from mediakit.transcript.model import Transcript
from mediakit.workflow.events import Tell, Warned, nobody
from mediakit.workflow.shelf import plain_words
from mediakit.workflow.subtitle_files import read_subtitles

SCRIPTS = {"txt", "docx"}
"""Formats that are for reviewers: a project's subtitles are not kept in them."""


def tags_of(film: Film, file: str | None = None) -> tuple[str, str]:
    """The tags of a film's two tracks, or of one of its recordings': word for word, and easy read.

    >>> from mediakit.film.model import Canvas
    >>> tags_of(Film("", "en-GB", Canvas(2, 2, 25), (), None, None, ()))
    ('en', 'en-simple')
    """
    primary = primary_of(language_in(film, file) if file else film.language)
    return primary, primary + LINKED_SUFFIX


def tracks_from(
    transcript: Transcript, profile: Profile = WORD_FOR_WORD, shots: Shots = NO_SHOTS
) -> tuple[Subtitles, Subtitles]:
    """Both tracks of one recording, as the machine would write them: the one word for word by the
    rules of `profile`. `shots` are those of the recording.
    """
    return word_for_word(transcript, profile, shots), in_easy_read(transcript, shots=shots)


def word_for_word(
    transcript: Transcript, profile: Profile = WORD_FOR_WORD, shots: Shots = NO_SHOTS
) -> Subtitles:
    """What is said, as the machine would write it."""
    return split(transcript, profile, shots)


def in_easy_read(
    transcript: Transcript, project: Path | None = None, shots: Shots = NO_SHOTS
) -> Subtitles:
    """The same in easy read, by the shelf of the workspace in which `project` lies."""
    return simplified(transcript, project, shots).subtitles


def simplified(
    transcript: Transcript, project: Path | None = None, shots: Shots = NO_SHOTS
) -> Simplified:
    """The same with the reasons."""
    words = plain_words(transcript.language.partition("-")[0], project)
    return easy_read_with_reasons(transcript, words, EASY_READ, shots)


def read_track(file: Path, tag: str, tell: Tell = nobody) -> Subtitles:
    """A subtitle file, whatever editor saved it; `tell` hears what was forgiven in it. Raises
    `BadInput`, with the lines, if it cannot be read without losing words.
    """
    return read_subtitles(file, tag, tell, format_for(file.name))


def read_content(data: bytes, tag: str, file: Path) -> Subtitles:
    """The track in the content of a subtitle file of this name."""
    return format_for(file.name).read(data, tag, str(file)).subtitles


def written_as(subtitles: Subtitles, file: Path) -> bytes:
    """The content of a subtitle file of this name."""
    return format_for(file.name).write(subtitles)


def in_manner_of(present: bytes, content: bytes) -> bytes:
    r"""New content with the line ends and the byte order mark of what a person's editor saved.

    >>> in_manner_of(b"\xef\xbb\xbfold\r\n", b"new\n")
    b'\xef\xbb\xbfnew\r\n'
    """
    mark = codecs.BOM_UTF8 if present.startswith(codecs.BOM_UTF8) else b""
    return mark + (content.replace(b"\n", b"\r\n") if b"\r\n" in present else content)


def as_written(subtitles: Subtitles, file: Path) -> Subtitles:
    """The track as it is read again from a file of this name: without what its format has no place
    for, but with the links to words.
    """
    read = read_content(written_as(subtitles, file), subtitles.tag, file)
    shown = [cue for cue in subtitles.cues if cue.text.strip()]
    if len(shown) != len(read.cues):
        return read
    linked = zip(read.cues, shown, strict=True)
    return replace(read, cues=tuple(replace(cue, words=made.words) for cue, made in linked))


def track_file(name: str, tag: str) -> str:
    """The name of a new subtitle file: the recording's name and the track's tag."""
    return f"{name}.{tag}.srt"


def told_in(film: Film, file: str, tag: str) -> str:
    """The tag of the recording's track that the film's track `tag` holds: of the film's own
    language, it holds what is spoken, in whichever language that is.
    """
    if primary_of(tag) != primary_of(film.language):
        return tag
    return tags_of(film, file)[tag.endswith(LINKED_SUFFIX)]


def as_told(
    film: Film, tracks: Mapping[str, Mapping[str, Subtitles]]
) -> dict[str, dict[str, Subtitles]]:
    """The tracks by tag and recording, as the film's own files hold them (`told_in`)."""
    files = dict.fromkeys(file for found in tracks.values() for file in found)
    return {
        tag: {
            file: tracks[own][file]
            for file in files
            if file in tracks.get(own := told_in(film, file, tag), {})
        }
        for tag in tracks
    }


def find_track(folder: Path, name: str, tag: str, tell: Tell = nobody) -> Path | None:
    """The file of a recording's track, in whichever format a person keeps it; None if there is
    none. Of several, the first in the order of the formats, and `tell` hears of the others.
    """
    files = [
        folder / f"{name}.{tag}{extension}"
        for each in FORMATS.values()
        if each.name not in SCRIPTS
        for extension in each.extensions
    ]
    there = [file for file in files if file.is_file()]
    for other in there[1:]:
        tell(Warned(f"{other.name} is not used, because {there[0].name} is. Keep one of them."))
    return there[0] if there else None

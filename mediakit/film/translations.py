"""Subtitles in a language that is not spoken are shown only where a person asked for them.

Captions are in the language spoken (Hwb), and English burned onto Welsh speech is what viewers
complained of (S4C 2016).
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from mediakit.film.model import Film, Footage
from mediakit.film.values import Refused, language_value, tracks_value
from mediakit.handwritten.mistakes import Finding

_LANGUAGES = {"en": "English", "cy": "Welsh"}


def language_name(tag: str) -> str:
    """What people call the language of a tag.

    >>> language_name("cy-simple"), language_name("pl")
    ('Welsh', "the language 'pl'")
    """
    primary = primary_of(tag)
    return _LANGUAGES.get(primary, f"the language '{primary}'")


def primary_of(tag: str) -> str:
    """The language of a tag without region and kind: en of en-GB and of en-simple."""
    return tag.strip().partition("-")[0].casefold()


def translations(number: int, version: Mapping[str, Any], spoken: object) -> Iterator[Finding]:
    """What is wrong with the languages of the version with this number, in a film in which the
    language `spoken` is spoken. Values that cannot be used have mistakes of their own.
    """
    try:
        tags = tracks_value(version["subtitles"])
        own = primary_of(language_value(str(spoken)))
    except (KeyError, Refused):
        return
    path = ("version", number, "subtitles")
    languages = [primary_of(tag) for tag in tags]
    if len(set(languages)) < len(languages):
        sentence = "These subtitles are in the same language twice."
        yield Finding(path, sentence, 'Write two languages, such as ["cy", "en"], or one of them.')
    elif own not in languages and version.get("translation") is not True:
        yield Finding(
            path,
            f"{_named(own)} is spoken in this film, but these subtitles are in"
            f" {language_name(tags[0])}.",
            f'Write subtitles = ["{own}", "{tags[0]}"] to show both, or add translation = true to'
            " show these alone.",
        )
    elif own in languages and version.get("translation") is True and len(tags) == 1:
        sentence = f"These subtitles are no translation: {language_name(own)} is spoken."
        yield Finding(("version", number, "translation"), sentence, "Take 'translation' out.")


def _named(own: str) -> str:
    name = language_name(own)
    return name[0].upper() + name[1:]


def two_languages(clips: Sequence[Mapping[str, Any]], spoken: object) -> Iterator[Finding]:
    """Clips of one recording in different languages: it is listened to as a whole."""
    said: dict[object, object] = {}
    for number, clip in enumerate(clips):
        file, language = clip.get("file"), clip.get("language", spoken)
        if not isinstance(file, str):
            continue
        if said.setdefault(file, language) != language:
            yield Finding(
                ("clip", number, "language"),
                f"Another clip says that {file} is in another language.",
                "Write the same 'language' in each clip of this recording.",
            )


def language_in(film: Film, file: str) -> str:
    """The language that is spoken in a recording of the film."""
    clips = [*film.clips, *(voice.heard for voice in film.voices)]
    heard = (clip for clip in clips if isinstance(clip, Footage) and clip.file == file)
    return next((clip.language for clip in heard if clip.language), film.language)

"""Which of a recording's sound tracks is heard, and what is to be said of it. Pure."""

from collections.abc import Iterator
from dataclasses import replace

from mediakit.errors import BadInput
from mediakit.media.model import Media, Sound

_ONE_SIDED = {
    "left": "All that is heard is in the left channel; in the film it is on both sides.",
    "right": "All that is heard is in the right channel; in the film it is on both sides.",
    "apart": (
        "Left and right sound like two microphones, each near to one person; in the film both are"
        " on both sides."
    ),
}
"""What is said of two channels that are not one sound for two ears."""


def heard_from(media: Media, number: int, place: str) -> Media:
    """The recording with its sound track `number` (from 1) as the one that counts. `place` says
    where a person wrote the number. Raises `BadInput` if it has no such track.
    """
    tracks = {sound.index + 1: sound for sound in media.sounds}
    if number not in tracks:
        known = " or ".join(f"sound = {track}{_tagged(tracks[track])}" for track in sorted(tracks))
        remedy = f"Write {known}." if tracks else "It has no sound: take 'sound' out."
        raise BadInput(f"There is no sound track {number} in this recording", place, remedy)
    said = set(sound_warnings(media))
    chosen = replace(media, chosen=number - 1)
    left = tuple(warning for warning in media.warnings if warning not in said)
    return replace(chosen, warnings=(*left, *sound_warnings(chosen)))


def sound_warnings(media: Media) -> Iterator[str]:
    """What a person should know of the sound: which track is used, and on which side it is."""
    used = media.main_sound
    if used is None:
        return
    if len(media.sounds) > 1 and media.chosen is None:
        others = " or ".join(
            f"sound = {sound.index + 1}{_tagged(sound)}"
            for sound in media.sounds
            if sound.index != used.index
        )
        yield (
            f"The file has {len(media.sounds)} sound tracks; track {used.index + 1}{_tagged(used)}"
            f" is used. If that is the wrong one, write {others} under its file in film.toml."
        )
    if used.ears in _ONE_SIDED:
        yield _ONE_SIDED[used.ears]


def _tagged(sound: Sound) -> str:
    return f" ({sound.language})" if sound.language else ""

"""What is in a file: fingerprint, kind, length, and what is odd about it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING

from mediakit.errors import BadInput
from mediakit.files import sha256_of, stamp_of
from mediakit.media.choosing import sound_warnings
from mediakit.media.container import MICROSECONDS, READABLE, check_file, opened, start_of
from mediakit.media.inputs import MOST_PIXELS
from mediakit.media.interlacing import is_interlaced, says_interlaced
from mediakit.media.model import Media, Picture
from mediakit.media.stills import still_facts
from mediakit.media.streams import Track, film_tracks, gather, picture_of, shown_times, sound_of

if TYPE_CHECKING:
    from av.container import InputContainer

_GAPLESS = Fraction(1, 10)
"""Seconds at the end that a coder adds to fill its last packet, and that players cut off again:
at most 2048 samples of AAC at 22050 Hz (93 ms). Only the header tells them from the rest."""

_CUT_SHORT = Fraction(1, 2)
"""Seconds that may be missing at the end without a word: headers count the last subtitle's end."""

_STATED_LENGTH = {"mov", "matroska", "avi", "flv", "asf", "mxf"}
"""Containers (first part of the name) that state their length; others have it estimated."""

_LATE = Fraction(1, 5)
"""Seconds of missing picture at the beginning that are worth a word: 5 frames at 25 a second,
more than reordered frames before the first key frame make up."""


def fingerprint(path: Path) -> str:
    """SHA-256 of the file's content, in hex."""
    check_file(path)
    return sha256_of(path)


def probe(path: Path) -> Media:
    """The facts of a film, a sound or a photo; reads the whole file.

    Raises `BadInput` if there is nothing in it that can be shown or heard.
    """
    check_file(path)
    stamp = stamp_of(path)
    mark = fingerprint(path)
    still = still_facts(path)
    if still is not None:
        container, picture = still
        return Media(path, mark, "photo", container, 0, 0, picture, (), stamp=stamp)
    with opened(path) as av_container:
        return replace(_media(path, mark, av_container), stamp=stamp)


def _media(path: Path, mark: str, container: InputContainer) -> Media:
    tracks = gather(container)
    films = film_tracks(tracks)
    voices = [track for track in tracks.values() if track.stream.type == "audio"]
    picture = picture_of(films[0]) if films else None
    if picture and picture.width * picture.height > MOST_PIXELS:
        raise _too_large(path, picture)
    sounds = tuple(filter(None, (sound_of(number, voice) for number, voice in enumerate(voices))))
    if picture is None and not sounds:
        raise _nothing_usable(path, films, voices)
    used = (films[:1] if picture else []) + [voices[sound.index] for sound in sounds]
    if picture and picture.rate:
        picture = _in_time(picture, used[0], container)
    media = Media(
        path=path,
        fingerprint=mark,
        kind="video" if picture else "sound",
        container=container.format.name,
        start_us=start_of(container),
        duration_ms=round(_length(container, used, picture) * 1000),
        picture=picture,
        sounds=sounds,
    )
    if media.picture and _says_interlaced(films[0]):
        fields = is_interlaced(path, films[0].stream.index, media.duration_ms)
        media = replace(media, picture=replace(media.picture, interlaced=fields))
    return replace(media, warnings=tuple(_warnings(media, container, films, voices, tracks)))


def _says_interlaced(film: Track) -> bool:
    from av import VideoFrame, VideoStream

    return (
        isinstance(film.sample, VideoFrame)
        and isinstance(film.stream, VideoStream)
        and says_interlaced(film.sample, film.stream)
    )


def _length(container: InputContainer, used: Sequence[Track], picture: Picture | None) -> Fraction:
    """Seconds from the first timestamp to the end of the last picture or sound."""
    ends = [track.seconds(track.end) for track in used]
    if picture and picture.rate:
        # Matroska often states no length for frames; then the last one lasts as long as the others.
        ends.append(used[0].seconds(max(used[0].times)) + 1 / picture.rate)
    length = max(ends) - Fraction(start_of(container), MICROSECONDS)
    stated = _stated(container)
    return max(stated if 0 < length - stated <= _GAPLESS else length, Fraction(0))


def _in_time(picture: Picture, film: Track, container: InputContainer) -> Picture:
    """The picture with the times at which it begins and is over."""
    zero = Fraction(start_of(container), MICROSECONDS)
    begins = film.seconds(min(shown_times(film), default=min(film.times))) - zero
    over = film.seconds(max(film.times)) + 1 / picture.rate - zero
    return replace(
        picture,
        begins_us=max(0, round(begins * MICROSECONDS)),
        shown_ms=max(0, round(over * 1000)),
    )


def _stated(container: InputContainer) -> Fraction:
    return Fraction(container.duration or 0, MICROSECONDS)


def _warnings(
    media: Media,
    container: InputContainer,
    films: Sequence[Track],
    voices: Sequence[Track],
    tracks: dict[int, Track],
) -> Iterator[str]:
    if films and media.picture is None:
        yield "The picture cannot be read; only the sound is used."
    if media.picture:
        yield from _picture_warnings(media.picture, films)
    if len(media.sounds) < len(voices):
        unread = len(voices) - len(media.sounds)
        which = "The sound" if unread == len(voices) else f"{unread} of {len(voices)} sound tracks"
        yield f"{which} cannot be read and is left out."
    yield from sound_warnings(media)
    last = max(track.seconds(max(track.times)) for track in tracks.values() if track.times)
    held = max(last - Fraction(media.start_us, MICROSECONDS), Fraction(media.duration_ms, 1000))
    stated = _stated(container)
    known = container.format.name.split(",")[0] in _STATED_LENGTH
    # Edit lists leave out packets that are there, so that less can be seen than the header counts.
    whole = all(track.is_whole(_CUT_SHORT) for track in (*films, *voices))
    if known and not whole and stated - held > _CUT_SHORT:
        yield (
            f"The recording was cut short: it says {float(stated):.1f} s but holds"
            f" {media.duration_ms / 1000:.1f} s. What is there is used."
        )


def _picture_warnings(picture: Picture, films: Sequence[Track]) -> Iterator[str]:
    film = films[0]
    if not picture.steady:
        yield (
            "The frames do not come at an even pace, as in many phone recordings; mediakit evens"
            " them out for the film."
        )
    unseen = film.seconds(min(shown_times(film), default=0) - min(film.times, default=0))
    if unseen > _LATE:
        yield f"The first {float(unseen):.1f} s of the picture cannot be shown."
    if picture.dolby_only:
        yield (
            "This is Dolby Vision of a kind that has no ordinary picture in it (profile 5): faces"
            " will look green or purple. Set the camera to HDR10 or to no HDR, or save the"
            " recording as SDR on the phone, and use that."
        )
    if len(films) > 1:
        yield f"The file has {len(films)} films in it; the first is used."


def _too_large(path: Path, picture: Picture) -> BadInput:
    return BadInput(
        f"The picture is too large to work with ({picture.width}x{picture.height})",
        str(path),
        "Save a smaller copy, such as 3840x2160 (4K): it is plenty for any film.",
    )


def _nothing_usable(path: Path, films: Sequence[Track], voices: Sequence[Track]) -> BadInput:
    if not films and not voices:
        remedy = f"mediakit reads {READABLE}."
        return BadInput("There is neither picture nor sound in this file", str(path), remedy)
    what = "The picture in this file" if films else "The sound in this file"
    remedy = "It may be damaged: copy it from the camera or the recorder again."
    return BadInput(f"{what} cannot be read", str(path), remedy)

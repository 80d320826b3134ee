"""Mattes made of recordings: the pictures that tell where the person is."""

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, repeat
from pathlib import Path
from typing import TYPE_CHECKING

from mediakit.media.model import Media
from mediakit.plan.model import Matte, Way
from mediakit.render.people_weights import SHA256
from mediakit.signing.reach import Look, look_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

CUTTER = 1
"""Counts up whenever the same recording would come out with another matte by what stands in
`signing`: it is part of the key of every matte."""

LOOK_SHORT = 240
"""Pixels along the short edge in which it is looked at how far a signer reaches."""


def frames_of_matte(matte: Matte, files: Mapping[str, Path]) -> Iterator[bytes]:
    """The matte's frames as raw grey, in order, as many as planned. `files` finds the recording,
    and the weights of the network by their SHA-256.
    """
    from mediakit.media.steady import steady_pictures

    size = (matte.width, matte.height)
    pictures = steady_pictures(files[matte.source], matte.rate, size)
    last, given = bytes(matte.width * matte.height), 0
    for found in islice(mattes_of(pictures, matte.way, files.get(SHA256)), matte.frames):
        last = found.tobytes()
        given += 1
        yield last
    # Recordings are a frame longer or shorter than they say.
    yield from repeat(last, matte.frames - given)


def mattes_of(
    pictures: "Iterable[NDArray[np.uint8]]", way: Way, weights: Path | None
) -> "Iterator[NDArray[np.uint8]]":
    """The mattes of RGB pictures of one recording; `weights` are needed for the way "person"."""
    from mediakit.signing import screen_key

    if way == "screen":
        return screen_key.mattes(pictures)
    from mediakit.render import people

    if weights is None:
        raise TypeError("nobody is cut out by a network that is not there")
    return people.mattes(pictures, weights)


def seen_at(
    media: Media, times: Iterable[int], way: Way, weights: Path | None, most_short: int
) -> "Iterator[tuple[NDArray[np.uint8], NDArray[np.uint8]]]":
    """The RGB picture and its matte at some times of a recording, in milliseconds, `most_short`
    pixels at most along the short edge. Each is looked at for itself.
    """
    import numpy as np

    from mediakit.media.frames import picture_at

    for ms in times:
        image = picture_at(media.path, ms)
        part = most_short / min(image.size)
        if part < 1:
            image = image.resize((round(image.width * part), round(image.height * part)))
        picture = np.asarray(image.convert("RGB"))
        yield picture, next(mattes_of([picture], way, weights))


def looks_at(media: Media, times: Iterable[int], way: Way, weights: Path | None) -> Iterator[Look]:
    """How far the signer reaches at these times; nothing for those at which nobody is there."""
    times = list(times)
    for ms, (_, matte) in zip(times, seen_at(media, times, way, weights, LOOK_SHORT), strict=True):
        look = look_of(matte, ms)
        if look is not None:
            yield look

"""Mattes made of recordings: the pictures that tell where the person is."""

from collections.abc import Iterator, Mapping
from itertools import islice, repeat
from pathlib import Path

from mediakit.plan.model import Matte

CUTTER = 1
"""Counts up whenever the same recording would come out with another matte by what stands in
`signing`: it is part of the key of every matte."""


def frames_of_matte(matte: Matte, files: Mapping[str, Path]) -> Iterator[bytes]:
    """The matte's frames as raw grey, in order, as many as planned; `files` finds the recording."""
    from mediakit.media.steady import steady_pictures
    from mediakit.signing.screen_key import mattes

    pictures = steady_pictures(files[matte.source], matte.rate, (matte.width, matte.height))
    last = bytes(matte.width * matte.height)
    given = 0
    for found in islice(mattes(pictures), matte.frames):
        last = found.tobytes()
        given += 1
        yield last
    # Recordings are a frame longer or shorter than they say.
    yield from repeat(last, matte.frames - given)

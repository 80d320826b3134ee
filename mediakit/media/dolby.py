"""Dolby Vision that has no ordinary picture in it."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

from mediakit.media.container import side_data_of

if TYPE_CHECKING:
    from av import VideoFrame

_METADATA = "DOVI_METADATA"
"""PyAV's name of the side data, ffmpeg's AVDOVIMetadata: it begins with where its header is."""

_PROFILE, _FULL_RANGE = 4, 10
"""Bytes of that header (AVDOVIRpuDataHeader): the profile of the mapping, and whether the picture
is in full range."""


def only_for_dolby(frame: VideoFrame) -> bool:
    """Whether the colours of the picture make sense only through Dolby's mapping: profile 5, told
    as ffmpeg tells it. Profiles 7 and 8, which phones write, hold a plain HDR picture.
    """
    data = side_data_of(frame, _METADATA)
    return data is not None and is_profile_5(data)


def is_profile_5(metadata: bytes) -> bool:
    """What the side data of a frame says.

    >>> head = (8).to_bytes(8, sys.byteorder)
    >>> is_profile_5(head + bytes([2, 0, 18, 0, 0, 6, 0, 1, 0, 1, 1]))
    True
    >>> is_profile_5(head + bytes([2, 0, 18, 0, 1, 6, 0, 1, 0, 1, 0]))
    False
    """
    header = int.from_bytes(metadata[:8], sys.byteorder)
    if len(metadata) <= header + _FULL_RANGE:
        return False
    profile, full = metadata[header + _PROFILE], metadata[header + _FULL_RANGE]
    return profile == 0 and full == 1

"""How pictures are compressed: ffmpeg's encoders, set so that what they make can be joined.

Whatever the codec, a chunk begins with a key picture, its groups of pictures are closed, and one
thread makes it, so that the same chunk is the same bytes on every machine (facts/ffmpeg.md).
"""

import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import Any

from mediakit.plan.model import Codec, Encoding

Options = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Container:
    """The file that a codec's films are kept in: its ending, ffmpeg's name for it, and the encoder
    of the sound in it; "copy" leaves the sound as it is.
    """

    ending: str
    name: str
    sound: str


_MP4 = Container(".mp4", "mp4", "copy")

CONTAINERS: Mapping[Codec, Container] = {
    "h264": _MP4,
    "av1": _MP4,
    # ffmpeg puts ProRes into no MP4. Editing programs take sound that is not compressed.
    "prores": Container(".mov", "mov", "pcm_s24le"),
}


def encoder(encoding: Encoding, rate: Fraction) -> Options:
    """ffmpeg's options for a film's picture; a key picture every two seconds lets players jump."""
    every = math.ceil(encoding.key_ms * rate / 1000)
    return {**_ENCODERS[encoding.codec](encoding, every), **_picture(rate)}


def h264(encoding: Encoding, rate: Fraction, key_every: int | None = None) -> Options:
    """x264's options for pictures that are joined or kept; `stitchable` keeps headers alike."""
    return {**_h264(encoding, key_every or math.ceil(2 * rate)), **_picture(rate)}


def _h264(encoding: Encoding, every: int) -> Options:
    options = {
        "c:v": "libx264",
        "profile:v": "high",
        "preset": encoding.preset,
        "crf": encoding.crf,
        "x264-params": f"threads=1:keyint={every}:open-gop=0:stitchable=1",
        "pix_fmt": "yuv420p",
    }
    if encoding.cap is not None:
        # A buffer of one second: key pictures may be large, and a chunk stays near its share.
        options |= {"maxrate": f"{encoding.cap}k", "bufsize": f"{encoding.cap}k"}
    return options


def _av1(encoding: Encoding, every: int) -> Options:
    """SVT-AV1. Its groups are closed where pictures are refreshed by key pictures only."""
    return {
        "c:v": "libsvtav1",
        "preset": encoding.preset,
        "crf": encoding.crf,
        "g": every,
        "svtav1-params": "lp=1:irefresh-type=2",
        "pix_fmt": "yuv420p",
    }


def _prores(encoding: Encoding, _every: int) -> Options:
    """ProRes: every picture stands alone. The preset is the profile, such as "standard"."""
    return {
        "c:v": "prores_ks",
        "profile:v": encoding.preset,
        "vendor": "apl0",
        "threads": 1,
        "pix_fmt": "yuv422p10le",
        "f": "mov",
    }


_ENCODERS: Mapping[Codec, Callable[[Encoding, int], Options]] = {
    "h264": _h264,
    "av1": _av1,
    "prores": _prores,
}


def _picture(rate: Fraction) -> Options:
    """What every picture says of itself, and a time base in which frames are whole."""
    return {
        "color_range": "tv",
        "colorspace": "bt709",
        "color_primaries": "bt709",
        "color_trc": "bt709",
        "video_track_timescale": rate.numerator * (1 if rate.numerator >= 1000 else 512),
        "an": None,
    }

"""How much room on the disk pieces will take: reckoned, not known, before they are made."""

from collections.abc import Mapping

from mediakit.plan.model import Chunk, Conform, Matte, Piece, SoundPlan, Steady
from mediakit.plan.presets import LOSSLESS

QUIET = 4
"""How many times less than reckoned quiet films take: people who sit and talk. [own]"""

_BITS = {"h264": 0.1, "av1": 0.05, "prores": 2.5}
"""Bits for a pixel of one frame: for H.264 and AV1 at the crf of `_AT`. At 1080p and 25 frames a
second H.264 comes to 5 Mbit/s, as lively pictures do; ProRes to 130. [own]"""

_AT = {"h264": 20, "av1": 35, "prores": 0}

_HALVED = 6
"""x264 needs half the bits for every six steps of crf, about."""

_MATTE = 0.05
_BETWEEN = 0.25
"""Bits for a pixel of pictures that are encoded once more: at crf 12 to 14."""

_LOSSLESS_KILOBITS = 1536
_MIXING_BYTES = 400_000
"""Bytes a second of the sound while it is mixed: two channels of 32 bits."""

_SAMPLES = 48_000


def bytes_of(piece: Piece, seconds: Mapping[str, float]) -> int:
    """The room that a piece will take, generously. `seconds` are the lengths of people's files by
    fingerprint.
    """
    match piece:
        case SoundPlan():
            return int(piece.length / _SAMPLES * (_MIXING_BYTES + _kilobits(piece) * 125))
        case Chunk():
            encoding, rate = piece.encoding, piece.canvas.rate
            steps = encoding.crf - _AT[encoding.codec]
            bits = _BITS[encoding.codec] * 2 ** (-steps / _HALVED)
            shape = piece.canvas.width * piece.canvas.height
            whole = shape * piece.frames * bits / 8
            most = float("inf") if encoding.cap is None else encoding.cap * 125
            return int(min(whole, most * piece.frames / rate))
        case Conform():
            frames = seconds.get(piece.source, 0.0) * piece.rate
            return int(piece.width * piece.height * frames * _BETWEEN / 8)
        case Matte():
            return int(piece.width * piece.height * piece.frames * _MATTE / 8)
        case Steady():
            pass
    return int(piece.canvas.width * piece.canvas.height * piece.frames * _BETWEEN / 8)


def _kilobits(sound: SoundPlan) -> int:
    return _LOSSLESS_KILOBITS if sound.bitrate == LOSSLESS else int(sound.bitrate.rstrip("k"))

"""A preset made to fit the bytes that a file of it may have: by reckoning, then by what came out.

Fewer bits a second first, then a smaller picture, for subtitles stay sharper in a small picture
than in a large one that is starved.
"""

from dataclasses import replace

from mediakit.film.model import Canvas
from mediakit.plan.presets import Preset

STEPS = ((480, 96), (360, 64), (288, 48), (240, 48))
"""The pixels of the shorter edge and the kilobits a second of the sound, the best first. Below 240
subtitles cannot be read. [own]"""

LEAST_BITS = 0.03
"""Bits for a pixel of one frame, at least: with fewer, x264 blurs faces and letters. Not looked
at yet at this limit itself; films that move more look softer. [own]"""

_WRAPPING_BYTES = 20
"""What an MP4 needs for one frame of picture or sound besides its content: size, time and place
(ISO 14496-12: stsz, stts, ctts, stco)."""

_SOUND_FRAMES = 48_000 / 1024
"""Frames of AAC a second."""

_ROOM = 0.95
"""Share of the bits that is reckoned with: x264 keeps to a cap only within its buffer."""


def fitted(preset: Preset, own: Canvas, seconds: float) -> Preset | None:
    """`preset` so that a film of this length should keep to `most_bytes`; None if it is too long
    for that.
    """
    if preset.most_bytes is None:
        return preset
    for short_edge, sound in STEPS:
        step = replace(preset, short_edge=short_edge, sound_bitrate=f"{sound}k")
        cap = _picture_kilobits(preset.most_bytes, own, seconds, sound)
        if cap >= _least_kilobits(step.canvas(own)):
            return replace(step, encoding=replace(step.encoding, cap=int(cap)))
    return None


def longest_seconds(preset: Preset, own: Canvas) -> float:
    """How long a film that keeps to `most_bytes` may be; without end where there is none."""
    if preset.most_bytes is None:
        return float("inf")
    short_edge, sound = STEPS[-1]
    least = _least_kilobits(replace(preset, short_edge=short_edge).canvas(own))
    return preset.most_bytes * 8 / 1000 / (least / _ROOM + sound + _wrapping_kilobits(own))


def tightened(preset: Preset, got: int) -> Preset:
    """`preset` with a lower cap, for a file that came out with `got` bytes, which were too many."""
    cap, most = preset.encoding.cap, preset.most_bytes
    if cap is None or most is None:
        return preset
    return replace(preset, encoding=replace(preset.encoding, cap=int(cap * _ROOM * most / got)))


def _picture_kilobits(most_bytes: int, own: Canvas, seconds: float, sound: int) -> float:
    whole = most_bytes * 8 / 1000 / max(seconds, 1)
    return (whole - sound - _wrapping_kilobits(own)) * _ROOM


def _wrapping_kilobits(own: Canvas) -> float:
    return (float(own.rate) + _SOUND_FRAMES) * _WRAPPING_BYTES * 8 / 1000


def _least_kilobits(canvas: Canvas) -> float:
    return canvas.width * canvas.height * float(canvas.rate) * LEAST_BITS / 1000

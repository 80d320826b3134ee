"""A person cut out from before any background: what is made of a network's answers.

The network looks at each picture for itself: its answers flicker, and it finds whoever else walks
through the room. Answers are arrays of height and width, from 0 (surely background) to 1 (surely a
person).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from mediakit.signing.areas import reached

Answers = NDArray[np.float32]

_LIKELY = 0.2
"""Answer from which on a pixel belongs to somebody: low, for a hand that is lost is worse than a
bit of wall that is kept."""

_FAINT, _FIRM = 0.05, 0.4
"""Answers between which the outline goes from see-through to solid."""

_CALM = 0.35
"""Part of a new answer that counts where nothing moves: noise of single pictures averages out."""

_MOVED = 0.3
"""Change of an answer from which on something moved there, and the new answer alone counts: else a
hand would trail the one it was."""


def smoothed(before: Answers | None, now: Answers) -> Answers:
    """The answers of a picture calmed by those of the one before (None: this is the first)."""
    if before is None:
        return now
    change = now - before
    part = np.clip(np.abs(change) / _MOVED, _CALM, 1)
    return np.asarray(before + part * change, dtype=np.float32)


def only_the_signer(answers: Answers) -> Answers:
    """Without everybody else: who fills most of the picture, weighed by how near to its middle, is
    the signer.
    """
    somebody = answers >= _LIKELY
    rest, signer = somebody.copy(), np.zeros_like(somebody)
    best = 0.0
    while rest.any():
        start = np.zeros_like(rest)
        start.flat[int(rest.argmax())] = True
        one = reached(start, rest)
        weight = float((one * _middle(one.shape)).sum())
        if weight > best:
            best, signer = weight, one
        rest &= ~one
    near = reached(signer, answers > 0.02)
    return np.asarray(np.where(near & (signer | ~somebody), answers, 0), dtype=np.float32)


def as_matte(answers: Answers) -> NDArray[np.uint8]:
    """The answers as a matte: 255 where the person is."""
    solid = np.clip((answers - _FAINT) / (_FIRM - _FAINT), 0, 1)
    return np.asarray(solid * 255 + 0.5, dtype=np.uint8)


def _middle(shape: tuple[int, ...]) -> Answers:
    """1 in the middle column, falling to a half at the sides."""
    across = np.abs(np.linspace(-1, 1, shape[1], dtype=np.float32))
    return np.broadcast_to(1 - across / 2, shape)

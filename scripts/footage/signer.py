"""The signer: a drawn stand-in whose arms and hands move as a signer's do. It is not BSL.

It shows where an interpreter stands and how the film treats the recording. The shapes follow each
other at random (always the same way); they say nothing, and must never be published as signing.
"""

from dataclasses import dataclass, replace

import numpy as np
from PIL import Image

from footage.figures import Figure
from footage.hands import (
    CUPPED,
    FIST,
    FLAT,
    HORNS,
    OPEN,
    PINCH,
    POINT,
    RELAXED,
    THREE,
    THUMB_UP,
    TWO,
    Shape,
)
from footage.heads import Face
from footage.looks import SIGNER_LOOK
from footage.motion import Arm, Pose
from footage.moving import Moving, moving

GREEN = "#00b140"
"""The green that studios paint walls with; nothing in the figure comes near it."""
SIZE = (600, 800)
LAG = 1.0
"""Seconds that an interpreter is behind the speech; live interpreters need 2 to 4."""

_REST = (Arm((-46, 470), 66, RELAXED), Arm((46, 476), -66, RELAXED))


@dataclass(frozen=True, slots=True)
class _Key:
    """A pose to move to: in `move` seconds, then held for `hold` seconds."""

    arms: tuple[Arm, Arm]
    face: Face
    tilt: float
    move: float
    hold: float


def _both(x: float, y: float, turn: float, shape: Shape) -> tuple[Arm, Arm]:
    return Arm((-x, y), turn, shape), Arm((x, y), -turn, shape)


_VARIED: tuple[tuple[Arm, Arm], ...] = (
    _both(112, 330, 12, FLAT),
    _both(60, 318, 40, CUPPED),
    _both(150, 262, -14, OPEN),
    _both(86, 372, 78, POINT),
    _both(70, 350, 58, FIST),
    _both(128, 396, -26, OPEN),
    (Arm((-66, 404), 82, FLAT), Arm((78, 316), -14, POINT)),
    (Arm((-52, 396), 74, FIST), Arm((56, 322), -34, FIST)),
    (Arm((-60, 418), 80, FLAT), Arm((50, 352), -58, THUMB_UP)),
    (Arm((-46, 470), 66, RELAXED), Arm((104, 236), -8, POINT)),
    (Arm((-46, 470), 66, RELAXED), Arm((88, 176), -34, PINCH)),
    (Arm((-50, 440), 70, RELAXED), Arm((126, 286), 10, TWO)),
    (Arm((-120, 300), -6, OPEN), Arm((60, 402), -78, FLAT)),
    (Arm((-84, 342), 34, TWO), Arm((84, 330), -40, TWO)),
    (Arm((-58, 410), 84, CUPPED), Arm((66, 318), -20, THREE)),
    (Arm((-140, 322), -10, HORNS), Arm((140, 322), 10, HORNS)),
    (Arm((-96, 300), 24, PINCH), Arm((40, 372), -66, PINCH)),
)


class Signing:
    """The signer's moves over a film in which people speak during `spans` (start, end; seconds)."""

    def __init__(self, spans: tuple[tuple[float, float], ...], seed: int = 5) -> None:
        self._random = np.random.default_rng(seed)
        still = _Key(_REST, Face(brows=0.1), 0.0, 0.0, 0.0)
        self._keys: list[_Key] = [still]
        self._starts: list[float] = [0.0]
        for start, end in spans:
            self._sign(start + LAG, end + LAG)
        self._blinks = np.cumsum(self._random.uniform(2.0, 4.0, 200))

    def at(self, seconds: float) -> Pose:
        """The pose at a time of the signer's recording."""
        number = max(0, int(np.searchsorted(self._starts, seconds, "right")) - 1)
        key = self._keys[number]
        before = self._keys[max(0, number - 1)]
        share = _settle((seconds - self._starts[number]) / key.move if key.move else 1.0)
        drift = 3.0 * float(np.sin(2 * np.pi * 0.23 * seconds))
        arms = (
            _toward(before.arms[0], key.arms[0], share, drift),
            _toward(before.arms[1], key.arms[1], share, -drift),
        )
        tilt = before.tilt + (key.tilt - before.tilt) * share
        near = float(np.min(np.abs(self._blinks - seconds)))
        face = _mix_faces(before.face, key.face, share)
        face = replace(face, lids=round(min(1.0, max(0.0, (near - 0.035) / 0.075)), 1))
        return Pose(face, tilt, dx=2.2 * tilt, dy=1.5 * drift, arms=arms)

    def _sign(self, start: float, end: float) -> None:
        clock, last = start, -1
        while clock < end - 1.0:
            choice = int(self._random.integers(len(_VARIED)))
            if choice == last:
                continue
            last = choice
            clock = self._add(clock, self._chosen(_VARIED[choice]))
        self._add(clock, _Key(_REST, Face(brows=0.1), 0.0, 0.7, 0.0))

    def _chosen(self, arms: tuple[Arm, Arm]) -> _Key:
        random = self._random
        face = Face(
            open=round(float(random.choice([0.0, 0.0, 0.2, 0.4])), 2),
            wide=round(float(random.uniform(-0.7, 0.8)), 2),
            brows=round(float(random.uniform(-0.4, 1.0)), 2),
            look=round(float(random.uniform(-0.35, 0.35)), 2),
        )
        by = (float(random.uniform(-12, 12)), float(random.uniform(-14, 14)))
        moved = (_nudged(arms[0], by), _nudged(arms[1], by))
        return _Key(
            moved,
            face,
            tilt=float(random.uniform(-4, 4)),
            move=float(random.uniform(0.34, 0.52)),
            hold=float(random.uniform(0.1, 0.42)),
        )

    def _add(self, clock: float, key: _Key) -> float:
        self._keys.append(key)
        self._starts.append(clock)
        return clock + key.move + key.hold


def signing(
    spans: tuple[tuple[float, float], ...], seconds: float, size: tuple[int, int]
) -> Moving:
    """The signer's recording as a MoviePy clip on plain green."""
    unit = size[0] / SIZE[0]
    figure = Figure(SIGNER_LOOK, (300 * unit, 232 * unit), unit)
    moves = Signing(spans)
    ground = Image.new("RGB", size, GREEN)

    def frame_at(at: float) -> Image.Image:
        frame = ground.copy()
        figure.put(frame, moves.at(at))
        return frame

    return moving(frame_at, seconds)


def _settle(share: float) -> float:
    # Least jerk: how a hand that knows its way speeds up and slows down.
    x = min(1.0, max(0.0, share))
    return x * x * x * (10 - 15 * x + 6 * x * x)


def _toward(before: Arm, after: Arm, share: float, drift: float) -> Arm:
    # Between two places a hand swings a little outward, not straight as a machine's would.
    arc = 26 * share * (1 - share)
    x = before.wrist[0] + (after.wrist[0] - before.wrist[0]) * share
    y = before.wrist[1] + (after.wrist[1] - before.wrist[1]) * share
    return Arm(
        (x + (arc if x > 0 else -arc), y - arc + drift),
        before.turn + (after.turn - before.turn) * share,
        before.shape.toward(after.shape, share),
    )


def _nudged(arm: Arm, by: tuple[float, float]) -> Arm:
    if arm.shape is RELAXED:
        return arm
    return Arm((arm.wrist[0] + by[0], arm.wrist[1] + by[1]), arm.turn, arm.shape)


def _mix_faces(a: Face, b: Face, share: float) -> Face:
    def mix(first: float, second: float) -> float:
        return round(first + (second - first) * share, 2)

    return Face(
        mix(a.open, b.open), mix(a.wide, b.wide), 1.0, mix(a.brows, b.brows), mix(a.look, b.look)
    )

"""What a figure does while it speaks and listens: mouth by the sounds, blinks, nods, gestures."""

import re
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from footage.hands import CUPPED, FLAT, OPEN, RELAXED, Shape
from footage.heads import Face
from footage.sound import Speech

STEPS = 100
"""Steps a second at which a motion is worked out."""

Track = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Arm:
    """One arm at one moment: where its wrist is, in figure units, and what its hand does."""

    wrist: tuple[float, float]
    turn: float
    shape: Shape


@dataclass(frozen=True, slots=True)
class Pose:
    """A figure at one moment. `tilt` is in degrees clockwise; `dx`, `dy` (units) move the head."""

    face: Face
    tilt: float
    dx: float
    dy: float
    arms: tuple[Arm, Arm]


# How far the mouth opens and how wide it is for a sound, by the first letters of espeak's names.
_MOUTHS = (
    (r"[mbp]$", 0.0, 0.0),
    (r"[fv]", 0.08, 0.2),
    (r"(aI|aU|A|a|0|V|3|O@|Q)", 0.85, 0.1),
    (r"(oU|O|u|U|w)", 0.5, -0.9),
    (r"(i|I|e|E|j)", 0.42, 0.8),
    (r"(S|Z|tS|dZ)", 0.25, -0.5),
    (r"[rR]", 0.28, -0.35),
    (r"[sztdnlTDk@gNh]", 0.26, 0.15),
    (r"_", 0.0, 0.0),
)
_STRESS = "',%=|"


class Motion:
    """The moves of one speaker through a recording: `at(seconds)` gives its pose.

    The same speech and seed give the same moves.
    """

    def __init__(self, speech: Speech, speaker: str, seed: int, looks_to: float = 0.0) -> None:
        """`looks_to` is where the face turns while others speak (-1 left, 1 right)."""
        count = int(speech.seconds * STEPS) + 2 * STEPS
        self._open, self._wide = _mouth_tracks(speech, speaker, count)
        self._talking = _talking_track(speech, speaker, count)
        self._loud = _smooth(_loudness_track(speech, count) * (self._talking > 0.5), 0.25)
        self._active = _smooth(self._talking, 0.5)
        self._random = np.random.default_rng(seed)
        self._phases = self._random.uniform(0, 2 * np.pi, 8)
        self._blinks = self._choose_blinks(count / STEPS)
        self._looks_to = looks_to
        self._quiet_share = _others_track(speech, speaker, count)

    def at(self, seconds: float) -> Pose:
        """The pose at a time of the recording."""
        active, loud = self._read(self._active, seconds), self._read(self._loud, seconds)
        waves = np.sin(2 * np.pi * np.array([0.13, 0.21, 0.31, 0.47]) * seconds + self._phases[:4])
        listening = self._read(self._quiet_share, seconds)
        nod = listening * max(0.0, float(np.sin(2 * np.pi * 0.45 * seconds))) ** 3 * 7
        face = Face(
            open=round(self._read(self._open, seconds), 2),
            wide=round(self._read(self._wide, seconds), 2),
            lids=self._lids(seconds),
            brows=round(0.9 * loud * active + 0.15 * float(waves[1]), 2),
            look=round(self._looks_to * listening + 0.18 * float(waves[0]) * active, 2),
        )
        return Pose(
            face,
            tilt=2.0 * float(waves[0])
            + 1.6 * active * float(waves[3])
            + 2.5 * listening * self._looks_to,
            dx=4.0 * float(waves[1]) + 4.0 * active * float(waves[2]),
            dy=2.0 * float(waves[2]) + 7.0 * loud * active + nod,
            arms=(self._arm(-1, seconds, active), self._arm(1, seconds, active)),
        )

    def _arm(self, side: int, seconds: float, active: float) -> Arm:
        phase = self._phases[4 + (side > 0)]
        beat = 0.5 + 0.5 * float(np.sin(2 * np.pi * 0.36 * seconds + phase))
        # One hand leads for a while, then the other: nobody waves both arms all the time.
        lead = 0.5 + 0.5 * side * float(np.sin(2 * np.pi * 0.09 * seconds + self._phases[6]))
        rise = active * _ease(lead) * (0.55 + 0.45 * beat)
        out = 0.5 + 0.5 * float(np.sin(2 * np.pi * 0.27 * seconds + phase))
        x = side * (52 + rise * (60 + 50 * out))
        y = 452 - rise * (105 + 25 * beat)
        turn = -side * 62 * (1 - rise) + side * (6 + 26 * out) * rise
        raised = FLAT.toward(OPEN, 0.3 + 0.6 * out).toward(CUPPED, 0.35 * beat)
        return Arm((x, y), turn, RELAXED.toward(raised, rise))

    def _lids(self, seconds: float) -> float:
        near = np.min(np.abs(self._blinks - seconds))
        # A blink closes and opens in about a fifth of a second.
        return float(np.round(np.clip((near - 0.035) / 0.075, 0.0, 1.0), 1))

    def _choose_blinks(self, seconds: float) -> Track:
        return np.cumsum(self._random.uniform(2.2, 4.4, int(seconds / 2) + 2)) - 1.0

    @staticmethod
    def _read(track: Track, seconds: float) -> float:
        return float(np.interp(seconds * STEPS, np.arange(len(track)), track))


def mouth_for(sound: str) -> tuple[float, float]:
    """How open and how wide a mouth is for one of espeak's sounds."""
    name = sound.lstrip(_STRESS)
    for pattern, opened, wide in _MOUTHS:
        if re.match(pattern, name):
            return opened, wide
    return 0.3, 0.0


def _mouth_tracks(speech: Speech, speaker: str, count: int) -> tuple[Track, Track]:
    opened, wide = np.zeros(count), np.zeros(count)
    for part in speech.parts:
        if part.speaker != speaker:
            continue
        ends = [sign.at for sign in part.sounds[1:]] + [part.end]
        for sign, end in zip(part.sounds, ends, strict=True):
            start, stop = int(sign.at * STEPS), int(end * STEPS)
            opened[start:stop], wide[start:stop] = mouth_for(sign.text)
    loud = _loudness_track(speech, count)
    return _smooth(opened * (0.45 + 0.75 * loud) * (loud > 0.02), 0.05), _smooth(wide, 0.07)


def _loudness_track(speech: Speech, count: int) -> Track:
    """How loud each step is, from 0 to 1."""
    hop = speech.rate // STEPS
    whole = len(speech.samples) // hop
    power = np.sqrt(np.mean(speech.samples[: whole * hop].reshape(whole, hop) ** 2, axis=1))
    track = np.zeros(count)
    track[:whole] = np.clip(power / np.quantile(power, 0.95), 0, 1)
    return _smooth(track, 0.04)


def _talking_track(speech: Speech, speaker: str, count: int) -> Track:
    track = np.zeros(count)
    for part in speech.parts:
        if part.speaker == speaker:
            track[int(part.start * STEPS) : int(part.end * STEPS)] = 1
    # A breath between two sentences does not end a turn.
    return (_smooth(track, 0.6) > 0.25).astype(float)


def _others_track(speech: Speech, speaker: str, count: int) -> Track:
    track = np.zeros(count)
    for part in speech.parts:
        if part.speaker != speaker:
            track[int(part.start * STEPS) : int(part.end * STEPS)] = 1
    return _smooth((_smooth(track, 0.6) > 0.25).astype(float), 0.35)


def _smooth(track: Track, seconds: float) -> Track:
    width = max(1, int(seconds * STEPS)) * 2 + 1
    window = np.hanning(width + 2)[1:-1]
    return np.convolve(track, window / window.sum(), "same")


def _ease(share: float) -> float:
    return share * share * (3 - 2 * share)

"""A mix brought to its loudness: finished, measured as it was encoded, and finished anew until it
is right. The same for films and for podcasts.
"""

import re
from dataclasses import dataclass

from mediakit.errors import ProgramFailed

PEAK_DB = -1.0
"""True peaks of finished sound stay at or below this, in dBTP (EBU R 128; podcast apps too)."""

TOLERANCE_LU = 0.3
"""How far from its loudness finished sound may lie: well inside the 0.5 LU that EBU R 128 gives
programmes which cannot be exact, and above the 0.1 to which it is measured."""

MOST_TRIES = 6
"""How often a mix is finished anew until it measures right. One or two are usual; a recording with
clicks far above quiet speech takes more, as the limiter eats what each gain brings."""

FIRST_LIMIT_DB = PEAK_DB - 1.0
"""The limiter's first try: lossy coding raises peaks, by up to 1 dB in what we measured."""

NEARLY_DB = 0.1
"""Measured peaks are rounded to a tenth: one tenth less is safe."""

_LEAST_RISE = 0.25
"""Measured to a tenth, a small rise says little: no step of the gain is more than four times what
is missing. [own]"""

_GATE_LUFS = -70.0
"""Where nothing passes the meter's gate, it says this (ITU-R BS.1770-4)."""


NUMBERS = {
    "peak": PEAK_DB,
    "tolerance": TOLERANCE_LU,
    "tries": MOST_TRIES,
    "limit": FIRST_LIMIT_DB,
    "nearly": NEARLY_DB,
    "rise": _LEAST_RISE,
}
"""What decides how a mix is finished; part of the key of what is."""


@dataclass(frozen=True, slots=True)
class Loudness:
    """What a sound measures: integrated loudness in LUFS, true peak in dBTP; minus infinity where
    there is nothing."""

    lufs: float
    peak_db: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How a mix is finished: decibels of gain, and where the limiter holds peaks (dBFS)."""

    gain_db: float
    limit_db: float = FIRST_LIMIT_DB


def is_right(measured: Loudness, wanted: float) -> bool:
    """Whether a file can go out. Peaks of exactly the limit cannot: what is measured is rounded.

    >>> is_right(Loudness(-19.3, -1.8), -19.0), is_right(Loudness(-19.4, -1.8), -19.0)
    (True, False)
    """
    # Loudness is measured to a tenth, of which binary fractions know only something near.
    near = round(abs(wanted - measured.lufs), 1) <= TOLERANCE_LU
    return near and measured.peak_db <= PEAK_DB - NEARLY_DB


def improved(
    setting: Setting, wanted: float, measured: Loudness, rise: float = 1.0
) -> Setting | None:
    """The next setting to try, from what the file made with `setting` measures; None where it is
    right. `rise` is how many decibels louder one decibel of gain makes it (see `rise_between`).
    """
    if is_right(measured, wanted):
        return None
    off = wanted - measured.lufs
    over = measured.peak_db - (PEAK_DB - NEARLY_DB)
    lower = over + NEARLY_DB if over > 0 else 0.0
    return Setting(setting.gain_db + off / rise, setting.limit_db - lower)


def rise_between(
    last: tuple[Setting, Loudness], now: tuple[Setting, Loudness], otherwise: float = 1.0
) -> float:
    """How many decibels louder one decibel of gain made a file between two tries: less than one
    where the limiter eats a part of it. `otherwise` where that cannot be told.

    >>> rise_between((Setting(0), Loudness(-22, -3)), (Setting(4), Loudness(-20, -3)))
    0.5
    """
    gained = now[0].gain_db - last[0].gain_db
    if now[0].limit_db != last[0].limit_db or not gained:
        return otherwise
    return min(1.0, max(_LEAST_RISE, (now[1].lufs - last[1].lufs) / gained))


def read_loudness(report: str) -> Loudness:
    """What ffmpeg's ebur128 filter measured, from its report. Raises `ProgramFailed` where there is
    none.
    """
    values = {}
    for name, unit in (("I", "LUFS"), ("Peak", "dBFS")):
        found = re.findall(rf"^\s*{name}:\s+(-?inf|nan|-?[\d.]+) {unit}", report, re.MULTILINE)
        if not found:
            raise ProgramFailed("ffmpeg did not report how loud the sound is", report[-200:])
        values[name] = float(found[-1])
    lufs = values["I"] if values["I"] > _GATE_LUFS else float("-inf")
    return Loudness(lufs, values["Peak"])

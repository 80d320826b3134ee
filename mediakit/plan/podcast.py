"""A podcast episode's sound: what goes into it, and how loud it must come out.

The talk is brought to its loudness before it is mixed, so that the intro, the outro and the music
lie where they should beside it; the mix as a whole is then finished until what was encoded measures
right.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from mediakit.clock import SAMPLE_RATE
from mediakit.media.model import Media
from mediakit.media.shape import is_seekable
from mediakit.plan.model import Sounding

Kind = Literal["mp3", "m4a"]
KINDS: tuple[Kind, ...] = ("mp3", "m4a")
"""What people receive: mp3 plays everywhere, m4a sounds better for its size and shows chapters on
Apple's players."""

LOUDNESS_LUFS = {1: -19.0, 2: -16.0}
"""Loudness by the number of channels: what podcast apps ask for. One channel is heard from two
loudspeakers, 3 dB louder than it measures (ITU-R BS.1770), so both sound alike. [practice]"""

PEAK_DB = -1.0
"""True peaks of the finished files stay at or below this, in dBTP (EBU R 128; podcast apps too)."""

TOLERANCE_LU = 0.3
"""How far from its loudness a finished file may lie: well inside the 0.5 LU that EBU R 128 gives
programmes which cannot be exact, and above the 0.1 to which it is measured."""

MOST_TRIES = 6
"""How often an episode is finished anew until it measures right. One or two are usual; a recording
with clicks far above a quiet talk takes more, as the limiter eats what each gain brings."""

SILENCE_LUFS = -60.0
"""Quieter than this there is nothing to bring up: only noise (as for films)."""

NOISY_GAIN_DB = 30.0
"""From this gain on the noise of the recorder itself is heard (as for films)."""

_FIRST_LIMIT_DB = PEAK_DB - 1.0
"""The limiter's first try: lossy coding raises peaks, by up to 1 dB in what we measured."""

_LEAST_RISE = 0.25
"""Measured to a tenth, a small rise says little: no step of the gain is more than four times what
is missing. [own]"""

_NEARLY_DB = 0.1
"""Measured peaks are rounded to a tenth: one tenth less is safe."""

NOISE_SAMPLE_MS = 600
"""How long a stretch of noise alone is listened to: a pause between two sentences has that."""

BLOCK_MS = 100
_NO_SOUND_DB = -85.0
"""Quieter blocks are silence made by a program, which has nothing to tell of the noise."""

_PAUSE_BELOW_DB = 10.0
"""A pause lies at least this far below the talk's loudness; else somebody speaks in it."""

_CLICK_FADE = SAMPLE_RATE // 100
"""Samples (10 ms) over which a part begins and ends, so that a joint does not click."""

LEVELS = {
    "peak": PEAK_DB,
    "tolerance": TOLERANCE_LU,
    "tries": MOST_TRIES,
    "silence": SILENCE_LUFS,
    "limit": _FIRST_LIMIT_DB,
    "nearly": _NEARLY_DB,
    "no sound": _NO_SOUND_DB,
    "pause": _PAUSE_BELOW_DB,
}
"""The numbers that decide gains; they are part of the sound's key."""


@dataclass(frozen=True, slots=True)
class EpisodeSound:
    """Everything that reaches the sound of an episode. Sources are named by fingerprint.

    `channels` is 1 or 2. `music` lies under the talk alone: intro and outro bring their own.
    """

    talk: Sounding
    channels: int
    intro: Sounding | None = None
    outro: Sounding | None = None
    music: str | None = None
    clean: bool = False

    @property
    def loudness(self) -> float:
        """What the finished files measure, in LUFS."""
        return LOUDNESS_LUFS[self.channels]

    @property
    def parts(self) -> tuple[Sounding, ...]:
        """Intro, talk and outro, as many as there are, in order."""
        return tuple(part for part in (self.intro, self.talk, self.outro) if part is not None)

    @property
    def talk_at_ms(self) -> int:
        """When the talk begins in the finished files."""
        return self.intro.length * 1000 // SAMPLE_RATE if self.intro else 0

    @property
    def length_ms(self) -> int:
        """How long the finished files are."""
        return self.length * 1000 // SAMPLE_RATE

    @property
    def length(self) -> int:
        """Samples (at 48 kHz) of the whole."""
        return sum(part.length for part in self.parts)


@dataclass(frozen=True, slots=True)
class Loudness:
    """What a sound measures: integrated loudness in LUFS, true peak in dBTP; minus infinity where
    there is nothing."""

    lufs: float
    peak_db: float


@dataclass(frozen=True, slots=True)
class Noise:
    """A stretch of `NOISE_SAMPLE_MS` of the talk, from `at_ms` on, in which nobody speaks, and its
    level in dBFS (RMS) before any gain.
    """

    at_ms: int
    level_db: float


@dataclass(frozen=True, slots=True)
class Setting:
    """How an episode is finished: decibels of gain, and where the limiter holds peaks (dBFS)."""

    gain_db: float
    limit_db: float = _FIRST_LIMIT_DB


def part_of(media: Media) -> Sounding:
    """A whole recording, which has sound, as a part of an episode."""
    length = media.duration_ms * (SAMPLE_RATE // 1000)
    fade = min(_CLICK_FADE, length // 2)
    return Sounding(
        source=media.fingerprint,
        stream=media.main_sound.index if media.main_sound else 0,
        start_us=media.start_us,
        offset_us=0,
        seekable=is_seekable(media),
        at=0,
        length=length,
        fade_in=fade,
        fade_out=fade,
    )


def quietest(levels: Sequence[float], talk: Loudness) -> Noise | None:
    """Where in the talk its noise is heard alone, from the level (dBFS, RMS) of each of its tenths
    of a second; None where that is nowhere.
    """
    powers = [10 ** (level / 10) for level in levels]
    size = NOISE_SAMPLE_MS // BLOCK_MS
    heard = [
        (sum(powers[first : first + size]) / size, first)
        for first in range(len(powers) - size + 1)
        if min(powers[first : first + size]) > 10 ** (_NO_SOUND_DB / 10)
    ]
    power, first = min(heard, default=(1.0, 0))
    level = 10 * math.log10(power)
    if level > talk.lufs - _PAUSE_BELOW_DB:
        return None
    return Noise(first * BLOCK_MS, level)


def gain_for(wanted: float, measured: Loudness) -> float:
    """Decibels that bring what was measured to `wanted`; 0 where there is nothing to bring up."""
    return wanted - measured.lufs if measured.lufs > SILENCE_LUFS else 0.0


def is_right(measured: Loudness, wanted: float) -> bool:
    """Whether a file can go out. Peaks of exactly the limit cannot: what is measured is rounded.

    >>> is_right(Loudness(-19.3, -1.8), -19.0), is_right(Loudness(-19.4, -1.8), -19.0)
    (True, False)
    """
    # Loudness is measured to a tenth, of which binary fractions know only something near.
    near = round(abs(wanted - measured.lufs), 1) <= TOLERANCE_LU
    return near and measured.peak_db <= PEAK_DB - _NEARLY_DB


def improved(
    setting: Setting, wanted: float, measured: Loudness, rise: float = 1.0
) -> Setting | None:
    """The next setting to try, from what the file made with `setting` measures; None where it is
    right. `rise` is how many decibels louder one decibel of gain makes it (see `rise_between`).
    """
    if is_right(measured, wanted):
        return None
    off = wanted - measured.lufs
    over = measured.peak_db - (PEAK_DB - _NEARLY_DB)
    lower = over + _NEARLY_DB if over > 0 else 0.0
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

"""A podcast episode's sound: what goes into it, and how loud it must come out.

The talk is brought to its loudness before it is mixed, so that the intro, the outro and the music
lie where they should beside it; the mix as a whole is then finished until what was encoded measures
right.
"""

from dataclasses import dataclass
from typing import Literal

from mediakit.clock import SAMPLE_RATE
from mediakit.media.model import Media
from mediakit.media.shape import is_seekable
from mediakit.plan import cleaning, finishing
from mediakit.plan.finishing import Loudness
from mediakit.plan.model import Sounding

Kind = Literal["mp3", "m4a"]
KINDS: tuple[Kind, ...] = ("mp3", "m4a")
"""What people receive: mp3 plays everywhere, m4a sounds better for its size and shows chapters on
Apple's players."""

LOUDNESS_LUFS = {1: -19.0, 2: -16.0}
"""Loudness by the number of channels: what podcast apps ask for. One channel is heard from two
loudspeakers, 3 dB louder than it measures (ITU-R BS.1770), so both sound alike. [practice]"""

SILENCE_LUFS = -60.0
"""Quieter than this there is nothing to bring up: only noise (as for films)."""

NOISY_GAIN_DB = 30.0
"""From this gain on the noise of the recorder itself is heard (as for films)."""

_CLICK_FADE = SAMPLE_RATE // 100
"""Samples (10 ms) over which a part begins and ends, so that a joint does not click."""

LEVELS = {
    **finishing.NUMBERS,
    "silence": SILENCE_LUFS,
    **cleaning.NUMBERS,
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
        ears=media.main_sound.ears if media.main_sound else "stereo",
    )


def gain_for(wanted: float, measured: Loudness) -> float:
    """Decibels that bring what was measured to `wanted`; 0 where there is nothing to bring up."""
    return wanted - measured.lufs if measured.lufs > SILENCE_LUFS else 0.0

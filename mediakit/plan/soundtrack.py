"""The film's sound on its sample grid."""

from collections.abc import Mapping
from itertools import pairwise

from mediakit.clock import SAMPLE_RATE, samples_of
from mediakit.film.model import Footage
from mediakit.film.timeline import Placed, Timeline
from mediakit.media.model import Media
from mediakit.media.shape import needs_conforming
from mediakit.plan.model import Sounding, SoundPlan

CLICK_FADE = SAMPLE_RATE // 100
"""Samples (10 ms) over which a clip's sound begins and ends, so that a cut does not click."""


def sound_plan(
    timeline: Timeline, facts: Mapping[str, Media], *, bitrate: str, loudness: float | None
) -> SoundPlan:
    """The sound of the whole film: every clip that has sound, and the music."""
    # Where the film waits for the signer, the sound is over before the picture melts away.
    dissolves_out = [
        0 if placed.hold else after.dissolve for placed, after in pairwise(timeline.clips)
    ] + [0]
    voices = (
        _sounding(timeline, placed, dissolve_out, facts[placed.clip.file])
        for placed, dissolve_out in zip(timeline.clips, dissolves_out, strict=True)
        if isinstance(placed.clip, Footage)
    )
    music_volume = timeline.sound.music_volume
    return SoundPlan(
        length=samples_of(timeline.frames, timeline.canvas.rate),
        voices=tuple(voice for voice in voices if voice is not None),
        music=facts[timeline.music].fingerprint if timeline.music and music_volume else None,
        loudness=loudness,
        bitrate=bitrate,
        music_volume=music_volume,
    )


def _sounding(
    timeline: Timeline, placed: Placed, dissolve_out: int, media: Media
) -> Sounding | None:
    """The clip's sound; None where the recording has none, or is silent here."""
    if media.main_sound is None or not isinstance(placed.clip, Footage) or not placed.clip.volume:
        return None
    rate = timeline.canvas.rate
    at = samples_of(placed.span.start, rate)
    length = samples_of(placed.span.end, rate) - at
    return Sounding(
        source=media.fingerprint,
        stream=media.main_sound.index,
        start_us=media.start_us,
        offset_us=placed.clip.start * 1000,
        seekable=needs_conforming(media) is None,
        at=at,
        length=length,
        fade_in=min(max(CLICK_FADE, samples_of(placed.dissolve, rate)), length // 2),
        fade_out=min(max(CLICK_FADE, samples_of(dissolve_out, rate)), length // 2),
        volume=placed.clip.volume,
    )

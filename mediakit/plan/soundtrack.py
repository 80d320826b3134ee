"""The film's sound on its sample grid."""

from collections.abc import Iterator, Mapping
from dataclasses import replace

from mediakit.clock import SAMPLE_RATE, samples_of
from mediakit.film.model import Footage
from mediakit.film.timeline import Placed, Timeline
from mediakit.media.model import Media
from mediakit.media.shape import is_seekable
from mediakit.plan.conforming import conform_in
from mediakit.plan.lip_sync import picture_late_us
from mediakit.plan.model import Sounding, SoundPlan

CLICK_FADE = SAMPLE_RATE // 100
"""Samples (10 ms) over which a clip's sound begins and ends, so that a cut does not click."""


def sound_plan(
    timeline: Timeline, facts: Mapping[str, Media], *, bitrate: str, loudness: float | None
) -> SoundPlan:
    """The sound of the whole film: every clip that has sound, the voices over it, the music. The
    film's own loudness comes before the one that is handed over; None leaves all as it was.
    """
    telling = (
        replace(sounding, tells=True)
        for placed in timeline.voices
        if isinstance(placed.clip, Footage)
        and (sounding := _sounding(timeline, placed, 0, facts[placed.clip.file])) is not None
    )
    music_volume = timeline.sound.music_volume
    return SoundPlan(
        length=samples_of(timeline.frames, timeline.canvas.rate),
        voices=(*_in_clips(timeline, facts), *telling),
        music=facts[timeline.music].fingerprint if timeline.music and music_volume else None,
        loudness=None if loudness is None else timeline.sound.loudness or loudness,
        bitrate=bitrate,
        music_volume=music_volume,
    )


def _in_clips(timeline: Timeline, facts: Mapping[str, Media]) -> Iterator[Sounding]:
    """What is heard in the clips themselves, in step with their pictures."""
    conforms = {file: conform_in(timeline, facts, media) for file, media in facts.items()}
    for placed, after in zip(timeline.clips, (*timeline.clips[1:], None), strict=True):
        if not isinstance(placed.clip, Footage):
            continue
        clip, media = placed.clip, facts[placed.clip.file]
        dissolve = after.dissolve if after else 0
        # Where the film waits for the signer, the sound is over before the picture melts away.
        going = 0 if placed.hold else max(placed.fade_out, dissolve)
        sounding = _sounding(timeline, placed, going, media)
        if sounding is not None:
            rate, conform = timeline.canvas.rate, conforms[clip.file]
            yield replace(sounding, late_us=picture_late_us(clip, media.picture, conform, rate))


def _sounding(timeline: Timeline, placed: Placed, going: int, media: Media) -> Sounding | None:
    """The clip's sound, which goes in its last `going` frames; None where the recording has none,
    or is silent here.
    """
    if media.main_sound is None or not isinstance(placed.clip, Footage) or not placed.clip.volume:
        return None
    rate = timeline.canvas.rate
    at = samples_of(placed.span.start, rate)
    length = samples_of(placed.span.end, rate) - at
    coming = max(placed.dissolve, placed.fade_in)
    click = min(CLICK_FADE, length // 2)
    return Sounding(
        source=media.fingerprint,
        stream=media.main_sound.index,
        start_us=media.start_us,
        offset_us=placed.clip.start * 1000,
        seekable=is_seekable(media),
        at=at,
        length=length,
        fade_in=max(click, samples_of(coming, rate)),
        fade_out=max(click, samples_of(going, rate)),
        volume=placed.clip.volume,
        clean=timeline.sound.clean if placed.clip.clean is None else placed.clip.clean,
        speed=placed.clip.speed,
        ears=media.main_sound.ears,
    )

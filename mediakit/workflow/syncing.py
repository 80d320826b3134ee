"""Where an interpreter's recording lies in the film: heard, or found by claps."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from mediakit.media.model import Media
from mediakit.process import StopSignal
from mediakit.signing.sync import Alignment, align, refused
from mediakit.workflow.listening import interruptible

if TYPE_CHECKING:
    from mediakit.signing.likeness import Sound

RATE = 8000
"""Samples a second: speech, as a small loudspeaker gives it, has little above 4 kHz."""


def sound_to_sync(media: Media, *, stop: StopSignal) -> Sound:
    """The main sound of a film or a recording as aligning needs it, for all that follows: 115 MB an
    hour. Raises `BadInput` if it cannot be read, or there is none.
    """
    from mediakit.media.sound import decode_sound

    return interruptible(lambda: decode_sound(media, RATE), stop)


def sync_recording(recording: Media, film_sound: Sound, *, stop: StopSignal) -> Alignment:
    """Where `recording` lies in the film whose sound that is (see `sound_to_sync`), by the film's
    sound as the recording has it. One without sound is not sure, as one that has another's.
    """
    sound = _sound_of(recording, stop)
    if sound is None:
        return _silent(recording)
    return interruptible(lambda: align(sound, film_sound, RATE), stop)


def sync_by_clap(recording: Media, film_sound: Sound, *, stop: StopSignal) -> Alignment:
    """The same by the claps that both have."""
    from mediakit.signing.claps import claps

    return _by_claps(recording, lambda: claps(film_sound, RATE), stop)


def sync_by_clap_at_zero(recording: Media, *, stop: StopSignal) -> Alignment:
    """The same by the one clap that a recording has, made where the film begins: its time zero."""
    return _by_claps(recording, lambda: (0.0,), stop)


def _by_claps(
    recording: Media, in_film: Callable[[], Sequence[float]], stop: StopSignal
) -> Alignment:
    from mediakit.signing.claps import align_by_claps, claps

    sound = _sound_of(recording, stop)
    if sound is None:
        return _silent(recording)
    return interruptible(lambda: align_by_claps(claps(sound, RATE), in_film()), stop)


def _sound_of(recording: Media, stop: StopSignal) -> Sound | None:
    return None if recording.main_sound is None else sound_to_sync(recording, stop=stop)


def _silent(recording: Media) -> Alignment:
    return refused(f"{recording.path.name} has no sound.")

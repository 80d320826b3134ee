"""Voices that tell over the pictures, on the film's frame grid.

A voice that names a `clip` lies in that recording's own time: it is heard where the film first
shows that moment, and moves with it through every new cut.
"""

from collections.abc import Iterator, Mapping, Sequence

from mediakit.clock import FrameSpan, frame_of, ms_of
from mediakit.film.misfits import not_there
from mediakit.film.model import Film, Footage, Voice
from mediakit.film.pieces import whole_frames
from mediakit.film.speed import own_rate
from mediakit.film.timeline import Placed, PlacedCue
from mediakit.film.values import time_text
from mediakit.handwritten.mistakes import Finding
from mediakit.media.model import Media

Misfit = tuple[str, str, str]
"""The key to blame, what is wrong, and what to do."""


def voice_findings(film: Film, facts: Mapping[str, Media], frames: int) -> Iterator[Finding]:
    """Why voices cannot be heard in a film of that many frames."""
    for number, voice in enumerate(film.voices):
        media = facts.get(voice.heard.file)
        wrong: Misfit | None
        if media is None:
            wrong = ("file", *not_there(voice.heard.file, facts))
        else:
            wrong = _unheard(voice.heard, media) or _too_late(voice, film, frames)
        if wrong:
            key, sentence, advice = wrong
            yield Finding(("voice", number, key), sentence, advice)


def _unheard(heard: Footage, media: Media) -> Misfit | None:
    if media.main_sound is None:
        return "file", f"{heard.file} has no sound.", "Choose a recording with sound."
    length = f"{heard.file} is only {time_text(media.duration_ms)} long."
    if heard.start >= media.duration_ms:
        sentence = f"'from' is {time_text(heard.start)}, but {length}"
        return "from", sentence, "Give it an earlier 'from'."
    return None


def _too_late(voice: Voice, film: Film, frames: int) -> Misfit | None:
    if voice.clip is not None or frame_of(voice.at, film.canvas.rate) < frames:
        return None
    end = time_text(ms_of(frames, film.canvas.rate))
    sentence = f"The voice at {time_text(voice.at)} begins after the film ends ({end})."
    return "at", sentence, "Give it an earlier 'at'."


def placed_voices(
    film: Film, facts: Mapping[str, Media], clips: Sequence[Placed], frames: int
) -> tuple[Placed, ...]:
    """The voices in the film, in order of time; those whose clip is not shown are left out."""
    placed = (
        Placed(voice.heard, FrameSpan(at, min(frames, at + _frames(voice, film, facts))), 0)
        for voice in film.voices
        if (at := _at(voice, film, clips)) is not None
    )
    return tuple(sorted(placed, key=lambda one: one.span.start))


def voice_warnings(
    film: Film, facts: Mapping[str, Media], clips: Sequence[Placed], frames: int
) -> Iterator[str]:
    """What of the voices is not heard."""
    rate = film.canvas.rate
    for voice in film.voices:
        file, at = voice.heard.file, _at(voice, film, clips)
        if at is None:
            yield (
                f"The part of {voice.clip} at {time_text(voice.at)} is not in the film, so the"
                f" voice {file} is not heard. The recording is kept."
            )
            continue
        lost = at + _frames(voice, film, facts) - frames
        if lost > 1:
            yield (
                f"The voice {file} goes on for {ms_of(lost, rate) / 1000:.1f} s after the film"
                " ends. That part is not heard."
            )


def without_told_over(
    cues: Sequence[PlacedCue], told: Sequence[PlacedCue]
) -> tuple[PlacedCue, ...]:
    """The cues of what is heard in the pictures, without those over which a voice tells for more
    than half of their time: it steps back there, too far to be understood.
    """
    return tuple(cue for cue in cues if 2 * _covered(cue, told) <= cue.span.duration)


def _covered(cue: PlacedCue, told: Sequence[PlacedCue]) -> int:
    overlaps = (cue.span.overlap(one.span) for one in told)
    return sum(overlap.duration for overlap in overlaps if overlap)


def _frames(voice: Voice, film: Film, facts: Mapping[str, Media]) -> int:
    """How many frames a voice is heard for, at least one."""
    rate, heard = film.canvas.rate, voice.heard
    end = whole_frames(facts[heard.file].duration_ms, rate)
    if heard.end is not None:
        end = min(end, frame_of(heard.end, rate))
    return max(1, end - frame_of(heard.start, rate))


def _at(voice: Voice, film: Film, clips: Sequence[Placed]) -> int | None:
    """The film's frame at which a voice begins; None where its clip does not show that moment."""
    if voice.clip is None:
        return frame_of(voice.at, film.canvas.rate)
    for placed in clips:
        if not isinstance(placed.clip, Footage) or placed.clip.file != voice.clip:
            continue
        own = own_rate(placed.clip, film.canvas.rate)
        frame = placed.span.start + frame_of(voice.at, own) - frame_of(placed.clip.start, own)
        if placed.span.start <= frame < placed.span.end:
            return frame
    return None

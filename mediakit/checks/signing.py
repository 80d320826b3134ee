"""What a person should look at before a signed film goes out."""

from collections.abc import Iterator, Sequence

from mediakit.checks.model import Check, Checked
from mediakit.clock import FrameSpan, format_time, frame_of, ms_of
from mediakit.film.timeline import PlacedCue
from mediakit.film.translations import primary_of
from mediakit.signing.sync import MOST_LAG_MS
from mediakit.subtitles.model import LINKED_SUFFIX

LEAST_SIGNED_HEIGHT = 720
"""Pixels of the film's shorter side. A signer's slot needs 352 x 288 pixels at least, which a sixth
of the picture reaches from 720p on (facts: EN 301 549; computed)."""

SHORTEST_GAP_MS = 2000
"""Less speech than this without a signer is a word or two at the edge of a slot. [own]"""

_PAUSE_MS = 2000
"""Subtitles nearer to each other than this are one stretch of speech. [own]"""

_NAMED_PLACES = 3


def _signed_is_subtitled(checked: Checked) -> Iterator[str]:
    if _in_picture(checked) and checked.version.subtitles is None:
        yield "It has a signer but no subtitles. Signed films are subtitled too."


def _signer_is_large_enough(checked: Checked) -> Iterator[str]:
    canvas = checked.timeline.canvas
    if _in_picture(checked) and min(canvas.width, canvas.height) < LEAST_SIGNED_HEIGHT:
        yield f"At {canvas.width}x{canvas.height} the signer is too small to follow."


def _signer_is_there(checked: Checked) -> Iterator[str]:
    if checked.version.signer and not any(slot.file for slot in checked.timeline.slots):
        yield "No signing has been recorded yet: a placeholder is shown."


def _in_picture(checked: Checked) -> bool:
    """Whether there is a signer beside something else."""
    return checked.version.signer and not checked.version.alone


def _somebody_answers(checked: Checked) -> Iterator[str]:
    """A signed film names who signs in it, and who checked that."""
    if not checked.version.signer:
        return
    for role, who in (("interpreter", "signs in it"), ("checker", "checked the signing")):
        named = [person for person in checked.timeline.people if person.role == role]
        if not named:
            yield (
                f"Nobody is named who {who}. Write [[signer.person]] into film.toml, with name,"
                f' role = "{role}" and registration.'
            )
        for person in named:
            if not person.registration:
                yield (
                    f"{person.name} ({role}) has no registration number in film.toml."
                    " Sign language professionals are in a register, such as NRCPD."
                )


def _speech_is_signed(checked: Checked) -> Iterator[str]:
    """Where somebody speaks and nobody signs."""
    timeline = checked.timeline
    if not checked.version.signer or not timeline.slots:
        return
    rate = timeline.canvas.rate
    gaps = [
        gap
        for gap in _uncovered(_speech(checked), [slot.span for slot in timeline.slots], checked)
        if ms_of(gap.duration, rate) >= SHORTEST_GAP_MS
    ]
    for gap in gaps[:_NAMED_PLACES]:
        start, end = (format_time(ms_of(frame, rate)) for frame in (gap.start, gap.end))
        yield f"No signing between {start} and {end} while somebody speaks."
    if len(gaps) > _NAMED_PLACES:
        yield f"{len(gaps) - _NAMED_PLACES} more places have speech but no signing."


def _speech(checked: Checked) -> list[FrameSpan]:
    """Stretches of speech, as the subtitles in the film's language tell."""
    own = primary_of(checked.timeline.language)
    tags = [tag for tag in checked.tracks if primary_of(tag) == own]
    tags.sort(key=lambda tag: tag.endswith(LINKED_SUFFIX))
    cues: Sequence[PlacedCue] = checked.tracks[tags[0]] if tags else ()
    pause = frame_of(_PAUSE_MS, checked.timeline.canvas.rate)
    found: list[FrameSpan] = []
    for cue in cues:
        if found and cue.span.start - found[-1].end <= pause:
            found[-1] = FrameSpan(found[-1].start, max(found[-1].end, cue.span.end))
        else:
            found.append(cue.span)
    return found


def _uncovered(
    speech: Sequence[FrameSpan], slots: Sequence[FrameSpan], checked: Checked
) -> Iterator[FrameSpan]:
    """What of the speech no signing follows; signing may lie behind it by its lag."""
    lag = frame_of(MOST_LAG_MS, checked.timeline.canvas.rate)
    for run in speech:
        at = run.start
        for slot in slots:
            if slot.end <= at or slot.start - lag >= run.end:
                continue
            if slot.start - lag > at:
                yield FrameSpan(at, slot.start - lag)
            at = max(at, slot.end)
        if at < run.end:
            yield FrameSpan(at, run.end)


CHECKS = (
    Check("signed films are subtitled", "Ofcom", _signed_is_subtitled),
    Check("the signer is large enough", "EN 301 549; Ofcom", _signer_is_large_enough),
    Check("the signer is there", "WCAG 2.2, 1.2.6", _signer_is_there),
    Check("somebody answers for the signing", "NHS BSL standard", _somebody_answers),
    Check("speech is signed", "WCAG 2.2, 1.2.6", _speech_is_signed),
)

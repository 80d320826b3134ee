"""Subtitles from each recording's own time into film time."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from mediakit.clock import FrameSpan, frame_of, frame_span, ms_span
from mediakit.film.model import Footage
from mediakit.film.narration import without_told_over
from mediakit.film.speed import own_rate
from mediakit.film.timeline import Origin, Placed, PlacedCue, Timeline
from mediakit.film.translations import primary_of
from mediakit.subtitles.model import LINKED_SUFFIX, Cue, Subtitles

LEAST_KEPT_MS = 500
"""A cue of which a cut leaves less than this, and less than a third, is left out: its words were
spoken almost wholly outside the clip. [own]"""

NEAR_CUT_MS = 500
"""A cue that comes or goes so near to a cut of the film comes or goes with it: the profiles' own
distance (BBC: start on the first frame of a shot, end on the last; number own)."""

SHORTEST_CUE_MS = 300
"""Nothing shorter can be read: a cue that the next one would cut to less is joined to it. [own]"""


def carry(timeline: Timeline, tracks: Mapping[str, Subtitles]) -> tuple[PlacedCue, ...]:
    """The cues of each recording, by file as written in film.toml, wherever the film shows them.

    Cues are cut to their clip, come in order and never overlap: where clips dissolve, or where a
    person wrote cues that overlap, the earlier one ends when the later starts. If that would leave
    it less than SHORTEST_CUE_MS, both become one cue. A cue without a speaker gets the clip's name.
    The first and the last cue of a clip start and end with it where that is near. A clip that is
    silent has none, and where a voice tells over a clip, it is the voice that is subtitled.
    """
    clips, first = timeline.clips, len(timeline.clips)
    told = [
        cue
        for index, placed in enumerate(timeline.voices, start=first)
        for cue in _cues_of(index, placed, timeline, tracks)
    ]
    cues = [
        cue
        for index, placed in enumerate(clips)
        for cue in _at_cuts(index, list(_cues_of(index, placed, timeline, tracks)), timeline)
    ]
    return _one_at_a_time([*without_told_over(cues, told), *told], timeline)


def as_spoken(
    timeline: Timeline, tracks: Mapping[str, Sequence[PlacedCue]], tag: str
) -> tuple[PlacedCue, ...]:
    """The track `tag` of the film's own language where that is spoken, and where a clip is in
    another language, the track of the same kind in that: so nothing is a translation.
    """
    easy = tag.endswith(LINKED_SUFFIX)
    cues = [
        cue
        for other, found in tracks.items()
        for cue in found
        if other.endswith(LINKED_SUFFIX) == easy
        and primary_of(other) == primary_of(cue.spoken or timeline.language)
    ]
    return _one_at_a_time(cues, timeline)


def _one_at_a_time(cues: Iterable[PlacedCue], timeline: Timeline) -> tuple[PlacedCue, ...]:
    least = max(1, frame_of(SHORTEST_CUE_MS, timeline.canvas.rate))
    laid: list[PlacedCue] = []
    for cue in sorted(cues, key=lambda cue: cue.span.start):
        last = laid[-1] if laid else None
        if last is None or last.span.end <= cue.span.start:
            laid.append(cue)
        elif cue.span.start - last.span.start >= least:
            laid[-1] = replace(last, span=FrameSpan(last.span.start, cue.span.start))
            laid.append(cue)
        else:
            laid[-1] = _joined(last, cue)
    return tuple(laid)


def film_subtitles(timeline: Timeline, cues: tuple[PlacedCue, ...], tag: str) -> Subtitles:
    """The cues as a track of the whole film, in milliseconds of film time."""
    rate = timeline.canvas.rate
    return Subtitles(
        tag, tuple(Cue(ms_span(cue.span, rate), cue.text, cue.speaker) for cue in cues)
    )


def _cues_of(
    index: int, placed: Placed, timeline: Timeline, tracks: Mapping[str, Subtitles]
) -> Iterator[PlacedCue]:
    clip = placed.clip
    if not isinstance(clip, Footage) or clip.file not in tracks or not clip.volume:
        return
    own = own_rate(clip, timeline.canvas.rate)
    shift = placed.span.start - frame_of(clip.start, own)
    for number, cue in enumerate(tracks[clip.file].cues):
        whole = frame_span(cue.span, own).shift(shift)
        whole = FrameSpan(whole.start, max(whole.end, whole.start + 1))
        if whole.start == placed.span.end and (clip.end is None or cue.span.start < clip.end):
            # It begins in the second half of the clip's last frame: rounded, just behind it.
            whole = whole.shift(-1)
        inside = whole.overlap(placed.span)
        if inside and (inside == whole or _is_worth_keeping(inside, whole, timeline)):
            speaker, origins = cue.speaker or clip.name, (Origin(index, number),)
            yield PlacedCue(inside, cue.text, speaker, origins, clip.language)


def _at_cuts(index: int, cues: list[PlacedCue], timeline: Timeline) -> list[PlacedCue]:
    """The cues of the clip of that index, drawn to its cuts. A dissolve is no cut, nor is where the
    film begins or ends.
    """
    clips = timeline.clips
    clip, near = clips[index], frame_of(NEAR_CUT_MS, timeline.canvas.rate)
    if cues and index and not clip.dissolve:
        first = min(cues, key=lambda cue: cue.span.start)
        if first.span.start - clip.span.start <= near:
            at = cues.index(first)
            cues[at] = replace(first, span=FrameSpan(clip.span.start, first.span.end))
    if cues and index + 1 < len(clips) and not clips[index + 1].dissolve:
        last = max(cues, key=lambda cue: cue.span.end)
        if clip.span.end - last.span.end <= near:
            at = cues.index(last)
            cues[at] = replace(last, span=FrameSpan(last.span.start, clip.span.end))
    return cues


def _is_worth_keeping(inside: FrameSpan, whole: FrameSpan, timeline: Timeline) -> bool:
    long_enough = ms_span(inside, timeline.canvas.rate).duration >= LEAST_KEPT_MS
    return long_enough or 3 * inside.duration >= whole.duration


def _joined(earlier: PlacedCue, later: PlacedCue) -> PlacedCue:
    end = max(earlier.span.end, later.span.end)
    speaker = earlier.speaker if earlier.speaker == later.speaker else None
    text = earlier.text if earlier.text == later.text else f"{earlier.text}\n{later.text}"
    origins = (*earlier.origins, *later.origins)
    span = FrameSpan(earlier.span.start, end)
    return PlacedCue(span, text, speaker, origins, earlier.spoken)

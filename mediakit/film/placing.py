"""Film and facts to Timeline: every time resolved to whole frames.

A recording is laid on the film's frame grid from its own beginning: its frame k is what it shows
at k / rate seconds. A clip shows the frames from frame_of(from) up to frame_of(to), so that a
recording cut into clips that follow one another shows every frame once, at any rate.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from mediakit.clock import FrameSpan, frame_of
from mediakit.film.cutaways import cutaway_findings, cutaway_warnings, placed_cutaways
from mediakit.film.fades import fade_findings, fades_of
from mediakit.film.misfits import cut_findings, dissolve_findings, file_findings
from mediakit.film.model import Clip, Film, Footage
from mediakit.film.narration import placed_voices, voice_findings, voice_warnings
from mediakit.film.pieces import clip_starts, whole_frames
from mediakit.film.slots import place_signing
from mediakit.film.speed import own_rate
from mediakit.film.timeline import NameCaption, Placed, Timeline
from mediakit.film.values import LONGEST_MS, RATES
from mediakit.handwritten.mistakes import located
from mediakit.media.model import Media
from mediakit.signing.geometry import Stand

CAPTION_DELAY_MS = 500
"""From the clip's start to its name caption: the eye finds the face first. [own]"""

CAPTION_MS = 4000
"""A name and a role are up to eight words, at two words a second, the easy-read pace. [own]"""

CAPTION_MARGIN_MS = 250
"""Between a name caption and the end of its clip, so that both do not change at once. [own]"""

SHORTEST_CAPTION_MS = 1000
"""Less than this of a caption cannot be read: a short clip shows it from end to end. [own]"""

UNKNOWN = frame_of(2 * LONGEST_MS, RATES[1])
"""Stands for a length in frames that a mistake leaves open: longer than any other, so that nothing
is found to lie beyond its end."""


def build_timeline(
    film: Film, facts: Mapping[str, Media], *, where: str = "film.toml", text: str | None = None
) -> Timeline:
    """The film on its frame grid. `facts` are keyed by file, as it is written in film.toml; a file
    that is absent does not exist. Only a signer's recording may be missing: a placeholder and a
    warning stand for it.

    Raises Mistakes with everything that the facts forbid; with their lines if the `text` of
    `where` is given.
    """
    findings = [*file_findings(film, facts), *cut_findings(film, facts)]
    unfit = {finding.path[1] for finding in findings}
    lengths = [
        UNKNOWN if index in unfit else _frames(clip, film, facts)
        for index, clip in enumerate(film.clips)
    ]
    dissolves = [frame_of(clip.dissolve, film.canvas.rate) for clip in film.clips]
    findings += dissolve_findings(lengths, dissolves)
    findings += fade_findings(film, lengths, dissolves)
    findings += cutaway_findings(film, lengths, dissolves, facts, unfit)
    signing = place_signing(film, facts, lengths, dissolves if not findings else [0] * len(lengths))
    findings += signing.findings
    frames = clip_starts(lengths, dissolves, signing.holds)[-1]
    findings += voice_findings(film, facts, frames)
    if findings:
        raise located(findings, text, where)
    clips = tuple(_placed(film, lengths, dissolves, signing.holds, facts))
    return Timeline(
        title=film.title,
        language=film.language,
        canvas=film.canvas,
        clips=clips,
        captions=tuple(_captions(clips, film)),
        stand=film.signer.stand if film.signer else Stand(),
        slots=signing.slots,
        music=film.music,
        frames=frames,
        warnings=(
            *cutaway_warnings(film, lengths, facts),
            *signing.warnings,
            *voice_warnings(film, facts, clips, frames),
        ),
        overrun=film.signer.overrun if film.signer else "hold",
        people=film.signer.people if film.signer else (),
        sound=film.sound,
        logo=film.logo,
        voices=placed_voices(film, facts, clips, frames),
        ground=film.ground,
    )


def _frames(clip: Clip, film: Film, facts: Mapping[str, Media]) -> int:
    """A clip's length: at least one frame, never more than its recording has."""
    rate = film.canvas.rate
    if not isinstance(clip, Footage):
        return max(1, frame_of(clip.duration, rate))
    own = own_rate(clip, rate)
    end = whole_frames(facts[clip.file].duration_ms, own)
    if clip.end is not None:
        end = min(end, frame_of(clip.end, own))
    return max(1, end - frame_of(clip.start, own))


def _placed(
    film: Film,
    lengths: list[int],
    dissolves: list[int],
    holds: Sequence[int],
    facts: Mapping[str, Media],
) -> Iterator[Placed]:
    starts = clip_starts(lengths, dissolves, holds)[:-1]
    for clip, start, length, dissolve, hold, fades in zip(
        film.clips, starts, lengths, dissolves, holds, fades_of(film), strict=True
    ):
        span = FrameSpan(start, start + length)
        seen = placed_cutaways(clip, span, facts, film) if isinstance(clip, Footage) else ()
        yield Placed(clip, span, dissolve, hold, seen, *fades)


def _captions(clips: tuple[Placed, ...], film: Film) -> Iterator[NameCaption]:
    """A name caption where a person comes into the picture, but not where the clip before showed
    the same person.
    """
    before: Clip | None = None
    for placed, following in pairwise((*clips, None)):
        if placed is None:
            continue
        clip = placed.clip
        if isinstance(clip, Footage) and clip.name and _person(clip) != _person(before):
            alone = FrameSpan(
                placed.span.start + placed.dissolve,
                placed.span.end - (following.dissolve if following and not placed.hold else 0),
            )
            span = _caption_span(alone, film) if alone.duration else placed.span
            yield NameCaption(span, clip.name, clip.role)
        before = clip


def _person(clip: Clip | None) -> tuple[str | None, str | None] | None:
    return (clip.name, clip.role) if isinstance(clip, Footage) else None


def _caption_span(alone: FrameSpan, film: Film) -> FrameSpan:
    """When to show a caption in the part of a clip that is in no dissolve."""
    rate = film.canvas.rate
    start = alone.start + frame_of(CAPTION_DELAY_MS, rate)
    end = min(start + frame_of(CAPTION_MS, rate), alone.end - frame_of(CAPTION_MARGIN_MS, rate))
    return FrameSpan(start, end) if end - start >= frame_of(SHORTEST_CAPTION_MS, rate) else alone

"""Film and facts to Timeline: every time resolved to whole frames.

A recording is laid on the film's frame grid from its own beginning: its frame k is what it shows
at k / rate seconds. A clip shows the frames from frame_of(from) up to frame_of(to), so that a
recording cut into clips that follow one another shows every frame once, at any rate.
"""

from collections.abc import Iterator, Mapping, Sequence
from itertools import pairwise

from mediakit.clock import FrameSpan, frame_of
from mediakit.film.model import Clip, Film, Footage, Photo
from mediakit.film.pieces import clip_starts, whole_frames
from mediakit.film.slots import place_signing
from mediakit.film.timeline import NameCaption, Placed, Timeline
from mediakit.film.values import LONGEST_MS, RATES, time_text
from mediakit.handwritten.mistakes import Finding, located, nearest
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
    findings = [*_file_findings(film, facts), *_cut_findings(film, facts)]
    unfit = {finding.path[1] for finding in findings}
    lengths = [
        UNKNOWN if index in unfit else _frames(clip, film, facts)
        for index, clip in enumerate(film.clips)
    ]
    dissolves = [frame_of(clip.dissolve, film.canvas.rate) for clip in film.clips]
    findings += _dissolve_findings(lengths, dissolves)
    signing = place_signing(film, facts, lengths, dissolves if not findings else [0] * len(lengths))
    findings += signing.findings
    if findings:
        raise located(findings, text, where)
    clips = tuple(_placed(film, lengths, dissolves, signing.holds))
    return Timeline(
        title=film.title,
        language=film.language,
        canvas=film.canvas,
        clips=clips,
        captions=tuple(_captions(clips, film)),
        stand=film.signer.stand if film.signer else Stand(),
        slots=signing.slots,
        music=film.music,
        frames=clips[-1].span.end + clips[-1].hold,
        warnings=signing.warnings,
        overrun=film.signer.overrun if film.signer else "hold",
        people=film.signer.people if film.signer else (),
        sound=film.sound,
    )


def _file_findings(film: Film, facts: Mapping[str, Media]) -> Iterator[Finding]:
    """Files that are not there or hold the wrong thing."""
    for index, clip in enumerate(film.clips):
        if not isinstance(clip, Footage | Photo):
            continue
        key = "file" if isinstance(clip, Footage) else "photo"
        media = facts.get(clip.file)
        wrong = _not_there(clip.file, facts) if media is None else _wrong_kind(clip, media)
        if wrong:
            yield Finding(("clip", index, key), *wrong)
    music = facts.get(film.music) if film.music else None
    if film.music and music is None:
        yield Finding(("music", "file"), *_not_there(film.music, facts))
    elif film.music and music and music.main_sound is None:
        yield Finding(("music", "file"), f"{film.music} has no sound.", "Choose a sound file.")


def _not_there(file: str, facts: Mapping[str, Media]) -> tuple[str, str]:
    meant = nearest(file, facts)
    advice = f"Did you mean '{meant}'?" if meant else "Copy it there, or correct its name."
    return f"The file {file} is not in the project's folder.", advice


def _wrong_kind(clip: Footage | Photo, media: Media) -> tuple[str, str] | None:
    if media.picture is None:
        return (
            f"{clip.file} has sound but no picture, so it cannot be a clip.",
            "Choose a recording with a picture.",
        )
    if isinstance(clip, Footage) and media.kind == "photo":
        return f"{clip.file} is a photo.", f'Write photo = "{clip.file}" instead of file.'
    if isinstance(clip, Photo) and media.kind != "photo":
        return f"{clip.file} is a video.", f'Write file = "{clip.file}" instead of photo.'
    return None


def _cut_findings(film: Film, facts: Mapping[str, Media]) -> Iterator[Finding]:
    """Cuts that lie beyond the end of their recording, by a frame or more."""
    for index, clip in enumerate(film.clips):
        media = facts.get(clip.file) if isinstance(clip, Footage) else None
        if not isinstance(clip, Footage) or media is None or media.kind != "video":
            continue
        length = f"{clip.file} is only {time_text(media.duration_ms)} long."
        rate = film.canvas.rate
        if clip.start >= media.duration_ms:
            yield Finding(
                ("clip", index, "from"),
                f"Clip {index + 1} starts at {time_text(clip.start)}, but {length}",
                "Give it an earlier 'from'.",
            )
        elif (
            clip.end is not None
            and frame_of(clip.end, rate) > whole_frames(media.duration_ms, rate) + 1
        ):
            yield Finding(
                ("clip", index, "to"),
                f"Clip {index + 1} ends at {time_text(clip.end)}, but {length}",
                "Give it an earlier 'to', or take 'to' out to show all of it.",
            )


def _frames(clip: Clip, film: Film, facts: Mapping[str, Media]) -> int:
    """A clip's length: at least one frame, never more than its recording has."""
    rate = film.canvas.rate
    if not isinstance(clip, Footage):
        return max(1, frame_of(clip.duration, rate))
    end = whole_frames(facts[clip.file].duration_ms, rate)
    if clip.end is not None:
        end = min(end, frame_of(clip.end, rate))
    return max(1, end - frame_of(clip.start, rate))


def _dissolve_findings(lengths: list[int], dissolves: list[int]) -> Iterator[Finding]:
    """A dissolve is shorter than both of its clips, and no picture is in two dissolves."""
    advice = "Make the dissolve shorter, or the clip longer."
    following = [*dissolves[1:], 0]
    for index, (length, dissolve, leaving) in enumerate(
        zip(lengths, dissolves, following, strict=True)
    ):
        path = ("clip", index, "dissolve")
        if index and dissolve and dissolve >= min(length, lengths[index - 1]):
            short = index + 1 if length <= lengths[index - 1] else index
            yield Finding(
                path,
                f"The dissolve into clip {index + 1} is as long as clip {short} or longer.",
                advice,
            )
        elif dissolve and leaving and dissolve < length and leaving < length < dissolve + leaving:
            yield Finding(
                path,
                f"The dissolves into and out of clip {index + 1} meet: together they are longer"
                " than the clip.",
                advice,
            )
    if dissolves[0]:
        yield Finding(
            ("clip", 0, "dissolve"),
            "The first clip has no clip before it to dissolve from.",
            "Take 'dissolve' out.",
        )


def _placed(
    film: Film, lengths: list[int], dissolves: list[int], holds: Sequence[int]
) -> Iterator[Placed]:
    starts = clip_starts(lengths, dissolves, holds)[:-1]
    for clip, start, length, dissolve, hold in zip(
        film.clips, starts, lengths, dissolves, holds, strict=True
    ):
        yield Placed(clip, FrameSpan(start, start + length), dissolve, hold)


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

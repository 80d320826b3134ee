"""What the facts forbid: files that are not there or hold the wrong thing, cuts and dissolves that
are longer than what they belong to.
"""

from collections.abc import Iterator, Mapping

from mediakit.clock import frame_of
from mediakit.film.cutaways import pictures_in
from mediakit.film.model import Film, Footage, Photo
from mediakit.film.pieces import whole_frames
from mediakit.film.speed import own_rate
from mediakit.film.values import time_text
from mediakit.handwritten.mistakes import Finding, nearest
from mediakit.media.model import Media


def file_findings(film: Film, facts: Mapping[str, Media]) -> Iterator[Finding]:
    """Files that are not there or hold the wrong thing."""
    for path, shown in pictures_in(film):
        media = facts.get(shown.file)
        wrong = not_there(shown.file, facts) if media is None else _wrong_kind(shown, media)
        if wrong and media and (path[-1] == "picture" or path[0] == "logo"):
            wrong = (f"{shown.file} is no still picture.", "Choose a photo or a drawing.")
        if wrong:
            yield Finding(path, *wrong)
    music = facts.get(film.music) if film.music else None
    if film.music and music is None:
        yield Finding(("music", "file"), *not_there(film.music, facts))
    elif film.music and music and music.main_sound is None:
        yield Finding(("music", "file"), f"{film.music} has no sound.", "Choose a sound file.")


def not_there(file: str, facts: Mapping[str, Media]) -> tuple[str, str]:
    """What to say of a file that does not exist, and what to do."""
    meant = nearest(file, facts)
    advice = f"Did you mean '{meant}'?" if meant else "Copy it there, or correct its name."
    return f"The file {file} is not in the project's folder.", advice


def _wrong_kind(clip: Footage | Photo, media: Media) -> tuple[str, str] | None:
    if media.picture is None:
        return (
            f"{clip.file} has sound but no picture, so it cannot be shown.",
            "Choose a recording with a picture.",
        )
    if isinstance(clip, Footage) and media.kind == "photo":
        return f"{clip.file} is a photo.", f'Write photo = "{clip.file}" instead of file.'
    if isinstance(clip, Photo) and media.kind != "photo":
        return f"{clip.file} is a video.", f'Write file = "{clip.file}" instead of photo.'
    return None


def cut_findings(film: Film, facts: Mapping[str, Media]) -> Iterator[Finding]:
    """Cuts that lie beyond the end of their recording, by a frame or more."""
    for index, clip in enumerate(film.clips):
        media = facts.get(clip.file) if isinstance(clip, Footage) else None
        if not isinstance(clip, Footage) or media is None or media.kind != "video":
            continue
        length = f"{clip.file} is only {time_text(media.duration_ms)} long."
        rate = own_rate(clip, film.canvas.rate)
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


def dissolve_findings(lengths: list[int], dissolves: list[int]) -> Iterator[Finding]:
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

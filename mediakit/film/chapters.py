"""Where the chapters of a film begin."""

from mediakit.clock import ms_of
from mediakit.film.model import Card, Clip
from mediakit.film.timeline import Timeline


def chapter_starts(timeline: Timeline) -> tuple[tuple[int, str], ...]:
    """When each chapter begins, in milliseconds of the film, and what it is called."""
    return tuple(
        (ms_of(placed.span.start, timeline.canvas.rate), name)
        for placed in timeline.clips
        if (name := chapter_of(placed.clip))
    )


def chapter_of(clip: Clip) -> str | None:
    """The name of the chapter that begins with a clip: its own, or a card's title in one line."""
    if clip.chapter is None and isinstance(clip, Card):
        return " ".join(clip.title.split())
    return clip.chapter or None

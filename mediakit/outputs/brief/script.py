"""The script: both tracks side by side, and what can be read in the picture."""

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from mediakit.clock import ms_of
from mediakit.film.model import Card, Credits
from mediakit.film.timeline import Timeline
from mediakit.outputs.brief.model import Row
from mediakit.outputs.transcripts.paragraphs import one_line, paragraphs_of_cues
from mediakit.subtitles.model import Cue

LATE_MS = 500
"""An easy-read cue may come this much before the words that it stands for. [own]"""

ROW_WORDS = 20
"""Words after which the next end of a sentence ends a row: 8 s at 150 words a minute, so that the
place in the film is found quickly. [own]"""


def script_rows(said: Sequence[Cue], easy: Sequence[Cue], seen: Sequence[Row]) -> tuple[Row, ...]:
    """Rows in order of time. Each easy-read cue stands beside the words that are said when it
    comes; what is `seen` stands before what is said at the same time.
    """
    paragraphs = paragraphs_of_cues(said, ROW_WORDS)
    starts = [one.start_ms for one in paragraphs]
    beside: dict[int, list[str]] = {}
    alone: list[Row] = []
    for cue in easy:
        place = bisect_right(starts, cue.span.start + LATE_MS) - 1
        if paragraphs:
            beside.setdefault(max(place, 0), []).append(one_line(cue.text))
        else:
            alone.append(Row(cue.span.start, cue.speaker, "", one_line(cue.text)))
    spoken = [
        Row(one.start_ms, one.speaker, one.text, " ".join(beside.get(number, [])))
        for number, one in enumerate(paragraphs)
    ]
    return tuple(sorted((*seen, *spoken, *alone), key=lambda row: row.start_ms))


def seen_rows(timeline: Timeline) -> tuple[Row, ...]:
    """What can be read in the film's picture: cards, names of people, credits."""
    return tuple(sorted(_seen(timeline), key=lambda row: row.start_ms))


def _seen(timeline: Timeline) -> Iterator[Row]:
    rate = timeline.canvas.rate
    for placed in timeline.clips:
        match placed.clip:
            case Card(title=title, text=text):
                shown = f"{title}\n{text}" if text else title
            case Credits(lines=lines):
                shown = "\n".join(line for line in lines if line)
            case _:
                continue
        yield Row(ms_of(placed.span.start, rate), None, shown, "", in_picture=True)
    for caption in timeline.captions:
        shown = f"{caption.name}\n{caption.role}" if caption.role else caption.name
        yield Row(ms_of(caption.span.start, rate), None, shown, "", in_picture=True)

"""The subtitles of an audiogram: large lines for a small screen, and who speaks.

Nobody is seen speaking, so names tell who does; colours only help (facts/subtitles.md: colour alone
is misunderstood).
"""

from collections.abc import Iterator, Mapping, Sequence

from mediakit.clock import FrameSpan, Span, frame_of
from mediakit.plan.audiogram import MOST_LINES, RATE, Layout
from mediakit.subtitles.at_once import one_at_a_time
from mediakit.subtitles.burned.burning import write_ass
from mediakit.subtitles.burned.lexend_widths import drawable, width_of
from mediakit.subtitles.burned.look import EM, SPEAKER_COLOURS
from mediakit.subtitles.burned.panels import AssLine, Clear
from mediakit.subtitles.grammar import language_of
from mediakit.subtitles.lines import break_lines
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.subtitles.rules.profiles import WORD_FOR_WORD

BLACK = "#000000"

_SLIVER = 6
"""Frames (a fifth of a second): what is left of a subtitle at the edge of an excerpt is not shown
for less, as it would only flash."""

_NARROWEST = 0.45
"""Width of a character in a line of narrow ones, in ems: no line holds more than its room allows at
this width, so that the search for the longest line that fits can begin there."""


def burned(subtitles: Subtitles, excerpt: FrameSpan, layout: Layout) -> str:
    """ASS text of the subtitles in `excerpt` of the recording; "" where there are none."""
    lines = audiogram_lines(subtitles, excerpt, layout)
    if not lines:
        return ""
    canvas = layout.canvas
    return write_ass(
        lines, layout.look, canvas.width, canvas.height, clear=Clear(bottom=layout.clear_below)
    )


def audiogram_lines(
    subtitles: Subtitles, excerpt: FrameSpan, layout: Layout
) -> tuple[AssLine, ...]:
    """The subtitles in time of the film, in lines that fit at full size, at most `MOST_LINES` at
    once: a longer subtitle is shown in parts. Line breaks that fit are kept as people set them.
    """
    colours = _colours(subtitles.cues, layout)
    lines: list[AssLine] = []
    speaker: str | None = None
    for cue in _in_turn(subtitles.cues):
        frames = _frames(cue.span).overlap(excerpt)
        if frames is None or (frames.duration < _SLIVER and frames != _frames(cue.span)):
            continue
        named = cue.speaker if len(set(colours)) > 1 and cue.speaker != speaker else None
        speaker = cue.speaker
        rows = _rows(_with_name(cue.text, named), subtitles.tag, layout)
        colour = colours.get(cue.speaker, "")
        lines += _parts(rows, frames.shift(-excerpt.start), colour)
    return tuple(lines)


def _in_turn(cues: Sequence[Cue]) -> tuple[Cue, ...]:
    """The cues in order of time, one at a time: two would stand on top of one another."""
    last = max((cue.span.end for cue in cues), default=0)
    return one_at_a_time(sorted(cues, key=lambda cue: cue.span), WORD_FOR_WORD, last)


def _frames(span: Span) -> FrameSpan:
    return FrameSpan(frame_of(span.start, RATE), frame_of(span.end, RATE))


def _colours(cues: Sequence[Cue], layout: Layout) -> Mapping[str | None, str]:
    """The colour of each speaker's words; "" is the house style's, for all where it has a box that
    is not black: what these colours would look like on it nobody has checked.
    """
    speakers = dict.fromkeys(cue.speaker for cue in cues if cue.speaker)
    black = layout.look.subtitle.box_colour.upper() == BLACK
    return {
        speaker: SPEAKER_COLOURS[number % len(SPEAKER_COLOURS)] if black and number else ""
        for number, speaker in enumerate(speakers)
    }


def _with_name(text: str, name: str | None) -> str:
    label = " ".join((name or "").split())
    if not label or text.casefold().startswith(f"{label}:".casefold()):
        return text
    return f"{label}: {text}"


def _rows(text: str, tag: str, layout: Layout) -> list[str]:
    """The text in lines that fit at full size; a word that is too long stays whole."""
    own = [" ".join(row.split()) for row in drawable(text).splitlines() if row.split()]
    room = _room_in_ems(layout)
    if len(own) <= MOST_LINES and all(width_of(row) <= room for row in own):
        return own
    words = " ".join(own)
    longest_word = max(map(len, words.split()), default=0)
    rows = own
    for limit in range(int(room / _NARROWEST), max(longest_word - 1, 4), -1):
        rows = break_lines(words, limit, language_of(tag)).split("\n")
        if all(width_of(row) <= room for row in rows):
            break
    return rows


def _room_in_ems(layout: Layout) -> float:
    canvas, look = layout.canvas, layout.look
    em = look.line_pixels(canvas.width, canvas.height) * EM
    return canvas.width * look.safe_width / em - 2 * look.side_padding


def _parts(rows: list[str], frames: FrameSpan, colour: str) -> Iterator[AssLine]:
    """The rows, in as few parts as hold them, each shown for its share of the time by length."""
    count = -(-len(rows) // MOST_LINES)
    parts = [rows[len(rows) * n // count : len(rows) * (n + 1) // count] for n in range(count)]
    lengths = [sum(map(len, part)) for part in parts]
    total, before = sum(lengths), 0
    for part, length in zip(parts, lengths, strict=True):
        start = frames.start + frames.duration * before // total
        before += length
        end = frames.start + frames.duration * before // total
        if end > start:
            yield AssLine(_edge(start), _edge(end), "\n".join(part), "subtitle", colour)


def _edge(frame: int) -> int:
    """Milliseconds in the middle between `frame` and the one before; see `AssLine`."""
    return max(0, round((2 * frame - 1) * 500 / RATE))

"""What is written into the picture of a version: subtitles, and the names of people."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mediakit.clock import FrameSpan
from mediakit.film.carrying import as_spoken
from mediakit.film.model import Version
from mediakit.film.timeline import NameCaption, PlacedCue, Timeline
from mediakit.signing.geometry import Box
from mediakit.subtitles.burned.burning import write_ass
from mediakit.subtitles.burned.look import Look, Style
from mediakit.subtitles.burned.panels import AssLine, Clear
from mediakit.subtitles.burned.speaking import Turn, voices
from mediakit.subtitles.grammar import language_of


@dataclass(frozen=True, slots=True)
class Burned:
    """A text in the picture and when, in frames of the film; the times in `line` are not set."""

    span: FrameSpan
    line: AssLine


@dataclass(frozen=True, slots=True)
class Words:
    """Everything that is written into one version's picture. `tracks` languages keep a place."""

    texts: tuple[Burned, ...]
    look: Look
    tracks: int


def words_of(
    timeline: Timeline, version: Version, tracks: Mapping[str, tuple[PlacedCue, ...]], style: Style
) -> Words:
    """What a version writes into its picture. Without subtitles, names look as beside those word
    for word; of two languages, both have the look of the upper one.
    """
    look = style.look_for(version.subtitles or timeline.language)
    texts = [
        text
        for number, tag in enumerate(version.tracks)
        for text in _subtitles(
            timeline, _cues(timeline, version, tracks, tag), look, tag, lower=number > 0
        )
    ]
    names = [Burned(caption.span, AssLine(0, 0, _name(caption), "name"))
             for caption in timeline.captions]  # fmt: skip
    return Words((*texts, *names), look, len(version.tracks))


def _cues(
    timeline: Timeline, version: Version, tracks: Mapping[str, tuple[PlacedCue, ...]], tag: str
) -> tuple[PlacedCue, ...]:
    """What is shown of a track: the words spoken, in whichever language, unless a person asked for
    a translation, or for two languages.
    """
    if version.translation or version.second:
        return tracks[tag]
    return as_spoken(timeline, tracks, tag)


def ass_of(words: Words, part: FrameSpan, timeline: Timeline, room: Box) -> str:
    """The ASS text of the film's frames in `part`, in their own time; "" where nothing is written.
    Everything stands in `room`, the part of the picture that a signer leaves.
    """
    if not any(text.span.overlap(part) for text in words.texts):
        return ""
    reach = _reach(words.texts, part)
    lines = [_line(text, part, timeline) for text in words.texts if text.span.overlap(reach)]
    width, height = timeline.canvas.width, timeline.canvas.height
    return write_ass(
        lines,
        words.look,
        width,
        height,
        clear=Clear(room.x, width - room.x - room.width, height - room.y - room.height),
        tracks=words.tracks,
        end_ms=_edge(part.end, part, timeline),
    )


def _reach(texts: Sequence[Burned], part: FrameSpan) -> FrameSpan:
    """The time whose texts decide where something stands in `part`: a name stays where it is while
    it is seen, clear of every subtitle meanwhile, whichever piece of the film shows that.
    """
    seen = [text.span for text in texts if text.line.kind == "name" and text.span.overlap(part)]
    return FrameSpan(
        min([part.start, *(span.start for span in seen)]),
        max([part.end, *(span.end for span in seen)]),
    )


def _subtitles(
    timeline: Timeline, cues: Sequence[PlacedCue], look: Look, tag: str, *, lower: bool
) -> Iterator[Burned]:
    turns = [Turn(cue.speaker, cue.text, _is_named(cue, timeline.captions)) for cue in cues]
    for cue, voice in zip(cues, voices(turns, look), strict=True):
        line = AssLine(
            0,
            0,
            cue.text,
            "second" if lower else "subtitle",
            colour=voice.colour,
            label=voice.label,
            label_colour=voice.label_colour,
            language=language_of(tag),
        )
        yield Burned(cue.span, line)


def _is_named(cue: PlacedCue, captions: Sequence[NameCaption]) -> bool:
    """Whether a caption says the speaker's name while the cue is seen."""
    return any(
        caption.name == cue.speaker and caption.span.overlap(cue.span) for caption in captions
    )


def _name(caption: NameCaption) -> str:
    return f"{caption.name}\n{caption.role}" if caption.role else caption.name


def _line(text: Burned, part: FrameSpan, timeline: Timeline) -> AssLine:
    """The text with its times counted from the part's beginning."""
    start, end = (_edge(frame, part, timeline) for frame in (text.span.start, text.span.end))
    return replace(text.line, start_ms=start, end_ms=end)


def _edge(frame: int, part: FrameSpan, timeline: Timeline) -> int:
    """The middle of the time between a frame and the one before, so that ASS's hundredths of a
    second never move a subtitle by a frame.
    """
    half = 500 / timeline.canvas.rate
    return round((frame - part.start) * 2 * half - half)

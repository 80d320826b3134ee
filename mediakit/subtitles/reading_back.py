"""From subtitles that a person mended back to words: what their times allow to know."""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from mediakit.clock import Span
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.transcript.labels import labelled
from mediakit.transcript.model import Sound, Transcript, Word
from mediakit.transcript.words import in_order

FROM_FILE = "file"
"""Stands as the engine of a transcript that was read and not heard; its model is the file."""

_SOUND = re.compile(r"\[([^\[\]]+)\]")


def transcript_of(
    subtitles: Subtitles, *, file: str, duration_ms: int, known: Collection[str] = ()
) -> Transcript:
    """The words, speakers and sounds of subtitles of a recording of this length. `known` are names
    that may stand in the text where the format has no other place for them.

    The times of words are shares of their subtitle's time, by their length. A subtitle that is
    nothing but square brackets is a sound.
    """
    cues = [cue for cue in subtitles.cues if cue.text.strip()]
    spoken = [cue for cue in cues if not _SOUND.fullmatch(cue.text.strip())]
    sounds = [cue for cue in cues if _SOUND.fullmatch(cue.text.strip())]
    if not any(cue.speaker for cue in spoken):
        spoken = list(_with_speakers(spoken, known))
    words = [word for cue in spoken for word in _words(cue)]
    return Transcript(
        language=subtitles.tag,
        language_confidence=1.0,
        engine=FROM_FILE,
        model=file,
        duration_ms=duration_ms,
        words=in_turns(words, duration_ms),
        sounds=tuple(_sound(cue, duration_ms) for cue in sounds),
    )


def _with_speakers(cues: Sequence[Cue], known: Collection[str]) -> Iterator[Cue]:
    for cue, (speaker, text) in zip(cues, labelled([c.text for c in cues], known), strict=True):
        yield replace(cue, speaker=speaker, text=text)


def _words(cue: Cue) -> Iterator[Word]:
    texts = cue.text.split()
    # The space after a word takes its share of the time, too.
    whole = sum(len(text) + 1 for text in texts)
    done = 0
    for text in texts:
        start = cue.span.start + cue.span.duration * done // whole
        done += len(text) + 1
        end = cue.span.start + cue.span.duration * done // whole
        yield Word(text, Span(start, end), 1.0, cue.speaker)


def in_turns(words: Sequence[Word], duration_ms: int) -> tuple[Word, ...]:
    """In their order; nobody says two words at once, and none is outside the recording."""
    placed = {
        speaker: iter(in_order([word for word in words if word.speaker == speaker], duration_ms))
        for speaker in dict.fromkeys(word.speaker for word in words)
    }
    return tuple(next(placed[word.speaker]) for word in words)


def _sound(cue: Cue, duration_ms: int) -> Sound:
    text = _SOUND.sub(r"\1", " ".join(cue.text.split()))
    return Sound(text, Span(min(cue.span.start, duration_ms), min(cue.span.end, duration_ms)))

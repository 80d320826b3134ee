"""What was said, in paragraphs that people can read."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mediakit.clock import Span
from mediakit.subtitles.model import Cue
from mediakit.transcript.model import Sound, Transcript

PAUSE_MS = 2000
"""A pause from which a new paragraph begins, if a sentence has ended. People take a breath in well
under a second; 2 s of silence mark a new thought."""

LONG_PAUSE_MS = 2 * PAUSE_MS
"""A pause from which a new paragraph begins even within a sentence."""

ENOUGH_WORDS = 60
"""Words after which the next end of a sentence ends the paragraph: three or four sentences of the
15 to 20 words that plain-language guidance allows, which is what a screen holds well."""

MOST_WORDS = 2 * ENOUGH_WORDS
"""Words after which a paragraph ends even within a sentence, where nobody set a full stop."""

_END = re.compile(r"[.!?…。？！][\"'”’)\]»]*$")
_SHORT_FORM = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|e\.g|i\.e)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One run of speech of one speaker, or a sound. `text` is one line without markup; that of a
    sound stands in square brackets.
    """

    start_ms: int
    speaker: str | None
    text: str
    is_sound: bool = False


@dataclass(frozen=True, slots=True)
class _Said:
    span: Span
    speaker: str | None
    text: str
    is_sound: bool = False


def shown_sound(sound: Sound) -> str:
    """A sound as readers know it from captions (W3C, DCMP): in lower case, in square brackets.

    >>> shown_sound(Sound("unclear speech", Span(0, 900)))
    '[unclear speech]'
    """
    return f"[{one_line(sound.text)}]"


def paragraphs_of_transcript(transcript: Transcript) -> tuple[Paragraph, ...]:
    """The words of a transcript in paragraphs, with its sounds between them."""
    return tuple(_paragraph(group) for group in _groups(_with_sounds(transcript)))


def paragraphs_of_cues(
    cues: Sequence[Cue], enough_words: int = ENOUGH_WORDS
) -> tuple[Paragraph, ...]:
    """The text of subtitles in paragraphs. A cue is never torn apart; empty ones are left out."""
    said = (_Said(cue.span, cue.speaker, one_line(cue.text)) for cue in cues)
    groups = _groups((part for part in said if part.text), enough_words)
    return tuple(_paragraph(group) for group in groups)


def _with_sounds(transcript: Transcript) -> Iterator[_Said]:
    """Words in their order, each sound before the first word that starts no earlier than it."""
    sounds = [_Said(one.span, None, shown_sound(one), is_sound=True) for one in transcript.sounds]
    for word in transcript.words:
        while sounds and sounds[0].span.start <= word.span.start:
            yield sounds.pop(0)
        yield _Said(word.span, word.speaker, word.text)
    yield from sounds


def _groups(said: Iterable[_Said], enough_words: int = ENOUGH_WORDS) -> Iterator[list[_Said]]:
    group: list[_Said] = []
    for part in said:
        if group and _parted(group, part, enough_words):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _parted(group: Sequence[_Said], following: _Said, enough_words: int) -> bool:
    """Whether what follows belongs to a new paragraph."""
    last = group[-1]
    if following.speaker != last.speaker or following.is_sound or last.is_sound:
        return True
    pause = following.span.start - last.span.end
    words = sum(len(part.text.split()) for part in group)
    if pause > LONG_PAUSE_MS or words * ENOUGH_WORDS >= enough_words * MOST_WORDS:
        return True
    return _ends_sentence(last.text) and (pause > PAUSE_MS or words >= enough_words)


def _ends_sentence(text: str) -> bool:
    return bool(_END.search(text)) and not _SHORT_FORM.search(text)


def _paragraph(group: Sequence[_Said]) -> Paragraph:
    text = " ".join(part.text for part in group)
    first = group[0]
    return Paragraph(first.span.start, first.speaker, text, first.is_sound)


def one_line(text: str) -> str:
    """Text without line breaks and other runs of space."""
    return " ".join(text.split())

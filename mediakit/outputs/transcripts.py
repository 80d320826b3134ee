"""Transcripts for people: what was said, in paragraphs, as plain text or a web page."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from mediakit.clock import Span, format_time
from mediakit.subtitles.model import Cue
from mediakit.transcript.model import Transcript

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

REVIEWED_NOTE = "Made from subtitles that people have checked."
"""Says where the words come from when it was not a machine alone."""

_END = re.compile(r"[.!?…。？！][\"'”’)\]»]*$")
_SHORT_FORM = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Prof|St|No|e\.g|i\.e)\.$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One run of speech of one speaker. `text` is one line without markup."""

    start_ms: int
    speaker: str | None
    text: str


@dataclass(frozen=True, slots=True)
class _Said:
    span: Span
    speaker: str | None
    text: str


def machine_note(transcript: Transcript) -> str:
    """Says that nobody has checked the words yet, and what heard them."""
    return (
        f"Made by machine ({transcript.engine}, model {transcript.model}), "
        "not yet checked by a person."
    )


def paragraphs_of_transcript(transcript: Transcript) -> tuple[Paragraph, ...]:
    """The words of a transcript in paragraphs."""
    said = (_Said(word.span, word.speaker, word.text) for word in transcript.words)
    return tuple(_paragraph(group) for group in _groups(said))


def paragraphs_of_cues(cues: Sequence[Cue]) -> tuple[Paragraph, ...]:
    """The text of subtitles in paragraphs. A cue is never torn apart; empty ones are left out."""
    said = (_Said(cue.span, cue.speaker, _one_line(cue.text)) for cue in cues)
    return tuple(_paragraph(group) for group in _groups(part for part in said if part.text))


def write_txt(title: str, paragraphs: Sequence[Paragraph], note: str) -> str:
    """The transcript as plain text: title, note, then a paragraph after each blank line."""
    lines = [_one_line(title), "", _one_line(note)]
    for paragraph in paragraphs:
        speaker = f"{_one_line(paragraph.speaker)}: " if paragraph.speaker else ""
        time = format_time(paragraph.start_ms)
        lines += ["", f"[{time}] {speaker}{_one_line(paragraph.text)}"]
    return "\n".join(lines) + "\n"


def write_html(title: str, language: str, paragraphs: Sequence[Paragraph], note: str) -> str:
    """The transcript as one web page that needs nothing else. `language` is the BCP 47 tag of
    what was said; the note is in English.
    """
    from jinja2 import Environment, PackageLoader

    pages = Environment(loader=PackageLoader("mediakit.outputs"), autoescape=True)
    pages.filters.update(clock=format_time, duration=_duration)
    return pages.get_template("transcript.html").render(
        title=_one_line(title), language=language, paragraphs=paragraphs, note=note
    )


def _groups(said: Iterable[_Said]) -> Iterator[list[_Said]]:
    group: list[_Said] = []
    for part in said:
        if group and _parted(group, part):
            yield group
            group = []
        group.append(part)
    if group:
        yield group


def _parted(group: Sequence[_Said], following: _Said) -> bool:
    """Whether what follows belongs to a new paragraph."""
    last = group[-1]
    if following.speaker != last.speaker:
        return True
    pause = following.span.start - last.span.end
    words = sum(len(part.text.split()) for part in group)
    if pause > LONG_PAUSE_MS or words >= MOST_WORDS:
        return True
    return _ends_sentence(last.text) and (pause > PAUSE_MS or words >= ENOUGH_WORDS)


def _ends_sentence(text: str) -> bool:
    return bool(_END.search(text)) and not _SHORT_FORM.search(text)


def _paragraph(group: Sequence[_Said]) -> Paragraph:
    text = " ".join(part.text for part in group)
    return Paragraph(group[0].span.start, group[0].speaker, text)


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _duration(ms: int) -> str:
    """A length of time as HTML's `datetime` takes it: PT83S."""
    return f"PT{ms // 1000}S"

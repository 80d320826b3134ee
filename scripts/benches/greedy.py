"""Subtitles as most tools make them from Whisper's words: filled up to a limit, cut where it is
full. It does what the writers of WhisperX do with a line width and a line count: sentences first,
then words for as long as they fit; a subtitle lasts from its first word to its last.
"""

from collections.abc import Iterator, Sequence

from mediakit.clock import Span
from mediakit.subtitles.grammar import language_of
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.sentences import sentence_ends
from mediakit.transcript.model import Transcript, Word


def greedy(transcript: Transcript, profile: Profile) -> Subtitles:
    """The words by the limits of a profile: lines, their length, the longest time."""
    cues = tuple(_cue(part, profile) for part in _parts(transcript, profile))
    return Subtitles(language_of(transcript.language), cues)


def _parts(transcript: Transcript, profile: Profile) -> Iterator[Sequence[Word]]:
    words = transcript.words
    ends = sentence_ends([word.text for word in words], transcript.language)
    part: list[Word] = []
    for index, word in enumerate(words):
        if part and not _fits([*part, word], profile):
            yield part
            part = []
        part.append(word)
        if index in ends:
            yield part
            part = []
    if part:
        yield part


def _fits(part: Sequence[Word], profile: Profile) -> bool:
    long = part[-1].span.end - part[0].span.start
    one = part[0].speaker == part[-1].speaker
    return one and long <= profile.max_duration and len(_lines(part, profile)) <= profile.max_lines


def _lines(part: Sequence[Word], profile: Profile) -> list[str]:
    """Each line as full as it gets."""
    lines: list[str] = []
    for word in part:
        if lines and len(lines[-1]) + 1 + len(word.text) <= profile.line_length:
            lines[-1] += f" {word.text}"
        else:
            lines.append(word.text)
    return lines


def _cue(part: Sequence[Word], profile: Profile) -> Cue:
    start = part[0].span.start
    span = Span(start, max(start, *(word.span.end for word in part)))
    return Cue(span, "\n".join(_lines(part, profile)), part[0].speaker)

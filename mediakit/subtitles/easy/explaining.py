"""Easy read beside what was said, cue by cue, with the reasons."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from mediakit.clock import Span
from mediakit.subtitles.easy.easy_read import Simplified
from mediakit.subtitles.easy.flags import Flag
from mediakit.subtitles.easy.hard_words import HardWord
from mediakit.subtitles.easy.reasons import Change
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.subtitles.tokens import plain
from mediakit.transcript.model import Transcript

FindHard = Callable[[Sequence[str]], tuple[HardWord, ...]]
"""The hard words among the words of a cue."""


def nothing_hard(_texts: Sequence[str]) -> tuple[HardWord, ...]:
    """Finds no word hard."""
    return ()


@dataclass(frozen=True, slots=True)
class Explained:
    """One easy-read cue: what was said, why it says something else, what to look at, and the hard
    words that come in it for the first time. `in_file` is what its file says at that time, None
    where that is the same or there is no file.
    """

    cue: Cue
    said: str
    changes: tuple[Change, ...]
    flags: tuple[Flag, ...]
    in_file: str | None = None
    hard: tuple[HardWord, ...] = ()

    @property
    def is_plain(self) -> bool:
        """Whether there is nothing to say: the cue has the words that were said, and easy ones."""
        return not (self.changes or self.flags or self.hard) and self.in_file is None


def explained(
    transcript: Transcript,
    easy: Simplified,
    present: Subtitles | None = None,
    hard: FindHard = nothing_hard,
) -> tuple[Explained, ...]:
    """Every cue of an easy-read track, in order. A change or flag stands with the first cue whose
    words it touches, a hard word with the first cue that says it. `present` is the track as it
    stands in its file now.
    """
    found = []
    told: set[int] = set()
    known: set[str] = set()
    for cue in easy.subtitles.cues:
        why = tuple(one for one in easy.changes if id(one) not in told and _touch(one.words, cue))
        look = tuple(one for one in easy.flags if id(one) not in told and _touch(one.words, cue))
        told |= {id(thing) for thing in (*why, *look)}
        new = tuple(word for word in hard(cue.text.split()) if plain(word.text) not in known)
        known |= {plain(word.text) for word in new}
        said, there = _said(transcript, cue), _in_file(cue, present)
        found.append(Explained(cue, said, why, look, there, new))
    return tuple(found)


def _touch(words: tuple[int, int], cue: Cue) -> bool:
    return cue.words is not None and words[0] < cue.words[1] and cue.words[0] < words[1]


def _said(transcript: Transcript, cue: Cue) -> str:
    first, end = cue.words or (0, 0)
    return " ".join(word.text for word in transcript.words[first:end])


def _in_file(cue: Cue, present: Subtitles | None) -> str | None:
    """What stands in the file at the time of the cue, if that is something else. "" for nothing."""
    if present is None:
        return None
    there = [other for other in present.cues if _at_once(other.span, cue.span)]
    if any(one_line(other.text) == one_line(cue.text) for other in there):
        return None
    return " ".join(one_line(other.text) for other in there)


def _at_once(one: Span, other: Span) -> bool:
    """Whether the middle of one lies inside the other."""
    middles = (one.start + one.end) // 2, (other.start + other.end) // 2
    return other.start <= middles[0] <= other.end or one.start <= middles[1] <= one.end


def one_line(text: str) -> str:
    """A cue's text without its line breaks."""
    return " ".join(text.split())

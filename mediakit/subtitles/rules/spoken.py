"""When the words of subtitles are heard: what their times are judged by."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from mediakit.subtitles.model import Cue
from mediakit.subtitles.tokens import plain
from mediakit.transcript.model import Transcript, Word

AROUND_MS = 4000
"""How far from a subtitle its words are looked for: well over the 2 s that it may be late (BBC)."""

LONGEST_WORD_MS = 3000
"""Words that begin so long before the place looked at are over by then. [own]"""

SURE = 2
"""Words in a row that must agree before the first or last one is taken for what was heard: a single
"the" is found anywhere. [own]"""


@dataclass(frozen=True, slots=True)
class Spoken:
    """When a subtitle's first word begins and its last one ends, in milliseconds; None where that
    cannot be told. `pause` is the longest silence between two of its words.
    """

    start: int | None = None
    end: int | None = None
    pause: int = 0


UNKNOWN = Spoken()


def spoken_in(cues: Sequence[Cue], transcript: Transcript) -> tuple[Spoken, ...]:
    """For each of the cues. Those that know their words are asked; for others, the words heard
    around them are compared with their own.
    """
    words = sorted(transcript.words, key=lambda word: word.span.start)
    starts = [word.span.start for word in words]
    return tuple(
        _of_words(transcript.words[slice(*cue.words)])
        if cue.words
        else _compared(cue, _around(cue, words, starts))
        for cue in cues
    )


def _of_words(words: Sequence[Word]) -> Spoken:
    if not words:
        return UNKNOWN
    return Spoken(words[0].span.start, max(word.span.end for word in words), _pause(words))


def _pause(words: Sequence[Word]) -> int:
    pauses = (right.span.start - left.span.end for left, right in pairwise(words))
    return max((*pauses, 0))


def _around(cue: Cue, words: Sequence[Word], starts: Sequence[int]) -> Sequence[Word]:
    first = bisect_left(starts, cue.span.start - AROUND_MS - LONGEST_WORD_MS)
    return words[first : bisect_left(starts, cue.span.end + AROUND_MS)]


def _compared(cue: Cue, words: Sequence[Word]) -> Spoken:
    shown = list(filter(None, map(plain, cue.text.split())))
    heard = [plain(word.text) for word in words]
    blocks = SequenceMatcher(None, shown, heard, autojunk=False).get_matching_blocks()
    same = sum(block.size for block in blocks)
    if not shown or 2 * same < len(shown):
        return UNKNOWN
    least = min(SURE, len(shown))
    sure = [block for block in blocks if block.size >= least]
    first = next((words[block.b] for block in sure if block.a == 0), None)
    last = next(
        (words[block.b + block.size - 1] for block in sure if block.a + block.size == len(shown)),
        None,
    )
    pauses = (_pause(words[block.b : block.b + block.size]) for block in sure)
    return Spoken(
        first.span.start if first else None,
        last.span.end if last else None,
        max((*pauses, 0)),
    )


def matched_share(cues: Sequence[Cue], transcript: Transcript) -> float:
    """Share of the cues of which the transcript knows when they are said, 0 to 1."""
    spoken = list(_known(spoken_in(cues, transcript)))
    return sum(spoken) / len(spoken) if spoken else 0.0


def _known(spoken: Sequence[Spoken]) -> Iterator[bool]:
    for one in spoken:
        yield one.start is not None or one.end is not None

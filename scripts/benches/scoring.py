"""What an engine heard against what was said: words, missed speech, times."""

import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from statistics import median
from typing import Any

from benches.recordings import Recording
from benches.textgrid import Interval

NEAR = 0.25
"""Seconds by which a word may lie beside the speech that it covers: what 95 % of word times are to
keep (issue 3). Speech further than this from any word was missed."""

SPELLED_ALIKE = {"all right": "alright", "yknow": "you know", "super imposition": "superimposition"}
"""Spellings of the references and of Whisper that sound the same: how a word is written is no
mistake of the ear. The normaliser leaves these three apart."""

Words = Sequence[tuple[str, float, float]]


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over a whole set. `invented` are the words too many, and all words where nobody spoke
    (`in_silence` of them); `missed` is speech without words, in seconds.
    """

    spoken: int
    substituted: int
    deleted: int
    inserted: int
    in_silence: int
    missed: float

    @property
    def error_rate(self) -> float:
        """Words wrong, lost or too many, as a share of the words that were said."""
        return (self.substituted + self.deleted + self.inserted) / self.spoken

    @property
    def invented(self) -> int:
        """Words that nobody said."""
        return self.inserted + self.in_silence


def score(recordings: Iterable[Recording], heard: Mapping[str, Words]) -> Score:
    """The counts over all `recordings`; `heard` holds the words of each by its name."""
    import jiwer

    spoken = substituted = deleted = inserted = in_silence = 0
    missed = 0.0
    for recording in recordings:
        words = heard[recording.name]
        text = _normal(" ".join(word for word, _, _ in words))
        if not recording.said:
            in_silence += len(text.split())
            continue
        missed += uncovered(recording.speech, words)
        found = jiwer.process_words(_normal(recording.said), text)
        spoken += found.hits + found.substitutions + found.deletions
        substituted += found.substitutions
        deleted += found.deletions
        inserted += found.insertions
    return Score(spoken, substituted, deleted, inserted, in_silence, round(missed, 2))


def _normal(text: str) -> str:
    normal = str(_normaliser()(text))
    for one, other in SPELLED_ALIKE.items():
        normal = re.sub(rf"\b{one}\b", other, normal)
    return normal


@cache
def _normaliser() -> Any:  # noqa: ANN401 - the library has no types
    from whisper_normalizer.english import EnglishTextNormalizer

    return EnglishTextNormalizer()


def uncovered(speech: Iterable[tuple[float, float]], words: Words) -> float:
    """Seconds of `speech` that lie further than `NEAR` from every word."""
    covers = sorted((start - NEAR, end + NEAR) for _, start, end in words)
    total = 0.0
    for first, last in speech:
        at = first
        for start, end in covers:
            if start >= last:
                break
            total += max(0.0, start - at)
            at = max(at, end)
        total += max(0.0, last - at)
    return total


@dataclass(frozen=True, slots=True)
class Times:
    """How far words lie from where a person measured them, in milliseconds."""

    words: int
    matched: int
    median_start: float
    median_end: float
    late_start: float
    """What 95 % of the starts keep."""
    late_end: float
    worst: float

    @property
    def middle(self) -> float:
        """The larger of both medians."""
        return max(self.median_start, self.median_end)


def word_time_errors(spoken: Sequence[Interval], heard: Words) -> Times:
    """Compare the times of the words that were heard right."""
    said = [_bare(word.text) for word in spoken]
    got = [_bare(word) for word, _, _ in heard]
    matcher = difflib.SequenceMatcher(None, said, got, autojunk=False)
    pairs = [
        (spoken[block.a + n], heard[block.b + n])
        for block in matcher.get_matching_blocks()
        for n in range(block.size)
    ]
    starts = sorted(abs(word.start - found[1]) * 1000 for word, found in pairs)
    ends = sorted(abs(word.end - found[2]) * 1000 for word, found in pairs)
    if not pairs:
        return Times(len(spoken), 0, *[float("nan")] * 5)
    return Times(
        len(spoken),
        len(pairs),
        median(starts),
        median(ends),
        _percentile(starts, 0.95),
        _percentile(ends, 0.95),
        max(starts[-1], ends[-1]),
    )


def _bare(word: str) -> str:
    return re.sub(r"[^\w']", "", word.casefold().replace("’", "'"))


def _percentile(ordered: Sequence[float], share: float) -> float:
    """The smallest value that is not exceeded by `share` of all."""
    return ordered[max(0, -(-len(ordered) * round(share * 100) // 100) - 1)]

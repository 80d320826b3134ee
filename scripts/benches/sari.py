"""SARI: how well a rewriting adds, keeps and takes out words, beside what several people did.

As Xu et al. defined it (TACL 2016) and as later work computes it (EASSE, Alva-Manchego et al. 2019,
so that its published figures can stand beside ours): in small letters, split as WMT's tokenizer 13a
does, counts of n-grams summed over all sentences, F1 for each of the three, all averaged over n
from 1 to 4.
"""

import html
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

LONGEST = 4
"""Words in the longest n-gram."""

_SPLITS = (
    (re.compile(r"([{-~\[-` -&(-+:-@/])"), r" \1 "),
    (re.compile(r"([^0-9])([.,])"), r"\1 \2 "),
    (re.compile(r"([.,])([^0-9])"), r" \1 \2"),
    (re.compile(r"([0-9])(-)"), r"\1 \2 "),
)
"""Marks stand alone, but for the point and the comma inside a number; a dash after a number."""

Grams = Counter[tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Sari:
    """From 0 to 100: the score, and the three that it is the mean of."""

    score: float
    add: float
    keep: float
    delete: float


@dataclass(slots=True)
class _Count:
    """What was done, how much of that people did too, and what people did."""

    right: int = 0
    done: int = 0
    asked: int = 0

    def f1(self) -> float:
        precision = self.right / self.done if self.done else 0.0
        recall = self.right / self.asked if self.asked else 0.0
        together = precision + recall
        return 2 * precision * recall / together if together else 0.0


def split_words(text: str) -> list[str]:
    """The words and marks of `text`, in small letters.

    >>> split_words("He said: 3,500 people (or so).")
    ['he', 'said', ':', '3,500', 'people', '(', 'or', 'so', ')', '.']
    """
    text = f" {html.unescape(text)} "
    for pattern, form in _SPLITS:
        text = pattern.sub(form, text)
    return text.lower().split()


def sari(
    before: Sequence[str], after: Mapping[str, Sequence[str]], people: Sequence[Sequence[str]]
) -> dict[str, Sari]:
    """Score several rewritings of `before`, by their names. `people` holds one list of texts a
    person; every list is as long as `before`.

    >>> sari(["a b"], {"same": ["a b"], "as asked": ["a c"]}, [["a c"]])["as asked"].add
    50.0
    """
    counts = {name: {what: [_Count() for _ in _LENGTHS] for what in _PARTS} for name in after}
    for original, *texts in zip(before, *after.values(), *people, strict=True):
        words = [split_words(text) for text in texts]
        rewritten, theirs = words[: len(after)], words[len(after) :]
        for n in _LENGTHS:
            old, asked = _grams(split_words(original), n), _all_grams(theirs, n)
            for name, new in zip(after, rewritten, strict=True):
                _count(counts[name], n, old, _grams(new, n), asked, people=len(people))
    return {name: _score(parts) for name, parts in counts.items()}


_LENGTHS = range(1, LONGEST + 1)
_PARTS = ("add", "keep", "delete")
_Counts = Mapping[str, Sequence[_Count]]
"""For each part, one count a length."""


def _score(counts: _Counts) -> Sari:
    means = [100 * sum(count.f1() for count in counts[part]) / LONGEST for part in _PARTS]
    return Sari(sum(means) / len(_PARTS), *means)


def _grams(words: Sequence[str], n: int) -> Grams:
    return Counter(tuple(words[place : place + n]) for place in range(len(words) - n + 1))


def _all_grams(texts: Iterable[Sequence[str]], n: int) -> Grams:
    every: Grams = Counter()
    for words in texts:
        every.update(_grams(words, n))
    return every


def _count(counts: _Counts, n: int, old: Grams, new: Grams, theirs: Grams, *, people: int) -> None:
    """Count one sentence. What is kept or taken out weighs by how many people did the same; what
    is added counts once.
    """
    add, keep, delete = (counts[part][n - 1] for part in _PARTS)
    added, asked = new.keys() - old.keys(), theirs.keys() - old.keys()
    add.right += len(added & theirs.keys())
    add.done += len(added)
    add.asked += len(asked)
    for gram, times in old.items():
        every = times * people
        kept, wanted = min(times, new[gram]) * people, min(every, theirs[gram])
        keep.right += min(kept, wanted)
        keep.done += kept
        keep.asked += wanted
        delete.right += min(every - kept, every - wanted)
        delete.done += every - kept
        delete.asked += every - wanted

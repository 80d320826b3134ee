"""The names of speakers: labels in order of first speaking, and what takes their place."""

import unicodedata
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import replace
from difflib import SequenceMatcher

from mediakit.transcript.model import Transcript, Word
from mediakit.transcript.words import in_order, is_ordered

SHORTEST_AGREEMENT = 2
"""Words in a row that two transcripts must share to count. Single words ("the", "yes") also meet by
chance wherever the wording differs."""

CLEAR_MAJORITY = 2 / 3
"""Share of a label's agreeing words that must bear one name: twice as many as all other names."""

FEWEST_WORDS = 3
"""Agreeing words below which a label keeps its number: two could be one stray agreement."""


def label(number: int) -> str:
    """What speaker `number`, counted from 1 in order of first speaking, is called until named.

    >>> label(1)
    'Speaker 1'
    """
    return f"Speaker {number}"


def named(transcript: Transcript, names: Mapping[str, str]) -> Transcript:
    """The transcript with every speaker in `names` (label to name) under the new name.

    One name may be given to several labels, where one person was taken for two. Words that this
    person would then say at the same time follow each other, in order of their starts.
    """
    words = tuple(
        replace(word, speaker=names.get(word.speaker, word.speaker)) if word.speaker else word
        for word in transcript.words
    )
    if not is_ordered(words, transcript.duration_ms):
        words = in_order(sorted(words, key=lambda word: word.span), transcript.duration_ms)
    return replace(transcript, words=words)


def names_by_order(names: Sequence[str]) -> dict[str, str]:
    """Label to name for names given in order of first speaking; an empty name changes nothing.

    >>> names_by_order(["Ann", "", "Bryn"])
    {'Speaker 1': 'Ann', 'Speaker 3': 'Bryn'}
    """
    cleaned = (" ".join(name.split()) for name in names)
    return {label(number): name for number, name in enumerate(cleaned, 1) if name}


def names_from_other(words: Sequence[Word], other: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Label to name, from another transcript of the same talk: turns of (name, text), in order.

    Only the wording counts, not the clock, and it may differ in places. A label gets the name
    that most of its words bear in the other transcript; it is left out where no name is clear.
    """
    ours = [(key, word.speaker) for word in words if (key := _key(word.text))]
    theirs = [
        (key, name.strip()) for name, text in other for part in text.split() if (key := _key(part))
    ]
    # "autojunk" stays on: it passes over the commonest words when it looks for agreement, but not
    # when it extends one. Two hours of talk (18 000 words) take 0.2 s; without it, 2.7 s.
    matcher = SequenceMatcher(None, [key for key, _ in ours], [key for key, _ in theirs])
    votes: defaultdict[str, Counter[str]] = defaultdict(Counter)
    for block in matcher.get_matching_blocks():
        if block.size < SHORTEST_AGREEMENT:
            continue
        for step in range(block.size):
            speaker, name = ours[block.a + step][1], theirs[block.b + step][1]
            if speaker:
                votes[speaker][name] += 1
    return {speaker: name for speaker, counts in votes.items() if (name := _clear(counts))}


def _key(text: str) -> str:
    """A word as both transcripts write it, whatever their capitals, accents and punctuation."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if letter.isalnum()).casefold()


def _clear(counts: Counter[str]) -> str:
    """The name with a clear majority; empty where there is none, or where it is nobody's name."""
    (name, agreeing), total = counts.most_common(1)[0], counts.total()
    return name if agreeing >= FEWEST_WORDS and agreeing >= CLEAR_MAJORITY * total else ""

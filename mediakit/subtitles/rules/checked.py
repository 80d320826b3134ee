"""A track with everything that its rules are checked against."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from mediakit.subtitles.model import Cue, Subtitles
from mediakit.subtitles.rules.limits import Profile, Rule
from mediakit.subtitles.rules.spoken import UNKNOWN, Spoken, spoken_in
from mediakit.subtitles.sentences import sentence_ends
from mediakit.subtitles.shots import NO_SHOTS, Shots
from mediakit.transcript.labels import labelled
from mediakit.transcript.model import Transcript

SOUND = re.compile(r"^\s*[\[(]([^\[\]()]+)[\])]\s*$")
"""A line that tells a sound and nothing else."""


@dataclass(frozen=True, slots=True)
class Sentences:
    """What one cue has of sentences: how many there are in it, wholly or in part, and how many
    words the longest has that begins in it (0: none does).
    """

    count: int = 0
    longest: int = 0


@dataclass(frozen=True, slots=True)
class Checked:
    """Cues, and for each of them: when its words are heard (UNKNOWN where no transcript is kept),
    the name with a colon that its text begins with, and its sentences. `shots` are those of the
    picture, `colours` those in which the file shows words, `end` when the recording ends, if
    that is known.
    """

    cues: tuple[Cue, ...]
    profile: Profile
    language: str
    spoken: tuple[Spoken, ...]
    labels: tuple[str | None, ...]
    sentences: tuple[Sentences, ...]
    shots: Shots = NO_SHOTS
    colours: frozenset[str] = frozenset()
    end: int | None = None

    def with_cue(self, index: int, cue: Cue) -> "Checked":
        """The same with another cue in that place, which says the same."""
        return replace(self, cues=(*self.cues[:index], cue, *self.cues[index + 1 :]))


@dataclass(frozen=True, slots=True)
class Breach:
    """A rule that one subtitle breaks. `index` counts from 0; `at` is when the subtitle starts;
    `wrong` is a plain sentence that says what is wrong, with what was measured.
    """

    rule: Rule
    index: int
    at: int
    wrong: str

    @property
    def number(self) -> int:
        """The subtitle's number as people count."""
        return self.index + 1


def to_check(
    subtitles: Subtitles,
    profile: Profile,
    *,
    transcript: Transcript | None = None,
    shots: Shots = NO_SHOTS,
    colours: frozenset[str] = frozenset(),
) -> Checked:
    """A track made ready to be checked."""
    cues = subtitles.cues
    return Checked(
        cues,
        profile,
        subtitles.tag,
        spoken_in(cues, transcript) if transcript else (UNKNOWN,) * len(cues),
        _labels(cues),
        _sentences(cues, subtitles.tag),
        shots,
        colours,
        transcript.duration_ms if transcript else None,
    )


def _labels(cues: Sequence[Cue]) -> tuple[str | None, ...]:
    texts = [" ".join(cue.text.split()) for cue in cues]
    speakers = labelled(texts, {cue.speaker for cue in cues if cue.speaker})
    return tuple(
        who if who and text.startswith(f"{who}:") else None
        for text, (who, _) in zip(texts, speakers, strict=True)
    )


def _sentences(cues: Sequence[Cue], language: str) -> tuple[Sentences, ...]:
    found: list[Sentences] = []
    for is_sound, stretch in groupby(cues, key=lambda cue: bool(SOUND.match(cue.text))):
        for _, turn in groupby(stretch, key=lambda cue: cue.speaker):
            texts = [cue.text.split() for cue in turn]
            found += [Sentences()] * len(texts) if is_sound else _of_turn(texts, language)
    return tuple(found)


def _of_turn(texts: Sequence[Sequence[str]], language: str) -> Iterator[Sentences]:
    """For each cue of what one person says."""
    words = [(index, word) for index, text in enumerate(texts) for word in text]
    ends = sorted(sentence_ends([word for _, word in words], language))
    count, longest = [0] * len(texts), [0] * len(texts)
    first = 0
    for end in ends:
        begins = words[first][0]
        longest[begins] = max(longest[begins], end - first + 1)
        for index in range(begins, words[end][0] + 1):
            count[index] += 1
        first = end + 1
    yield from map(Sentences, count, longest)

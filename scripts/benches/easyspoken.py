"""Easy read of what people said: how long its sentences are, whether it keeps every fact, and
whether it can be read in time.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from benches.facts import Lost, lost
from benches.heard import Heard
from mediakit.subtitles.easy.easy_read import easy_read_with_reasons, easy_sentences
from mediakit.subtitles.easy.flags import TOO_FAST
from mediakit.subtitles.easy.plain_words import PlainWords
from mediakit.subtitles.rules.profiles import EASY_READ
from mediakit.subtitles.tokens import text_of, tokens_of


@dataclass(frozen=True, slots=True)
class Spoken:
    """What easy read makes of what was heard."""

    recordings: int
    lengths: tuple[int, ...]
    """Words in each sentence."""
    losses: tuple[Lost, ...]
    """For each recording, what it lost."""
    cues: int
    in_time: int
    """Subtitles that can be read while they are there."""
    flagged: int
    """Of the others, those that a person is told of."""
    with_choices: int
    """Of those, the ones with shorter wordings."""

    @property
    def short(self) -> int:
        """Sentences that are as short as the profile asks."""
        return sum(length <= EASY_READ.sentence_words for length in self.lengths)


def spoken(heard: Iterable[Heard], words: PlainWords) -> Spoken:
    """Measure the easy read of the recordings in English."""
    lengths: list[int] = []
    losses: list[Lost] = []
    cues = in_time = flagged = with_choices = 0
    for recording in heard:
        transcript = recording.transcript
        if transcript.language != "en":
            continue
        sentences = easy_sentences(tokens_of(transcript), "en", words, EASY_READ)
        texts = [text_of(sentence) for sentence in sentences]
        lengths += [len(text.split()) for text in texts]
        losses.append(lost(" ".join(word.text for word in transcript.words), " ".join(texts)))
        easy = easy_read_with_reasons(transcript, words, EASY_READ)
        slow = [flag for flag in easy.flags if flag.kind == TOO_FAST]
        cues += len(easy.subtitles.cues)
        in_time += sum(
            EASY_READ.reading_time(" ".join(cue.text.split())) <= cue.span.duration
            for cue in easy.subtitles.cues
        )
        flagged += len(slow)
        with_choices += sum(bool(flag.choices) for flag in slow)
    return Spoken(len(losses), tuple(lengths), tuple(losses), cues, in_time, flagged, with_choices)


def spoken_lines(result: Spoken) -> list[str]:
    """The measurement in sentences."""
    kept = sum(not loss for loss in result.losses)
    slow = result.cues - result.in_time
    return [
        "## What people said",
        "",
        f"{result.recordings} real recordings in English, heard by mediakit:",
        "",
        f"- {result.short} of {len(result.lengths)} sentences have up to "
        f"{EASY_READ.sentence_words} words; the longest has {max(result.lengths, default=0)}.",
        f"- {kept} of {result.recordings} recordings keep every name, number and negation.",
        f"- {result.in_time} of {result.cues} subtitles can be read in time. Of the other {slow}, "
        f"{result.flagged} are flagged, {result.with_choices} with shorter wordings to choose "
        "from. (Most of the recordings are single sentences read at full speed, without a pause "
        "for the subtitle to stay in.)",
        "",
    ]

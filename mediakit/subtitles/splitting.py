"""Spoken words to subtitles, word for word."""

from collections.abc import Iterator, Sequence

from mediakit.clock import Span
from mediakit.subtitles.at_once import one_at_a_time, runs_of
from mediakit.subtitles.choosing import choose
from mediakit.subtitles.grammar import grammar_of, language_of
from mediakit.subtitles.lines import break_lines
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.sentences import sentence_ends
from mediakit.subtitles.shots import NO_SHOTS, Shots
from mediakit.subtitles.timing import show_times
from mediakit.subtitles.tokens import Token, text_of, tokens_of
from mediakit.transcript.model import Transcript


def split(transcript: Transcript, profile: Profile, shots: Shots = NO_SHOTS) -> Subtitles:
    """The word-for-word track: every word once, in order, as subtitles worth reading. `shots` are
    those of the recording.

    The track is tagged with the language of the transcript, without its country.
    """
    tokens = tokens_of(transcript)
    ends = sentence_ends([token.text for token in tokens], transcript.language)
    cues = cues_of(tokens, ends, profile, transcript.language, transcript.duration_ms, shots=shots)
    return Subtitles(language_of(transcript.language), cues)


def cues_of(
    tokens: Sequence[Token],
    ends: frozenset[int],
    profile: Profile,
    language: str,
    recording_end: int,
    *,
    shots: Shots = NO_SHOTS,
) -> tuple[Cue, ...]:
    """Tokens to timed cues, one at a time; `ends` are the indexes of the tokens that end a
    sentence. Where people talk at once, their cues take turns.
    """
    cues = cues_at_once(tokens, ends, profile, language, recording_end, shots=shots)
    if len(runs_of(tokens)) < 2:
        return cues
    return one_at_a_time(cues, profile, recording_end)


def cues_at_once(
    tokens: Sequence[Token],
    ends: frozenset[int],
    profile: Profile,
    language: str,
    recording_end: int,
    *,
    shots: Shots = NO_SHOTS,
) -> tuple[Cue, ...]:
    """The same, but where people talk at once, so do their cues. In order of what is said."""
    cues: list[tuple[int, Cue]] = []
    for first, last in runs_of(tokens):
        room = tokens[last].span.start if last < len(tokens) else recording_end
        room = max(room, tokens[last - 1].span.end)
        own = frozenset(end - first for end in ends if first <= end < last)
        cues += _cues_of_run(tokens[first:last], own, profile, language, room, shots=shots)
    # By the words and not by the cues, which may wait or be drawn to a cut.
    return tuple(cue for _, cue in sorted(cues, key=lambda timed: timed[0]))


def _cues_of_run(
    tokens: Sequence[Token],
    ends: frozenset[int],
    profile: Profile,
    language: str,
    recording_end: int,
    *,
    shots: Shots,
) -> Iterator[tuple[int, Cue]]:
    """The cues, each with the start of its words."""
    cuts = choose(tokens, ends, profile, grammar_of(language), recording_end, shots=shots)
    parts = [tokens[first:last] for first, last in cuts]
    spoken = [Span(part[0].span.start, max(token.span.end for token in part)) for part in parts]
    needed = [profile.reading_time(text_of(part)) for part in parts]
    shown = show_times(spoken, needed, recording_end, profile, shots)
    for span, part in zip(shown, parts, strict=True):
        text = break_lines(text_of(part), profile.line_length, language)
        words = (part[0].words[0], part[-1].words[1])
        yield part[0].span.start, Cue(span, text, part[0].speaker, words)

"""A transcript as cues to publish: whole turns, names, sounds, and people who talk at once.

What is said is cut into stretches: words of one speaker with no sound among them, or one sound.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from mediakit.clock import Span
from mediakit.outputs.transcripts.paragraphs import one_line, shown_sound
from mediakit.subtitles.at_once import one_at_a_time
from mediakit.subtitles.lines import break_lines
from mediakit.subtitles.model import Cue
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.sentences import sentence_ends
from mediakit.subtitles.splitting import cues_at_once
from mediakit.subtitles.tokens import Token
from mediakit.transcript.model import Transcript

_SOUND = "\0"
"""Begins what stands for the speaker of a sound, so that no cue joins it with anything else. No
name holds it.
"""


@dataclass(frozen=True, slots=True)
class _Stretch:
    tokens: tuple[Token, ...]

    @property
    def span(self) -> Span:
        """From the first token's start to the last one's end."""
        return Span(self.tokens[0].span.start, self.tokens[-1].span.end)

    @property
    def speaker(self) -> str | None:
        """Who speaks; None where that is not known or it is a sound."""
        return None if self.is_sound else self.tokens[0].speaker

    @property
    def is_sound(self) -> bool:
        """Whether nobody speaks."""
        return _is_sound(self.tokens[0].speaker)


@lru_cache(maxsize=1)
def published_cues(transcript: Transcript, profile: Profile) -> tuple[Cue, ...]:
    """All words and sounds as cues in order of their starts. A cue holds words of one turn; where
    people talk at once, cues overlap. Remembers the last answer, which two formats ask for.
    """
    return _cues(transcript, _stretches(transcript), profile)


def labelled_cues(transcript: Transcript, profile: Profile) -> tuple[Cue, ...]:
    """The same for formats without speakers: one cue at a time, and "Name:" in the text wherever
    another person begins to speak.
    """
    cues = _cues(transcript, _labelled(_stretches(transcript)), profile)
    cues = _labelled_again(cues, profile, transcript.language)
    return one_at_a_time(cues, profile, transcript.duration_ms)


def _stretches(transcript: Transcript) -> list[_Stretch]:
    """In order of their starts."""
    sounds = [one for one in transcript.sounds if one_line(one.text)]
    edges = [one.span.start for one in sounds]
    parts: list[list[Token]] = []
    for token in _tokens(transcript):
        last = parts[-1][-1] if parts else None
        if last is None or last.speaker != token.speaker or _is_between(edges, last, token):
            parts.append([token])
        else:
            parts[-1].append(token)
    at = len(transcript.words)
    for number, sound in enumerate(sounds):
        span = _inside(sound.span, transcript.duration_ms)
        parts.append([Token(shown_sound(sound), span, f"{_SOUND}{number}", (at, at))])
    stretches = [_Stretch(tuple(part)) for part in parts]
    return sorted(stretches, key=lambda one: one.span.start)


def _is_sound(speaker: str | None) -> bool:
    return speaker is not None and speaker.startswith(_SOUND)


def _tokens(transcript: Transcript) -> Iterator[Token]:
    for index, word in enumerate(transcript.words):
        text = one_line(word.text)
        if text:
            span = _inside(word.span, transcript.duration_ms)
            yield Token(text, span, word.speaker, (index, index + 1))


def _inside(span: Span, duration: int) -> Span:
    return Span(min(span.start, duration), min(span.end, duration))


def _is_between(edges: Sequence[int], left: Token, right: Token) -> bool:
    return any(left.span.start < edge <= right.span.start for edge in edges)


def _labelled(stretches: Sequence[_Stretch]) -> list[_Stretch]:
    """With the speaker's name before the first word of each who is not the one before. Name and
    word are one token, so that they stay in one cue.
    """
    labelled: list[_Stretch] = []
    before: str | None = None
    for one in stretches:
        if one.speaker not in (None, before):
            first = one.tokens[0]
            named = replace(first, text=f"{_label(one.speaker)} {first.text}")
            labelled.append(_Stretch((named, *one.tokens[1:])))
        else:
            labelled.append(one)
        before = before if one.is_sound else one.speaker
    return labelled


def _label(speaker: str | None) -> str:
    return f"{one_line(speaker or '')}:"


def _cues(
    transcript: Transcript, stretches: Sequence[_Stretch], profile: Profile
) -> tuple[Cue, ...]:
    tokens = [token for stretch in stretches for token in stretch.tokens]
    ends = _ends(tokens, transcript.language)
    cues = cues_at_once(tokens, ends, profile, transcript.language, transcript.duration_ms)
    return tuple(_lasting(_without_sound(cue)) for cue in cues)


def _ends(tokens: Sequence[Token], language: str) -> frozenset[int]:
    """The tokens that end a sentence. A sound is no part of one."""
    spoken = [index for index, token in enumerate(tokens) if not _is_sound(token.speaker)]
    texts = [tokens[index].text for index in spoken]
    return frozenset(spoken[end] for end in sentence_ends(texts, language)) | frozenset(
        set(range(len(tokens))) - set(spoken)
    )


def _without_sound(cue: Cue) -> Cue:
    return replace(cue, speaker=None, words=None) if _is_sound(cue.speaker) else cue


def _lasting(cue: Cue) -> Cue:
    """No file may hold a cue that takes no time."""
    return replace(cue, span=Span(cue.span.start, max(cue.span.end, cue.span.start + 1)))


def _labelled_again(cues: Sequence[Cue], profile: Profile, language: str) -> tuple[Cue, ...]:
    """With a name also where a turn goes on after somebody else's words came in between."""
    told: list[Cue] = []
    before: str | None = None
    for cue in cues:
        label = _label(cue.speaker)
        if cue.speaker not in (None, before) and not one_line(cue.text).startswith(label):
            told += _fitting(replace(cue, text=f"{label} {one_line(cue.text)}"), profile, language)
        else:
            told += _fitting(cue, profile, language)
        if cue.words is not None:
            before = cue.speaker
    return tuple(told)


def _fitting(cue: Cue, profile: Profile, language: str) -> tuple[Cue, ...]:
    """The cue, in as many parts as its lines need: with a name in it, it may have too many."""
    text = break_lines(cue.text, profile.line_length, language)
    words = text.split()
    if len(text.split("\n")) <= profile.max_lines or len(words) < 2:
        return (replace(cue, text=text),)
    half, middle = len(words) // 2, (cue.span.start + cue.span.end) // 2
    left = replace(cue, span=Span(cue.span.start, middle), text=" ".join(words[:half]))
    right = replace(cue, span=Span(middle, cue.span.end), text=" ".join(words[half:]))
    return (*_fitting(left, profile, language), *_fitting(right, profile, language))

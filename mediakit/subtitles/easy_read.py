"""Spoken words to the easy-read track: small rewrites, each one safe, each one undone if it would
lose a name, a number or a negation. People then edit the track; the machine only makes a start.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace

from mediakit.subtitles.easy.clauses import short_sentences
from mediakit.subtitles.easy.fillers import without_fillers, without_repeats
from mediakit.subtitles.easy.guard import keeps_facts
from mediakit.subtitles.easy.numbers import with_digits
from mediakit.subtitles.easy.plain_words import PlainWords, in_plain_words
from mediakit.subtitles.grammar import language_of
from mediakit.subtitles.model import LINKED_SUFFIX, Cue, Subtitles
from mediakit.subtitles.profiles import Profile
from mediakit.subtitles.sentences import sentences_of
from mediakit.subtitles.splitting import cues_of
from mediakit.subtitles.tokens import Sentence, Token, text_of, tokens_of
from mediakit.transcript.model import Transcript

Stage = Callable[[Sentence], tuple[Sentence, ...]]


def easy_read(transcript: Transcript, plain_words: PlainWords, profile: Profile) -> Subtitles:
    """A first easy-read track, tagged `<language>-simple`. Each cue's `words` say which words of
    the transcript it stands for; together they cover all of them.

    Rules for English touch English alone. In other languages only sounds of hesitation go, and the
    plain-word list is used if it is in the transcript's language.
    """
    language = language_of(transcript.language)
    written = easy_sentences(tokens_of(transcript), language, plain_words, profile)
    tokens: list[Token] = [token for sentence in written for token in _single_words(sentence)]
    ends = _ends(written)
    cues = cues_of(tokens, ends, profile, language, transcript.duration_ms)
    return Subtitles(language + LINKED_SUFFIX, _covering(cues, len(transcript.words)))


def easy_sentences(
    tokens: Sequence[Token], language: str, plain_words: PlainWords, profile: Profile
) -> tuple[Sentence, ...]:
    """The words as easy-read sentences, in the order in which they were said, without any regard
    to time.
    """
    stages = _stages(language, plain_words, profile)
    return tuple(
        written
        for sentence in sentences_of(tokens, language)
        for written in _rewritten(sentence, stages)
    )


def _stages(language: str, plain_words: PlainWords, profile: Profile) -> tuple[Stage, ...]:
    stages: list[Stage] = [
        lambda sentence: (without_fillers(sentence, language),),
        lambda sentence: (without_repeats(sentence, language),),
    ]
    if language == language_of(plain_words.language):
        stages.append(lambda sentence: (in_plain_words(sentence, plain_words),))
    if language == "en":
        stages.append(lambda sentence: (with_digits(sentence),))
        stages.append(lambda sentence: short_sentences(sentence, profile.sentence_words))
    return tuple(stages)


def _rewritten(sentence: Sentence, stages: tuple[Stage, ...]) -> tuple[Sentence, ...]:
    """The sentence after every stage. A stage that loses a fact of a sentence leaves it alone."""
    current: tuple[Sentence, ...] = (sentence,)
    for stage in stages:
        results: list[Sentence] = []
        for before in current:
            after = tuple(part for part in stage(before) if part)
            texts = [word for part in after for word in text_of(part).split()]
            kept = keeps_facts(text_of(before).split(), texts)
            results += after if kept else (before,)
        current = tuple(results)
    return current


def _single_words(sentence: Sentence) -> list[Token]:
    """A plain phrase that stands in for a word becomes words of its own, sharing its time, so that
    lines can break inside it.
    """
    words: list[Token] = []
    for token in sentence:
        pieces = token.text.split()
        length = token.span.duration
        for place, piece in enumerate(pieces):
            start = token.span.start + length * place // len(pieces)
            end = token.span.start + length * (place + 1) // len(pieces)
            words.append(Token(piece, type(token.span)(start, end), token.speaker, token.words))
    return words


def _ends(sentences: Sequence[Sentence]) -> frozenset[int]:
    ends, count = set(), 0
    for sentence in sentences:
        count += len(_single_words(sentence))
        ends.add(count - 1)
    return frozenset(ends)


def _covering(cues: tuple[Cue, ...], count: int) -> tuple[Cue, ...]:
    """Cues whose links leave no word of the transcript out: words that were taken away belong to
    the cue before, those at the very start to the first. Two cues share a phrase whose plain words
    are spread over both.
    """
    if not cues:
        return ()
    # Where people talk at once, the order of time is not that of the words.
    order = sorted(range(len(cues)), key=lambda index: cues[index].words or (0, 0))
    links = [cues[index].words or (0, 0) for index in order]
    starts = [0, *(first for first, _ in links[1:])]
    ends = [*starts[1:], count]
    covering = {
        index: (first, max(end, link[1]))
        for index, first, end, link in zip(order, starts, ends, links, strict=True)
    }
    return tuple(replace(cue, words=covering[index]) for index, cue in enumerate(cues))

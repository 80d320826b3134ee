"""Spoken words to the easy-read track: small rewrites, each one safe, each one undone if it would
lose a name, a number or a negation. People then edit the track; the machine only makes a start.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from mediakit.subtitles.easy.acronyms import first_uses, in_full
from mediakit.subtitles.easy.asides import without_asides, without_brackets
from mediakit.subtitles.easy.clauses import short_sentences
from mediakit.subtitles.easy.contractions import written_out
from mediakit.subtitles.easy.fillers import without_fillers
from mediakit.subtitles.easy.flags import TOO_FAST, Flag, flags_of
from mediakit.subtitles.easy.guard import facts_of, keeps_facts, name_in
from mediakit.subtitles.easy.joins import plainly_joined
from mediakit.subtitles.easy.numbers import with_digits
from mediakit.subtitles.easy.plain_words import PlainWords, in_plain_words
from mediakit.subtitles.easy.reasons import Change, changes_between
from mediakit.subtitles.easy.repeats import without_false_starts, without_repeats
from mediakit.subtitles.easy.tagging import is_name_alone
from mediakit.subtitles.easy.wordings import shorter_wordings
from mediakit.subtitles.grammar import language_of
from mediakit.subtitles.model import LINKED_SUFFIX, Cue, Subtitles
from mediakit.subtitles.rules.limits import Profile
from mediakit.subtitles.sentences import sentences_of
from mediakit.subtitles.shots import NO_SHOTS, Shots
from mediakit.subtitles.splitting import cues_of
from mediakit.subtitles.tokens import Sentence, Token, core, single_words, text_of, tokens_of
from mediakit.transcript.model import Transcript


@dataclass(frozen=True, slots=True)
class Step:
    """One rule: its name in the table of reasons, and what it makes of a sentence."""

    rule: str
    rewrite: Callable[[Sentence], tuple[Sentence, ...]]


@dataclass(frozen=True, slots=True)
class Simplified:
    """An easy-read track, why it says something else than what was said, and what a person should
    look at. Changes and flags stand in the order of the words.
    """

    subtitles: Subtitles
    changes: tuple[Change, ...]
    flags: tuple[Flag, ...]


def easy_read(
    transcript: Transcript, plain_words: PlainWords, profile: Profile, shots: Shots = NO_SHOTS
) -> Subtitles:
    """A first easy-read track, tagged `<language>-simple`. Each cue's `words` say which words of
    the transcript it stands for; together they cover all of them. `shots` are those of the
    recording.

    Rules for English touch English alone. In other languages only sounds of hesitation go, and the
    plain-word list is used if it is in the transcript's language.
    """
    return easy_read_with_reasons(transcript, plain_words, profile, shots).subtitles


def easy_read_with_reasons(
    transcript: Transcript, plain_words: PlainWords, profile: Profile, shots: Shots = NO_SHOTS
) -> Simplified:
    """The same, with every change and its reason, and what is left for a person to decide."""
    language = language_of(transcript.language)
    written, changes = _written(tokens_of(transcript), language, plain_words, profile)
    tokens = [token for sentence in written for token in single_words(sentence)]
    cues = cues_of(tokens, _ends(written), profile, language, transcript.duration_ms, shots=shots)
    track = Subtitles(language + LINKED_SUFFIX, _covering(cues, len(transcript.words)))
    flags: list[Flag] = []
    if language == "en":
        flags += [flag for one in written for flag in flags_of(one, profile.sentence_words)]
        flags += too_fast(track, profile)
    return Simplified(track, changes, tuple(sorted(flags, key=lambda flag: flag.words)))


def easy_sentences(
    tokens: Sequence[Token], language: str, plain_words: PlainWords, profile: Profile
) -> tuple[Sentence, ...]:
    """The words as easy-read sentences, in the order in which they were said, without any regard
    to time.
    """
    return _written(tokens, language, plain_words, profile)[0]


def too_fast(track: Subtitles, profile: Profile) -> tuple[Flag, ...]:
    """Cues that are gone before people can have read them, with shorter wordings to choose from."""
    found = []
    for cue in track.cues:
        text = cue.text.replace("\n", " ")
        room, needed = cue.span.duration, profile.reading_time(text)
        if needed <= room or cue.words is None:
            continue
        most = int(room * profile.characters_a_second / 1000)
        choices = shorter_wordings(text, most)
        fitting = tuple(one for one in choices if profile.reading_time(one) <= room)
        # Where nothing fits, something shorter is still a help to somebody who goes on from there.
        choices = fitting or shorter_wordings(text, len(text) - 1)[::-1]
        advice = (
            f"Too fast: people need {needed / 1000:.1f} seconds to read this, and have"
            f" {room / 1000:.1f}."
        )
        source = profile.rule("characters a second").source
        found.append(Flag(TOO_FAST, text, advice, source, cue.words, choices))
    return tuple(found)


def _written(
    tokens: Sequence[Token], language: str, plain_words: PlainWords, profile: Profile
) -> tuple[tuple[Sentence, ...], tuple[Change, ...]]:
    steps = _steps(tokens, language, plain_words, profile)
    notes = {word.say.casefold(): word.note for word in plain_words.words if word.note}
    names = _names(tokens, language)
    sentences: list[Sentence] = []
    changes: list[Change] = []
    for sentence in sentences_of(tokens, language):
        current: tuple[Sentence, ...] = (sentence,)
        for step in steps:
            results = [_rewritten(before, step, names) for before in current]
            for before, after in zip(current, results, strict=True):
                if after != (before,):
                    changes += changes_between(step.rule, before, after, notes)
            current = tuple(part for after in results for part in after)
        sentences += current
    return tuple(sentences), tuple(sorted(changes, key=lambda change: change.words))


def _steps(
    tokens: Sequence[Token], language: str, plain_words: PlainWords, profile: Profile
) -> tuple[Step, ...]:
    steps = [
        Step("fillers", lambda sentence: (without_fillers(sentence, language),)),
        Step("repeats", lambda sentence: (without_repeats(sentence, language),)),
    ]
    if language == "en":
        steps.append(Step("false starts", lambda sentence: (without_false_starts(sentence),)))
        steps.append(Step("asides", lambda sentence: (without_asides(sentence),)))
        steps.append(Step("brackets", lambda sentence: (without_brackets(sentence),)))
    if language == language_of(plain_words.language):
        uses = first_uses(tokens, plain_words.acronyms)
        steps.append(Step("acronyms", lambda sentence: (in_full(sentence, uses, language),)))
        steps.append(Step("plain words", lambda one: (in_plain_words(one, plain_words),)))
    if language == "en":
        steps.append(Step("joining words", lambda sentence: (plainly_joined(sentence),)))
        if plain_words.contractions == "expand":
            steps.append(Step("short forms", lambda sentence: (written_out(sentence),)))
        steps.append(Step("digits", lambda sentence: (with_digits(sentence),)))
        most = profile.sentence_words
        steps.append(Step("short sentences", lambda sentence: short_sentences(sentence, most)))
    return tuple(steps)


def _names(tokens: Sequence[Token], language: str) -> frozenset[str]:
    """The names of the recording in small letters: those with a capital inside a sentence, and in
    English those that are names wherever they stand.
    """
    texts = [token.text for token in tokens]
    known = facts_of(texts).names
    if language == "en":
        known |= {name_in(text) for text in texts if is_name_alone(core(text))}
    return known


def _rewritten(before: Sentence, step: Step, names: frozenset[str]) -> tuple[Sentence, ...]:
    """The sentence after a step; as it was, if that would lose a fact."""
    after = tuple(part for part in step.rewrite(before) if part)
    texts = [word for part in after for word in text_of(part).split()]
    return after if keeps_facts(text_of(before).split(), texts, names) else (before,)


def _ends(sentences: Sequence[Sentence]) -> frozenset[int]:
    ends, count = set(), 0
    for sentence in sentences:
        count += len(single_words(sentence))
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

"""What a person made of the word-for-word subtitles, as words again: easy read begins there."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import replace

from mediakit.clock import Span
from mediakit.subtitles.edits.comparing import chain, shift_between, words_in
from mediakit.subtitles.edits.merging import Change, changes
from mediakit.subtitles.model import Cue, Subtitles
from mediakit.subtitles.reading_back import in_turns
from mediakit.transcript.model import Transcript, Word

_BESIDE_MS = 1500
"""How far outside its subtitle a word may be heard and still belong there: subtitles come at most
1.5 s early (BBC). A word further away was moved by the person."""


def mended(transcript: Transcript, machine: Subtitles, person: Subtitles) -> Transcript:
    """The transcript with the words of the person's track. `machine` is the track as it was made
    from this transcript, its cues linked to the words.

    A word that was not touched keeps its time; new ones share the time between those around them.
    """
    by = shift_between(machine.cues, person.cues)
    words = [_moved(word, by) for word in transcript.words]
    gone: set[int] = set()
    new: defaultdict[int, list[Word]] = defaultdict(list)
    for change in changes(machine, person):
        places = [at for cue in change.before if cue.words for at in range(*cue.words)]
        gone |= set(places)
        start = change.after[0].span.start if change.after else 0
        place = places[0] if places else _place_at(words, start)
        new[place] += _written(change, [words[at] for at in places])
    result = [
        word
        for at in range(len(words) + 1)
        for word in (*new[at], *(words[at : at + 1] if at not in gone else ()))
    ]
    return replace(transcript, words=in_turns(result, transcript.duration_ms))


def _moved(word: Word, by: int) -> Word:
    start = max(0, word.span.start + by)
    return replace(word, span=Span(start, max(start, word.span.end + by)))


def _place_at(words: Sequence[Word], start: int) -> int:
    return bisect_right(words, start, key=lambda word: word.span.start)


def _written(change: Change, heard: Sequence[Word]) -> list[Word]:
    """The words of cues that a person wrote, with the times of those that were heard."""
    speaker = heard[0].speaker if heard else None
    rows = [(cue, text) for cue in change.after for text in cue.text.split()]
    known = _known(heard, rows)
    words: list[Word] = []
    for cue in change.after:
        here = [at for at, (of, _) in enumerate(rows) if of is cue]
        said = [known.get(at) for at in here]
        texts = [rows[at][1] for at in here]
        words += (
            replace(word, text=text, speaker=cue.speaker or word.speaker or speaker)
            for word, text in zip(_completed(said, texts, cue.span), texts, strict=True)
        )
    return words


def _completed(said: Sequence[Word | None], texts: Sequence[str], span: Span) -> list[Word]:
    """The words of one cue; those that were not heard share the time between their neighbours."""
    words: list[Word] = []
    for at, word in enumerate(said):
        if word is not None:
            words.append(word)
        elif len(words) == at:
            later = next((n for n in range(at, len(said)) if said[n]), len(said))
            start = words[-1].span.end if words else span.start
            following = said[later] if later < len(said) else None
            end = max(start, following.span.start if following else span.end)
            words += _shared(texts[at:later], Span(start, end))
    return words


def _known(heard: Sequence[Word], rows: Sequence[tuple[Cue, str]]) -> dict[int, Word]:
    """The words that were heard, by their places in what was written."""
    places = defaultdict(list)
    for j, (_, text) in enumerate(rows):
        places[words_in(text)].append(j)
    pairs = chain(
        ((i, j), 1.0)
        for i, word in enumerate(heard)
        for j in places[words_in(word.text)]
        if _is_beside(word.span, rows[j][0].span)
    )
    return {j: heard[i] for i, j in pairs}


def _is_beside(word: Span, cue: Span) -> bool:
    return cue.start - _BESIDE_MS <= word.end and word.start <= cue.end + _BESIDE_MS


def _shared(texts: Sequence[str], span: Span) -> list[Word]:
    """Words one after the other, each with a share of the time by its length."""
    whole, done, words = sum(map(len, texts)), 0, []
    for text in texts:
        start = span.start + span.duration * done // whole
        done += len(text)
        words.append(Word(text, Span(start, span.start + span.duration * done // whole), 1.0))
    return words

"""From windows of sound to words that can be trusted: what was not understood is heard again.

Decoding many windows at once drops speech, and any Whisper may loop or make text up. So each
window's words are laid over the speech that was found in it. Text without speech under it goes;
speech without text over it is heard again on its own, and said to be unclear if that does not help;
a window that repeats itself or makes no sense is parted, and its parts are heard again.
"""

import zlib
from collections.abc import Sequence
from dataclasses import dataclass, replace

from mediakit.clock import Span
from mediakit.process import StopSignal
from mediakit.transcript.engines.base import Asking, Decoded, Encoded, Engine
from mediakit.transcript.hot_words import HotWords
from mediakit.transcript.model import UNCLEAR, Sound, Word
from mediakit.transcript.speech import (
    CLEAR_SPEECH,
    SPEECH_RATE,
    STEP,
    STEP_MS,
    STILL_SPEECH,
    Read,
    Speech,
)
from mediakit.transcript.windows import Piece, Window, grouped, halves
from mediakit.transcript.words import words_of

GROUP = 5
"""Windows decoded at once. More take more memory (6 took 1.54 GB on two hours) and save little: 4
took 6 % more time than 6."""

REPEATING = 2.4
"""How much a text shrinks when packed, from which it repeats itself (Whisper paper, 4.5)."""

UNLIKELY = -1.0
"""Mean log probability below which a text makes no sense (Whisper paper, 4.5)."""

SILENT = 0.6
"""Whisper's share for silence from which an unlikely text counts as none (Whisper paper, 4.5)."""

FAINT = 0.2
"""Mean confidence below which words in a window that Whisper takes for silence were never said: in
19 minutes of music, noise and speech, made-up words had 0.00 to 0.14, real ones 0.33 and more.
"""

SHORTEST_GAP_MS = 400
"""Shorter stretches of speech without a word over them are drawn-out words and breath: the word
times are exact to about 100 ms on each side."""

REACH_MS = 250
"""How far around a word's times speech may belong to it; 95 of 100 times are more exact."""

EDGE_MS = 100
"""How far beside a word that is there the middle of a new one must lie: nearer, it is the end of
that word heard once more. Half of all words last over 200 ms, so that a real one lies farther."""

SHORTEST_PART = 2 * SPEECH_RATE
"""Samples of a window that is not parted any more: one short sentence."""

MOST_ROUNDS = 5
"""Hearings again at most: 29 s halved four times is less than `SHORTEST_PART`."""


SURE = -0.15
"""Mean log probability from which a window is clear by itself. Of 17 windows, those above it came
out no better with context; of those below it one did, from 3 mistakes to none. Nor did they with
five wordings at once: 29 mistakes in 918 words where only the unclear ones are heard so, 30 where
all are."""

CONTEXT = 200
"""Letters of what was said before that Whisper is told: two or three sentences."""


@dataclass(frozen=True, slots=True)
class Part:
    """What was made out in one group of windows; words and sounds in order of time."""

    words: tuple[Word, ...]
    sounds: tuple[Sound, ...]


@dataclass(frozen=True, slots=True)
class Hearing:
    """Everything that hearing takes. `read` gives the sound in which `speech` was found;
    `temperatures` are tried in turn where a short part still makes no sense.
    """

    engine: Engine
    asking: Asking
    speech: Speech
    read: Read
    hot_words: HotWords
    temperatures: tuple[float, ...] = ()

    def hear(self, group: Sequence[Window], stop: StopSignal) -> Part:
        """What is said in a group of windows. The same group always gives the same."""
        open_windows = [_Task(window) for window in group]
        words: list[Word] = []
        unclear: list[Sound] = []
        for round_number in range(MOST_ROUNDS + 1):
            again: list[_Task] = []
            for tasks in (
                open_windows[at : at + GROUP] for at in range(0, len(open_windows), GROUP)
            ):
                stop.check()
                for task, decoded in zip(tasks, self._decoded(tasks), strict=True):
                    found = self._judge(task, decoded, last=round_number == MOST_ROUNDS)
                    words += found.words
                    unclear += found.sounds
                    again += found.again
            open_windows = again
            if not open_windows:
                break
        words.sort(key=lambda word: word.span)
        unclear.sort(key=lambda sound: sound.span)
        # One part of a window may have heard what another one could not.
        open_spans = (span for sound in unclear for span in _uncovered(sound.span, words))
        return Part(_without_doubles(words), tuple(Sound(UNCLEAR, span) for span in open_spans))

    def _decoded(self, tasks: "Sequence[_Task]") -> list[Decoded]:
        windows = [self._encoded(task) for task in tasks]
        found = self._at_first(windows)
        before = ""
        for index, (task, window) in enumerate(zip(tasks, windows, strict=True)):
            if before and task.gap is None:
                found[index] = self._in_context(found[index], window, before)
            before = found[index].text
        return self.hot_words.applied(found, windows, self.engine, self.asking)

    def _at_first(self, windows: Sequence[Encoded]) -> list[Decoded]:
        """What is heard in each window by itself: the most likely sign after the other, and only
        where that is not clear with as many wordings at once as were asked for.
        """
        found = list(self.engine.decode(windows, replace(self.asking, beams=1)))
        unclear = [index for index, one in enumerate(found) if not _is_clear(one)]
        if unclear and self.asking.beams > 1:
            searched = self.engine.decode([windows[index] for index in unclear], self.asking)
            for index, one in zip(unclear, searched, strict=True):
                found[index] = one
        return found

    def _encoded(self, task: "_Task") -> Encoded:
        return self.engine.encode(task.window.sound(self.read))

    def _in_context(self, alone: Decoded, window: Encoded, before: str) -> Decoded:
        """What was heard in a window; if that is not sure, what is heard knowing what was said
        `before` it, if that is more likely.
        """
        if not alone.text or _is_clear(alone):
            return alone
        prompt = f"{self.asking.prompt} {before[-CONTEXT:]}".strip()
        (told,) = self.engine.decode([window], replace(self.asking, prompt=prompt))
        better = told.log_probability > alone.log_probability
        return told if better and _makes_sense(told) else alone

    def _judge(self, task: "_Task", decoded: Decoded, *, last: bool) -> "_Judged":
        if _says_nothing(decoded):
            return self._checked(task, (), last=True)
        if _makes_sense(decoded):
            return self._checked(task, self._placed(task.window, decoded), last=last)
        parts = halves(self.speech, task.window)
        if not last and task.window.length > SHORTEST_PART and len(parts) > 1:
            return _Judged(again=tuple(_Task(part, task.gap) for part in parts))
        return self._checked(task, self._by_chance(task), last=True)

    def _by_chance(self, task: "_Task") -> tuple[Word, ...]:
        """Words of a window that makes no sense, by the first temperature at which it does."""
        for temperature in self.temperatures:
            asking = replace(self.asking, temperature=temperature)
            (decoded,) = self.engine.decode([self._encoded(task)], asking)
            if _makes_sense(decoded):
                return self._placed(task.window, decoded)
        return ()

    def _placed(self, window: Window, decoded: Decoded) -> tuple[Word, ...]:
        """The words in the recording's time; without those that no speech lies under."""
        moved = []
        for part in decoded.heard:
            start, end = window.place(part.start, part.end)
            moved.append(replace(part, start=start, end=end))
        end_ms = self.speech.length * 1000 // SPEECH_RATE
        return tuple(
            word
            for word in words_of(moved, end_ms)
            if self.speech.most(word.span.start - REACH_MS, word.span.end + REACH_MS)
            >= STILL_SPEECH
        )

    def _checked(self, task: "_Task", words: tuple[Word, ...], *, last: bool) -> "_Judged":
        """Words of a window, and what must be heard again because no word covers it."""
        gap = task.gap
        if gap is not None:
            words = tuple(w for w in words if gap.first <= _middle(w) <= gap.last)
        gaps = [(piece, span) for piece in task.window.pieces for span in self._open(piece, words)]
        if last or gap is not None:
            spans = [span if gap is None else span.overlap(gap.span) for _, span in gaps]
            return _Judged(words, tuple(Sound(UNCLEAR, span) for span in spans if span is not None))
        return _Judged(words, again=tuple(self._around(*one, words) for one in gaps))

    def _open(self, piece: Piece, words: Sequence[Word]) -> list[Span]:
        """Stretches of clear speech in a piece that no word covers."""
        first, last = piece.start // STEP, piece.end // STEP
        runs = self.speech.runs(first, last, CLEAR_SPEECH, SHORTEST_GAP_MS // STEP_MS)
        spans = [Span(start * STEP_MS, end * STEP_MS) for start, end in runs]
        return [gap for span in spans for gap in _uncovered(span, words)]

    def _around(self, piece: Piece, gap: Span, words: Sequence[Word]) -> "_Task":
        """What is heard for a gap in a piece: from the word before it to the word after it."""
        first, last = (at * 1000 // SPEECH_RATE for at in (piece.start, piece.end))
        before = max((w.span.end for w in words if w.span.end <= gap.start), default=-EDGE_MS)
        after = min(
            (w.span.start for w in words if w.span.start >= gap.end), default=last + EDGE_MS
        )
        start = max(first, before, gap.start - 2 * REACH_MS)
        end = min(last, after, gap.end + 2 * REACH_MS)
        window = Window((Piece(start * SPEECH_RATE // 1000, end * SPEECH_RATE // 1000),))
        first = max(first, before + EDGE_MS, gap.start - REACH_MS)
        return _Task(window, _Gap(gap, first, min(last, after - EDGE_MS, gap.end + REACH_MS)))


@dataclass(frozen=True, slots=True)
class _Gap:
    """Speech that no word covers; the middles of the words that are sought lie from `first` to
    `last`.
    """

    span: Span
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class _Task:
    """A window to be heard; with a `gap`, only for the words that belong there."""

    window: Window
    gap: _Gap | None = None


@dataclass(frozen=True, slots=True)
class _Judged:
    words: tuple[Word, ...] = ()
    sounds: tuple[Sound, ...] = ()
    again: tuple[_Task, ...] = ()


def _says_nothing(decoded: Decoded) -> bool:
    if decoded.no_speech <= SILENT:
        return False
    confidences = [part.confidence for part in decoded.heard] or [0.0]
    faint = sum(confidences) / len(confidences) < FAINT
    return faint or decoded.log_probability < UNLIKELY


def _is_clear(decoded: Decoded) -> bool:
    return decoded.log_probability >= SURE and _makes_sense(decoded)


def _makes_sense(decoded: Decoded) -> bool:
    return decoded.log_probability >= UNLIKELY and _repetition(decoded.text) <= REPEATING


def _repetition(text: str) -> float:
    """How many times smaller a text becomes when packed: about 1.5 for speech.

    >>> _repetition("I am going to the shop. ") < 1.1 < REPEATING < _repetition("I am. " * 20)
    True
    """
    data = text.encode()
    return len(data) / len(zlib.compress(data)) if data else 0.0


def _uncovered(run: Span, words: Sequence[Word]) -> list[Span]:
    """What of a run of speech no word reaches, without leftovers too short to hold a word."""
    rest = []
    at = run.start
    for word in sorted(words, key=lambda word: word.span):
        start, end = word.span.start - REACH_MS, word.span.end + REACH_MS
        if start > at:
            rest.append((at, min(start, run.end)))
        at = max(at, end)
    rest.append((at, run.end))
    return [Span(start, end) for start, end in rest if end - start >= SHORTEST_GAP_MS]


def _middle(word: Word) -> int:
    return (word.span.start + word.span.end) // 2


def _without_doubles(words: Sequence[Word]) -> tuple[Word, ...]:
    """Without a word that was heard a second time at the edge of a stretch that was heard again,
    and without the end of a loop, which takes no time.
    """
    kept: list[Word] = []
    for word in words:
        if kept and _same(kept[-1], word) and word.span.start < kept[-1].span.end:
            continue
        kept.append(word)
    return tuple(kept)


def _same(one: Word, two: Word) -> bool:
    first, second = (word.text.strip(".,!?").casefold() for word in (one, two))
    return first == second


def groups_of(windows: Sequence[Window]) -> list[tuple[Window, ...]]:
    """Windows as they are heard together. Fixed by the recording alone, so that a listening that
    was stopped goes on exactly where it was.
    """
    return grouped(windows, GROUP)

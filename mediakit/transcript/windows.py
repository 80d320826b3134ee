"""Which parts of a recording Whisper hears at once.

Whisper hears 30 s at a time and works as long for one second as for thirty. So windows are filled
as far as pauses allow: long silence is taken out, and a window ends in the longest pause near its
end, never in a word if there is any choice.
"""

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from mediakit.transcript.speech import SPEECH_RATE, STEP, STILL_SPEECH, Read, Speech

LONGEST = 29 * SPEECH_RATE
"""Samples in a window at most: Whisper's 30 s, less 1 s of silence that lets a last word end."""

MARGIN = SPEECH_RATE // 2
"""Samples kept on both sides of speech, so that no soft first or last sound is cut off."""

PAUSE_STEPS = 2 * SPEECH_RATE // STEP
"""Pauses of up to 2 s stay in: they carry the ends of sentences. (faster-whisper's own value.)"""

_EARLIEST = 0.5
"""Share of the room that is left from which a window may end at a pause."""

_SHORTEST_PAUSE = 5
"""Steps (160 ms) of quiet in which speech may be cut; between two words there is mostly less."""

_SMALL_ROOM = 8 * SPEECH_RATE
"""With less room than this, long speech begins in a new window: it would be cut without need."""

_WORTH_PARTING = 4
"""Fewer windows stay in one group, where each knows what was said before it."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of speech, in samples of the recording."""

    start: int
    end: int

    @property
    def length(self) -> int:
        """Its samples."""
        return self.end - self.start


@dataclass(frozen=True, slots=True)
class Window:
    """Pieces of a recording that are heard at once, end to end."""

    pieces: tuple[Piece, ...]

    @property
    def length(self) -> int:
        """Samples of all pieces."""
        return sum(piece.length for piece in self.pieces)

    def sound(self, read: Read) -> NDArray[np.float32]:
        """What is heard in it."""
        return np.concatenate([read(piece.start, piece.end) for piece in self.pieces])

    def place(self, start_ms: int, end_ms: int) -> tuple[int, int]:
        """Milliseconds of the window as milliseconds of the recording.

        Both ends stay in the piece that holds the middle: a word does not reach over a pause.
        """
        begins = [0]
        for piece in self.pieces[:-1]:
            begins.append(begins[-1] + piece.length)
        middle = (start_ms + end_ms) * SPEECH_RATE / 2000
        index = max(0, bisect_right(begins, middle) - 1)
        piece, begin = self.pieces[index], begins[index]
        return _place(piece, begin, start_ms), _place(piece, begin, end_ms)


def _place(piece: Piece, begin: int, ms: int) -> int:
    inside = min(max(ms * SPEECH_RATE // 1000 - begin, 0), piece.length)
    return (piece.start + inside) * 1000 // SPEECH_RATE


def windows_of(speech: Speech) -> tuple[Window, ...]:
    """All speech in windows, in order; none where nobody speaks."""
    windows: list[Window] = []
    pieces: list[Piece] = []
    for piece in _pieces(speech):
        rest = piece
        while rest.length > (room := LONGEST - sum(one.length for one in pieces)):
            cut = _cut(speech, rest, room, must=not pieces)
            if cut is not None:
                pieces.append(Piece(rest.start, cut))
                rest = Piece(cut, rest.end)
            windows.append(Window(tuple(pieces)))
            pieces = []
        pieces.append(rest)
    return (*windows, Window(tuple(pieces))) if pieces else tuple(windows)


def halves(speech: Speech, window: Window) -> tuple[Window, ...]:
    """The window in two, parted at the longest pause near its middle, or where it is quietest if
    there is none; itself if it is too short to be parted.

    >>> from mediakit.transcript.speech import Speech
    >>> quiet = Speech(np.zeros(300, np.float32), 300 * STEP)
    >>> [part.pieces for part in halves(quiet, Window((Piece(0, 9000), Piece(50000, 59000))))]
    [(Piece(start=0, end=9000),), (Piece(start=50000, end=59000),)]
    """
    if len(window.pieces) > 1:
        before = [sum(one.length for one in window.pieces[:n]) for n in range(len(window.pieces))]
        middle = min(range(1, len(before)), key=lambda n: abs(before[n] - window.length / 2))
        return Window(window.pieces[:middle]), Window(window.pieces[middle:])
    (piece,) = window.pieces
    quarter = piece.length // 4
    if quarter < STEP:
        return (window,)
    first, last = piece.start + quarter, piece.end - quarter
    cut = _longest_pause(speech, first, last) or _quietest(speech, first, last)
    return Window((Piece(piece.start, cut),)), Window((Piece(cut, piece.end),))


def _pieces(speech: Speech) -> list[Piece]:
    pieces: list[Piece] = []
    for first, last in speech.spoken(PAUSE_STEPS):
        piece = Piece(max(0, first * STEP - MARGIN), min(speech.length, last * STEP + MARGIN))
        if pieces and piece.start <= pieces[-1].end:
            pieces[-1] = Piece(pieces[-1].start, piece.end)
        else:
            pieces.append(piece)
    return pieces


def _cut(speech: Speech, piece: Piece, room: int, *, must: bool) -> int | None:
    """Where to end a window within the next `room` samples of `piece`; None to begin a new one."""
    if room < _SMALL_ROOM and not must:
        return None
    first, last = piece.start + int(room * _EARLIEST), piece.start + room
    cut = _longest_pause(speech, first, last)
    return _quietest(speech, first, last) if cut is None and must else cut


def _quietest(speech: Speech, start: int, end: int) -> int:
    """Where between two samples it is least like speech; of many such places, one in the middle."""
    steps = speech.shares[start // STEP : end // STEP]
    quiet = np.nonzero(steps == steps.min())[0]
    return (start // STEP + int(quiet[len(quiet) // 2])) * STEP


def _longest_pause(speech: Speech, start: int, end: int) -> int | None:
    """The middle of the longest pause between two samples; of two alike, the later."""
    pauses: list[tuple[int, int]] = []
    last = start // STEP
    for first, after in [
        *speech.runs(last, end // STEP, STILL_SPEECH, 0),
        (end // STEP, end // STEP),
    ]:
        if first - last >= _SHORTEST_PAUSE:
            pauses.append((first - last, (first + last) // 2))
        last = after
    return max(pauses)[1] * STEP if pauses else None


def grouped(windows: Sequence[Window], most: int) -> list[tuple[Window, ...]]:
    """Windows in groups of at most `most` that are heard together, in order and nearly alike in
    size; from `_WORTH_PARTING` windows on an even number of groups, so that two workers end at
    once. It does not depend on the machine.

    >>> quiet = Window((Piece(0, 1),))
    >>> [[len(group) for group in grouped([quiet] * count, 4)] for count in (1, 3, 9)]
    [[1], [3], [3, 2, 2, 2]]
    """
    count = -(-len(windows) // most)
    if len(windows) >= _WORTH_PARTING:
        count = min(len(windows), count + count % 2)
    ends = [-(-len(windows) * number // max(1, count)) for number in range(count + 1)]
    return [tuple(windows[start:end]) for start, end in pairwise(ends)]

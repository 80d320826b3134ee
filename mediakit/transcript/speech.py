"""Where somebody speaks: the stretches of a recording that an engine gets to hear.

Whisper makes up words where nobody speaks, so both engines are given speech only. Pauses are taken
out, and a long recording is cut at pauses into stretches, which bounds the memory that it needs.
"""

from bisect import bisect_right
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SPEECH_RATE = 16_000
"""Samples a second that Whisper and the finder of speech both take."""

FINDING = {
    # Silero's own limit is 0.5. Speech that is quiet or unusual scores lower, and a word left out
    # is worse than a stray one, which a person sees and deletes.
    "threshold": 0.35,
    # Shorter pauses stay in: they carry the ends of sentences. (faster-whisper's own value.)
    "min_silence_duration_ms": 2000,
    # Left on both sides, so that no soft first or last sound is cut off.
    "speech_pad_ms": 500,
    # Somebody who never pauses for 2 s is cut at a shorter pause; see STRETCH_SECONDS.
    "max_speech_duration_s": 600,
}
"""Settings of the finder of speech (Silero, as faster-whisper carries it)."""

STRETCH_SECONDS = 300
"""Longest run of speech heard at once, unless one piece alone is longer. Whisper's last window of
30 s is on average half empty: 15 s in 300 s waste 5 %, and the spectrum of 300 s needs about 50 MB.
"""


@dataclass(frozen=True, slots=True)
class Piece:
    """One run of speech, in samples: where it begins in its stretch and in the recording."""

    at: int
    start: int
    length: int


@dataclass(frozen=True, slots=True, eq=False)
class Stretch:
    """Speech to be heard at once. `sound` is mono at `SPEECH_RATE`: the pieces, end to end."""

    sound: "NDArray[np.float32]"
    pieces: tuple[Piece, ...]

    def place(self, start: float, end: float) -> tuple[int, int]:
        """Seconds of the stretch as milliseconds of the recording.

        Both ends stay in the piece that holds the middle: a word does not reach over a pause.
        """
        middle = (start + end) / 2 * SPEECH_RATE
        index = bisect_right([piece.at for piece in self.pieces], middle) - 1
        piece = self.pieces[max(index, 0)]
        return _place(piece, start), _place(piece, end)


def find_stretches(sound: "NDArray[np.float32]") -> tuple[Stretch, ...]:
    """The speech in `sound` (mono, `SPEECH_RATE`); empty where nobody speaks."""
    from faster_whisper.vad import VadOptions, get_speech_timestamps

    found = get_speech_timestamps(sound, VadOptions(**FINDING), SPEECH_RATE)
    runs = [(int(run["start"]), int(run["end"])) for run in found]
    return tuple(_stretch(sound, group) for group in _group(runs))


def _group(runs: list[tuple[int, int]]) -> list[list[tuple[int, int]]]:
    """Runs that are heard together: as many as fit into `STRETCH_SECONDS`, at least one."""
    groups: list[list[tuple[int, int]]] = []
    length = 0
    for start, end in runs:
        length += end - start
        if not groups or length > STRETCH_SECONDS * SPEECH_RATE:
            groups.append([])
            length = end - start
        groups[-1].append((start, end))
    return groups


def _stretch(sound: "NDArray[np.float32]", runs: list[tuple[int, int]]) -> Stretch:
    import numpy as np

    pieces: list[Piece] = []
    at = 0
    for start, end in runs:
        pieces.append(Piece(at, start, end - start))
        at += end - start
    return Stretch(np.concatenate([sound[start:end] for start, end in runs]), tuple(pieces))


def _place(piece: Piece, seconds: float) -> int:
    inside = min(max(seconds * SPEECH_RATE - piece.at, 0), piece.length)
    return round((piece.start + inside) * 1000 / SPEECH_RATE)

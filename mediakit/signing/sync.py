"""Where an interpreter's recording lies in the film, and how fast its clock runs.

What is brought together is the sound of the two, never the hands: an interpreter signs 2 to 4
seconds after the words, and that lag belongs to the interpretation. It stays as it was recorded.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from mediakit.clock import format_time
from mediakit.subtitles.rules.limits import Rule

if TYPE_CHECKING:
    from mediakit.signing.likeness import Sound
    from mediakit.signing.matching import Match

MOST_LAG_MS = 5000
FRAME_MS = 40
WIDEST_PACE = 0.005
PACE_APART_MS = 30_000
SHORTEST_SECONDS = 5.0
SURE_FROM = 0.5

_STEADY_MS = 10.0
"""By how much a recording may part from the film, first to last, and still be taken to run at its
pace: a quarter of a picture, so an eighth at either end. Showing it faster or slower costs more."""

_WAVES_SHARE = 0.4
"""Part of the film's sound that is found again, wave by wave, from which on there is no doubt. In
real speech and music under noise at 5 dB in a room it is 0.28 to 0.98."""

_WAVES_ENOUGH = 8
"""Seconds of waves that leave no doubt; of half as many one may just be sure."""

_REPEATS = 0.4
"""By what part the waves elsewhere must be fewer, to leave no doubt: music from loops is there
again, but for the speech over it."""

_PARTS_ENOUGH = 8
"""Parts that leave no doubt where only the shape of the sound is found again."""

RULES = (
    Rule(
        "lag",
        MOST_LAG_MS / 1000,
        "seconds from the words to the signs",
        "own figure; 2 to 4 s are natural (Cokely), and signing starts with the speech (ITC);"
        " second-hand",
        "Check that the lag is meant. A smaller one is easier to follow.",
        hard=False,
    ),
    Rule(
        "in step",
        FRAME_MS,
        "milliseconds off at most",
        "own figure: one picture at 25 a second",
        "Align by a clap, or type two marks.",
    ),
    Rule(
        "pace",
        WIDEST_PACE,
        "of the film's pace, faster or slower",
        "own figure: clocks differ by up to 0.0002, and 30 frames a second are 0.001 faster than"
        " 29.97",
        "Check the marks: nobody's camera is that far off.",
    ),
    Rule(
        "marks apart",
        PACE_APART_MS,
        "milliseconds from the first mark to the last, before a pace is taken from them",
        "own figure: a mark is typed to the frame, and 40 ms in 30 s are a pace of 0.0013",
        "Put one mark near the beginning and one near the end.",
        hard=False,
    ),
    Rule(
        "length",
        SHORTEST_SECONDS,
        "seconds of sound at least",
        "own figure: what is shorter fits by chance",
        "Let the film be heard for longer while recording.",
    ),
    Rule(
        "sure",
        SURE_FROM,
        "of 1, the confidence from which an alignment is used",
        "own figure: of 400 pairs of unrelated sounds none had more than 0.38",
        "Align it by a clap, or by a mark or two.",
    ),
)
"""What is asked of an interpreter's recording, and of what people type about it."""


@dataclass(frozen=True, slots=True)
class Alignment:
    """How a recording fits the film.

    `offset_ms` is the time in the film, in milliseconds and not rounded, at which the recording
    begins; below zero where it begins before the film does. `pace` is how much longer everything
    takes in the recording than in the film: 1.001 for one that is slowed by 0.1 %, so that it is
    in step when shown 1.001 times as fast. `confidence` goes from 0 to 1; where it is not `sure`,
    nobody should build on it. `reason` is a sentence for people: what it rests on, or why not.

    >>> late = Alignment(12_900.0, 1.001, 0.97, True, "")
    >>> late.film_ms(60_060)
    72900.0
    """

    offset_ms: float
    pace: float
    confidence: float
    sure: bool
    reason: str

    def film_ms(self, recording_ms: float) -> float:
        """When in the film a moment of the recording belongs."""
        return self.offset_ms + recording_ms / self.pace

    def recording_ms(self, film_ms: float) -> float:
        """Where in the recording a moment of the film is."""
        return (film_ms - self.offset_ms) * self.pace

    def slot(self) -> tuple[int, int]:
        """The first moment that both have: whole milliseconds in the film and in the recording,
        each to the nearest. They are a slot's `at` and `from`.

        >>> Alignment(-7_300.0, 1.0, 1.0, True, "").slot()
        (0, 7300)
        """
        at = max(0.0, self.offset_ms)
        return round(at), round(self.recording_ms(at))


@dataclass(frozen=True, slots=True)
class Mark:
    """One moment as a person found it in the recording and in the film, in milliseconds."""

    recording_ms: float
    film_ms: float


def refused(reason: str) -> Alignment:
    """No alignment at all, and why."""
    return Alignment(0.0, 1.0, 0.0, False, reason)


def align(recording: Sound, film: Sound, rate: int) -> Alignment:
    """Where the film's sound is heard in the recording's: both mono, `rate` samples a second.

    Exact to a few milliseconds, the time that sound takes from the loudspeaker. It is not sure
    where the sound is unrelated, silent, short, or fits in several places.
    """
    from mediakit.signing.matching import match

    for sound, name in ((recording, "recording"), (film, "film")):
        if len(sound) < SHORTEST_SECONDS * rate:
            least = f"{SHORTEST_SECONDS:g} s"
            return refused(f"The {name} is too short to be aligned by its sound (under {least}).")
        if not sound.any():
            return refused(f"Nothing is heard in the {name}.")
    found = match(recording, film, rate, WIDEST_PACE)
    if found is None:
        return refused("The film's sound is not heard in the recording.")
    return _judged(found, len(recording) / rate * 1000, len(film) / rate * 1000)


def _judged(found: Match, length_ms: float, film_ms: float) -> Alignment:
    confidence = max(_by_waves(found), _by_shape(found))
    sure = confidence >= SURE_FROM and found.broken_ms is None
    rough = Alignment(found.offset_ms, found.pace, round(confidence, 3), sure, "")
    first = max(0.0, rough.recording_ms(0))
    last = min(length_ms, rough.recording_ms(film_ms))
    offset, pace = found.offset_ms, found.pace
    if abs(last - first) * abs(1 - 1 / pace) <= _STEADY_MS:
        middle = (first + last) / 2
        offset, pace = rough.film_ms(middle) - middle, 1.0
    return Alignment(offset, pace, rough.confidence, sure, _reason(found, rough))


def _by_waves(found: Match) -> float:
    if not found.waves:
        return 0.0
    share = min(1.0, found.waves / found.waves_expected / _WAVES_SHARE)
    enough = min(1.0, found.waves / _WAVES_ENOUGH)
    fewer = max(0.0, 1 - found.waves_rival / found.waves)
    return share * enough * min(1.0, fewer / _REPEATS)


def _by_shape(found: Match) -> float:
    if not found.heard:
        return 0.0
    enough = min(1.0, found.heard / _PARTS_ENOUGH)
    return found.heard / found.expected * enough * max(0.0, 1 - found.rival)


def _reason(found: Match, judged: Alignment) -> str:
    if found.broken_ms is not None:
        at = format_time(found.broken_ms)
        return (
            f"What comes before {at} in the recording and what comes after do not fit the film in"
            " one piece: one of them was stopped there, or the film was cut since. Cut the"
            " recording there, and add both parts."
        )
    if judged.sure:
        return f"The film's sound is heard in {_share(found)} of the recording's parts."
    if found.waves and found.waves_rival * 2 > found.waves:
        return "The film's sound repeats, and the recording fits in several places."
    return "The film's sound is not heard clearly in the recording."


def _share(found: Match) -> str:
    if found.waves:
        return f"{found.waves} of {found.waves_expected}"
    return f"{found.heard} of {found.expected}"


def align_by_marks(marks: Sequence[Mark]) -> Alignment:
    """What a person typed in: one mark gives the offset, two or more far enough apart the pace too.

    Between the marks it follows the straight line that is nearest to all of them. It is not sure
    where they contradict each other.

    >>> align_by_marks([Mark(1000, 3500)]).offset_ms
    2500.0
    """
    if not marks:
        return refused("There is no mark.")
    pace = _pace_of(marks)
    offset = sum(mark.film_ms - mark.recording_ms / pace for mark in marks) / len(marks)
    typed = Alignment(offset, pace, 1.0, True, "As the marks say.")
    if abs(pace - 1) > WIDEST_PACE:
        return Alignment(
            offset, pace, 0.0, False, f"By these marks the recording runs {_off(pace)}. Check them."
        )
    worst = max(marks, key=lambda mark: abs(typed.film_ms(mark.recording_ms) - mark.film_ms))
    away = abs(typed.film_ms(worst.recording_ms) - worst.film_ms)
    if away > FRAME_MS:
        at = format_time(int(worst.recording_ms))
        reason = (
            f"The marks do not fit together: the one at {at} of the recording is"
            f" {away / 1000:.2f} s off. Check it."
        )
        return Alignment(offset, pace, FRAME_MS / away, False, reason)
    return typed


def lag_warning(lag_ms: int) -> str | None:
    """What to say about a lag that a person gave; None where it is natural.

    >>> lag_warning(3000) is None
    True
    """
    rule = next(rule for rule in RULES if rule.name == "lag")
    if lag_ms <= rule.limit * 1000:
        return None
    return (
        f"The signs would come {lag_ms / 1000:.1f} s after the words; 2 to 4 s are usual, and"
        f" {rule.limit:g} s the most. {rule.advice}"
    )


def _pace_of(marks: Sequence[Mark]) -> float:
    """The slope of the line nearest to all marks (least squares), 1 where they lie too close."""
    times = [mark.recording_ms for mark in marks]
    if max(times) - min(times) < PACE_APART_MS:
        return 1.0
    middle = sum(times) / len(times)
    film_middle = sum(mark.film_ms for mark in marks) / len(marks)
    across = sum((time - middle) ** 2 for time in times)
    along = sum((mark.recording_ms - middle) * (mark.film_ms - film_middle) for mark in marks)
    # Marks that run backwards have no pace; 2 is refused as what it is.
    return across / along if along > across / 2 else 2.0


def _off(pace: float) -> str:
    return f"{abs(pace - 1):.1%} too {'slow' if pace > 1 else 'fast'}"

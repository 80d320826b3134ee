"""Where an interpreter's recording lies in the film, and how fast its clock runs.

What is brought together is the sound of the two, never the hands: an interpreter signs 2 to 4
seconds after the words, and that lag belongs to the interpretation. It stays as it was recorded.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from mediakit.clock import format_time
from mediakit.subtitles.rules.limits import Rule

MOST_LAG = 5.0
FRAME_MS = 40
WIDEST_PACE = 0.005
PACE_APART_MS = 30_000

RULES = (
    Rule(
        "lag",
        MOST_LAG,
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

    recording_ms: int
    film_ms: int


def refused(reason: str) -> Alignment:
    """No alignment at all, and why."""
    return Alignment(0.0, 1.0, 0.0, False, reason)


def align_by_marks(marks: Sequence[Mark]) -> Alignment:
    """What a person typed in: one mark gives the offset, two or more far enough apart the pace too.

    Between the marks it follows the straight line that is nearest to all of them. It is not sure
    where they contradict each other.

    >>> align_by_marks([Mark(1000, 3500)]).offset_ms
    2500.0
    """
    if not marks:
        return refused("There is no mark. Type a moment of the recording and of the film.")
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
        reason = (
            f"The marks do not fit together: the one at {format_time(worst.recording_ms)} of the"
            f" recording is {away / 1000:.2f} s off. Check it."
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

"""Who says what in the example film. Written for this project; the speakers are roles."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence or two of one speaker; `pause` is the silence after it, in seconds."""

    speaker: str
    text: str
    pause: float


FILM_MAKER = "Film maker"
LEAD = "Co-production lead"

RECORDINGS: dict[str, tuple[Line, ...]] = {
    "tip-1": (
        Line(FILM_MAKER, "Hello! So, co-production means working together, as equals.", 0.4),
        Line(FILM_MAKER, "Our first top tip: start together.", 0.4),
        Line(
            FILM_MAKER,
            "Bring people in from the very beginning, in order to shape the idea.",
            0.4,
        ),
        # The longer silence leaves time to read the easy-read subtitle to its end.
        Line(FILM_MAKER, "And not only, you know, at the very end.", 0.7),
    ),
    "tip-2": (
        Line(LEAD, "My top tip is: make it easy to join in.", 0.4),
        Line(LEAD, "Use plain words, and, um, give people time.", 0.4),
        Line(
            LEAD,
            "I mean, when we facilitate a meeting,"
            " all the stakeholders should be able to take part,"
            " and everyone should be paid for their time.",
            0.0,
        ),
    ),
    "tip-3": (
        Line(FILM_MAKER, "And our last tip: share the power.", 0.4),
        Line(FILM_MAKER, "You know, we make all the big decisions together.", 0.4),
        Line(LEAD, "Then we go back, and tell people what changed because of them.", 0.4),
        Line(LEAD, "Nothing about us, without us!", 0.6),
        Line(FILM_MAKER, "So, let's talk co-production!", 0.0),
    ),
}
"""The lines of each speaking recording, by its file's stem."""

BETWEEN = {"tip-1": 0.0, "tip-2": 3.4, "tip-3": 1.4}
"""Seconds of film without speech before each recording, from the end of the one before: a photo of
5 s and a card of 3 s, each less 0.8 s at both ends, where pictures melt into each other. As in
film.toml.
"""

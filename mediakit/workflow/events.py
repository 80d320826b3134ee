"""What a verb tells its face while it works: plain events."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Progress:
    """`done` of `total` of a task that takes a while. Both in the task's own unit."""

    task: str
    done: float
    total: float


@dataclass(frozen=True, slots=True)
class Said:
    """A sentence about what was done."""

    text: str


@dataclass(frozen=True, slots=True)
class Warned:
    """A sentence about what a person should look at."""

    text: str


Event = Progress | Said | Warned
Tell = Callable[[Event], None]


def nobody(_event: Event) -> None:
    """For callers who do not want to be told."""

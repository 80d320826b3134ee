"""In which order the pieces of a plan are made, and what each is made of."""

from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from typing import Any

from mediakit.plan.model import Piece, Plan


def stages_of(plan: Plan) -> tuple[tuple[Piece, ...], ...]:
    """Every piece once, in stages: each is made of people's files, and of pieces of the stages
    before. The last is the film itself.
    """
    chunks = dict.fromkeys(chunk for version in plan.versions for chunk in version.chunks)
    return (
        (*plan.conforms, *plan.drawings),
        (*plan.mattes, *plan.steadies),
        plan.altered,
        (plan.sound, *chunks),
    )


def names_in(piece: Piece) -> frozenset[str]:
    """Every text in a piece. The keys and fingerprints of all that it is made of are among them,
    also those in fields that are yet to come.
    """
    return frozenset(_texts(piece))


def _texts(value: Any) -> Iterator[str]:  # noqa: ANN401 - a piece, or whatever is in one
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for row in value:
            yield from _texts(row)
    elif is_dataclass(value) and not isinstance(value, type):
        for field in fields(value):
            yield from _texts(getattr(value, field.name))

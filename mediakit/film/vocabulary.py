"""The words that a file of people's settings knows, for saying what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field

Place = tuple[str, ...]
"""The keys that lead to a table, without the numbers of repeated ones."""


@dataclass(frozen=True, slots=True)
class TableWords:
    """One kind of table: what it is called, where its words stand, and the words."""

    called: str
    where: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """All tables of a kind of file. `parts` are the words at the top that are tables, with their
    headers; `repeated` those tables that may come more than once; `examples` are lines to write,
    by word, or by place where a word means different things.
    """

    tables: Mapping[Place, TableWords]
    parts: Mapping[str, str] = field(default_factory=dict)
    repeated: Mapping[Place, str] = field(default_factory=dict)
    examples: Mapping[str | Place, str] = field(default_factory=dict)

    def example(self, place: Place) -> str:
        """A line that somebody could write at this place."""
        word = place[-1]
        shown = word if word.isidentifier() else f'"{word}"'
        return self.examples.get(place) or self.examples.get(word, f'{shown} = "…"')

"""What is wrong in a film.toml, said all at once."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from mediakit.errors import BadInput
from mediakit.film.positions import Path, Positions


@dataclass(frozen=True, slots=True)
class Mistake:
    """One thing to put right: whole sentences for what it is and what to do about it.

    `line` counts from 1; None where no single line is to blame. `suggestion` may be "".
    """

    line: int | None
    sentence: str
    suggestion: str

    def told(self, where: str) -> str:
        """The mistake in one line of text.

        >>> Mistake(14, "'crad' is not a word that a clip knows.", "Did you mean 'card'?").told("f")
        "f, line 14: 'crad' is not a word that a clip knows. Did you mean 'card'?"
        """
        place = where if self.line is None else f"{where}, line {self.line}"
        return f"{place}: {self.sentence} {self.suggestion}".rstrip()


@dataclass(frozen=True, slots=True)
class Finding:
    """A mistake whose line is still to be found, from its place in the file."""

    path: Path
    sentence: str
    suggestion: str


class FilmMistakes(BadInput):
    """Every mistake of one film.toml, in the order of its lines. Reads as one line of text each."""

    def __init__(self, mistakes: Iterable[Mistake], where: str = "film.toml") -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))
        count = len(self.mistakes)
        what = "There is one mistake" if count == 1 else f"There are {count} mistakes"
        super().__init__(what, where)

    def __str__(self) -> str:
        return "\n".join(mistake.told(self.where) for mistake in self.mistakes)

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Mistake, ...], str]]:
        return type(self), (self.mistakes, self.where)


def located(findings: Iterable[Finding], text: str | None, where: str) -> FilmMistakes:
    """The findings with their lines in `text`; without lines where there is no text."""
    positions = Positions(text) if text else None
    return FilmMistakes(
        (
            Mistake(positions.line_of(f.path) if positions else None, f.sentence, f.suggestion)
            for f in findings
        ),
        where,
    )

"""What is wrong in a file that a person wrote, said all at once."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Self

from mediakit.errors import BadInput
from mediakit.handwritten.positions import Path, Positions


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


class Mistakes(BadInput):
    """Every mistake of one file, in the order of its lines. Reads as one line of text each."""

    def __init__(self, mistakes: Iterable[Mistake], where: str) -> None:
        self.mistakes = tuple(sorted(mistakes, key=lambda mistake: mistake.line or 0))
        count = len(self.mistakes)
        what = "There is one mistake" if count == 1 else f"There are {count} mistakes"
        super().__init__(what, where)

    def __str__(self) -> str:
        return "\n".join(mistake.told(self.where) for mistake in self.mistakes)

    def __reduce__(self) -> tuple[type[Self], tuple[tuple[Mistake, ...], str]]:
        return type(self), (self.mistakes, self.where)


def located(findings: Iterable[Finding], text: str | None, where: str) -> Mistakes:
    """The findings with their lines in `text`; without lines where there is no text."""
    positions = Positions(text) if text else None
    return Mistakes(
        (
            Mistake(positions.line_of(f.path) if positions else None, f.sentence, f.suggestion)
            for f in findings
        ),
        where,
    )


def nearest(word: str, known: Iterable[str]) -> str | None:
    """The known word that `word` most likely stands for.

    >>> nearest("crad", ["card", "credits"])
    'card'
    """
    by_lower = {other.casefold(): other for other in known}
    found = difflib.get_close_matches(word.casefold(), by_lower, n=1, cutoff=0.6)
    return by_lower[found[0]] if found else None


def shown(value: object) -> str:
    """A value as a short piece of a sentence: text in quotation marks, numbers plain."""
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)[:60]
    text = "".join(letter if letter.isprintable() else " " for letter in value)
    return f"'{text if len(text) <= 60 else text[:57] + '...'}'"

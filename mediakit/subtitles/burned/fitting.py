"""The lines of a subtitle: where they are broken, and how large they are, so that they fit."""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from mediakit.subtitles.burned.lexend_widths import drawable, width_of
from mediakit.subtitles.burned.look import EM, Look
from mediakit.subtitles.grammar import grammar_of
from mediakit.subtitles.lines import break_lines
from mediakit.subtitles.tokens import core, ends_sentence, plain

SMALLEST = 0.75
"""A line too wide for its room is drawn smaller down to this share of its size; then it is broken
into more lines than are wanted. At 7.5 % of the picture that still is a line height of 5.6 %."""

_NARROWEST = 0.45
"""Width of a letter in a line of narrow ones, in ems: where the search for the longest line that
fits begins."""

_GLUE = "\ue000"
"""Stands for the spaces in and after a speaker's label while lines are broken, so that none falls
there. From the private use area: what a font draws for it nobody knows, so no text keeps it."""


@dataclass(frozen=True, slots=True)
class Room:
    """Where text may stand, in pixels. `line` is the height of a subtitle's line, `text` how wide a
    box should be at most, `rows` how many lines a subtitle may be broken into.
    """

    left: float
    right: float
    top: float
    bottom: float
    line: float
    text: float
    rows: int

    @property
    def width(self) -> float:
        """In pixels; never nothing."""
        return max(self.right - self.left, 1.0)

    @property
    def height(self) -> float:
        """In pixels; never nothing."""
        return max(self.bottom - self.top, 1.0)


def tidy(text: str) -> list[str]:
    """The lines of a text in signs that can be drawn, and without needless space."""
    rows = [" ".join(row.split()) for row in drawable(text).splitlines()]
    return [row for row in rows if row]


def fitted(text: str, label: str, language: str, look: Look, room: Room) -> tuple[list[str], float]:
    """The rows of a subtitle, with the label of who speaks, and the share of the nominal size at
    which they fit: as written, or broken anew, in the width that is wanted or else in the whole
    room; then smaller.
    """
    written = tidy(text)
    written[0] = glued(label) + written[0]
    if look.sentences == "new line" and any(
        len(_sentences([row], language)) > 1 for row in written
    ):
        written = _sentences(written, language)
    most = max(room.rows, len(written))
    for width in dict.fromkeys((room.text, room.width)):
        ems = width / (room.line * EM) - 2 * look.side_padding
        for rows in _ways(written, ems, look, language):
            if len(rows) <= most and all(_width(row) <= ems + 1e-6 for row in rows):
                return rows, 1.0
    return _smaller(written, look, room, language)


def _ways(written: list[str], ems: float, look: Look, language: str) -> Iterator[list[str]]:
    """Rows to try: as they are, then broken so that they fit `ems`; every sentence by itself where
    the look asks for that, as long as it goes.
    """
    yield written
    if look.sentences == "new line":
        sentences = _sentences(written, language)
        yield [row for one in sentences for row in _broken(one, ems, language)]
    yield _broken(" ".join(written), ems, language)


def _broken(text: str, ems: float, language: str) -> list[str]:
    """The text in lines of at most `ems`, if its words allow that."""
    rows = [text]
    longest = max(map(len, text.split()))
    for limit in range(max(int(ems / _NARROWEST), longest), max(longest - 1, 4), -1):
        if all(_width(row) <= ems for row in rows):
            break
        rows = break_lines(text, limit, language).split("\n")
    return rows


def _smaller(rows: list[str], look: Look, room: Room, language: str) -> tuple[list[str], float]:
    """Rows that would become too small to read are broken again, into more and shorter ones; words
    that fill more than a line by themselves are cut.
    """
    scale = _scale(rows, look, room)
    if scale >= SMALLEST:
        return rows, scale
    ems = room.width / (room.line * SMALLEST * EM) - 2 * look.side_padding
    words = [part for word in " ".join(rows).split() for part in _cut(word, ems)]
    rows = _broken(" ".join(words), ems, language)
    return rows, _scale(rows, look, room)


def _cut(word: str, ems: float) -> Iterator[str]:
    """The word in pieces of at most `ems`, each at least a letter with its marks."""
    piece = ""
    for sign in word:
        if piece and not unicodedata.combining(sign) and _width(piece + sign) > ems:
            yield piece
            piece = ""
        piece += sign
    yield piece


def _scale(rows: Sequence[str], look: Look, room: Room) -> float:
    ems = max(map(_width, rows), default=0) + 2 * look.side_padding
    return min(1.0, room.width / (ems * room.line * EM))


def _sentences(rows: Sequence[str], language: str) -> list[str]:
    """The text with every sentence in a row of its own."""
    words = " ".join(rows).split()
    ends = [n for n, pair in enumerate(pairwise(words), 1) if _ends(*pair, language)]
    return [" ".join(words[a:b]) for a, b in pairwise([0, *ends, len(words)])]


def _ends(word: str, following: str, language: str) -> bool:
    """Whether a sentence ends between two words: not after "Mrs.", not in "e.g. this", and not
    before a sign that stands alone, as a dash does.
    """
    title = plain(word) in grammar_of(language).titles
    begins = any(sign.isalnum() for sign in following) and not core(following)[:1].islower()
    return ends_sentence(word) and not title and begins


def glued(label: str) -> str:
    """The label as one word, with the space that follows it."""
    words = " ".join(tidy(label)).split()
    return _GLUE.join((*words, "")) if words else ""


def _width(row: str) -> float:
    return width_of(row.replace(_GLUE, " "))


def parted(row: str, label: str) -> tuple[str, str]:
    """The label at the beginning of a row, "" where there is none, and the rest of the row."""
    start = glued(label)
    begins = bool(start) and row.startswith(start)
    rest = row.removeprefix(start) if begins else row
    return start.replace(_GLUE, " ") if begins else "", rest.replace(_GLUE, " ")

"""Files of blocks with a blank line between them, in which a line of times stands over the words:
SubRip, WebVTT and SubViewer (YouTube).

The parsers of the libraries srt and webvtt-py are not used here: they do not say which line a
subtitle came from, and drop settings, comments and whatever they do not know without a word. They
are asked to read what we write, in the tests.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Literal

from mediakit.subtitles.formats.markup import JOINER, tidy_lines
from mediakit.subtitles.formats.reading import Draft, Ledger
from mediakit.subtitles.formats.times import parse_stamp

CONTROL = "A sign that cannot be seen or written (a control character) was left out"
ODD_TIME = "The times are not written as usual; they were understood all the same"
NO_TIME = "These words have no time of their own; they were put to the subtitle before them"
NO_BLANK = "There is no blank line before this subtitle; it was told by its times"
NUMBER_ALONE = "A number stands alone, without a subtitle; it was left out"
UNREADABLE = "A time cannot be read"
NOWHERE = "There are words, but no time at which to show them"

_CONTROLS = re.compile("[\x00-\x08\x0e-\x1b\x1f\x7f-\x84\x86-\x9f\ufeff\ufffe\uffff\ud800-\udfff]")
"""Also the byte order mark, which in the middle of a text means nothing."""

_LONGEST_NUMBER = 9
"""Digits of a number that can still count subtitles. [own]"""


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a file, without the space round it; lines count from 1."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class Times:
    """A line of times. `usual` if it is written as the format wants it; `rest` is what stands after
    the times.
    """

    start: int
    end: int
    rest: str
    usual: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """How a format writes a line of times. `line` has the groups start, end and rest; `usual`
    matches the times as they should be, `almost` is found in what must have been meant for times.
    `example` is shown to people. `above` is what may stand over the times.
    """

    line: re.Pattern[str]
    usual: re.Pattern[str]
    almost: re.Pattern[str]
    example: str
    above: Literal["number", "name", "nothing"] = "nothing"

    def times(self, text: str) -> Times | None:
        """The times in a line; None if it is no line of times, or an unreadable one."""
        match = self.line.fullmatch(text)
        if match is None:
            return None
        try:
            start, end = parse_stamp(match["start"]), parse_stamp(match["end"])
        except ValueError:
            return None
        usual = self.usual.fullmatch(text[: match.start("rest")]) is not None
        return Times(start, end, match["rest"].strip(), usual)

    def broken(self, text: str) -> bool:
        """Whether a line was meant for times, and has none that can be read."""
        if text.startswith(JOINER) or self.almost.search(text) is None:
            return False
        return self.times(text) is None

    def place_in(self, rows: Sequence[Row]) -> int | None:
        """The index of the first row that is a line of times."""
        times = (index for index, row in enumerate(rows) if self.times(row.text) is not None)
        return next(times, None)

    def guarded(self, text: str) -> str:
        """Words for a file, in which no line is taken for times or for a comment: an invisible sign
        stands before one that would be.
        """
        lines = tidy_lines(text).split("\n")
        return "\n".join(JOINER + line if self._acts(line) else line for line in lines)

    def _acts(self, line: str) -> bool:
        return self.times(line) is not None or self.broken(line) or line.startswith(JOINER)


@dataclass(slots=True)
class Block:
    """A cue as it stands in the file: the line above the times, the times, and the words below."""

    line: int
    times: Times
    name: str
    words: list[Row] = field(default_factory=list)
    notes: tuple[str, ...] = ()

    @property
    def text(self) -> str:
        """The words, line by line."""
        return "\n".join(row.text.removeprefix(JOINER) for row in self.words)

    def draft(self, text: str) -> Draft:
        """A draft with the times and notes of this block, and these words."""
        return Draft(self.line, self.times.start, self.times.end, text, notes=self.notes)


def rows_of(text: str, ledger: Ledger) -> list[Row]:
    """The lines of a text from any system, without control characters, each of which is told."""
    rows = []
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    for number, line in enumerate(text.split("\n"), start=1):
        bare = without_controls(line)
        if bare != line:
            ledger.forgive(number, CONTROL)
        rows.append(Row(number, bare.strip()))
    return rows


def without_controls(text: str) -> str:
    """Text without the characters that no format can hold."""
    return _CONTROLS.sub("", text)


def paragraphs(rows: Sequence[Row]) -> Iterator[list[Row]]:
    """Rows without a blank one between them."""
    gathered: list[Row] = []
    for row in rows:
        if row.text:
            gathered.append(row)
        elif gathered:
            yield gathered
            gathered = []
    if gathered:
        yield gathered


class Blocks:
    """Gathers blocks, paragraph by paragraph. Words without a time go to the block before them."""

    def __init__(self, grammar: Grammar, ledger: Ledger) -> None:
        self._grammar, self._ledger = grammar, ledger
        self.found: list[Block] = []

    def add(self, rows: Sequence[Row], notes: tuple[str, ...] = ()) -> None:
        """Take in one paragraph, with the notes that stand before it."""
        first = self._grammar.place_in(rows)
        if first is None:
            self._take_words_alone(rows)
            return
        name = self._name_above(rows[:first])
        while True:
            rest = rows[first + 1 :]
            block = self._begin(rows[first], name, notes)
            following = self._grammar.place_in(rest)
            block.words = list(rest[:following])
            name = ""
            if following is not None:
                self._ledger.forgive(rest[following].number, NO_BLANK)
                if block.words and self._is_number(block.words[-1]):
                    name = block.words.pop().text
            for row in block.words:
                if self._grammar.broken(row.text):
                    self._refuse(row, UNREADABLE)
            if following is None:
                return
            rows, first, notes = rest, following, ()

    def _begin(self, row: Row, name: str, notes: tuple[str, ...]) -> Block:
        times = self._grammar.times(row.text)
        if times is None:
            raise AssertionError(row)
        if not times.usual:
            self._ledger.forgive(row.number, ODD_TIME)
        block = Block(row.number, times, name, notes=notes)
        self.found.append(block)
        return block

    def _name_above(self, head: Sequence[Row]) -> str:
        """The last of the lines above the times, where it is a number or a name and not words."""
        if not head:
            return ""
        last = head[-1].text
        if self._grammar.above == "nothing":
            self._take_words_alone(head)
            return ""
        if last.isdecimal() or (len(head) == 1 and self._grammar.above == "name"):
            if len(head) > 1:
                self._take_words_alone(head[:-1])
            return last
        self._take_words_alone(head)
        return ""

    def _take_words_alone(self, rows: Sequence[Row]) -> None:
        """Words over which there is no time."""
        first = rows[0]
        numbered = self._is_number(first)
        if numbered and len(rows) == 1:
            self._ledger.forgive(first.number, NUMBER_ALONE)
            return
        head = rows[: 2 if first.text.isdecimal() else 1]
        unreadable = [
            row
            for row in rows
            if self._grammar.broken(row.text) or (row in head and "-->" in row.text)
        ]
        for row in unreadable:
            self._refuse(row, UNREADABLE)
        if unreadable:
            return
        if numbered or not self.found:
            self._refuse(first, NOWHERE)
            return
        for row in rows:
            self._ledger.forgive(row.number, NO_TIME)
        self.found[-1].words.extend(rows)

    def _refuse(self, row: Row, what: str) -> None:
        remedy = f"Each subtitle needs a line such as {self._grammar.example}."
        self._ledger.refuse(row.number, what, remedy)

    def _is_number(self, row: Row) -> bool:
        """Whether a row is the number of the next subtitle rather than words."""
        if not row.text.isdecimal() or len(row.text) > _LONGEST_NUMBER:
            return False
        if self._grammar.above == "nothing":
            return False
        before = self.found[-1].name if self.found else ""
        if before.isdecimal() and len(before) <= _LONGEST_NUMBER:
            return int(row.text) == int(before) + 1
        return self._grammar.above == "number" and int(row.text) == len(self.found) + 1

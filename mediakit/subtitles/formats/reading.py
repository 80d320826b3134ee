"""What reading a file of subtitles gives: the cues, and a list of everything that was not as it
should be. Nothing is skipped in silence: it is kept, or it is in this list, or the file is refused.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from mediakit.clock import Span
from mediakit.errors import BadInput
from mediakit.subtitles.formats.markup import tidy_lines
from mediakit.subtitles.model import Cue, Subtitles

SHORTEST_MS = 1000
"""How long a cue without any duration is shown, unless the next one begins sooner. [own]"""

UNKNOWN = "und"
"""The BCP 47 tag of a language that nobody named."""

_TAG = re.compile(r"[A-Za-z0-9]{1,8}(?:-[A-Za-z0-9]{1,8})*")

_NAMED = 3
"""Lines that a sentence names before it only counts them."""

NO_WORDS = "A subtitle without words was left out"
NO_DURATION = "A subtitle ends when it starts; it is shown for a moment: look at its times"
BEFORE_ZERO = "A subtitle begins before the recording does; it now begins with it"
NO_ORDER = "A subtitle stands before an earlier one; they were put in order of time"
BACKWARDS = "A subtitle ends before it starts"
TOO_EARLY = "A subtitle ends before the recording begins"
_WRITE_TIMES = "Write the time at which it starts first, then the one at which it ends."


@dataclass(frozen=True, slots=True)
class Forgiven:
    """Something that was not as it should be, and what was done about it, in one plain sentence
    without a full stop. `line` counts from 1; in a document it is the row of the table. 0 stands
    for the file as a whole.
    """

    line: int
    what: str


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read, and what was forgiven, in the order of the file."""

    subtitles: Subtitles
    forgiven: tuple[Forgiven, ...] = ()


@dataclass(slots=True)
class Draft:
    """A cue while it is read. Times are whole milliseconds and may still be impossible."""

    line: int
    start: int
    end: int
    text: str = ""
    speaker: str | None = None
    settings: str = ""
    notes: tuple[str, ...] = ()


@dataclass(slots=True)
class Ledger:
    """Collects what is forgiven and what cannot be forgiven while a file is read, so that a person
    is told of everything at once. `unit` is what Forgiven.line counts.
    """

    where: str
    unit: str = "line"
    forgiven: list[Forgiven] = field(default_factory=list)
    _refused: dict[tuple[str, str], list[int]] = field(default_factory=dict)

    def forgive(self, line: int, what: str) -> None:
        """Remember something that was read all the same. Said once for each line."""
        one = Forgiven(line, what)
        if one not in self.forgiven[-4:]:
            self.forgiven.append(one)

    def refuse(self, line: int, what: str, remedy: str) -> None:
        """Remember something that cannot be read without losing what a person wrote."""
        self._refused.setdefault((what, remedy), []).append(line)

    def reading(self, tag: str, drafts: Sequence[Draft], notes: Sequence[str] = ()) -> Reading:
        """The drafts as cues in order of time. Raises `BadInput`, with every line that is at fault
        for the same reason, if anything was refused.
        """
        spoken, left = self._with_words(drafts)
        cues = [self._cue(draft, spoken, index) for index, draft in enumerate(spoken)]
        self.check()
        self._speak_of_order(spoken)
        in_order = tuple(sorted((cue for cue in cues if cue), key=lambda cue: cue.span))
        if tag and not _TAG.fullmatch(tag):
            self.forgive(0, f'"{tag}" is no tag of a language, such as en or cy; it was left out')
            tag = UNKNOWN
        found = tuple(sorted(self.forgiven, key=lambda one: one.line))
        return Reading(Subtitles(tag or UNKNOWN, in_order, (*left, *notes)), found)

    def check(self) -> None:
        """Raise `BadInput` if anything was refused so far: the first reason with all its lines, and
        a word about the others.
        """
        if not self._refused:
            return
        (what, remedy), *others = self._refused
        place = places(self._refused[what, remedy], self.unit)
        for other in others:
            lines = places(self._refused[other], self.unit)
            remedy += f" Also there: {other[0][0].lower()}{other[0][1:]} ({lines})."
        raise BadInput(what, f"{self.where}, {place}" if place else self.where, remedy)

    def _with_words(self, drafts: Sequence[Draft]) -> tuple[list[Draft], tuple[str, ...]]:
        """Drafts that say something, and the notes that belong to none of them."""
        spoken: list[Draft] = []
        notes: tuple[str, ...] = ()
        for draft in drafts:
            draft.text = tidy_lines(draft.text)
            draft.notes = (*notes, *draft.notes)
            notes = ()
            if draft.text:
                spoken.append(draft)
            else:
                notes = draft.notes
                self.forgive(draft.line, NO_WORDS)
        return spoken, notes

    def _cue(self, draft: Draft, drafts: Sequence[Draft], index: int) -> Cue | None:
        start, end = draft.start, draft.end
        if end < start or end < 0:
            self.refuse(draft.line, BACKWARDS if end < start else TOO_EARLY, _WRITE_TIMES)
            return None
        if start < 0:
            self.forgive(draft.line, BEFORE_ZERO)
            start = 0
        if end == start:
            self.forgive(draft.line, NO_DURATION)
            later = (one.start for one in drafts[index + 1 :] if one.start > start)
            end = min(next(later, start + SHORTEST_MS), start + SHORTEST_MS)
        speaker = " ".join((draft.speaker or "").split()) or None
        return Cue(Span(start, end), draft.text, speaker, None, draft.settings, draft.notes)

    def _speak_of_order(self, drafts: Sequence[Draft]) -> None:
        latest = 0
        for draft in drafts:
            if max(draft.start, 0) < latest:
                self.forgive(draft.line, NO_ORDER)
            latest = max(latest, draft.start)


def places(lines: Iterable[int], unit: str = "line") -> str:
    """Lines by their numbers, the first few by name; "" for the file as a whole.

    >>> places([4]), places([9, 4, 4]), places(range(1, 8))
    ('line 4', 'lines 4 and 9', 'lines 1, 2, 3 and 4 more')
    """
    numbers = sorted(set(lines) - {0})
    if not numbers:
        return ""
    if len(numbers) == 1:
        return f"{unit} {numbers[0]}"
    named, more = numbers[:_NAMED], len(numbers) - _NAMED
    if more > 0:
        return f"{unit}s {', '.join(map(str, named))} and {more} more"
    return f"{unit}s {', '.join(map(str, named[:-1]))} and {named[-1]}"


def told(forgiven: Iterable[Forgiven], unit: str = "line") -> tuple[str, ...]:
    """One sentence for each kind of thing that was forgiven, with its lines.

    >>> told([Forgiven(2, "Formatting was left out"), Forgiven(7, "Formatting was left out")])
    ('Lines 2 and 7: formatting was left out.',)
    """
    by_kind: dict[str, list[int]] = {}
    for one in forgiven:
        by_kind.setdefault(one.what, []).append(one.line)
    sentences = []
    for what, lines in by_kind.items():
        place = places(lines, unit)
        begun = f"{place.capitalize()}: {what[0].lower()}{what[1:]}" if place else what
        sentences.append(f"{begun}.")
    return tuple(sentences)

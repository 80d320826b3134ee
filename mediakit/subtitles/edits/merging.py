"""A person's subtitles and the machine's new ones become one track in which no edit is lost.

Three tracks are looked at: what the machine wrote last, what the person made of it, and what the
machine would write now. Where the person changed something, it stays; where they did not, the
machine's new cues are taken. Where both changed the same cues, each in another way, it is a
conflict: the person's version stays in the track, and the machine's is handed on to be shown.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal, TypeVar

from mediakit.clock import Span
from mediakit.subtitles.edits.comparing import (
    Pair,
    are_same,
    besides,
    covers,
    is_same,
    links,
    looks,
    moved,
    overlapping,
    shift_between,
    words_in,
)
from mediakit.subtitles.edits.making_way import trimmed, trims_of
from mediakit.subtitles.model import Cue, Subtitles

UNSEEN_MS = 500
"""A machine that only moves the ends of a cue by up to this has nothing to ask a person who changed
that cue: nobody notices it. It is how long a subtitle may hang on (Netflix). Where the person left
the times alone, the machine's new ones are taken all the same."""

Cues = tuple[Cue, ...]

Node = tuple[int, int]
"""A track (0 what was written last, 1 the person's, 2 the machine's) and a place in it."""

Value = TypeVar("Value")

Kind = Literal[
    "added",
    "deleted",
    "split",
    "joined",
    "words",
    "lines",
    "times",
    "speaker",
    "place or notes",
    "rearranged",
]


@dataclass(frozen=True, slots=True)
class Change:
    """Cues as they were, and what became of them. One side is empty for what is new or gone."""

    before: Cues
    after: Cues

    @property
    def kind(self) -> Kind:
        """What was done, by what a person would call it first."""
        if not self.before or not self.after:
            return "deleted" if self.before else "added"
        if len(self.before) != len(self.after):
            return _of_another_number(self.before, self.after)
        pairs = list(zip(self.before, self.after, strict=True))
        if any(looks(b.text).split() != looks(a.text).split() for b, a in pairs):
            return "words" if len(pairs) == 1 else "rearranged"
        if any(b.speaker != a.speaker for b, a in pairs):
            return "speaker"
        if any(besides(b) != besides(a) for b, a in pairs):
            return "place or notes"
        return "times" if any(b.span != a.span for b, a in pairs) else "lines"


@dataclass(frozen=True, slots=True)
class Conflict:
    """The same cues, changed in two ways. `person` is what stands in the track; `wish` is what the
    machine would write there. Either is empty where the cues were taken out.
    """

    base: Cues
    person: Cues
    wish: Cues

    @property
    def start(self) -> int:
        """When it begins, in milliseconds."""
        return min(cue.span.start for cue in (*self.person, *self.wish, *self.base))


@dataclass(frozen=True, slots=True)
class Merged:
    """The one track; what the person had changed and is still so (`kept`, without the conflicts);
    what the machine has changed in it now (`renewed`). `shift` is by how many milliseconds the
    person had moved the whole track. `machine` is the machine's track with the times that it has in
    the one track, where its cues had to make way: what the next merge is to begin with.
    """

    subtitles: Subtitles
    machine: Subtitles
    conflicts: tuple[Conflict, ...]
    kept: tuple[Change, ...]
    renewed: tuple[Change, ...]
    shift: int


@dataclass(frozen=True, slots=True)
class Region:
    """Cues of the three tracks that have to do with each other, and with no others. `places` are
    those of the person's cues in their track.
    """

    base: Cues
    person: Cues
    machine: Cues
    places: tuple[int, ...]


def merge(base: Subtitles, person: Subtitles, machine: Subtitles) -> Merged:
    """Merge three tracks of one recording, each in order of time; see the module.

    Where nobody changed anything, the person's cue is taken as it stands, with the quotation marks
    and spaces of their editor. The machine's cues follow where the person moved everything.
    """
    shift = shift_between(base.cues, person.cues)
    was = tuple(moved(cue, shift) for cue in base.cues)
    wish = tuple(moved(cue, shift) for cue in machine.cues)
    cues: dict[int, Cue] = {}
    taken: list[Cue] = []
    conflicts, kept, renewed = [], [], []
    for region in regions(was, person.cues, wish):
        result = _resolved(region)
        if result is None:
            result = region.person
            conflicts.append(Conflict(region.base, region.person, region.machine))
        elif not are_same(region.base, region.person):
            kept.append(Change(region.base, region.person))
        linked = _with_words(result, region.machine)
        if result is region.person:
            cues |= zip(region.places, linked, strict=True)
        else:
            taken += linked
        if not are_same(result, region.person):
            renewed.append(Change(region.person, result))
    # A person's cues of one and the same time stay in their order.
    mine = [cues[place] for place in sorted(cues)]
    together = _in_order([*mine, *taken])
    trims = trims_of(together, person.cues, wish)
    there = _in_order(moved(cue, -shift) for cue in trimmed(wish, trims))
    notes = machine.notes if person.notes == base.notes else person.notes
    return Merged(
        subtitles=replace(machine, cues=_in_order(trimmed(together, trims)), notes=notes),
        machine=replace(machine, cues=there) if trims else machine,
        conflicts=tuple(conflicts),
        kept=tuple(kept),
        renewed=tuple(
            Change(one.before, after)
            for one in renewed
            if not are_same(one.before, after := trimmed(one.after, trims))
        ),
        shift=shift,
    )


def _in_order(cues: Iterable[Cue]) -> Cues:
    return tuple(sorted(cues, key=lambda cue: cue.span))


def changes(before: Subtitles, after: Subtitles) -> tuple[Change, ...]:
    """What was changed between two tracks, part by part, in order of time."""
    return merge(before, after, before).kept


def regions(base: Cues, person: Cues, machine: Cues) -> Iterator[Region]:
    """The three tracks in parts that can be decided about one by one."""
    tracks = (base, person, machine)
    groups = _Groups((track, index) for track in range(3) for index in range(len(tracks[track])))
    to_person, to_machine = links(base, person), links(base, machine)
    for i, j in to_person:
        groups.join((0, i), (1, j))
    for i, k in to_machine:
        groups.join((0, i), (2, k))
    for j, k in _new_on_both_sides(tracks, to_person, to_machine):
        groups.join((1, j), (2, k))
    for group in groups.all():
        of_base, of_person, of_machine = (
            tuple(index for track, index in group if track == one) for one in range(3)
        )
        yield Region(
            tuple(base[i] for i in of_base),
            tuple(person[j] for j in of_person),
            tuple(machine[k] for k in of_machine),
            of_person,
        )


def _new_on_both_sides(
    tracks: tuple[Cues, Cues, Cues], to_person: set[Pair], to_machine: set[Pair]
) -> Iterator[Pair]:
    """What the one has added where the other added or changed something: it may be the same words,
    which are not to be shown twice.
    """
    base, person, machine = tracks
    known_person, known_machine = {j for _, j in to_person}, {k for _, k in to_machine}
    same_person = {j for i, j in to_person if is_same(base[i], person[j])}
    same_machine = {k for i, k in to_machine if is_same(base[i], machine[k])}
    for j, k in overlapping(person, machine):
        if j in same_person or k in same_machine:
            continue
        new_person, new_machine = j not in known_person, k not in known_machine
        if (new_person and covers(machine[k], person[j])) or (
            new_machine and covers(person[j], machine[k])
        ):
            yield j, k


def _resolved(region: Region) -> Cues | None:
    """The cues that shall stand in the track; None for a conflict."""
    base, person, machine = region.base, region.person, region.machine
    if are_same(base, person):
        return person if _is_left_alone(region) else machine
    if are_same(base, machine) or are_same(person, machine):
        return person
    if len(base) == len(person) == len(machine) == 1:
        one = _in_one(base[0], person[0], machine[0])
        if one is not None:
            return (one,)
    heard_anew = _words(base) != _words(machine)
    if not person and not heard_anew:
        return person
    if heard_anew and _words(person) == _words(machine):
        return person
    return person if _is_hardly_changed(base, machine) else None


def _is_left_alone(region: Region) -> bool:
    """Whether the machine has nothing new for cues that look as they looked. If it has only other
    quotation marks and spaces, an editor's come first.
    """
    base, person, machine = (
        tuple((cue.span, cue.text, besides(cue)) for cue in cues)
        for cues in (region.base, region.person, region.machine)
    )
    return base == machine or (base != person and are_same(region.base, region.machine))


def _in_one(base: Cue, person: Cue, machine: Cue) -> Cue | None:
    """One cue in which the person has changed one thing and the machine another: the words, the
    times, who speaks, the place, the notes. None where both changed the same.
    """
    if words_in(base.text) != words_in(person.text) == words_in(machine.text):
        machine = replace(machine, text=person.text)
    texts = (looks(base.text), looks(person.text), looks(machine.text))
    spans = (base.span, person.span, machine.span)
    if _is_near(base.span, machine.span) and person.span != base.span:
        spans = (base.span, person.span, base.span)
    others = zip(besides(base), besides(person), besides(machine), strict=True)
    if any(_changed_twice(*three) for three in (texts, spans, *others)):
        return None
    return replace(
        person,
        span=_newer(base.span, person.span, machine.span),
        text=machine.text if texts[1] == texts[0] != texts[2] else person.text,
        speaker=_newer(base.speaker, person.speaker, machine.speaker),
        settings=_newer(base.settings, person.settings, machine.settings),
        notes=_newer(base.notes, person.notes, machine.notes),
    )


def _newer(base: Value, person: Value, machine: Value) -> Value:
    return machine if person == base else person


def _changed_twice(base: object, person: object, machine: object) -> bool:
    return base not in (person, machine) and person != machine


def _is_hardly_changed(base: Cues, machine: Cues) -> bool:
    return len(base) == len(machine) and all(
        looks(b.text) == looks(m.text) and besides(b) == besides(m) and _is_near(b.span, m.span)
        for b, m in zip(base, machine, strict=True)
    )


def _is_near(one: Span, other: Span) -> bool:
    return max(abs(one.start - other.start), abs(one.end - other.end)) <= UNSEEN_MS


def _with_words(cues: Cues, machine: Cues) -> Cues:
    """The cues with links to the words that the machine's cues in their place stand for."""
    known = [cue.words for cue in machine if cue.words is not None]
    if not known or len(known) < len(machine):
        return cues
    if len(cues) != len(machine):
        known = [(min(first for first, _ in known), max(last for _, last in known))] * len(cues)
    return tuple(replace(cue, words=words) for cue, words in zip(cues, known, strict=True))


def _of_another_number(before: Cues, after: Cues) -> Kind:
    if _words(before) != _words(after):
        return "rearranged"
    if len(before) == 1:
        return "split"
    return "joined" if len(after) == 1 else "rearranged"


def _words(cues: Sequence[Cue]) -> tuple[str, ...]:
    return tuple(word for cue in cues for word in words_in(cue.text))


class _Groups:
    """Nodes that were joined, directly or through others, form a group."""

    def __init__(self, nodes: Iterable[Node]) -> None:
        self._above = {node: node for node in nodes}

    def join(self, one: Node, other: Node) -> None:
        """Make one group of the groups of two nodes."""
        self._above[self._top(one)] = self._top(other)

    def all(self) -> list[list[Node]]:
        """The groups in order of their first nodes; each in order of its nodes."""
        found: dict[Node, list[Node]] = {}
        for node in self._above:
            found.setdefault(self._top(node), []).append(node)
        return list(found.values())

    def _top(self, node: Node) -> Node:
        while self._above[node] != node:
            self._above[node] = self._above[self._above[node]]
            node = self._above[node]
        return node

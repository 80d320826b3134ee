"""Mending what can be mended without a person: line breaks and times, never words.

A change is made only where fewer rules are broken afterwards, hard ones counting first. So mending
comes to an end, makes nothing worse, and does nothing when done twice.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace

from mediakit.clock import Span
from mediakit.subtitles.lines import break_lines
from mediakit.subtitles.model import Cue
from mediakit.subtitles.rules.checked import Breach, Checked
from mediakit.subtitles.rules.of_text import is_laid_out
from mediakit.subtitles.rules.of_time import seconds
from mediakit.subtitles.rules.walking import breaches_at

SLIP_MS = 300
"""Subtitles that overlap by more than this overlap on purpose, or are a person's to look at. [own]
"""

Wish = tuple[int, Cue]
"""The index of a cue, and another one for its place."""

Mend = Callable[[Checked, int], Iterator[tuple[Wish, ...]]]
"""Changes that could mend a breach of the cue of that index, the best first."""


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that was mended: the rule that was broken, the subtitle, and what was done."""

    rule: str
    index: int
    at: int
    done: str

    @property
    def number(self) -> int:
        """The subtitle's number as people count."""
        return self.index + 1


@dataclass(frozen=True, slots=True)
class Fixed:
    """A track after mending."""

    checked: Checked
    changes: tuple[Change, ...]


def fix(checked: Checked) -> Fixed:
    """The track with all that is safe to mend mended. Its cues must be in order of time (see
    `in_order`) and are as many as before.
    """
    changes: list[Change] = []
    index = 0
    while index < len(checked.cues):
        mended = _mended_at(checked, index)
        if mended is None:
            index += 1
            continue
        checked, made = mended
        changes += made
        # A mend looks three subtitles far, and may have changed the one before.
        index = max(index - 4, 0)
    return Fixed(checked, tuple(sorted(changes, key=lambda change: change.index)))


def in_order(cues: tuple[Cue, ...]) -> tuple[Cue, ...]:
    """Cues sorted by their times; those that start together stay as they stand."""
    return tuple(sorted(cues, key=lambda cue: cue.span.start))


def _mended_at(checked: Checked, index: int) -> tuple[Checked, list[Change]] | None:
    before = None
    for breach in breaches_at(checked, index):
        for wishes in MENDS.get(breach.rule.name, _nothing)(checked, index):
            after = checked
            for place, cue in wishes:
                after = after.with_cue(place, cue)
            before = before or _weight(checked, index)
            if _weight(after, index) < before:
                return after, [_change(checked, breach, *wish) for wish in wishes]
    return None


def _weight(checked: Checked, index: int) -> tuple[int, int]:
    """How many hard and soft rules are broken by a cue and the two on each side of it."""
    around = range(max(index - 2, 0), min(index + 3, len(checked.cues)))
    found = [breach for place in around for breach in breaches_at(checked, place)]
    hard = sum(breach.rule.hard for breach in found)
    return hard, len(found) - hard


def _change(checked: Checked, breach: Breach, index: int, cue: Cue) -> Change:
    old = checked.cues[index]
    done = []
    if cue.text != old.text:
        lines = " / ".join(cue.text.split("\n"))
        done.append(f"The lines are now: {lines}")
    for edge, before, after in (
        ("starts", old.span.start, cue.span.start),
        ("ends", old.span.end, cue.span.end),
    ):
        if before != after:
            side = "later" if after > before else "earlier"
            done.append(f"It {edge} {seconds(abs(after - before))} {side}")
    return Change(breach.rule.name, index, old.span.start, ". ".join(done) + ".")


def _nothing(_checked: Checked, _index: int) -> Iterator[tuple[Wish, ...]]:
    return iter(())


def _tidied(checked: Checked, index: int) -> Iterator[tuple[Wish, ...]]:
    cue = checked.cues[index]
    if _has_plain_spaces(cue.text):
        lines = (" ".join(line.split()) for line in cue.text.split("\n"))
        yield ((index, replace(cue, text="\n".join(filter(None, lines)))),)


def _rebroken(checked: Checked, index: int) -> Iterator[tuple[Wish, ...]]:
    cue, profile = checked.cues[index], checked.profile
    if not is_laid_out(cue) and _has_plain_spaces(cue.text):
        text = break_lines(cue.text, profile.line_length, checked.language)
        yield ((index, replace(cue, text=text)),)


def _has_plain_spaces(text: str) -> bool:
    """False where there are spaces that somebody chose, such as one that does not break."""
    return not any(sign.isspace() and sign not in " \n" for sign in text)


def _longer(checked: Checked, index: int) -> Iterator[tuple[Wish, ...]]:
    """Shown into the pause after it: as long as its reader needs, else as long as there is room."""
    cue = checked.cues[index]
    needed = checked.profile.reading_time(cue.text)
    label = checked.labels[index]
    if label is not None:
        needed += checked.profile.ms("label time")
    room = _room_end(checked, index)
    if room > cue.span.end:
        yield from _ends(checked, index, min(room, max(cue.span.end, cue.span.start + needed)))
        yield from _ends(checked, index, room)


def _room_end(checked: Checked, index: int) -> int:
    """How long a cue may stay: until the next one comes, and no longer than its words allow."""
    cue, profile = checked.cues[index], checked.profile
    spoken = checked.spoken[index].end
    hang = spoken + profile.max_hang if spoken is not None else cue.span.end + profile.max_hang
    ends = [hang, cue.span.start + profile.max_duration]
    if checked.end is not None:
        ends.append(checked.end)
    if index + 1 < len(checked.cues):
        ends.append(checked.cues[index + 1].span.start - profile.least_gap(checked.shots.rate))
    return min(ends)


def _ends(checked: Checked, index: int, end: int) -> Iterator[tuple[Wish, ...]]:
    cue = checked.cues[index]
    if end > cue.span.start and end != cue.span.end:
        yield ((index, replace(cue, span=Span(cue.span.start, end))),)


def _shorter(checked: Checked, index: int) -> Iterator[tuple[Wish, ...]]:
    """Gone sooner, but not before it can be read, nor before its words are over."""
    cue, profile, spoken = checked.cues[index], checked.profile, checked.spoken[index].end
    read = cue.span.start + profile.reading_time(cue.text)
    if spoken is not None:
        for end in (spoken + profile.max_hang, spoken):
            yield from _sooner(checked, index, max(read, end))
    else:
        yield from _sooner(checked, index, max(read, cue.span.start + profile.max_duration))


def _sooner(checked: Checked, index: int, end: int) -> Iterator[tuple[Wish, ...]]:
    if end < checked.cues[index].span.end:
        yield from _ends(checked, index, end)


def _out_of_the_way(checked: Checked, index: int) -> Iterator[tuple[Wish, ...]]:
    """Two that overlap by a slip: the first one ends when the second starts."""
    if index + 1 >= len(checked.cues):
        return
    over = checked.cues[index].span.end - checked.cues[index + 1].span.start
    if over <= SLIP_MS:
        start = checked.cues[index + 1].span.start
        yield from _ends(checked, index, start - checked.profile.least_gap(checked.shots.rate))


def _gap_mended(checked: Checked, index: int) -> Iterator[tuple[Wish, ...]]:
    """A flicker closed, else opened into a pause that can be seen."""
    if index + 1 >= len(checked.cues):
        return
    profile, rate = checked.profile, checked.shots.rate
    cue, start = checked.cues[index], checked.cues[index + 1].span.start
    spoken = checked.spoken[index].end
    yield from _ends(checked, index, start - profile.least_gap(rate))
    open_end = start - profile.open_gap(rate)
    if open_end >= max(spoken or 0, cue.span.start + profile.reading_time(cue.text)):
        yield from _ends(checked, index, open_end)


def _moved_to_cut(checked: Checked, index: int) -> Iterator[tuple[Wish, ...]]:
    """Starts and ends where the picture changes; the one it touches moves with it."""
    profile, shots = checked.profile, checked.shots
    within, least = profile.ms("shot changes", shots.rate), profile.least_gap(shots.rate)
    cue = checked.cues[index]
    cut = shots.near(cue.span.start, within)
    if cut is not None and cut != cue.span.start and cut < cue.span.end:
        moved = (index, replace(cue, span=Span(cut, cue.span.end)))
        before = checked.cues[index - 1] if index else None
        if before and before.span.end != cut - least and before.span.start < cut - least:
            joined = cue.span.start - before.span.end <= least
            ended = (index - 1, replace(before, span=Span(before.span.start, cut - least)))
            yield (ended, moved) if joined else (moved,)
        else:
            yield (moved,)
    cut = shots.near(cue.span.end, within)
    heard = checked.spoken[index].end
    if cut is not None and cut >= (cue.span.end if heard is None else heard) - within // 2:
        yield from _ends(checked, index, cut)


MENDS: Mapping[str, Mend] = {
    "stray spaces": _tidied,
    "lines": _rebroken,
    "line length": _rebroken,
    "line width": _rebroken,
    "line breaks": _rebroken,
    "balance": _rebroken,
    "shortest time": _longer,
    "characters a second": _longer,
    "words a minute": _longer,
    "too fast": _longer,
    "label time": _longer,
    "longest time": _shorter,
    "hanging on": _shorter,
    "overlap": _out_of_the_way,
    "least gap": _out_of_the_way,
    "gap": _gap_mended,
    "shot changes": _moved_to_cut,
}
"""By the name of the rule; what breaks any other is a person's to mend."""

"""Rules about when subtitles come and go. Each finder says, for one cue, what is wrong."""

from collections.abc import Iterator

from mediakit.subtitles.model import Cue
from mediakit.subtitles.rules.checked import Checked
from mediakit.subtitles.rules.limits import Rule


def seconds(ms: float) -> str:
    """Milliseconds for people.

    >>> seconds(1500), seconds(40), seconds(833)
    ('1.5 s', '0.04 s', '0.83 s')
    """
    return f"{ms / 1000:.2f}".rstrip("0").rstrip(".") + " s"


def letters_of(cue: Cue) -> int:
    """Letters and spaces that a reader reads; a line break is a space."""
    return len(" ".join(cue.text.split()))


def too_short(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """Shown for less than the shortest time, by a frame or more: films count whole frames."""
    shown = checked.cues[index].span.duration
    if shown <= rule.limit - 1000 / checked.shots.rate:
        yield f"It is shown for {seconds(shown)}; at least {seconds(rule.limit)} are needed."


def too_long(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """Shown for more than the longest time."""
    shown = checked.cues[index].span.duration
    if shown > rule.limit:
        yield f"It is shown for {seconds(shown)}; at most {seconds(rule.limit)} are good."


def characters_a_second(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """More letters than can be read in the time."""
    cue = checked.cues[index]
    pace = round(letters_of(cue) * 1000 / max(cue.span.duration, 1))
    if pace > rule.limit:
        yield f"It has {pace} letters a second; at most {rule.limit:g} can be read."


def words_a_minute(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """More words than can be read in the time; what breaks a harder rule is told there alone."""
    pace = _pace(checked.cues[index])
    harder = checked.profile.rule("too fast").limit if checked.profile.has("too fast") else None
    if rule.limit < pace and (harder is None or pace <= harder):
        yield f"It has {pace} words a minute; at most {rule.limit:g} are good."


def far_too_fast(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """So many words that most readers lose some."""
    pace = _pace(checked.cues[index])
    if pace > rule.limit:
        yield f"It has {pace} words a minute; over {rule.limit:g} many people lose words."


def _pace(cue: Cue) -> int:
    return round(len(cue.text.split()) * 60_000 / max(cue.span.duration, 1))


def no_time_for_name(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """A name with a colon is read too, and takes its time."""
    cue, label = checked.cues[index], checked.labels[index]
    if label is None:
        return
    said = " ".join(cue.text.split())[len(label) + 1 :]
    needed = checked.profile.reading_time(said) + round(rule.limit)
    if cue.span.duration < needed:
        yield (
            f"With the name “{label}” it needs {seconds(needed)}; it is shown for "
            f"{seconds(cue.span.duration)}."
        )


def out_of_order(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """Starts before the one before it."""
    if index and checked.cues[index].span.start < checked.cues[index - 1].span.start - rule.limit:
        yield "It starts before the one that stands above it."


def overlap(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """Still shown when the next one starts."""
    gap = _gap_after(checked, index)
    if gap is not None and -gap > rule.limit and _in_order(checked, index):
        yield f"It is still shown when the next one starts, for {seconds(-gap)}."


def no_gap(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """Less than the gap that there must always be."""
    gap, least = _gap_after(checked, index), checked.profile.least_gap(checked.shots.rate)
    if gap is not None and 0 <= gap < least:
        yield f"The next one comes {seconds(gap)} after it; {rule.limit:g} {rule.unit} are needed."


def flicker(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """A gap that is neither none nor long enough to be seen as one."""
    rate = checked.shots.rate
    gap, least = _gap_after(checked, index), checked.profile.least_gap(rate)
    wanted = checked.profile.ms(rule.name, rate)
    if gap is not None and least < gap < wanted:
        yield f"The gap after it is {seconds(gap)}, too short to be seen as a pause."


def early(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """Shown long before its words are heard."""
    before = _before_speech(checked, index)
    if before is not None and before > _limit(checked, rule):
        yield f"It starts {seconds(before)} before its first word."


def late(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """Its words are heard long before it is shown."""
    before = _before_speech(checked, index)
    if before is not None and -before > _limit(checked, rule):
        yield f"It starts {seconds(-before)} after its first word."


def hanging_on(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """Still shown long after its words."""
    end = checked.spoken[index].end
    over = checked.cues[index].span.end - end if end is not None else 0
    if over > _limit(checked, rule):
        yield f"It stays {seconds(over)} after its last word; at most {_shown(checked, rule)}."


def pause_inside(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """Tells the words after a silence before they are said."""
    pause = checked.spoken[index].pause
    if pause >= rule.limit and len(checked.cues[index].text.split()) > 1:
        yield f"Nobody speaks for {seconds(pause)} in the middle of it."


def across_cuts(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """Starts or ends just beside a cut, or goes on over one."""
    span, shots = checked.cues[index].span, checked.shots
    within, frame = _limit(checked, rule), round(1000 / shots.rate)
    for edge, verb in ((span.start, "starts"), (span.end, "ends")):
        cut = shots.near(edge, within)
        if cut is not None and frame < abs(edge - cut):
            side = "after" if edge > cut else "before"
            yield f"It {verb} {seconds(abs(edge - cut))} {side} the picture changes."
    inside = shots.inside(span, within)
    if inside:
        yield f"The picture changes {seconds(inside[0] - span.start)} after it starts."


def _limit(checked: Checked, rule: Rule) -> int:
    return checked.profile.ms(rule.name, checked.shots.rate)


def _shown(checked: Checked, rule: Rule) -> str:
    return seconds(_limit(checked, rule))


def _gap_after(checked: Checked, index: int) -> int | None:
    if index + 1 >= len(checked.cues):
        return None
    return checked.cues[index + 1].span.start - checked.cues[index].span.end


def _in_order(checked: Checked, index: int) -> bool:
    return checked.cues[index].span.start <= checked.cues[index + 1].span.start


def _before_speech(checked: Checked, index: int) -> int | None:
    """Milliseconds from the start of a cue to its first word. None where that is not known, and
    where it starts at a cut that is near its first word: there a cut goes before.
    """
    spoken, start = checked.spoken[index].start, checked.cues[index].span.start
    if spoken is None:
        return None
    within = checked.profile.ms("shot changes", checked.shots.rate)
    at_cut = checked.shots.near(start, round(1000 / checked.shots.rate)) is not None
    return None if at_cut and abs(spoken - start) <= within else spoken - start

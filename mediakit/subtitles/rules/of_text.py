"""Rules about the words of subtitles and how they stand. Each finder says what is wrong."""

import re
from collections.abc import Iterator
from itertools import pairwise

from mediakit.subtitles.breaks import BROKEN, break_cost
from mediakit.subtitles.burned.lexend_widths import drawable, width_of
from mediakit.subtitles.burned.look import EM, Look
from mediakit.subtitles.grammar import grammar_of
from mediakit.subtitles.lines import break_lines
from mediakit.subtitles.model import Cue
from mediakit.subtitles.rules.checked import SOUND, Checked
from mediakit.subtitles.rules.limits import Rule
from mediakit.subtitles.tokens import ends_sentence

PICTURE = 16 / 9
"""Width to height of a picture that is not known."""

_DASH = re.compile(r"^\s*[-–—‐]\s*\S")
_OTHER_NOTE = re.compile(r"^\s*♪")


def nothing(checked: Checked, index: int, _rule: Rule) -> Iterator[str]:
    """No words in it."""
    if not checked.cues[index].text.strip():
        yield "There are no words in it."


def stray_spaces(checked: Checked, index: int, _rule: Rule) -> Iterator[str]:
    """Spaces at the ends of lines, or several in a row."""
    lines = checked.cues[index].text.split("\n")
    if checked.cues[index].text.strip() and any(" ".join(line.split()) != line for line in lines):
        yield "There are spaces in it that nobody sees, or empty lines."


def too_many_lines(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """More lines than the picture has room for."""
    count = checked.cues[index].text.count("\n") + 1
    if count > rule.limit:
        yield f"It has {count} lines; at most {rule.limit:g}."


def too_long_line(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """A line with too many letters."""
    longest = max(map(len, checked.cues[index].text.split("\n")))
    if longest > rule.limit:
        yield f"A line has {longest} letters and spaces; at most {rule.limit:g}."


def too_wide_line(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """A line wider than the picture should hold, in the house's typeface and size."""
    share = Look().line_height * EM / PICTURE * 100
    widest = max(width_of(drawable(line)) for line in checked.cues[index].text.split("\n")) * share
    if widest > rule.limit:
        yield f"A line fills {widest:.0f} % of the picture's width; at most {rule.limit:g} %."


def broken_phrase(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """Words that belong together, parted by the end of a line or of the subtitle."""
    cue = checked.cues[index]
    if is_laid_out(cue):
        return
    lines = [line.split() for line in cue.text.split("\n") if line.strip()]
    places = [(above[-1], below[0], "A line") for above, below in pairwise(lines)]
    follower = _goes_on(checked, index, rule)
    if lines and follower:
        places.append((lines[-1][-1], follower, "It"))
    grammar = grammar_of(checked.language)
    for left, right, what in places:
        if break_cost(left, right, grammar, sentence_end=ends_sentence(left)) >= BROKEN:
            yield f"{what} ends between “{left}” and “{right}”, which belong together."


def _goes_on(checked: Checked, index: int, _rule: Rule) -> str | None:
    """The first word of the next cue, if the same person goes on speaking at once."""
    if index + 1 >= len(checked.cues):
        return None
    cue, after = checked.cues[index], checked.cues[index + 1]
    pause = after.span.start - cue.span.end
    limit = checked.profile.long_pause
    known = checked.spoken[index].end, checked.spoken[index + 1].start
    if known[0] is not None and known[1] is not None:
        pause = known[1] - known[0]
    if pause >= limit or cue.speaker != after.speaker or is_laid_out(after):
        return None
    return next(iter(after.text.split()), None)


def unbalanced(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """One line much longer than the other, where a better place to break is there."""
    cue = checked.cues[index]
    ratio = _ratio(cue.text)
    if ratio <= rule.limit or is_laid_out(cue):
        return
    better = break_lines(cue.text, checked.profile.line_length, checked.language)
    if _ratio(better) < ratio:
        yield f"One of its lines is {ratio:.1f} times as long as the other."


def _ratio(text: str) -> float:
    lengths = [len(line) for line in text.split("\n")]
    return max(lengths) / max(min(lengths), 1) if len(lengths) == 2 else 1.0


def several_sentences(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """More than one sentence in a subtitle."""
    count = checked.sentences[index].count
    if count > rule.limit:
        yield f"It holds {count} sentences, or parts of them."


def long_sentence(checked: Checked, index: int, rule: Rule) -> Iterator[str]:
    """A sentence with too many words; told at the subtitle in which it begins."""
    words = checked.sentences[index].longest
    if words > rule.limit:
        yield f"A sentence that begins in it has {words} words; at most {rule.limit:g}."


def label_style(checked: Checked, index: int, _rule: Rule) -> Iterator[str]:
    """A name in the text that is not in capitals."""
    label = checked.labels[index]
    if label is not None and label != label.upper():
        yield f"The name “{label}:” is not in capitals."


def sound_style(checked: Checked, index: int, _rule: Rule) -> Iterator[str]:
    """A sound in capitals: [LAUGHTER], or [Laughter]. A name in it keeps its capital."""
    for line in checked.cues[index].text.split("\n"):
        sound = SOUND.match(line)
        if sound and (sound[1].isupper() or (sound[1].istitle() and " " not in sound[1].strip())):
            yield f"The sound “{line.strip()}” is not in small letters."


def song_style(checked: Checked, index: int, _rule: Rule) -> Iterator[str]:
    """A song marked with another sign than asked for."""
    if any(map(_OTHER_NOTE.match, checked.cues[index].text.split("\n"))):
        yield "A line that is sung begins with ♪."


def colour_alone(checked: Checked, index: int, _rule: Rule) -> Iterator[str]:
    """Colours that say who speaks, and no name anywhere; told once, at the first subtitle."""
    named = any(cue.speaker for cue in checked.cues) or any(checked.labels)
    if index == 0 and len(checked.colours) > 1 and not named:
        yield f"Its file shows words in {len(checked.colours)} colours and names nobody."


def is_laid_out(cue: Cue) -> bool:
    """Whether each line stands for itself, as where two people speak, so that nobody may move words
    from line to line.
    """
    lines = [line for line in cue.text.split("\n") if line.strip()]
    return any(map(_DASH.match, lines)) or any(
        re.match(r"^[^\s:]+(?: [^\s:]+){0,3}:(?:\s|$)", line) or SOUND.match(line) or "♪" in line
        for line in lines[1:]
    )

"""Who speaks, beside burned words: a name where the speaker changes, and colour as a help."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from mediakit.subtitles.burned.look import Look


@dataclass(frozen=True, slots=True)
class Turn:
    """A subtitle, as far as it matters here. `named`: the name is in the picture anyway, as when a
    name caption is seen at the same time.
    """

    speaker: str | None
    text: str
    named: bool = False


@dataclass(frozen=True, slots=True)
class Voice:
    """How a subtitle shows who speaks: a label before the words, and colours; "" is the look's."""

    label: str = ""
    label_colour: str = ""
    colour: str = ""


def voices(turns: Sequence[Turn], look: Look) -> tuple[Voice, ...]:
    """One for each of the turns, which come in order of time. Where only one speaker is known there
    is nothing to tell apart; a name that the words begin with already is not said twice.

    >>> voices([Turn("Siân", "Yes."), Turn("Dai", "Why?")], Look())[1].label
    'DAI:'
    """
    speakers = tuple(dict.fromkeys(turn.speaker for turn in turns if turn.speaker))
    if len(speakers) < 2 or look.speakers == "none":
        return tuple(Voice() for _ in turns)
    colours = look.speaker_colours
    ink = {name: colours[number % len(colours)] for number, name in enumerate(speakers)}
    before = (None, *(turn.speaker for turn in turns))
    return tuple(
        _voice(turn, look, ink, changed=turn.speaker != last)
        for turn, last in zip(turns, before, strict=False)
    )


def _voice(turn: Turn, look: Look, ink: Mapping[str, str], *, changed: bool) -> Voice:
    if not turn.speaker:
        return Voice()
    says_it = turn.named or _begins_with(turn.text, turn.speaker)
    label = "" if says_it or not changed else _label(turn.speaker, look)
    colour = ink[turn.speaker]
    return Voice(
        label,
        colour if look.speakers != "names" else "",
        colour if look.speakers == "names and coloured words" else "",
    )


def _label(name: str, look: Look) -> str:
    shown = name.upper() if "NAME" in look.label else name
    return look.label.replace("NAME", "{}").replace("Name", "{}").format(shown)


def _begins_with(text: str, name: str) -> bool:
    start = text.lstrip("[(- ").casefold()
    return start.startswith(name.casefold()) and start[len(name) :].lstrip()[:1] in (":", "]", ")")

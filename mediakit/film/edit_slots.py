"""A signer's slot put into a film.toml that a person wrote, or changed in it.

As in edit.py, only whole lines are put in; of a line that is there, only the value changes, so that
the person's comments and order stay.
"""

import re
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction

from mediakit.film.lines import at_end, end_with_notes, inserted
from mediakit.film.model import Film, Signer, SignerSlot
from mediakit.film.values import time_text
from mediakit.handwritten.positions import Positions
from mediakit.signing.geometry import Stand

_VALUE = r"""(\s*["']?{key}["']?\s*=\s*)("[^"]*"|'[^']*'|[^#\s"']+)(\s*(?:\#.*)?\r?)"""

_USUAL = {"from": '"0:00"', "pace": "1.0"}
"""What a key says that has to say what is as usual, where it is written already."""

PACE_DIGITS = 6
"""Digits of a pace behind the point: 0.000001 are 4 ms in an hour."""


def quoted(text: str) -> str:
    """Text as a TOML string."""
    import tomlkit

    return tomlkit.string(text).as_string()


def written_pace(pace: float) -> Fraction:
    """A pace as film.toml holds it."""
    return Fraction(str(round(pace, PACE_DIGITS))).limit_denominator(10**PACE_DIGITS)


def with_slot(text: str, film: Film, slot: SignerSlot) -> tuple[str, Film]:
    """The text and its film with one more slot, after the last one."""
    lines = [f"{key} = {value}" for key, value in _keys(slot)]
    block = "\n".join(["[[signer.slot]]", *lines])
    if film.signer is None:
        text = at_end(text, f'[signer]\nside = "right"\n\n{block}')
        return text, replace(film, signer=Signer(Stand(), (slot,)))
    positions, slots = Positions(text), film.signer.slots
    above = ("signer", "slot", len(slots) - 1) if slots else ("signer",)
    line = end_with_notes(text, positions.last_line_of(above) or 1)
    return inserted(text, line, block), replace(
        film, signer=replace(film.signer, slots=(*slots, slot))
    )


def with_slot_changed(text: str, film: Film, number: int, slot: SignerSlot) -> tuple[str, Film]:
    """The text and its film with `slot` in place of the slot with that index (from 0). A slot that
    is not written under a header of its own stays as it is in the text.
    """
    signer = film.signer
    if signer is None:
        raise ValueError("a film without a signer has no slot to change")
    before, path = dict(_keys(signer.slots[number])), ("signer", "slot", number)
    usual = {key: value for key, value in _USUAL.items() if key in before}
    for key, value in (usual | dict(_keys(slot))).items():
        if before.get(key) == value:
            continue
        found = Positions(text).lines_of((*path, key))
        if found is not None:
            text = _with_value(text, found.first, key, value)
        else:
            # 'at' is never absent.
            text = _with_line(text, Positions(text).line_of((*path, "at")) or 1, key, value)
    slots = (*signer.slots[:number], slot, *signer.slots[number + 1 :])
    return text, replace(film, signer=replace(signer, slots=slots))


def _keys(slot: SignerSlot) -> Iterator[tuple[str, str]]:
    """The keys of a slot with their values as TOML; only what is not as usual."""
    yield "file", quoted(slot.file)
    yield "at", quoted(time_text(slot.at))
    if slot.start:
        yield "from", quoted(time_text(slot.start))
    if slot.to is not None:
        yield "to", quoted(time_text(slot.to))
    if slot.clip is not None:
        yield "clip", quoted(slot.clip)
    if slot.pace != 1:
        yield "pace", f"{float(slot.pace):.{PACE_DIGITS}f}".rstrip("0")
    if slot.person is not None:
        yield "person", quoted(slot.person)


def _with_value(text: str, line: int, key: str, value: str) -> str:
    lines = text.split("\n")
    match = re.fullmatch(_VALUE.format(key=re.escape(key)), lines[line - 1])
    if match:
        lines[line - 1] = f"{match[1]}{value}{match[3]}"
    return "\n".join(lines)


def _with_line(text: str, line: int, key: str, value: str) -> str:
    """The text with a new line behind `line`, as far from the margin as that."""
    lines = text.split("\n")
    above = lines[line - 1]
    margin = above[: len(above) - len(above.lstrip())]
    end = "\r" if above.endswith("\r") else ""
    lines.insert(line, f"{margin}{key} = {value}{end}")
    return "\n".join(lines)

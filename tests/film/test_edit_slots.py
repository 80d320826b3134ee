"""A signer's slot put into a person's film.toml, or changed there."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mediakit.errors import BadInput
from mediakit.film.edit import put_slot
from mediakit.film.edit_slots import written_pace
from mediakit.film.model import SignerSlot, Version
from mediakit.film.toml import read_film

FILM = """\
format = 1
title = "Ours"   # the title
[[clip]]
card = "Ours"

[signer]   # on the right
  [[signer.slot]]
  file = "signing/part-1.mp4"    # Siân signs
  at = '0:04'      # when she begins
  person = "Siân"

  # the second part
  [[signer.slot]]
  file = "signing/part-2.mp4"
  from = "0:01"    # not before
  at = 30
# the end
"""


def lines_but(text: str, *words: str) -> list[str]:
    return [line for line in text.splitlines() if not line.lstrip().startswith(words)]


def test_a_slot_is_changed_and_every_comment_stays() -> None:
    slot = SignerSlot("signing/part-1.mov", 12_300, 5200, person="Siân", pace=Fraction(1001, 1000))
    text = put_slot(FILM, slot, 0)
    assert read_film(text).signer.slots == (slot, read_film(FILM).signer.slots[1])
    assert '  file = "signing/part-1.mov"    # Siân signs' in text
    assert '  at = "0:12.3"      # when she begins' in text
    assert '  from = "0:05.2"' in text
    assert "  pace = 1.001\n" in text
    assert lines_but(text, "file", "at", "from", "pace") == lines_but(FILM, "file", "at", "from")


def test_a_value_that_becomes_usual_is_written_where_it_stands() -> None:
    slot = SignerSlot("signing/part-2.mp4", 31_000)
    text = put_slot(FILM, slot, 1)
    assert read_film(text).signer.slots[1] == slot
    assert '  from = "0:00"    # not before' in text
    assert '  at = "0:31"\n' in text


@settings(max_examples=60)
@given(
    st.sampled_from([FILM, FILM.replace("\n", "\r\n"), "\ufeff" + FILM]),
    st.integers(0, 1),
    st.integers(0, 90_000_000 - 3_600_000),
    st.integers(0, 3_600_000),
    st.floats(0.996, 1.004),
)
def test_what_was_meant_is_read_back(
    text: str, number: int, at: int, start: int, pace: float
) -> None:
    before = read_film(text)
    at = min(at, 24 * 3_600_000)
    slot = replace(before.signer.slots[number], at=at, start=start, pace=written_pace(pace))
    changed = put_slot(text, slot, number)
    slots = list(before.signer.slots)
    slots[number] = slot
    assert read_film(changed) == replace(before, signer=replace(before.signer, slots=tuple(slots)))
    assert changed.count("\r\n") == (changed.count("\n") if "\r" in text else 0)
    assert changed.startswith("\ufeff") == text.startswith("\ufeff")


def test_a_new_slot_comes_last_and_gives_a_signed_version() -> None:
    slot = SignerSlot("signing/part-3.mp4", 60_000, 5000, to=70_000)
    film = read_film(put_slot(FILM, slot))
    assert film.signer.slots[-1] == slot
    assert film.versions[-1] == Version("signed", "en", signer=True)
    first = put_slot(FILM.partition("[signer]")[0], slot)
    assert read_film(first).signer.slots == (slot,)


def test_slots_in_one_line_are_left_to_the_person() -> None:
    text = FILM.partition("[signer]")[0] + '[signer]\nslot = [{ file = "a.mp4", at = "0:04" }]\n'
    with pytest.raises(BadInput, match=r"\[\[header\]\]"):
        put_slot(text, SignerSlot("a.mp4", 9000), 0)

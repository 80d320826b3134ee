"""Who speaks: by name first, by colour second."""

from dataclasses import replace

import pytest

from mediakit.subtitles.burned.look import LOOKS, Look
from mediakit.subtitles.burned.speaking import Turn, Voice, voices

TALK = [Turn("Siân", "One."), Turn("Siân", "Two."), Turn("Dai", "Three."), Turn("Siân", "Four.")]


def labels(turns: list[Turn], look: Look = LOOKS["bbc"]) -> list[str]:
    return [voice.label for voice in voices(turns, look)]


def test_a_name_comes_where_the_speaker_changes():
    assert labels(TALK) == ["SIÂN:", "", "DAI:", "SIÂN:"]


@pytest.mark.parametrize(
    ("name", "label"), [("netflix", "[Siân]"), ("dcmp", "(Siân)"), ("easy-read", "Siân:")]
)
def test_each_look_has_its_own_way_to_write_a_name(name, label):
    assert labels(TALK, LOOKS[name])[0] == label


def test_one_speaker_is_not_told_apart_from_nobody():
    assert set(voices([Turn("Siân", "One."), Turn(None, "Two.")], Look())) == {Voice()}


def test_a_name_that_can_be_read_already_is_not_said_twice():
    turns = [Turn("Siân", "One.", named=True), Turn("Dai", "Dai: Two."), Turn("Siân", "Three.")]
    assert labels(turns) == ["", "", "SIÂN:"]
    assert labels([Turn("Dai", "Dai is here."), Turn("Siân", "Yes.")]) == ["DAI:", "SIÂN:"]


def test_colours_come_in_order_and_words_keep_them():
    turns = [Turn(name, "x") for name in "ABCDE"] + [Turn("B", "y")]
    found = voices(turns, Look())
    assert [voice.colour for voice in found] == [
        "#FFFFFF", "#FFFF00", "#00FFFF", "#00FF00", "#FFFFFF", "#FFFF00",
    ]  # fmt: skip


def test_easy_read_colours_the_name_and_never_the_words():
    found = voices(TALK, LOOKS["easy-read"])
    assert [voice.label_colour for voice in found if voice.label] == [
        "#FFFFFF", "#FFFF00", "#FFFFFF",
    ]  # fmt: skip
    assert {voice.colour for voice in found} == {""}


def test_names_can_be_plain_or_off():
    assert {voice.label_colour for voice in voices(TALK, LOOKS["netflix"])} == {""}
    assert set(voices(TALK, replace(Look(), speakers="none"))) == {Voice()}


def test_a_strange_name_is_a_name():
    assert labels([Turn("{}", "x"), Turn("NAME Name", "y")]) == ["{}:", "NAME NAME:"]

"""Where subtitles stand in the picture, as formats name the same nine places."""

import re

_LINES = {0: "", 1: "line:50%", 2: "line:0"}
_SIDES = {0: "position:10% align:left", 1: "", 2: "position:90% align:right"}

_BY_NUMBER = {
    3 * height + side + 1: " ".join(filter(None, (_LINES[height], _SIDES[side])))
    for height in _LINES
    for side in _SIDES
}
"""By the number that ASS gives each place: that of the key on a numeric keypad."""

_NUMBERS = {settings: number for number, settings in _BY_NUMBER.items()}

USUAL = 2
"""At the bottom, in the middle."""

_PERCENT = r"(?:100(?:\.0+)?|\d{1,2}(?:\.\d+)?)%"
_VALID = {
    "vertical": re.compile(r"rl|lr"),
    "line": re.compile(rf"(?:-?\d{{1,4}}(?:\.\d+)?|{_PERCENT})(?:,(?:start|center|end))?"),
    "position": re.compile(rf"{_PERCENT}(?:,(?:line-left|center|line-right))?"),
    "size": re.compile(_PERCENT),
    "align": re.compile(r"start|center|end|left|right"),
}
"""The settings of WebVTT, and what may stand after the colon."""


def settings_of(number: int) -> str:
    """The settings of one of the nine places.

    >>> settings_of(8), settings_of(2)
    ('line:0', '')
    """
    return _BY_NUMBER[number]


def number_of(settings: str) -> int | None:
    """Which of the nine places settings name; None for another one."""
    return _NUMBERS.get(settings)


def is_setting(word: str) -> bool:
    """Whether a word is a setting that WebVTT knows.

    >>> is_setting("line:-1"), is_setting("line:200%"), is_setting("colour:red")
    (True, False, False)
    """
    name, _, value = word.partition(":")
    return name in _VALID and _VALID[name].fullmatch(value) is not None

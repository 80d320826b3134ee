"""How subtitles and names look when they are burned into the picture: the house style as data.

Sources by short name as in profiles.py; "Inclusion Europe" is "Information for all".
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Literal

from mediakit.subtitles.burned.contrast import LOWEST_CONTRAST, contrast_on
from mediakit.subtitles.model import LINKED_SUFFIX

LOWEST_OPACITY = 0.7
"""White on a black box over pure white video has a contrast of 8.45:1 at 0.7 (WCAG AAA asks for
7:1) but only 3.95:1 at 0.5 (computed; facts on fonts and contrast)."""

SPEAKER_COLOURS = ("#FFFFFF", "#FFFF00", "#00FFFF", "#00FF00")
"""White, yellow, cyan, green, in the order in which people first speak (BBC)."""

SQUARE, WIDE = 1.2, 1.6
"""Width to height: below SQUARE (and not upright) a picture counts as square, from WIDE on as wide.
16:9 is 1.78, 4:3 is 1.33. [own]"""

NARROW_TEXT = 0.9
"""Share of the width that a line may fill in pictures that are not wide (BBC: 4:3, 1:1, 9:16)."""

FEWEST_EMS = 14
"""A line has room for at least this many ems, about 26 letters, in however narrow a picture. [own]
"""

EM = 1 / 1.25
"""Lexend's em as a share of its line height: ascent 1.0 em and descent 0.25 em (hhea)."""

Speakers = Literal["none", "names", "coloured names", "names and coloured words"]
"""How it is shown who speaks. There is no colour without a name: colours alone are misunderstood
(JAT 2026, five validators with an intellectual disability; WCAG 1.4.1)."""

Label = Literal["NAME:", "Name:", "[Name]", "(Name)"]
"""How a speaker's name stands before the words."""


@dataclass(frozen=True, slots=True)
class Box:
    """Text on a box. Colours are #RRGGBB; opacity runs from 0 (clear) to 1 (solid)."""

    text_colour: str = "#FFFFFF"
    box_colour: str = "#000000"
    box_opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """How subtitles of one kind look. Heights and areas are shares of the picture, 0 to 1. As it
    stands, this is the BBC's look.
    """

    font: str = "Lexend"
    line_height: float = 0.075
    """BBC: 7 to 8 % of the picture's height."""
    line_height_square: float = 0.055
    """In a square, BBC's 37 letters, each about 0.53 em wide, and the padding fill 90 % of the
    width at this height."""
    line_height_upright: float = 0.042
    """BBC: 3.9 to 4.5 % in upright video."""
    side_padding: float = 0.5
    """In ems (BBC: half an em)."""
    text_width: float = 0.68
    """A line fills at most this share of a wide picture (BBC), unless its words do not hold: then
    it takes what the safe width gives."""
    safe_height: float = 0.90
    safe_width: float = 0.90
    """Nothing of the text stands outside: the title-safe area. BBC's 75 % of the width is for
    unsigned broadcasts; the room beside a signer begins further to the side."""
    position: Literal["bottom", "top"] = "bottom"
    align: Literal["centre", "left"] = "centre"
    sentences: Literal["run on", "new line"] = "run on"
    """Whether every sentence begins on a line of its own."""
    speakers: Speakers = "names and coloured words"
    label: Label = "NAME:"
    speaker_colours: tuple[str, ...] = SPEAKER_COLOURS
    subtitle: Box = Box()
    second: Box = Box("#FFFFFF", "#3A3A3A", 1.0)
    """The lower one of two languages at once: as large, on another box."""
    name: Box = Box("#FFFFFF", "#17365D", 1.0)
    name_size: float = 0.8
    """Height of a name's line, as a share of a subtitle's line."""
    role_size: float = 0.62
    """Height of a role's line, likewise."""

    def line_pixels(self, width: int, height: int) -> float:
        """Height of one subtitle line in a picture of this size.

        >>> Look().line_pixels(1280, 720), round(Look().line_pixels(1080, 1920), 1)
        (54.0, 80.6)
        """
        if height > width:
            share = self.line_height_upright
        else:
            share = self.line_height if self.is_wide(width, height) else self.line_height_square
        return min(share * height, width * self.safe_width / (FEWEST_EMS * EM))

    def is_wide(self, width: int, height: int) -> bool:
        """Whether lines have the whole of a wide picture: neither upright nor square."""
        return width >= SQUARE * height

    def text_pixels(self, width: int, height: int) -> float:
        """How wide a box of text should be at most in a picture of this size."""
        share = self.text_width if width >= WIDE * height else NARROW_TEXT
        return width * min(share, self.safe_width)


LOOKS: Mapping[str, Look] = {
    "bbc": Look(),
    # 42 letters a line hold at this size; centred; names in square brackets, no colours.
    "netflix": Look(
        line_height=0.065,
        line_height_square=0.05,
        line_height_upright=0.039,
        speakers="names",
        label="[Name]",
        subtitle=Box(box_opacity=0.75),
        second=Box(box_colour="#3A3A3A", box_opacity=0.9),
    ),
    # White on a see-through box; lines begin at the same place; names in round brackets.
    "dcmp": Look(
        line_height=0.07,
        align="left",
        speakers="names",
        label="(Name)",
        subtitle=Box(box_opacity=0.8),
        second=Box(box_colour="#3A3A3A", box_opacity=0.9),
    ),
    # Inclusion Europe: larger than film subtitles usually are, always in the same place, from the
    # left, a new sentence on a new line. JAT 2026: names with colour.
    "easy-read": Look(
        line_height=0.085,
        line_height_square=0.06,
        line_height_upright=0.045,
        align="left",
        sentences="new line",
        speakers="coloured names",
        label="Name:",
    ),
}
"""The looks that mediakit knows, by the profile they go with."""


@dataclass(frozen=True, slots=True)
class Style:
    """The house style: every look by its name, and which of them a track has."""

    looks: Mapping[str, Look] = field(default_factory=lambda: LOOKS)
    word_for_word: str = "bbc"
    easy_read: str = "easy-read"

    def look_for(self, tag: str) -> Look:
        """The look of a track, by its tag.

        >>> Style().look_for("cy-simple").align
        'left'
        """
        name = self.easy_read if tag.endswith(LINKED_SUFFIX) else self.word_for_word
        return self.looks[name]

    def following(self, profile: str | None) -> "Style":
        """The style for word-for-word subtitles by these rules: with the look of the same name, if
        there is one.

        >>> Style().following("netflix").look_for("en").label
        '[Name]'
        """
        if profile is None or profile not in self.looks:
            return self
        return replace(self, word_for_word=profile)


def faint_colours(look: Look) -> tuple[tuple[str, str, float], ...]:
    """The pairs of a text's colour and its box's colour in `look` that cannot be read on every
    picture, with their contrast.
    """
    pairs = [(box.text_colour, box) for box in (look.subtitle, look.second, look.name)]
    if "coloured" in look.speakers:
        pairs += [(colour, look.subtitle) for colour in look.speaker_colours]
        pairs += [(colour, look.second) for colour in look.speaker_colours]
    found = (
        (text, box.box_colour, contrast_on(text, box.box_colour, box.box_opacity))
        for text, box in pairs
    )
    return tuple(dict.fromkeys(pair for pair in found if pair[2] < LOWEST_CONTRAST))

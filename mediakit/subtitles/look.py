"""How subtitles and names look when they are burned into the picture: the house style as data."""

from dataclasses import dataclass

LOWEST_OPACITY = 0.7
"""White on a black box over pure white video has a contrast of 8.45:1 at 0.7 (WCAG AAA asks for
7:1) but only 3.95:1 at 0.5 (computed; facts on fonts and contrast)."""


@dataclass(frozen=True, slots=True)
class Box:
    """Text on a box. Colours are #RRGGBB; opacity runs from 0 (clear) to 1 (solid)."""

    text_colour: str = "#FFFFFF"
    box_colour: str = "#000000"
    box_opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Look:
    """The house style. Heights and areas are shares of the picture, 0 to 1.

    BBC: a line is 7 to 8 % of the picture's height, 3.9 to 4.5 % in upright video; side padding is
    half an em; everything stays inside the central 90 % of the height.
    """

    font: str = "Lexend"
    subtitle: Box = Box()
    line_height: float = 0.075
    line_height_upright: float = 0.042
    side_padding: float = 0.5
    """In ems."""
    safe_height: float = 0.90
    safe_width: float = 0.90
    """Burned text may use the width that BBC's 37 characters need beside a signer: 90 % of it, the
    title-safe area, rather than the 75 % of unsigned broadcasts."""
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
        share = self.line_height_upright if height > width else self.line_height
        return share * height

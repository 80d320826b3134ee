"""How well a text's colour stands out from its box: WCAG 2.2, "contrast ratio"."""

LOWEST_CONTRAST = 4.5
"""WCAG 2.2, 1.4.3 (AA)."""

BLACK, WHITE = (0, 0, 0), (255, 255, 255)

Colour = tuple[float, float, float]
"""Red, green and blue, 0 to 255."""


def rgb(colour: str) -> tuple[int, int, int]:
    """The parts of "#RRGGBB".

    >>> rgb("#17365D")
    (23, 54, 93)
    """
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def contrast_on(text: str, box: str, opacity: float = 1.0) -> float:
    """The contrast of a text on its box, from 1 to 21, over whatever picture makes it lowest.

    >>> round(contrast_on("#FFFFFF", "#000000"), 2)
    21.0
    >>> round(contrast_on("#FFFFFF", "#000000", 0.7), 2)
    8.45
    """
    darkest, lightest = (_luminance(_over(rgb(box), opacity, video)) for video in (BLACK, WHITE))
    own = _luminance(rgb(text))
    if darkest <= own <= lightest:
        return 1.0
    ground = lightest if own > lightest else darkest
    light, dark = max(own, ground), min(own, ground)
    return (light + 0.05) / (dark + 0.05)


def _over(box: Colour, opacity: float, video: Colour) -> Colour:
    """What is seen of a see-through box; in whole steps, as a screen shows it."""
    red, green, blue = (
        float(round(own * opacity + under * (1 - opacity)))
        for own, under in zip(box, video, strict=True)
    )
    return red, green, blue


def _luminance(colour: Colour) -> float:
    """Relative luminance, 0 to 1 (WCAG 2.2; sRGB)."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue

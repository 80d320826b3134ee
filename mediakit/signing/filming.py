"""How an interpreter is filmed: advice, each row with where it comes from."""

from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from mediakit.signing.geometry import RULES as GEOMETRY
from mediakit.signing.geometry import Box
from mediakit.signing.sync import RULES as SYNC
from mediakit.subtitles.rules.limits import Rule

LEAST_RATE = 20

RULES = (
    Rule(
        "frame rate",
        LEAST_RATE,
        "pictures a second, at least",
        "EN 301 549; second-hand",
        "Few pictures a second blur the hands. They matter more than fine pictures.",
    ),
)
"""What is asked of the recording. What is asked of the place in the picture and of the time stands
in geometry.py and sync.py."""


@dataclass(frozen=True, slots=True)
class Advice:
    """One thing to see to, in plain sentences, and where that comes from."""

    topic: str
    text: str
    source: str


_OWN = "our own advice"

_CAMERAS = ((1280, 720), (1920, 1080), (3840, 2160))
"""The usual sizes of what cameras record, the smallest first."""

_BEFORE = (
    Advice(
        "Background",
        "A plain wall or cloth in one colour that differs from your skin: light blue or grey is"
        " best. If you have a green or blue screen, use that: you are then cut out and stand in the"
        " film itself.",
        "Signing Books; second-hand",
    ),
    Advice(
        "Clothes",
        "Plain, in one colour that differs from your skin and from the background. No green before"
        " a green screen, no blue before a blue one: it would be cut out with it. No patterns, and"
        " nothing that glitters.",
        _OWN,
    ),
    Advice(
        "Light",
        "Even, from the front, on you and on the background. No shadow of your hands on your face"
        " or behind you.",
        _OWN,
    ),
)

_PEOPLE = Advice(
    "People",
    "Signing is made by an interpreter or translator who is registered with NRCPD, and looked over"
    " by a second one. Send us both names with their registration numbers.",
    "NHS BSL standard (BDA, RNID, SignHealth)",
)

_SOUND = Advice(
    "Sound",
    "Play the film aloud, and leave the microphone of your camera on. mediakit then finds by the"
    " sound where your recording belongs. If you wear headphones, clap once at the long beep.",
    _OWN,
)


def filming_advice(box: Box, picture: tuple[int, int], rate: Fraction) -> tuple[Advice, ...]:
    """What to see to when a signer is filmed for `box` in a film whose picture is that large and
    that has `rate` pictures a second.
    """
    return (*_framing(box, picture), *_BEFORE, *_recording(rate), _SOUND, _PEOPLE)


def _framing(box: Box, picture: tuple[int, int]) -> Iterator[Advice]:
    shape = _rule(GEOMETRY, "shape")
    yield Advice(
        "In the picture",
        f"{shape.advice} Leave an elbow's width free at each side. Your hands never leave the"
        " picture. The camera stands still, at the height of your chest.",
        shape.source,
    )
    area, width, height = _rule(GEOMETRY, "area"), *picture
    share = box.width * box.height * 100 / (width * height)
    held = "upright" if box.height > box.width else "level"
    yield Advice(
        "Your place in the film",
        f"{box.width} x {box.height} pixels of {width} x {height}, which is {share:.1f} % of the"
        f" picture; {area.limit * 100:.1f} % is the least. Hold the camera {held}, and film at"
        f" {_least(box)} or larger.",
        area.source,
    )


def _least(box: Box) -> str:
    """The usual size of a camera, held as the box is, that has every pixel of it."""
    upright = box.height > box.width
    for size in _CAMERAS:
        width, height = sorted(size) if upright else size
        if box.width <= width and box.height <= height:
            break
    return f"{width} x {height} pixels"


def _recording(rate: Fraction) -> Iterator[Advice]:
    slow, lag = _rule(RULES, "frame rate"), _rule(SYNC, "lag")
    own = f"{float(rate):g}"
    twice = f" or {float(2 * rate):g}" if rate <= 30 else ""
    yield Advice(
        "Pictures a second",
        f"{own}{twice}, and never fewer than {slow.limit:g}. {slow.advice}",
        slow.source,
    )
    yield Advice(
        "When to sign",
        "Begin when the speech begins. Being 2 to 4 seconds behind is natural, and stays so. More"
        f" than {lag.limit:g} seconds are too many. Nobody cuts you off: if signing takes longer"
        " than the speech, go on.",
        lag.source,
    )


def _rule(rules: tuple[Rule, ...], name: str) -> Rule:
    return next(rule for rule in rules if rule.name == name)

"""The three speaking recordings, as MoviePy clips."""

from dataclasses import dataclass
from fractions import Fraction

from PIL import Image

from footage import places
from footage.figures import Figure
from footage.lines import FILM_MAKER, LEAD
from footage.looks import FILM_MAKER_LOOK, LEAD_LOOK
from footage.motion import Motion
from footage.moving import Moving, moving
from footage.sound import Speech


@dataclass(frozen=True, slots=True)
class Recording:
    """What a recording is like technically: as unlike the others as real footage would be."""

    size: tuple[int, int]
    rate: Fraction
    channels: int
    sample_rate: int
    loudness: float
    """Integrated, in LUFS."""
    turned: bool = False


RECORDED = {
    "tip-1": Recording((1920, 1080), Fraction(30000, 1001), 2, 48000, -20.0),
    "tip-2": Recording((720, 1280), Fraction(30), 1, 44100, -30.0, turned=True),
    "tip-3": Recording((1280, 720), Fraction(25), 2, 48000, -14.0),
}


def talk(name: str, speech: Speech, size: tuple[int, int]) -> Moving:
    """The pictures of the recording `name`, as long as its speech."""
    still, actors, front = _SCENES[name](speech, size)

    def frame_at(seconds: float) -> Image.Image:
        frame = still.copy()
        for figure, motion in actors:
            figure.put(frame, motion.at(seconds))
        if front is not None:
            frame.paste(front, (0, 0), front)
        return frame

    return moving(frame_at, speech.seconds)


Scene = tuple[Image.Image, list[tuple[Figure, Motion]], Image.Image | None]


def _film_maker_alone(speech: Speech, size: tuple[int, int]) -> Scene:
    unit = size[0] / 1920
    figure = Figure(FILM_MAKER_LOOK, (760 * unit, 420 * unit), 1.5 * unit)
    return places.community_room(*size), [(figure, Motion(speech, FILM_MAKER, seed=1))], None


def _lead_alone(speech: Speech, size: tuple[int, int]) -> Scene:
    unit = size[0] / 720
    figure = Figure(LEAD_LOOK, (372 * unit, 560 * unit), 1.2 * unit)
    return places.kitchen_corner(*size), [(figure, Motion(speech, LEAD, seed=2))], None


def _both(speech: Speech, size: tuple[int, int]) -> Scene:
    unit = size[0] / 1280
    maker = Figure(FILM_MAKER_LOOK, (300 * unit, 268 * unit), 0.82 * unit)
    lead = Figure(LEAD_LOOK, (724 * unit, 276 * unit), 0.82 * unit)
    actors = [
        (maker, Motion(speech, FILM_MAKER, seed=3, looks_to=1.0)),
        (lead, Motion(speech, LEAD, seed=4, looks_to=-1.0)),
    ]
    front = places.table(*size, top=648, mugs=(470, 560))
    return places.meeting_room(*size), actors, front


_SCENES = {"tip-1": _film_maker_alone, "tip-2": _lead_alone, "tip-3": _both}

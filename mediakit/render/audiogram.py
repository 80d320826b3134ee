"""Audiograms: the still picture, the wave over it, and the runs that make the film of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from mediakit.film.model import Canvas
from mediakit.plan.audiogram import (
    RATE,
    STILL,
    WAVE,
    Audiogram,
    Layout,
    film_command,
    sound_command,
)
from mediakit.plan.command import RESULT
from mediakit.plan.model import PhotoDrawing
from mediakit.render.ground import ACCENT, INK, SOFT_INK, quiet_ground
from mediakit.render.pictures import frames_of
from mediakit.render.programs import Job
from mediakit.render.rendering import check_frames
from mediakit.render.typesetting import fitted, wrapped
from mediakit.render.wave import levels_of, wave_frames
from mediakit.signing.geometry import Box
from mediakit.subtitles.burned.lexend_widths import drawable

if TYPE_CHECKING:
    from PIL.Image import Image
    from PIL.ImageDraw import ImageDraw
    from PIL.ImageFont import FreeTypeFont

DRAWER = 1
"""Counts up whenever the same audiogram would be drawn otherwise by this module or by `wave`."""

_CORNER = 0.045
"""Radius of the artwork's corners, as a share of its side."""

_CUT = "…"

_MOST_SIGNS = 300
"""More letters than any of the boxes holds, so that a page given as a title is not tried whole."""


def make(audiogram: Audiogram, job: Job) -> Path:
    """Make the film in the job's empty folder; returns its file. `job.files` finds the recording
    and the artwork by their fingerprints.
    """
    layout = audiogram.layout
    still = still_of(audiogram, job.files)
    still.save(job.folder / STILL)
    job.run(sound_command(audiogram.sound))
    levels = levels_of(job.folder / WAVE)
    wave = layout.wave
    ground = still.crop((wave.x, wave.y, wave.x + wave.width, wave.y + wave.height))
    job.run(film_command(audiogram), feed=wave_frames(levels, audiogram.frames, ground))
    check_frames(job.folder / RESULT, audiogram.frames)
    return job.folder / RESULT


def still_of(audiogram: Audiogram, files: Mapping[str, Path]) -> "Image":
    """All that does not change: ground, artwork, title and show."""
    layout = audiogram.layout
    image = quiet_ground(layout.canvas)
    if layout.artwork is not None and audiogram.artwork is not None:
        _hang(image, layout.artwork, files[audiogram.artwork])
    _letter(image, layout, audiogram.title, audiogram.show)
    return image


def _hang(image: "Image", box: Box, path: Path) -> None:
    """The artwork whole in its box, on itself blurred where it has another shape, with round
    corners.
    """
    from PIL import Image, ImageDraw

    canvas, size = Canvas(box.width, box.height, RATE), (box.width, box.height)
    drawing = PhotoDrawing(canvas, 1, Box(0, 0, *size), "artwork", "none")
    picture = Image.frombytes("RGB", size, next(frames_of(drawing, {"artwork": path})))
    # Drawn large and brought down, for smooth corners.
    mask = Image.new("L", (2 * box.width, 2 * box.height))
    edge = (0, 0, 2 * box.width - 1, 2 * box.height - 1)
    ImageDraw.Draw(mask).rounded_rectangle(edge, 2 * box.width * _CORNER, fill=255)
    image.paste(picture, (box.x, box.y), mask.resize(size, Image.Resampling.BOX))


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of type as they are set."""

    lines: str
    font: "FreeTypeFont"
    ink: tuple[int, int, int]

    @property
    def spacing(self) -> float:
        """Between two lines, in pixels."""
        return self.font.size / 4

    def extent(self) -> tuple[float, float]:
        """Where its ink begins below the place it is set at, and how tall it is."""
        _, top, _, bottom = _pen().multiline_textbbox(
            (0, 0), self.lines, self.font, spacing=self.spacing
        )
        return top, bottom - top


def _letter(image: "Image", layout: Layout, title: str, show: str) -> None:
    """The title, a short gold rule, the show under it: together in the middle of their box."""
    box, unit = layout.words, min(layout.canvas.width, layout.canvas.height) / 12
    rule = unit * 0.7
    room = box.height - rule
    name = _block(show, (box.width, room * 0.26), unit * 0.44, 400, SOFT_INK)
    below = name.extent()[1] if name else 0
    head = _block(title, (box.width, room - below), unit * 0.95, 600, INK)
    tall = head.extent()[1] if head else 0
    top = box.y + (box.height - tall - rule - below) / 2
    across = box.x if layout.beside else box.x + box.width / 2
    _set(image, head, across, top, beside=layout.beside)
    top += tall + rule * 0.45
    left = across if layout.beside else across - unit * 0.55
    bar = (left, top, left + unit * 1.1, top + unit * 0.08)
    _pen(image).rounded_rectangle(bar, unit * 0.04, ACCENT)
    _set(image, name, across, top + rule * 0.55, beside=layout.beside)


def _set(image: "Image", block: _Block | None, across: float, top: float, *, beside: bool) -> None:
    if block is None:
        return
    _pen(image).multiline_text(
        (across, top - block.extent()[0]),
        block.lines,
        block.ink,
        block.font,
        anchor="la" if beside else "ma",
        align="left" if beside else "center",
        spacing=block.spacing,
    )


def _block(
    text: str, box: tuple[float, float], size: float, weight: int, ink: tuple[int, int, int]
) -> _Block | None:
    """The text in its box, in type up to `size`; what does not fit even in the smallest type is cut
    off after a word. None where there is nothing to set.
    """
    text = " ".join(drawable(text).split())
    kept = min(len(text), _MOST_SIGNS)
    while kept:
        shown = (
            text if kept == len(text) else f"{text[:kept].rpartition(' ')[0] or text[:kept]}{_CUT}"
        )
        lines, font = fitted(shown, box, size, weight)
        block = _Block(_balanced(lines, font, box[0]), font, ink)
        if block.extent()[1] <= box[1]:
            return block
        kept -= 1 + kept // 10
    return None


def _balanced(lines: str, font: "FreeTypeFont", width: float) -> str:
    """The same lines, no more of them, as even in length as can be: no word alone in the last."""
    while True:
        width *= 0.95
        narrower = wrapped(lines.replace("\n", " "), font, width)
        fits = all(font.getlength(line) <= width for line in narrower.split("\n"))
        if not fits or narrower.count("\n") > lines.count("\n"):
            return lines
        lines = narrower


def _pen(image: "Image | None" = None) -> "ImageDraw":
    from PIL import Image, ImageDraw

    return ImageDraw.Draw(image or Image.new("L", (1, 1)))

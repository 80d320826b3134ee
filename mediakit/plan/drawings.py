"""Which pictures of a film are drawn: cards, photos, credits, grounds, and who stands in for a
signer.
"""

from collections.abc import Mapping

from mediakit.film.model import Canvas, Card, Clip, Credits, Footage, Photo
from mediakit.film.people import credit_lines
from mediakit.film.timeline import Placed, PlacedSlot, Timeline
from mediakit.media.model import Media
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.logos import logo_drawings
from mediakit.plan.model import (
    CardDrawing,
    CreditsDrawing,
    Drawing,
    GroundDrawing,
    PhotoDrawing,
    PlaceholderDrawing,
)
from mediakit.signing.geometry import SHAPES, Box, Places, places


def drawings_of(ingredients: Ingredients) -> tuple[Drawing, ...]:
    """Every drawing that some version of the film may show, each once."""
    timeline = ingredients.timeline
    shown = (one for placed in timeline.clips for one in (placed, *placed.cutaways))
    drawn = [
        drawing_of(ingredients, placed, signed)
        for placed in shown
        if not isinstance(placed.clip, Footage)
        for signed in (False, True)
    ]
    alone = alone_canvas(timeline)
    sizes = (places_in(timeline, signed=True).signer, Box(0, 0, alone.width, alone.height))
    missing = [
        placeholder_of(ingredients, slot, box)
        for slot in timeline.slots
        if slot.file is None
        for box in sizes
    ]
    grounds = [ground_of(timeline.canvas), ground_of(alone)]
    logos = [
        drawing
        for signed in (False, True)
        for drawing in logo_drawings(ingredients, places_in(timeline, signed=signed))
    ]
    return tuple(dict.fromkeys([*drawn, *missing, *grounds, *logos]))


def drawing_of(ingredients: Ingredients, placed: Placed, signed: bool) -> Drawing:
    """A clip that is no recording; `signed` leaves a signer room who stands over it."""
    timeline = ingredients.timeline
    beside = signed and any(slot.span.overlap(placed.span) for slot in timeline.slots)
    over = timeline.stand.layout == "over"
    room = places_in(timeline, signed=beside and over).room
    return drawn_clip(placed, timeline, ingredients.facts, room)


def drawn_clip(
    placed: Placed, timeline: Timeline, facts: Mapping[str, Media], room: Box
) -> Drawing:
    """A clip that is no recording, in its `room` of the canvas."""
    canvas, frames = timeline.canvas, 1 if _is_still(placed.clip) else placed.span.duration
    match placed.clip:
        case Card(title=title, text=text, picture=picture):
            source = facts[picture].fingerprint if picture else None
            return CardDrawing(canvas, frames, room, title, text, source)
        case Photo(file=file, movement=movement, ground=ground):
            source = facts[file].fingerprint
            ground = ground or timeline.ground
            return PhotoDrawing(canvas, frames, room, source, movement, ground)
        case Credits(lines=lines, style=style):
            named = tuple(credit_lines(timeline.people, lines))
            return CreditsDrawing(canvas, frames, room, (*lines, *named), style == "pages")
        case Footage():
            raise TypeError("footage is not drawn")


def _is_still(clip: Clip) -> bool:
    """Whether one picture of a drawn clip is all of it: it is held as long as it takes."""
    return isinstance(clip, Card) or (isinstance(clip, Photo) and clip.movement == "none")


def ground_of(canvas: Canvas) -> GroundDrawing:
    """One frame is enough: what is shorter than its chunk holds its last picture."""
    return GroundDrawing(canvas, 1)


def placeholder_of(ingredients: Ingredients, slot: PlacedSlot, box: Box) -> PlaceholderDrawing:
    """One frame is enough: what is shorter than its slot holds its last picture."""
    canvas = Canvas(box.width, box.height, ingredients.timeline.canvas.rate)
    return PlaceholderDrawing(canvas, 1, slot.wanted)


def places_in(timeline: Timeline, *, signed: bool) -> Places:
    """Where the film and its words stand; without a signer, everywhere."""
    width, height = timeline.canvas.width, timeline.canvas.height
    whole = Box(0, 0, width, height)
    return places(width, height, timeline.stand) if signed else Places(whole, whole, whole)


def alone_canvas(timeline: Timeline) -> Canvas:
    """The picture of a signer who is shown alone: as high as the film."""
    across, down = SHAPES[timeline.stand.shape]
    height = timeline.canvas.height
    return Canvas(round(height * across / down / 2) * 2, height, timeline.canvas.rate)

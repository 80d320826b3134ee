"""Which clips of a film are held steady, and what is shown of them."""

from fractions import Fraction

from mediakit.film.model import Canvas, Footage
from mediakit.film.timeline import Placed
from mediakit.plan.ingredients import Ingredients
from mediakit.plan.keys import key_of
from mediakit.plan.model import Shot, Steady
from mediakit.plan.shots import footage_shot


def steadies_of(ingredients: Ingredients) -> tuple[Steady, ...]:
    """The clips that are held steady, each once."""
    found = (steady_of(ingredients, placed) for placed in ingredients.timeline.clips)
    return tuple(dict.fromkeys(steady for steady in found if steady is not None))


def steady_of(ingredients: Ingredients, placed: Placed) -> Steady | None:
    """What is made of a clip that is to be held steady; no larger than covers the canvas."""
    clip, canvas = placed.clip, ingredients.timeline.canvas
    if not isinstance(clip, Footage) or not clip.steady:
        return None
    shot = footage_shot(ingredients, clip.file, clip.start, 0, clip.speed)
    covering = max(Fraction(canvas.width, shot.width), Fraction(canvas.height, shot.height))
    scale = min(Fraction(1), covering)
    width, height = (max(2, round(edge * scale / 2) * 2) for edge in (shot.width, shot.height))
    return Steady(shot, Canvas(width, height, canvas.rate), placed.span.duration)


def steady_shot(ingredients: Ingredients, steady: Steady, skip: int) -> Shot:
    """The steady clip from its frame `skip` on."""
    canvas = steady.canvas
    key = key_of(steady, ingredients.tools)
    return Shot(key, 0, 0, skip, canvas.width, canvas.height, canvas.rate)
